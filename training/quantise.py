"""Turn trained networks into weights for reading: `python -m training.quantise`, or one with `RUN --out FOLDER`.

Word embeddings become int8 with one scale a word; the transformer layers, of the encoder and of the anchors, become
int8 per channel, with activations scaled window by window while reading (a window is always read alone, so neighbours
cannot matter). What turns vectors into scores stays in fp32: it is small and decides everything.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
import warnings
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from sayso.reading import labels
from sayso.reading.shipped import ANCHORS, ENCODER, FILES, METADATA, PAIRS, TOKENIZER
from training.folds import learnt_documents
from training.network import PAIR, WIDTH, AnchorHeads, Block, Encoder, Network
from training.plan import DATA, MEAN, MINILM, SEED_WEIGHTS, SHIPPED, WORK

OPSET = 17
LARGEST_INT8 = 127
TRACED_TOKENS, TRACED_ANCHORS = 12, 3


class OneAttention(torch.autograd.Function):
    """All heads' attention as one operator of onnxruntime, which never writes down tokens × tokens scores."""

    @staticmethod
    def forward(ctx: Any, query: Tensor, key: Tensor, value: Tensor, heads: int) -> Tensor:
        """query, key, value: batch × tokens × width."""
        batch, count, width = query.shape
        q, k, v = (x.view(batch, count, heads, width // heads).transpose(1, 2) for x in (query, key, value))
        mixed = (q @ k.transpose(-1, -2) * (width // heads) ** -0.5).softmax(-1) @ v
        return mixed.transpose(1, 2).reshape(batch, count, width)

    @staticmethod
    def symbolic(graph: Any, query: Any, key: Any, value: Any, heads: int) -> Any:
        """The operator in an exported graph."""
        return graph.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=heads).setType(query.type())


class ReadingBlock(nn.Module):
    """A layer with its attention as one operator. Windows are read one by one, so that nothing is masked."""

    def __init__(self, block: Block) -> None:
        super().__init__()
        self.block = block

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """x: batch × tokens × width."""
        block = self.block
        query, key, value = block.qkv(x).split(x.shape[-1], -1)
        x = block.norm1(x + block.out(OneAttention.apply(query, key, value, block.heads)))
        return block.norm2(x + block.down(functional.gelu(block.up(x))))


class ReadingEncoder(nn.Module):
    """The encoder for one window: vectors, and probabilities of everything that needs no anchor."""

    outputs = ("vectors", "types", "inside", "kind", "attribution", "factuality")

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        scale = encoder.word.weight.abs().amax(1, keepdim=True).clamp_min(1e-9) / LARGEST_INT8
        self.register_buffer("scale", scale)
        self.register_buffer("word", (encoder.word.weight / scale).round().to(torch.int8))

    def forward(self, ids: Tensor, shapes: Tensor) -> tuple[Tensor, ...]:
        """ids, shapes: 1 × tokens."""
        encoder = self.encoder
        word = self.word[ids].float() * self.scale[ids]
        x = encoder.norm(word + encoder.position.weight[: ids.shape[1]] + encoder.shape(shapes))
        for block in encoder.blocks:
            x = block(x, torch.zeros(1, 1, 1, 1))
        attribution = encoder.attribution(x).view(1, -1, len(labels.ATTRIBUTION), 3).softmax(-1)
        return (
            x[0],
            encoder.anchor(x)[0].softmax(-1),
            encoder.inside(x)[0, :, 0].sigmoid(),
            encoder.kind(x)[0].softmax(-1),
            attribution[0],
            encoder.factuality(x)[0, :, 0],
        )


class ReadingAnchors(nn.Module):
    """The heads for all anchors of one window, as probabilities."""

    inputs = ("vectors", "sentence", "start", "end", "query")
    outputs = ("slots", "counted", "role", "status", "stance", "voice", "pair")

    def __init__(self, heads: AnchorHeads) -> None:
        super().__init__()
        self.heads = heads

    def forward(
        self, vectors: Tensor, sentence: Tensor, start: Tensor, end: Tensor, query: Tensor
    ) -> tuple[Tensor, ...]:
        """vectors: tokens × width; sentence: tokens; the rest: one entry an anchor."""
        mask = torch.ones_like(sentence)[None]
        window = torch.zeros_like(start)
        found = self.heads(vectors[None], sentence[None], mask, window, start, end, query)
        slots, counted, role, status, stance, voice, pair = found
        shaped = slots.view(slots.shape[0], slots.shape[1], len(labels.SLOTS), 3).softmax(-1)
        return (shaped, *(x.softmax(-1) for x in (counted, role, status, stance, voice)), pair)


class ReadingPairs(nn.Module):
    """How likely each of some anchors and each of all anchors of a report are one happening."""

    def __init__(self, heads: AnchorHeads) -> None:
        super().__init__()
        self.heads = heads

    def forward(self, some: Tensor, pair: Tensor) -> Tensor:
        """some: rows × PAIR; pair: anchors × PAIR."""
        one, other = torch.broadcast_tensors(some[:, None], pair[None])
        return self.heads.same_event(one, other).sigmoid()


def main() -> None:
    """Read the options and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path, nargs="?", help="folder of a run with its final.pt")
    parser.add_argument("--out", type=Path, default=SHIPPED)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--minilm", type=Path, default=MINILM, help="folder with tokenizer.json")
    parser.add_argument("--work", type=Path, default=WORK)
    options = parser.parse_args()
    wanted = {options.run: options.out} if options.run else _planned(options.work)
    for run, out in wanted.items():
        write_weights(run / "final.pt", options.data, options.minilm, out)


def _planned(work: Path) -> dict[Path, Path]:
    seeds = {work / name: folder for name, folder in SEED_WEIGHTS.items()}
    return {work / MEAN.name: SHIPPED, **seeds}


def write_weights(checkpoint: Path, data: Path, minilm: Path, out: Path) -> None:
    """Encoder, anchor heads, pairs, tokenizer and metadata in a folder."""
    state = torch.load(checkpoint)
    network = Network()
    network.load_state_dict(state["network"])
    network.eval()
    for layers in (network.encoder, network.anchors):
        layers.blocks = nn.ModuleList(ReadingBlock(block) for block in layers.blocks)
    out.mkdir(parents=True, exist_ok=True)
    _export_encoder(network, out / ENCODER)
    _export_anchors(network, out / ANCHORS)
    _export_pairs(network, out / PAIRS)
    _write_tokenizer(minilm / TOKENIZER, out / TOKENIZER)
    runs = state["runs"]
    metadata = {**_hashes(out), "runs": runs, **learnt(learnt_documents(data, runs[-1]["fold"]))}
    (out / METADATA).write_text(json.dumps(metadata, indent=1) + "\n", encoding="utf-8")


def _hashes(out: Path) -> dict[str, Any]:
    hashes = {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in FILES}
    return {"version": hashlib.sha256("".join(hashes.values()).encode()).hexdigest()[:12], "files": hashes}


def learnt(documents: list[dict[str, Any]]) -> dict[str, Any]:
    """How many coded claims there were of each type, and the types of which there was none."""
    counts = Counter(claim["type"] for document in documents for claim in document["claims"])
    unlearnt = [code for code in labels.TYPES if not counts[code]]
    return {
        "reports": len(documents),
        "claims_by_type": dict(counts.most_common()),
        "unlearnt": unlearnt,
        "stances_told": stances_told(documents),
    }


def stances_told(documents: list[dict[str, Any]]) -> dict[str, dict[str, float]]:
    """For each role of a nearest speaker and each stance, how many times as often as by chance the two go together.

    One case is added to what was found and to what chance would give, so that rare pairs say little.
    """
    claims = [claim for document in documents for claim in document["claims"]]
    told = Counter((role, claim["stance"]) for claim in claims for role in whose_word(claim))
    roles, stances = (Counter[str]() for _ in range(2))
    for (role, stance), count in told.items():
        roles[role] += count
        stances[stance] += count

    def ratio(role: str, stance: str) -> float:
        return (told[role, stance] + 1) / (roles[role] * stances[stance] / told.total() + 1)

    return {
        role: {stance.value: round(ratio(role, stance.value), 3) for stance in labels.STANCES}
        for role in labels.WHOSE_WORD
    }


def whose_word(claim: dict[str, Any]) -> set[str]:
    """The roles of a coded claim's nearest speakers; without any, the report's own voice."""
    nearest = [s["role"] for n, s in enumerate(claim["speakers"]) if s.get("level", n) == 0]
    return set(nearest) or {labels.OWN_VOICE}


def _export_encoder(network: Network, path: Path) -> None:
    ids = torch.zeros(1, TRACED_TOKENS, dtype=torch.long)
    names = ReadingEncoder.outputs
    axes = {"ids": {1: "tokens"}, "shapes": {1: "tokens"}, **{name: {0: "tokens"} for name in names}}
    with _plain() as plain:
        _export(ReadingEncoder(network.encoder), (ids, ids), plain, ("ids", "shapes"), names, axes)
        _quantise_blocks(plain, path)


def _export_anchors(network: Network, path: Path) -> None:
    vectors = torch.zeros(TRACED_TOKENS, WIDTH)
    sentence = torch.zeros(TRACED_TOKENS, dtype=torch.long)
    anchor = torch.arange(TRACED_ANCHORS)
    names = ReadingAnchors.outputs
    axes = {"vectors": {0: "tokens"}, "sentence": {0: "tokens"}}
    axes |= {name: {0: "anchors"} for name in ("start", "end", "query", *names)}
    for name in ("slots", "counted", "role"):
        axes[name] = {0: "anchors", 1: "tokens"}
    arguments = (vectors, sentence, anchor, anchor, torch.zeros_like(anchor))
    with _plain() as plain:
        _export(ReadingAnchors(network.anchors), arguments, plain, ReadingAnchors.inputs, names, axes)
        _quantise_blocks(plain, path)


def _export_pairs(network: Network, path: Path) -> None:
    axes = {"some": {0: "rows"}, "pair": {0: "anchors"}, "same": {0: "rows", 1: "anchors"}}
    arguments = torch.zeros(TRACED_ANCHORS - 1, PAIR), torch.zeros(TRACED_ANCHORS, PAIR)
    _export(ReadingPairs(network.anchors), arguments, path, ("some", "pair"), ("same",), axes)


@contextmanager
def _plain() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder) / "plain.onnx"


def _quantise_blocks(plain: Path, path: Path) -> None:
    """The weights of the transformer's blocks to int8; what goes into and out of them stays in fp32."""
    multiplications = [node.name for node in onnx.load(plain).graph.node if node.op_type == "MatMul"]
    quantize_dynamic(
        plain,
        path,
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul"],
        nodes_to_exclude=[name for name in multiplications if "blocks" not in name],
    )


def _export(
    module: nn.Module,
    arguments: tuple[Tensor, ...],
    path: Path,
    inputs: tuple[str, ...],
    outputs: tuple[str, ...],
    axes: dict[str, dict[int, str]],
) -> None:
    with warnings.catch_warnings():
        # The tracer warns of shapes that it fixes; the ones it may fix here are sizes of the network.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module.eval(),
            arguments,
            path,
            dynamo=False,
            opset_version=OPSET,
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_axes=axes,
        )


def _write_tokenizer(theirs: Path, ours: Path) -> None:
    """MiniLM's tokenizer without the truncation and padding baked into its file."""
    tokenizer = Tokenizer.from_file(str(theirs))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tokenizer.save(str(ours), pretty=False)


if __name__ == "__main__":
    main()
