"""Where the words of a slot begin and end: the codebook's conventions, applied to spans that the network tagged.

Leading articles leave initiator, target and place; a place or time begins without in, at or on, but keeps "near",
"between" and "during". No span begins or ends with a word that only joins it to others ("of", "and", "by"), nor within
a word: "U.S.", "M-19" and "O'Hara" are one word each, though the network sees several tokens.
"""

from __future__ import annotations

import re

_INITIALS = r"(?:[^\W\d_]\.){2,}|[^\W\d_](?:\.[^\W\d_])+(?![^\W_])|[A-Z]\.(?=\s[A-Z])"
_PIECE = rf"(?:{_INITIALS}|[^\W_]+(?:(?<=\d)[.,:/]\d+)*)"
_JOINED = r"(?:[\u2010-\u2013-]|['’](?!s\b))"
_WORD = re.compile(rf"{_PIECE}(?:{_JOINED}{_PIECE})*")
"""A word with its hyphens and points; the "s" after an apostrophe is none of it."""

_NUMBER = re.compile(r"\d+(?:[.,:/\u2010-\u2013-]\d+)*")
"""What a count is made of: the 12 of a "12-man patrol" is a whole number."""

ARTICLES = frozenset({"the", "a", "an"})
JOINING = frozenset(["of", "and", "or", "by", "with", "to", "for", "as", "in", "on", "at"])
"""Words at which no span begins or ends, for most slots."""

LEADING = {
    "initiator": ARTICLES | JOINING | {"from"},
    "target": ARTICLES | JOINING - {"at"} | {"from"},
    "instrument": ARTICLES | JOINING - {"at"} | {"from"},
    "place": JOINING | {"the", "an"},
    "time": frozenset(["of", "and", "or", "with", "in", "on", "at"]),
    "speaker": JOINING - {"at"},
    "count": frozenset(["of", "and", "or", "by", "with"]),
}
"""Words that a slot does not begin with: none of them does, or hardly any, in the coded reports."""

TRAILING = {
    **dict.fromkeys(("initiator", "target", "instrument", "place", "speaker"), ARTICLES | JOINING | {"from"}),
    "time": ARTICLES | JOINING,
    "count": JOINING,
}
"""Words that a slot does not end with."""


def trimmed(text: str, start: int, end: int, slot: str) -> tuple[int, int] | None:
    """The offsets of whole words, without those that the slot neither begins nor ends with; None when no other word is
    left.

    A slot without conventions keeps its offsets.
    """
    if slot not in LEADING:
        return start, end
    start, end = _whole(text, start, end, _NUMBER if slot == "count" else _WORD)
    words = [(found.start(), found.end(), found[0].lower()) for found in _WORD.finditer(text, start, end)]
    first, last = 0, len(words)
    while first < last and words[first][2] in LEADING[slot]:
        first += 1
    while last > first and words[last - 1][2] in TRAILING[slot]:
        last -= 1
    if first == last:
        return None if words else (start, end)
    return (words[first][0] if first else start), (words[last - 1][1] if last < len(words) else end)


def _whole(text: str, start: int, end: int, word: re.Pattern[str]) -> tuple[int, int]:
    """The offsets moved out to where the words begin and end that they lie in."""
    first, last = start, end
    while first and not text[first - 1].isspace():
        first -= 1
    while last < len(text) and not text[last].isspace():
        last += 1
    bounds = [found.span() for found in word.finditer(text, first, last)]
    start = next((begin for begin, after in bounds if begin < start < after), start)
    return start, next((after for begin, after in bounds if begin < end < after), end)
