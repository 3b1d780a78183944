"""Taking reports in and reading them, in this process or in others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TypeVar

from sayso.codebook import load_codebook
from sayso.engines import ordered_map
from sayso.errors import InputError, MissingExtra
from sayso.model import Claim, Extraction, Reading
from sayso.reading import DEFAULT_READER, get_reader
from sayso.resolving import load_resolver
from sayso.settings import Settings
from sayso.sources import Captured, SourceOptions, extract, open_inputs
from sayso.store import Failure
from sayso.store.store import Clock, utc_now

BATCH = 32
"""Items written in one transaction: an interrupted run does at most so many again."""

Progress = Callable[[str, int, int | None], None]
"""Told of the stage, how many items are done, and of how many if that is known."""

DEFAULTS = Settings()

Item = TypeVar("Item")


def no_progress(stage: str, done: int, total: int | None) -> None:
    """Says nothing."""


@dataclass(frozen=True, slots=True)
class ReadReport:
    """One report as read: its text and its resolved claims."""

    name: str
    extraction: Extraction
    reading: Reading
    claims: tuple[Claim, ...]
    notices: tuple[str, ...] = ()

    def _repr_html_(self) -> str:
        from sayso.publishing.pages import report_html

        return report_html(self.extraction, self.claims)


@dataclass(frozen=True, slots=True)
class ReadAndResolve:
    """Reads one extraction and resolves its claims; built once in each process."""

    settings: Settings

    def __call__(self) -> Callable[[Extraction], tuple[Reading, tuple[Claim, ...]] | Failure]:
        """The function that reads one extraction; it loads reader, gazetteer and registry."""
        codebook = load_codebook(self.settings.codebook)
        reader = get_reader(self.settings.reader or DEFAULT_READER, codebook)
        resolver = load_resolver(self.settings.gazetteer, self.settings.actors)

        def run(extraction: Extraction) -> tuple[Reading, tuple[Claim, ...]] | Failure:
            try:
                reading = reader.read(extraction)
                return reading, resolver.resolve(reading.claims, extraction)
            except Exception as error:  # noqa: BLE001 - one odd text must not stop the other reports
                problem = f"could not be read ({type(error).__name__}: {error})"
                return Failure("read", extraction.id, problem, "please report this text to Sayso's makers")

        return run


@dataclass(slots=True)
class RunSummary:
    """What a run did. `skipped` are inputs and texts that could not be used, `not_read` those in other languages."""

    new: int = 0
    known: int = 0
    read: int = 0
    claims: int = 0
    events: int = 0
    not_read: list[str] = field(default_factory=list)
    skipped: list[Failure] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    @property
    def exit_status(self) -> int:
        """0 when all was used, 3 when some was skipped, 1 when nothing could be used."""
        if not self.skipped:
            return 0
        return 3 if self.new or self.known or self.read else 1


def read(
    inputs: Sequence[str | Path],
    *,
    settings: Settings = DEFAULTS,
    clock: Clock = utc_now,
    summary: RunSummary | None = None,
    progress: Progress = no_progress,
) -> Iterator[ReadReport]:
    """The claims of each report in files, folders or ``-``, in order, without a project.

    What cannot be used is added to `summary.skipped`; the rest goes on.
    """
    summary = summary if summary is not None else RunSummary()
    load_codebook(settings.codebook)
    found: list[tuple[str, tuple[str, ...]]] = []

    def extractions() -> Iterator[Extraction]:
        for captured in captured_items(inputs, settings, clock, summary):
            extracted = extracted_text(captured, settings, summary)
            if extracted is not None:
                found.append((captured.report.given_id or captured.report.name, extracted[1]))
                yield extracted[0]

    texts: list[Extraction] = []
    results = ordered_map(ReadAndResolve(settings), remembered(extractions(), texts), settings.processes)
    for done, result in enumerate(results):
        name, notices = found[done]
        extraction = texts[done]
        texts[done] = FORGOTTEN
        progress("read", done + 1, None)
        if isinstance(result, Failure):
            summary.skipped.append(result)
            continue
        count_reading(summary, extraction, result[0])
        summary.new += 1
        yield ReadReport(name, extraction, *result, notices)


FORGOTTEN = Extraction("", "", "", "", "")


def remembered(items: Iterable[Item], kept: list[Item]) -> Iterator[Item]:
    """The items, each also put into `kept`: results come back in order and are matched by position."""
    for item in items:
        kept.append(item)
        yield item


def count_reading(summary: RunSummary, extraction: Extraction, reading: Reading) -> None:
    """Count one reading in the summary, and say so when its language is not read."""
    summary.read += 1
    summary.claims += len(reading.claims)
    if not extraction.is_readable:
        name = extraction.title or extraction.url or extraction.id
        summary.not_read.append(f"{name}: language {extraction.language!r} is kept and not read")


def source_options(settings: Settings) -> SourceOptions:
    """What sources need to know of the settings."""
    return SourceOptions(columns=dict(settings.columns), largest_file=settings.largest_file)


def captured_items(
    inputs: Sequence[str | Path], settings: Settings, clock: Clock, summary: RunSummary
) -> Iterator[Captured]:
    """What was captured; failures go to the summary."""
    for item in open_inputs([str(i) for i in inputs], options=source_options(settings), clock=clock):
        if isinstance(item, InputError):
            summary.skipped.append(Failure("capture", item.where, item.problem, item.advice))
        else:
            yield item


def extracted_text(
    captured: Captured, settings: Settings, summary: RunSummary
) -> tuple[Extraction, tuple[str, ...]] | None:
    """The text of a captured report with notices about it; None when it failed, which goes to the summary."""
    try:
        extracted = extract(captured, source_options(settings))
    except InputError as error:
        summary.skipped.append(Failure("extract", error.where, error.problem, error.advice))
        return None
    except MissingExtra as error:
        summary.skipped.append(Failure("extract", captured.report.name, str(error)))
        return None
    summary.notices += extracted.notices
    return extracted.extraction, extracted.notices


def batches(items: Iterable[Item], size: int = BATCH) -> Iterator[list[Item]]:
    """The items in lists of `size`, the last one shorter."""
    remaining = iter(items)
    while batch := list(islice(remaining, size)):
        yield batch
