"""The date of a happening from all the time expressions that go with it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sayso.model import Precision, TimeSpan, Unresolved
from sayso.resolving.times import spans
from sayso.resolving.times.rule import DAY_IN_A_ROW, LEANING
from sayso.resolving.times.rules import resolve_time
from sayso.resolving.times.setting import NOWHERE, Setting, Tense
from sayso.resolving.times.vocabulary import normalised

Value = TimeSpan | Unresolved

SEVERAL_DAYS = "several days named"
NO_TIME = Unresolved("no time in the text")

_UNKNOWN_LENGTH = 10_000
_NAMED_BY_DATE = "day and month"
_OVERNIGHT = "overnight"
_DAY_IN_A_ROW = re.compile(
    r"\b(?P<number>\d{1,2})(?:st|nd|rd|th) (?:(?P<row>consecutive|straight|successive) )?(?:day|night)\b(?! of)"
    r"(?P<after> in a row| running)?"
)


def resolve_when(words: Sequence[str], setting: Setting = NOWHERE) -> Value:
    """The date of a happening from all its time expressions."""
    return chosen_when([resolve_time(word, setting) for word in words], words, setting)


def chosen_when(values: Iterable[Value], words: Sequence[str], setting: Setting) -> Value:
    """The date of a happening from the values of all its time expressions: the finest one that names a date.

    Two dates by day and month make the interval between them, and "overnight" beside a day reaches into the next.
    Unresolved when none names a date.
    """
    values = [_date_of_its_own(value) for value in values]
    dated = [value for value in values if isinstance(value, TimeSpan)]
    if not dated:
        return values[0] if values else NO_TIME
    named = [value for value in dated if value.precision is Precision.DAY and value.rule.startswith(_NAMED_BY_DATE)]
    if len({value.edtf for value in named}) > 1 and len({value.has_year for value in named}) == 1:
        return _from_first_to_last(named)
    value = _into_the_night(min(named or dated, key=_coarseness), dated)
    return _since_first_day(value, words, setting)


def _since_first_day(value: TimeSpan, words: Sequence[str], setting: Setting) -> TimeSpan:
    """A day, with the days before it when other words count them: "Wednesday", "for a fifth consecutive day".

    "The fifth day" without "consecutive" counts days only of what goes on.
    """
    rows = [found for word in words if (found := _DAY_IN_A_ROW.search(normalised(word)))]
    row = next((found for found in rows if found["row"] or found["after"] or setting.tense is Tense.PRESENT), None)
    days = value.days()
    if row is None or days is None or value.precision is not Precision.DAY:
        return value
    first = days[0] - dt.timedelta(days=int(row["number"]) - 1)
    return replace(value, start=first.isoformat(), precision=Precision.DAYS, rule=f"{value.rule}, {DAY_IN_A_ROW}")


def _date_of_its_own(value: Value) -> Value:
    """The value, unless its words date nothing by themselves."""
    return LEANING.get(value.rule, value) if isinstance(value, TimeSpan) else value


def _coarseness(value: TimeSpan) -> tuple[int, bool]:
    return length(value), not value.has_year


def length(value: TimeSpan) -> int:
    """Days after the first that an interval covers; a great number when it is open."""
    days = spans.standing_in(value)[0].days()
    return (days[1] - days[0]).days if days else _UNKNOWN_LENGTH


def _from_first_to_last(values: Iterable[TimeSpan]) -> TimeSpan:
    days = sorted(value.start for value in values if value.start)
    return TimeSpan(days[0], days[-1], Precision.DAYS, SEVERAL_DAYS)


def _into_the_night(value: TimeSpan, others: Iterable[TimeSpan]) -> TimeSpan:
    """The evening of one day and "overnight" are that day and the next, unless the night began the day before."""
    night = next((other for other in others if other.rule == _OVERNIGHT), None)
    if night is None or value.start is None or value.start != value.end or not (value.has_year and night.end):
        return value
    if value.start == night.end:
        return night
    morning = dt.date.fromisoformat(value.start) + dt.timedelta(days=1)
    return replace(value, end=morning.isoformat(), precision=Precision.DAYS, rule=f"{value.rule}, {_OVERNIGHT}")
