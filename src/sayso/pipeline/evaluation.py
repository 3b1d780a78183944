"""Readers and resolvers against gold data: what `sayso eval` runs."""

from __future__ import annotations

from pathlib import Path

from sayso.evaluating import ClaimsFigures, evaluate_claims
from sayso.pipeline.runs import DEFAULTS, Progress, RunSummary, no_progress, read
from sayso.publishing import document
from sayso.settings import Settings


def evaluate_reader(
    gold: Path,
    *,
    predicted: Path | None = None,
    settings: Settings = DEFAULTS,
    bootstrap: int = 0,
    by_origin: bool = False,
    errors: int = 0,
    progress: Progress = no_progress,
) -> ClaimsFigures:
    """How well a reader's claims agree with gold claims: of the file `predicted`, or read now from the gold texts.

    Raises BadRecord for a gold file that is wrong.
    """
    if predicted is not None:
        return evaluate_claims(gold, predicted, bootstrap=bootstrap, by_origin=by_origin, errors=errors)
    summary = RunSummary()
    found = read([gold], settings=settings, summary=summary, progress=progress)
    documents = {item.name: document(item.name, item.extraction, item.claims) for item in found}
    return evaluate_claims(gold, documents, bootstrap=bootstrap, by_origin=by_origin, errors=errors)
