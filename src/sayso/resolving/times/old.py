"""Times: what time words say, as EDTF intervals relative to a reference day.

The reference is the day of publication, or the day in the report's dateline. It anchors "yesterday" and "Monday"; it
is never itself the date of the happening. Each value names the rule that gave it.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from sayso.model import UNSPECIFIED_YEAR, Precision, TimeSpan, Unresolved, day_span

Reading = TimeSpan | Unresolved
Rule = Callable[[re.Match[str], dt.date | None], Reading | None]

_MONTH_NAMES = [name.lower() for name in calendar.month_name[1:]]
_MONTHS = {name: n for n, name in enumerate(_MONTH_NAMES, 1)} | {name[:3]: n for n, name in enumerate(_MONTH_NAMES, 1)}
_MONTHS["sept"] = 9
_WEEKDAYS = {name.lower(): n for n, name in enumerate(calendar.day_name)}
_WEEKDAYS |= {name[:3]: n for name, n in list(_WEEKDAYS.items())} | {"tues": 1, "thur": 3, "thurs": 3}
_NUMBERS = {
    word: n
    for n, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], 1
    )
} | {"a": 1, "an": 1, "couple of": 2, "a couple of": 2, "several": None, "a few": None}

_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"
_MONTH2 = _MONTH.replace("<month>", "<month2>")
_DAY, _DAY2 = (rf"(?P<{name}>\d{{1,2}})(?:st|nd|rd|th)?" for name in ("day", "day2"))
_YEAR = r"(?:,?\s*(?P<year>(?:19|20)\d\d|(?<=\s)\d\d(?!\s*[:ap.])))?"
_WEEKDAY = rf"(?P<weekday>{'|'.join(sorted(_WEEKDAYS, key=len, reverse=True))})\b"
_TO = r"\s*(?:-|–|to|and|until|till|through)\s*"
_COUNT = r"(?P<count>\d+|a couple of|couple of|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|an|a)"
_PART = re.compile(
    r"\b(?:early|late|mid|pre-dawn|dawn|dusk|morning|afternoon|evening|night|midnight|noon|midday|overnight"
    r"|tonight|\d{1,2}(?:[.: ]\d\d)?\s*(?:am|pm|a\.m\.|p\.m\.|hours|hrs)|\d{1,2}:\d\d)\b",
    re.IGNORECASE,
)
_AGO_UNITS = {"day": 1, "week": 7}

THIRDS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
"""Days of a month that "early", "mid" and "late" stand for: the habit of the codebook's coders."""


def resolve_time(words: str, reference: dt.date | None = None, *, anchor: TimeSpan | None = None) -> Reading:
    """The interval that one time expression names.

    `anchor` is the date of the happening told before, for "the next day". A day without a year gets the year that puts
    it last on or before the reference, or none (``XXXX-05-29``) without a reference. Unresolved says why not.
    """
    text = " ".join(words.lower().replace("–", "-").split())
    for pattern, rule in _RULES:
        found = pattern.search(text)
        if found:
            value = rule(found, reference)
            if value is not None:
                return _with_part(value, text)
    relative = _RELATIVE_TO_ANCHOR.search(text)
    if relative:
        return _from_anchor(relative[0], anchor)
    return Unresolved("only a time of day" if _PART.search(text) else "no date in the words")


def resolve_when(words: Sequence[str], reference: dt.date | None = None, *, anchor: TimeSpan | None = None) -> Reading:
    """The date of a happening from all its time expressions: the finest one that names a date.

    Two single days that differ make the interval between them. Unresolved when none names a date.
    """
    values = [resolve_time(word, reference, anchor=anchor) for word in words]
    dated = [value for value in values if isinstance(value, TimeSpan)]
    if not dated:
        return values[0] if values else Unresolved("no time in the text")
    finest = min(dated, key=lambda value: (_length(value), not value.has_year))
    days = sorted({v.start for v in dated if v.precision is Precision.DAY and v.start})
    if len(days) > 1 and len({day[:4] for day in days}) == 1 and _all_absolute(dated):
        return TimeSpan(days[0], days[-1], Precision.DAYS, "several days named")
    return finest


def _all_absolute(values: Sequence[TimeSpan]) -> bool:
    return all(value.rule.startswith("day and month") for value in values if value.precision is Precision.DAY)


def _length(value: TimeSpan) -> int:
    days = value.days()
    if days:
        return (days[1] - days[0]).days
    if value.start is None or value.end is None:
        return 10_000
    return 0 if value.start == value.end else 31


def _with_part(value: Reading, text: str) -> Reading:
    part = _PART.search(text)
    return replace(value, part_of_day=part[0]) if part and isinstance(value, TimeSpan) else value


# Days and months by name


def _year(found: re.Match[str]) -> int | None:
    text = found.groupdict().get("year")
    if not text:
        return None
    return int(text) if len(text) == 4 else 1900 + int(text) if int(text) > 30 else 2000 + int(text)


def _dated(year: int | None, month: int, day: int, reference: dt.date | None) -> str | None:
    """A day as EDTF; its year from the words, else the last one on or before the reference, else unspecified."""
    if year is None and reference is not None:
        year = reference.year
        if (month, day) > (reference.month, reference.day):
            year -= 1
    if not 1 <= day <= calendar.monthrange(year or 2000, month)[1]:
        return None
    return f"{year:04d}-{month:02d}-{day:02d}" if year else f"{UNSPECIFIED_YEAR}-{month:02d}-{day:02d}"


def _single_day(found: re.Match[str], reference: dt.date | None) -> Reading | None:
    day = _dated(_year(found), _MONTHS[found["month"]], int(found["day"]), reference)
    rule = "day and month" + (", year from the reference" if not _year(found) and reference else "")
    return TimeSpan(day, day, Precision.DAY, rule) if day else None


def _day_range(found: re.Match[str], reference: dt.date | None) -> Reading | None:
    month = _MONTHS[found["month"]]
    month2 = _MONTHS[found.groupdict().get("month2") or found["month"]]
    start = _dated(_year(found), month, int(found["day"]), reference)
    end = _dated(_year(found), month2, int(found["day2"]), reference)
    if not start or not end or (start > end and not start.startswith(UNSPECIFIED_YEAR)):
        return None
    return TimeSpan(start, end, Precision.DAYS, "range of days")


def _numeric(found: re.Match[str], reference: dt.date | None) -> Reading | None:
    try:
        return day_span(dt.date(int(found["year"]), int(found["month"]), int(found["day"])), "numeric date")
    except ValueError:
        return Unresolved("no such day in the calendar")


def _month(found: re.Match[str], reference: dt.date | None) -> Reading | None:
    month, year = _MONTHS[found["month"]], _year(found)
    if found.groupdict().get("which") == "last" and reference and month == reference.month:
        year = reference.year - 1
    first, last = THIRDS.get((found.groupdict().get("part") or "").strip("- "), (1, 31))
    if year is None and reference is not None:
        year = reference.year - (month > reference.month)
    last = min(last, calendar.monthrange(year or 2000, month)[1])
    days = [f"{year or UNSPECIFIED_YEAR}-{month:02d}-{day:02d}" for day in (first, last)]
    return TimeSpan(days[0], days[1], Precision.MONTH, "month")


def _since(found: re.Match[str], reference: dt.date | None) -> Reading | None:
    inner = resolve_time(found["rest"], reference)
    if not isinstance(inner, TimeSpan):
        return None
    return TimeSpan(inner.start, None, Precision.OPEN, f"since: {inner.rule}")


def _year_alone(found: re.Match[str], reference: dt.date | None) -> Reading | None:
    start, end = f"{found['year']}-01-01", f"{found.groupdict().get('year2') or found['year']}-12-31"
    if start > end:
        return None
    precision = Precision.YEAR if start[:4] == end[:4] else Precision.YEARS
    return TimeSpan(start, end, precision, "year")


# Relative to the reference


def _needs_reference(rule: Callable[[re.Match[str], dt.date], Reading | None]) -> Rule:
    def apply(found: re.Match[str], reference: dt.date | None) -> Reading | None:
        if reference is None:
            return Unresolved("relative to a publication time that is not known")
        return rule(found, reference)

    return apply


def _weekday(found: re.Match[str], reference: dt.date) -> Reading:
    number = _WEEKDAYS[found["weekday"]]
    if found.groupdict().get("which") in ("next", "coming"):
        ahead = (number - reference.weekday() - 1) % 7 + 1
        return day_span(reference + dt.timedelta(days=ahead), "weekday after publication")
    back = (reference.weekday() - number) % 7
    return day_span(reference - dt.timedelta(days=back), "weekday on or before publication")


_DAYS_FROM_REFERENCE = {
    "day before yesterday": -2,
    "yesterday": -1,
    "last night": -1,
    "last evening": -1,
    "previous night": -1,
    "overnight": -1,
    "today": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "earlier today": 0,
    "tonight": 0,
    "day after tomorrow": 2,
    "tomorrow": 1,
}


def _named_day(found: re.Match[str], reference: dt.date) -> Reading:
    days = _DAYS_FROM_REFERENCE[found["named"]]
    return day_span(reference + dt.timedelta(days=days), f"{found['named']}, from publication")


def _ago(found: re.Match[str], reference: dt.date) -> Reading | None:
    count = _NUMBERS.get(found["count"]) or (int(found["count"]) if found["count"].isdigit() else None)
    if count is None:
        return None
    unit = found["unit"]
    if unit in _AGO_UNITS:
        day = reference - dt.timedelta(days=count * _AGO_UNITS[unit])
        if unit == "day":
            return day_span(day, "days ago")
        monday = day - dt.timedelta(days=day.weekday())
        return _interval(monday, monday + dt.timedelta(days=6), Precision.WEEK, "weeks ago")
    if unit == "month":
        return _calendar_month(reference, -count, "months ago")
    return _years(reference.year - count, "years ago")


def _last_unit(found: re.Match[str], reference: dt.date) -> Reading | None:
    which, unit = found["which"], found["unit"]
    shift = {"last": -1, "previous": -1, "past": -1, "this": 0, "next": 1, "earlier this": 0}[which]
    rule = f"{which} {unit}"
    if unit == "week":
        monday = reference - dt.timedelta(days=reference.weekday() - 7 * shift)
        return _interval(monday, monday + dt.timedelta(days=6), Precision.WEEK, rule)
    if unit == "weekend":
        saturday = reference - dt.timedelta(days=(reference.weekday() - 5) % 7)
        return _interval(saturday, saturday + dt.timedelta(days=1), Precision.DAYS, rule)
    if unit == "month":
        return _calendar_month(reference, shift, rule)
    return _years(reference.year + shift, rule)


def _past_period(found: re.Match[str], reference: dt.date) -> Reading | None:
    count = _NUMBERS.get(found["count"] or "one") or (int(found["count"]) if found["count"].isdigit() else None)
    if count is None:
        return None
    days = {"day": 1, "week": 7, "month": 30, "year": 365}[found["unit"]] * count
    return _interval(reference - dt.timedelta(days=days), reference, Precision.DAYS, "period before publication")


def _interval(start: dt.date, end: dt.date, precision: Precision, rule: str) -> TimeSpan:
    return TimeSpan(start.isoformat(), end.isoformat(), precision, rule)


def _calendar_month(reference: dt.date, shift: int, rule: str) -> TimeSpan:
    months = reference.year * 12 + reference.month - 1 + shift
    first = dt.date(months // 12, months % 12 + 1, 1)
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return _interval(first, last, Precision.MONTH, rule)


def _years(year: int, rule: str) -> TimeSpan:
    return _interval(dt.date(year, 1, 1), dt.date(year, 12, 31), Precision.YEAR, rule)


# Relative to another happening


_RELATIVE_TO_ANCHOR = re.compile(
    r"\b(?:same (?:day|night|evening|morning)|(?:next|following) (?:day|morning|night)|day after|day later"
    r"|previous (?:day|evening)|day before|day earlier|(?:hours|minutes) (?:later|earlier)|following the|after the)\b"
)


def _from_anchor(words: str, anchor: TimeSpan | None) -> Reading:
    if anchor is None or anchor.start is None or anchor.start != anchor.end:
        return Unresolved("relative to a happening whose day is not known")
    later = words.startswith(
        ("next", "following day", "following morning", "following night", "day after", "day later")
    )
    earlier = words.startswith(("previous", "day before", "day earlier"))
    day = _shifted(anchor.start, 1 if later else -1 if earlier else 0)
    return TimeSpan(day, day, Precision.DAY, f"{words}, from another happening")


def _shifted(day: str, days: int) -> str:
    known = not day.startswith(UNSPECIFIED_YEAR)
    moved = dt.date.fromisoformat(day if known else f"2000{day[4:]}") + dt.timedelta(days=days)
    return moved.isoformat() if known else f"{UNSPECIFIED_YEAR}{moved.isoformat()[4:]}"


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w]){text}", re.IGNORECASE)


_NAMED = "|".join(sorted(_DAYS_FROM_REFERENCE, key=len, reverse=True))

_RULES: tuple[tuple[re.Pattern[str], Rule], ...] = (
    (_pattern(r"since (?P<rest>.+)"), _since),
    (_pattern(r"(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b"), _numeric),
    (_pattern(r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>(?:19|20)\d\d)\b"), _numeric),
    (_pattern(rf"{_MONTH}\s*{_DAY}{_TO}(?:{_MONTH2}\s*)?{_DAY2}\b(?!\s*(?:[ap]\.?m|:)){_YEAR}"), _day_range),
    (_pattern(rf"{_DAY}{_TO}{_DAY2}\s+(?:of )?{_MONTH}{_YEAR}"), _day_range),
    (_pattern(rf"{_DAY}\s*{_MONTH}{_TO}{_DAY2}\s*{_MONTH2}{_YEAR}"), _day_range),
    (_pattern(rf"{_MONTH}\s*{_DAY}\b{_YEAR}"), _single_day),
    (_pattern(rf"{_DAY}\s+(?:of )?{_MONTH}{_YEAR}"), _single_day),
    (_pattern(rf"(?:(?P<which>last|this|next|coming)\s+)?{_WEEKDAY}"), _needs_reference(_weekday)),
    (_pattern(rf"(?P<named>{_NAMED})\b"), _needs_reference(_named_day)),
    (
        _pattern(rf"{_COUNT}\s+(?P<unit>day|week|month|year)s?\s+(?:ago|earlier|before|back)\b"),
        _needs_reference(_ago),
    ),
    (
        _pattern(rf"(?:past|last|previous|preceding)\s+{_COUNT}\s+(?P<unit>day|week|month|year)s\b"),
        _needs_reference(_past_period),
    ),
    (
        _pattern(r"(?P<which>earlier this|last|past|previous|this|next)\s+(?P<unit>weekend|week|month|year)\b"),
        _needs_reference(_last_unit),
    ),
    (_pattern(rf"(?P<part>early|mid|late)?[- ]?(?P<which>last\s+)?{_MONTH}{_YEAR}"), _month),
    (_pattern(rf"(?P<year>(?:19|20)\d\d)(?:{_TO}(?P<year2>(?:19|20)\d\d))?\b"), _year_alone),
)
