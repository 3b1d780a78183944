"""Summed-up series: "coordinated attacks at 39 places" is one claim that counts places, or attacks.

Coded reports hold few of them, and the network takes "39 places" for what was hit. In the sentence of a plural anchor,
a number right before a word for places or attacks says how many there were; the words are the lexicon's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sayso.model import Claim, Count, Counted, Extraction, Span
from sayso.reading.lexicon import lexicon

COUNTED = (Counted.LOCATIONS, Counted.ATTACKS)


def with_series(claim: Claim, extraction: Extraction) -> Claim:
    """The claim with the places or attacks that its sentence counts, which are then no target; else as it was."""
    if not _is_plural(claim.anchor.text):
        return claim
    found = tuple(_counted(claim, extraction))
    if not found:
        return claim
    numbers = [count.span for count in found]
    kept = tuple(count for count in claim.counts if not any(_touch(count.span, number) for number in numbers))
    target = tuple(mention for mention in claim.target if not any(_touch(mention.span, number) for number in numbers))
    return replace(claim, counts=(*kept, *found), target=target)


def _is_plural(words: str) -> bool:
    return words.lower().endswith("s") and not words.lower().endswith("ss")


def _counted(claim: Claim, extraction: Extraction) -> Iterator[Count]:
    start, text = claim.sentence.start, claim.sentence.text
    for number in lexicon().numbers.finditer(text):
        rest = text[number.end() :]
        after = len(text) - len(rest.lstrip())
        for counted in COUNTED:
            if rest[:1].isspace() and lexicon().counted[counted].match(text, after):
                yield Count(extraction.span(start + number.start(), start + number.end()), counted, score=claim.score)


def _touch(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


__all__ = ["with_series"]
