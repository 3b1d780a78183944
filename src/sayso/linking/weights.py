"""The table of weights and thresholds (`weights.yaml`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from sayso.linking.codes import code

_PLAIN = (
    "version",
    "join_at",
    "cluster_at",
    "impossible",
    "alike_families",
    "summed_families",
    "vague_targets",
    "thresholds",
)


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights by comparison and outcome, and the thresholds that decide outcomes."""

    version: str
    join_at: float
    cluster_at: float
    impossible: float
    table: Mapping[str, Mapping[str, float]]
    alike_families: tuple[frozenset[str], ...]
    alike_codes: tuple[tuple[int, ...], ...]
    summed_codes: tuple[int, ...]
    vague_targets: frozenset[str]
    thresholds: Mapping[str, float]

    def kinds(self, families: frozenset[str]) -> frozenset[str]:
        """What families may be told as: a happening of one and a happening of another that share a kind may be one."""
        groups = {f"alike {n}" for n, group in enumerate(self.alike_families) if families & group}
        return frozenset(groups | (families - frozenset().union(*self.alike_families)))


@cache
def weights() -> Weights:
    """The shipped table."""
    data = yaml.safe_load(resources.files("sayso.linking").joinpath("weights.yaml").read_text("utf-8"))
    alike = tuple(map(frozenset, data["alike_families"]))
    return Weights(
        version=str(data["version"]),
        join_at=float(data["join_at"]),
        cluster_at=float(data["cluster_at"]),
        impossible=float(data["impossible"]),
        table={name: rows for name, rows in data.items() if name not in _PLAIN},
        alike_families=alike,
        alike_codes=tuple(tuple(map(code, sorted(group))) for group in alike),
        summed_codes=tuple(map(code, data["summed_families"])),
        vague_targets=frozenset(data["vague_targets"]),
        thresholds=data["thresholds"],
    )
