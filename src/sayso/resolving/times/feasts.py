"""Feast days, and happenings of history whose names stand for their dates."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace

from sayso.model import UNSPECIFIED_YEAR, Precision, TimeSpan, Unresolved
from sayso.resolving.times import spans
from sayso.resolving.times.setting import NEAR_AHEAD, Setting, Tense
from sayso.resolving.times.vocabulary import (
    EASTER_FEASTS,
    EASTERN_FEASTS,
    FIXED_FEASTS,
    FLOATING_FEASTS,
    ISLAMIC_FEASTS,
    PERIODS,
    plain_feast,
    year_of,
)

Value = TimeSpan | Unresolved
Match = re.Match[str]

MOON_MARGIN = dt.timedelta(days=1)
"""Days by which a month that begins when the moon is seen may differ from the arithmetical calendar."""

DAYS_TO_OUR_CALENDAR = 13
"""Days by which the Julian calendar runs behind ours in the 20th and 21st centuries."""

_ISLAMIC_EPOCH = dt.date(622, 7, 19).toordinal()
_ISLAMIC_YEAR = 354.367
_WITHOUT_YEAR = Unresolved("a feast whose year is not known")


def period(found: Match, setting: Setting) -> Value | None:
    """ "World War II", "9/11", "the outbreak of the Korean War", "the end of the Vietnam War"."""
    first, last = PERIODS[found["period"]]
    if found["end"]:
        first, last = (last, last) if found["end"] in ("end", "close") else (first, first)
    return spans.span(first, last, Precision.DAY if first == last else Precision.DAYS)


def fixed_feast(found: Match, setting: Setting) -> Value | None:
    """ "Christmas Eve 2015"; without any year the day alone."""
    month, day = FIXED_FEASTS[plain_feast(found["feast"])]
    value = _in_year(found, setting, lambda year: spans.day(dt.date(year, month, day)))
    if value is None:
        edtf = f"{UNSPECIFIED_YEAR}-{month:02d}-{day:02d}"
        return TimeSpan(edtf, edtf, Precision.DAY, "")
    return value


def floating_feast(found: Match, setting: Setting) -> Value | None:
    """ "Thanksgiving": such a weekday of a month, counted from its beginning, or the last; "Black
    Friday": the day after one."""
    month, weekday, number, *after = FLOATING_FEASTS[plain_feast(found["feast"])]

    def in_year(year: int) -> TimeSpan:
        days = calendar.Calendar().itermonthdays2(year, month)
        fitting = [day for day, falls_on in days if day and falls_on == weekday]
        weekday_of_month = dt.date(year, month, fitting[number - 1 if number > 0 else number])
        return spans.day(weekday_of_month + dt.timedelta(days=sum(after)))

    return _in_year(found, setting, in_year) or _WITHOUT_YEAR


def easter_feast(found: Match, setting: Setting) -> Value | None:
    """ "Good Friday", "Easter Sunday"."""
    days = dt.timedelta(days=EASTER_FEASTS[plain_feast(found["feast"])])
    return _in_year(found, setting, lambda year: spans.day(easter(year) + days)) or _WITHOUT_YEAR


def eastern_feast(found: Match, setting: Setting) -> Value | None:
    """ "Orthodox Easter"."""
    days = dt.timedelta(days=EASTERN_FEASTS[plain_feast(found["feast"])])
    return _in_year(found, setting, lambda year: spans.day(eastern_easter(year) + days)) or _WITHOUT_YEAR


def islamic_feast(found: Match, setting: Setting) -> Value | None:
    """ "Ramadan", "Eid al-Fitr": give or take the day that the sight of the moon may make."""
    month, first, last = ISLAMIC_FEASTS[plain_feast(found["feast"])]

    def in_year(year: int) -> TimeSpan:
        hijri = int((year - 622) * 365.2425 / _ISLAMIC_YEAR)
        starts = [islamic_date(hijri + later, month, first) for later in range(3)]
        start = next(date for date in starts if date.year >= year)
        return spans.span(start - MOON_MARGIN, start + dt.timedelta(days=last - first) + MOON_MARGIN, Precision.DAYS)

    return _in_year(found, setting, in_year) or _WITHOUT_YEAR


def _in_year(found: Match, setting: Setting, feast: Callable[[int], TimeSpan]) -> TimeSpan | None:
    """The feast of the year named, else the last that had begun by the reference, or the next one if it is to come."""
    year, which = year_of(found.groupdict().get("year")), found.groupdict().get("which")
    if year:
        return feast(year)
    reference = setting.dated
    if reference is None:
        return None
    if which == "this":
        return feast(reference.year)
    if which in ("next", "coming"):
        setting = replace(setting, tense=Tense.FUTURE)
    past = [value for value in map(feast, (reference.year, reference.year - 1)) if _begins(value) <= reference]
    coming = next(v for v in map(feast, (reference.year, reference.year + 1)) if _begins(v) >= reference)
    is_near = (_begins(coming) - reference).days <= NEAR_AHEAD and which is None
    if setting.tense is Tense.FUTURE or (is_near and setting.tense in (Tense.UNKNOWN, Tense.HABIT)):
        return coming
    return past[0]


def _begins(value: TimeSpan) -> dt.date:
    bounds = value.days()
    return bounds[0] if bounds else dt.date.max


def easter(year: int) -> dt.date:
    """Easter Sunday of the western churches (the anonymous Gregorian algorithm; Meeus, Astronomical Algorithms)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return dt.date(year, month, day + 1)


def eastern_easter(year: int) -> dt.date:
    """Easter Sunday of the eastern churches, by the Julian calendar (Meeus), as a day of ours from 1900 to 2099."""
    a, b, c = year % 4, year % 7, year % 19
    d = (19 * c + 15) % 30
    e = (2 * a + 4 * b - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return dt.date(year, month, day + 1) + dt.timedelta(days=DAYS_TO_OUR_CALENDAR)


def islamic_date(year: int, month: int, day: int) -> dt.date:
    """A day of the arithmetical Islamic calendar (30-year cycle, civil epoch) in the Gregorian one."""
    days = (11 * year + 3) // 30 + 354 * (year - 1) + 30 * (month - 1) - (month - 1) // 2 + day - 1
    return dt.date.fromordinal(_ISLAMIC_EPOCH + days)
