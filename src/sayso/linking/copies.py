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

from sayso.linking.blocking import BlockIndex, Key, distinct, mixed_key
from sayso.linking.codes import NONE, Ints, code, mixed
from sayso.linking.credits import credit_of
from sayso.linking.sets import DisjointSets
from sayso.linking.weights import weights
from sayso.model import Copies, Extraction

RUN_WORDS, PICK_WORDS, PICK_FROM = 5, 8, 16
"""Words in a run that containment counts; in a run that is a fingerprint; runs of which one is picked. A passage of
PICK_WORDS + PICK_FROM - 1 unchanged words is certain to give a common fingerprint."""

STRETCH_DAYS = 14
"""Length of the stretches of days within which fingerprints are looked up, each with the next one: copies that came
out within so many days are found, some later ones too."""

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
        self._ids: list[str] = []
        self._runs: list[Ints] = []
        self._credits: list[str] = []
        self._prints: list[int] = []
        self._index = BlockIndex()

    def add(self, extractions: Sequence[Extraction]) -> list[CopyPair]:
        """The pairs that these texts make with each other and with those added before."""
        first = len(self._ids)
        keys: list[tuple[int, Key]] = []
        for row, extraction in enumerate(extractions, first):
            words = word_codes(extraction.text)
            prints = fingerprints(words)
            self._ids.append(extraction.id)
            self._runs.append(np.unique(runs_of(words, RUN_WORDS)))
            self._credits.append(credit_of(extraction))
            self._prints.append(len(prints))
            keys += ((row, key) for key in _keys(prints, extraction))
        self._index.add(keys)
        return [pair for one, other in self._candidates(first) if (pair := self._compared(one, other))]

    def _candidates(self, first: int) -> Iterator[tuple[int, int]]:
        """Pairs that share enough fingerprints for one text to stand in the other."""
        prints = np.array(self._prints, np.int64)
        least = weights().thresholds["copy_least_prints"]
        for portion in self._index.pairs(first):
            one, other, common = distinct(*portion)
            are_near = common >= least * np.minimum(prints[one], prints[other])
            yield from zip(one[are_near].tolist(), other[are_near].tolist(), strict=True)

    def _compared(self, one: int, other: int) -> CopyPair | None:
        inner, outer = sorted((one, other), key=lambda row: (len(self._runs[row]), self._ids[row]))
        share = containment(self._runs[inner], self._runs[outer])
        credit = self._credits[inner]
        name = "copy_containment_credited" if credit and credit == self._credits[outer] else "copy_containment"
        if share < weights().thresholds[name]:
            return None
        return CopyPair(self._ids[inner], self._ids[outer], share)


def find_copies(extractions: Mapping[str, Extraction]) -> tuple[Copies, ...]:
    """Groups of two and more copies, earliest publication first in each, in order of their extractions."""
    texts = [extraction for _, extraction in sorted(extractions.items())]
    stories = Stories()
    stories.add(texts, CopyFinder().add(texts))
    return stories.copies()


def containment(one: Ints, other: Ints) -> float:
    """The share of the smaller set of runs that is in the other; for very short texts, whether they are equal."""
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


def fingerprints(words: Ints) -> set[int]:
    """The runs picked of a text: of every PICK_FROM in a row the one with the smallest code."""
    runs = runs_of(words, PICK_WORDS)
    windows = np.lib.stride_tricks.sliding_window_view(runs, min(PICK_FROM, max(1, len(runs))))
    return set(windows.min(axis=1).tolist()) if len(runs) else {NONE}


def _keys(prints: Iterable[int], extraction: Extraction) -> Iterator[Key]:
    """Fingerprints, each with the stretch of days in which it came out; texts without a date are compared with all."""
    day = extraction.published.day if extraction.published else None
    for one in prints:
        yield mixed_key(one), day is None
        if day is not None:
            yield mixed_key(one, day.toordinal() // STRETCH_DAYS), True
            yield mixed_key(one, day.toordinal() // STRETCH_DAYS + 1), True


# Stories


class Stories:
    """Groups of copies, brought up to date where new pairs touch them.

    A report that prints two stories does not make them one: two groups become one only when the shortest text of each
    are copies of each other.
    """

    def __init__(self) -> None:
        self._sets: DisjointSets[str] = DisjointSets()
        self._pairs: dict[str, list[CopyPair]] = defaultdict(list)
        self._sources: dict[str, Source] = {}
        self._copies: dict[str, list[Copies]] = {}

    def add(self, extractions: Iterable[Extraction], pairs: Sequence[CopyPair]) -> None:
        """Take in texts, and the pairs that they make with each other and with those before."""
        self._sources.update((e.id, Source(published_at(e), e.id, credit_of(e))) for e in extractions)
        for pair in pairs:
            gone = {self._sets.root(pair.inner), self._sets.root(pair.outer)}
            self._sets.join(pair.inner, pair.outer)
            kept = self._sets.root(pair.inner)
            for root in gone - {kept}:
                self._pairs[kept] += self._pairs.pop(root, [])
                self._copies.pop(root, None)
            self._pairs[kept].append(pair)
        for root in {self._sets.root(pair.inner) for pair in pairs}:
            groups = _grouped(self._pairs[root])
            self._copies[root] = [_copies([self._sources[i] for i in group.members], group.share) for group in groups]

    def copies(self) -> tuple[Copies, ...]:
        """The groups, earliest publication first in each, in order of their extractions."""
        return tuple(sorted((one for held in self._copies.values() for one in held), key=lambda one: one.extractions))


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """When a text came out, its id, and the agency that it credits."""

    published: str
    extraction: str
    credit: str


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


def _copies(sources: Iterable[Source], share: float) -> Copies:
    ordered = sorted(sources)
    named = Counter(source.credit for source in ordered if source.credit)
    credit = min(named, key=lambda name: (-named[name], name), default="")
    why = f"at least {share:.0%} of the words of one stand in another in the same order"
    return Copies(
        tuple(source.extraction for source in ordered), why + (f", and they credit {credit}" if credit else ""), credit
    )
