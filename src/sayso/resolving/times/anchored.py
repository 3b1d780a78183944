"""Times counted from another happening: "the next day", "two weeks later", "that year", "a year earlier"."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from sayso.model import Precision, TimeSpan, Unresolved
from sayso.resolving.times import spans
from sayso.resolving.times.relative import counted
from sayso.resolving.times.setting import Setting
from sayso.resolving.times.vocabulary import count_of

Value = TimeSpan | Unresolved
Match = re.Match[str]
Bounds = tuple[dt.date, dt.date]

NO_ANCHOR = Unresolved("relative to a happening whose date is not known")

_AHEAD = ("next", "following", "later", "after", "on")
_DAYLIKE = ("day", "night", "morning", "afternoon", "evening", "hour", "minute")


def same_day(found: Match, setting: Setting) -> Value | None:
    """ "the same day", "hours later", "immediately after": the day of what was told before."""
    anchor = setting.anchor
    if anchor is None or anchor.start is None or anchor.start != anchor.end:
        return NO_ANCHOR
    return replace(anchor, part_of_day="")


def day_so_far(found: Match, setting: Setting) -> Value | None:
    """ "earlier in the day": the day of what was told before, else that of the reference."""
    value = same_day(found, setting)
    return spans.day(setting.dated) if isinstance(value, Unresolved) and setting.dated else value


def neighbour(found: Match, setting: Setting) -> Value | None:
    """ "the next day", "the following month", "the year before": beside what was told before."""
    step = 1 if found["way"] in _AHEAD else -1
    return _from_anchor(step, "day" if found["unit"] in _DAYLIKE else found["unit"], setting)


def distance(found: Match, setting: Setting) -> Value | None:
    """ "two days later", "a week before the vote", "a year earlier"."""
    count = count_of(found["count"])
    return _from_anchor(count if found["way"] in _AHEAD else -count, found["unit"], setting)


def same_unit(found: Match, setting: Setting) -> Value | None:
    """ "that year", "the same month", "the quarter": the one that holds what was told before."""
    name = found["unit"]
    anchor = setting.quarter if name == "quarter" else setting.anchor if found["pointed"] else None
    bounds = anchor.days() if anchor else None
    if bounds is None:
        return _latest(name, setting.dated) if setting.dated else NO_ANCHOR
    return _unit_around(name, bounds[0])


def quarter_of_year(found: Match, setting: Setting) -> Value | None:
    """ "the 1988 period": the quarter told before, in another year."""
    bounds = setting.quarter.days() if setting.quarter else None
    return spans.quarter(int(found["year"]), (bounds[0].month + 2) // 3) if bounds else None


def latest_unit(found: Match, setting: Setting) -> Value | None:
    """ "the latest quarter": the last one that was over by the reference."""
    return _latest(found["unit"], setting.dated) if setting.dated else None


def year_earlier(found: Match, setting: Setting) -> Value | None:
    """ "a year earlier": the same day of the year before what was told, or its quarter or year."""
    bounds = setting.anchor.days() if setting.anchor and setting.anchor.precision is Precision.DAY else None
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
        case "week":
            return spans.week(date)
        case "month":
            return spans.month(date.year, date.month)
        case "quarter":
            return spans.quarter(date.year, (date.month + 2) // 3)
        case "year":
            return spans.years(date.year)
        case "decade":
            return spans.years(date.year // 10 * 10, 10)
    return None


def _from_anchor(count: float, name: str, setting: Setting) -> Value | None:
    """So many units from what was told before: from its end when ahead, from its start when back."""
    if setting.anchor is None or not (setting.anchor.start and setting.anchor.end):
        return NO_ANCHOR
    known, has_year = spans.standing_in(setting.anchor)
    bounds = known.days()
    if bounds is None or (name in ("day", "week", "fortnight") and (bounds[1] - bounds[0]).days > 6):
        return NO_ANCHOR
    value = counted(count, name, bounds[1] if count > 0 else bounds[0], known)
    return value if value is None or has_year else spans.without_year(value)
