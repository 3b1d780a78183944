"""Dates that the words themselves name: days, months, years, decades, with their year or with one to be inferred."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import replace

from sayso.model import UNSPECIFIED_YEAR, Precision, TimeSpan, Unresolved
from sayso.resolving.times import spans
from sayso.resolving.times.setting import Setting, Tense
from sayso.resolving.times.vocabulary import DECADES, MONTHS, ORDINALS, SEASONS, year_of

Value = TimeSpan | Unresolved
Match = re.Match[str]

NEAR_AHEAD = 92
"""Days ahead of the reference in which a date without a year is taken to lie when no tense says that it is past."""

FAR_FROM_REFERENCE = 25
"""Years between reference and what was told before, from which on the text tells history: a date without a year then
goes with what was told before. Nearer than that, news looks back and comes home again."""

CENTURIES_BEFORE = 1900
"""Round years before which "the 1700s" is a century; "the 1900s" and "the 2000s" are decades."""

HALF_A_YEAR = 183
"""Days ahead up to which a date without a year is the coming one when the tense says that it is to come."""

NEAR_TOLD = 7
"""Days from what was told before, with its year, in which a date has the same year when there is no reference."""

NO_SUCH_DAY = Unresolved("no such day in the calendar")


def single_day(found: Match, setting: Setting) -> Value | None:
    """ "29 May 2019", "May 29", "XXXX-05-29" when nothing gives the year."""
    return _day_of(_year(found), MONTHS[found["month"]], int(found["day"]), setting)


def day_range(found: Match, setting: Setting) -> Value | None:
    """ "5 to 9 May", "May 30 - June 2"."""
    month = MONTHS[found["month"]]
    last_month = MONTHS[found.groupdict().get("month2") or found["month"]]
    year = _year(found)
    last = _day_of(year, last_month, int(found["day2"]), setting)
    if not isinstance(last, TimeSpan) or last.end is None:
        return None
    year = year if year or not last.has_year else int(last.end[:4])
    first = _day_of(year and year - (month > last_month), month, int(found["day"]), replace(setting, reference=None))
    if not isinstance(first, TimeSpan) or first.start is None:
        return None
    if first.start > last.end and last.has_year:
        return None
    return TimeSpan(first.start, last.end, Precision.DAYS, last.rule)


def numeric(found: Match, setting: Setting) -> Value | None:
    """ "2019-05-29", "29/5/2019", "5/29/19": the outlet's order where both would do."""
    first, second, year = int(found["first"]), int(found["second"]), year_of(found["year"])
    day, month = (second, first) if (setting.month_first and first <= 12) or second > 12 else (first, second)
    return _day_of(year, month, day, setting) if 1 <= month <= 12 else NO_SUCH_DAY


def iso_date(found: Match, setting: Setting) -> Value | None:
    """ "2019-05-29"."""
    month = int(found["month"])
    return _day_of(year_of(found["year"]), month, int(found["day"]), setting) if 1 <= month <= 12 else NO_SUCH_DAY


def month(found: Match, setting: Setting) -> Value | None:
    """ "May 2019", "early May", "last May"."""
    number, year, which = MONTHS[found["month"]], _year(found), found.groupdict().get("which")
    if year is None and which in ("last", "past") and setting.dated:
        year = setting.dated.year - (number >= setting.dated.month)
    if year is None and which in ("next", "coming") and setting.dated:
        year = setting.dated.year + (number <= setting.dated.month)
    if year is None and which in ("this", "that"):
        year = relative_year(which, setting)
    if year is None and which is None and _is_every_year(setting):
        setting = replace(setting, reference=None)
    inferred, remark = (year, "") if year else _inferred_year(number, None, setting)
    value = spans.part_of(spans.month(inferred or spans.STAND_IN_YEAR, number), found["part"])
    return replace(value, rule=remark) if inferred else spans.without_year(value)


def month_of_relative_year(found: Match, setting: Setting) -> Value | None:
    """ "June last year", "in March the same year"."""
    year = relative_year(found["which"], setting)
    return spans.part_of(spans.month(year, MONTHS[found["month"]]), found["part"]) if year else None


def relative_year(which: str, setting: Setting) -> int | None:
    """The year that "last year" or "the same year" is, or None when nothing gives it."""
    if which in ("same", "that"):
        anchor = setting.anchor
        return int(anchor.start[:4]) if anchor and anchor.start and anchor.has_year else None
    if setting.dated is None:
        return None
    return setting.dated.year + {"last": -1, "previous": -1, "this": 0, "next": 1}[which]


def month_range(found: Match, setting: Setting) -> Value | None:
    """ "May to July 2019", "between May and June in 1981"."""
    first, last, year = MONTHS[found["month"]], MONTHS[found["month2"]], _year(found)
    inferred, remark = (year, "") if year else _inferred_year(last, None, setting)
    number = (last - first) % 12 + 1
    value = spans.months((inferred or spans.STAND_IN_YEAR) - (first > last), first, number, Precision.DAYS)
    return replace(value, rule=remark) if inferred else spans.without_year(value)


def season(found: Match, setting: Setting) -> Value | None:
    """ "the summer of 2010", "last winter", "this spring"."""
    first_month, year, which = SEASONS[found["season"]], _year(found), found["which"]
    if year is None and which is None and _is_every_year(setting):
        return spans.without_year(spans.season(spans.STAND_IN_YEAR, first_month))
    if year is None and setting.dated:
        begun = setting.dated.year - (first_month > setting.dated.month)
        is_over = spans.shifted(dt.date(begun, first_month, 1), spans.SEASON_MONTHS) <= setting.dated
        year = begun - (which == "last" and not is_over) + (which == "next")
        year = setting.dated.year if which == "this" and is_over and setting.tense is not Tense.PAST else year
    return spans.season(year, first_month) if year else None


def quarter(found: Match, setting: Setting) -> Value | None:
    """ "the third quarter of 1984", "the first quarter", "next year's first quarter"."""
    number, year = ORDINALS[found["ordinal"]], _year(found) or year_of(found["year2"])
    which = found["which"] or found["which2"]
    if year is None and which:
        year = relative_year(which, setting)
    if year is None and setting.dated:
        year = setting.dated.year - (3 * number - 2 > setting.dated.month) - bool(found["ago"])
    return spans.quarter(year, number) if year else None


def year(found: Match, setting: Setting) -> Value | None:
    """ "2019", "early 2019", "2016-17", "1994 to 2008"."""
    first, last = int(found["year"]), found.groupdict().get("year2")
    if last is None:
        return spans.part_of(spans.years(first), found.groupdict().get("part"))
    end = int(last) if len(last) > 2 else first // 100 * 100 + int(last)
    return spans.years(first, end - first + 1) if end >= first else None


def decade(found: Match, setting: Setting) -> Value | None:
    """ "the 1970s", "the late '80s", "the sixties"."""
    named, digits = found["named"], found["digits"]
    ten = DECADES[named] if named else int(digits)
    first = ten if ten > 99 else 1900 + ten if ten >= 20 else 2000 + ten
    is_century = named is None and first % 100 == 0 and first < CENTURIES_BEFORE
    return spans.part_of(spans.years(first, 100 if is_century else 10), found["part"])


def century(found: Match, setting: Setting) -> Value | None:
    """ "the 19th century": 1800 to 1899, as people write it."""
    return spans.part_of(spans.years(max(1, 100 * (int(found["number"]) - 1)), 100), found["part"])


def _year(found: Match) -> int | None:
    return year_of(found.groupdict().get("year"))


def _day_of(year: int | None, month: int, day: int, setting: Setting) -> Value:
    """A day; its year from the words, else inferred, else unspecified."""
    inferred, remark = (year, "") if year else _inferred_year(month, day, setting)
    if not 1 <= day <= calendar.monthrange(inferred or spans.LEAP_STAND_IN, month)[1]:
        return NO_SUCH_DAY
    edtf = f"{inferred:04d}-{month:02d}-{day:02d}" if inferred else f"{UNSPECIFIED_YEAR}-{month:02d}-{day:02d}"
    return TimeSpan(edtf, edtf, Precision.DAY, remark)


def _inferred_year(month: int, day: int | None, setting: Setting) -> tuple[int | None, str]:
    """The year of a month or day without one, and how it was found; None when nothing gives it."""
    told = setting.anchor.start if setting.anchor and setting.anchor.has_year and _is_fine(setting.anchor) else None
    reference = setting.dated
    if told and reference and abs(int(told[:4]) - reference.year) >= FAR_FROM_REFERENCE:
        return int(told[:4]), ", year from what was told before"
    if told and reference is None and _days_apart(told, month, day) <= NEAR_TOLD:
        return int(told[:4]), ", year from what was told before"
    if reference is None:
        return None, ""
    is_later = (month, day or 0) > (reference.month, reference.day if day else 0)
    if setting.tense in (Tense.PAST, Tense.PRESENT):
        return reference.year - is_later, ", year from the reference"
    ahead = _days_ahead(month, day, reference)
    if ahead <= (HALF_A_YEAR if setting.tense is Tense.FUTURE else NEAR_AHEAD):
        return reference.year + (not is_later and ahead > 0), ", year from the reference"
    return reference.year - is_later, ", year from the reference"


def _is_every_year(setting: Setting) -> bool:
    """Whether a month or season without a year comes back every year: nothing ties it to one."""
    return setting.tense is Tense.HABIT and (setting.anchor is None or not _is_fine(setting.anchor))


def _is_fine(value: TimeSpan) -> bool:
    return value.precision in (Precision.HOUR, Precision.DAY, Precision.DAYS, Precision.MONTH)


def _days_apart(told: str, month: int, day: int | None) -> int:
    told_day = dt.date.fromisoformat(told)
    days = _days_ahead(month, day, told_day)
    return min(days, 365 - days)


def _days_ahead(month: int, day: int | None, reference: dt.date) -> int:
    """Days from the reference to the next such day or month; 0 when it is that day, or in that month."""
    if day is None and month == reference.month:
        return 0
    wanted = (month, day or 1)
    year = reference.year + (wanted < (reference.month, reference.day))
    last = calendar.monthrange(year, month)[1]
    return (dt.date(year, month, min(day or 1, last)) - reference).days
