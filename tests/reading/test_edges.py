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


@given(st.text(min_size=1, max_size=40), st.sampled_from([*LEADING, "content"]))
def test_what_is_kept_lies_within_what_was_given(text, slot):
    bounds = trimmed(text, 0, len(text), slot)
    assert bounds is None or 0 <= bounds[0] < bounds[1] <= len(text)
