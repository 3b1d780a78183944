"""The rates of a simulated world (`rates.yaml`)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

RATES = Path(__file__).with_name("rates.yaml")


@dataclass(frozen=True, slots=True)
class Rates:
    """How often what happens; the file says of what each is a share."""

    seed: int
    start: dt.date
    happenings_per_day: float
    look_alike: float
    look_alike_same_day: float
    summed_up: float
    digest: float
    state_target: float
    doer_known: float
    reports_more: float
    agency_story: float
    copies_more: float
    copy_cut: float
    copy_embedded: float
    copy_credited: float
    own_voice: float
    voices: Mapping[str, float]
    quoted_through: float
    names_doer: float
    wrong_doer: float
    gives_toll: float
    rival_toll: float
    hedged_toll: float
    corrected: float
    taken_back: float
    denies_involvement: float
    denies_happening: float
    withdrawn: float
    names_target: float
    alike_type: float
    time: Mapping[str, float]
    place: Mapping[str, float]
    misdated: float
    background: int


def rates_named(name: str) -> Rates:
    """The rates under a name of the file."""
    row: dict[str, Any] = dict(yaml.safe_load(RATES.read_text("utf-8"))[name])
    return Rates(**{**row, "start": dt.date.fromisoformat(row["start"])})
