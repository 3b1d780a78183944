"""Slots that a person can correct, with the values that they take.

| slot | value |
|---|---|
| `type` | a code of the codebook |
| `status`, `stance` | a word of the codebook |
| `when` | an EDTF day or interval: ``2026-03-04``, ``2026-03-04/2026-03-06``, ``XXXX-03-04``; or `unknown` |
| `about` | what a denial speaks against: happening, involvement, value; or `unknown` |
| `initiator`, `target`, `place` | words of the report, several parted by semicolons; or `unknown` |
| `place` | the same, each with a place's id if one is chosen: ``San Miguel [geonames:3583446]`` |
| `speaker` | words of the report with a role: ``police (authority)``; or ``own voice``, the report's itself |
| `killed`, `injured`, … (what counts count) | ``7``, ``20-`` (at least), ``-50`` (at most), ``8-10``; or `unknown` |
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum

from sayso.codebook import Codebook
from sayso.errors import BadRequest
from sayso.model import (
    NOT_REPORTED,
    About,
    Claim,
    Count,
    Counted,
    Precision,
    Quantity,
    Stance,
    Status,
    TimeSpan,
    Unresolved,
)
from sayso.reviewing.words import UNKNOWN, WORD_SLOTS, check_words

RULE = "corrected by a person"

SLOTS = ("type", "status", "stance", "about", "when", *WORD_SLOTS, *(counted.value for counted in Counted))

_CODED: dict[str, type[StrEnum]] = {"status": Status, "stance": Stance, "about": About}

_QUANTITY = re.compile(r"(?P<low>\d*)(?P<dash>-?)(?P<high>\d*)\Z")


def check_value(slot: str, value: str, codebook: Codebook) -> str:
    """The value, if the slot can hold it. Raises BadRequest that says what the slot takes."""
    if slot not in SLOTS:
        raise BadRequest(f"there is no slot {slot!r}; there are: {', '.join(SLOTS)}")
    if slot == "type" and value not in codebook:
        raise BadRequest(f"{value!r} is no event type; `sayso codebook` shows them")
    if slot in _CODED:
        words = [word.value for word in _CODED[slot]] + ([UNKNOWN] if slot == "about" else [])
        if value not in words:
            raise BadRequest(f"{value!r} is no value of {slot}; it is one of {', '.join(words)}")
    if slot in WORD_SLOTS:
        check_words(slot, value)
    if slot == "when":
        _when(value)
    if slot in set(Counted):
        _quantity(value)
    return value


def corrected(claim: Claim, slot: str, value: str) -> Claim:
    """The claim with the value in its slot, which is none that holds words."""
    changes: dict[str, Callable[[], Claim]] = {
        "type": lambda: replace(claim, type=value),
        "status": lambda: replace(claim, status=Status(value), status_score=1.0),
        "stance": lambda: replace(claim, stance=Stance(value), stance_score=1.0),
        "about": lambda: replace(claim, about=None if value == UNKNOWN else About(value)),
        "when": lambda: replace(claim, when=_when(value)),
    }
    return changes[slot]() if slot in changes else _with_count(claim, Counted(slot), _quantity(value))


def _with_count(claim: Claim, of: Counted, value: Quantity | Unresolved) -> Claim:
    """The claim with another quantity; its words are those that were counted, or the anchor when there were none."""
    kept = tuple(count for count in claim.counts if count.of != of)
    span = next((count.span for count in claim.counts if count.of == of), claim.anchor)
    return replace(claim, counts=(*kept, Count(span, of, value)))


def _when(value: str) -> TimeSpan | Unresolved:
    if value == UNKNOWN:
        return NOT_REPORTED
    start, slash, end = value.partition("/")
    ends = [None if part in ("", "..") else part for part in ((start, end) if slash else (start, start))]
    precision = Precision.DAY if ends[0] == ends[1] else Precision.OPEN if None in ends else Precision.DAYS
    return TimeSpan(ends[0], ends[1], precision, RULE)


def _quantity(value: str) -> Quantity | Unresolved:
    if value == UNKNOWN:
        return NOT_REPORTED
    found = _QUANTITY.match(value)
    if not found or not (found["low"] or found["high"]):
        raise BadRequest(f"{value!r} is no number; give 7, 20-, -50, 8-10 or unknown")
    low = int(found["low"]) if found["low"] else None
    high = int(found["high"]) if found["high"] else None if found["dash"] else low
    if low is not None and high is not None and low > high:
        raise BadRequest(f"{value!r}: the lower number comes first")
    return Quantity(low, high, RULE)
