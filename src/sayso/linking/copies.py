"""Copies: texts that carry one story, whole or in part.

Two texts are copies when most word shingles of the shorter one stand in the longer one too (containment; Broder
1997). Candidates are found by a sketch: only shingles whose hash is divisible by a small number are indexed.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations

from sayso.linking.sets import DisjointSets
from sayso.linking.weights import weights
from sayso.model import Copies, Extraction

_WORD = re.compile(r"\w+")


def find_copies(extractions: Mapping[str, Extraction]) -> tuple[Copies, ...]:
    """Groups of two and more copies, earliest publication first, in order of their first extraction."""
    shingles = {i: shingles_of(extraction.text) for i, extraction in sorted(extractions.items())}
    sets = DisjointSets(shingles)
    shares: dict[str, float] = {}
    for one, other in _candidates(shingles):
        share = containment(shingles[one], shingles[other])
        if share >= weights().thresholds["copy_containment"]:
            sets.join(one, other)
            shares[one] = shares[other] = max(share, shares.get(one, 0), shares.get(other, 0))
    groups = [group for group in sets.sets() if len(group) > 1]
    return tuple(_copies(group, extractions, min(shares[i] for i in group)) for group in groups)


def shingles_of(text: str) -> frozenset[int]:
    """Hashes of the runs of words in a text; the same in every process."""
    size = int(weights().thresholds["copy_shingle_words"])
    words = _WORD.findall(text.lower())
    runs = (" ".join(words[n : n + size]) for n in range(max(1, len(words) - size + 1)))
    return frozenset(
        int.from_bytes(hashlib.blake2b(run.encode("utf-8", "replace"), digest_size=8).digest()) for run in runs
    )


def containment(one: frozenset[int], other: frozenset[int]) -> float:
    """The share of the smaller set that is in the other; 0 for texts too short to tell."""
    smaller = min(len(one), len(other))
    if smaller < weights().thresholds["copy_least_shingles"]:
        return 1.0 if one == other else 0.0
    return len(one & other) / smaller


def _candidates(shingles: Mapping[str, frozenset[int]]) -> Iterable[tuple[str, str]]:
    sketch = int(weights().thresholds["copy_sketch"])
    least = weights().thresholds["copy_least_shingles"]
    holders: dict[int, list[str]] = defaultdict(list)
    for extraction, hashes in shingles.items():
        for value in hashes:
            if value % sketch == 0 or len(hashes) < least:
                holders[value].append(extraction)
    pairs = {pair for held in holders.values() for pair in combinations(held, 2)}
    return sorted(pairs)


def _copies(group: Iterable[str], extractions: Mapping[str, Extraction], share: float) -> Copies:
    ordered = sorted(group, key=lambda i: (_published(extractions[i]), i))
    return Copies(tuple(ordered), f"at least {share:.0%} of the words of one stand in another in the same order")


def _published(extraction: Extraction) -> str:
    return extraction.published.at if extraction.published else "9999"
