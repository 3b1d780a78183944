"""Sentences of a text, as offsets."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from operator import itemgetter

import sentencex

# Abbreviations after which sentencex 1.0 ends a sentence although reports go on (titles, ranks, "including").
_NO_END = re.compile(
    r"(?:^|[\s(])(?:incl|Sgt|Cpl|Capt|Col|Maj|Brig|Insp|Supt|approx|No|St|Mt|vs|Jr|Sr|Adm|Gov|Sen|Rep)\.$"
)

_SURROGATE = re.compile("[\ud800-\udfff]")


def storable(text: str) -> str:
    """The text with half characters, which no encoding can write, replaced one for one: offsets stay as they are."""
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)


def sentences(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence in code points, end exclusive, without blanks around it.

    Sentences come in order, do not overlap, and leave out only blanks.
    """
    bounds = [
        (int(b["start_index"]), int(b["end_index"])) for b in sentencex.get_sentence_boundaries("en", storable(text))
    ]
    trimmed = [span for span in (_trim(text, *bound) for bound in bounds) if span[0] < span[1]]
    out: list[tuple[int, int]] = []
    for start, end in trimmed:
        if out and _goes_on(text, *out[-1], start):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


def sentence_at(bounds: Sequence[tuple[int, int]], position: int) -> tuple[int, int]:
    """The sentence that holds a position, or the nearest one before it. `bounds`, in order, must not be empty."""
    return bounds[max(0, bisect_right(bounds, position, key=itemgetter(0)) - 1)]


def _goes_on(text: str, start: int, end: int, following: int) -> bool:
    return "\n\n" not in text[end:following] and bool(_NO_END.search(text[max(start, end - 8) : end]))


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
