"""Where the words of a slot begin and end: the codebook's conventions, applied to spans that the network tagged.

Leading articles leave initiator, target and place; a place or time begins without in, at or on, but keeps "near",
"between" and "during". No span begins or ends with a word that only joins it to others ("of", "and", "by").
"""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+(?:['’\u2010-\u2015.-][^\W_]+)*")

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
    """The offsets without the words that the slot neither begins nor ends with; None when no other word is left.

    A slot without conventions keeps its offsets.
    """
    if slot not in LEADING:
        return start, end
    words = [(found.start(), found.end(), found[0].lower()) for found in _WORD.finditer(text, start, end)]
    first, last = 0, len(words)
    while first < last and words[first][2] in LEADING[slot]:
        first += 1
    while last > first and words[last - 1][2] in TRAILING[slot]:
        last -= 1
    if first == last:
        return None if words else (start, end)
    return (words[first][0] if first else start), (words[last - 1][1] if last < len(words) else end)
