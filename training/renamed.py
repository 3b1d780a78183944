"""Coded reports with other names, days and numbers: the same claims of another place, by another group.

A few thousand coded claims name the same provinces and groups again and again, and a network that reads them often
learns the names by heart. In a renamed copy every named mention of a slot is another report's mention of that slot,
wherever in the text it stands; days, months and small numbers change places with each other; all offsets move along.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

RENAMED_SLOTS = ("place", "initiator", "target", "speakers")
"""Slots whose named mentions change, speakers to those of their role. A name of two slots is taken from the first."""

CHANGED = 0.7
"""Share of the names, and of the days, months and numbers of a report, that change."""

SHORTEST = 3
"""Characters of the shortest name that is changed: shorter ones stand within too many others."""

IN_LOWER_CASE = frozenset(["of", "the", "de", "la", "del", "el", "los", "and", "al-"])
"""Words that names hold in lower case."""

EXCHANGED = (
    ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    (
        "January",
        "February",
        "March",
        "April",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
)
"""Words of one kind, any of which may stand for any other ("May" is a verb too)."""

Names = Mapping[tuple[str, bool], Sequence[str]]
"""Names by slot (of speakers: and role), and by whether they are all in capitals."""


def names(documents: Iterable[Mapping[str, Any]]) -> Names:
    """The named mentions of all reports, each once."""
    found: dict[tuple[str, bool], set[str]] = {}
    for document in documents:
        for slot, name in _named(document):
            found.setdefault((slot, name.isupper()), set()).add(name)
    return {key: sorted(those) for key, those in found.items()}


def renamed(document: Mapping[str, Any], others: Names, rng: random.Random) -> dict[str, Any]:
    """The report with other names, days and numbers; `others` are the names to draw from."""
    exchanged = _names_exchanged(document, others, rng) | _words_exchanged(document["text"], rng)
    return with_words(document, exchanged)


def with_words(document: Mapping[str, Any], exchanged: Mapping[str, str]) -> dict[str, Any]:
    """The report with every key of `exchanged` that stands there as a whole word replaced by its value.

    A span that begins or ends within a replaced name takes the whole new name.
    """
    text, moves = _replaced(document["text"], exchanged)
    return {**document, "text": text, "claims": [_moved(claim, text, moves) for claim in document["claims"]]}


def _named(document: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for claim in document["claims"]:
        for slot in RENAMED_SLOTS:
            for span in claim[slot]:
                name = document["text"][span["start"] : span["end"]]
                if is_name(name):
                    yield f"{slot} {span['role']}" if slot == "speakers" else slot, name


def is_name(words: str) -> bool:
    """Whether every word begins with a capital, but for the small ones that names hold."""
    found = words.split()
    capital = all(word[0].isupper() or word in IN_LOWER_CASE for word in found)
    return len(words) >= SHORTEST and capital and found[0][0].isupper() and found[-1][0].isupper()


def _names_exchanged(document: Mapping[str, Any], others: Names, rng: random.Random) -> dict[str, str]:
    slots: dict[str, str] = {}
    for slot, name in sorted(_named(document), key=lambda found: RENAMED_SLOTS.index(found[0].split()[0])):
        slots.setdefault(name, slot)
    chosen = [(name, slot) for name, slot in slots.items() if rng.random() < CHANGED]
    return {name: rng.choice(others.get((slot, name.isupper()), [name])) for name, slot in chosen}


def _words_exchanged(text: str, rng: random.Random) -> dict[str, str]:
    out: dict[str, str] = {}
    for kind in EXCHANGED:
        shuffled = list(kind)
        rng.shuffle(shuffled)
        for one, other in zip(kind, shuffled, strict=True):
            if rng.random() < CHANGED:
                out |= {one: other, one.upper(): other.upper(), one.capitalize(): other.capitalize()}
    return {one: other for one, other in out.items() if one in text}


def _replaced(text: str, exchanged: Mapping[str, str]) -> tuple[str, list[tuple[int, int, int]]]:
    """The new text, and (start, end, change in length) of each stretch of the old one that was replaced, in order."""
    if not exchanged:
        return text, []
    longest_first = sorted(exchanged, key=len, reverse=True)
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")
    moves = [(m.start(), m.end(), len(exchanged[m[0]]) - len(m[0])) for m in pattern.finditer(text)]
    return pattern.sub(lambda m: exchanged[m[0]], text), moves


def _moved(value: Any, text: str, moves: Sequence[tuple[int, int, int]]) -> Any:
    """The same record with every span (whatever has a start and an end as numbers) where it stands now."""
    if isinstance(value, list):
        return [_moved(one, text, moves) for one in value]
    if not isinstance(value, dict):
        return value
    out = {key: _moved(one, text, moves) for key, one in value.items()}
    if isinstance(value.get("start"), int) and isinstance(value.get("end"), int):
        out["start"], out["end"] = _start(value["start"], moves), _end(value["end"], moves)
        if "text" in value:
            out["text"] = text[out["start"] : out["end"]]
    return out


def _start(offset: int, moves: Sequence[tuple[int, int, int]]) -> int:
    by = 0
    for start, end, change in moves:
        if offset <= start:
            break
        if offset < end:
            return start + by
        by += change
    return offset + by


def _end(offset: int, moves: Sequence[tuple[int, int, int]]) -> int:
    by = 0
    for start, end, change in moves:
        if offset <= start:
            break
        by += change
        if offset < end:
            return end + by
    return offset + by
