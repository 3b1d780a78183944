"""The words that time expressions are made of, as tables (data/times.yaml) and as pieces of patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

from sayso.resolving.number_words import numbers
from sayso.resolving.times.clock import with_clock_times

KNOWN_PHRASES = 4096
"""Time expressions of which what depends on their words alone is kept in mind."""

_TABLE: Mapping[str, Any] = yaml.safe_load(
    resources.files("sayso.resolving").joinpath("data/times.yaml").read_text("utf-8")
)


def _with_abbreviations(full: dict[str, int], more: dict[str, int]) -> Mapping[str, int]:
    """Names with their first three letters, but for those that are words themselves ("sat", "sun")."""
    return full | {name[:3]: number for name, number in full.items() if name not in _TABLE["unabbreviated"]} | more


MONTHS = _with_abbreviations(_TABLE["months"], _TABLE["month_abbreviations"])
WEEKDAYS = _with_abbreviations(_TABLE["weekdays"], _TABLE["weekday_abbreviations"])
SEASONS: Mapping[str, int] = _TABLE["seasons"]
ORDINALS: Mapping[str, int] = _TABLE["ordinals"]
DECADES: Mapping[str, int] = _TABLE["decades"]
NAMED_DAYS: Mapping[str, int] = _TABLE["named_days"]
COUNTS: Mapping[str, float] = _TABLE["counts"]


def _part(number: int, whole: int, how_many: int = 1) -> tuple[Fraction, Fraction]:
    return Fraction(number, whole), Fraction(number + how_many, whole)


PARTS: Mapping[str, tuple[Fraction, Fraction]] = {name: _part(*where) for name, where in _TABLE["parts"].items()}
"""Where a named part of a month, year or decade begins and ends, as fractions of the whole."""


def plain_feast(name: str) -> str:
    """The name of a feast as it is looked up: without the apostrophes and hyphens that texts put in or leave out."""
    return name.replace("'", "").replace("-", " ")


def _feasts(name: str) -> Mapping[str, Any]:
    return {plain_feast(feast): when for feast, when in _TABLE[name].items()}


FIXED_FEASTS: Mapping[str, Sequence[int]] = _feasts("fixed_feasts")
FLOATING_FEASTS: Mapping[str, Sequence[int]] = _feasts("floating_feasts")
EASTER_FEASTS: Mapping[str, int] = _feasts("easter_feasts")
EASTERN_FEASTS: Mapping[str, int] = _feasts("eastern_feasts")
ISLAMIC_FEASTS: Mapping[str, tuple[int, int, int]] = _TABLE["islamic_feasts"]
MONTH_FIRST_OUTLETS: Sequence[str] = _TABLE["month_first_outlets"]
AHEAD_CUES: Sequence[str] = _TABLE["cues"]["ahead"]
HABIT_CUES: Sequence[str] = _TABLE["cues"]["habit"]
PAST_CUES: Sequence[str] = _TABLE["cues"]["past"]
PERIODS: Mapping[str, tuple[Any, Any]] = _TABLE["periods"]

PART_OF_DAY = re.compile(
    r"\b(?:pre-?dawn|dawn|daybreak|sunrise|dusk|sunset|sundown|nightfall|forenoon|night|midnight|noon|midday|overnight"
    r"|tonight|(?:early|small|wee) hours|\d{1,2} o'clock"
    r"|(?:early |mid-?|late )?(?:morning|afternoon|evening)"
    r"|(?<!past )(?<!last )(?<!next )\d{1,2}(?:[.: ]\d\d)?\s*"
    r"(?:[ap]\.?\s?m\b\.?|(?:hours|hrs)\b(?! (?:ago|later|earlier|before|after|of|from)\b))"
    r"|\d{1,2}:\d\d)"
)
"""Words for a part of a day; what they say is kept beside the date."""


def one_of(words: Iterable[str]) -> str:
    """A pattern of alternatives, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


MONTH = rf"(?P<month>{one_of(MONTHS)})\b\.?"
MONTH2 = MONTH.replace("<month>", "<month2>")
DAY, DAY2 = (
    rf"(?:the )?(?P<{name}>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?\b(?![:.]\d)(?: day\b)?" for name in ("day", "day2")
)
DAYS_BETWEEN = r"(?:,\s*\d{1,2}(?:st|nd|rd|th)?\b)*,?"
YEAR = r"(?:,?\s*(?:of |in )?(?P<year>1[3-9]\d\d|20\d\d|(?<=[\s/-])'?\d\d(?!\s*[:ap.\d])|(?<=\s)[1-9]\d\d$))?"
WEEKDAY = rf"(?P<weekday>{one_of(WEEKDAYS)})\b"
ORDINAL_NUMBER = re.compile(r"(?:the )?\d{1,2}(?:st|nd|rd|th)")
TO = r"\s*(?:-|/|\b(?:to|and|or|into|until|till|through|thru)\b)\s*"
PART = rf"(?:(?:the )?(?P<part>{one_of(PARTS)})(?:[- ]|(?: of | in )(?:the )?))?"
COUNT = rf"(?P<count>\d+(?:\.\d+)?(?: 1/2)?|{one_of(COUNTS)})(?:(?:-| )?(?:plus|odd)|\+)?"
UNIT = r"(?P<unit>day|week|fortnight|month|quarter|year|decade|century)"

_A_MONTH = rf"(?:{one_of(MONTHS)})\b\.?"
_ORDINAL = one_of(_TABLE["ordinal_words"])
_ORDINAL_WORDS = re.compile(
    rf"\b(?:{_ORDINAL})(?=[ -](?:(?:half |consecutive |straight |successive )?"
    rf"(?:century|centuries|millennium|of|quarter|day|week|{one_of(WEEKDAYS)}|{_A_MONTH})\b"
    rf"|(?:and|or|to) (?:(?:the|early|mid|late)[ -])*(?:{_ORDINAL})[ -]centur))"
)
_ORDINAL_AFTER_MONTH = re.compile(rf"\b({_A_MONTH}),? (?:the )?({_ORDINAL})\b(?! (?:quarter|week|century))")
_ROMAN_CENTURY = re.compile(rf"\b({one_of(_TABLE['roman_centuries'])})(?:st|nd|rd|th)?(?=[- ]century)")
_HALF_OF_UNIT = re.compile(r"\b(?:(?:a|an|1) )?(day|week|month|year|decade|century) and (?:a|1) half\b")
_PARTS_JOINED = re.compile(r"\b(early|mid)-?[ -](?:to|or|and)[ -](?:the )?(mid|late)\b[ -]?")
_SPELLED_YEAR = re.compile(r"\b(1[3-9]|20)[ -](?:oh|0)[ -](\d)\b")
_HUNDREDS = re.compile(r"\b(1[3-9])[ -]hundreds\b")
_NUMBERS_JOINED = re.compile(
    r"\b(thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty)-"
    rf"(?=(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|ten|eleven|twelve|\w+teen|oh|hundreds?)\b|(?:{one_of(DECADES)})\b)"
)
_DOZENS = re.compile(r"\b(\d+) dozen\b")
_TWO_DIGITS_TWICE = re.compile(r"\b(1[3-9]|20) (\d\d)\b")
_HALF_TOO = re.compile(r"\b(\d+) and a half\b")
_FIRST_DAY = re.compile(
    rf"\b(first|second)(?=[ -](?:century|millennium)\b| of (?:{one_of(MONTHS)})\b)|(?<=[a-z] )(first|second)$"
)


_MISREAD_SIGNS = (("â€™", "'"), ("â€˜", "'"), ("â€“", "-"), ("â€”", "-"))
"""Signs of UTF-8 that somebody read as Windows-1252, in lower case, and what they were."""

_SHORT_ORDINAL = re.compile(r"\b(\d*)([23])d\b")
_LOOSE_COMMA = re.compile(r" (?=,)")

_PLAIN_SIGNS = str.maketrans(
    {"–": "-", "—": "-", "‑": "-", "−": "-", "’": "'", "‘": "'", "[": None, "]": None, "&": " and "}
)


@lru_cache(maxsize=KNOWN_PHRASES)
def normalised(words: str) -> str:
    """Lower-case words with plain dashes and blanks, and with numbers in digits: "two weeks" is "2 weeks"."""
    text = words.lower()
    for misread, sign in _MISREAD_SIGNS:
        text = text.replace(misread, sign)
    text = _LOOSE_COMMA.sub("", " ".join(text.translate(_PLAIN_SIGNS).split()))
    text = with_clock_times(_SHORT_ORDINAL.sub(_in_full, text))
    text = _with_ordinals(text.replace("-and-a-half", " and a half").replace("quarter-century", "quarter century"))
    text = re.sub(r"(?<=\d)([:.])\s(?=\d\d\b)", r"\1", re.sub(r"(?<=-\d\d)t(?=\d\d:)", " ", text))
    text = _HALF_OF_UNIT.sub(r"1.5 \1s", text).replace("half-", "half ").replace("centuries", "centurys")
    text = _PARTS_JOINED.sub(r"\1 to \2 ", text)
    text = _in_digits(_NUMBERS_JOINED.sub(r"\1 ", re.sub(r"\bmid-\s?(?=\w)", "mid ", text)))
    text = _HUNDREDS.sub(r"\g<1>00s", _SPELLED_YEAR.sub(r"\g<1>0\2", text))
    text = _DOZENS.sub(lambda found: str(12 * int(found[1])), text)
    return _HALF_TOO.sub(r"\1.5", text)


def _in_full(ordinal: re.Match[str]) -> str:
    """ "2d" and "23d" as "2nd" and "23rd"."""
    return f"{ordinal[1]}{ordinal[2]}{'nd' if ordinal[2] == '2' else 'rd'}"


def _with_ordinals(text: str) -> str:
    """The text with "third quarter" as "3rd quarter", "May the fifth" as "may 5th", "XIX century" as "19th century"."""
    table = _TABLE["ordinal_words"]
    text = _ORDINAL_WORDS.sub(lambda found: table[found[0]], text)
    text = _ORDINAL_AFTER_MONTH.sub(lambda found: f"{found[1]} {table[found[2]]}", text)
    text = _ROMAN_CENTURY.sub(lambda found: f"{_TABLE['roman_centuries'][found[1]]}th", text)
    return _FIRST_DAY.sub(lambda found: "1st" if "first" in found[0] else "2nd", text)


def _in_digits(text: str) -> str:
    found = [number for number in numbers(text, with_groups=False) if text[number.start].isalpha()]
    for number in reversed(found):
        text = f"{text[: number.start]}{number.value}{text[number.end :]}"
    return _TWO_DIGITS_TWICE.sub(r"\1\2", text) if len(found) > 1 else text


def count_of(words: str) -> float:
    """The number that a matched count says."""
    if words in COUNTS:
        return COUNTS[words]
    whole, half, _ = words.partition(" 1/2")
    return float(whole) + (0.5 if half else 0)


def year_of(digits: str | None) -> int | None:
    """The year that two or four digits name: 89 is 1989, 07 is 2007."""
    if not digits:
        return None
    digits = digits.removeprefix("'")
    return int(digits) if len(digits) > 2 else 1900 + int(digits) if int(digits) > 30 else 2000 + int(digits)
