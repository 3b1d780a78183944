"""Time expressions one after another: what a text tells leans on what it told before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.model import Precision, TimeSpan, Unresolved
from sayso.resolving.times.rules import COMPARED, resolve_time
from sayso.resolving.times.setting import Setting
from sayso.resolving.times.tenses import tense_around


def told(setting: Setting, value: TimeSpan | Unresolved) -> Setting:
    """The setting after a date was told: what comes next may lean on it, unless it was only compared with."""
    if isinstance(value, Unresolved) or value.rule == COMPARED:
        return setting
    quarter = value if value.precision is Precision.QUARTER else setting.quarter
    return replace(setting, anchor=value, quarter=quarter)


def resolve_times(text: str, bounds: Sequence[tuple[int, int]], setting: Setting) -> tuple[TimeSpan | Unresolved, ...]:
    """The values of the time expressions of a text, in its order; each may lean on the one before it."""
    values = []
    for start, end in bounds:
        here = replace(setting, tense=tense_around(text, start, end))
        values.append(resolve_time(text[start:end], here))
        setting = told(setting, values[-1])
    return tuple(values)
