"""Coded documents: the claims format, checked and turned into what pairing and comparing need."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

from sayso.codebook import Codebook, shipped_codebook
from sayso.errors import DuplicateId
from sayso.evaluating.gold_files import Json, Record, read_records
from sayso.model import SPAN_ROLES, Counted, SpeakerRole, Stance, Status

Document = Mapping[str, Any]
"""One report with its claims in the claims format, as JSON holds it."""

Bounds = tuple[int, int]
REQUIRED = ("anchor", "type", "status", "stance")
STATUSES, STANCES = [status.value for status in Status], [stance.value for stance in Stance]
ROLES, COUNTED = [role.value for role in SpeakerRole], [counted.value for counted in Counted]
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
    low: int | None
    high: int | None
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


def gold_documents(path: Path, codebook: Codebook | None = None) -> list[CodedDocument]:
    """Gold reports in the order of the file, coded by a codebook, the shipped one for None.

    Raises BadRecord, DuplicateId, UnreadableInput.
    """
    found: dict[str, CodedDocument] = {}
    for record in read_records(path):
        text = record.text("text")
        origin = record.text("origin") if "origin" in record else ""
        claims = coded_claims(record, text, codebook)
        document = CodedDocument(record.identity(), text, origin, record.published(), claims)
        if document.id in found:
            raise DuplicateId(record.where, f"the id {document.id!r} came before", "give each document once")
        found[document.id] = document
    return list(found.values())


def predicted_records(predicted: Path | Mapping[str, Document]) -> dict[str, Record]:
    """Predicted documents by id, from a file or from memory. Of two with one id the later holds."""
    if isinstance(predicted, Path):
        return {record.identity(): record for record in read_records(predicted)}
    return {name: Record(f"predicted document {name!r}", document) for name, document in predicted.items()}


def coded_claims(record: Record, text: str, codebook: Codebook | None = None) -> tuple[CodedClaim, ...]:
    """The claims of a document, every span held to `text` and every code to the codebook, the shipped one for None.

    Raises BadRecord naming claim and field.
    """
    types = (codebook or shipped_codebook()).types
    return tuple(_claim(claim, text, types) for claim in record.records("claims"))


def _claim(record: Record, text: str, types: Collection[str]) -> CodedClaim:
    for name in REQUIRED:
        if name not in record:
            record.fail(f"field {name!r} is missing")
    anchor = record.part("anchor").bounds(text)
    return CodedClaim(
        event=record.fields.get("event"),
        anchor=anchor,
        sentence=record.part("sentence").bounds(text) if "sentence" in record else anchor,
        type=record.one_of("type", types),
        status=record.one_of("status", STATUSES),
        stance=record.one_of("stance", STANCES),
        speakers=tuple(_speaker(item, text, n) for n, item in enumerate(record.records("speakers"))),
        roles={role: tuple(item.bounds(text) for item in record.records(role)) for role in SPAN_ROLES},
        counts=tuple(_count(item, text) for item in record.records("counts")),
        start=record.edtf_day("start"),
        end=record.edtf_day("end"),
        record=record.fields,
    )


def _speaker(record: Record, text: str, position: int) -> CodedSpeaker:
    """A speaker without a level stands at its place in the list."""
    level = record.whole_number("level", if_missing=position)
    return CodedSpeaker(record.bounds(text), record.one_of("role", ROLES), level)


def _count(record: Record, text: str) -> CodedCount:
    of = record.one_of("of", COUNTED) if record.fields.get("of") is not None else None
    return CodedCount(of, record.bound("low"), record.bound("high"), record.bounds(text))
