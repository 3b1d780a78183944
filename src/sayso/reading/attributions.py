"""Attributions and factuality: what else the network says of a text, beside its claims."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sayso.model.attributions import Attribution
from sayso.reading.decoding import Tagged
from sayso.reading.sessions import CUE, Network, View
from sayso.reading.shipped import Weights
from sayso.reading.words import without_cue, words_of

Bounds = tuple[int, int]


def attributions(network: Network, weights: Weights, text: str) -> tuple[Attribution, ...]:
    """Every attribution of a text, in order of its cue: who (if the text says), by which words, says what."""
    return tuple(found for view in network.views(text) for found in _of_view(network, weights, view, text))


def _of_view(network: Network, weights: Weights, view: View, text: str) -> Iterator[Attribution]:
    words = words_of(view, text)
    found = words.spans(without_cue(view, "cue"), weights.chain("cue"), weights.threshold("cue"))
    cues = [cue for cue in found if view.window.core[cue.start]]
    if not cues:
        return
    scores = network.anchors(view, [(cue.start, cue.end) for cue in cues], CUE)
    for number, cue in enumerate(cues):
        source, content = (
            words.spans(scores.slot(number, role), weights.chain(role), weights.threshold(role), cue)
            for role in ("source", "content")
        )
        yield Attribution(_bounds(view, source), _bounds(view, [cue]), _bounds(view, content))


def _bounds(view: View, found: list[Tagged]) -> tuple[Bounds, ...]:
    return tuple(view.bounds(span.start, span.end) for span in found)


def factuality(network: Network, text: str, start: int, end: int) -> float:
    """How certainly the happening that text[start:end] names took place, from -3 (not at all) to 3."""
    for view in network.views(text):
        inside = view.window.tokens >= 0
        starts = np.where(inside, view.tokens.starts[view.window.tokens], -1)
        ends = np.where(inside, view.tokens.ends[view.window.tokens], -1)
        found = np.flatnonzero((starts < end) & (ends > start) & view.window.core)
        if len(found):
            return float(view.factuality[found[0]])
    return 0.0
