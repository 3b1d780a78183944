"""Rules whose words hold another time expression: intervals between two, open ones, and days counted from a date."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from sayso.model import Precision, TimeSpan, Unresolved
from sayso.model.times import in_order
from sayso.resolving.times import anchored, spans
from sayso.resolving.times.rule import LEANING, TIME_OF_DAY, resolved
from sayso.resolving.times.setting import Setting, Tense
from sayso.resolving.times.single import SINGLE
from sayso.resolving.times.vocabulary import WEEKDAYS, count_of

Value = TimeSpan | Unresolved
Match = re.Match[str]

_WHOLES = (Precision.WEEK, Precision.MONTH, Precision.QUARTER, Precision.SEASON, Precision.YEAR, Precision.YEARS)
_A_YEAR = re.compile(r"\d{4}|'\d\d\b")
_AFTER = ("after", "following")

FEW_DAYS = 6
"""Days over the first that a date may cover for a weekday or a week to be counted from it."""


def between(found: Match, setting: Setting) -> Value | None:
    """ "between Monday and Wednesday", "from January 2015 to March 2016": from where one starts to where one ends."""
    last = resolved(found["last"], setting, SINGLE)
    if not isinstance(last, TimeSpan) or last.end is None:
        return None
    first = resolved(found["first"], _before_last(found, last, setting), SINGLE)
    if not isinstance(first, TimeSpan) or first.start is None or first.has_year != last.has_year:
        return None
    if _are_in_wrong_order(first, last) and (days := last.days()):  # "Friday to Monday": the Friday before that Monday
        first = resolved(found["first"], replace(setting, reference=days[0], tense=Tense.PAST), SINGLE)
        if not isinstance(first, TimeSpan) or first.start is None:
            return None
    if TIME_OF_DAY in (first.rule, last.rule):
        return None  # "between 18:30 and 22:00 on 10 December" is that one day
    if first.precision is Precision.YEAR and last.precision is not Precision.YEAR:
        return None  # "between 1830 and 1950 on 10 December" are hours
    return None if _are_in_wrong_order(first, last) else TimeSpan(first.start, last.end, Precision.DAYS, "")


def _before_last(found: Match, last: TimeSpan, setting: Setting) -> Setting:
    """The setting for the first of two expressions: when only the last names its year, the first leads up to that."""
    days = last.days()
    if days and _A_YEAR.search(found["last"]) and not _A_YEAR.search(found["first"]):
        return replace(setting, anchor=last, reference=days[1], has_year=True, tense=Tense.PAST)
    return replace(setting, anchor=last)


def _are_in_wrong_order(first: TimeSpan, last: TimeSpan) -> bool:
    """Whether one span starts after another ends; days without a year go by the calendar."""
    if not (first.start and last.end):
        return False
    if not (first.has_year and last.has_year):
        return first.start > last.end
    return in_order(first.start) > in_order(last.end)


def share(found: Match, setting: Setting) -> Value | None:
    """ "the first week of October", "the last three months of 2018": so many units from one end of a longer time."""
    whole = resolved(found["rest"], setting, SINGLE)
    if not isinstance(whole, TimeSpan) or whole.precision not in _WHOLES:
        return None
    known, has_year = spans.standing_in(whole)
    value = spans.share_of(known, found["ordinal"], int(found["count"] or 1), found["unit"] or found["units"][:-1])
    return value if value is None or has_year else spans.without_year(value)


def distance_from(found: Match, setting: Setting) -> Value | None:
    """ "two days after the bombing of 5 May", "the day before Christmas": so far from the date in the words."""
    step = 1 if found["way"] in _AFTER else -1
    start = resolved(found["rest"], setting if step > 0 else setting.looking_ahead, SINGLE)
    if not isinstance(start, TimeSpan) or start.rule in LEANING:
        return None
    count = count_of(found["count"]) if found["count"] else 1
    named = found["unit2"]
    if named == "weekend":
        return _weekend_beside(start, step)
    name = found["unit"] or (named if named in ("week", "month", "quarter", "year", "decade") else "day")
    value = anchored.counted_from(start, step * count, name)
    return anchored.week_of(value) if named == "week" else value


def since(found: Match, setting: Setting) -> Value | None:
    """ "since Monday": until the reference when the tense is past, else open; on the reference itself that day."""
    inner = resolved(found["rest"], setting, SINGLE)
    if not isinstance(inner, TimeSpan) or inner.start is None:
        return None
    rule, reference = f": {inner.rule}", setting.reference_as(has_year=inner.has_year)
    if reference == inner.start and setting.tense in (Tense.PAST, Tense.PRESENT):
        return TimeSpan(inner.start, reference, Precision.DAY, rule)
    if reference and setting.tense is Tense.PAST and inner.start <= reference:
        return TimeSpan(inner.start, reference, Precision.DAYS, rule)
    return TimeSpan(inner.start, None, Precision.OPEN, rule)


def until(found: Match, setting: Setting) -> Value | None:
    """ "until 3 June": open to that day."""
    inner = resolved(found["rest"], setting.looking_ahead, SINGLE)
    return TimeSpan(None, inner.end, Precision.OPEN, f": {inner.rule}") if isinstance(inner, TimeSpan) else None


def before(found: Match, setting: Setting) -> Value | None:
    """ "before 3 June", "before the May elections": open to the day before."""
    inner = resolved(found["rest"], setting.looking_ahead, SINGLE)
    if not isinstance(inner, TimeSpan) or inner.start is None:
        return None
    known, has_year = spans.standing_in(inner)
    day_before = spans.day(dt.date.fromisoformat(known.start or "") - dt.timedelta(days=1))
    end = day_before if has_year else spans.without_year(day_before)
    return TimeSpan(None, end.end, Precision.OPEN, f": {inner.rule}")


def _weekend_beside(start: TimeSpan, step: int) -> Value | None:
    days = start.days()
    return spans.weekend(days[0], step) if days else None


def weekday_of(found: Match, setting: Setting) -> Value | None:
    """ "the third Friday of March", "the last Sunday in October 2019"."""
    whole = resolved(found["rest"], setting, SINGLE)
    if not isinstance(whole, TimeSpan) or whole.precision not in _WHOLES:
        return None
    known, has_year = spans.standing_in(whole)
    days = known.days()
    if days is None or not has_year:
        return None
    if found["weekend"]:
        saturday = spans.weekday_of(days, found["ordinal"], 5)
        return spans.weekend(saturday) if saturday else None
    day = spans.weekday_of(days, found["ordinal"], WEEKDAYS[found["weekday"]])
    return spans.day(day) if day else None


def weekday_beside(found: Match, setting: Setting) -> Value | None:
    """ "the Monday after Easter", "the last Friday before 5 May 2019"."""
    days = _few_days(found, setting)
    if days is None:
        return None
    told = spans.span(*days, Precision.DAYS)
    return anchored.weekday_near(found, replace(setting, anchor=told))


def week_of(found: Match, setting: Setting) -> Value | None:
    """ "the week of 5 May", "the week ending 5 May", "the weekend of 5 May"."""
    days = _few_days(found, setting)
    if days is None:
        return None
    first, way = days[0], found["way"]
    if found["weekend"]:
        return spans.weekend(first)
    if way == "of":
        return spans.week(first)
    start = first - dt.timedelta(days=6) if way.startswith("end") else first
    return spans.span(start, start + dt.timedelta(days=6), Precision.WEEK)


def _few_days(found: Match, setting: Setting) -> tuple[dt.date, dt.date] | None:
    """The days of the date in the words, when they are few."""
    value = resolved(found["rest"], setting, SINGLE)
    days = value.days() if isinstance(value, TimeSpan) and value.rule not in LEANING else None
    return days if days and (days[1] - days[0]).days < FEW_DAYS else None


def period_to(found: Match, setting: Setting) -> Value | None:
    """ "the three months ended 30 June 2019", "the year to March 2020": so long a time that ends with the date."""
    value = resolved(found["rest"], setting, SINGLE)
    days = value.days() if isinstance(value, TimeSpan) and value.rule not in LEANING else None
    if days is None:
        return None
    return spans.period_before(days[1], count_of(found["count"] or "a"), found["unit"])


def eve(found: Match, setting: Setting) -> Value | None:
    """ "the eve of 5 May": the day before."""
    value = resolved(found["rest"], setting.looking_ahead, SINGLE)
    if not isinstance(value, TimeSpan) or value.rule in LEANING:
        return None
    before = anchored.counted_from(value, -1, "day")
    return before if isinstance(before, TimeSpan) else None


def rest_of(found: Match, setting: Setting) -> Value | None:
    """ "the rest of the year": from the reference on, when that lies in it."""
    value = resolved(found["rest"], setting, SINGLE)
    days = value.days() if isinstance(value, TimeSpan) else None
    if not isinstance(value, TimeSpan) or days is None:
        return None
    is_within = setting.dated is not None and days[0] < setting.dated <= days[1]
    return replace(value, start=setting.dated.isoformat(), rule="") if is_within and setting.dated else value


def after_year(found: Match, setting: Setting) -> Value | None:
    """ "post-2015": from the year after on."""
    return TimeSpan(f"{int(found['year']) + 1:04d}-01-01", None, Precision.OPEN, "")


def until_then(found: Match, setting: Setting) -> Value | None:
    """ "from now until 2025": from the reference to the end of the date."""
    last = resolved(found["rest"], setting, SINGLE)
    if not isinstance(last, TimeSpan) or not (last.end and setting.dated):
        return None
    first = setting.dated.isoformat()
    return TimeSpan(first, last.end, Precision.DAYS, "") if last.has_year and first <= last.end else None
