"""Measure weights: `python -m training.evaluate`. Scores with ../shared/gold/score.py.

The figures on GOLD go into the metadata of the weights, for the model card; with them, as the spread over seeds, those
of the runs that the shipped weights are the mean of. With `--fold K/N` it reads the coded reports that a run with that
fold has not seen, and writes nothing.
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
from sayso.model import (
    SPAN_ROLES,
    Claim,
    Extraction,
    Published,
    PublishedPrecision,
    Quantity,
    Span,
    TimeSpan,
    Unresolved,
)
from sayso.reading.network import NetworkReader
from sayso.reading.shipped import METADATA
from sayso.resolving import dates_of
from sayso.resolving.numbers import quantity
from training.data import rows
from training.plan import DATA, SEED_WEIGHTS, SHIPPED
from training.train import claims_documents, in_fold

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
    predicted = list(predictions(NetworkReader(shipped_codebook(), weights), gold))
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


def held_out(folder: Path, fold: str) -> list[dict[str, Any]]:
    """The coded reports that a run with that fold left out."""
    return [d for n, d in enumerate(claims_documents(folder)) if in_fold(n, d, fold)]


def load_scorer(path: Path = SCORER) -> ModuleType:
    """The module that defines the figures."""
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def predictions(reader: NetworkReader, documents: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Each document with the reader's claims, counts and dates resolved."""
    for document in documents:
        extraction = _extraction(document)
        claims = reader.read(extraction).claims
        found = [as_row(claim, dated.when) for claim, dated in zip(claims, dates_of(claims, extraction), strict=True)]
        yield {"id": document["id"], "text": document["text"], "claims": found}


def _extraction(document: dict[str, Any]) -> Extraction:
    published = document.get("published")
    return Extraction(
        id=document["id"],
        report="",
        text=document["text"],
        extractor="",
        extractor_version="",
        published=Published(published, PublishedPrecision.DAY) if published else None,
    )


def as_row(claim: Claim, when: TimeSpan | Unresolved) -> dict[str, Any]:
    """A claim in the claims format."""
    return {
        "event": claim.group,
        "anchor": _span(claim.anchor),
        "sentence": _span(claim.sentence),
        "type": claim.type,
        "status": claim.status.value,
        "stance": claim.stance.value,
        "speakers": [
            {**_span(s.span), "role": s.role.value, "level": s.level, "score": s.score} for s in claim.speakers
        ],
        **{role: [{**_span(m.span), "score": m.score} for m in getattr(claim, role)] for role in SPAN_ROLES},
        "counts": [{**_span(c.span), "of": c.of.value, "score": c.score, **_bounds(c.span.text)} for c in claim.counts],
        "start": when.start if isinstance(when, TimeSpan) else None,
        "end": when.end if isinstance(when, TimeSpan) else None,
        "score": claim.score,
    }


def _span(span: Span) -> dict[str, Any]:
    return {"text": span.text, "start": span.start, "end": span.end}


def _bounds(words: str) -> dict[str, int | None]:
    value = quantity(words)
    return {"low": value.low, "high": value.high} if isinstance(value, Quantity) else {"low": None, "high": None}


if __name__ == "__main__":
    main()
