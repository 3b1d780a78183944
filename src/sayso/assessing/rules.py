"""The rules of assessment as they stand in `rules.yaml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from sayso.model import ActorKind, Level, Stance, Status

Numbers = Mapping[str, int]
"""What supports a proposition, counted (rules.yaml names the counts)."""


@dataclass(frozen=True, slots=True)
class LevelRule:
    """One row of the table of levels: its conditions on numbers, as the least and the most of each."""

    level: Level
    name: str
    text: str
    least: Numbers
    most: Numbers

    def holds(self, numbers: Numbers) -> bool:
        """Whether all conditions hold."""
        return all(numbers[name] >= bound for name, bound in self.least.items()) and all(
            numbers[name] <= bound for name, bound in self.most.items()
        )


@dataclass(frozen=True, slots=True)
class VoiceRule:
    """How a finding tells who puts a happening forward with one stance."""

    stance: Stance
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Rules:
    """The whole table."""

    version: str
    statuses: frozenset[Status]
    stances: frozenset[Stance]
    levels: tuple[LevelRule, ...]
    strength: tuple[Level, ...]
    denials: Mapping[str, tuple[str, ...]]
    withdrawals: Mapping[str, tuple[str, ...]]
    involvement: tuple[re.Pattern[str], ...]
    voices: tuple[VoiceRule, ...]
    relations: Mapping[str, str]
    untold_apart: frozenset[ActorKind]
    broad_bodies: frozenset[str]
    run_of_words: int
    least_share: float
    longest_stretch: float
    credit_patterns: tuple[re.Pattern[str], ...]
    agencies: Mapping[str, str]


@cache
def rules() -> Rules:
    """The shipped rules."""
    data = yaml.safe_load(resources.files("sayso.assessing").joinpath("rules.yaml").read_text("utf-8"))
    return Rules(
        version=str(data["version"]),
        statuses=frozenset(map(Status, data["supporting"]["status"])),
        stances=frozenset(map(Stance, data["supporting"]["stance"])),
        levels=tuple(map(_level_rule, data["levels"])),
        strength=tuple(map(Level, data["strength"])),
        denials={about: tuple(propositions) for about, propositions in data["denials"].items()},
        withdrawals={about: tuple(propositions) for about, propositions in data["withdrawals"].items()},
        involvement=tuple(map(re.compile, data["involvement"])),
        voices=tuple(VoiceRule(Stance(row["stance"]), row["rule"], row["text"]) for row in data["voices"]),
        relations=data["relations"],
        untold_apart=frozenset(map(ActorKind, data["untold_apart"])),
        broad_bodies=frozenset(data["broad_bodies"]),
        run_of_words=int(data["copied"]["run_of_words"]),
        least_share=float(data["copied"]["least_share"]),
        longest_stretch=float(data["copied"]["longest_stretch"]),
        credit_patterns=tuple(re.compile(pattern) for pattern in data["credits"]["patterns"]),
        agencies={
            alias.lower(): name for name, aliases in data["credits"]["agencies"].items() for alias in (name, *aliases)
        },
    )


def _level_rule(row: Mapping[str, Any]) -> LevelRule:
    bounds: Mapping[str, Mapping[str, int]] = row["when"]
    least, most = (
        {name: bound[which] for name, bound in bounds.items() if which in bound} for which in ("at_least", "at_most")
    )
    return LevelRule(Level(row["level"]), row["rule"], row["text"], least, most)
