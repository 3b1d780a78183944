"""Dates that the words themselves name: days, months, years, decades, with their year or with one to be inferred."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import replace

from sayso.model import UNSPECIFIED_YEAR, Precision, TimeSpan, Unresolved
from sayso.resolving.times import spans
from sayso.resolving.times.setting import NEAR_AHEAD, Setting, Tense, tells_history
from sayso.resolving.times.vocabulary import DECADES, MONTHS, ORDINALS, SEASONS, count_of, year_of

Value = TimeSpan | Unresolved
Match = re.Match[str]

CENTURIES_BEFORE = 1900
"""Round years before which "the 1700s" is a century; "the 1900s" and "the 2000s" are decades."""

FAR_AHEAD = 300
"""Days ahead up to which a date without a year is the coming one when the tense says that it is to come; one that has
hardly gone by is more likely that."""

FROM_REFERENCE = ", year from the reference"
FROM_TOLD = ", year from what was told before"
BEHIND = 2
"""Days by which the reference may be behind what a report tells as past: by time zones, or since it was updated."""

NEAR_TOLD = 7
"""Days from what was told before, with its year, in which a date has the same year when there is no reference."""

LAST_YEAR_BACK = 10_000
NOT_COUNTED_SO_FAR = Unresolved("too far back for a calendar")
NO_SUCH_DAY = Unresolved("no such day in the calendar")


def single_day(found: Match, setting: Setting) -> Value | None:
    """ "29 May 2019", "May 29", "XXXX-05-29" when nothing gives the year."""
    month, day, year, which = MONTHS[found["month"]], int(found["day"]), _year(found), found.groupdict().get("which")
    if which in ("next", "coming") and setting.dated and year is None:
        year = setting.dated.year + ((month, day) <= (setting.dated.month, setting.dated.day))
    return _day_of(year, month, day, replace(setting, tense=Tense.PAST) if which else setting)


def day_range(found: Match, setting: Setting) -> Value | None:
    """ "5 to 9 May", "May 30 - June 2"."""
    month = MONTHS[found["month"]]
    last_month = MONTHS[found.groupdict().get("month2") or found["month"]]
    year = _year(found)
    begun = None if year else _year_of_last(month, last_month, int(found["day"]), setting)
    last = _day_of(year or begun, last_month, int(found["day2"]), setting)
    if not isinstance(last, TimeSpan) or last.end is None:
        return None
    year = year if year or not last.has_year else int(last.end[:4])
    first = _day_of(year and year - (month > last_month), month, int(found["day"]), replace(setting, reference=None))
    if not isinstance(first, TimeSpan) or first.start is None:
        return None
    if first.start > last.end and last.has_year:
        return None
    return TimeSpan(first.start, last.end, Precision.DAYS, FROM_REFERENCE if begun else last.rule)


def _year_of_last(month: int, last_month: int, day: int, setting: Setting) -> int | None:
    """The year in which a range ends that has begun: that of its first day, or the next when it goes over new year."""
    if setting.dated is None or setting.tense not in (Tense.PAST, Tense.PRESENT):
        return None
    first = _inferred_year(month, day, setting)[0]
    return first and first + (month > last_month)


def numeric(found: Match, setting: Setting) -> Value | None:
    """ "29/5/2019", "5/29/19": the outlet's order where both would do, unless only the other lies in the past."""
    first, second, year = int(found["first"]), int(found["second"]), year_of(found["year"])
    is_month_first = (setting.month_first and first <= 12) or second > 12
    by_outlet, other = (_numbered(year, *order, setting) for order in _orders(first, second, is_month_first))
    if setting.tense is Tense.FUTURE or not _is_after_reference(by_outlet, setting):
        return by_outlet
    return by_outlet if isinstance(other, Unresolved) or _is_after_reference(other, setting) else other


def _orders(first: int, second: int, is_month_first: bool) -> tuple[tuple[int, int], tuple[int, int]]:
    """Month and day, in the likelier order first."""
    return ((first, second), (second, first)) if is_month_first else ((second, first), (first, second))


def _numbered(year: int | None, month: int, day: int, setting: Setting) -> Value:
    return _day_of(year, month, day, setting) if 1 <= month <= 12 else NO_SUCH_DAY


def _is_after_reference(value: Value, setting: Setting) -> bool:
    reference = setting.reference_as(has_year=True)
    return isinstance(value, TimeSpan) and bool(value.start and reference and value.start > reference)


def iso_date(found: Match, setting: Setting) -> Value | None:
    """ "2019-05-29"."""
    month = int(found["month"])
    return _day_of(year_of(found["year"]), month, int(found["day"]), setting) if 1 <= month <= 12 else NO_SUCH_DAY


def month(found: Match, setting: Setting) -> Value | None:
    """ "May 2019", "early May", "last May"; of the month just over people say "last month", not "last May"."""
    number, year, which = MONTHS[found["month"]], _year(found), found.groupdict().get("which")
    if year is None and which in ("last", "past") and setting.dated:
        months_ago = (setting.dated.month - number) % 12
        year = setting.dated.year - (number >= setting.dated.month) - (months_ago == 1)
    if year is None and which in ("next", "coming") and setting.dated:
        year = setting.dated.year + (number <= setting.dated.month)
    if year is None and which in ("this", "that"):
        year = relative_year(which, setting)
    if year is None and which in ("following", "preceding", "previous"):
        year = _year_beside_told(which, number, setting)
    if year is None and which is None and _is_every_year(setting):
        setting = replace(setting, reference=None)
    inferred, remark = (year, "") if year else _inferred_year(number, None, setting)
    value = spans.part_of(spans.month(inferred or spans.STAND_IN_YEAR, number), found["part"])
    return replace(value, rule=remark) if inferred else spans.without_year(value)


def _year_beside_told(which: str, month: int, setting: Setting) -> int | None:
    """The year of the first such month after what was told before, or of the last one before it."""
    told = setting.anchor.days() if setting.anchor else None
    if told is None:
        return None
    return told[1].year + (month <= told[1].month) if which == "following" else told[0].year - (month >= told[0].month)


def month_of_relative_year(found: Match, setting: Setting) -> Value | None:
    """ "June last year", "in March the same year"."""
    year = relative_year(found["which"], setting)
    return spans.part_of(spans.month(year, MONTHS[found["month"]]), found["part"]) if year else None


_YEARS_FROM_TOLD = {"same": 0, "that": 0, "following": 1, "preceding": -1}
_YEARS_FROM_REFERENCE = {
    "last": -1,
    "previous": -1,
    "prior": -1,
    "past": -1,
    "this": 0,
    "current": 0,
    "next": 1,
    "coming": 1,
}


def relative_year(which: str, setting: Setting) -> int | None:
    """The year that "last year" or "the same year" is, or None when nothing gives it."""
    if which in _YEARS_FROM_TOLD:
        return None if setting.told_year is None else setting.told_year + _YEARS_FROM_TOLD[which]
    return setting.dated.year + _YEARS_FROM_REFERENCE[which] if setting.dated else None


def month_range(found: Match, setting: Setting) -> Value | None:
    """ "May to July 2019", "between May and June in 1981"."""
    first, last, year = MONTHS[found["month"]], MONTHS[found["month2"]], _year(found)
    inferred, remark = (year, "") if year else _inferred_year(last, None, setting)
    if year is None and setting.tense is Tense.PRESENT:
        inferred = _year_of_last(first, last, 1, setting) or inferred
    number = (last - first) % 12 + 1
    value = spans.months((inferred or spans.STAND_IN_YEAR) - (first > last), first, number, Precision.DAYS)
    return replace(value, rule=remark) if inferred else spans.without_year(value)


def season(found: Match, setting: Setting) -> Value | None:
    """ "the summer of 2010", "last winter", "this spring"."""
    first_month, year, which = SEASONS[found["season"]], _year(found) or year_of(found["year2"]), found["which"]
    if year is None and which is None and (found["plural"] or _is_every_year(setting)):
        return spans.without_year(spans.season(spans.STAND_IN_YEAR, first_month))
    if year is None and which in ("following", "preceding", "previous"):
        year = _year_beside_told(which, first_month, setting)
    if year is None and which in ("that", "same"):
        year = setting.told_year
    if year is None and setting.dated:
        begun = setting.dated.year - (first_month > setting.dated.month)
        is_over = spans.shifted(dt.date(begun, first_month, 1), spans.SEASON_MONTHS) <= setting.dated
        year = begun - (which == "last" and not is_over) + (which in ("next", "coming"))
        year -= found.groupdict().get("before_last") is not None
        year = setting.dated.year if which == "this" and is_over and setting.tense is not Tense.PAST else year
    return spans.season(year, first_month) if year else None


def season_of_relative_year(found: Match, setting: Setting) -> Value | None:
    """ "the autumn of last year", "summer the same year"."""
    year = relative_year(found["which"], setting)
    return spans.season(year, SEASONS[found["season"]]) if year else None


def season_ago(found: Match, setting: Setting) -> Value | None:
    """ "two summers ago": the last one that was over by the reference, and so many years less one before it."""
    if setting.dated is None:
        return None
    first_month, date = SEASONS[found["season"]], setting.dated
    last = next(
        year
        for year in range(date.year, date.year - 3, -1)
        if spans.shifted(dt.date(year, first_month, 1), spans.SEASON_MONTHS) <= date
    )
    return spans.season(last + 1 - int(count_of(found["count"])), first_month)


def half(found: Match, setting: Setting) -> Value | None:
    """ "the first half", "last year's second half": of the year told, or the last one that had begun."""
    number, year = ORDINALS[found["ordinal"]], _year(found) or year_of(found["year2"])
    which = found["which"] or found["which2"]
    if year is None and which:
        year = relative_year(which, setting)
    if year is None and setting.dated:
        year = setting.dated.year - (6 * number - 5 > setting.dated.month and setting.tense is not Tense.FUTURE)
    return spans.months(year, 6 * number - 5, 6, Precision.DAYS) if year else None


def quarter_named_by_month(found: Match, setting: Setting) -> Value | None:
    """ "the June quarter", "the September 30 quarter": the quarter that the month ends, or holds."""
    number = MONTHS[found["month"]]
    year = _year(found) or _inferred_year(number, None, replace(setting, tense=Tense.UNKNOWN))[0]
    return spans.quarter(year, (number + 2) // 3) if year else None


def quarter(found: Match, setting: Setting) -> Value | None:
    """ "the third quarter of 1984", "the first quarter", "next year's first quarter"."""
    number, year = ORDINALS.get(found["ordinal"], 4), _year(found) or year_of(found["year2"])
    which = found["which"] or found["which2"]
    if year is None and which:
        year = relative_year(which, setting)
    if year is None and setting.dated:
        is_compared = bool(found["ago"] or found["ago2"])
        year = setting.dated.year - (3 * number - 2 > setting.dated.month) - is_compared
    return spans.quarter(year, number) if year else None


def numbered_quarter(found: Match, setting: Setting) -> Value | None:
    """ "Q3 2019", "2019 Q3", "3Q19", "Q2"."""
    number, year = int(found["number"] or found["number2"]), _year(found) or year_of(found["year2"])
    if year is None and setting.dated:
        year = setting.dated.year - (3 * number - 2 > setting.dated.month)
    return spans.quarter(year, number) if year else None


def numbered_half(found: Match, setting: Setting) -> Value | None:
    """ "H1 2019", "2019 H2", "1H19"."""
    number, year = int(found["number"] or found["number2"]), _year(found) or year_of(found["year2"])
    if year is None and setting.dated:
        year = setting.dated.year - (6 * number - 5 > setting.dated.month)
    return spans.months(year, 6 * number - 5, 6, Precision.DAYS) if year else None


def year(found: Match, setting: Setting) -> Value | None:
    """ "2019", "early 2019", "2016-17", "1999-00", "1994 to 2008"."""
    first, last = year_of(found["year"]) or 0, found.groupdict().get("year2")
    if last is None:
        return spans.part_of(spans.years(first), found.groupdict().get("part"))
    end = int(last) if len(last) > 2 else first // 100 * 100 + int(last)
    if last == "00" and first % 100 == 99:
        end = first + 1
    return spans.years(first, end - first + 1) if end >= first else None


def year_of_era(found: Match, setting: Setting) -> Value | None:
    """ "79 AD", "the year 71": a year by its digits alone, however few they are."""
    return spans.years(int(found["year"]))


def end_of_year(found: Match, setting: Setting) -> Value | None:
    """ "year-end 2019": its December."""
    return spans.part_of(spans.years(int(found["year"])), "end")


def year_and_month(found: Match, setting: Setting) -> Value | None:
    """ "2019-05", "05/2019"; what may as well be two years, as "2010-11" may, is left to another rule."""
    year, number = int(found["year"] or found["year_last"]), int(found["month"] or found["month_first"])
    may_be_years = found["dash"] and number > year % 100
    return spans.month(year, number) if 1 <= number <= 12 and not may_be_years else None


def week_of_year(found: Match, setting: Setting) -> Value | None:
    """ "2019-W23", "week 23 of 2019": a week as ISO 8601 counts them."""
    year = int(found["year"] or found["year2"])
    return spans.week(dt.date.fromisocalendar(year, int(found["week"] or found["week2"]), 1))


def years_before_our_era(found: Match, setting: Setting) -> Value | None:
    """ "44 BC", "264-241 BC", "the 5th century BCE"."""
    number = int(found["number"])
    if found["century"]:
        size = 100 if found["century"].startswith("c") else 1000
        return spans.before_our_era(size * number, size * (number - 1) + 1)
    last = int(found["number2"] or number)
    return spans.before_our_era(number, last) if 0 < last <= number < LAST_YEAR_BACK else NOT_COUNTED_SO_FAR


def decade(found: Match, setting: Setting) -> Value | None:
    """ "the 1970s", "the late '80s", "the sixties"."""
    named, digits = found["named"], found["digits"]
    ten = DECADES[named] if named else int(digits)
    first = ten if ten > 99 else 1900 + ten if ten >= 20 else 2000 + ten
    is_century = named is None and first % 100 == 0 and first < CENTURIES_BEFORE
    return spans.part_of(spans.years(first, 100 if is_century else 10), found["part"])


def century(found: Match, setting: Setting) -> Value | None:
    """ "the 19th century": 1800 to 1899, as people write it."""
    return spans.part_of(_century(found["number"]), found["part"])


def centuries(found: Match, setting: Setting) -> Value | None:
    """ "the 16th and 17th centuries", "the late 18th and early 19th centuries"."""
    first = spans.part_of(_century(found["number"]), found["part"])
    last = spans.part_of(_century(found["number2"]), found["part2"])
    is_in_order = first.start and last.end and int(found["number"]) < int(found["number2"])
    return TimeSpan(first.start, last.end, Precision.YEARS, "") if is_in_order else None


_SHARES_OF_CENTURY = {"half": 50, "third": 33, "quarter": 25, "decade": 10}


def share_of_century(found: Match, setting: Setting) -> Value | None:
    """ "the first decade of the 21st century", "the last quarter of the 19th century"."""
    first, years = 100 * (int(found["number"]) - 1), _SHARES_OF_CENTURY[found["unit"]]
    if found["ordinal"] in ("last", "final"):
        return spans.years(first + 100 - years, years)
    skipped = (ORDINALS.get(found["ordinal"]) or int(found["ordinal"][:-2])) - 1
    return spans.years(first + years * skipped, years) if years * (skipped + 1) <= 100 else None


def _century(number: str) -> TimeSpan:
    return spans.years(max(1, 100 * (int(number) - 1)), 100)


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
    told = setting.anchor.start if setting.anchor and setting.anchor.days() and _is_fine(setting.anchor) else None
    reference = setting.dated
    if setting.told_year and tells_history(setting) and (told or setting.is_history):
        return setting.told_year, FROM_TOLD
    if told and reference is None and _days_apart(dt.date.fromisoformat(told), month, day) <= NEAR_TOLD:
        return int(told[:4]), FROM_TOLD
    if reference is None:
        near = {full.year for full in setting.full_days if _days_apart(full, month, day) <= NEAR_TOLD}
        return (near.pop(), ", year from a date near it in the text") if day and len(near) == 1 else (None, "")
    is_later = (month, day or 0) > (reference.month, reference.day if day else 0)
    ahead = _days_ahead(month, day, reference)
    if ahead <= _farthest_ahead(setting.tense, is_day=day is not None):
        return reference.year + (not is_later and ahead > 0), FROM_REFERENCE
    return reference.year - is_later, FROM_REFERENCE


def _farthest_ahead(tense: Tense, *, is_day: bool) -> int:
    """Days ahead of the reference up to which a day or month without a year is the coming one."""
    if tense in (Tense.PAST, Tense.PRESENT):
        return BEHIND if is_day else 0
    return FAR_AHEAD if tense is Tense.FUTURE else NEAR_AHEAD


def _is_every_year(setting: Setting) -> bool:
    """Whether a month or season without a year comes back every year: nothing ties it to one."""
    anchor = setting.anchor
    return setting.tense is Tense.HABIT and not (anchor and anchor.has_year and _is_fine(anchor))


def _is_fine(value: TimeSpan) -> bool:
    return value.precision in (Precision.HOUR, Precision.DAY, Precision.DAYS, Precision.MONTH)


def _days_apart(told: dt.date, month: int, day: int | None) -> int:
    days = _days_ahead(month, day, told)
    return min(days, 365 - days)


def _days_ahead(month: int, day: int | None, reference: dt.date) -> int:
    """Days from the reference to the next such day or month; 0 when it is that day, or in that month."""
    if day is None and month == reference.month:
        return 0
    wanted = (month, day or 1)
    year = reference.year + (wanted < (reference.month, reference.day))
    last = calendar.monthrange(year, month)[1]
    return (dt.date(year, month, min(day or 1, last)) - reference).days
