"""Decoding on hand-made scores."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.decoding import (
    LONGEST_ANCHOR,
    Curve,
    Tagged,
    best_label,
    candidates,
    groups,
    likeliest,
    likeliest_together,
    nearest_speakers,
    shared,
    tagged,
)


def slot(*tags: str, sure: float = 0.9) -> np.ndarray:
    """Scores of a slot that say O, B or I at each position with one probability."""
    rest = (1 - sure) / 2
    return np.array([[sure if tag == name else rest for name in "OBI"] for tag in tags], dtype=np.float32)


def whole_words(count: int) -> np.ndarray:
    return np.zeros(count, dtype=np.bool_)


def types(*chances: float) -> np.ndarray:
    """Anchor scores with the first type likeliest wherever there is an anchor."""
    return np.array([[1 - c, c * 0.75, c * 0.25] for c in chances], dtype=np.float32)


class TestLikeliestTogether:
    def test_labels_that_go_together_as_chance_has_it_are_chosen_one_by_one(self):
        even = np.ones((2, 3), dtype=np.float32)
        assert likeliest_together(np.array([0.4, 0.6]), np.array([0.5, 0.2, 0.3]), even) == (1, 0)

    def test_a_pair_that_is_never_seen_gives_way_to_the_next_likeliest(self):
        weights = np.array([[1.0, 1.0], [0.01, 1.0]], dtype=np.float32)
        assert likeliest_together(np.array([0.4, 0.6]), np.array([0.7, 0.3]), weights) == (0, 0)
        assert likeliest_together(np.array([0.1, 0.9]), np.array([0.7, 0.3]), weights) == (1, 1)


class TestCandidates:
    def test_a_likely_word_becomes_an_anchor_of_its_likeliest_type(self) -> None:
        found = candidates(types(0.1, 0.8, 0.1), np.zeros(3), np.ones(3, dtype=bool), whole_words(3), 0.5)
        assert [(c.start, c.end, c.type) for c in found] == [(1, 2, 0)]
        assert found[0].score == pytest.approx(0.8 * 0.75**0.5)

    def test_of_two_anchors_that_touch_only_the_likelier_stays(self) -> None:
        found = candidates(types(0.6, 0.9, 0.0, 0.7), np.zeros(4), np.ones(4, dtype=bool), whole_words(4), 0.5)
        assert [c.start for c in found] == [1, 3]

    def test_an_anchor_of_a_doubtful_type_scores_less_and_one_of_a_certain_type_more(self) -> None:
        doubtful = np.array([[0.36, 0.16, 0.48], [0.36, 0.64, 0.0]], dtype=np.float32)
        found = candidates(doubtful, np.zeros(2), np.ones(2, dtype=bool), whole_words(2), 0.6)
        assert [(c.start, round(c.score, 2)) for c in found] == [(1, 0.64)]

    def test_a_certain_anchor_that_may_be_of_two_types_stays(self) -> None:
        either = np.array([[0.02, 0.5, 0.48]], dtype=np.float32)
        assert len(candidates(either, np.zeros(1), np.ones(1, dtype=bool), whole_words(1), 0.6)) == 1

    def test_an_anchor_goes_on_where_the_network_says_so(self) -> None:
        found = candidates(types(0.9, 0, 0), np.array([0, 0.8, 0.2]), np.ones(3, dtype=bool), whole_words(3), 0.5)
        assert found[0].end == 2

    def test_a_long_anchor_ends_with_its_word(self) -> None:
        continues = np.array([False] + 9 * [True] + [False])
        found = candidates(types(0.9, *(10 * [0])), np.full(11, 0.9), np.ones(11, dtype=bool), continues, 0.5)
        assert (found[0].start, found[0].end) == (0, 10)

    def test_an_anchor_of_many_words_ends_before_the_one_that_is_too_many(self) -> None:
        found = candidates(types(0.9, *(9 * [0])), np.full(10, 0.9), np.ones(10, dtype=bool), whole_words(10), 0.5)
        assert found[0].end == LONGEST_ANCHOR

    def test_positions_outside_the_core_are_left_to_another_window(self) -> None:
        core = np.array([False, True])
        found = candidates(types(0.9, 0.1), np.zeros(2), core, whole_words(2), 0.5)
        assert found == []

    def test_no_anchor_starts_in_the_middle_of_a_word(self) -> None:
        continues = np.array([False, True])
        assert candidates(types(0.1, 0.9), np.zeros(2), np.ones(2, dtype=bool), continues, 0.5) == []


class TestTagged:
    def test_begin_and_inside_make_one_span(self) -> None:
        assert [(s.start, s.end) for s in tagged(slot(*"OBIO"), whole_words(4), 0.5)] == [(1, 3)]

    def test_one_doubtful_word_does_not_cut_a_span_in_two(self) -> None:
        doubtful = slot(*"BIIO")
        doubtful[1] = (0.6, 0.1, 0.3)
        assert [(s.start, s.end) for s in tagged(doubtful, whole_words(4), 0.5)] == [(0, 3)]

    def test_a_word_that_is_surely_outside_cuts_a_span_in_two(self) -> None:
        assert [(s.start, s.end) for s in tagged(slot(*"BOBO"), whole_words(4), 0.5)] == [(0, 1), (2, 3)]

    def test_a_span_takes_whole_words(self) -> None:
        continues = np.array([False, False, True, False])
        assert [(s.start, s.end) for s in tagged(slot(*"OBOO"), continues, 0.5)] == [(1, 3)]

    def test_a_higher_threshold_leaves_out_what_is_unsure(self) -> None:
        assert tagged(slot("B", sure=0.6), whole_words(1), 0.95) == []

    @given(st.lists(st.sampled_from("OBI"), max_size=20), st.floats(0.05, 0.95))
    def test_spans_come_in_order_and_never_overlap(self, tags: list[str], threshold: float) -> None:
        found = tagged(slot(*tags).reshape(-1, 3), whole_words(len(tags)), threshold)
        assert all(one.end <= other.start for one, other in pairwise(found))
        assert all(0 <= span.start < span.end <= len(tags) for span in found)


class TestSpeakers:
    def test_a_speaker_is_its_likeliest_span_even_when_unsure(self) -> None:
        found = nearest_speakers(slot("O", "O", sure=0.7), slot("O", "O"), whole_words(2), whole_words(2))
        assert found is not None
        assert not found.beside

    def test_who_rather_quotes_is_not_the_nearest_speaker(self) -> None:
        speaker, quoting = slot(*"BOB"), slot(*"BOO")
        speaker[2] = (0.4, 0.6, 0.0)
        found = nearest_speakers(speaker, quoting, whole_words(3), whole_words(3))
        assert found is not None
        assert (found.first.start, found.first.end) == (2, 3)

    def test_a_less_likely_span_may_speak_beside_but_holds_no_joining_word(self) -> None:
        speaker = slot(*"BOO", sure=0.95)
        speaker[1:] = (0.71, 0.0, 0.29)
        joining = np.array([False, True, False])
        found = nearest_speakers(speaker, slot(*"OOO"), whole_words(3), joining)
        assert found is not None
        assert [(s.start, s.end) for s in found.beside] == [(2, 3)]

    def test_the_likeliest_span_bridges_a_doubtful_word(self) -> None:
        doubtful = slot(*"OBIIO")
        doubtful[2] = (0.7, 0.1, 0.2)
        found = likeliest(doubtful, whole_words(5))
        assert found is not None
        assert (found.start, found.end) == (1, 4)

    def test_nothing_can_be_said_where_no_word_can_begin(self) -> None:
        nowhere = np.array([[1.0, 0.0, 0.0]])
        assert likeliest(nowhere, whole_words(1)) is None


def test_a_span_gets_the_label_that_its_positions_agree_on() -> None:
    scores = np.array([[0.9, 0.1], [0.2, 0.8], [0.3, 0.7]])
    assert best_label(scores, Tagged(1, 3, 1.0)) == (1, pytest.approx(0.75))


class TestGroups:
    def test_anchors_of_one_happening_share_a_number(self) -> None:
        same = np.array([[1, 0.1, 0.9], [0.1, 1, 0.2], [0.9, 0.2, 1]])
        assert groups(same, 0.5) == [0, 1, 0]

    def test_average_linkage_does_not_chain(self) -> None:
        same = np.array([[1, 0.9, 0.0], [0.9, 1, 0.6], [0.0, 0.6, 1]])
        assert groups(same, 0.5) == [0, 0, 1]

    def test_no_anchors_make_no_groups(self) -> None:
        assert groups(np.zeros((0, 0)), 0.5) == []

    @given(st.integers(1, 7), st.integers(0, 10_000))
    def test_numbers_count_up_in_order_of_the_text(self, count: int, seed: int) -> None:
        half = np.random.default_rng(seed).random((count, count))
        numbers = groups((half + half.T) / 2, 0.5)
        firsts = sorted(numbers.index(n) for n in set(numbers))
        assert [numbers[i] for i in firsts] == list(range(len(firsts)))


class TestShared:
    def test_claims_of_one_happening_lean_on_each_other(self) -> None:
        slots = np.stack([slot("B"), slot("O"), slot("O")])
        out = shared(slots, [0, 0, 1], 0.5)
        assert out[1, 0, 1] == pytest.approx(0.5 * slots[1, 0, 1] + 0.25 * (slots[0, 0, 1] + slots[1, 0, 1]))
        assert out[2] == pytest.approx(slots[2])

    def test_a_share_of_nothing_changes_nothing(self) -> None:
        slots = np.stack([slot("B"), slot("O")])
        assert shared(slots, [0, 0], 0.0) == pytest.approx(slots)


class TestCurve:
    def test_without_fitting_a_probability_stays_as_it_is(self) -> None:
        assert Curve()(0.3) == pytest.approx(0.3)

    @given(st.floats(0, 1), st.floats(0, 1))
    def test_a_rising_curve_keeps_the_order(self, one: float, other: float) -> None:
        curve = Curve(0.7, 0.4, -0.4)
        assert (curve(one) <= curve(other)) == (one <= other) or curve(one) == pytest.approx(curve(other))

    def test_with_one_slope_it_is_a_line_through_the_logits(self) -> None:
        logit = math.log(0.3 / 0.7)
        assert Curve(2.0, 2.0, 0.5)(0.3) == pytest.approx(1 / (1 + math.exp(-(2 * logit + 0.5))))

    def test_certainties_stay_finite(self) -> None:
        assert 0 < Curve(2.0, 2.0, 1.0)(0.0) < Curve(2.0, 2.0, 1.0)(1.0) <= 1
