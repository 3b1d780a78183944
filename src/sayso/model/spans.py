"""Spans: where in a text a value stands."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.errors import SpanError


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Words of one extraction. `start` and `end` count Unicode code points, end exclusive.

    `text` repeats the words so that a span can be shown without its report; `verify` holds it to the text.
    Make spans with `Span.of`, which slices the text itself.
    """

    extraction: str
    start: int
    end: int
    text: str

    @classmethod
    def of(cls, extraction: str, text: str, start: int, end: int) -> Span:
        """The span of `text[start:end]`. Raises SpanError when the offsets do not fit."""
        if not 0 <= start < end <= len(text):
            raise SpanError(f"no words at {start}..{end} of a text of {len(text)} characters")
        return cls(extraction, start, end, text[start:end])

    def verify(self, text: str) -> Span:
        """This span, if it says what the text says. Raises SpanError."""
        if not 0 <= self.start < self.end <= len(text) or text[self.start : self.end] != self.text:
            raise SpanError(f"span {self.start}..{self.end} says {self.text!r}, the text does not")
        return self

    def overlaps(self, other: Span) -> bool:
        """Whether both share at least one character of one extraction."""
        return self.extraction == other.extraction and self.start < other.end and other.start < self.end
