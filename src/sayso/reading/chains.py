"""Spans by their edges: what speaks for a span to begin, to go on or to end between two words.

How likely each word belongs to a slot says well where a span lies and badly where it ends: over the last words of a
long quotation the network's doubt grows little by little. A chain therefore weighs what stands at each edge between two
words: how sure the network is of the word before and of the word after, how they are marked off (a quotation opens, a
comma, a new sentence), and whether the cue is one of them. The weights are learnt from articles that the network has
not seen (`training/chains.py`) and lie in the metadata of its weights.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sayso.reading.decoding import Chances, Flags

WORD, STOP, COMMA, OPENING, CLOSING, DASH, COLON, BRACKET = MARKS = (
    "word",
    "stop",
    "comma",
    "opening quote",
    "closing quote",
    "dash",
    "colon",
    "bracket",
)
"""What a word is to the eye."""

MARKED = ("always", *(f"after {mark}" for mark in MARKS), *(f"before {mark}" for mark in MARKS), "new sentence")
"""What an edge is to the eye."""

WITHOUT_CUE = tuple(f"{role} {side}" for role in ("source", "content") for side in ("before", "after", "begins"))
"""What the network says of sources and contents at an edge, whosever they are."""

SCORED = ("chance before", "chance after", "leaning before", "leaning after", "begins", "after cue", "before cue")
"""What it says of the slot itself: logits of the words on both sides, and whether a span begins rather than goes on."""

AROUND = MARKED + WITHOUT_CUE
SEEN = AROUND + SCORED
EVENTS = ("begins", "goes on", "ends")

IMPOSSIBLE = 1e4
"""What it costs a span to take a word that it cannot have."""

PLAIN = {"always": (-1.0, 0.0, 0.0), "chance after": (1.0, 1.0, 0.0)}
"""A chain that nothing was learnt for: spans of the likeliest words, of which each further one costs something."""


@dataclass(frozen=True, slots=True)
class Chain:
    """How much all that is seen at an edge weighs for each event: SEEN × EVENTS."""

    weights: Chances

    @classmethod
    def of(cls, table: Mapping[str, Sequence[float]]) -> Chain:
        """A chain by the names of what is seen; what the table leaves out weighs nothing."""
        return cls(np.array([table.get(name, (0.0, 0.0, 0.0)) for name in SEEN], dtype=np.float64))

    def table(self) -> dict[str, list[float]]:
        """The weights by name, as `of` takes them."""
        return {name: [round(float(x), 3) for x in row] for name, row in zip(SEEN, self.weights, strict=True)}


def weighed(seen: Chances, can: Flags, weights: Chances) -> Chances:
    """What each event is worth at the edge before each word: words × EVENTS. `can`: words that may be inside."""
    events = seen @ weights
    events[~can, :2] -= IMPOSSIBLE
    return np.asarray(events)


def likeliest_path(begins: Sequence[float], goes_on: Sequence[float], ends: Sequence[float]) -> list[bool]:
    """Whether each word is inside, so that what the events at the edges are worth is greatest (Viterbi).

    Each argument has one entry a word, for the edge before it; the edge before the first word comes from outside.
    """
    outside, inside = 0.0, -math.inf
    stays: list[tuple[bool, bool]] = []  # (comes from inside, goes on inside rather than begins)
    for begin, on, end in zip(begins, goes_on, ends, strict=True):
        stays.append((inside + end > outside, inside + on >= outside + begin))
        outside, inside = max(outside, inside + end), max(outside + begin, inside + on)
    is_inside = inside > outside
    path = []
    for stay in reversed(stays):
        path.append(is_inside)
        is_inside = stay[is_inside]
    return path[::-1]
