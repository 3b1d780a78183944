"""Time expressions one after another: what a text tells leans on what it told before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sayso.model import Precision, TimeSpan, Unresolved
from sayso.resolving.times.beside import whole_words
from sayso.resolving.times.rule import COMPARED, COUNTED_FROM_TOLD, FROM_DATE, LEANING, TIME_AGO, TIME_OF_DAY
from sayso.resolving.times.rules import resolve_time
from sayso.resolving.times.setting import Setting, Tense
from sayso.resolving.times.tenses import tense_around
from sayso.resolving.times.vocabulary import MONTHS, NAMED_DAYS, ORDINAL_NUMBER, TO, WEEKDAYS, one_of

SAID_AGAIN = "the same date in other words"
_MONTHS_OF_FIGURES = re.compile(r"^(?:the )?(?:first |latest )?[\w-]+ months$(?<!few months)", re.IGNORECASE)
"""A period of months, "the first nine months", after which "a year earlier" is no quarter and no day."""

_COUNTS_FROM = re.compile(r"\b(?:before|after|prior to|following|preceding)\Z", re.IGNORECASE)
_CLAUSE = re.compile(r"(?: [^\s,;:.!?()]+){1,8}")
_APPOSED = re.compile(r", (?:in |on )?")
_SENTENCE_END = re.compile(r"[.!?]\s|\n")
_JOINT = re.compile(TO.replace("-", "[-–—]") + "(?:the )?")
_YEAR = re.compile(r"\b1[0-9]\d\d\b|\b20\d\d\b")
_OF_THESE_DAYS = re.compile(
    rf"\b(?:{one_of(NAMED_DAYS)}|{one_of(WEEKDAYS)}|ago"
    r"|(?:this|last|next|past|coming) (?:week|weekend|month|year|quarter))\b",
    re.IGNORECASE,
)
MANY_YEARS = 3
"""Years long gone by that a text names when it tells history."""

_TWO_DIGITS = re.compile(r"\d\d")
_DAY_NUMBER = re.compile(r"(?:the )?(?:[12]\d|3[01]|[1-9])(?:st|nd|rd|th)?")
_A_MONTH = rf"(?:{one_of(MONTHS)})\b\.?"
_DAY_OF_MONTH = re.compile(rf"(?:the )?\d{{1,2}}(?:st|nd|rd|th)?\s+((?:of )?{_A_MONTH}(?:,? \d{{4}})?)", re.IGNORECASE)
_LAST_DAY_OF_MONTH = re.compile(rf"({_A_MONTH}) \d{{1,2}}(?:st|nd|rd|th)?\Z", re.IGNORECASE)
_LAST_YEAR = re.compile(r"\b\d{4}\Z")


def told(setting: Setting, value: TimeSpan | Unresolved) -> Setting:
    """The setting after a date was told: what comes next may lean on it, unless it was only compared with or
    dates nothing itself."""
    if isinstance(value, Unresolved) or value.rule == COMPARED or _is_quarter_compared(value) or _dates_nothing(value):
        return setting
    quarter = value if value.precision is Precision.QUARTER else setting.quarter
    return replace(setting, anchor=value, quarter=quarter)


def _dates_nothing(value: TimeSpan) -> bool:
    """Whether a value is open, as "in recent weeks" is, or an hour on a day that others named."""
    return value.rule in LEANING and (value.precision is Precision.OPEN or value.rule == TIME_OF_DAY)


def _is_quarter_compared(value: TimeSpan) -> bool:
    """Whether "a year ago" was the quarter of another year."""
    return value.rule == TIME_AGO and value.precision is Precision.QUARTER


def resolve_times(text: str, bounds: Sequence[tuple[int, int]], setting: Setting) -> tuple[TimeSpan | Unresolved, ...]:
    """The values of the time expressions of a text, in its order; each may lean on the one before it."""
    values: list[TimeSpan | Unresolved] = []
    expressions = [text[start:end] for start, end in bounds]
    setting = replace(setting, is_history=setting.is_history or _is_history(expressions, setting))
    for number, (start, end) in enumerate(bounds):
        tense = tense_around(text, start, end)
        between = text[bounds[number - 1][1] : start] if number else ""
        if number and _goes_on_every_year(values[-1], between, setting):
            tense = Tense.HABIT
        here = replace(setting, tense=tense)
        value = _from_date_after(text, bounds, number, here) or resolve_time(_full_words(text, bounds, number), here)
        value = _of_next(value, text, bounds[number : number + 2], setting)
        values.append(_of_last(value, values[-1], between) if number else value)
        is_history = setting.is_history or _outruns(values[-1], tense, setting)
        setting = replace(setting if _is_aside(text, start, end) else told(setting, values[-1]), is_history=is_history)
        if _MONTHS_OF_FIGURES.search(text[start:end]):
            setting = replace(setting, anchor=None, quarter=None)
    return tuple(values)


def _from_date_after(text: str, bounds: Sequence[tuple[int, int]], number: int, setting: Setting) -> TimeSpan | None:
    """The value of an expression that counts from a date in the words after it: "the day before" of "the day before
    the war of 1947". None when it does not count, or they hold no date."""
    start, end = bounds[number]
    if not _COUNTS_FROM.search(text[start:end]):
        return None
    after = _CLAUSE.match(text, end)
    value = resolve_time(text[start : after.end()], setting) if after else None
    return value if isinstance(value, TimeSpan) and value.rule == FROM_DATE else None


def _of_next(
    value: TimeSpan | Unresolved, text: str, bounds: Sequence[tuple[int, int]], setting: Setting
) -> TimeSpan | Unresolved:
    """The value of the full date after an expression that says it in other words: "two years later, in 1906"."""
    is_vague = isinstance(value, Unresolved) or value.rule in (COUNTED_FROM_TOLD, TIME_OF_DAY)
    if not is_vague or len(bounds) < 2 or not _APPOSED.fullmatch(text[bounds[0][1] : bounds[1][0]]):
        return value
    words = text[slice(*bounds[1])]
    date = resolve_time(words, setting)
    is_full = isinstance(date, TimeSpan) and date.has_year and _LAST_YEAR.search(words)
    return _said_again(date) if is_full else value


def _of_last(value: TimeSpan | Unresolved, last: TimeSpan | Unresolved, between: str) -> TimeSpan | Unresolved:
    """The value of the date before an expression that says it in other words: "on 5 May, the opening day"."""
    return _said_again(last) if isinstance(value, Unresolved) and between == ", " else value


def _said_again(value: TimeSpan | Unresolved) -> TimeSpan | Unresolved:
    return replace(value, rule=SAID_AGAIN, part_of_day="") if isinstance(value, TimeSpan) else value


def _goes_on_every_year(last: TimeSpan | Unresolved, between: str, setting: Setting) -> bool:
    """Whether an expression stands in one sentence with a time that comes back every year."""
    is_every_year = isinstance(last, TimeSpan) and not last.has_year and setting.dated is not None
    return is_every_year and not _SENTENCE_END.search(between)


def _is_aside(text: str, start: int, end: int) -> bool:
    """Whether a year stands in brackets by itself, as of a work or a life; the text does not go on from it."""
    is_bracketed = text[max(0, start - 1) : start] == "(" and text[end : end + 1] == ")"
    return is_bracketed and bool(_YEAR.fullmatch(text[start:end]))


def _is_history(expressions: Sequence[str], setting: Setting) -> bool:
    """Whether a text tells of many years gone by, and never of the days around its reference."""
    if setting.dated is None or any(_OF_THESE_DAYS.search(words) for words in expressions):
        return False
    years = {int(year) for words in expressions for year in _YEAR.findall(words)}
    return len({year for year in years if year < setting.dated.year - 1}) >= MANY_YEARS


def _outruns(value: TimeSpan | Unresolved, tense: Tense, setting: Setting) -> bool:
    """Whether a value tells as past of a year after the reference."""
    if not isinstance(value, TimeSpan) or not (value.start and value.end and value.has_year and setting.dated):
        return False
    return tense is Tense.PAST and int(value.start[:-6]) > setting.dated.year


def _full_words(text: str, bounds: Sequence[tuple[int, int]], number: int) -> str:
    """The words of an expression, with what the other end of "March to August 2011" or "1892-94" gives it."""
    start, end = bounds[number]
    words = whole_words(text, start, end)
    if number and _JOINT.fullmatch(text[bounds[number - 1][1] : start]):
        words = _with_start_of(text[slice(*bounds[number - 1])], words)
    if number + 1 == len(bounds) or not _JOINT.fullmatch(text[end : bounds[number + 1][0]]):
        return words
    later = text[slice(*bounds[number + 1])]
    if ORDINAL_NUMBER.fullmatch(words.lower()) and later.lower().endswith(("century", "centuries")):
        return f"{words} century"
    if _DAY_NUMBER.fullmatch(words) and (month_and_year := _DAY_OF_MONTH.fullmatch(later)):
        return f"{words} {month_and_year[1]}"
    return _with_year_of(later, words)


def _with_start_of(earlier: str, words: str) -> str:
    """A bare number with the month of "March 5 to 9", or with the century of "1892-94"."""
    if _DAY_NUMBER.fullmatch(words) and (month := _LAST_DAY_OF_MONTH.search(earlier)):
        return f"{month[1]} {words}"
    year = _LAST_YEAR.search(earlier) if _TWO_DIGITS.fullmatch(words) else None
    return f"{year[0][:2]}{words}" if year and year[0][2:] < words else words


def _with_year_of(later: str, words: str) -> str:
    """A month or day without a year that a date with one ends: of that year, unless it would come after that date."""
    year, first, last = _LAST_YEAR.search(later), resolve_time(words), resolve_time(later)
    if not (year and isinstance(first, TimeSpan) and isinstance(last, TimeSpan) and first.start and last.start):
        return words
    if first.has_year or not last.has_year:
        return words
    return f"{words} {int(year[0]) - (first.start[4:] > last.start[4:])}"
