"""Readers and resolvers against gold data: what `sayso eval` runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from sayso.codebook import load_codebook
from sayso.evaluating import (
    Answer,
    AttributionFigures,
    ClaimsFigures,
    FactualityFigures,
    KindsFigures,
    LinkingFigures,
    Muc4Figures,
    PlacesFigures,
    ReadKind,
    RelevanceFigures,
    ResolvedClaim,
    TimesFigures,
    evaluate_attribution,
    evaluate_claims,
    evaluate_factuality,
    evaluate_kinds,
    evaluate_linking,
    evaluate_muc4,
    evaluate_places,
    evaluate_relevance,
    evaluate_times,
    labels_of,
)
from sayso.evaluating.coded import CodedClaim, CodedDocument, Document
from sayso.evaluating.muc4_gold import Muc4Report
from sayso.evaluating.timed_texts import TimedText
from sayso.linking import cluster_mentions, cluster_reports, same_lemma
from sayso.model import (
    Claim,
    Count,
    Counted,
    Extraction,
    Mention,
    PlacePrecision,
    Published,
    PublishedPrecision,
    Stance,
    Status,
    TimeSpan,
    Unresolved,
)
from sayso.model.templates import Template
from sayso.pipeline.runs import DEFAULTS, Progress, RunSummary, no_progress, read
from sayso.publishing import document
from sayso.publishing.muc4 import muc4_templates
from sayso.publishing.privacy import LEFT_AS_THEY_ARE, trusted_kind
from sayso.publishing.relevance import scheme_for
from sayso.reading import DEFAULT_READER, get_reader
from sayso.reading.network import NetworkReader
from sayso.resolving import dates_of, load_resolver
from sayso.resolving.gazetteer import Entry
from sayso.resolving.numbers import quantity
from sayso.resolving.places import PlaceResolver, country_of
from sayso.resolving.times import Setting, resolve_times, setting_of
from sayso.resolving.toponyms import country_of_domain
from sayso.settings import Settings
from sayso.sources.metadata import published as as_published

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
    compared: Path | Mapping[str, Document] = predicted or _read_now(gold, settings, progress)
    return evaluate_claims(
        gold,
        compared,
        bootstrap=bootstrap,
        by_origin=by_origin,
        errors=errors,
        codebook=load_codebook(settings.codebook),
    )


def _read_now(gold: Path, settings: Settings, progress: Progress) -> Mapping[str, Document]:
    found = read([gold], settings=settings, summary=RunSummary(), progress=progress)
    return {item.name: document(item.name, item.extraction, item.claims) for item in found}


def evaluate_on_muc4(gold: Path, *, settings: Settings = DEFAULTS, bootstrap: int = 0) -> Muc4Figures:
    """How well a reader's claims, resolved and as MUC-4 templates, agree with answer keys.

    Raises BadRecord, UnreadableInput.
    """
    codebook = load_codebook(settings.codebook)
    reader = get_reader(settings.reader or DEFAULT_READER, codebook)
    resolver = load_resolver(settings.gazetteer, settings.actors)

    def templates(report: Muc4Report) -> tuple[Template, ...]:
        extraction = _as_extracted(report.text, report.published)
        claims = resolver.resolve(reader.read(extraction).claims, extraction)
        return muc4_templates(claims, codebook, published=report.published)

    return evaluate_muc4(gold, templates, bootstrap=bootstrap)


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


def evaluate_on_kinds(gold: Path) -> KindsFigures:
    """How well the network reader tells what kind of thing words name, and which names privacy would let out for it.

    Raises BadRecord, UnreadableInput.
    """
    reader = NetworkReader(load_codebook(None))

    def read_kinds(text: str, bounds: Sequence[tuple[int, int]]) -> list[ReadKind]:
        found = reader.kinds(text, bounds)
        return [ReadKind(one.kind, trusted_kind(one.kind, one.person) in LEFT_AS_THEY_ARE) for one in found]

    return evaluate_kinds(gold, read_kinds)


def evaluate_on_times(gold: Path) -> TimesFigures:
    """How well given words of time, and of counting, are resolved. Raises BadRecord, UnreadableInput."""
    return evaluate_times(gold, _resolved_times, _resolved_claims)


def _resolved_times(text: TimedText) -> tuple[TimeSpan | Unresolved, ...]:
    return resolve_times(text.text, [time.bounds for time in text.times], _setting_of(text))


def _setting_of(text: TimedText) -> Setting:
    """What the expressions of a text are read against: as those of a report published on its day, where it is whole."""
    if text.reference is None or not text.is_whole:
        return Setting(text.reference)
    published = Published(text.reference.isoformat(), PublishedPrecision.DAY)
    return setting_of(Extraction("", EVALUATION, text.text, EVALUATION, "1", published=published))


def _resolved_claims(document: CodedDocument) -> list[ResolvedClaim]:
    """Dates and quantities of coded claims, as if a reader had found their words."""
    came_out = as_published(document.published)
    extraction = Extraction(document.id, EVALUATION, document.text, EVALUATION, "1", published=came_out)
    claims = [_as_read(str(number), claim, extraction) for number, claim in enumerate(document.claims)]
    dates = dates_of(claims, extraction)
    return [
        ResolvedClaim(dated.when, tuple(quantity(count.span.text) for count in claim.counts))
        for claim, dated in zip(claims, dates, strict=True)
    ]


def _as_read(identity: str, claim: CodedClaim, extraction: Extraction) -> Claim:
    return Claim(
        id=identity,
        reading=EVALUATION,
        extraction=extraction.id,
        group=claim.event or "",
        anchor=extraction.span(*claim.anchor),
        sentence=extraction.span(*claim.sentence),
        type=claim.type,
        status=Status(claim.status),
        stance=Stance(claim.stance),
        time=tuple(Mention(extraction.span(*bounds)) for bounds in claim.roles["time"]),
        counts=tuple(Count(extraction.span(*count.bounds), Counted(count.of)) for count in claim.counts if count.of),
    )


def evaluate_on_places(gold: Path, *, settings: Settings = DEFAULTS) -> PlacesFigures:
    """How well toponyms resolve to places. Raises BadRecord, UnreadableInput."""
    return evaluate_places(gold, _Places(load_resolver(settings.gazetteer, settings.actors).places))


class _Places:
    """The place resolver as the evaluation asks it."""

    def __init__(self, resolver: PlaceResolver) -> None:
        self.resolver = resolver
        self.gazetteer = resolver.gazetteer

    def answers(self, text: str, address: str, bounds: Sequence[tuple[int, int]]) -> list[tuple[Answer, ...]]:
        ranked = self.resolver.rank(text, bounds, address)
        unlisted = Answer("", country_of(ranked) or country_of_domain(address), None, is_area=True)
        return [tuple(_answer(one.entry) for one in candidates) or (unlisted,) for candidates in ranked]

    def found(self, text: str, address: str) -> list[tuple[tuple[int, int], Answer]]:
        bounds = [(one.start, one.end) for one in self.resolver.find(text)]
        answers = self.answers(text, address, bounds)
        return [(at, found[0]) for at, found in zip(bounds, answers, strict=True)]

    def country_named(self, name: str) -> str:
        found = (entry for entry in self.gazetteer.find(name) if entry.place.precision is PlacePrecision.COUNTRY)
        return next((entry.country for entry in found), "")

    def country_at(self, point: tuple[float, float]) -> str:
        return self.gazetteer.country_at(point)


def _answer(entry: Entry) -> Answer:
    areas = (PlacePrecision.COUNTRY, PlacePrecision.ADMIN1, PlacePrecision.UNKNOWN)
    return Answer(entry.place.id, entry.country, entry.centre, entry.place.precision in areas)


def evaluate_on_linking(gold: Path) -> LinkingFigures:
    """How well reports and event mentions of one happening are found together. Raises BadRecord, UnreadableInput."""
    return evaluate_linking(gold, cluster_reports, cluster_mentions, same_lemma)


def _claims_of(settings: Settings) -> Callable[[str], tuple[Claim, ...]]:
    reader = get_reader(settings.reader or DEFAULT_READER, load_codebook(settings.codebook))
    return lambda text: reader.read(_as_extracted(text)).claims


def _as_extracted(text: str, day: date | None = None) -> Extraction:
    """A gold text as if it had been captured, published on a day if one is known."""
    published = Published(day.isoformat(), PublishedPrecision.DAY) if day else None
    name = Extraction.id_for(EVALUATION, EVALUATION, "1", text)
    return Extraction(name, EVALUATION, text, EVALUATION, "1", language="en", published=published)
