"""Train the network: `python -m training.train --out FOLDER`. Interrupt it at will: it goes on where it stopped."""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer

from training import data
from training.batches import Item, batch, disturbed, draw, items
from training.codings import INVENTED_SET, coded_reports
from training.losses import losses
from training.network import Network

BUDGET = 3072
"""Tokens in a batch, padding included."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How often a batch comes from each task, and the highest learning rates of encoder and heads."""

    shares: dict[str, float]
    encoder_rate: float
    heads_rate: float


RECIPES = {
    "broad": Recipe(
        {"claims": 0.52, "attribution": 0.25, "rams": 0.02, "kinds": 0.08, "factuality": 0.07, "muc": 0.06},
        encoder_rate=1.5e-4,
        heads_rate=1e-3,
    ),
    "claims": Recipe(
        {"claims": 0.64, "attribution": 0.24, "rams": 0.01, "kinds": 0.03, "factuality": 0.05, "muc": 0.03},
        encoder_rate=1e-4,
        heads_rate=6e-4,
    ),
}
"""The first stage learns from everything; the second, from the first one's weights, mostly from claims."""

DECAY, WARM_UP = 0.01, 0.06
"""Weight decay, and the share of steps over which the rates rise before they fall to zero."""

LARGEST_GRADIENT = 1.0
CHECKPOINT_SECONDS = 240
"""Seconds between checkpoints: at most so much work is done again."""


def main() -> None:
    """Read the options and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--minilm", type=Path, required=True, help="folder with model.safetensors and tokenizer.json")
    parser.add_argument("--recipe", choices=sorted(RECIPES), default="broad")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--fold", default="", help="K/N: leave out every N-th real report from the K-th on")
    parser.add_argument("--start", type=Path, help="a checkpoint whose weights to start from")
    train(parser.parse_args())


def train(options: argparse.Namespace) -> None:
    """Train to the end, from the newest checkpoint if there is one."""
    torch.manual_seed(options.seed)
    tokenizer = load_tokenizer(options.minilm)
    pools = _pools(options, tokenizer)
    network = Network()
    network.encoder.load_minilm(options.minilm / "model.safetensors")
    if options.start:
        network.load_state_dict(torch.load(options.start)["network"])
    network.encoder.word.weight.requires_grad_(False)
    optimizer = _optimizer(network, RECIPES[options.recipe])
    options.out.mkdir(parents=True, exist_ok=True)
    first = _resume(options.out, network, optimizer)
    _steps(options, pools, network, optimizer, first)
    torch.save({"network": network.state_dict(), "options": vars(options)}, options.out / "final.pt")


def load_tokenizer(minilm: Path) -> Tokenizer:
    """MiniLM's tokenizer without the truncation and padding that its file turns on."""
    tokenizer = Tokenizer.from_file(str(minilm / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def in_fold(position: int, document: dict[str, Any], fold: str) -> bool:
    """Whether the report at a position is left out for a fold such as "2/5"; invented ones never are."""
    if not fold or document["origin"] == INVENTED_SET:
        return False
    number, count = map(int, fold.split("/"))
    return position % count == number


def claims_documents(folder: Path) -> list[dict[str, Any]]:
    """All coded reports, the given ones first, each part in the order of its ids, so that folds stay as they are."""
    given = sorted(data.rows(folder / "claims_train/train.jsonl"), key=lambda d: str(d["id"]))
    return [*given, *sorted(coded_reports(folder), key=lambda d: str(d["id"]))]


def _pools(options: argparse.Namespace, tokenizer: Tokenizer) -> dict[str, list[Item]]:
    documents = claims_documents(options.data)
    learnt = [d for n, d in enumerate(documents) if not in_fold(n, d, options.fold)]
    examples = {"claims": list(data.claims(learnt)), **data.auxiliary(options.data, options.seed)}
    pools = {task: items(found, tokenizer) for task, found in examples.items()}
    print({task: (len(pool), sum(map(len, pool))) for task, pool in pools.items()}, flush=True)
    return pools


def _optimizer(network: Network, recipe: Recipe) -> torch.optim.Optimizer:
    heads = ("anchor.", "inside.", "kind.", "attribution.", "factuality.", "muc.", "shape.")
    slow, fast = [], []
    for name, parameter in network.named_parameters():
        is_head = name.startswith("anchors.") or name.removeprefix("encoder.").startswith(heads)
        (fast if is_head else slow).append(parameter)
    groups = [{"params": slow, "top": recipe.encoder_rate}, {"params": fast, "top": recipe.heads_rate}]
    return torch.optim.AdamW([{**g, "lr": g["top"]} for g in groups], weight_decay=DECAY)


def _resume(out: Path, network: Network, optimizer: torch.optim.Optimizer) -> int:
    path = out / "checkpoint.pt"
    if not path.exists():
        return 0
    state = torch.load(path)
    network.load_state_dict(state["network"])
    optimizer.load_state_dict(state["optimizer"])
    return int(state["step"])


def _steps(
    options: argparse.Namespace,
    pools: dict[str, list[Item]],
    network: Network,
    optimizer: torch.optim.Optimizer,
    first: int,
) -> None:
    network.train()
    shares = RECIPES[options.recipe].shares
    seen: Counter[str] = Counter()
    shown = saved = time.monotonic()
    tokens = 0
    for step in range(first, options.steps):
        # Each step draws from its own generator, so that a resumed run sees the same batches.
        rng = random.Random(f"{options.seed}/{step}")
        torch.manual_seed(options.seed * 1_000_003 + step)
        task = rng.choices(list(shares), weights=list(shares.values()))[0]
        made = batch([disturbed(item, rng) for item in draw(pools[task], BUDGET, rng)], rng)
        _set_rates(optimizer, step / options.steps)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            parts = losses(network, made)
        optimizer.zero_grad(set_to_none=True)
        torch.stack(list(parts.values())).sum().backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), LARGEST_GRADIENT)
        optimizer.step()
        tokens += made.ids.numel()
        seen.update({f"{task}.{name}": float(part.detach()) for name, part in parts.items()})
        seen[task] += 1
        now = time.monotonic()
        if (step + 1) % 100 == 0:
            _show(step + 1, seen, tokens / (now - shown))
            seen, shown, tokens = Counter(), now, 0
        if now - saved > CHECKPOINT_SECONDS:
            _save(options.out, network, optimizer, step + 1)
            saved = now


def _set_rates(optimizer: torch.optim.Optimizer, done: float) -> None:
    share = done / WARM_UP if done < WARM_UP else (1 - done) / (1 - WARM_UP)
    for group in optimizer.param_groups:
        group["lr"] = group["top"] * share


def _show(step: int, seen: Counter[str], speed: float) -> None:
    means = {k: round(v / seen[k.split(".")[0]], 3) for k, v in sorted(seen.items()) if "." in k}
    print(json.dumps({"step": step, "tokens/s": round(speed), **means}), flush=True)


def _save(out: Path, network: Network, optimizer: torch.optim.Optimizer, step: int) -> None:
    state = {"network": network.state_dict(), "optimizer": optimizer.state_dict(), "step": step}
    torch.save(state, out / "checkpoint.partial")
    (out / "checkpoint.partial").replace(out / "checkpoint.pt")


if __name__ == "__main__":
    main()
