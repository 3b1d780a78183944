"""Leftovers: clusters that say too little for weights alone go to the one happening that they fit.

A report that gives no date or no place is like many happenings a little. It is joined to the one that it is most like,
if it is like no other nearly as much. So what is joined depends on all reports; it is worked out from the clusters each
time, and forgotten with them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from sayso.linking.codes import Ints
from sayso.linking.columns import Columns, Floats
from sayso.linking.comparisons import is_vague
from sayso.linking.weights import weights

Weigh = Callable[[Ints, Ints], Floats]
"""The weights of pairs of rows; of those that nothing may join, what is impossible or lower."""


@dataclass(frozen=True, slots=True, order=True)
class _Fit:
    """A leftover and the cluster that it fits, by number; ordered best first, then by number."""

    worse_by: float
    leftover: int
    whole: int


class Leftovers:
    """Pairs of units that fit each other somewhat, one of which says too little."""

    def __init__(self) -> None:
        self._pairs: Ints = np.zeros((0, 2), np.int64)

    def add(self, one: Ints, other: Ints) -> None:
        """Take in pairs of rows."""
        self._pairs = np.concatenate([self._pairs, np.stack([one, other], axis=1)])

    def joined(self, clusters: Sequence[Sequence[int]], columns: Columns, weigh: Weigh) -> list[list[int]]:
        """The clusters, in their order, with each leftover in the one that it fits, if there is exactly one."""
        out = [list(rows) for rows in clusters]
        fits = [fit for found in self._fits(clusters, columns, weigh).values() if (fit := _only(found))]
        moved: set[int] = set()
        for fit in sorted(fits):
            if fit.whole not in moved and _can_be_one(out[fit.leftover], out[fit.whole], weigh):
                out[fit.whole] += out[fit.leftover]
                out[fit.leftover] = []
                moved.add(fit.leftover)
        return [rows for rows in out if rows]

    def _fits(
        self, clusters: Sequence[Sequence[int]], columns: Columns, weigh: Weigh
    ) -> Mapping[int, list[_Fit]]:
        """By leftover, how well it fits each cluster that any pair ties it to."""
        number_of = np.full(len(columns), -1, np.int64)
        for number, rows in enumerate(clusters):
            number_of[list(rows)] = number
        is_leftover = _leftovers(clusters, columns)
        out: dict[int, list[_Fit]] = defaultdict(list)
        pairs = _tied(number_of[self._pairs], is_leftover)
        for (leftover, whole), mean in zip(pairs, _means(pairs, clusters, weigh), strict=True):
            out[leftover].append(_Fit(-mean, leftover, whole))
        return out


def _leftovers(clusters: Sequence[Sequence[int]], columns: Columns) -> list[bool]:
    """Which clusters have units only that say too little."""
    vague = is_vague(columns)
    return [bool(vague[list(rows)].all()) for rows in clusters]


def _tied(numbers: Ints, is_leftover: Sequence[bool]) -> list[tuple[int, int]]:
    both = {(int(a), int(b)) for a, b in numbers if a != b}
    ties = {pair for a, b in both for pair in ((a, b), (b, a))}
    return sorted((a, b) for a, b in ties if is_leftover[a] and not is_leftover[b])


def _means(
    pairs: Sequence[tuple[int, int]], clusters: Sequence[Sequence[int]], weigh: Weigh
) -> Iterator[float]:
    """The mean weight between each two clusters; minus infinity where one pair is impossible."""
    rows = [list(product(clusters[one], clusters[other])) for one, other in pairs]
    table = np.array([pair for held in rows for pair in held], np.int64).reshape(-1, 2)
    weight = weigh(table[:, 0], table[:, 1])
    done = 0
    for held in rows:
        own = weight[done : done + len(held)]
        yield float(own.mean()) if own.min() > weights().impossible else -np.inf
        done += len(held)


def _only(fits: Sequence[_Fit]) -> _Fit | None:
    """The one that fits, when it fits well enough and better by far than the next."""
    best, *others = sorted(fits)
    limits = weights().thresholds
    next_best = -others[0].worse_by if others else -np.inf
    is_only = -best.worse_by >= limits["leftover_at"] and -best.worse_by - next_best >= limits["leftover_margin"]
    return best if is_only else None


def _can_be_one(leftover: Sequence[int], whole: Sequence[int], weigh: Weigh) -> bool:
    """Whether nothing keeps them apart, what other leftovers have come to it included."""
    table = np.array(list(product(leftover, whole)), np.int64)
    return bool(weigh(table[:, 0], table[:, 1]).min() > weights().impossible)
