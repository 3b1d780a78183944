"""Where spans begin and end by the codebook's conventions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.edges import LEADING, trimmed


def shown(text: str, slot: str) -> str | None:
    bounds = trimmed(text, 0, len(text), slot)
    return text[bounds[0] : bounds[1]] if bounds else None


@pytest.mark.parametrize(
    ("slot", "words", "kept"),
    [
        ("initiator", "the Meren Liberation Front", "Meren Liberation Front"),
        ("initiator", "soldiers with", "soldiers"),
        ("initiator", "of the National Guard", "National Guard"),
        ("target", "clerks, and the", "clerks"),
        ("place", "in the Ondal district", "Ondal district"),
        ("place", "near the bridge", "near the bridge"),
        ("place", "a village", "a village"),
        ("time", "on Monday night", "Monday night"),
        ("time", "during the night of", "during the night"),
        ("speaker", "by the Harsk police", "the Harsk police"),
        ("count", "at least 20", "at least 20"),
        ("count", "of 20", "20"),
        ("content", "of the night", "of the night"),
    ],
)
def test_spans_begin_and_end_with_words_of_their_slot(slot, words, kept):
    assert shown(words, slot) == kept


def test_a_span_of_joining_words_alone_is_none():
    assert shown("and of the", "target") is None


def test_a_span_without_any_word_is_left_as_it_is():
    assert shown("…", "place") == "…"


@pytest.mark.parametrize(
    ("text", "said", "slot", "kept"),
    [
        ("Outside the U.S. embassy", "S. embassy", "place", "U.S. embassy"),
        ("troops of the U.S. and others", "the U", "initiator", "U.S."),
        ("troops of the U.S. and others", "the U.S. and", "initiator", "U.S."),
        ("killed by M-19 guerrillas", "M", "initiator", "M-19"),
        ("killed by M-19 guerrillas", "by M-19 guerrillas", "initiator", "M-19 guerrillas"),
        ("killed by M-19 guerrillas", "19 guerrillas", "initiator", "M-19 guerrillas"),
        ("the al-Qamar Brigade", "Qamar Brigade", "initiator", "al-Qamar Brigade"),
        ("a speech by Sean O'Hara today", "Sean O", "speaker", "Sean O'Hara"),
        ("Tuvala's army", "Tuvala", "initiator", "Tuvala"),
        ("said A. B. Moreno, a clerk", "A. B. Moreno", "speaker", "A. B. Moreno"),
        ("in mid-January", "January", "time", "mid-January"),
        ("at 8:30 on Monday", "30 on Monday", "time", "8:30 on Monday"),
        ("some 20,000 people", "20", "count", "20,000"),
        ("a 12-man patrol", "12", "count", "12"),
        ("soldiers—rebels fled", "soldiers", "target", "soldiers"),
        ("they left.The mayor stayed", "The mayor", "target", "mayor"),
    ],
)
def test_no_span_begins_or_ends_within_a_word(text, said, slot, kept):
    start = text.index(said)
    bounds = trimmed(text, start, start + len(said), slot)
    assert bounds is not None
    assert text[slice(*bounds)] == kept


@given(
    st.text("aA .-'9s", min_size=1, max_size=20), st.integers(0, 19), st.integers(1, 20), st.sampled_from([*LEADING])
)
def test_trimming_again_changes_nothing(text, start, size, slot):
    start = min(start, len(text) - 1)
    bounds = trimmed(text, start, min(len(text), start + size), slot)
    assert bounds is None or trimmed(text, *bounds, slot) == bounds


@given(st.text(min_size=1, max_size=40), st.sampled_from([*LEADING, "content"]))
def test_what_is_kept_lies_within_what_was_given(text, slot):
    bounds = trimmed(text, 0, len(text), slot)
    assert bounds is None or 0 <= bounds[0] < bounds[1] <= len(text)
