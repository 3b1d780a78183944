"""Clusters: which of the units that hang together are about one happening.

Pairs that may be joined make groups; within a group every pair is weighed, and clusters grow from the heaviest join
down (average linkage): two are joined while the mean weight of the pairs between them is high enough and none of those
pairs is impossible, be it by time, by place, or because a person said so. So nothing chains from one town or day to the
next through a report that is vague about both. Reports that do not say what was hit speak for neither of two happenings
in one town; so clusters of which several reports tell targets, and no two the same one, weigh less together.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from sayso.linking.codes import Ints, shared
from sayso.linking.columns import Columns, Floats
from sayso.linking.weights import weights

ALIKE, UNLIKE = 1, -1
"""Of a pair: both hit the same, or something else."""

Verdicts = Mapping[tuple[int, int], bool]
"""What people decided on pairs, by position, the smaller first: the same happening or not."""


def clusters_in(weight: Floats, may_join: NDArray[np.bool_], targets: Floats, verdicts: Verdicts) -> list[list[int]]:
    """The clusters of a group, as sorted positions in it, in order of their first ones.

    `weight` is symmetric; `may_join` says which pairs may start a cluster; `targets` is `ALIKE` or `UNLIKE` where both
    of a pair tell what was hit. Order the group by something that lasts: among equal weights the first pair is joined
    first.
    """
    startable = may_join & (weight >= weights().join_at)
    np.fill_diagonal(startable, True)
    if startable.all() and not verdicts and not (targets == UNLIKE).any():
        return [list(range(len(weight)))]
    forbidden = weight <= weights().impossible
    for (one, other), are_same in sorted(verdicts.items()):
        forbidden[one, other] = forbidden[other, one] = not are_same
    members = [[n] for n in range(len(weight))]
    groups = _Groups(members, weight.copy(), forbidden, startable, targets)
    for (one, other), are_same in sorted(verdicts.items()):
        if are_same:
            groups.join(*sorted((groups.home(one), groups.home(other))))
    while (best := groups.best()) is not None:
        groups.join(*best)
    return sorted(sorted(kept) for kept in members if kept)


def targets_of_pairs(columns: Columns, one: Ints, other: Ints) -> NDArray[np.int8]:
    """`ALIKE` or `UNLIKE` for what was hit in each pair of rows, 0 where one of them does not tell."""
    are_alike = shared(columns.targets[one], columns.targets[other])
    are_told = columns.tells_target[one] & columns.tells_target[other]
    return np.where(are_alike, ALIKE, np.where(are_told, UNLIKE, 0)).astype(np.int8)


def other_targets(alike: Floats, unlike: Floats) -> Floats:
    """What weighs between clusters besides their pairs, of which so many are `ALIKE` and so many `UNLIKE`: several
    reports together tell other targets, and never the same one."""
    are_other = (alike == 0) & (unlike >= weights().thresholds["other_targets_least"])
    return np.where(are_other, weights().table["cluster"]["other_targets"], 0.0)


class _Groups:
    """Clusters in the making, with sums over the pairs between any two of them."""

    def __init__(
        self,
        members: list[list[int]],
        totals: Floats,
        forbidden: NDArray[np.bool_],
        startable: NDArray[np.bool_],
        targets: Floats,
    ) -> None:
        self.members = members
        self.sizes = np.ones(len(members))
        self.totals, self.forbidden, self.startable = totals, forbidden, startable
        self.alike, self.unlike = (targets == ALIKE).astype(np.float64), (targets == UNLIKE).astype(np.float64)
        np.fill_diagonal(self.startable, False)

    def home(self, position: int) -> int:
        return next(n for n, kept in enumerate(self.members) if position in kept)

    def best(self) -> tuple[int, int] | None:
        """The two clusters to join next, or None when none may be joined."""
        means = self.totals / np.outer(self.sizes, self.sizes)
        means += other_targets(self.alike, self.unlike)
        means[self.forbidden | ~self.startable] = -np.inf
        one, other = divmod(int(np.argmax(means)), len(means))
        return (one, other) if means[one, other] >= weights().cluster_at else None

    def join(self, one: int, other: int) -> None:
        """Put the second cluster into the first."""
        if one == other:
            return
        self.members[one] += self.members[other]
        self.members[other] = []
        self.sizes[one] += self.sizes[other]
        added = ((table, np.add) for table in (self.totals, self.alike, self.unlike))
        for table, union in (*added, (self.forbidden, np.logical_or), (self.startable, np.logical_or)):
            table[one] = union(table[one], table[other])
            table[:, one] = table[one]
        self.startable[[one, other], [one, other]] = False
        self.startable[other] = self.startable[:, other] = False
