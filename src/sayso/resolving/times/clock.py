"""Hours in digits: "0630", "2015 hours", "1800 GMT" are times of day, and no years."""

from __future__ import annotations

import re

_OF_DAY, _MINUTE = r"(?:[01]\d|2[0-4])", r"[0-5]\d"
_HOUR = _OF_DAY + _MINUTE
_NO_YEAR = rf"(?:0\d|2[1-4])(?!(?<=21)00){_MINUTE}"
"""Hours that no report means as a year; 2100 it may."""

_UNIT = (
    r"\s?(?:(?:hours|hrs?|h)\b(?! (?:ago|later|earlier|before|after|of|from)\b)|(?:gmt|utc|z|zulu)\b"
    r"|\(?local(?: time\b|(?! \w)\b)|[ap]\.?\s?m\b)"
)
_BEGINS = r"(?<![\w:.,/-])"
_ENDS = r"(?![\w]|[:.,/-]\d)"
_JOINED = r"\s?(?:-|/|,|\(|\b(?:to|and|or|until|till|through)\b|(?<=\d) (?=\d))\s?(?:about |around )?"
_AT = r"(?<!as )\bat (?:about |around |approximately |roughly |exactly |nearly )?"

_CLOCK = re.compile(
    rf"{_BEGINS}{_HOUR}(?:{_JOINED}{_HOUR})?(?={_UNIT})"
    rf"|{_BEGINS}(?:{_HOUR}{_JOINED}{_NO_YEAR}|{_NO_YEAR}{_JOINED}{_HOUR}|0\d{_MINUTE}){_ENDS}"
    rf"|{_AT}{_HOUR}(?:{_JOINED}{_HOUR})?{_ENDS}"
)
"""One hour or two: with a unit after them, with one that is no year beside the other, or after "at"."""

_DIGITS = re.compile(rf"(?<!\d)({_OF_DAY})({_MINUTE})(?!\d)")
_WITH_H = re.compile(rf"\b(\d|{_OF_DAY})h({_MINUTE})\b")

_AT_BEFORE = re.compile(rf"{_AT}\Z", re.IGNORECASE)
_UNIT_AFTER = re.compile(_UNIT, re.IGNORECASE)
_BARE = re.compile(_HOUR)
_REACH = 24
"""Characters beside an expression in which "at" and "hours" are looked for."""


def with_clock_times(text: str) -> str:
    """Lower-case words with hours as clocks show them: "from 0630 to 0700" is "from 06:30 to 07:00"."""
    return _CLOCK.sub(lambda found: _DIGITS.sub(r"\1:\2", found[0]), _WITH_H.sub(r"\1:\2", text))


def clock_words(text: str, start: int, end: int) -> str:
    """The words of an expression, with the "at" before it or the "hours" after it where its four digits alone would be
    taken for a year."""
    words = text[start:end]
    if not _BARE.fullmatch(words):
        return words
    if unit := _UNIT_AFTER.match(text, end):
        return f"{words}{unit[0]}"
    at = _AT_BEFORE.search(text, max(0, start - _REACH), start)
    return f"{at[0]}{words}" if at else words
