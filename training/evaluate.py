"""Measure weights: `python -m training.evaluate`. Scores with ../shared/gold/score.py.

Claims are read, resolved and written down by the product's own functions, so that the figures are those of `sayso
eval claims`. Those on GOLD go into the metadata of the weights, for the model card; with them, for the spread over
seeds, those of the runs that the shipped weights are the mean of. With `--fold K/N` it reads the coded reports that a
run with that fold has not seen, and writes nothing.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from sayso.codebook import shipped_codebook
from sayso.model import Claim, Extraction, Published, PublishedPrecision
from sayso.publishing import document
from sayso.reading.network import NetworkReader
from sayso.reading.shipped import METADATA
from sayso.resolving import Resolver, load_resolver
from training.data import rows
from training.folds import held_out
from training.plan import DATA, SEED_WEIGHTS, SHIPPED

SCORER = Path("../shared/gold/score.py")
GOLD = Path("../shared/gold/dev.jsonl")
BOOTSTRAP = 500
"""Draws of documents for the interval of the headline."""


def main() -> None:
    """Read the options, predict, score, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path, nargs="?", default=SHIPPED)
    parser.add_argument("gold", type=Path, nargs="?", default=GOLD, help="a file in the claims format")
    parser.add_argument("--out", type=Path, help="where the predictions go")
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--fold", default="", help="K/N: the training reports left out by a run with this fold")
    options = parser.parse_args()
    gold = held_out(options.data, options.fold) if options.fold else list(rows(options.gold))
    name = options.fold or options.gold.name
    figures = score(options.weights, gold, name, options.out)
    if not options.fold:
        _write(options.weights / METADATA, "figures", {name: figures})
    if not options.fold and options.weights == SHIPPED:
        of_seeds = {run: score(folder, gold, f"{name}, {run}") for run, folder in SEED_WEIGHTS.items()}
        _write(options.weights / METADATA, "seeds", of_seeds)


def score(weights: Path, gold: list[dict[str, Any]], name: str, out: Path | None = None) -> dict[str, Any]:
    """The figures of weights on coded reports, printed under a name; the predictions go to `out`."""
    predicted = list(predictions(NetworkReader(shipped_codebook(), weights), load_resolver(None, None), gold))
    if out:
        out.write_text("".join(json.dumps(d, ensure_ascii=False) + "\n" for d in predicted), encoding="utf-8")
    scorer = load_scorer()
    figures, _ = scorer.score(gold, {d["id"]: d for d in predicted}, BOOTSTRAP)
    scorer.show(name, figures)
    return dict(figures)


def _write(path: Path, key: str, figures: dict[str, Any]) -> None:
    metadata = json.loads(path.read_text(encoding="utf-8"))
    metadata[key] = metadata.get(key, {}) | figures
    path.write_text(json.dumps(metadata, indent=1) + "\n", encoding="utf-8")


def load_scorer(path: Path = SCORER) -> ModuleType:
    """The module that defines the figures."""
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def predictions(
    reader: NetworkReader, resolver: Resolver, documents: Iterable[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    """Each document with the reader's claims, resolved and written down as the product does it."""
    for given in documents:
        extraction, claims = resolved_claims(reader, resolver, given)
        yield document(given["id"], extraction, claims)


def resolved_claims(
    reader: NetworkReader, resolver: Resolver, given: dict[str, Any]
) -> tuple[Extraction, tuple[Claim, ...]]:
    """The text of a document in the claims format, and what the reader and the resolver make of it."""
    published = given.get("published")
    extraction = Extraction(
        id=given["id"],
        report="",
        text=given["text"],
        extractor="",
        extractor_version="",
        published=Published(published, PublishedPrecision.DAY) if published else None,
    )
    return extraction, resolver.resolve(reader.read(extraction).claims, extraction)


if __name__ == "__main__":
    main()
