"""What stands beside the words of a time expression and belongs to it: an "at", "hours", or the year of its date."""

from __future__ import annotations

import re

from sayso.resolving.times.clock import AT, HOUR, UNIT
from sayso.resolving.times.vocabulary import MONTHS, one_of

_A_MONTH = rf"(?:{one_of(MONTHS)})\b\.?"
_AT_BEFORE = re.compile(rf"{AT}\Z", re.IGNORECASE)
_UNIT_AFTER = re.compile(UNIT, re.IGNORECASE)
_FOUR_DIGITS = re.compile(rf"(?:(?:about|around|approximately|roughly|exactly|nearly) )?{HOUR}", re.IGNORECASE)
_DATE_WITHOUT_YEAR = re.compile(
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{_A_MONTH}|{_A_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?)\Z", re.I
)
_YEAR_AFTER = re.compile(rf" ?,?(?: |(?<=.{{50}})\n)(?:19|20)\d\d\b(?!{UNIT})", re.IGNORECASE)
_REACH = 24
"""Characters before an expression in which "at" is looked for."""


def whole_words(text: str, start: int, end: int) -> str:
    """The words of an expression with what beside them says how they are meant: "at 1945" and "1945 hours" are an
    hour, and "11 October" before "1987" is of that year."""
    words = text[start:end]
    if _FOUR_DIGITS.fullmatch(words):
        unit = _UNIT_AFTER.match(text, end)
        at = _AT_BEFORE.search(text, max(0, start - _REACH), start)
        return f"{words}{unit[0]}" if unit else f"{at[0]}{words}" if at else words
    year = _YEAR_AFTER.match(text, end) if _DATE_WITHOUT_YEAR.search(words) else None
    return f"{words}{year[0]}" if year else words
