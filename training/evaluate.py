"""Measure weights: `python -m training.evaluate WEIGHTS GOLD --out PREDICTED`. Scores with ../shared/gold/score.py.

Without GOLD it reads the coded reports that a run with the same `--fold K/N` has not seen.
"""

from __future__ import annotations

import argparse
import datetime as dt
import importlib.util
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from sayso.codebook import shipped_codebook
from sayso.model import SPAN_ROLES, Claim, Extraction, Quantity, Span, TimeSpan
from sayso.reading.network import NetworkReader
from sayso.resolving.numbers import quantity
from training.data import rows
from training.train import claims_documents, in_fold

SCORER = Path("../shared/gold/score.py")


def main() -> None:
    """Read the options, predict, score, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("gold", type=Path, nargs="?", help="a file in the claims format; or else --fold")
    parser.add_argument("--out", type=Path, required=True, help="where the predictions go")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--fold", default="", help="K/N: the training reports left out by a run with this fold")
    options = parser.parse_args()
    gold = list(rows(options.gold)) if options.gold else held_out(options.data, options.fold)
    predicted = list(predictions(NetworkReader(shipped_codebook(), options.weights), gold))
    options.out.write_text("".join(json.dumps(d, ensure_ascii=False) + "\n" for d in predicted), encoding="utf-8")
    scorer = load_scorer()
    figures, _ = scorer.score(gold, {d["id"]: d for d in predicted})
    scorer.show("all", figures)


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
        extraction = Extraction(
            id=document["id"], report="", text=document["text"], extractor="", extractor_version=""
        )
        published = document.get("published")
        reference = dt.date.fromisoformat(published[:10]) if published else None
        claims = [as_row(claim, reference) for claim in reader.read(extraction).claims]
        yield {"id": document["id"], "text": document["text"], "claims": claims}


def as_row(claim: Claim, reference: dt.date | None) -> dict[str, Any]:
    """A claim in the claims format."""
    start, end = _dates(claim, reference)
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
        "counts": [
            {**_span(c.span), "of": c.of.value, "score": c.score, **_bounds(c.span.text)} for c in claim.counts
        ],
        "start": start,
        "end": end,
        "score": claim.score,
    }


def _span(span: Span) -> dict[str, Any]:
    return {"text": span.text, "start": span.start, "end": span.end}


def _bounds(words: str) -> dict[str, int | None]:
    value = quantity(words)
    return {"low": value.low, "high": value.high} if isinstance(value, Quantity) else {"low": None, "high": None}


def _dates(claim: Claim, reference: dt.date | None) -> tuple[str | None, str | None]:
    try:
        from sayso.resolving.times import resolve_when
    except ImportError:  # until the resolver of times is there
        return None, None
    when = resolve_when([m.span.text for m in claim.time], reference)
    return (when.start, when.end) if isinstance(when, TimeSpan) else (None, None)


if __name__ == "__main__":
    main()
