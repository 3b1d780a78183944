"""The date of a happening from all the time expressions that go with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sayso.model import Precision, TimeSpan, Unresolved
from sayso.resolving.times import spans
from sayso.resolving.times.rules import LEANING, resolve_time
from sayso.resolving.times.setting import NOWHERE, Setting

Value = TimeSpan | Unresolved

SEVERAL_DAYS = "several days named"
NO_TIME = Unresolved("no time in the text")

_UNKNOWN_LENGTH = 10_000
_NAMED_BY_DATE = "day and month"
_OVERNIGHT = "overnight"


def resolve_when(words: Sequence[str], setting: Setting = NOWHERE) -> Value:
    """The date of a happening from all its time expressions: the finest one that names a date.

    Two dates by day and month make the interval between them, and "overnight" beside a day reaches into the next.
    Unresolved when none names a date.
    """
    values = [_date_of_its_own(resolve_time(word, setting)) for word in words]
    dated = [value for value in values if isinstance(value, TimeSpan)]
    if not dated:
        return values[0] if values else NO_TIME
    named = [value for value in dated if value.precision is Precision.DAY and value.rule.startswith(_NAMED_BY_DATE)]
    if len({value.edtf for value in named}) > 1 and len({value.has_year for value in named}) == 1:
        return _from_first_to_last(named)
    return _into_the_night(min(named or dated, key=_coarseness), dated)


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
