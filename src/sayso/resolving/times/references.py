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

HEAD, LONGEST_DATE_LINE = 1_200, 120
"""Characters of a text among whose lines one is looked for that gives the report's day, as pages do below an address, a
title and a lead, and how long such a line may be."""

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
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH},?\s+(?:19|20)?\d\d\b|{_MONTH}\s+\d{{1,2}}\s?,?\s+(?:19|20)\d\d\b)",
    re.IGNORECASE,
)
_DATE_LINE = re.compile(
    rf"^[ \t]*(?:{_WEEKDAY},?[ ]+)?(?P<date>{_FULL_DATE.pattern})[ \t]*$", re.IGNORECASE | re.MULTILINE
)
_STAMP = re.compile(
    r"(?:^|\b(?:posted|published|updated|released?|date)\W{1,3})(\d{1,2} ?/ ?\d{1,2} ?/ ?(?:\d\d){1,2})\b",
    re.IGNORECASE,
)
_NUMERIC_DATE = re.compile(r"(?<![\d/.-])\d{1,2} ?/ ?\d{1,2} ?/ ?(?:\d\d){1,2}(?![\d/])")
_BESIDE_DATE = re.compile(
    rf"\b(?:(?:first |last )?(?:published|posted|updated|edited|released|created|modified)"
    r"|date|time|at|on|noon|midnight"
    rf"|{_WEEKDAY}|\d{{1,2}} ?[:.] ?\d\d(?: ?[:.] ?\d\d)?|[ap] ?\. ?m\b|[ap]m|hrs?|hours)(?![a-z])"
    r"|\d{1,2} ?[:.] ?\d\d ?[ap]\.?m",
    re.IGNORECASE,
)
"""What stands on a line beside the date that the report is of: stamps, weekdays, hours."""

_ZONE = re.compile(r"\b[A-Z]{2,4}\b")
MOST_ZONES = 2
"""Short words in capitals that a date line may hold beside its date: a zone and a country."""

_WORD = re.compile(r"[^\W_]+")
_ADDRESS = re.compile(r"\s*(?:https?\b ?: ?/ ?/|www ?\.)", re.IGNORECASE)
_DAY_IN_ADDRESS = re.compile(
    rf"(?<![\d])(?P<year>(?:19|20)\d\d) ?[/-] ?(?P<month>\d\d?|{one_of(name for name in MONTHS if len(name) == 3)})"
    r" ?[/-] ?(?P<day>\d\d?)(?!\d)",
    re.IGNORECASE,
)
_TELLS = re.compile(r"\b(?:on|in|of|since|from|to|by|before|after|and|until|between) $", re.IGNORECASE)
_NUMERIC = re.compile(r"\b(\d{1,2}) ?[/.] ?(\d{1,2}) ?[/.] ?(?:19|20)?\d\d\b")
_MONTH_FIRST = re.compile(rf"\b(?:{one_of(MONTH_FIRST_OUTLETS)})\b", re.IGNORECASE)


def reference_day(extraction: Extraction) -> dt.date | None:
    """The day that "yesterday" is counted from: that of a date line, of publication, of the dateline, or of the page's
    address, which tells the order of day and month too. Never a happening's own date."""
    month_first = is_month_first(extraction)
    if line := _date_line(extraction.text):
        return _full_day(line, month_first)
    if extraction.published and extraction.published.day:
        return extraction.published.day
    written = _stamped_line(extraction.text) or _dateline(extraction.text[:OPENING])
    address = _day_in_address(extraction)
    if written is None or (address and _NUMERIC_DATE.fullmatch(written)):
        return address
    return _full_day(written, month_first)


def _date_line(text: str) -> str | None:
    """The full date that stands as a line of its own in the opening: what the report itself gives as its day, which
    page metadata may miss. None when several lines are dates, as the headings of a chronicle are."""
    lines = list(_DATE_LINE.finditer(text))
    return lines[0]["date"] if len(lines) == 1 and lines[0].start() < OPENING else None


def _stamped_line(text: str) -> str | None:
    """The date of the first line, among those that a page begins with, that holds nothing but a date and what goes with
    it: "Published: 9 June 2013 16:05 GMT". None where several lines are bare dates: a chronicle's headings."""
    if len(_DATE_LINE.findall(text)) > 1:
        return None
    for line in text[:HEAD].splitlines():
        date = _FULL_DATE.search(line) or _NUMERIC_DATE.search(line)
        if date and len(line) <= LONGEST_DATE_LINE and _is_beside_date(f"{line[: date.start()]} {line[date.end() :]}"):
            return date[0]
    return None


def _is_beside_date(rest: str) -> bool:
    """Whether the rest of a line says no more than when: stamps, other dates, hours and their zone."""
    without_dates = _NUMERIC_DATE.sub(" ", _FULL_DATE.sub(" ", rest))
    return not _WORD.search(_ZONE.sub(" ", _BESIDE_DATE.sub(" ", without_dates), MOST_ZONES))


def _day_in_address(extraction: Extraction) -> dt.date | None:
    """The day in the address of a page, ".../2013/03/17/...": of its record, or where its text begins with one."""
    first_line = extraction.text.partition("\n")[0]
    address = extraction.url or (first_line if _ADDRESS.match(first_line) else "")
    found = _DAY_IN_ADDRESS.search(address)
    if found is None:
        return None
    month = int(found["month"]) if found["month"].isdigit() else MONTHS[found["month"].lower()]
    try:
        return dt.date(int(found["year"]), month, int(found["day"]))
    except ValueError:  # digits that are no date
        return None


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
    full_days = tuple(day for found in _FULL_DATE.finditer(extraction.text) if (day := _full_day(found[0])))
    named = _day_of_writing(extraction.text)
    if named is None:
        return Setting(month_first=month_first, full_days=full_days)
    year = _year_by_weekday(extraction.text)
    stand_in = named.replace(year=year) if year else named
    return Setting(stand_in, has_year=False, has_weekday=year is not None, month_first=month_first, full_days=full_days)


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
