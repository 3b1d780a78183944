"""The network's sessions: texts in, scores out, one window at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from sayso.reading import labels
from sayso.reading.decoding import OUTSIDE_ONLY, Flags, Floats
from sayso.reading.shipped import ANCHORS, ENCODER, PAIRS, TOKENIZER, Weights
from sayso.reading.tokens import CONTINUES, Ints, Tokens, Window, tokenise, window_inputs, windows

HAPPENING, CUE = 0, 1
"""What is asked about an anchor: the slots of a happening, or the source and content of an attribution."""

ANCHORS_AT_ONCE, ROWS = 16, 64
"""Anchors of a window, and rows of pairs of anchors, that are asked about together: they bound the memory used."""

SLOWER_WITH = ["SkipLayerNormFusion"]
"""Of onnxruntime's rewritings, the one that costs time: its fused norm takes thrice that of an addition and a norm."""


@dataclass(frozen=True, slots=True)
class View:
    """One window with everything that the encoder says of it, by input position."""

    tokens: Tokens
    window: Window
    sentence: Ints
    continues: Flags
    vectors: Floats
    types: Floats
    inside: Floats
    kind: Floats
    attribution: Floats
    factuality: Floats

    def without_scores(self) -> View:
        """The window with its positions and the kinds of its words alone: the rest takes a megabyte."""
        nothing = np.empty(0, dtype=np.float32)
        kept = self.tokens, self.window, self.sentence, self.continues
        return View(*kept, nothing, nothing, nothing, self.kind, nothing, nothing)

    def bounds(self, start: int, end: int) -> tuple[int, int]:
        """Start and end in code points of positions, special ones at the edges left out."""
        inside = self.window.tokens[start:end]
        inside = inside[inside >= 0]
        return int(self.tokens.starts[inside[0]]), int(self.tokens.ends[inside[-1]])


@dataclass(frozen=True, slots=True)
class AnchorScores:
    """What the heads say of the anchors of one window; the first axis of each array goes over anchors."""

    slots: Floats
    counted: Floats
    role: Floats
    status: Floats
    stance: Floats
    voice: Floats
    pair: Floats

    def slot(self, anchor: int, name: str) -> Floats:
        """Probabilities of one slot of one anchor: positions × (outside, begin, inside)."""
        return np.asarray(self.slots[anchor, :, labels.SLOTS.index(name)])


class Network:
    """The sessions of one set of weights. One thread each: more processes read more, more threads do not."""

    def __init__(self, weights: Weights) -> None:
        self.tokenizer = Tokenizer.from_file(str(weights.folder / TOKENIZER))
        self._encoder = _session(weights.folder / ENCODER)
        self._anchors = _session(weights.folder / ANCHORS)
        self._pairs = _session(weights.folder / PAIRS)

    def views(self, text: str) -> Iterator[View]:
        """The windows of a text, encoded one by one."""
        for tokens, window, (ids, shapes, sentence) in self._inputs(text):
            scores = self._encoded(ids, shapes)
            is_word = window.tokens >= 0
            continues = (shapes >= CONTINUES) & is_word
            view = View(tokens, window, sentence, continues, *scores)
            view.inside[~is_word] = 0.0
            yield view

    def encode(self, text: str) -> int:
        """Run the encoder alone, as `views` does, and forget what it says; the number of windows. For benchmarks."""
        return sum(1 for _, _, (ids, shapes, _) in self._inputs(text) if self._encoded(ids, shapes))

    def _inputs(self, text: str) -> Iterator[tuple[Tokens, Window, tuple[Ints, Ints, Ints]]]:
        tokens = tokenise(text, self.tokenizer)
        for window in windows(len(tokens)) if len(tokens) else ():
            yield tokens, window, window_inputs(tokens, window)

    def _encoded(self, ids: Ints, shapes: Ints) -> list[Floats]:
        return list(self._encoder.run(None, {"ids": ids[None], "shapes": shapes[None]}))

    def anchors(self, view: View, found: Sequence[tuple[int, int]], query: int = HAPPENING) -> AnchorScores:
        """Scores of anchors, given as positions with exclusive end; there must be at least one."""
        some = (found[first : first + ANCHORS_AT_ONCE] for first in range(0, len(found), ANCHORS_AT_ONCE))
        parts = [self._answers(view, np.array(anchors, dtype=np.int64), query) for anchors in some]
        scores = AnchorScores(*(np.concatenate(arrays) for arrays in zip(*parts, strict=True)))
        scores.slots[:, view.window.tokens < 0] = OUTSIDE_ONLY
        return scores

    def _answers(self, view: View, anchors: Ints, query: int) -> list[Floats]:
        inputs = {
            "vectors": view.vectors,
            "sentence": view.sentence,
            "start": anchors[:, 0],
            "end": anchors[:, 1] - 1,
            "query": np.full(len(anchors), query, dtype=np.int64),
        }
        return list(self._anchors.run(None, inputs))

    def same_happening(self, pair: Floats) -> Floats:
        """Anchors × anchors: the probability that two are one happening."""
        rows = (pair[first : first + ROWS] for first in range(0, len(pair), ROWS))
        return np.concatenate([self._pairs.run(None, {"some": some, "pair": pair})[0] for some in rows])


def _session(path: Path) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    # Without the arena memory goes back after a long window; it costs under two per cent of the time.
    options.enable_cpu_mem_arena = False
    return onnxruntime.InferenceSession(
        str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=SLOWER_WITH
    )
