"""Copies: texts that carry one story, whole or in part.

Two texts are copies when most runs of words of the shorter one stand in the longer one too (containment; Broder 1997).
Candidates share a fingerprint: of every stretch of text the same few runs are picked (winnowing; Schleimer and others
2003), so that a long enough passage that two texts share gives a common one wherever it stands in them. Only texts
published within days of each other are compared, so that sentences which an outlet prints every day cost little.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sayso.linking.blocking import NO_KEYS, Keys, keys_of, mixed_key, pairs_among, pairs_between
from sayso.linking.codes import Ints, code, mixed
from sayso.linking.credits import credit_of
from sayso.linking.sets import DisjointSets
from sayso.linking.weights import weights
from sayso.model import Copies, Extraction

RUN_WORDS, PICK_WORDS, PICK_FROM = 5, 8, 16
"""Words in a run that containment counts; in a run that is a fingerprint; runs of which one is picked. A passage of
PICK_WORDS + PICK_FROM - 1 unchanged words is certain to give a common fingerprint."""

STRETCH_DAYS = 16
"""Length of the stretches of days within which fingerprints are looked up; not under `copy_days`."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class CopyPair:
    """Two extractions of which the text of `inner` stands in `outer` by `share`."""

    inner: str
    outer: str
    share: float


class CopyFinder:
    """Finds pairs of copies among texts that come in portions. What a pair is does not depend on other texts."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.runs: list[Ints] = []
        self.credits: list[str] = []
        self.keys = NO_KEYS

    def add(self, extractions: Sequence[Extraction]) -> list[CopyPair]:
        """The pairs that these texts make with each other and with those added before."""
        first = len(self.ids)
        keys: list[tuple[int, int, bool]] = []
        for row, extraction in enumerate(extractions, first):
            words = word_codes(extraction.text)
            self.ids.append(extraction.id)
            self.runs.append(np.unique(runs_of(words, RUN_WORDS)))
            self.credits.append(credit_of(extraction))
            keys += ((row, key, is_outer) for key, is_outer in _keys(words, extraction))
        new, old = keys_of(keys), self.keys
        self.keys = old + new
        candidates = {pair for portion in (pairs_among(new), pairs_between(new, old)) for pair in _distinct(portion)}
        return [pair for one, other in sorted(candidates) if (pair := self._compared(one, other))]

    def _compared(self, one: int, other: int) -> CopyPair | None:
        inner, outer = sorted((one, other), key=lambda row: (len(self.runs[row]), self.ids[row]))
        share = containment(self.runs[inner], self.runs[outer])
        credit = self.credits[inner]
        name = "copy_containment_credited" if credit and credit == self.credits[outer] else "copy_containment"
        if share < weights().thresholds[name]:
            return None
        return CopyPair(self.ids[inner], self.ids[outer], share)


def find_copies(extractions: Mapping[str, Extraction]) -> tuple[Copies, ...]:
    """Groups of two and more copies, earliest publication first, in order of their first extraction."""
    stories = Stories()
    stories.add(CopyFinder().add([extraction for _, extraction in sorted(extractions.items())]))
    return stories.copies(extractions)


def containment(one: Ints, other: Ints) -> float:
    """The share of the smaller set of runs that is in the other; for texts too short to tell, whether they are equal."""
    smaller = min(len(one), len(other))
    if smaller < weights().thresholds["copy_least_runs"]:
        return float(np.array_equal(one, other))
    return len(np.intersect1d(one, other, assume_unique=True)) / smaller


def word_codes(text: str) -> Ints:
    """The words of a text as codes, in order."""
    return np.array([code(word) for word in _WORD.findall(text.lower())], np.int64)


def runs_of(words: Ints, size: int) -> Ints:
    """A code for each run of so many words; for fewer words one code of them all."""
    size = min(size, max(1, len(words)))
    count = len(words) - size + 1
    return mixed(*(words[start : start + count] for start in range(size))) if count > 0 else words


def published_at(extraction: Extraction) -> str:
    """When it came out, as text that sorts; what has no date comes last."""
    return extraction.published.at if extraction.published else "9999"


def _keys(words: Ints, extraction: Extraction) -> Iterator[tuple[int, bool]]:
    """Fingerprints, each with a stretch of days. Texts without a date are compared with all."""
    day = extraction.published.day if extraction.published else None
    whole = mixed_key(*words.tolist())
    prints = {whole, *_fingerprints(words)}
    if day is None:
        yield from ((mixed_key(one), True) for one in prints)
        return
    first = day.toordinal()
    last = first + int(weights().thresholds["copy_days"])
    for one in prints:
        yield mixed_key(one), False
        for stretch in range(first // STRETCH_DAYS, last // STRETCH_DAYS + 1):
            yield mixed_key(one, stretch), True


def _fingerprints(words: Ints) -> set[int]:
    runs = runs_of(words, PICK_WORDS)
    if len(runs) < PICK_FROM:
        return set(runs[:1].tolist() if not len(runs) else [int(runs.min())])
    windows = np.lib.stride_tricks.sliding_window_view(runs, PICK_FROM)
    return set(windows.min(axis=1).tolist())


def _distinct(portions: Iterable[tuple[Ints, Ints]]) -> Iterator[tuple[int, int]]:
    for one, other in portions:
        pairs = np.unique(np.stack([np.minimum(one, other), np.maximum(one, other)], axis=1), axis=0)
        yield from map(tuple, pairs.tolist())


# Stories


class Stories:
    """Groups of copies, brought up to date where new pairs touch them.

    A report that prints two stories does not make them one: two groups become one only when the shortest text of each
    are copies of each other.
    """

    def __init__(self) -> None:
        self._sets: DisjointSets[str] = DisjointSets()
        self._pairs: dict[str, list[CopyPair]] = defaultdict(list)
        self._groups: dict[str, list[Group]] = {}

    def add(self, pairs: Sequence[CopyPair]) -> None:
        """Take in new pairs."""
        for pair in pairs:
            gone = {self._sets.root(pair.inner), self._sets.root(pair.outer)}
            self._sets.join(pair.inner, pair.outer)
            kept = self._sets.root(pair.inner)
            for root in gone - {kept}:
                self._pairs[kept] += self._pairs.pop(root, [])
                self._groups.pop(root, None)
            self._pairs[kept].append(pair)
        for root in {self._sets.root(pair.inner) for pair in pairs}:
            self._groups[root] = list(_grouped(self._pairs[root]))

    def copies(self, extractions: Mapping[str, Extraction]) -> tuple[Copies, ...]:
        """The groups, earliest publication first in each, in order of their first extraction."""
        found = sorted((group for groups in self._groups.values() for group in groups), key=lambda g: sorted(g.members))
        return tuple(_copies(group, extractions) for group in found)


@dataclass(frozen=True, slots=True)
class Group:
    """Extractions that carry one story, and the least share by which one of them stands in another."""

    members: frozenset[str]
    share: float


def _grouped(pairs: Sequence[CopyPair]) -> Iterator[Group]:
    by_members = {frozenset((pair.inner, pair.outer)): pair for pair in pairs}
    sets: DisjointSets[str] = DisjointSets()
    shortest: dict[str, str] = {}
    weakest: dict[str, float] = {}
    for pair in sorted(pairs, key=lambda pair: (-pair.share, pair.inner, pair.outer)):
        one, other = sets.root(pair.inner), sets.root(pair.outer)
        cores = shortest.get(one, one), shortest.get(other, other)
        between = by_members.get(frozenset(cores))
        if one != other and between is not None:
            sets.join(one, other)
            kept = sets.root(one)
            shortest[kept] = between.inner
            weakest[kept] = min(pair.share, weakest.get(one, 1.0), weakest.get(other, 1.0))
    for members in sets.sets():
        if len(members) > 1:
            yield Group(frozenset(members), weakest[sets.root(members[0])])


def _copies(group: Group, extractions: Mapping[str, Extraction]) -> Copies:
    ordered = sorted(group.members, key=lambda i: (published_at(extractions[i]), i))
    credits = Counter(credit for i in ordered if (credit := credit_of(extractions[i])))
    credit = min(credits, key=lambda name: (-credits[name], name), default="")
    why = f"at least {group.share:.0%} of the words of one stand in another in the same order"
    return Copies(tuple(ordered), why + (f", and they credit {credit}" if credit else ""), credit)
