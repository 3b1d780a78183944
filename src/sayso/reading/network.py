"""The network reader: a small transformer, int8 on the CPU, that reads claims off the page.

One pass of the encoder over each window of the text; then light heads for each word that may name a happening, all
of one window at once. Windows of different texts are never run together, so what is said of a text depends on
that text alone. Scores become spans in `decoding.py`; this module runs the sessions and makes claims.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from sayso.codebook import Codebook
from sayso.model import (
    SPAN_ROLES,
    Claim,
    Count,
    Extraction,
    Mention,
    MentionKind,
    ReaderVersion,
    Reading,
    Speaker,
    with_ids,
)
from sayso.reading import labels
from sayso.reading.decoding import (
    OUTSIDE_ONLY,
    Candidate,
    Flags,
    Floats,
    Tagged,
    best_label,
    candidates,
    groups,
    nearest_speakers,
    tagged,
)
from sayso.reading.sentences import sentence_at
from sayso.reading.shipped import ANCHORS, ENCODER, PAIRS, TOKENIZER, WEIGHTS, Weights, load_weights
from sayso.reading.tokens import CONTINUES, Ints, Tokens, Window, tokenise, window_inputs, windows

VERSION = "1"
HAPPENING, CUE = 0, 1
"""What is asked about an anchor: the slots of a happening, or the source and content of an attribution."""

LEAST_KIND = 0.2
"""Probability under which a mention's kind stays unknown."""


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
        tokens = tokenise(text, self.tokenizer)
        if not len(tokens):
            return
        for window in windows(len(tokens)):
            ids, shapes, sentence = window_inputs(tokens, window)
            scores = self._encoder.run(None, {"ids": ids[None], "shapes": shapes[None]})
            is_word = window.tokens >= 0
            continues = (shapes >= CONTINUES) & is_word
            view = View(tokens, window, sentence, continues, *scores)
            view.inside[~is_word] = 0.0
            yield view

    def anchors(self, view: View, found: Sequence[tuple[int, int]], query: int = HAPPENING) -> AnchorScores:
        """Scores of anchors, given as positions with exclusive end; there must be at least one."""
        starts, ends = np.array(found, dtype=np.int64).T
        asked = np.full(len(found), query, dtype=np.int64)
        inputs = {
            "vectors": view.vectors,
            "sentence": view.sentence,
            "start": starts,
            "end": ends - 1,
            "query": asked,
        }
        scores = AnchorScores(*self._anchors.run(None, inputs))
        scores.slots[:, view.window.tokens < 0] = OUTSIDE_ONLY
        return scores

    def same_happening(self, pair: Floats) -> Floats:
        """Anchors × anchors: the probability that two are one happening."""
        return np.asarray(self._pairs.run(None, {"pair": pair})[0])


def _session(path: Path) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    # Without the arena memory goes back after a long window; it costs under two per cent of the time.
    options.enable_cpu_mem_arena = False
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


class NetworkReader:
    """Reads by the shipped weights, in the codebook's types."""

    def __init__(self, codebook: Codebook, weights: Path = WEIGHTS) -> None:
        self.codebook = codebook
        self.weights = load_weights(weights)
        self.network = Network(self.weights)

    @property
    def version(self) -> ReaderVersion:
        """The weights' version is a hash of all their files."""
        return ReaderVersion("network", VERSION, self.weights.version, self.codebook.version)

    def read(self, extraction: Extraction) -> Reading:
        """All claims of the text; none where the text is not in a language that is read."""
        reading = Reading.id_for(extraction.id, self.version)
        found = self._claims(extraction) if extraction.is_readable else []
        return Reading(reading, extraction.id, self.version, with_ids(reading, found))

    def _claims(self, extraction: Extraction) -> list[Claim]:
        claims: list[Claim] = []
        pairs: list[Floats] = []
        for view in self.network.views(extraction.text):
            found = self._candidates(view)
            if not found:
                continue
            scores = self.network.anchors(view, [(c.start, c.end) for c in found])
            writer = _ClaimWriter(extraction, view, scores, self.weights)
            for number, candidate in enumerate(found):
                code = self.codebook.code_for(labels.TYPES[candidate.type])
                if code is not None:
                    claims.append(writer.claim(number, candidate, code))
                    pairs.append(scores.pair[number])
        return self._grouped(claims, pairs)

    def _candidates(self, view: View) -> list[Candidate]:
        threshold = self.weights.threshold("claim")
        return candidates(view.types, view.inside, view.window.core, view.continues, threshold)

    def _grouped(self, claims: list[Claim], pairs: list[Floats]) -> list[Claim]:
        if not claims:
            return []
        same = self.network.same_happening(np.stack(pairs))
        numbers = groups(same, self.weights.threshold("same-event"))
        return [dataclasses.replace(c, group=f"E{n + 1}") for c, n in zip(claims, numbers, strict=True)]


@dataclass(frozen=True, slots=True)
class _ClaimWriter:
    """Makes claims of one window from what the heads say of its anchors."""

    extraction: Extraction
    view: View
    scores: AnchorScores
    weights: Weights

    def claim(self, number: int, candidate: Candidate, code: str) -> Claim:
        """The claim of one anchor."""
        text, scores = self.extraction, self.scores
        start, end = self.view.bounds(candidate.start, candidate.end)
        status, stance = int(np.argmax(scores.status[number])), int(np.argmax(scores.stance[number]))
        roles: dict[str, Any] = {role: tuple(self._mentions(number, role)) for role in SPAN_ROLES}
        return Claim(
            id="",
            reading="",
            extraction=text.id,
            group="",
            anchor=text.span(start, end),
            sentence=text.span(*sentence_at(list(self.view.tokens.bounds), start)),
            type=code,
            status=labels.STATUSES[status],
            stance=labels.STANCES[stance],
            speakers=tuple(self._speakers(number)),
            counts=tuple(self._counts(number)),
            score=self.weights.calibrated("claim", candidate.score),
            **roles,
        )

    def _tagged(self, number: int, slot: str) -> list[Tagged]:
        return tagged(self.scores.slot(number, slot), self._continues, self.weights.threshold(slot))

    @property
    def _continues(self) -> Flags:
        return self.view.continues

    def _mentions(self, number: int, slot: str) -> Iterator[Mention[Any]]:
        for found in self._tagged(number, slot):
            yield Mention(
                self.extraction.span(*self.view.bounds(found.start, found.end)),
                score=self.weights.calibrated(slot, found.score),
                kind=self._kind(found, slot),
            )

    def _kind(self, found: Tagged, slot: str) -> MentionKind:
        if slot in ("place", "time"):
            return MentionKind(slot)
        mean = self.view.kind[found.start : found.end].mean(axis=0)[1:].reshape(-1, 2).sum(axis=1)
        likeliest = int(np.argmax(mean))
        return labels.KINDS[likeliest] if mean[likeliest] >= LEAST_KIND else MentionKind.UNKNOWN

    def _speakers(self, number: int) -> Iterator[Speaker]:
        weights, scores = self.weights, self.scores
        nearest = nearest_speakers(
            scores.slot(number, "speaker"),
            self._continues,
            scores.voice[number],
            weights.threshold("own-voice"),
            weights.threshold("side-by-side"),
        )
        for found in nearest:
            yield self._speaker(number, found, 0)
        if nearest:
            for found in self._tagged(number, "quoting"):
                yield self._speaker(number, found, 1)

    def _speaker(self, number: int, found: Tagged, level: int) -> Speaker:
        role, _ = best_label(self.scores.role[number], found)
        span = self.extraction.span(*self.view.bounds(found.start, found.end))
        score = self.weights.calibrated("speaker", found.score)
        return Speaker(span, labels.SPEAKER_ROLES[role], level, score=score, kind=self._kind(found, "speaker"))

    def _counts(self, number: int) -> Iterator[Count]:
        for found in self._tagged(number, "count"):
            of, _ = best_label(self.scores.counted[number], found)
            span = self.extraction.span(*self.view.bounds(found.start, found.end))
            yield Count(span, labels.COUNTED[of], score=self.weights.calibrated("count", found.score))
