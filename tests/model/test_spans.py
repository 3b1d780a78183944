import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import SpanError
from sayso.model import Span


@given(st.text(min_size=1), st.data())
def test_a_span_always_says_what_the_text_says(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = Span.of("ext-1", text, start, end)
    assert span.text == text[start:end]
    assert span.verify(text) is span


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 3), (2, 1), (0, 12)])
def test_offsets_outside_the_text_are_no_span(start, end):
    with pytest.raises(SpanError, match="characters"):
        Span.of("ext-1", "eleven char", start, end)


def test_a_span_of_another_text_does_not_verify():
    span = Span.of("ext-1", "the bomb exploded", 4, 8)
    with pytest.raises(SpanError, match="bomb"):
        span.verify("the mine exploded")


def test_spans_overlap_only_within_one_extraction():
    one, same, other = Span.of("a", "abcdef", 0, 3), Span.of("a", "abcdef", 2, 5), Span.of("b", "abcdef", 0, 3)
    assert one.overlaps(same)
    assert not one.overlaps(other)
    assert not one.overlaps(Span.of("a", "abcdef", 3, 5))
