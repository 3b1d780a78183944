"""The tables of the accuracy page: figures to rows of words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from evals.measures import INTERVALS, Figures
from sayso.evaluating.calibration import FEWEST_CASES
from sayso.model import SPAN_ROLES
from sayso.reading.shipped import METADATA, WEIGHTS

NONE = "–"

CODERS = {"attributed.f1": 91.2, "claims_found.f1": 96.3, "claims_typed.f1": 94.8, "date_on_paired": 96.9}
"""What two codings of 18 other reports by the same kind of model reach against each other (gold/README.md)."""

HEADLINES = {
    "attributed.f1": "attributed F1",
    "slots.f1": "slots F1",
    "claims_found.f1": "claims found F1",
    "claims_typed.f1": "claims typed F1",
    "stance_on_paired": "stance on paired claims",
    "status_on_paired": "status on paired claims",
    "speaker_on_paired": "nearest speaker on paired claims",
    "role_on_paired": "nearest speaker and role on paired claims",
    "chain_on_paired": "whole chain on paired claims",
    "date_on_paired": "dates on paired claims",
    "events_b3": "grouping of paired claims, B³ F1",
}

NOTHING: Mapping[str, float] = {"p": 0.0, "r": 0.0, "f1": 0.0, "gold": 0.0}

Rows = Iterator[Sequence[str]]


def headlines(network: Figures, lexical: Figures, aims: Mapping[str, float]) -> Rows:
    """The figures over all claims, each with its interval and its aim."""
    for name, label in HEADLINES.items():
        mine, aim = _at(network, name), aims.get(name)
        met = NONE if aim is None else "yes" if mine >= aim else "no"
        yield (
            label,
            NONE if aim is None else f"{100 * aim:.0f}",
            percent(mine) + _interval(network, name),
            met,
            percent(_at(lexical, name)) + _interval(lexical, name),
            f"{CODERS[name]}" if name in CODERS else NONE,
        )


def slots(network: Figures, lexical: Figures) -> Rows:
    """The roles and counts of paired claims."""
    for name in (*SPAN_ROLES, "counts"):
        yield name, *_labelled(network[f"{name}_on_paired"], lexical[f"{name}_on_paired"])


def origins(network: Figures) -> Rows:
    """F1 figures for each origin of the gold texts."""
    for origin, one in network["by_origin"].items():
        names = ("attributed", "slots", "claims_found", "claims_typed")
        yield origin, f"{one['documents']}", *(percent(one[name]["f1"]) for name in names)


def types(network: Figures, lexical: Figures, trained: Mapping[str, int]) -> Rows:
    """Claims found with the right type, for each type; with how many claims of it the network learnt from."""
    for code, figures in network["by_type"].items():
        yield f"`{code}`", *_labelled(figures, lexical["by_type"].get(code, NOTHING)), f"{trained.get(code, 0)}"


def roles(network: Figures, lexical: Figures) -> Rows:
    """MUC-4's role entities."""
    for role, figures in network["roles"].items():
        yield f"`{role}`", *_labelled(figures, lexical["roles"][role])


def classes(network: Figures, lexical: Figures) -> Rows:
    """Classes of sentences."""
    for name, figures in network["classes"].items():
        yield name, *_labelled(figures, lexical["classes"].get(name, NOTHING))


def calibration(figures: Figures, aim: float) -> Rows:
    """Expected calibration errors of each slot; the aim is for slots with enough cases."""
    for slot, fit in figures["slots"].items():
        met = NONE if fit["cases"] < FEWEST_CASES else "yes" if fit["after"] <= aim else "no"
        yield slot, f"{fit['cases']}", *(f"{fit[name]:.3f}" for name in ("before", "after", "chance")), met


def learnt() -> dict[str, int]:
    """How many coded claims of each type the shipped network learnt from."""
    counts: dict[str, int] = json.loads((WEIGHTS / METADATA).read_text("utf-8")).get("claims_by_type", {})
    return counts


def table(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [headers, ["---"] * len(headers), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def percent(share: float) -> str:
    """A fraction in percent, with one decimal."""
    return f"{100 * share:.1f}"


def _labelled(mine: Mapping[str, float], theirs: Mapping[str, float]) -> tuple[str, ...]:
    shares = (percent(mine[name]) for name in ("p", "r", "f1"))
    return *shares, percent(theirs["f1"]), f"{mine['gold']:.0f}"


def _at(figures: Figures, name: str) -> float:
    found: Any = figures
    for part in name.split("."):
        found = found[part]
    return float(found)


def _interval(figures: Figures, name: str) -> str:
    bounds = figures.get(INTERVALS, {}).get(name)
    return f" ({percent(bounds['low'])}–{percent(bounds['high'])})" if bounds else ""
