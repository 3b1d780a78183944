"""From the network's scores to spans and labels: pure functions over arrays.

Positions are those of one window's input (special tokens among them); spans of positions are end exclusive.
Probabilities of a tagged slot come as positions × (outside, begin, inside).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise
from operator import itemgetter

import numpy as np
import numpy.typing as npt

from sayso.reading.labels import OUTSIDE

Floats = npt.NDArray[np.float32]
Chances = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Starts = npt.NDArray[np.intp]

ANCHOR_GOES_ON = 0.5
"""Probability from which a token after an anchor's first one belongs to it."""

LONGEST_ANCHOR = 6
"""Tokens after which an anchor ends with its word (gold anchors have one to three words)."""

OUTSIDE_ONLY = (1.0, 0.0, 0.0)
"""Probabilities of a position that no slot can take."""

SPAN_COST = 1.0
"""What each span of a slot after the first costs, in logits."""

FILLED_FROM, CLOSE = 0.3, 0.6
"""A slot that must be filled takes words from this probability on, or else those within this share of the likeliest."""

BESIDE = 0.1
"""Probability from which words may be a speaker beside the likeliest one: the words between the two decide."""

SAYS_MORE = 0.5
"""Probability from which words may say more of the likeliest speaker."""

SMALLEST = 1e-6
"""Probabilities are kept this far from 0 and 1 before their logit is taken."""


@dataclass(frozen=True, slots=True)
class Curve:
    """A calibration, fitted on reports that the network had not seen.

    The logit is `rise` times the logarithm of the probability, less `fall` times that of its complement, plus
    `intercept`: beta calibration (Kull, Silva Filho and Flach, 2017), which is Platt scaling where `rise` is `fall`.
    """

    rise: float = 1.0
    fall: float = 1.0
    intercept: float = 0.0

    def __call__(self, probability: float) -> float:
        """The calibrated probability."""
        kept = min(max(probability, SMALLEST), 1 - SMALLEST)
        logit = self.rise * math.log(kept) - self.fall * math.log(1 - kept) + self.intercept
        return 1 / (1 + math.exp(-logit))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may name a happening: positions, the type's number, and how sure the network is of it."""

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
    """Anchors that score at least `threshold`, in order; of two that touch, only the one that scores higher.

    types: positions × (1 + types), the first being "no anchor". inside: probability that an anchor goes on.
    core: positions that this window is asked about. continues: positions in the middle of a word.
    The score is the geometric mean of the probabilities that there is an anchor and that it is of its likeliest type: a
    happening of a doubtful type is oftener none, and yet a certain one may be of either of two types.
    """
    chance = np.sqrt((1.0 - types[:, OUTSIDE]) * types[:, 1:].max(axis=1))
    starts = np.flatnonzero((chance >= threshold) & core & ~continues)
    kept: list[Candidate] = []
    for start in sorted(map(int, starts), key=lambda p: (-chance[p], p)):
        end = _anchor_end(start, inside, continues)
        if all(end < other.start or other.end < start for other in kept):
            kept.append(Candidate(start, end, int(np.argmax(types[start, 1:])), float(chance[start])))
    return sorted(kept, key=lambda candidate: candidate.start)


def _anchor_end(start: int, inside: Floats, continues: Flags) -> int:
    """Where the anchor ends: after the last token that belongs to it, and never within a word."""
    end, longest = start + 1, start + LONGEST_ANCHOR
    while end < len(inside) and (continues[end] or (end < longest and inside[end] >= ANCHOR_GOES_ON)):
        end += 1
    return end


def tagged(slot: Floats, continues: Flags, threshold: float) -> list[Tagged]:
    """The spans of a slot, in order, as whole words: the likeliest path of being outside and inside.

    A word pulls inside as far as it is likelier than `threshold`; each span after the first costs SPAN_COST, so that
    one doubtful word does not cut a name in two.
    """
    if 1.0 - slot[:, OUTSIDE].min(initial=1.0) <= threshold:
        return []
    words = word_bounds(continues)
    chance = word_chances(slot, continues)
    return [spanned(words, chance, first, after) for first, after in _likeliest_stretches(chance, threshold)]


def word_chances(slot: Floats, continues: Flags) -> Chances:
    """For each word the probability that it belongs to the slot: that of its likeliest piece."""
    chance = 1.0 - slot[:, OUTSIDE].astype(np.float64)
    return np.maximum.reduceat(chance, _word_starts(continues.tobytes()))


def logit(chance: Chances | np.float64) -> Chances:
    """The logit of probabilities, those at the ends kept finite."""
    kept = np.minimum(np.maximum(chance, SMALLEST), 1 - SMALLEST)
    return np.asarray(np.log(kept / (1 - kept)))


def _likeliest_stretches(chance: Chances, threshold: float) -> Iterator[tuple[int, int]]:
    """First and past-the-end word of each stretch inside: the pulls inside less the costs of spans are greatest.

    No stretch begins or ends with a word that pulls outside.
    """
    pulling = np.flatnonzero(chance > threshold)
    if not len(pulling):
        return
    first, after = int(pulling[0]), int(pulling[-1]) + 1
    if len(pulling) == after - first:  # Nothing pulls outside in between, as for most slots.
        yield first, after
        return
    pulls = logit(chance[first:after]) - logit(np.float64(threshold))
    for is_inside, stretch in groupby(enumerate(_likeliest_path(pulls.tolist()), first), key=itemgetter(1)):
        if is_inside:
            positions = [position for position, _ in stretch]
            yield positions[0], positions[-1] + 1


def _likeliest_path(pulls: Sequence[float]) -> list[bool]:
    inside = after = -math.inf  # The best so far that ends within a span, and outside after one.
    steps: list[tuple[bool, bool, bool]] = []
    for pull in pulls:
        begins_again = after - SPAN_COST > 0.0
        begun = after - SPAN_COST if begins_again else 0.0
        goes_on, ends = inside >= begun, inside > after
        steps.append((begins_again, goes_on, ends))
        after, inside = (inside if ends else after), (inside if goes_on else begun) + pull
    state = _INSIDE if inside > after else _AFTER
    path = []
    for begins_again, goes_on, ends in reversed(steps):
        path.append(state == _INSIDE)
        if state == _AFTER:
            state = _INSIDE if ends else _AFTER
        elif state == _INSIDE and not goes_on:
            state = _AFTER if begins_again else _BEFORE
    return path[::-1]


_BEFORE, _INSIDE, _AFTER = range(3)
"""Where a word stands: before any span, in one, or outside after one."""


def spanned(words: Sequence[tuple[int, int]], chance: Chances, first: int, after: int) -> Tagged:
    """The span of the words from `first` to the one before `after`."""
    chances = chance[first:after].tolist()
    return Tagged(words[first][0], words[after - 1][1], sum(chances) / len(chances))


def word_bounds(continues: Flags) -> Sequence[tuple[int, int]]:
    """First position and position after the last of each word of a window."""
    return _word_bounds(continues.tobytes())


@lru_cache(maxsize=8)
def _word_bounds(continues: bytes) -> tuple[tuple[int, int], ...]:
    """The words of a window, which every slot of every anchor asks for."""
    return tuple(pairwise([*_word_starts(continues).tolist(), len(continues)]))


@lru_cache(maxsize=8)
def _word_starts(continues: bytes) -> Starts:
    return np.flatnonzero(~np.frombuffer(continues, dtype=np.bool_))


def likeliest(slot: Floats, continues: Flags, unless: Floats | None = None) -> Tagged | None:
    """The single likeliest span of a slot that must be filled, however unlikely; None where nothing can be.

    Each span counts for less the likelier its words belong to the slot `unless`.
    """
    highest = word_chances(slot, continues).max() if word_bounds(continues) else 0.0
    if highest <= 0.0:
        return None
    found = tagged(slot, continues, min(FILLED_FROM, float(highest) * CLOSE))
    return max(found, key=lambda span: (span.score * _outside(span, unless), -span.start), default=None)


def _outside(span: Tagged, slot: Floats | None) -> float:
    """The mean probability that the positions of a span do not belong to a slot; certain without one."""
    return 1.0 if slot is None else float(slot[span.start : span.end, OUTSIDE].mean())


def best_label(scores: Floats, span: Tagged) -> tuple[int, float]:
    """The label that the positions of a span agree on, and its mean probability. scores: positions × labels."""
    mean = scores[span.start : span.end].mean(axis=0)
    number = int(np.argmax(mean))
    return number, float(mean[number])


def likeliest_together(one: Floats, other: Floats, weights: Floats) -> tuple[int, int]:
    """The labels of two questions that are likeliest together, each question having been judged by itself.

    one, other: probability of each label. weights: one × other, how many times as often as by chance two labels go
    together.
    """
    together = one[:, None] * other[None, :] * weights
    first, second = np.unravel_index(int(np.argmax(together)), together.shape)
    return int(first), int(second)


@dataclass(frozen=True, slots=True)
class Nearest:
    """Whose word it is: the likeliest span, what may speak beside it, and what may say more of it, both in order."""

    first: Tagged
    beside: Sequence[Tagged]
    more: Sequence[Tagged]


def nearest_speakers(speaker: Floats, quoting: Floats, continues: Flags, joining: Flags) -> Nearest | None:
    """Whose word it is where it is somebody's: the likeliest span that does not rather quote, and others.

    joining: positions of words that join two speakers; none that speaks beside the likeliest holds one.
    """
    first = likeliest(speaker, continues, quoting)
    if first is None:
        return None
    rest = speaker.copy()
    rest[joining] = rest[first.start : first.end] = OUTSIDE_ONLY
    return Nearest(first, tagged(rest, continues, BESIDE), apart(tagged(speaker, continues, SAYS_MORE), [first]))


def apart(spans: Sequence[Tagged], others: Sequence[Tagged]) -> list[Tagged]:
    """The spans that touch none of the others."""
    return [span for span in spans if not any(_touch(span, other) for other in others)]


def _touch(one: Tagged, other: Tagged) -> bool:
    return one.start < other.end and other.start < one.end


def groups(same: Floats, threshold: float) -> list[int]:
    """A number of its happening for each anchor: clusters by average linkage, numbered in order of the text.

    same: anchors × anchors, the probability that two are one happening. Of pairs of clusters that are equally close the
    first in the text is joined first.
    """
    means = same.astype(np.float64)
    np.fill_diagonal(means, -np.inf)
    sizes = np.ones(len(same))
    clusters = {number: [number] for number in range(len(same))}
    while len(clusters) > 1:
        earlier, later = map(int, np.unravel_index(int(np.argmax(means)), means.shape))
        if means[earlier, later] < threshold:
            break
        both = sizes[earlier] + sizes[later]
        joined = (sizes[earlier] * means[earlier] + sizes[later] * means[later]) / both
        means[earlier] = means[:, earlier] = joined
        means[later] = means[:, later] = -np.inf
        sizes[earlier] = both
        clusters[earlier] += clusters.pop(later)
    return _numbered(list(clusters.values()), len(same))


def _numbered(clusters: Sequence[Sequence[int]], count: int) -> list[int]:
    out = [0] * count
    for number, cluster in enumerate(sorted(clusters, key=min)):
        for n in cluster:
            out[n] = number
    return out


def shared(slots: Floats, happenings: Sequence[int], share: float) -> Floats:
    """Scores of one slot drawn towards their mean over the claims of one happening: reports rarely repeat a place.

    slots: anchors × positions × 3; happenings: the number of each anchor's happening; share: how far, from 0 to 1.
    """
    numbers = np.array(happenings)
    out = slots.copy()
    for number in set(happenings):
        its = numbers == number
        out[its] = (1 - share) * slots[its] + share * slots[its].mean(axis=0)
    return out
