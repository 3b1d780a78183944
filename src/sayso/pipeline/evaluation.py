"""Readers and resolvers against gold data: what `sayso eval` runs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sayso.codebook import load_codebook
from sayso.evaluating import (
    AttributionFigures,
    ClaimsFigures,
    FactualityFigures,
    LinkingFigures,
    Muc4Figures,
    RelevanceFigures,
    evaluate_attribution,
    evaluate_claims,
    evaluate_factuality,
    evaluate_linking,
    evaluate_muc4,
    evaluate_relevance,
    labels_of,
)
from sayso.linking import cluster_mentions, cluster_reports, same_lemma
from sayso.model import Claim, Extraction
from sayso.pipeline.runs import DEFAULTS, Progress, RunSummary, no_progress, read
from sayso.publishing import document
from sayso.publishing.muc4 import muc4_templates
from sayso.publishing.relevance import scheme_for
from sayso.reading import DEFAULT_READER, get_reader
from sayso.reading.network import NetworkReader
from sayso.settings import Settings

EVALUATION = "evaluation"
"""Stands for report and extractor where a gold text is read by itself."""


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


def evaluate_on_muc4(gold: Path, *, settings: Settings = DEFAULTS, bootstrap: int = 0) -> Muc4Figures:
    """How well a reader's claims, as MUC-4 templates, agree with answer keys. Raises BadRecord, UnreadableInput."""
    codebook = load_codebook(settings.codebook)
    claims = _claims_of(settings)
    return evaluate_muc4(gold, lambda _, text: muc4_templates(claims(text), codebook), bootstrap=bootstrap)


def evaluate_on_relevance(gold: Path, *, settings: Settings = DEFAULTS) -> RelevanceFigures:
    """How well a reader's claims find the labels of sentences or reports. Raises BadRecord, UnreadableInput."""
    scheme = scheme_for(labels_of(gold))
    return evaluate_relevance(gold, _claims_of(settings), scheme.classes_of, scheme.classes)


def evaluate_on_attribution(gold: Path, *, bootstrap: int = 0) -> AttributionFigures:
    """How well the network reader's attributions agree with gold. Raises BadRecord, UnreadableInput."""
    return evaluate_attribution(gold, NetworkReader(load_codebook(None)).read_attributions, bootstrap=bootstrap)


def evaluate_on_factuality(gold: Path) -> FactualityFigures:
    """How well the network reader says whether a happening took place. Raises BadRecord, UnreadableInput."""
    return evaluate_factuality(gold, NetworkReader(load_codebook(None)).factuality)


def evaluate_on_linking(gold: Path) -> LinkingFigures:
    """How well reports and event mentions of one happening are found together. Raises BadRecord, UnreadableInput."""
    return evaluate_linking(gold, cluster_reports, cluster_mentions, same_lemma)


def _claims_of(settings: Settings) -> Callable[[str], tuple[Claim, ...]]:
    reader = get_reader(settings.reader or DEFAULT_READER, load_codebook(settings.codebook))

    def claims(text: str) -> tuple[Claim, ...]:
        extraction = Extraction.id_for(EVALUATION, EVALUATION, "1", text)
        return reader.read(Extraction(extraction, EVALUATION, text, EVALUATION, "1", language="en")).claims

    return claims
