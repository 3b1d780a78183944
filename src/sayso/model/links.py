"""Links: which claims are about one happening, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Comparison:
    """What one comparison says of a pair: its name, a sentence for people, and its weight (log2 odds).

    A positive weight speaks for one happening, a negative one against it.
    """

    name: str
    sentence: str
    weight: float


class JoinRule(StrEnum):
    """Why a pair was joined, or kept apart."""

    SCORE = "score"
    SAME_REPORT = "same-report"
    JUDGED_SAME = "judged-same"
    JUDGED_DIFFERENT = "judged-different"


@dataclass(frozen=True, slots=True)
class Join:
    """A pair of claims, the comparisons between them, and whether they were joined; `join_at` is the weight that joins
    a pair by itself."""

    one: str
    other: str
    joined: bool
    rule: JoinRule
    weight: float
    comparisons: tuple[Comparison, ...]
    join_at: float = 0.0


@dataclass(frozen=True, slots=True)
class Copies:
    """Extractions that carry one story, earliest first, and in words why they are taken for copies. `credit` is the
    agency that they say it comes from, or ''."""

    extractions: tuple[str, ...]
    why: str
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Claims about one happening, by id, sorted. `is_sum` marks a summed-up happening ("39 attacks");
    `part_of` is the position of such a cluster in the linking that this one is among."""

    claims: tuple[str, ...]
    is_sum: bool = False
    part_of: int | None = None


@dataclass(frozen=True, slots=True)
class Linking:
    """The outcome of linking: every claim in exactly one cluster, and the copies that were found."""

    clusters: tuple[Cluster, ...]
    copies: tuple[Copies, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """A judgement on a pair of claims, as it stands: same or different happening."""

    one: str
    other: str
    same: bool
    judgement: str
