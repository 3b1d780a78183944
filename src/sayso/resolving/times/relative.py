"""Times counted from the reference: weekdays, "yesterday", "two days ago", "last week", "the past three months"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace

from sayso.model import Precision, TimeSpan, Unresolved
from sayso.resolving.times import spans
from sayso.resolving.times.setting import Setting, Tense, tells_history
from sayso.resolving.times.vocabulary import NAMED_DAYS, WEEKDAYS, count_of

Value = TimeSpan | Unresolved
Match = re.Match[str]

NO_REFERENCE = Unresolved("relative to a publication time that is not known")
NO_YEAR = Unresolved("relative to a publication time whose year is not known")

_SHIFTS = {
    "last": -1,
    "previous": -1,
    "prior": -1,
    "preceding": -1,
    "past": -1,
    "this": 0,
    "current": 0,
    "same": 0,
    "next": 1,
    "coming": 1,
}
LONGEST_WAIT = 14 * 31
"""Days within which every weekday falls on every number of a month up to 28 at least once."""

NO_SUCH_DAY = Unresolved("no such day in the calendar")

_DAYS = {"day": 1, "week": 7, "fortnight": 14}
DAYLIKE = ("day", "night", "morning", "afternoon", "evening")
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}

Counted = Callable[[Match, dt.date, Setting], Value | None]


def weekday(found: Match, reference: dt.date, setting: Setting) -> Value:
    """A weekday: the last one on or before the reference, unless "next" or the tense puts it after it.

    "Friday the 13th" is the last Friday that was a 13th.
    """
    number = WEEKDAYS[found["weekday"]]
    if number_of_day := found.groupdict().get("dated"):
        return _weekday_dated(number, int(number_of_day), reference)
    back = (reference.weekday() - number) % 7
    which = found.groupdict().get("which")
    if which == "last":
        return spans.day(reference - dt.timedelta(days=back or 7))
    if which in ("next", "coming") or (setting.tense is Tense.FUTURE and which != "past"):
        ahead = (number - reference.weekday()) % 7
        return spans.day(reference + dt.timedelta(days=ahead or (7 if which == "next" else 0)))
    return spans.day(reference - dt.timedelta(days=back))


def _weekday_dated(weekday_number: int, day: int, reference: dt.date) -> Value:
    """The last such weekday on or before the reference that had that number in its month."""
    days = (reference - dt.timedelta(days=back) for back in range(LONGEST_WAIT))
    return next((spans.day(date) for date in days if (date.weekday(), date.day) == (weekday_number, day)), NO_SUCH_DAY)


def day_of_month(found: Match, reference: dt.date, setting: Setting) -> Value:
    """ "the 15th": of the month of what was told before, else the last one, or the next when it is to come."""
    day, anchor = int(found["day"]), setting.anchor
    told = anchor.days() if anchor and anchor.precision in (Precision.DAY, Precision.MONTH) else None
    if told:
        return spans.day(told[0].replace(day=day))
    is_ahead, is_later = setting.tense is Tense.FUTURE, day > reference.day
    step = 1 if is_ahead and day < reference.day else -1 if is_later and not is_ahead else 0
    return spans.day(spans.shifted(reference.replace(day=1), step).replace(day=day))


def named_day(found: Match, reference: dt.date, setting: Setting) -> Value:
    """ "yesterday", "last night", "this morning", "tomorrow"."""
    return spans.day(reference + dt.timedelta(days=NAMED_DAYS[found["named"]]))


def overnight(found: Match, reference: dt.date, setting: Setting) -> Value:
    """The night before the reference: it may have been on either day."""
    return spans.span(reference - dt.timedelta(days=1), reference, Precision.DAYS)


def within_a_day(found: Match, reference: dt.date, setting: Setting) -> Value:
    """ "a few hours ago", "in the past minutes": the day of the reference."""
    return spans.day(reference)


def hours_ago(found: Match, reference: dt.date, setting: Setting) -> Value:
    """ "an hour ago", "five hours ago", "36 hours ago": to the nearest day."""
    return spans.day(reference - dt.timedelta(hours=int(count_of(found["count"])) // 24 * 24))


def past_few_hours(found: Match, reference: dt.date, setting: Setting) -> Value:
    """ "the past few hours": they may have begun the day before."""
    return overnight(found, reference, setting)


def past_hours(found: Match, reference: dt.date, setting: Setting) -> Value:
    """ "the past 24 hours": the days that they reach back to."""
    first = reference - dt.timedelta(days=-(-int(found["hours"]) // 24))
    return spans.span(first, reference, Precision.DAYS)


def coming_hours(found: Match, reference: dt.date, setting: Setting) -> Value:
    """ "the next 24 hours": the days that they reach into."""
    return spans.span(reference, reference + dt.timedelta(days=-(-int(found["hours"]) // 24)), Precision.DAYS)


def weekday_of_week(found: Match, reference: dt.date, setting: Setting) -> Value:
    """ "Monday of last week", "next week's Friday"."""
    groups = found.groupdict()
    shift = _SHIFTS[groups.get("which") or groups["which2"]]
    monday = reference + dt.timedelta(days=7 * shift - reference.weekday())
    return spans.day(monday + dt.timedelta(days=WEEKDAYS[groups.get("weekday") or groups["weekday2"]]))


def weekday_week(found: Match, reference: dt.date, setting: Setting) -> Value:
    """ "Monday week", "a week on Monday": a week after the coming one."""
    ahead = (WEEKDAYS[found["weekday"]] - reference.weekday() - 1) % 7 + 1
    return spans.day(reference + dt.timedelta(days=ahead + 7))


def weekday_before_last(found: Match, reference: dt.date, setting: Setting) -> Value:
    """ "the Monday before last"."""
    back = (reference.weekday() - WEEKDAYS[found["weekday"]] - 1) % 7 + 1
    return spans.day(reference - dt.timedelta(days=back + 7))


def weekend_before_last(found: Match, reference: dt.date, setting: Setting) -> Value:
    """ "the weekend before last"."""
    return spans.weekend(reference, -1 if reference.weekday() >= 5 else -2)


def day_of_relative_month(found: Match, reference: dt.date, setting: Setting) -> Value:
    """ "the 15th of this month", "the 3rd of last month"."""
    first = spans.shifted(reference.replace(day=1), _SHIFTS[found["which"]])
    return spans.day(first.replace(day=int(found["day"])))


def the_present(found: Match, reference: dt.date, setting: Setting) -> Value:
    """ "the present day", "the time of writing", "for a fifth day": the reference."""
    return spans.day(reference)


def end_of_unit(found: Match, reference: dt.date, setting: Setting) -> Value:
    """ "year-end": December; "month's end": its last days; "midyear": its middle."""
    part = "middle" if found["mid"] else "end"
    return spans.part_of(_whole_unit(found["unit"] or found["mid"], 0, reference), part)


def before_last(found: Match, reference: dt.date, setting: Setting) -> Value | None:
    """ "the week before last", "the night before last", "the year after next"."""
    step = 2 if found["next"] else -2
    if found["unit"] in DAYLIKE:
        return spans.day(reference + dt.timedelta(days=step))
    return _whole_unit(found["unit"], step, reference)


def vague_past(found: Match, reference: dt.date, setting: Setting) -> Value:
    """ "a few years ago", "in recent weeks": some time until the reference."""
    return TimeSpan(None, reference.isoformat(), Precision.OPEN, "")


def vague_future(found: Match, reference: dt.date, setting: Setting) -> Value:
    """ "in the coming weeks": some time from the reference on."""
    return TimeSpan(reference.isoformat(), None, Precision.OPEN, "")


def ago(found: Match, reference: dt.date, setting: Setting) -> Value | None:
    """ "three days ago" is a day, "two months ago" that month, "a year ago" that year, or the quarter then."""
    is_day = setting.anchor is not None and setting.anchor.precision is Precision.DAY
    return counted(-count_of(found["count"]), found["unit"], reference, setting.quarter if is_day else setting.anchor)


def in_time(found: Match, reference: dt.date, setting: Setting) -> Value | None:
    """ "in three days" of what is to come; of what was, it says how long it took."""
    return ahead(found, reference, setting) if setting.tense is Tense.FUTURE else None


def from_named_day(found: Match, reference: dt.date, setting: Setting) -> Value | None:
    """ "20 years ago today", "a week ago Friday", "two weeks from Monday": so many units from that day."""
    step, name = (-1 if found["way"] == "ago" else 1) * count_of(found["count"]), found["unit"]
    if found["weekday"]:
        forward = (WEEKDAYS[found["weekday"]] - reference.weekday()) % 7
        start = reference + dt.timedelta(days=forward if step > 0 else forward - 7)
    else:
        start = reference + dt.timedelta(days=NAMED_DAYS[found["named"]])
    if name in _DAYS:
        return spans.day(start + dt.timedelta(days=round(step * _DAYS[name])))
    return spans.day(spans.shifted(start, round(step * _MONTHS[name])))


def ahead(found: Match, reference: dt.date, setting: Setting) -> Value | None:
    """ "in three days", "two weeks from now"."""
    return counted(count_of(found["count"]), found["unit"], reference, None)


def counted(count: float, unit: str, start: dt.date, told: TimeSpan | None) -> TimeSpan | None:
    """The day, month or year so many units after a day. Weeks give the day, known to the week.

    A year from a quarter told before gives the quarter of the other year, as reports of figures mean it.
    """
    if unit in _DAYS:
        value = spans.day(start + dt.timedelta(days=round(count * _DAYS[unit])))
        return value if unit == "day" else replace(value, precision=Precision.WEEK)
    months = round(count * _MONTHS[unit])
    if unit == "year" and told is not None and told.precision is Precision.QUARTER and (bounds := told.days()):
        return spans.months(bounds[0].year, bounds[0].month + months, 3, Precision.QUARTER)
    if unit == "quarter":
        return spans.quarter(start.year, (start.month + 2) // 3 + round(count))
    if unit == "month" or months % 12:
        return spans.month(start.year, start.month + months)
    return spans.years(start.year + months // 12)


def unit(found: Match, reference: dt.date, setting: Setting) -> Value | None:
    """ "last week", "this month", "next year", "the second half of last year".

    "earlier this month" ends on the reference, and so do "this week" and "this month" when the tense is past; "later
    this month" begins on it. "This year" stays whole, as it is said of figures.
    """
    value = _whole_unit(found["unit"], _SHIFTS[found["which"]], reference)
    earlier, part = found["earlier"] == "earlier ", found["part"]
    if found["earlier"] == "later " and setting.tense is not Tense.PAST:
        return _from(value, reference)
    if part:
        return spans.part_of(value, part)
    is_this = found["which"] == "this" and found["unit"] in ("week", "month")
    if earlier or (setting.tense is Tense.PAST and is_this):
        return _until(value, reference)
    return value


def _whole_unit(name: str, shift: int, reference: dt.date) -> TimeSpan:
    match name:
        case "week":
            return spans.week(reference, shift)
        case "month":
            return spans.month(reference.year, reference.month + shift)
        case "quarter":
            return spans.quarter(reference.year, (reference.month + 2) // 3 + shift)
        case "decade":
            return spans.years(reference.year // 10 * 10 + 10 * shift, 10)
        case "century":
            return spans.years(reference.year // 100 * 100 + 100 * shift, 100)
    return spans.years(reference.year + shift)


def weekend(found: Match, reference: dt.date, setting: Setting) -> Value | None:
    """ "the weekend", "last weekend": the last one that had begun by the reference, unless it is to come."""
    which, is_weekend = found["which"], reference.weekday() >= 5
    if which in ("next", "coming") or (setting.tense is Tense.FUTURE and which != "last"):
        return spans.weekend(reference, 1 if is_weekend and which == "next" else 0)
    return spans.weekend(reference, 0 if is_weekend and which != "last" else -1)


def _until(value: TimeSpan, reference: dt.date) -> TimeSpan:
    bounds = value.days()
    if bounds is None or not bounds[0] <= reference < bounds[1]:
        return value
    return replace(value, end=reference.isoformat())


def _from(value: TimeSpan, reference: dt.date) -> TimeSpan:
    bounds = value.days()
    if bounds is None or not bounds[0] < reference <= bounds[1]:
        return value
    return replace(value, start=reference.isoformat())


def past_period(found: Match, reference: dt.date, setting: Setting) -> Value | None:
    """ "the past three months": from the same day three months before until the reference, or, of "the preceding three
    months", what was told before."""
    told = setting.anchor.days() if setting.anchor and found.groupdict().get("told") else None
    if told:
        return spans.span(_back(found, told[0], -1), told[0], Precision.DAYS)
    return spans.span(_back(found, reference, -1), reference, Precision.DAYS)


def next_period(found: Match, reference: dt.date, setting: Setting) -> Value | None:
    """ "the next ten days": from the reference on, or of "the following ten days" and in a tale of
    history, from what was told before."""
    leans = tells_history(setting) or bool(found.groupdict().get("told"))
    told = setting.anchor.days() if setting.anchor and leans else None
    if told:
        return spans.span(told[0], _back(found, told[1], 1), Precision.DAYS)
    return spans.span(reference, _back(found, reference, 1), Precision.DAYS)


def _back(found: Match, reference: dt.date, direction: int) -> dt.date:
    count, name = direction * count_of(found["count"] or "a"), found["unit"] or found["unit2"]
    if name in _DAYS:
        return reference + dt.timedelta(days=round(count * _DAYS[name]))
    return spans.shifted(reference, round(count * _MONTHS[name]))
