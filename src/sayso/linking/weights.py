"""The table of weights and thresholds (`weights.yaml`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights by comparison and outcome, and the thresholds that decide outcomes."""

    version: str
    join_at: float
    table: Mapping[str, Mapping[str, float]]
    alike_families: tuple[frozenset[str], ...]
    thresholds: Mapping[str, float]


@cache
def weights() -> Weights:
    """The shipped table."""
    data = yaml.safe_load(resources.files("sayso.linking").joinpath("weights.yaml").read_text("utf-8"))
    plain = ("version", "join_at", "alike_families", "thresholds")
    return Weights(
        version=str(data["version"]),
        join_at=float(data["join_at"]),
        table={name: rows for name, rows in data.items() if name not in plain},
        alike_families=tuple(map(frozenset, data["alike_families"])),
        thresholds=data["thresholds"],
    )
