"""Average linkage: from how alike items are, to clusters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Merge:
    """Two clusters, by their first items, that were joined; and the mean likeness between them."""

    kept: int
    gone: int
    likeness: float


def average_linkage(likeness: NDArray[np.float32], at_least: float) -> list[int]:
    """A cluster label for each item: the two clusters with the greatest mean likeness between them are joined, again
    and again, while it is at least so much. Labels are the positions of clusters' first items."""
    return labels_at(merges(likeness, at_least), len(likeness), at_least)


def labels_at(done: Iterable[Merge], size: int, at_least: float) -> list[int]:
    """The labels of so many items after the merges down to a likeness. It only falls from one merge to the next."""
    labels = np.arange(size)
    for merge in done:
        if merge.likeness >= at_least:
            labels[labels == merge.gone] = merge.kept
    return [int(label) for label in labels]


def merges(likeness: NDArray[np.float32], at_least: float) -> list[Merge]:
    """The merges in order, down to a likeness."""
    size = len(likeness)
    if size < 2:
        return []
    out = []
    means = likeness.astype(np.float64)
    np.fill_diagonal(means, -np.inf)
    sizes = np.ones(size)
    nearest = means.argmax(axis=1)
    best = means[np.arange(size), nearest]
    while (height := float(best.max())) >= at_least:
        one = int(best.argmax())
        kept, gone = sorted((one, int(nearest[one])))
        out.append(Merge(kept, gone, height))
        _merge(means, sizes, kept, gone)
        stale = np.flatnonzero(np.isin(nearest, (kept, gone)) | (np.arange(size) == kept))
        nearest[stale] = means[stale].argmax(axis=1)
        best[stale] = means[stale, nearest[stale]]
        best[gone] = -np.inf
    return out


def _merge(means: NDArray[np.float64], sizes: NDArray[np.float64], kept: int, gone: int) -> None:
    """Put one cluster into another; what is gone is no longer like anything."""
    merged = (sizes[kept] * means[kept] + sizes[gone] * means[gone]) / (sizes[kept] + sizes[gone])
    merged[[kept, gone]] = -np.inf
    means[kept], means[:, kept] = merged, merged
    means[gone], means[:, gone] = -np.inf, -np.inf
    sizes[kept] += sizes[gone]
