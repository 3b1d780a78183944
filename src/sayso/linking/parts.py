"""Parts: single happenings that a summed-up claim ("39 attacks") is about. The two are never joined or added up."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from sayso.linking.blocking import BlockIndex, distinct, mixed_key, stretches
from sayso.linking.codes import NONE, Bools, Ints, code, shared
from sayso.linking.columns import LAST_DAY, UNKNOWN_DAY, Columns
from sayso.linking.comparisons import may_be_summed_up, may_lie_together
from sayso.linking.units import Unit
from sayso.linking.weights import weights

LONGEST_SUM_DAYS = 366
"""A claim that sums up more days than these has parts in its own report only."""


class Parts:
    """Pairs of a single unit and a summed-up one that it may be part of."""

    def __init__(self) -> None:
        self._ties = BlockIndex()
        self._reported: dict[int, frozenset[int]] = {}
        self._pairs: Ints = np.zeros((0, 2), np.int64)

    def add(self, units: Sequence[Unit], first: int, columns: Columns) -> None:
        """Take in new units, the rows of `columns` from `first` on."""
        rows = list(enumerate(units, first))
        self._reported.update((row, frozenset(map(code, unit.report_words))) for row, unit in rows if unit.is_sum)
        self._ties.add((row, (key, unit.is_sum)) for row, unit in rows for key in _tie_keys(unit))
        related = [self._related(*portion, columns) for portion in self._ties.pairs(first)]
        self._pairs = np.concatenate([self._pairs, *related])

    def _related(self, one: Ints, other: Ints, columns: Columns) -> Ints:
        one, other, _ = distinct(one, other)
        is_sum = columns.is_sum[one] != columns.is_sum[other]
        one, other = one[is_sum], other[is_sum]
        parts, wholes = np.where(columns.is_sum[one], other, one), np.where(columns.is_sum[one], one, other)
        ours, theirs = columns.take(parts), columns.take(wholes)
        kept = may_be_summed_up(ours, theirs) & may_lie_together(ours, theirs) & _in_time(ours, theirs)
        kept &= self._are_tied(parts, wholes, ours, theirs)
        return np.stack([parts[kept], wholes[kept]], axis=1)

    def _are_tied(self, parts: Ints, wholes: Ints, ours: Columns, theirs: Columns) -> Bools:
        """By who did it; by one report; or by a place and a target that the summed-up claim's report names."""
        tied = shared(ours.initiators, theirs.initiators) | (ours.extraction == theirs.extraction)
        for n in np.flatnonzero(~tied):
            tied[n] = not self._reported[int(wholes[n])].isdisjoint(ours.targets[n].tolist())
        return np.asarray(tied)

    def wholes(self, clusters: Sequence[Sequence[int]], columns: Columns) -> Mapping[int, int]:
        """For clusters of single happenings the number of the summed-up cluster that they are part of.

        No unit of either side may name another initiator. Of several wholes the one with the most ties, then the first.
        """
        number_of = {row: number for number, rows in enumerate(clusters) for row in rows}
        ties = Counter((number_of[part], number_of[whole]) for part, whole in self._pairs.tolist())
        candidates: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for (part, whole), count in ties.items():
            if part != whole and not _disagree(clusters[part], clusters[whole], columns):
                candidates[part].append((-count, whole))
        return {part: min(found)[1] for part, found in candidates.items()}


def _disagree(part: Sequence[int], whole: Sequence[int], columns: Columns) -> bool:
    ours, theirs = ([set(columns.initiators[row].tolist()) - {NONE} for row in rows] for rows in (part, whole))
    return any(one and other and not one & other for one in ours for other in theirs)


def _in_time(part: Columns, whole: Columns) -> Bools:
    first, last = _window(part)
    earliest, latest = _window(whole)
    return np.asarray(((first <= latest) & (earliest <= last)) | (part.extraction == whole.extraction))


def _window(columns: Columns) -> tuple[Ints, Ints]:
    """When it happened or, without a date, the days before its report came out; all days when even that is unknown."""
    before = int(weights().thresholds["part_days_before_publication"])
    is_dated, is_published = columns.first != UNKNOWN_DAY, columns.published != UNKNOWN_DAY
    first = np.where(is_dated, columns.first, np.where(is_published, columns.published - before, UNKNOWN_DAY))
    last = np.where(is_dated, columns.last, np.where(is_published, columns.published, LAST_DAY))
    return first, last


def _tie_keys(unit: Unit) -> Iterator[int]:
    """What ties parts to wholes: one report, one initiator, a place of the part that the whole's report names."""
    yield code("report", unit.extraction)
    names = unit.report_names or {name for place in unit.places for name in place.name.split()}
    yield from _with_stretches(unit, [code("name", name) for name in names])
    yield from _with_stretches(unit, [code("initiator", initiator) for initiator in unit.initiators])


def _with_stretches(unit: Unit, ties: Iterable[int]) -> Iterator[int]:
    before = int(weights().thresholds["part_days_before_publication"])
    days = unit.when.days() if unit.when else None
    if days is not None:
        first, last = (day.toordinal() for day in days)
    elif unit.published is not None:
        last = unit.published.toordinal()
        first = last - before
    else:
        return
    if last - first < LONGEST_SUM_DAYS:
        yield from (mixed_key(tie, stretch) for tie in ties for stretch in stretches(first, last))
