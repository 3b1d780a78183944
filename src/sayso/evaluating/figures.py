"""Figures that every evaluation shares: precision, recall, F1, and an interval by bootstrap. Fractions, 0 to 1."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Any, TypeVar

SEED = 0
COVERED = 0.95
"""Share of the bootstrap draws that an interval holds."""


Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class Tally:
    """What was right among what was predicted, and among gold.

    The two kinds of right are equal where items pair one to one; some measures let one gold item vouch for several
    predictions.
    """

    right_predicted: float = 0
    predicted: float = 0
    right_gold: float = 0
    gold: float = 0

    @classmethod
    def of(cls, right: float, predicted: float, gold: float) -> Tally:
        """The tally of items paired one to one."""
        return cls(right, predicted, right, gold)

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.right_predicted + other.right_predicted,
            self.predicted + other.predicted,
            self.right_gold + other.right_gold,
            self.gold + other.gold,
        )

    @property
    def precision(self) -> float:
        """Right among predicted; 0 when nothing was predicted."""
        return ratio(self.right_predicted, self.predicted)

    @property
    def recall(self) -> float:
        """Found among gold; 0 when there was nothing to find."""
        return ratio(self.right_gold, self.gold)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return harmonic_mean(self.precision, self.recall)

    def as_dict(self) -> dict[str, float]:
        """Precision, recall and F1, with what they were counted over."""
        return {
            "p": self.precision,
            "r": self.recall,
            "f1": self.f1,
            "gold": self.gold,
            "predicted": self.predicted,
        }


NOTHING = Tally()


@dataclass(frozen=True, slots=True)
class Interval:
    """The bounds between which most bootstrap draws fell."""

    low: float
    high: float


def total(tallies: Iterable[Tally]) -> Tally:
    """The sum of tallies: figures from it are micro averages."""
    return reduce(add, tallies, NOTHING)


def ratio(part: float, whole: float) -> float:
    """`part` of `whole`, or 0 when there is no whole."""
    return part / whole if whole else 0.0


def harmonic_mean(precision: float, recall: float) -> float:
    """F1 of a precision and a recall."""
    return ratio(2 * precision * recall, precision + recall)


def mean(values: Sequence[float]) -> float:
    """The arithmetic mean, or 0 of nothing."""
    return ratio(sum(values), len(values))


def f1_interval(per_document: Sequence[Tally], draws: int, seed: int = SEED) -> Interval:
    """The 95 % interval of the micro F1 when documents are drawn again with replacement (Efron 1979)."""
    return intervals(per_document, lambda drawn: {"f1": total(drawn).f1}, draws, seed)["f1"]


def intervals(
    parts: Sequence[Part], figures: Callable[[Sequence[Part]], Mapping[str, Any]], draws: int, seed: int = SEED
) -> dict[str, Interval]:
    """The 95 % interval of every figure, by its dotted path, when parts (documents) are drawn again with replacement.

    `figures` gives the figures of such a draw; all figures share the draws.
    """
    rng = random.Random(seed)
    drawn = [flat(figures(rng.choices(parts, k=len(parts)))) for _ in range(draws)]
    return {name: _holding([one[name] for one in drawn if name in one]) for name in flat(figures(parts))}


def flat(figures: Mapping[str, Any], above: str = "") -> dict[str, float]:
    """All numbers in nested figures, by dotted path."""
    found: dict[str, float] = {}
    for name, value in figures.items():
        if isinstance(value, Mapping):
            found |= flat(value, f"{above}{name}.")
        elif isinstance(value, int | float):
            found[f"{above}{name}"] = value
    return found


def _holding(values: Sequence[float]) -> Interval:
    """The bounds that hold most of the values."""
    ordered = sorted(values)
    outside = (1 - COVERED) / 2
    last = len(ordered) - 1
    return Interval(ordered[int(outside * len(ordered))], ordered[min(last, int((1 - outside) * len(ordered)))])


def macro_f1(tallies: Iterable[Tally]) -> float:
    """The mean F1 over classes."""
    return mean([tally.f1 for tally in tallies])
