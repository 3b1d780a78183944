"""Train the network: `python -m training.train`. Interrupt it at will: it goes on where it stopped.

Without options it makes the runs of `plan.py` one after the other; `--run NAME` makes one of them.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer

from training import data
from training.batches import Item, batch, disturbed, draw, items
from training.checkpoints import made_by, refuse_another
from training.folds import learnt_documents
from training.incidents import incidents
from training.losses import losses
from training.mean import averaged
from training.near import WITHOUT_NEAR, MeasuredTexts, measured_texts
from training.network import Network
from training.plan import DATA, MINILM, PLAN, WORK, Run
from training.renamed import names, renamed

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
        {
            "claims": 0.34,
            "attribution": 0.33,
            "rams": 0.02,
            "incidents": 0.06,
            "kinds": 0.08,
            "factuality": 0.08,
            "muc": 0.09,
        },
        encoder_rate=1.5e-4,
        heads_rate=1e-3,
    ),
    "claims": Recipe(
        {
            "claims": 0.56,
            "attribution": 0.24,
            "rams": 0.01,
            "incidents": 0.05,
            "kinds": 0.04,
            "factuality": 0.05,
            "muc": 0.05,
        },
        encoder_rate=1e-4,
        heads_rate=6e-4,
    ),
}
"""The first stage learns from everything; the second, from the first one's weights, mostly from claims."""

RARE = 150
"""Coded claims under which a type is rare: windows with one of it are drawn twice as often."""

DECAY, WARM_UP = 0.01, 0.06
"""Weight decay, and the share of steps over which the rates rise before they fall to zero."""

LARGEST_GRADIENT = 1.0
CHECKPOINT = "checkpoint.pt"
CHECKPOINT_SECONDS = 240
"""Seconds between checkpoints: at most so much work is done again."""


def main() -> None:
    """Read the options and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--minilm", type=Path, default=MINILM, help="folder with model.safetensors and tokenizer.json")
    parser.add_argument("--work", type=Path, default=WORK, help="folder that gets a folder for each run")
    parser.add_argument("--run", choices=[run.name for run in PLAN], action="append")
    options = parser.parse_args()
    tokenizer = load_tokenizer(options.minilm)
    measured = measured_texts(options.data)
    for run in PLAN:
        if not options.run or run.name in options.run:
            documents = learnt_documents(options.data, run.fold)
            train(
                run, documents, _pools(run, documents, options.data, tokenizer, measured), options.minilm, options.work
            )


def train(run: Run, documents: list[dict[str, Any]], pools: dict[str, list[Item]], minilm: Path, work: Path) -> None:
    """Train to the end, from the newest checkpoint if there is one. The weights go to `final.pt` in its folder, with
    the record of this run and of those it goes on from."""
    torch.manual_seed(run.seed)
    network = Network()
    network.encoder.load_minilm(minilm / "model.safetensors")
    record: list[dict[str, Any]] = []
    if run.start:
        earlier = averaged([torch.load(work / name / "final.pt") for name in run.start])
        network.load_state_dict(earlier["network"])
        record = earlier["runs"]
    network.encoder.word.weight.requires_grad_(False)
    optimizer = _optimizer(network, RECIPES[run.recipe])
    out = work / run.name
    out.mkdir(parents=True, exist_ok=True)
    maker = made_by(run, documents)
    first, minutes = _resume(out / CHECKPOINT, maker, network, optimizer)
    minutes = _steps(run, maker, out, pools, network, optimizer, first, minutes)
    claims = sum(len(d["claims"]) for d in documents)
    learnt = {"reports": len(documents), "claims": claims, "minutes": round(minutes), WITHOUT_NEAR: True}
    torch.save({"network": network.state_dict(), "runs": [*record, {**asdict(run), **learnt}]}, out / "final.pt")


def load_tokenizer(minilm: Path) -> Tokenizer:
    """MiniLM's tokenizer without the truncation and padding that its file turns on."""
    tokenizer = Tokenizer.from_file(str(minilm / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def _pools(
    run: Run, documents: list[dict[str, Any]], folder: Path, tokenizer: Tokenizer, measured: MeasuredTexts
) -> dict[str, list[Item]]:
    def is_near(text: str) -> bool:
        return measured.nearest("", text) is not None

    coded = list(data.claims(documents))
    examples = {
        "claims": [*coded, *data.claims(renamed_copies(documents, run)), *data.joined(coded, run.seed)],
        **data.auxiliary(folder, run.seed, is_near, holds_out=bool(run.fold)),
    }
    examples["incidents"] = [one for one in incidents(folder / "muc4/train.jsonl") if not is_near(one.text)]
    pools = {task: items(found, tokenizer) for task, found in examples.items()}
    pools["claims"] += with_rare_types(pools["claims"], documents)
    print({task: (len(pool), sum(map(len, pool))) for task, pool in pools.items()}, flush=True)
    return pools


def renamed_copies(documents: list[dict[str, Any]], run: Run) -> Iterator[dict[str, Any]]:
    """Copies of the coded reports with other names, as many as the run asks for."""
    others = names(documents)
    rng = random.Random(run.seed)
    return (renamed(document, others, rng) for _ in range(run.renamed) for document in documents)


def with_rare_types(windows: Sequence[Item], documents: Iterable[dict[str, Any]]) -> list[Item]:
    """The windows that hold an anchor of a type of which few claims are coded."""
    counts = Counter(claim["type"] for document in documents for claim in document["claims"])
    return [window for window in windows if any(counts[one.anchor.type] < RARE for one in window.anchors)]


def _optimizer(network: Network, recipe: Recipe) -> torch.optim.Optimizer:
    heads = ("anchor.", "inside.", "kind.", "attribution.", "factuality.", "muc.", "shape.")
    slow, fast = [], []
    for name, parameter in network.named_parameters():
        is_head = name.startswith("anchors.") or name.removeprefix("encoder.").startswith(heads)
        (fast if is_head else slow).append(parameter)
    groups = [{"params": slow, "top": recipe.encoder_rate}, {"params": fast, "top": recipe.heads_rate}]
    return torch.optim.AdamW([{**g, "lr": g["top"]} for g in groups], weight_decay=DECAY, fused=True)


def _resume(path: Path, maker: dict[str, Any], network: Network, optimizer: torch.optim.Optimizer) -> tuple[int, float]:
    """The step to go on with, and the minutes spent so far. Exits when the checkpoint was made by another run."""
    if not path.exists():
        return 0, 0.0
    state = torch.load(path)
    refuse_another(path, state.get("made_by"), maker)
    network.load_state_dict(state["network"])
    optimizer.load_state_dict(state["optimizer"])
    return int(state["step"]), float(state["minutes"])


def _steps(
    run: Run,
    maker: dict[str, Any],
    out: Path,
    pools: dict[str, list[Item]],
    network: Network,
    optimizer: torch.optim.Optimizer,
    first: int,
    minutes: float,
) -> float:
    """Train from step `first` on; the minutes that the run has taken in all."""
    network.train()
    in_halves = multiplies_halves()
    shares = RECIPES[run.recipe].shares
    seen: Counter[str] = Counter()
    began = shown = saved = time.monotonic()
    tokens = 0
    for step in range(first, run.steps):
        # Each step draws from its own generator, so that a resumed run sees the same batches.
        rng = random.Random(f"{run.seed}/{step}")
        torch.manual_seed(run.seed * 1_000_003 + step)
        task = rng.choices(list(shares), weights=list(shares.values()))[0]
        made = batch([disturbed(item, run.hidden, rng) for item in draw(pools[task], BUDGET, rng)], rng)
        _set_rates(optimizer, step / run.steps)
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=in_halves):
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
            _save(out / CHECKPOINT, maker, network, optimizer, step + 1, minutes + (now - began) / 60)
            saved = now
    return minutes + (time.monotonic() - began) / 60


def multiplies_halves() -> bool:
    """Whether this processor multiplies bfloat16 by itself: others do it forty times slower than float32."""
    able = torch.cpu.get_capabilities()
    return any(able.get(name, False) for name in ("amx_bf16", "avx512_bf16"))


def _set_rates(optimizer: torch.optim.Optimizer, done: float) -> None:
    share = done / WARM_UP if done < WARM_UP else (1 - done) / (1 - WARM_UP)
    for group in optimizer.param_groups:
        group["lr"] = group["top"] * share


def _show(step: int, seen: Counter[str], speed: float) -> None:
    means = {k: round(v / seen[k.split(".")[0]], 3) for k, v in sorted(seen.items()) if "." in k}
    print(json.dumps({"step": step, "tokens/s": round(speed), **means}), flush=True)


def _save(
    path: Path,
    maker: dict[str, Any],
    network: Network,
    optimizer: torch.optim.Optimizer,
    step: int,
    minutes: float,
) -> None:
    state = {
        "made_by": maker,
        "network": network.state_dict(),
        "optimizer": optimizer.state_dict(),
        "step": step,
        "minutes": minutes,
    }
    partial = path.with_suffix(".partial")
    torch.save(state, partial)
    partial.replace(path)


if __name__ == "__main__":
    main()
