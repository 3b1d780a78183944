"""What kind of thing words name, as the network sees it; exports and privacy decide by it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sayso.model import MentionKind
from sayso.reading import labels
from sayso.reading.sessions import Network, View

Bounds = tuple[int, int]

LEAST_KIND = 0.2
"""Probability under which a mention's kind stays unknown."""

PERSON = labels.KINDS.index(MentionKind.PERSON)


@dataclass(frozen=True, slots=True)
class NamedKind:
    """What kind of thing words name, and the highest probability that one of them is of a person's name."""

    kind: MentionKind
    person: float


UNSEEN = NamedKind(MentionKind.UNKNOWN, 0.0)


def named_kind(view: View, start: int, end: int) -> NamedKind:
    """The kind of positions of a window: the one that is likeliest over all of them."""
    # A kind has two labels, for its first word and for those after it; the label before them is "no mention".
    chances = view.kind[start:end, 1:].reshape(end - start, -1, 2).sum(axis=2)
    mean = chances.mean(axis=0)
    likeliest = int(np.argmax(mean))
    kind = labels.KINDS[likeliest] if mean[likeliest] >= LEAST_KIND else MentionKind.UNKNOWN
    return NamedKind(kind, float(chances[:, PERSON].max()))


def named_kinds(network: Network, text: str, bounds: Sequence[Bounds]) -> tuple[NamedKind, ...]:
    """The kind of each text[start:end], in the order given; unknown for blanks."""
    found: dict[Bounds, NamedKind] = {}
    for view in network.views(text) if bounds else ():
        for one in bounds:
            if one not in found and (positions := _positions(view, one)) is not None:
                found[one] = named_kind(view, *positions)
    return tuple(found.get(one, UNSEEN) for one in bounds)


def _positions(view: View, bounds: Bounds) -> tuple[int, int] | None:
    """First and past-the-end position of the words, in the window that is asked about the first of them."""
    found = np.flatnonzero(_overlaps(view, bounds))
    return (int(found[0]), int(found[-1]) + 1) if len(found) and view.window.core[found[0]] else None


def _overlaps(view: View, bounds: Bounds) -> np.ndarray:
    start, end = bounds
    tokens = view.window.tokens
    return (tokens >= 0) & (view.tokens.starts[tokens] < end) & (view.tokens.ends[tokens] > start)
