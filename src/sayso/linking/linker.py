"""The linker: keeps what it has linked, so that further reports link only what is new.

What two units are to each other depends on the two alone, and a cluster on the units that hang together with it; what
becomes of leftovers depends on all clusters, and is worked out anew for each outcome. So linking in portions, in any
order, gives exactly what linking everything at once gives.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from sayso.codebook import Codebook
from sayso.errors import BadRequest
from sayso.linking.blocking import MOST_PAIRS, MOST_ROWS, BlockIndex, distinct, unit_keys
from sayso.linking.clustering import clusters_in, targets_of_pairs
from sayso.linking.codes import Bools, Ints, code, mixed
from sayso.linking.columns import Columns, Floats, columns_of
from sayso.linking.comparisons import compare, may_join, total
from sayso.linking.copies import CopyFinder, CopyPair, Stories
from sayso.linking.leftovers import Leftovers
from sayso.linking.parts import Parts
from sayso.linking.sets import DisjointSets
from sayso.linking.units import Unit, units_of
from sayso.linking.weights import weights
from sayso.model import Claim, Cluster, Decision, Extraction, Join, JoinRule, Linking

VERSION = f"2/{weights().version}"

SAME_REPORT = -100.0
"""Weighs between units of one report: its reader kept them apart, and only a person can join them."""

JUDGED_DIFFERENT = -100.0
"""Weighs between units that a person keeps apart."""

Verdicts = dict[tuple[int, int], bool]
Told = tuple[tuple[str, ...], list[int]]
"""A cluster: its claims, in order, and its rows."""


class Linker:
    """Claims linked so far. `add` takes reports with all their claims; `linking` gives the outcome."""

    def __init__(self, codebook: Codebook) -> None:
        self.codebook = codebook
        self.claims: list[tuple[str, ...]] = []
        self.columns: Columns = columns_of([])
        self._row_of: dict[str, int] = {}
        self._rows_of: dict[str, list[int]] = {}
        self._blocks = BlockIndex()
        self._copies = CopyFinder()
        self._stories = Stories()
        self._copied: Ints = np.zeros(0, np.int64)
        self._hangs_together: DisjointSets[int] = DisjointSets()
        self._clusters: dict[int, list[Told]] = {}
        self._leftovers = Leftovers()
        self._parts = Parts()

    def __contains__(self, extraction: str) -> bool:
        return extraction in self._rows_of

    def add(self, claims: Iterable[Claim], extractions: Mapping[str, Extraction]) -> None:
        """Link new reports: `extractions` with all their claims. Raises BadRequest for one that was added before."""
        known = next((extraction for extraction in extractions if extraction in self), None)
        if known is not None:
            raise BadRequest(f"{known} is linked already; link anew when the claims of a report change")
        units = units_of(claims, extractions, self.codebook)
        texts = [extractions[i] for i in sorted(extractions)]
        pairs = self._copies.add(texts)
        self._stories.add(texts, pairs)
        self._copied = np.unique(np.concatenate([self._copied, _copy_codes(pairs)]))
        first = len(self.claims)
        self._keep(units, extractions)
        for one, other in self._candidates(units, first, pairs):
            self._join(one, other)
        self._cluster(range(first, len(self.claims)))
        self._parts.add(units, first, self.columns)

    def _keep(self, units: Sequence[Unit], extractions: Mapping[str, Extraction]) -> None:
        for extraction in extractions:
            self._rows_of[extraction] = []
        for row, unit in enumerate(units, len(self.claims)):
            self.claims.append(unit.claims)
            self._rows_of[unit.extraction].append(row)
            self._row_of.update(dict.fromkeys(unit.claims, row))
        self.columns = self.columns + columns_of(units)

    def _candidates(self, units: Sequence[Unit], first: int, copies: Sequence[CopyPair]) -> Iterator[tuple[Ints, Ints]]:
        """Pairs worth comparing with a new unit in them, in portions: those with a common key, and those of copies."""
        self._blocks.add((row, key) for row, unit in enumerate(units, first) for key in unit_keys(unit))
        yield from self._blocks.pairs(first)
        table = np.array(
            [(a, b) for pair in copies for a in self._rows_of[pair.inner] for b in self._rows_of[pair.outer]], np.int64
        ).reshape(-1, 2)
        yield table[:, 0], table[:, 1]

    def _join(self, one: Ints, other: Ints) -> None:
        """Let hang together what may be joined and is heavy enough."""
        one, other, _ = distinct(one, other)
        ours, theirs = self.columns.take(one), self.columns.take(other)
        copied = self._are_copies(ours, theirs)
        weight = total(ours, theirs, copied)
        heavy = np.flatnonzero(weight >= weights().join_at)
        passing = heavy[may_join(ours.take(heavy), theirs.take(heavy), copied[heavy])]
        fair = np.flatnonzero(weight >= weights().thresholds["leftover_fits"])
        self._leftovers.add(one[fair], other[fair], ours.take(fair), theirs.take(fair))
        for a, b in zip(one[passing].tolist(), other[passing].tolist(), strict=True):
            self._clusters.pop(self._hangs_together.root(a), None)
            self._clusters.pop(self._hangs_together.root(b), None)
            self._hangs_together.join(a, b)

    def _are_copies(self, one: Columns, other: Columns) -> Bools:
        return np.isin(_pair_codes(one.extraction, other.extraction), self._copied)

    # Clusters

    def _cluster(self, rows: Iterable[int]) -> None:
        """Find the clusters of the groups that these rows are in."""
        groups = {self._hangs_together.root(row): self._hangs_together.members(row) for row in rows}
        for root, clusters in zip(groups, self._clusters_of(list(groups.values()), {}), strict=True):
            self._clusters[root] = [(self._claims_of(rows), rows) for rows in clusters]

    def _clusters_of(self, groups: Sequence[Sequence[int]], verdicts: Verdicts) -> Iterator[list[list[int]]]:
        """The clusters of each group of rows."""
        ordered = [sorted(group, key=lambda row: self.claims[row]) for group in groups]
        for portion in _portions(ordered):
            one, other = _all_pairs(portion)
            weight, allowed = self._weighed(one, other)
            targets = targets_of_pairs(self.columns, one, other)
            done = 0
            for group in portion:
                pairs = slice(done, done + len(group) * (len(group) - 1) // 2)
                yield _clustered(group, weight[pairs], allowed[pairs], targets[pairs], verdicts)
                done = pairs.stop

    def _weighed(self, one: Ints, other: Ints) -> tuple[Floats, Bools]:
        """The weights of pairs, and which of them may be joined at all."""
        ours, theirs = self.columns.take(one), self.columns.take(other)
        copied = self._are_copies(ours, theirs)
        weight = total(ours, theirs, copied)
        weight[(ours.extraction == theirs.extraction) | (ours.is_sum != theirs.is_sum)] = SAME_REPORT
        return weight, may_join(ours, theirs, copied)

    def linking(self, decisions: Sequence[Decision] = ()) -> Linking:
        """Every claim in one cluster of claims about one happening. A person's decision outweighs every comparison."""
        verdicts = self._verdicts(decisions)
        judged, roots = self._judged_groups(verdicts)
        clusters = [told for root, found in self._clusters.items() if root not in roots for told in found]
        for found in self._clusters_of(judged, verdicts):
            clusters += [(self._claims_of(rows), rows) for rows in found]
        alone = sorted(clusters)
        joined = self._leftovers.joined([rows for _, rows in alone], self.columns, self._weigh_under(verdicts))
        numbered = sorted(
            (claims if len(rows) == len(before) else self._claims_of(rows), rows)
            for (claims, before), rows in zip(alone, joined, strict=True)
            if rows
        )
        rows_of = [rows for _, rows in numbered]
        part_of = self._parts.wholes(rows_of, self.columns)
        return Linking(
            tuple(
                Cluster(claims, bool(self.columns.is_sum[rows[0]]), part_of.get(number))
                for number, (claims, rows) in enumerate(numbered)
            ),
            self._stories.copies(),
        )

    def _claims_of(self, rows: Iterable[int]) -> tuple[str, ...]:
        return tuple(sorted(claim for row in rows for claim in self.claims[row]))

    def _weigh_under(self, verdicts: Verdicts) -> Callable[[Ints, Ints], Floats]:
        """The weights of pairs, given what people decided."""
        apart = np.array([pair for pair, are_same in verdicts.items() if not are_same], np.int64).reshape(-1, 2)

        def weigh(one: Ints, other: Ints) -> Floats:
            weight, _ = self._weighed(one, other)
            if len(apart):
                pairs = np.minimum(one, other) * MOST_ROWS + np.maximum(one, other)
                weight[np.isin(pairs, apart[:, 0] * MOST_ROWS + apart[:, 1])] = JUDGED_DIFFERENT
            return weight

        return weigh

    def _verdicts(self, decisions: Sequence[Decision]) -> Verdicts:
        """What people decided, on pairs of rows. Of claims in one unit the reader's grouping stands."""
        known = [d for d in decisions if d.one in self._row_of and d.other in self._row_of]
        pairs = sorted((_ordered(self._row_of[d.one], self._row_of[d.other]), d.same) for d in known)
        return {pair: are_same for pair, are_same in pairs if pair[0] != pair[1]}

    def _judged_groups(self, verdicts: Verdicts) -> tuple[list[list[int]], set[int]]:
        """The groups that decisions touch, those that a person joined put together; and the roots in them."""
        sets: DisjointSets[int] = DisjointSets()
        roots: set[int] = set()
        for (one, other), are_same in verdicts.items():
            pair = self._hangs_together.root(one), self._hangs_together.root(other)
            roots.update(pair)
            if are_same:
                sets.join(*pair)
        groups: dict[int, list[int]] = defaultdict(list)
        for root in roots:
            groups[sets.root(root)] += self._hangs_together.members(root)
        return list(groups.values()), roots

    def are_copies(self, one: str, other: str) -> bool:
        """Whether the texts of two extractions carry one story."""
        return bool(np.isin(_pair_codes(np.array([code(one)]), np.array([code(other)])), self._copied)[0])


def _clustered(
    group: Sequence[int], weight: Floats, allowed: Bools, targets: NDArray[np.int8], verdicts: Verdicts
) -> list[list[int]]:
    if len(group) == 1:
        return [list(group)]
    position = {row: n for n, row in enumerate(group)}
    decided = {
        _ordered(position[one], position[other]): are_same
        for (one, other), are_same in verdicts.items()
        if one in position and other in position
    }
    size = len(group)
    found = clusters_in(_square(weight, size), _square(allowed, size) > 0, _square(targets, size), decided)
    return [[group[n] for n in cluster] for cluster in found]


def _ordered(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)


def _portions(groups: Iterable[list[int]]) -> Iterator[list[list[int]]]:
    """Groups in portions of so many pairs that the columns of all fit into memory."""
    portion: list[list[int]] = []
    pairs = 0
    for group in groups:
        portion.append(group)
        pairs += len(group) * len(group) // 2
        if pairs >= MOST_PAIRS:
            yield portion
            portion, pairs = [], 0
    yield portion


def _all_pairs(groups: Iterable[Sequence[int]]) -> tuple[Ints, Ints]:
    table = np.array([pair for group in groups for pair in combinations(group, 2)], np.int64).reshape(-1, 2)
    return table[:, 0], table[:, 1]


def _square(values: Floats | Bools | NDArray[np.int8], size: int) -> Floats:
    """A symmetric table from its upper triangle, row by row."""
    out = np.zeros((size, size), np.float64)
    upper = np.triu_indices(size, 1)
    out[upper] = values
    return np.asarray(out + out.T)


def _copy_codes(pairs: Sequence[CopyPair]) -> Ints:
    one, other = (np.array([code(getattr(pair, side)) for pair in pairs], np.int64) for side in ("inner", "outer"))
    return _pair_codes(one, other)


def _pair_codes(one: Ints, other: Ints) -> Ints:
    """One code for each pair, whichever comes first."""
    return mixed(np.minimum(one, other), np.maximum(one, other))


# Functions


def link(
    claims: Sequence[Claim],
    extractions: Mapping[str, Extraction],
    decisions: Sequence[Decision],
    codebook: Codebook,
) -> Linking:
    """Every claim in one cluster of claims about one happening. The order of the input does not matter.

    A person's decision outweighs every comparison.
    """
    linker = Linker(codebook)
    linker.add(claims, extractions)
    return linker.linking(decisions)


def explain_pair(
    one: Claim,
    other: Claim,
    extractions: Mapping[str, Extraction],
    decisions: Sequence[Decision],
    codebook: Codebook,
    claims: Iterable[Claim] = (),
) -> Join:
    """What speaks for and against two claims being about one happening, and whether the two alone would be joined.

    Among `claims` are those that the reader put into one group with either: they say together what they say.
    """
    texts = {i: extractions[i] for i in (one.extraction, other.extraction)}
    told = {claim.id: claim for claim in (one, other, *claims) if claim.extraction in texts}
    linker = Linker(codebook)
    linker.add(told.values(), texts)
    unit_of = {claim: unit for unit in units_of(told.values(), texts, codebook) for claim in unit.claims}
    ours, theirs = unit_of[one.id], unit_of[other.id]
    found = compare(ours, theirs, linker.are_copies(one.extraction, other.extraction))
    clusters = linker.linking(decisions).clusters
    joined = any(one.id in cluster.claims and other.id in cluster.claims for cluster in clusters)
    weight, rule = sum(c.weight for c in found), _rule(one, other, decisions)
    return Join(one.id, other.id, joined, rule, weight, found, weights().join_at)


def _rule(one: Claim, other: Claim, decisions: Sequence[Decision]) -> JoinRule:
    judged = {frozenset((d.one, d.other)): d.same for d in decisions}.get(frozenset((one.id, other.id)))
    if judged is not None:
        return JoinRule.JUDGED_SAME if judged else JoinRule.JUDGED_DIFFERENT
    return JoinRule.SAME_REPORT if one.extraction == other.extraction else JoinRule.SCORE
