"""What the network is trained on: one sum of losses for a batch, whatever labels it has."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from sayso.reading import labels
from training.batches import IGNORED, Batch
from training.network import Network

WEIGHTS = {
    "type": 1.0,
    "inside": 0.3,
    "slots": 0.25,
    "counted": 1.0,
    "role": 2.0,
    "status": 1.0,
    "stance": 3.0,
    "voice": 1.5,
    "same": 0.3,
    "tokens": 0.1,
    "factuality": 0.5,
}
"""Weights of the parts. With so little weight that slots drown it, a question of one answer an anchor, as stance is, is
hardly learnt: its words never shape the encoder."""

_STATUS = {status.value: number for number, status in enumerate(labels.STATUSES)}
_STANCE = {stance.value: number for number, stance in enumerate(labels.STANCES)}
_VOICE = {voice: number for number, voice in enumerate(labels.VOICES)}


def losses(network: Network, batch: Batch) -> dict[str, Tensor]:
    """The weighted parts of the loss, by name."""
    encoder = network.encoder
    vectors = encoder(batch.ids, batch.shapes, batch.mask)
    parts = {**_token_losses(network, batch, vectors), **_value_losses(network, batch, vectors)}
    if batch.items[0].type is not None:
        parts |= _anchor_losses(network, batch, vectors)
    if batch.anchors:
        parts |= _given_anchor_losses(network, batch, vectors)
    return {name: WEIGHTS[name] * part for name, part in parts.items()}


def _anchor_losses(network: Network, batch: Batch, vectors: Tensor) -> dict[str, Tensor]:
    """Found and typed, per coded anchor: a missed one and an invented one weigh alike."""
    kind = batch.padded([item.type for item in batch.items if item.type is not None])
    inside = batch.padded([item.inside for item in batch.items if item.inside is not None])
    coded = max(1, int((kind > 0).sum()))
    goes_on = network.encoder.inside(vectors).squeeze(-1).float()
    known = inside != IGNORED
    return {
        "type": _summed(network.encoder.anchor(vectors), kind) / coded,
        "inside": functional.binary_cross_entropy_with_logits(goes_on[known], inside[known].float(), reduction="sum")
        / coded,
    }


def _token_losses(network: Network, batch: Batch, vectors: Tensor) -> dict[str, Tensor]:
    heads = batch.items[0].heads
    total, spans = torch.zeros(()), 1
    for name in heads:
        gold = batch.padded([item.heads[name] for item in batch.items])
        total = total + _summed(_head(network, name, vectors), gold)
        spans += int((gold % 2 == labels.BEGIN).sum()) if name == "kind" else int((gold == labels.BEGIN).sum())
    return {"tokens": total / spans} if heads else {}


def _head(network: Network, name: str, vectors: Tensor) -> Tensor:
    if name == "kind":
        return network.encoder.kind(vectors)
    if name.startswith("muc:"):
        number = int(name.removeprefix("muc:"))
        return network.encoder.muc(vectors)[..., 3 * number : 3 * number + 3]
    number = labels.ATTRIBUTION.index(name)
    return network.encoder.attribution(vectors)[..., 3 * number : 3 * number + 3]


def _value_losses(network: Network, batch: Batch, vectors: Tensor) -> dict[str, Tensor]:
    places = [(n, p, value) for n, item in enumerate(batch.items) for p, value in item.values]
    if not places:
        return {}
    rows, columns, values = zip(*places, strict=True)
    guess = network.encoder.factuality(vectors[list(rows), list(columns)]).squeeze(-1).float()
    return {"factuality": functional.smooth_l1_loss(guess, torch.tensor(values))}


def _given_anchor_losses(network: Network, batch: Batch, vectors: Tensor) -> dict[str, Tensor]:
    slots, counted, role, status, stance, voice, pair = network.anchors(
        vectors, batch.sentence, batch.mask, batch.window, batch.start, batch.end, batch.query
    )
    gold = batch.padded([a.slots for a in batch.anchors])
    shaped = slots.view(*slots.shape[:2], len(labels.SLOTS), 3).transpose(1, 2)
    parts = {
        "slots": _summed(shaped, gold) / len(batch.anchors),
        "counted": _mean(counted, batch.padded([a.counted for a in batch.anchors])),
        "role": _mean(role, batch.padded([a.role for a in batch.anchors])),
        "status": _mean(status, _numbers(batch, "status", _STATUS)),
        "stance": _mean(stance, _numbers(batch, "stance", _STANCE)),
        "voice": _mean(voice, _numbers(batch, "voice", _VOICE)),
    }
    return parts | _pair_losses(network, batch, pair)


def _pair_losses(network: Network, batch: Batch, pair: Tensor) -> dict[str, Tensor]:
    """Whether two anchors of one report are one happening."""
    groups = [a.anchor.group for a in batch.anchors]
    pairs = [
        (i, j)
        for i in range(len(groups))
        for j in range(i + 1, len(groups))
        if batch.window[i] == batch.window[j] and groups[i] and groups[j]
    ]
    if not pairs:
        return {}
    one, other = (torch.tensor(side) for side in zip(*pairs, strict=True))
    gold = torch.tensor([float(groups[i] == groups[j]) for i, j in pairs])
    guess = network.anchors.same_event(pair[one], pair[other]).float()
    return {"same": functional.binary_cross_entropy_with_logits(guess, gold)}


def _numbers(batch: Batch, name: str, numbers: dict[str, int]) -> Tensor:
    return torch.tensor([numbers.get(getattr(a.anchor, name), IGNORED) for a in batch.anchors])


def _summed(logits: Tensor, gold: Tensor) -> Tensor:
    return functional.cross_entropy(
        logits.reshape(-1, logits.shape[-1]).float(), gold.reshape(-1), ignore_index=IGNORED, reduction="sum"
    )


def _mean(logits: Tensor, gold: Tensor) -> Tensor:
    return _summed(logits, gold) / max(1, int((gold != IGNORED).sum()))
