"""Time spans by the calendar: days, weeks, months, quarters, seasons, years, decades, and named parts of them.

Rules get their name where they are applied; what is made here carries at most a remark on how its year was found.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import replace
from fractions import Fraction
from math import ceil

from sayso.model import UNSPECIFIED_YEAR, Precision, TimeSpan
from sayso.resolving.times.vocabulary import PARTS

QUARTER_MONTHS = 3
SEASON_MONTHS = 4
"""Months that a season touches, by the sun or by the weather: summer is June to September."""

DAYS_OF_MONTH = 30
"""A month as far as its named parts go."""

SHORTER_THAN_A_YEAR = 360
STAND_IN_YEAR, LEAP_STAND_IN = 2001, 2000
"""Years that stand where none is known; the leap year only for the 29th of February."""

LEAP_DAY = f"{UNSPECIFIED_YEAR}-02-29"


def span(start: dt.date, end: dt.date, precision: Precision) -> TimeSpan:
    """The interval from one day to another."""
    return TimeSpan(start.isoformat(), end.isoformat(), precision, "")


def day(date: dt.date) -> TimeSpan:
    """One day."""
    return span(date, date, Precision.DAY)


def week(date: dt.date, weeks: int = 0) -> TimeSpan:
    """The week, Monday to Sunday, that holds a day, or one so many weeks after it."""
    monday = date + dt.timedelta(days=7 * weeks - date.weekday())
    return span(monday, monday + dt.timedelta(days=6), Precision.WEEK)


def weekend(date: dt.date, weekends: int = 0) -> TimeSpan:
    """Saturday and Sunday of the week that holds a day, or of one so many weeks after it."""
    saturday = date + dt.timedelta(days=5 - date.weekday() + 7 * weekends)
    return span(saturday, saturday + dt.timedelta(days=1), Precision.DAYS)


def months(year: int, month: int, number: int, precision: Precision) -> TimeSpan:
    """So many whole months from the first of a month, which may lie past December."""
    return span(_first_of(year, month), _first_of(year, month + number) - dt.timedelta(days=1), precision)


def month(year: int, number: int) -> TimeSpan:
    """A month; months before January and after December go on into other years."""
    return months(year, number, 1, Precision.MONTH)


def quarter(year: int, number: int) -> TimeSpan:
    """A quarter of a year, from 1; numbers outside 1 to 4 go on into other years."""
    return months(year, 3 * number - 2, QUARTER_MONTHS, Precision.QUARTER)


def season(year: int, first_month: int) -> TimeSpan:
    """The months of a season that begins in `year`."""
    return months(year, first_month, SEASON_MONTHS, Precision.SEASON)


def years(first: int, number: int = 1) -> TimeSpan:
    """So many whole years."""
    return months(first, 1, 12 * number, Precision.YEAR if number == 1 else Precision.YEARS)


def shifted(date: dt.date, months_after: int) -> dt.date:
    """The same day so many months after, or the last of that month when it is shorter."""
    first = _first_of(date.year, date.month + months_after)
    return first.replace(day=min(date.day, calendar.monthrange(first.year, first.month)[1]))


def part_of(value: TimeSpan, part: str | None) -> TimeSpan:
    """The named part of a span: "early" of May is 1 to 10 May. Its precision stays that of the whole.

    Thirds of a month are counted over thirty days, and the last takes what is left; parts of a year are whole months,
    parts of a decade or century whole years. A week has no parts here.
    """
    bounds = value.days()
    if not part or bounds is None or value.precision not in (Precision.MONTH, Precision.YEAR, Precision.YEARS):
        return value
    first, last = PARTS[part]
    if value.precision is Precision.MONTH:
        start = bounds[0] + dt.timedelta(days=int(first * DAYS_OF_MONTH))
        end = bounds[1] if last == 1 else bounds[0] + dt.timedelta(days=ceil(last * DAYS_OF_MONTH) - 1)
    else:
        step = 1 if value.precision is Precision.YEAR else 12
        steps = 12 * (bounds[1].year - bounds[0].year + 1) // step
        start = shifted(bounds[0], step * int(first * steps))
        end = shifted(bounds[0], step * ceil(last * steps)) - dt.timedelta(days=1)
    is_half = value.precision is Precision.YEAR and last - first == Fraction(1, 2)
    precision = Precision.DAYS if is_half else value.precision
    return replace(value, start=start.isoformat(), end=end.isoformat(), precision=precision)


def without_year(value: TimeSpan) -> TimeSpan:
    """The span with its year unspecified."""
    start, end = (bound and f"{UNSPECIFIED_YEAR}{bound[4:]}" for bound in (value.start, value.end))
    return replace(value, start=start, end=end)


def is_within_a_year(value: TimeSpan) -> bool:
    """Whether a span is so short that days and months say where it lies without its year."""
    days = value.days()
    return days is not None and (days[1] - days[0]).days < SHORTER_THAN_A_YEAR


def standing_in(value: TimeSpan) -> tuple[TimeSpan, bool]:
    """The span with a stand-in year where it has none, to be counted with; and whether its own year is known."""
    if value.has_year:
        return value, True
    is_over_new_year = bool(value.start and value.end and value.start > value.end)
    end_year = LEAP_STAND_IN if LEAP_DAY in (value.start, value.end) else STAND_IN_YEAR
    start_year = end_year - (is_over_new_year and value.start != LEAP_DAY)
    end_year = start_year + is_over_new_year
    return replace(value, start=_with_year(value.start, start_year), end=_with_year(value.end, end_year)), False


def _with_year(bound: str | None, year: int) -> str | None:
    return bound and f"{year}{bound[4:]}"


def _first_of(year: int, month_number: int) -> dt.date:
    months_since = 12 * year + month_number - 1
    return dt.date(months_since // 12, months_since % 12 + 1, 1)
