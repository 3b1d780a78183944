"""The words of a window, their marks and their spans, on hand-made scores."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading import labels
from sayso.reading.chains import PLAIN, SEEN, Chain
from sayso.reading.decoding import OUTSIDE_ONLY, Tagged
from sayso.reading.sessions import View
from sayso.reading.tokens import Tokens, Window
from sayso.reading.words import Words, mark_at, words_of

TEXT = "The mayor, who had left, said the bridge was closed to cars. It rained."


def view_of(text: str) -> View:
    """A view of one window, a token a word or mark, the network silent on everything."""
    bounds = [found.span() for found in re.finditer(r"\w+|[^\w\s]", text)]
    starts, ends = (np.array(side, dtype=np.int64) for side in zip(*bounds, strict=True))
    sentence = np.array([text[:start].count(". ") for start in starts])
    nothing = np.zeros(len(bounds), dtype=np.int64)
    tokens = Tokens(nothing, starts, ends, nothing, sentence, ())
    numbers = np.array([-1, *range(len(bounds)), -1])
    window = Window(numbers, numbers >= 0)
    count = len(numbers)
    scores = np.zeros((count, 3), dtype=np.float32)
    silent = np.full((count, len(labels.ATTRIBUTION), 3), OUTSIDE_ONLY, dtype=np.float32)
    return View(
        tokens, window, numbers, np.zeros(count, dtype=np.bool_), scores, scores, scores[:, 0], scores, silent, scores
    )


def words(text: str) -> Words:
    return words_of(view_of(text), text)


def sure_of(text: str, **chances: float) -> np.ndarray:
    """Scores of a slot: words by how likely they belong to it, all others hardly."""
    found = [chances.get(word, 0.03) for word in re.findall(r"\w+|[^\w\s]", text)]
    return np.array([OUTSIDE_ONLY, *((1 - c, c / 2, c / 2) for c in found), OUTSIDE_ONLY], dtype=np.float32)


def texts(found: list[Tagged], of: Words, text: str) -> list[str]:
    return [text[slice(*of.view.bounds(span.start, span.end))] for span in found]


LIKELY = {"the": 0.9, "bridge": 0.9, "was": 0.9, "closed": 0.9, "to": 0.45, "cars": 0.4}


class TestSpans:
    def test_a_plain_chain_stops_where_words_get_unlikely(self) -> None:
        of, slot = words(TEXT), sure_of(TEXT, **LIKELY)
        assert texts(of.spans(slot, Chain.of(PLAIN), 0.5), of, TEXT) == ["the bridge was closed"]

    def test_a_chain_that_knows_where_spans_end_goes_on_to_the_end_of_the_sentence(self) -> None:
        of, slot = words(TEXT), sure_of(TEXT, **LIKELY)
        knowing = Chain.of({**PLAIN, "before stop": (0.0, 0.0, 2.0)})
        assert texts(of.spans(slot, knowing, 0.5), of, TEXT) == ["the bridge was closed to cars"]

    def test_no_span_takes_words_of_the_cue(self) -> None:
        of, slot = words(TEXT), sure_of(TEXT, said=0.99, **LIKELY)
        position = 1 + re.findall(r"\w+|[^\w\s]", TEXT).index("said")
        cue = Tagged(position, position + 1, 1.0)
        assert texts(of.spans(slot, Chain.of(PLAIN), 0.5, cue), of, TEXT) == ["the bridge was closed"]

    def test_a_higher_threshold_asks_more_of_a_span(self) -> None:
        of, slot = words(TEXT), sure_of(TEXT, mayor=0.8)
        assert texts(of.spans(slot, Chain.of(PLAIN), 0.5), of, TEXT) == ["mayor"]
        assert of.spans(slot, Chain.of(PLAIN), 0.8) == []

    @given(st.lists(st.sampled_from([0.1, 0.3, 0.7, 0.9]), min_size=3, max_size=3))
    def test_a_chain_for_which_spans_cost_nothing_takes_the_words_likelier_than_not(self, chances: list[float]) -> None:
        text = "Aid came late"
        of, slot = words(text), sure_of(text, **dict(zip(text.split(), chances, strict=True)))
        likely = "".join(" " if chance > 0.5 else "|" for chance in chances)
        free = Chain.of({**PLAIN, "always": (0.0, 0.0, 0.0)})
        found = of.spans(slot, free, 0.5)
        assert sum(span.end - span.start for span in found) == likely.count(" ")
        assert len(found) == len([run for run in likely.split("|") if run])

    def test_a_slot_that_no_word_belongs_to_has_no_span(self) -> None:
        of = words(TEXT)
        assert of.spans(sure_of(TEXT) * 0 + np.array(OUTSIDE_ONLY, dtype=np.float32), Chain.of(PLAIN), 0.5) == []


class TestEdges:
    def test_the_first_word_after_a_full_stop_is_seen_to_open_a_sentence(self) -> None:
        of = words(TEXT)
        opens = of.around[:, SEEN.index("new sentence")].astype(bool)
        assert texts([Tagged(int(n), int(n) + 1, 1.0) for n in np.flatnonzero(opens)[1:2]], of, TEXT) == ["It"]

    @pytest.mark.parametrize(
        ("text", "at", "mark"),
        [
            ("He left, too", ",", "comma"),
            ("“Go”", "“", "opening quote"),
            ("“Go”", "”", "closing quote"),
            ('He said "go" twice', '"go', "opening quote"),
            ('He said "go" twice', '" t', "closing quote"),
            ("He said ''go'' twice", "''go", "opening quote"),
            ("He said ''go'' twice", "'' t", "closing quote"),
            ("the town's wall", "'", "word"),
            ("the town’s wall", "’", "word"),
            ("It fell - twice", "-", "dash"),
            ("Army: all calm", ":", "colon"),
            ("(later)", "(", "bracket"),
            ("Why?", "?", "stop"),
            ("Why?", "Why", "word"),
        ],
    )
    def test_a_mark_is_told_by_itself_and_its_neighbours(self, text: str, at: str, mark: str) -> None:
        assert mark_at(text, text.index(at)) == mark
