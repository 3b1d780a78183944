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
from sayso.resolving.times.vocabulary import ORDINALS, PARTS

QUARTER_MONTHS = 3
_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
SEASON_MONTHS = 4
"""Months that a season touches, by the sun or by the weather: summer is June to September."""

DAYS_OF_MONTH = 30
"""A month as far as its named parts go."""

LONGER_THAN_A_DECADE = 20
_THIRD, _QUARTER = Fraction(1, 3), Fraction(1, 4)
_QUARTERS_OF_A_CENTURY = {
    (Fraction(0), _THIRD): (Fraction(0), _QUARTER),
    (_THIRD, 2 * _THIRD): (_QUARTER, 3 * _QUARTER),
    (2 * _THIRD, Fraction(1)): (3 * _QUARTER, Fraction(1)),
}
"""Early, mid and late of a century, which people count in quarters."""

_HALVES_OF_A_DECADE = {
    (Fraction(0), _THIRD): (Fraction(0), Fraction(1, 2)),
    (2 * _THIRD, Fraction(1)): (Fraction(1, 2), Fraction(1)),
}
"""Early and late of a decade, which people part in the middle: the early 1980s are 1980 to 1984."""

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


def before_our_era(first: int, last: int) -> TimeSpan:
    """The years from the earlier to the later, both counted back from our era: 44 BC is 44."""
    precision = Precision.YEAR if first == last else Precision.YEARS
    start, end = (f"{year:05d}" if year < 0 else f"{year:04d}" for year in (1 - first, 1 - last))
    return TimeSpan(f"{start}-01-01", f"{end}-12-31", precision, "")


def part_of(value: TimeSpan, part: str | None) -> TimeSpan:
    """The named part of a span: "early" of May is 1 to 10 May. Its precision stays that of the whole.

    Thirds of a month are counted over thirty days, and the last takes what is left; parts of a year are whole months,
    parts of a decade or century whole years; "late" of a century is its last quarter, of a decade its last
    half. A week has no parts here.
    """
    bounds = value.days()
    if not part or bounds is None or value.precision not in (Precision.MONTH, Precision.YEAR, Precision.YEARS):
        return value
    first, last = PARTS[part]
    if value.precision is Precision.YEARS:
        is_century = (bounds[1].year - bounds[0].year) >= LONGER_THAN_A_DECADE
        parted = _QUARTERS_OF_A_CENTURY if is_century else _HALVES_OF_A_DECADE
        first, last = parted.get((first, last), (first, last))
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


def share_of(whole: TimeSpan, ordinal: str, count: int, unit: str) -> TimeSpan | None:
    """So many units of a longer span, from its beginning ("first", "3rd") or to its end ("last"); None beyond it."""
    bounds = whole.days()
    if bounds is None:
        return None
    if ordinal in ("last", "final"):
        after = bounds[1] + dt.timedelta(days=1)
        start, end = _after(after, -count, unit), bounds[1]
    else:
        skipped = (ORDINALS.get(ordinal) or int(ordinal[:-2])) - 1
        start = _after(bounds[0], skipped, unit)
        end = _after(start, count, unit) - dt.timedelta(days=1)
    if not bounds[0] <= start <= end <= bounds[1]:
        return None
    return span(start, end, Precision(unit) if count == 1 else Precision.DAYS)


def weekday_of(days: tuple[dt.date, dt.date], ordinal: str, weekday: int) -> dt.date | None:
    """The first, third or last such weekday between two days; None when there are not so many."""
    if ordinal in ("last", "final"):
        back = (days[1].weekday() - weekday) % 7
        return days[1] - dt.timedelta(days=back)
    number = ORDINALS.get(ordinal) or int(ordinal[:-2])
    ahead = (weekday - days[0].weekday()) % 7 + 7 * (number - 1)
    found = days[0] + dt.timedelta(days=ahead)
    return found if found <= days[1] else None


def period_before(last: dt.date, count: float, unit: str) -> TimeSpan:
    """So many days, weeks, months, quarters or years that end with a day; a quarter of the calendar is known as one."""
    after = last + dt.timedelta(days=1)
    if unit in _DAYS:
        return span(after - dt.timedelta(days=round(count * _DAYS[unit])), last, Precision.DAYS)
    number = round(count * {"month": 1, "quarter": QUARTER_MONTHS, "year": 12}[unit])
    first = shifted(after, -number)
    is_whole = first.day == 1 and first.month % QUARTER_MONTHS == 1
    precision = Precision.QUARTER if number == QUARTER_MONTHS and is_whole else Precision.DAYS
    precision = Precision.YEAR if number == 12 and (first.month, first.day) == (1, 1) else precision
    return span(first, last, precision)


def _after(date: dt.date, count: int, unit: str) -> dt.date:
    if unit in _DAYS:
        return date + dt.timedelta(days=count * _DAYS[unit])
    return shifted(date, count * _MONTHS[unit])


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
