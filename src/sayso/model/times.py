"""Time spans: EDTF intervals (ISO 8601-2) with a precision and the rule that gave them."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

from sayso.errors import BadRequest

UNSPECIFIED_YEAR = "XXXX"
_DATE = re.compile(r"(?P<year>-?\d{4}|XXXX)(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?\Z")


class Precision(StrEnum):
    """How finely a time is known."""

    HOUR = "hour"
    DAY = "day"
    DAYS = "days"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    YEAR = "year"
    YEARS = "years"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """An interval of days, both ends inclusive; None is an open end.

    `start` and `end` are EDTF dates to the day: ``2026-05-11``, or ``XXXX-05-11`` when no year is known. Years before
    our era are counted as ISO 8601 does, 44 BC being ``-0043``.
    `rule` names what gave the value ("weekday before publication"). `part_of_day` keeps "night", "11:50".
    """

    start: str | None
    end: str | None
    precision: Precision
    rule: str
    part_of_day: str = ""

    def __post_init__(self) -> None:
        for value in (self.start, self.end):
            if value is not None and not is_edtf_day(value):
                raise BadRequest(f"{value!r} is not a day in EDTF, such as 2026-05-11 or XXXX-05-11")
        if self.has_year and self.start and self.end and in_order(self.start) > in_order(self.end):
            raise BadRequest(f"the interval ends on {self.end}, before it starts on {self.start}")

    @property
    def has_year(self) -> bool:
        """Whether every known end names its year."""
        return not any(value.startswith(UNSPECIFIED_YEAR) for value in (self.start, self.end) if value)

    @property
    def is_before_our_era(self) -> bool:
        """Whether an end lies before the year 1, where calendars of computers stop."""
        return any(value.startswith(("-", "0000")) for value in (self.start, self.end) if value)

    @property
    def edtf(self) -> str:
        """The interval as EDTF: ``2026-05-11``, ``2026-05-11/2026-05-13``, ``2026-05-11/..``, ``XXXX-05-11``."""
        if self.start == self.end and self.start is not None:
            return self.start
        return f"{self.start or '..'}/{self.end or '..'}"

    def days(self) -> tuple[dt.date, dt.date] | None:
        """First and last day as dates, or None while a year or an end is missing, or lies before our era."""
        if not (self.start and self.end and self.has_year) or self.is_before_our_era:
            return None
        return dt.date.fromisoformat(self.start), dt.date.fromisoformat(self.end)

    def may_overlap(self, other: TimeSpan) -> bool:
        """Whether some day could lie in both; an unknown year or end excludes nothing by itself."""
        if not (self.has_year and other.has_year):
            return _may_overlap_without_year(self, other)
        starts_in_time = not (self.start and other.end) or in_order(self.start) <= in_order(other.end)
        ends_in_time = not (other.start and self.end) or in_order(other.start) <= in_order(self.end)
        return starts_in_time and ends_in_time


def in_order(day: str) -> tuple[int, str]:
    """A key by which EDTF days with a year come in the order of time."""
    year, month_and_day = day[:-6], day[-5:]
    return int(year), month_and_day


def is_edtf_day(value: str) -> bool:
    """Whether `value` is a day that exists, with or without its year."""
    found = _DATE.match(value)
    if not found or not found["day"]:
        return False
    year = 2000 if found["year"] == UNSPECIFIED_YEAR else int(found["year"])
    month, day = int(found["month"]), int(found["day"])
    if found["year"] == "-0000" or not 1 <= month <= 12:
        return False
    # The calendar goes round every 400 years, so that a year before the first has the days of one after it.
    return 1 <= day <= calendar.monthrange(year if year > 0 else year % 400 + 400, month)[1]


def day_span(day: dt.date, rule: str, part_of_day: str = "") -> TimeSpan:
    """The interval of one day."""
    return TimeSpan(day.isoformat(), day.isoformat(), Precision.DAY, rule, part_of_day)


def _may_overlap_without_year(one: TimeSpan, other: TimeSpan) -> bool:
    days = [_days_of_year(span) for span in (one, other)]
    if days[0] is None or days[1] is None:
        return True
    return bool(days[0] & days[1])


def _days_of_year(span: TimeSpan) -> set[str] | None:
    """Month-day strings that a span of less than a year covers; None when it has an open end or is longer."""
    if not (span.start and span.end):
        return None
    first, last = (_in_leap_year(value) for value in (span.start, span.end))
    if span.has_year and int(span.end[:-6]) - int(span.start[:-6]) > 1:
        return None
    if first > last:
        last = last.replace(year=2004)
    return {(first + dt.timedelta(days=n)).strftime("%m-%d") for n in range(min(366, (last - first).days + 1))}


def _in_leap_year(value: str) -> dt.date:
    return dt.date(2000, int(value[-5:-3]), int(value[-2:]))
