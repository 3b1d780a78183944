"""TimeML values (TIMEX3, ISO 8601 with additions) of time spans, to compare with gold that is written so.

TimeML says the unit that words name: a span whose precision is a year is that year, though "early" narrowed it.
"""

from __future__ import annotations

import datetime as dt
import re

from sayso.model import Precision, TimeSpan

_PARTS_OF_DAY = {
    "morning": "MO",
    "afternoon": "AF",
    "noon": "12:00",
    "midday": "12:00",
    "evening": "EV",
    "midnight": "24:00",
    "night": "NI",
}
_CLOCK = re.compile(r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?\s*(?P<half>[ap])?\.?\s?m?")
_NOT_CALENDAR = re.compile(r"P[\dXT]|.*_REF\Z|XXXX|\Z")
_TO_MIDWEEK = dt.timedelta(days=3)
_QUARTER, _HALF, _DECADE, _CENTURY = 3, 6, 10, 100


def timeml(value: TimeSpan) -> str:
    """The TimeML value of a span; a span that is no unit of TimeML is given by its first day."""
    days = value.days()
    if days is None:
        return (value.start or value.end or "")[: 4 if value.precision is Precision.YEAR else None]
    if value.part_of_day == "overnight":
        return f"{days[0].isoformat()}TNI"
    return f"{_date(value.precision, *days)}{_time(value)}"


def comparable(value: str) -> str:
    """A gold value as it is compared: without trailing places left open ("19XX" is "19") and with minutes."""
    value = re.sub(r"(?:-?X+)+\Z", "", value) if "W" not in value and "Q" not in value else value
    return re.sub(r"T(\d\d)\Z", r"T\1:00", value)


def is_as_specified(gold: str, value: str) -> bool:
    """Whether a value agrees with gold in all that gold specifies: "1989-W43" with "1989-WXX"."""
    return re.fullmatch(re.sub("X+", r"\\d+", gold), value) is not None


def is_calendar(value: str) -> bool:
    """Whether a value is a place in the calendar: no duration, no set of times, no "now" or "once"."""
    return not _NOT_CALENDAR.match(value)


def _date(precision: Precision, first: dt.date, last: dt.date) -> str:
    months = 12 * (last.year - first.year) + last.month - first.month + 1
    match precision:
        case Precision.YEAR:
            return f"{first.year:04d}"
        case Precision.YEARS:
            return _years(first, last)
        case Precision.MONTH:
            return f"{first:%Y-%m}"
        case Precision.QUARTER:
            return f"{first.year:04d}-Q{(first.month + 2) // _QUARTER}"
        case Precision.SEASON:
            return f"{first.year:04d}-{ {3: 'SP', 6: 'SU', 9: 'FA', 12: 'WI'}[first.month] }"
        case Precision.WEEK if first != last:
            return "{}-W{:02d}".format(*(first + _TO_MIDWEEK).isocalendar()[:2])
        case Precision.DAYS if first.weekday() == 5 and (last - first).days == 1:
            return "{}-W{:02d}-WE".format(*first.isocalendar()[:2])
        case Precision.DAYS if months == _HALF and first.day == 1 and first.month in (1, 7):
            return f"{first.year:04d}-H{1 + first.month // 7}"
    return first.isoformat()


def _years(first: dt.date, last: dt.date) -> str:
    """A decade by three digits, a century by two; a part of one is the whole."""
    in_one_decade = first.year // _DECADE == last.year // _DECADE
    return str(first.year // _DECADE if in_one_decade else first.year // _CENTURY)


def _time(value: TimeSpan) -> str:
    """What a part of a day adds to a date: "TEV", "T17:00"."""
    if value.precision is not Precision.DAY or not value.part_of_day:
        return ""
    named = next((code for name, code in _PARTS_OF_DAY.items() if name in value.part_of_day), None)
    clock = _CLOCK.match(value.part_of_day)
    if clock:
        hour = int(clock["hour"]) % 12 + 12 * (clock["half"] == "p") if clock["half"] else int(clock["hour"])
        return f"T{hour:02d}:{clock['minute'] or '00'}"
    return f"T{named}" if named else ""
