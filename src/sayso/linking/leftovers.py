"""Leftovers: clusters that say too little for weights alone go to the one happening that they fit.

A report that gives no date or no place is like many happenings a little. It is joined to the one that it is most like,
if it is like no other nearly as much; and so is one that tells of the same target in the same place, a day off. So what
is joined depends on all reports; it is worked out from the clusters each time, and forgotten with them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import product

import numpy as np
from numpy.typing import NDArray

from sayso.linking.clustering import ALIKE, UNLIKE, other_targets, targets_of_pairs
from sayso.linking.codes import Bools, Ints
from sayso.linking.columns import Columns, Floats
from sayso.linking.comparisons import is_a_day_off, is_vague, may_fit
from sayso.linking.weights import weights

Weigh = Callable[[Ints, Ints], Floats]
"""The weights of pairs of rows; of those that nothing may join, what is impossible or lower."""


Pair = tuple[int, int]


class Leftovers:
    """Pairs of units that fit each other somewhat, one of which says too little or is a day off."""

    def __init__(self) -> None:
        self._pairs: Ints = np.zeros((0, 2), np.int64)
        self._off: Bools = np.zeros(0, np.bool_)

    def add(self, one: Ints, other: Ints, ours: Columns, theirs: Columns) -> None:
        """Take in those pairs of rows, with their columns, that may be one happening."""
        off = is_a_day_off(ours, theirs)
        fitting = may_fit(ours, theirs, off)
        self._pairs = np.concatenate([self._pairs, np.stack([one[fitting], other[fitting]], axis=1)])
        self._off = np.concatenate([self._off, off[fitting]])

    def joined(self, clusters: Sequence[Sequence[int]], columns: Columns, weigh: Weigh) -> list[list[int]]:
        """The clusters, in their order, with each leftover in the one that it fits, if there is exactly one; what has
        gone into another is empty. Leftovers that came together may fit a third, so it goes in rounds until none moves.
        """
        out = [list(rows) for rows in clusters]
        ties = self._tied(out, columns)
        while grown := _join_clear_ones(out, ties, columns, weigh):
            ties = self._tied(out, columns)
            anew = {one for one, other in ties if one in grown or other in grown}
            ties = [tie for tie in ties if tie[0] in anew]
        return out

    def _tied(self, clusters: Sequence[Sequence[int]], columns: Columns) -> list[Pair]:
        """Leftovers, by number, with each other cluster that a pair of units ties them to; and clusters a day off."""
        number_of = np.zeros(len(columns), np.int64)
        number_of[[row for rows in clusters for row in rows]] = np.repeat(
            range(len(clusters)), list(map(len, clusters))
        )
        is_leftover = np.bincount(number_of[~is_vague(columns)], minlength=len(clusters)) == 0
        numbers = np.column_stack([number_of[self._pairs], self._off])
        both_ways, is_off = _ties(np.concatenate([numbers, numbers[:, [1, 0, 2]]]))
        is_tie = (is_leftover[both_ways[:, 0]] | is_off) & (both_ways[:, 0] != both_ways[:, 1])
        return [(one, other) for one, other in both_ways[is_tie].tolist()]


def _join_clear_ones(out: list[list[int]], ties: Sequence[Pair], columns: Columns, weigh: Weigh) -> set[int]:
    """Put each leftover into the one cluster that it fits. The clusters that have grown by it."""
    fits = _Fits([list(rows) for rows in out], ties, columns, weigh)
    moved, grown = set[int](), set[int]()
    for leftover, whole in fits.clear_ones():
        if whole in moved or leftover in moved:
            continue
        if {leftover, whole} & grown and not fits.can_be_one(out[leftover], out[whole]):
            continue
        out[whole] += out[leftover]
        out[leftover] = []
        moved.add(leftover)
        grown.add(whole)
    return grown - moved


def _ties(rows: Ints) -> tuple[Ints, Bools]:
    """The distinct pairs of clusters, and which of them have a pair of units a day off."""
    pairs, at = np.unique(rows[:, :2], axis=0, return_inverse=True)
    return pairs, np.bincount(at.ravel(), rows[:, 2], minlength=len(pairs)) > 0


class _Fits:
    """How well leftovers fit the clusters that they are tied to."""

    def __init__(self, clusters: Sequence[Sequence[int]], ties: Sequence[Pair], columns: Columns, weigh: Weigh) -> None:
        self.clusters, self.columns, self.weigh = clusters, columns, weigh
        self.by_leftover: dict[int, list[tuple[float, int]]] = defaultdict(list)
        for (leftover, whole), fit in zip(ties, self._all(ties), strict=True):
            self.by_leftover[leftover].append((-fit, whole))

    def clear_ones(self) -> list[Pair]:
        """Leftovers with the cluster that each fits: well enough, and better by far than any rival, save for such as
        fit that cluster themselves. Best first."""
        limits = weights().thresholds
        best = {leftover: min(fits) for leftover, fits in self.by_leftover.items()}
        good = sorted((fit, leftover) for leftover, fit in best.items() if -fit[0] >= limits["leftover_at"])
        rivals = [
            (leftover, _ordered(whole, other))
            for (worse_by, whole), leftover in good
            for other_worse_by, other in self.by_leftover[leftover]
            if other != whole and other_worse_by < worse_by + limits["leftover_margin"]
        ]
        fits = self._all([pair for _, pair in rivals])
        torn = {leftover for (leftover, _), fit in zip(rivals, fits, strict=True) if fit < limits["leftover_at"]}
        return [(leftover, whole) for (_, whole), leftover in good if leftover not in torn]

    def can_be_one(self, leftover: Sequence[int], whole: Sequence[int]) -> bool:
        """Whether nothing keeps them apart, what other leftovers have come to them included."""
        table = _all_pairs(leftover, whole)
        return float(self.weigh(table[:, 0], table[:, 1]).min()) > weights().impossible

    def _all(self, pairs: Sequence[Pair]) -> list[float]:
        """How well each two clusters fit; minus infinity where one pair of units is impossible."""
        if not pairs:
            return []
        tables = [_all_pairs(self.clusters[one], self.clusters[other]) for one, other in pairs]
        one, other = np.concatenate(tables).T
        weight, targets = self.weigh(one, other), targets_of_pairs(self.columns, one, other)
        ends = np.cumsum(list(map(len, tables)))[:-1]
        return [_fit(*both) for both in zip(np.split(weight, ends), np.split(targets, ends), strict=True)]


def _all_pairs(one: Sequence[int], other: Sequence[int]) -> Ints:
    return np.array(list(product(one, other)), np.int64)


def _ordered(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)


def _fit(weight: Floats, targets: NDArray[np.int8]) -> float:
    """The mean of the better half, as reports of one happening may differ about it, and what other targets weigh; minus
    infinity where any pair is impossible, or where all together speak too little for it."""
    ordered = np.sort(weight)
    if ordered[0] <= weights().impossible or ordered.mean() < weights().thresholds["leftover_mean"]:
        return -np.inf
    apart = other_targets(np.sum(targets == ALIKE), np.sum(targets == UNLIKE))
    return float(ordered[len(ordered) // 2 :].mean() + apart)
