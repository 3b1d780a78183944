"""From the network's scores to spans and labels: pure functions over arrays.

Positions are those of one window's input (special tokens among them); spans of positions are end exclusive.
Probabilities of a tagged slot come as positions × (outside, begin, inside).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from sayso.reading.labels import BEGIN, INSIDE, OUTSIDE

Floats = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]

ANCHOR_GOES_ON = 0.5
"""Probability from which a token after an anchor's first one belongs to it."""

LONGEST_ANCHOR = 6
"""Tokens of the longest anchor; a longer one names nothing (gold anchors have one to three words)."""

OUTSIDE_ONLY = (1.0, 0.0, 0.0)
"""Probabilities of a position that no slot can take."""

SMALLEST = 1e-6
"""Probabilities are kept this far from 0 and 1 before their logit is taken."""


@dataclass(frozen=True, slots=True)
class Curve:
    """A calibration: a line through the logits (Platt scaling), fitted on reports that the network had not seen."""

    slope: float = 1.0
    intercept: float = 0.0

    def __call__(self, probability: float) -> float:
        """The calibrated probability."""
        kept = min(max(probability, SMALLEST), 1 - SMALLEST)
        logit = self.slope * math.log(kept / (1 - kept)) + self.intercept
        return 1 / (1 + math.exp(-logit))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may name a happening: positions, the type's number, and how sure the network is of an anchor."""

    start: int
    end: int
    type: int
    score: float


@dataclass(frozen=True, slots=True)
class Tagged:
    """Positions that a slot takes, with the mean probability that they belong to it."""

    start: int
    end: int
    score: float


def candidates(types: Floats, inside: Floats, core: Flags, continues: Flags, threshold: float) -> list[Candidate]:
    """Anchors at least as likely as `threshold`, in order; of two that touch, only the likelier one.

    types: positions × (1 + types), the first being "no anchor". inside: probability that an anchor goes on.
    core: positions that this window is asked about. continues: positions in the middle of a word.
    """
    chance = 1.0 - types[:, OUTSIDE]
    starts = np.flatnonzero((chance >= threshold) & core & ~continues)
    kept: list[Candidate] = []
    for start in sorted(map(int, starts), key=lambda p: (-chance[p], p)):
        end = _anchor_end(start, inside, continues)
        if all(end < other.start or other.end < start for other in kept):
            kept.append(Candidate(start, end, int(np.argmax(types[start, 1:])), float(chance[start])))
    return sorted(kept, key=lambda candidate: candidate.start)


def _anchor_end(start: int, inside: Floats, continues: Flags) -> int:
    end = start + 1
    while end < len(inside) and end - start < LONGEST_ANCHOR and (continues[end] or inside[end] >= ANCHOR_GOES_ON):
        end += 1
    return end


def tagged(slot: Floats, continues: Flags, threshold: float) -> list[Tagged]:
    """Spans whose every word is at least as likely inside the slot as `threshold`, in order, as whole words."""
    chance = 1.0 - slot[:, OUTSIDE]
    spans: list[tuple[int, int]] = []
    for start, end in _words(continues):
        if chance[start:end].max() < threshold:
            continue
        begins = slot[start, BEGIN] > slot[start, INSIDE]
        if spans and spans[-1][1] == start and not begins:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return [Tagged(start, end, float(chance[start:end].mean())) for start, end in spans]


def _words(continues: Flags) -> list[tuple[int, int]]:
    edges = [*np.flatnonzero(~continues), len(continues)]
    return [(int(start), int(end)) for start, end in pairwise(edges)]


def likeliest(slot: Floats, continues: Flags) -> Tagged | None:
    """The single likeliest span of a slot that must be filled, however unlikely; None where nothing can be."""
    begins = np.where(continues, 0.0, slot[:, BEGIN])
    if not len(begins) or begins.max() <= 0.0:
        return None
    start = int(np.argmax(begins))
    end = start + 1
    while end < len(slot) and (continues[end] or slot[end, INSIDE] >= max(slot[end, OUTSIDE], slot[end, BEGIN])):
        end += 1
    return Tagged(start, end, float(1.0 - slot[start:end, OUTSIDE].mean()))


def best_label(scores: Floats, span: Tagged) -> tuple[int, float]:
    """The label that the positions of a span agree on, and its mean probability. scores: positions × labels."""
    mean = scores[span.start : span.end].mean(axis=0)
    number = int(np.argmax(mean))
    return number, float(mean[number])


def nearest_speakers(
    slot: Floats, continues: Flags, voice: Floats, own_voice: float, side_by_side: float
) -> list[Tagged]:
    """Whose word it is: nobody's but the report's own where that is at least as likely as `own_voice`.

    Otherwise the likeliest span, and every other one of its slot that is at least as likely as `side_by_side`.
    """
    if voice[0] >= own_voice:
        return []
    first = likeliest(slot, continues)
    if first is None:
        return []
    others = [span for span in tagged(slot, continues, side_by_side) if not _touch(span, first)]
    return sorted([first, *others], key=lambda span: span.start)


def _touch(one: Tagged, other: Tagged) -> bool:
    return one.start < other.end and other.start < one.end


def groups(same: Floats, threshold: float) -> list[int]:
    """A number of its happening for each anchor: clusters by average linkage, numbered in order of the text.

    same: anchors × anchors, the probability that two are one happening.
    """
    clusters = [[n] for n in range(len(same))]
    while len(clusters) > 1:
        closest = max(
            (_linkage(same, one, other), -a, -b)
            for a, one in enumerate(clusters)
            for b, other in enumerate(clusters[:a])
        )
        if closest[0] < threshold:
            break
        joined = clusters.pop(-closest[1])
        clusters[-closest[2]].extend(joined)
    return _numbered(clusters, len(same))


def _linkage(same: Floats, one: Sequence[int], other: Sequence[int]) -> float:
    return float(np.mean([same[i, j] for i in one for j in other]))


def _numbered(clusters: Sequence[Sequence[int]], count: int) -> list[int]:
    out = [0] * count
    for number, cluster in enumerate(sorted(clusters, key=min)):
        for n in cluster:
            out[n] = number
    return out
