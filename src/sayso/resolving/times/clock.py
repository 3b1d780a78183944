"""Hours in digits: "0630", "2015 hours", "1800 GMT" are times of day, and no years."""

from __future__ import annotations

import re

_OF_DAY, _MINUTE = r"(?:[01]\d|2[0-4])", r"[0-5]\d"
HOUR = _OF_DAY + _MINUTE
_NO_YEAR = rf"(?:0\d|2[1-4])(?!(?<=21)00){_MINUTE}"
"""Hours that no report means as a year; 2100 it may."""

UNIT = (
    r"\s?(?:(?:hours|hrs?|h)\b(?! (?:ago|later|earlier|before|after|of|from)\b)|(?:gmt|utc|z|zulu)\b"
    r"|\(?local(?: time\b|(?! \w)\b)|[ap]\.?\s?m\b)"
)
_BEGINS = r"(?<![\w:.,/-])"
_ENDS = r"(?![\w]|[:.,/-]\d)"
_JOINED = r"\s?(?:-|/|,|\(|\b(?:to|and|or|until|till|through)\b|(?<=\d) (?=\d))\s?(?:about |around )?"
AT = r"(?<!as )\bat (?:about |around |approximately |roughly |exactly |nearly )?"

_CLOCK = re.compile(
    rf"{_BEGINS}{HOUR}(?:{_JOINED}{HOUR})?(?={UNIT})"
    rf"|{_BEGINS}(?:{HOUR}{_JOINED}{_NO_YEAR}|{_NO_YEAR}{_JOINED}{HOUR}|0\d{_MINUTE}){_ENDS}"
    rf"|{AT}{HOUR}(?:{_JOINED}{HOUR})?{_ENDS}"
)
"""One hour or two: with a unit after them, with one that is no year beside the other, or after "at"."""

_DIGITS = re.compile(rf"(?<!\d)({_OF_DAY})({_MINUTE})(?!\d)")
_WITH_H = re.compile(rf"\b(\d|{_OF_DAY})h({_MINUTE})\b")


def with_clock_times(text: str) -> str:
    """Lower-case words with hours as clocks show them: "from 0630 to 0700" is "from 06:30 to 07:00"."""
    return _CLOCK.sub(lambda found: _DIGITS.sub(r"\1:\2", found[0]), _WITH_H.sub(r"\1:\2", text))
