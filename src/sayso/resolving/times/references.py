"""What a report gives to read its time expressions by: a reference day, and the order of day and month."""

from __future__ import annotations

import datetime as dt
import re

from sayso.model import Extraction, TimeSpan
from sayso.resolving.times import spans
from sayso.resolving.times.rules import resolve_time
from sayso.resolving.times.setting import Setting
from sayso.resolving.times.vocabulary import MONTH_FIRST_OUTLETS, MONTHS, WEEKDAYS, one_of

SHORT_REPORT = 31
"""Days over which the dates of an undated report may lie for the latest to be taken for its day."""

YEARS_OF_WEEKDAYS = 11
"""Years in a row in which a day falls on every weekday at least once."""

OPENING = 220
"""Characters of a text in which a dateline is looked for."""

_MONTH = rf"(?:{one_of(MONTHS)})\b\.?"
_DATE = rf"(?:\d{{1,2}}\s+{_MONTH},?(?:\s+(?:19|20)?\d\d\b)?|{_MONTH}\s+\d{{1,2}}\b(?:,?\s+(?:19|20)\d\d\b)?)"
_DAY = re.compile(rf"\b(?P<date>{_DATE})", re.IGNORECASE)
_TODAY = re.compile(rf"\b(?P<date>{_DATE})\s*(?:\(today\)|today\b)", re.IGNORECASE)
_WEEKDAY = rf"(?:{one_of(WEEKDAYS)})\b"
_DAY_AND_WEEKDAY = re.compile(
    rf"\b(?P<weekday>{_WEEKDAY})[ ,(]{{1,3}}(?P<date>{_DATE})|\b(?P<date2>{_DATE})[ ,(]{{1,3}}(?P<weekday2>{_WEEKDAY})",
    re.IGNORECASE,
)
_FULL_DATE = re.compile(
    rf"\b(?:\d{{1,2}}\s+{_MONTH},?\s+(?:19|20)?\d\d\b|{_MONTH}\s+\d{{1,2}},?\s+(?:19|20)\d\d\b)", re.IGNORECASE
)
_DATE_LINE = re.compile(
    rf"^[ \t]*(?:{_WEEKDAY},?[ ]+)?(?P<date>{_FULL_DATE.pattern})[ \t]*$", re.IGNORECASE | re.MULTILINE
)
_STAMP = re.compile(
    r"(?:^|\b(?:posted|published|updated|released?|date)\W{1,3})(\d{1,2} ?/ ?\d{1,2} ?/ ?(?:\d\d){1,2})\b",
    re.IGNORECASE,
)
_TELLS = re.compile(r"\b(?:on|in|of|since|from|to|by|before|after|and|until|between) $", re.IGNORECASE)
_NUMERIC = re.compile(r"\b(\d{1,2}) ?[/.] ?(\d{1,2}) ?[/.] ?(?:19|20)?\d\d\b")
_MONTH_FIRST = re.compile(rf"\b(?:{one_of(MONTH_FIRST_OUTLETS)})\b", re.IGNORECASE)


def reference_day(extraction: Extraction) -> dt.date | None:
    """The day that "yesterday" is counted from: that of a date line, of publication, or of the dateline. Never a
    happening's own date."""
    if line := _date_line(extraction.text):
        return line
    if extraction.published and extraction.published.day:
        return extraction.published.day
    written = _dateline(extraction.text[:OPENING])
    return _full_day(written, is_month_first(extraction)) if written else None


def _date_line(text: str) -> dt.date | None:
    """The full date that stands as a line of its own in the opening: what the report itself gives as its day, which
    page metadata may miss. None when several lines are dates, as the headings of a chronicle are."""
    lines = list(_DATE_LINE.finditer(text))
    return _full_day(lines[0]["date"]) if len(lines) == 1 and lines[0].start() < OPENING else None


def _full_day(words: str, month_first: bool = False) -> dt.date | None:
    value = resolve_time(words, Setting(month_first=month_first))
    days = value.days() if isinstance(value, TimeSpan) else None
    return days[0] if days else None


def _dateline(opening: str) -> str | None:
    """The date that an opening stands under: a full one that no preposition makes part of a sentence, or a stamp."""
    full = next(
        (found[0] for found in _FULL_DATE.finditer(opening) if not _TELLS.search(opening[: found.start()])), None
    )
    stamp = _STAMP.search(opening)
    return full or (stamp[1] if stamp else None)


def setting_of(extraction: Extraction) -> Setting:
    """What the time expressions of a report are read against, before anything is told."""
    month_first = is_month_first(extraction)
    day = reference_day(extraction)
    if day:
        return Setting(day, month_first=month_first)
    named = _day_of_writing(extraction.text)
    if named is None:
        return Setting(month_first=month_first)
    year = _year_by_weekday(extraction.text)
    stand_in = named.replace(year=year) if year else named
    return Setting(stand_in, has_year=False, has_weekday=year is not None, month_first=month_first)


def _day_of_writing(text: str) -> dt.date | None:
    """The day on which an undated report seems written, in a stand-in year: the one that it calls today ("May 7
    (today)"), else the latest that it names, when all that it names lie within a month."""
    for pattern in (_TODAY, _DAY):
        days = sorted(day for found in pattern.finditer(text) if (day := _stood_in(found["date"])))
        if days:
            return days[-1] if (days[-1] - days[0]).days <= SHORT_REPORT else None
    return None


def _stood_in(words: str) -> dt.date | None:
    """The day that words name, in a stand-in year; a leap day has none there."""
    value = resolve_time(words)
    days = spans.standing_in(spans.without_year(value))[0].days() if isinstance(value, TimeSpan) else None
    return days[0] if days and days[0].year == spans.STAND_IN_YEAR else None


def _year_by_weekday(text: str) -> int | None:
    """A year that stands in with the right weekdays, where the text names a day by both: "Saturday (November 5)"."""
    for found in _DAY_AND_WEEKDAY.finditer(text):
        day = _stood_in(found["date"] or found["date2"])
        weekday = WEEKDAYS[(found["weekday"] or found["weekday2"]).lower()]
        if day:
            years = range(spans.STAND_IN_YEAR, spans.STAND_IN_YEAR + YEARS_OF_WEEKDAYS)
            return next((year for year in years if day.replace(year=year).weekday() == weekday), None)
    return None


def is_month_first(extraction: Extraction) -> bool:
    """Whether 3/4 is the fourth of March here: as the report's own dates show, else by its outlet."""
    pairs = [(int(first), int(second)) for first, second in _NUMERIC.findall(extraction.text)]
    shown = {second > 12 for first, second in pairs if (first > 12) != (second > 12)}
    return shown.pop() if len(shown) == 1 else bool(_MONTH_FIRST.search(extraction.outlet))
