"""Calibration: is a value with probability 0.8 right eight times in ten?

Expected calibration error over ten bins of equal count (Naeini, Cooper and Hauskrecht 2015, AAAI; equal counts as in
Nixon et al. 2019), to be measured on predictions for reports that were not learnt from.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

from sayso.evaluating.figures import mean

BINS = 10
FEWEST_CASES = 500
"""A slot with fewer cases is not reported: a bin of fewer than fifty says little."""

DRAWS = 200
"""Draws from which the error by chance is taken."""

Case = tuple[float, bool]
"""The probability that a value was given, and whether it was right."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Cases of similar probability."""

    cases: int
    probability: float
    right: float

    @property
    def gap(self) -> float:
        """How far the share of right values is from the mean probability."""
        return abs(self.probability - self.right)


@dataclass(frozen=True, slots=True)
class Calibration:
    """The bins of a slot, from the least probable up."""

    bins: tuple[Bin, ...]

    @property
    def cases(self) -> int:
        """How many values were judged."""
        return sum(one.cases for one in self.bins)

    @property
    def ece(self) -> float:
        """The expected calibration error: the gap of the bins, each by its share of cases."""
        return sum(one.cases * one.gap for one in self.bins) / self.cases if self.bins else 0.0

    def as_dict(self) -> dict[str, Any]:
        """Fractions from 0 to 1."""
        bins = [{"cases": one.cases, "probability": one.probability, "right": one.right} for one in self.bins]
        return {"ece": self.ece, "cases": self.cases, "bins": bins}


def calibration(cases: Iterable[Case], bins: int = BINS) -> Calibration:
    """The calibration of probabilities, whatever the order of the cases."""
    ordered = _with_ties_shared(cases)
    edges = [len(ordered) * number // bins for number in range(bins + 1)]
    parts = (ordered[low:high] for low, high in pairwise(edges))
    return Calibration(tuple(_bin(part) for part in parts if part))


def ece_by_chance(probabilities: Sequence[float], draws: int = DRAWS) -> float:
    """The mean expected calibration error of values that are right exactly as often as they should be.

    Of few cases the shares of the bins vary by chance alone, so that no calibration shows a smaller error.
    """
    rng = random.Random(0)
    return mean([calibration((p, rng.random() < p) for p in probabilities).ece for _ in range(draws)])


def evaluate_calibration(cases: Mapping[str, Sequence[Case]], *, fewest: int = FEWEST_CASES) -> dict[str, Calibration]:
    """The calibration of each slot that has enough cases."""
    return {slot: calibration(found) for slot, found in cases.items() if len(found) >= fewest}


def _with_ties_shared(cases: Iterable[Case]) -> list[tuple[float, float]]:
    """Cases by probability. Equal ones share their rightness: how a tie is cut between bins must not matter."""
    shared = []
    for probability, group in groupby(sorted(cases), key=lambda case: case[0]):
        outcomes = [float(right) for _, right in group]
        shared += [(probability, mean(outcomes))] * len(outcomes)
    return shared


def _bin(part: Sequence[tuple[float, float]]) -> Bin:
    return Bin(len(part), mean([probability for probability, _ in part]), mean([right for _, right in part]))
