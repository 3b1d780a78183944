"""Examples as windows of numbers, and windows as batches."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from sayso.reading import labels
from sayso.reading.tokens import Ints, Tokens, Window, tokenise, window_inputs, windows, without_capitals
from training.data import Anchor, Example
from training.network import MUC_ROLES

IGNORED = -100
"""The label of what is not learnt from (torch's cross entropy leaves it out)."""

POOL = 48
"""Windows drawn at random, of which neighbours in length make a batch: little padding, much mixing."""

MOST_ANCHORS = 4
"""Anchors of one window that a batch asks about; more are drawn from at random."""

TOKEN_HEADS = ("kind", *labels.ATTRIBUTION, *(f"muc:{n}" for n in range(MUC_ROLES)))


@dataclass(frozen=True, slots=True)
class AnchorItem:
    """One anchor in input positions with the labels of its slots: slots × positions."""

    start: int
    end: int
    anchor: Anchor
    slots: Ints
    counted: Ints
    role: Ints


@dataclass(frozen=True, slots=True)
class Item:
    """One window with its labels. `type` and `inside` are None where anchors are not learnt from it."""

    ids: Ints
    shapes: Ints
    sentence: Ints
    anchors: tuple[AnchorItem, ...]
    type: Ints | None
    inside: Ints | None
    heads: dict[str, Ints]
    values: tuple[tuple[int, float], ...]

    def __len__(self) -> int:
        return len(self.ids)


def items(examples: Iterable[Example], tokenizer: Tokenizer) -> list[Item]:
    """The windows of all examples, those without any label left out."""
    out = []
    for example in examples:
        tokens = tokenise(example.text, tokenizer)
        for window in windows(len(tokens)):
            item = _item(example, tokens, window)
            if item.anchors or item.type is not None or item.heads or item.values:
                out.append(item)
    return out


def _item(example: Example, tokens: Tokens, window: Window) -> Item:
    ids, shapes, sentence = window_inputs(tokens, window)
    place = _Place(tokens, window)
    anchors = tuple(a for anchor in example.anchors if (a := _anchor_item(anchor, place)) is not None)
    kind, inside = _anchor_labels(anchors, place) if example.learns_anchors else (None, None)
    heads = {name: place.tags(spans, name == "kind") for name, spans in example.tokens.items()}
    values = tuple((p, value) for start, end, value in example.values if (p := place.first(start, end)) is not None)
    return Item(ids, shapes, sentence, anchors, kind, inside, heads, values)


class _Place:
    """Where spans of the text stand among a window's input positions."""

    def __init__(self, tokens: Tokens, window: Window) -> None:
        inside = window.tokens >= 0
        self.starts = np.where(inside, tokens.starts[window.tokens], -1)
        self.ends = np.where(inside, tokens.ends[window.tokens], -1)
        self.core = window.core
        self.count = len(window.tokens)

    def positions(self, start: int, end: int) -> Ints:
        return np.flatnonzero((self.starts < end) & (self.ends > start) & (self.starts >= 0))

    def first(self, start: int, end: int) -> int | None:
        found = self.positions(start, end)
        return int(found[0]) if len(found) and self.core[found[0]] else None

    def tags(self, spans: Sequence[tuple[int, int, str]], by_kind: bool = False) -> Ints:
        out = np.zeros(self.count, dtype=np.int64)
        for start, end, label in spans:
            found = self.positions(start, end)
            if len(found):
                base = 2 * _KIND_NUMBER[label] if by_kind else 0
                out[found] = base + labels.INSIDE
                out[found[0]] = base + labels.BEGIN
        return out


_KIND_NUMBER = {kind.value: number for number, kind in enumerate(labels.KINDS)}
_ROLE_NUMBER = {role.value: number for number, role in enumerate(labels.SPEAKER_ROLES)}
_COUNTED_NUMBER = {counted.value: number for number, counted in enumerate(labels.COUNTED)}


def _anchor_item(anchor: Anchor, place: _Place) -> AnchorItem | None:
    found = place.positions(anchor.start, anchor.end)
    if not len(found) or not place.core[found[0]]:
        return None
    slots = np.full((len(labels.SLOTS), place.count), IGNORED, dtype=np.int64)
    for number, slot in enumerate(labels.SLOTS):
        if slot in anchor.slots:
            slots[number] = place.tags(anchor.slots[slot])
    counted = _token_labels(anchor.slots.get("count", ()), _COUNTED_NUMBER, place)
    speakers = (*anchor.slots.get("speaker", ()), *anchor.slots.get("quoting", ()))
    return AnchorItem(
        int(found[0]), int(found[-1]), anchor, slots, counted, _token_labels(speakers, _ROLE_NUMBER, place)
    )


def _token_labels(spans: Sequence[tuple[int, int, str]], numbers: dict[str, int], place: _Place) -> Ints:
    out = np.full(place.count, IGNORED, dtype=np.int64)
    for start, end, label in spans:
        if label in numbers:
            out[place.positions(start, end)] = numbers[label]
    return out


def _anchor_labels(anchors: Sequence[AnchorItem], place: _Place) -> tuple[Ints, Ints]:
    """Type at each anchor's first position (0 is none), and where anchors go on; only the core is asked about."""
    kind = np.where(place.core, 0, IGNORED)
    inside = np.where(place.core, 0, IGNORED)
    for item in anchors:
        kind[item.start] = 1 + labels.TYPES.index(item.anchor.type)
        inside[item.start + 1 : item.end + 1] = 1
    return kind, inside


LOUD = 0.12
"""Share of windows shown as if all in capitals."""

MASK = 103
"""Id of the mask token in the encoder's vocabulary."""


def disturbed(item: Item, share: float, rng: random.Random) -> Item:
    """The window with a share of its tokens hidden behind the mask and, now and then, without its capitals."""
    random_state = np.random.default_rng(rng.getrandbits(32))
    hidden = (random_state.random(len(item)) < share) & (item.sentence >= 0)
    shapes = without_capitals(item.shapes) if rng.random() < LOUD else item.shapes
    return replace(item, ids=np.where(hidden, MASK, item.ids), shapes=shapes)


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows side by side, padded; anchors of all of them in one list."""

    ids: Tensor
    shapes: Tensor
    sentence: Tensor
    mask: Tensor
    items: tuple[Item, ...]
    window: Tensor
    start: Tensor
    end: Tensor
    query: Tensor
    anchors: tuple[AnchorItem, ...]

    def padded(self, rows: Sequence[Ints]) -> Tensor:
        """Label rows of windows or anchors, padded with IGNORED along their last axis."""
        width = self.ids.shape[1]
        out = [np.pad(r, [(0, 0)] * (r.ndim - 1) + [(0, width - r.shape[-1])], constant_values=IGNORED) for r in rows]
        return torch.from_numpy(np.stack(out))


def draw(pool: Sequence[Item], budget: int, rng: random.Random) -> list[Item]:
    """Some windows of like length whose padded size is at most `budget` tokens (but at least one window)."""
    drawn = sorted(rng.sample(range(len(pool)), min(POOL, len(pool))), key=lambda n: len(pool[n]))
    first = rng.randrange(len(drawn))
    longest = max(1, budget // max(1, len(pool[drawn[first]])))
    return [pool[n] for n in drawn[max(0, first - longest + 1) : first + 1]]


def batch(chosen: Sequence[Item], rng: random.Random) -> Batch:
    """The windows as one batch."""
    width = max(map(len, chosen))
    pad = lambda rows, value: torch.from_numpy(  # noqa: E731
        np.stack([np.pad(row, (0, width - len(row)), constant_values=value) for row in rows])
    )
    anchors = [(n, a) for n, item in enumerate(chosen) for a in _some(item.anchors, rng)]
    column = lambda values: torch.tensor(values, dtype=torch.long)  # noqa: E731
    return Batch(
        ids=pad([item.ids for item in chosen], 0),
        shapes=pad([item.shapes for item in chosen], 0),
        sentence=pad([item.sentence for item in chosen], -1),
        mask=pad([np.ones(len(item), dtype=np.int64) for item in chosen], 0),
        items=tuple(chosen),
        window=column([n for n, _ in anchors]),
        start=column([a.start for _, a in anchors]),
        end=column([a.end for _, a in anchors]),
        query=column([a.anchor.query for _, a in anchors]),
        anchors=tuple(a for _, a in anchors),
    )


def _some(anchors: Sequence[AnchorItem], rng: random.Random) -> Sequence[AnchorItem]:
    if len(anchors) <= MOST_ANCHORS:
        return anchors
    chosen = sorted(rng.sample(range(len(anchors)), MOST_ANCHORS))
    return [anchors[n] for n in chosen]
