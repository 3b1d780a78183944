"""Coded documents: the claims format, checked and turned into what pairing and comparing need."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

from sayso.errors import DuplicateId
from sayso.evaluating.gold_files import Json, Record, read_records
from sayso.model import SPAN_ROLES

Document = Mapping[str, Any]
"""One report with its claims in the claims format, as JSON holds it."""

Bounds = tuple[int, int]
REQUIRED = ("anchor", "type", "status", "stance")
OWN_VOICE = ("own voice",)


@dataclass(frozen=True, slots=True)
class CodedSpeaker:
    """A speaker as coded."""

    bounds: Bounds
    role: str
    level: int


@dataclass(frozen=True, slots=True)
class CodedCount:
    """What is counted and the quantity; where the words stand is not compared."""

    of: str | None
    low: float | None
    high: float | None
    bounds: Bounds = field(compare=False)


@dataclass(frozen=True, slots=True)
class CodedClaim:
    """A claim as coded. `record` is the JSON it came from, to be shown among errors."""

    event: str | None
    anchor: Bounds
    sentence: Bounds
    type: str
    status: str
    stance: str
    speakers: tuple[CodedSpeaker, ...]
    roles: Mapping[str, tuple[Bounds, ...]]
    counts: tuple[CodedCount, ...]
    start: str | None
    end: str | None
    record: Json = field(compare=False, repr=False)

    @property
    def date(self) -> tuple[str | None, str | None]:
        """First and last day."""
        return self.start, self.end

    @property
    def is_dated(self) -> bool:
        """Whether it has a date at all."""
        return self.date != (None, None)

    def speaker_levels(self) -> list[tuple[CodedSpeaker, ...]]:
        """Speakers by level, nearest first."""
        ordered = sorted(self.speakers, key=lambda speaker: speaker.level)
        return [tuple(group) for _, group in groupby(ordered, key=lambda speaker: speaker.level)]

    def nearest_roles(self) -> tuple[str, ...]:
        """Roles of the nearest speakers, sorted; the report's own voice without any."""
        levels = self.speaker_levels()
        return tuple(sorted(speaker.role for speaker in levels[0])) if levels else OWN_VOICE


@dataclass(frozen=True, slots=True)
class CodedDocument:
    """A gold report with its claims."""

    id: str
    text: str
    origin: str
    published: str
    claims: tuple[CodedClaim, ...]


def gold_documents(path: Path) -> list[CodedDocument]:
    """Gold reports in the order of the file. Raises BadRecord, DuplicateId, UnreadableInput."""
    found: dict[str, CodedDocument] = {}
    for record in read_records(path):
        text = record.text("text")
        origin = record.text("origin") if "origin" in record else ""
        published = record.fields.get("published") or ""
        document = CodedDocument(record.identity(), text, origin, published, coded_claims(record, text))
        if document.id in found:
            raise DuplicateId(record.where, f"the id {document.id!r} came before", "give each document once")
        found[document.id] = document
    return list(found.values())


def predicted_records(predicted: Path | Mapping[str, Document]) -> dict[str, Record]:
    """Predicted documents by id, from a file or from memory. Of two with one id the later holds."""
    if isinstance(predicted, Path):
        return {record.identity(): record for record in read_records(predicted)}
    return {name: Record(f"predicted document {name!r}", document) for name, document in predicted.items()}


def coded_claims(record: Record, text: str) -> tuple[CodedClaim, ...]:
    """The claims of a document, every span held to `text`. Raises BadRecord naming claim and field."""
    return tuple(_claim(claim, text) for claim in record.records("claims"))


def _claim(record: Record, text: str) -> CodedClaim:
    for name in REQUIRED:
        if name not in record:
            record.fail(f"field {name!r} is missing")
    anchor = record.part("anchor").bounds(text)
    return CodedClaim(
        event=record.fields.get("event"),
        anchor=anchor,
        sentence=record.part("sentence").bounds(text) if "sentence" in record else anchor,
        type=record.text("type"),
        status=record.text("status"),
        stance=record.text("stance"),
        speakers=tuple(_speaker(item, text, n) for n, item in enumerate(record.records("speakers"))),
        roles={role: tuple(item.bounds(text) for item in record.records(role)) for role in SPAN_ROLES},
        counts=tuple(_count(item, text) for item in record.records("counts")),
        start=record.fields.get("start"),
        end=record.fields.get("end"),
        record=record.fields,
    )


def _speaker(record: Record, text: str, position: int) -> CodedSpeaker:
    """A speaker without a level stands at its place in the list."""
    level = record.fields.get("level", position)
    if isinstance(level, bool) or not isinstance(level, int):
        record.fail(f"level must be a whole number, not {level!r:.60}")
    return CodedSpeaker(record.bounds(text), record.text("role"), level)


def _count(record: Record, text: str) -> CodedCount:
    return CodedCount(record.fields.get("of"), record.fields.get("low"), record.fields.get("high"), record.bounds(text))
