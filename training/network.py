"""The network in torch: one encoder pass a window, then light heads for every anchor."""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from sayso.reading import labels
from sayso.reading.tokens import SENTENCE_REACH, SHAPES

WIDTH, LAYERS, HEADS, INNER, VOCABULARY, POSITIONS = 384, 6, 12, 1536, 30522, 512
"""Sizes of MiniLM-L6-H384-uncased."""

LIGHT, LIGHT_HEADS, LIGHT_INNER, LIGHT_LAYERS = 128, 4, 256, 2
"""Sizes of the layers that run once for each anchor: read, an anchor takes about a twelfth of the encoder's time."""

PAIR = 64
DISTANCES = (0, 1, 2, 4, 8, 16, 32, 64, 128)
"""Bounds, in tokens, of the distances from an anchor that the light layers tell apart."""

MUC_ROLES = 5


class Block(nn.Module):
    """One transformer layer as BERT has it: attention, then a feed-forward part, each followed by a norm."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """x: batch × tokens × width; mask: batch × 1 × 1 × tokens, added to the attention scores."""
        batch, count, width = x.shape
        qkv = self.qkv(x).view(batch, count, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        # Written out: torch's fused attention spends twice the time going backwards on these processors.
        scores = qkv[0] @ qkv[1].transpose(-1, -2) * (width // self.heads) ** -0.5 + mask.to(qkv.dtype)
        mixed = scores.softmax(-1, dtype=qkv.dtype) @ qkv[2]
        x = self.norm1(x + self.dropout(self.out(mixed.transpose(1, 2).reshape(batch, count, width))))
        return self.norm2(x + self.dropout(self.down(functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """MiniLM with an embedding of word shapes added to its input, and the heads that need no anchor."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.word = nn.Embedding(VOCABULARY, WIDTH)
        self.position = nn.Embedding(POSITIONS, WIDTH)
        self.shape = nn.Embedding(SHAPES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.blocks = nn.ModuleList(Block(WIDTH, HEADS, INNER, dropout) for _ in range(LAYERS))
        self.anchor = nn.Linear(WIDTH, 1 + len(labels.TYPES))
        self.inside = nn.Linear(WIDTH, 1)
        self.kind = nn.Linear(WIDTH, 1 + 2 * len(labels.KINDS))
        self.attribution = nn.Linear(WIDTH, 3 * len(labels.ATTRIBUTION))
        self.factuality = nn.Sequential(nn.Linear(WIDTH, WIDTH), nn.GELU(), nn.Linear(WIDTH, 1))
        self.muc = nn.Linear(WIDTH, 3 * MUC_ROLES)
        nn.init.zeros_(self.shape.weight)

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        """Vectors of all tokens. ids, shapes: batch × tokens; mask: 1 where there is a token."""
        count = ids.shape[1]
        x = self.word(ids) + self.position.weight[:count] + self.shape(shapes)
        x = self.dropout(self.norm(x))
        added = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for block in self.blocks:
            x = block(x, added)
        return x

    def load_minilm(self, path: Path) -> None:
        """Start from the weights of MiniLM (safetensors of a BertModel)."""
        theirs = load_file(path)
        self.word.weight.data.copy_(theirs["embeddings.word_embeddings.weight"])
        token_type = theirs["embeddings.token_type_embeddings.weight"][0]
        self.position.weight.data.copy_(theirs["embeddings.position_embeddings.weight"] + token_type)
        _copy(self.norm, theirs, "embeddings.LayerNorm")
        for number, block in enumerate(self.blocks):
            base = f"encoder.layer.{number}"
            for part in ("weight", "bias"):
                qkv = [theirs[f"{base}.attention.self.{name}.{part}"] for name in ("query", "key", "value")]
                getattr(block.qkv, part).data.copy_(torch.cat(qkv))
            _copy(block.out, theirs, f"{base}.attention.output.dense")
            _copy(block.norm1, theirs, f"{base}.attention.output.LayerNorm")
            _copy(block.up, theirs, f"{base}.intermediate.dense")
            _copy(block.down, theirs, f"{base}.output.dense")
            _copy(block.norm2, theirs, f"{base}.output.LayerNorm")


def _copy(module: nn.Module, theirs: dict[str, Tensor], name: str) -> None:
    module.weight.data.copy_(theirs[f"{name}.weight"])
    module.bias.data.copy_(theirs[f"{name}.bias"])


class AnchorHeads(nn.Module):
    """Everything that is asked about one anchor, from the vectors of its window."""

    def __init__(self, dropout: float = 0.2) -> None:
        super().__init__()
        self.token = nn.Linear(WIDTH, LIGHT)
        self.given = nn.Linear(2 * WIDTH, LIGHT)
        self.gate = nn.Linear(2 * WIDTH, LIGHT)
        self.query = nn.Embedding(2, LIGHT)
        self.distance = nn.Embedding(2 * len(DISTANCES) + 1, LIGHT)
        self.sentence = nn.Embedding(2 * SENTENCE_REACH + 1, LIGHT)
        self.within = nn.Embedding(2, LIGHT)
        self.norm = nn.LayerNorm(LIGHT)
        self.blocks = nn.ModuleList(Block(LIGHT, LIGHT_HEADS, LIGHT_INNER, dropout) for _ in range(LIGHT_LAYERS))
        self.slots = nn.Linear(LIGHT, 3 * len(labels.SLOTS))
        self.counted = nn.Linear(LIGHT, len(labels.COUNTED))
        self.role = nn.Linear(LIGHT, len(labels.SPEAKER_ROLES))
        # Who somebody is, and what is counted, stands mostly in the words themselves, whatever the anchor.
        self.counted_word = nn.Linear(WIDTH, len(labels.COUNTED))
        self.role_word = nn.Linear(WIDTH, len(labels.SPEAKER_ROLES))
        claim = LIGHT + 2 * WIDTH
        self.status = nn.Linear(claim, len(labels.STATUSES))
        self.stance = nn.Linear(claim, len(labels.STANCES))
        self.voice = nn.Linear(claim, len(labels.VOICES))
        self.pair = nn.Linear(claim, PAIR)
        self.same = nn.Sequential(nn.Linear(3 * PAIR, PAIR), nn.GELU(), nn.Linear(PAIR, 1))
        self.dropout = nn.Dropout(dropout)

    def forward(
        self,
        vectors: Tensor,
        sentence: Tensor,
        mask: Tensor,
        window: Tensor,
        start: Tensor,
        end: Tensor,
        query: Tensor,
    ) -> tuple[Tensor, ...]:
        """vectors: windows × tokens × width; sentence, mask: windows × tokens; the rest: one entry an anchor.

        `start` and `end` are the anchor's first and last input position.
        """
        anchor = torch.cat([vectors[window, start], vectors[window, end]], -1)
        x = self._conditioned(vectors, sentence, anchor, window, start, end, query)
        added = (1.0 - mask[window][:, None, None, :].to(x.dtype)) * -1e4
        for block in self.blocks:
            x = block(x, added)
        rows = torch.arange(start.shape[0], device=x.device)
        claim = self.dropout(torch.cat([x[rows, start], anchor], -1))
        return (
            self.slots(x),
            self.counted(x) + self.counted_word(vectors)[window],
            self.role(x) + self.role_word(vectors)[window],
            self.status(claim),
            self.stance(claim),
            self.voice(claim),
            self.pair(claim),
        )

    def _conditioned(
        self,
        vectors: Tensor,
        sentence: Tensor,
        anchor: Tensor,
        window: Tensor,
        start: Tensor,
        end: Tensor,
        query: Tensor,
    ) -> Tensor:
        position = torch.arange(vectors.shape[1], device=vectors.device)
        away = position[None, :] - start[:, None]
        bounds = torch.tensor(DISTANCES, device=vectors.device)
        size = (away.abs()[..., None] > bounds).sum(-1)
        distance = torch.where(away < 0, size, -size) + len(DISTANCES)
        own = sentence[window]
        at = own.gather(1, start[:, None])
        gap = (own - at).clamp(-SENTENCE_REACH, SENTENCE_REACH) + SENTENCE_REACH
        inside = ((position[None, :] >= start[:, None]) & (position[None, :] <= end[:, None])).long()
        token = self.token(vectors)[window]
        given = self.given(anchor)[:, None] + token * self.gate(anchor)[:, None]
        x = token + given + self.query(query)[:, None]
        return self.dropout(self.norm(x + self.distance(distance) + self.sentence(gap) + self.within(inside)))

    def same_event(self, one: Tensor, other: Tensor) -> Tensor:
        """How likely two anchors are one happening, as a logit; one, other: pairs × PAIR."""
        return self.same(torch.cat([(one - other).abs(), one * other, one + other], -1)).squeeze(-1)


class Network(nn.Module):
    """The encoder and the anchor heads, as they are trained together."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.anchors = AnchorHeads()
