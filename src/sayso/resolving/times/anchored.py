"""Times counted from another happening: "the next day", "two weeks later", "that year", "a year earlier"."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from sayso.model import Precision, TimeSpan, Unresolved
from sayso.resolving.times import spans
from sayso.resolving.times.relative import DAYLIKE, counted
from sayso.resolving.times.setting import Setting, tells_history
from sayso.resolving.times.vocabulary import PARTS, WEEKDAYS, count_of

Value = TimeSpan | Unresolved
Match = re.Match[str]
Bounds = tuple[dt.date, dt.date]

NO_ANCHOR = Unresolved("relative to a happening whose date is not known")

_AHEAD = ("next", "following", "subsequent", "later", "after", "on")
_DAYLIKE = (*DAYLIKE, "hour", "minute")


def same_time(found: Match, setting: Setting) -> Value | None:
    """ "then", "at the time", "in this period": when what was told before was."""
    return replace(setting.anchor, rule="", part_of_day="") if setting.anchor else NO_ANCHOR


def time_of_day(found: Match, setting: Setting) -> Value | None:
    """ "around 5 pm": on the day of what was told before, if that was one day. It names no date of its own."""
    anchor = setting.anchor
    return replace(anchor, rule="", part_of_day="") if anchor and anchor.precision is Precision.DAY else None


def same_day(found: Match, setting: Setting) -> Value | None:
    """ "the same day", "hours later", "immediately after": the day of what was told before."""
    anchor = setting.anchor
    if anchor is None or anchor.start is None or anchor.start != anchor.end:
        return NO_ANCHOR
    return replace(anchor, rule="", part_of_day="")


def day_so_far(found: Match, setting: Setting) -> Value | None:
    """ "earlier in the day": the day of what was told before, else that of the reference."""
    value = same_day(found, setting)
    return spans.day(setting.dated) if isinstance(value, Unresolved) and setting.dated else value


def neighbour(found: Match, setting: Setting) -> Value | None:
    """ "the next day", "the following month", "the week before": beside what was told before."""
    step = 1 if found["way"] in _AHEAD else -1
    name = "day" if found["unit"] in _DAYLIKE else found["unit"]
    value = _from_anchor(step, name, setting)
    return week_of(value) if name == "week" else value


def neighbour_if_told(found: Match, setting: Setting) -> Value | None:
    """ "the previous month": beside what was told before; None, for another rule, when nothing was."""
    value = neighbour(found, setting)
    return None if isinstance(value, Unresolved) else value


def weekday_near(found: Match, setting: Setting) -> Value | None:
    """ "the following Monday", "the Friday before", "that Friday": the first one after what was told before
    or before it, or the one in its week."""
    bounds = setting.anchor.days() if setting.anchor else None
    if bounds is None or (bounds[1] - bounds[0]).days > 6:
        return None
    number, way = WEEKDAYS[found["weekday"]], found["way"]
    if way in ("that", "same", "that same"):
        return spans.day(bounds[0] + dt.timedelta(days=number - bounds[0].weekday()))
    if way in _AHEAD:
        return spans.day(bounds[1] + dt.timedelta(days=(number - bounds[1].weekday() - 1) % 7 + 1))
    return spans.day(bounds[0] - dt.timedelta(days=(bounds[0].weekday() - number - 1) % 7 + 1))


def some_time_from(found: Match, setting: Setting) -> Value | None:
    """ "days later", "a few weeks earlier", "shortly afterwards": some time from what was told before."""
    told = setting.anchor
    if told is None:
        return NO_ANCHOR
    if found["way"] in ("earlier", "before", "previously"):
        return TimeSpan(None, told.start, Precision.OPEN, "")
    return TimeSpan(told.end, None, Precision.OPEN, "") if told.end else None


def same_unit_of_year(found: Match, setting: Setting) -> Value | None:
    """ "the same month last year", "the same week of 2019": that of what was told before, or of the reference, in
    another year."""
    told = setting.anchor.days() if setting.anchor and not found["this"] else None
    start = told[0] if told else setting.dated
    year = int(found["year"]) if found["year"] else start.year - 1 if start else None
    if start is None or year is None:
        return NO_ANCHOR
    return _unit_around(found["unit"], spans.shifted(start, 12 * (year - start.year)))


def weekend_near(found: Match, setting: Setting) -> Value | None:
    """ "that weekend", "the following weekend": of the week of what was told before, or of the next."""
    bounds = setting.anchor.days() if setting.anchor else None
    if bounds is None or (bounds[1] - bounds[0]).days > 6:
        return None
    return spans.weekend(bounds[0], 0 if found["way"] in ("that", "same") else 1 if found["way"] in _AHEAD else -1)


def distance(found: Match, setting: Setting) -> Value | None:
    """ "two days later", "a week before the vote", "a year earlier"."""
    count = count_of(found["count"])
    return _from_anchor(count if found["way"] in _AHEAD else -count, found["unit"], setting)


def same_unit(found: Match, setting: Setting) -> Value | None:
    """ "that year", "the same month", "the quarter", "the end of the month": of what was told before, or the reference.

    "The year" is the one told before only when the text tells of another time than the reference's.
    """
    name = found["unit"]
    is_told = bool(found["pointed"]) or name == "century" or tells_history(setting)
    anchor = setting.quarter if name == "quarter" else setting.anchor if is_told else None
    bounds = anchor.days() if anchor else None
    if bounds is None:
        value = _latest(name, setting.dated) if setting.dated else NO_ANCHOR
    else:
        value = _unit_around(name, bounds[0])
    part = found["part"] if found["part"] in PARTS else None
    return spans.part_of(value, part) if isinstance(value, TimeSpan) else value


def quarter_of_year(found: Match, setting: Setting) -> Value | None:
    """ "the 1988 period": the quarter told before, in another year; without one that year."""
    bounds = setting.quarter.days() if setting.quarter else None
    year = int(found["year"])
    return spans.quarter(year, (bounds[0].month + 2) // 3) if bounds else spans.years(year)


def latest_unit(found: Match, setting: Setting) -> Value | None:
    """ "the latest quarter", "the latest fiscal year": the last one that was over by the reference."""
    if setting.dated is None or found["unit"] in ("quarter", "period"):
        return _latest(found["unit"], setting.dated) if setting.dated else None
    this = _unit_around(found["unit"], setting.dated)
    bounds = this.days() if this else None
    return _unit_around(found["unit"], bounds[0] - dt.timedelta(days=1)) if bounds else None


def year_earlier(found: Match, setting: Setting) -> Value | None:
    """ "a year earlier": the quarter of the year before when one was told, else the same day, or the year."""
    is_day = setting.quarter is None and setting.anchor is not None and setting.anchor.precision is Precision.DAY
    bounds = setting.anchor.days() if setting.anchor and is_day else None
    return spans.day(spans.shifted(bounds[0], -12)) if bounds else year_before(found, setting)


def year_before(found: Match, setting: Setting) -> Value | None:
    """ "the year-ago quarter", "year-earlier": what was told before, a year earlier."""
    named = found.groupdict().get("unit")
    anchor, reference = setting.quarter or setting.anchor, setting.dated
    if setting.quarter is None and named and reference:
        anchor = _latest("quarter", reference)
    bounds = anchor.days() if anchor else None
    if anchor is None or bounds is None:
        return spans.years(reference.year - 1) if reference else NO_ANCHOR
    return counted(-1, "year", bounds[0], anchor)


def _latest(name: str, reference: dt.date) -> TimeSpan | None:
    """The last quarter that is over, or the week, month or year that the reference lies in."""
    if name in ("quarter", "period"):
        return spans.quarter(reference.year, (reference.month + 2) // 3 - 1)
    return _unit_around(name, reference)


def _unit_around(name: str, date: dt.date) -> TimeSpan | None:
    match name:
        case "day":
            return spans.day(date)
        case "week":
            return spans.week(date)
        case "month" | "time":
            return spans.month(date.year, date.month)
        case "quarter":
            return spans.quarter(date.year, (date.month + 2) // 3)
        case "year":
            return spans.years(date.year)
        case "decade":
            return spans.years(date.year // 10 * 10, 10)
        case "century":
            return spans.years(date.year // 100 * 100, 100)
    return None


def week_of(value: Value | None) -> Value | None:
    """The whole week of a day known to the week."""
    bounds = value.days() if isinstance(value, TimeSpan) else None
    return spans.week(bounds[0]) if bounds else value


def _from_anchor(count: float, name: str, setting: Setting) -> Value | None:
    """So many units from what was told before."""
    return counted_from(setting.anchor, count, name) if setting.anchor else NO_ANCHOR


def counted_from(told: TimeSpan, count: float, name: str) -> Value | None:
    """So many units from a time: from its end when ahead, from its start when back."""
    known, has_year = spans.standing_in(told)
    bounds = known.days()
    if bounds is None or (name in ("day", "week", "fortnight") and (bounds[1] - bounds[0]).days > 6):
        return NO_ANCHOR
    value = counted(count, name, bounds[1] if count > 0 else bounds[0], known)
    return value if value is None or has_year else spans.without_year(value)
