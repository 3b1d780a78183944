"""Writing: additions to what is kept, and replacement of what is derived."""

from __future__ import annotations

import datetime as dt
import secrets
import zlib
from collections.abc import Callable, Iterable, Mapping

from sqlalchemy import Connection, Table, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from sayso.model import Claim, Event, Extraction, Judgement, LedgerEntry, Reading, Report, content_id
from sayso.store import tables
from sayso.store.codec import dump
from sayso.store.failures import Failure
from sayso.store.metadata import Metadata

KEY_BYTES = 32
"""Size of the key that pseudonyms are hashed with; it never leaves the project."""

BATCH = 500
"""Rows sent to the database at once."""


class Writer:
    """Writes inside one transaction. Adding what is there already changes nothing."""

    def __init__(self, connection: Connection, clock: Callable[[], dt.datetime]) -> None:
        self.connection = connection
        self.clock = clock

    def _now(self) -> str:
        return stamp(self.clock())

    def _add(self, table: Table, rows: Iterable[Mapping[str, object]]) -> None:
        insert = postgresql.insert if self.connection.dialect.name == "postgresql" else sqlite.insert
        statement = insert(table).on_conflict_do_nothing()
        batch = list(rows)
        for start in range(0, len(batch), BATCH):
            self.connection.execute(statement, batch[start : start + BATCH])

    def add_report(self, report: Report, data: bytes) -> None:
        """Keep a report and its raw bytes."""
        now = self._now()
        packed = zlib.compress(data, 6)
        self._add(tables.blob, [dict(sha256=report.sha256, size=len(data), data=packed, recorded_at=now)])
        row = dict(
            id=report.id,
            name=report.name,
            sha256=report.sha256,
            size=report.size,
            media_type=report.media_type,
            given_id=report.given_id,
            translation_of=report.translation_of,
            captured_at=stamp(report.captured_at),
            recorded_at=now,
        )
        self._add(tables.report, [row])

    def add_failure(self, failure: Failure) -> None:
        """Keep what could not be used, and why; the same failure again is the same row."""
        row = dict(stage=failure.stage, item=failure.item, problem=failure.problem, advice=failure.advice)
        self._add(tables.failure, [dict(row, id=content_id("fail", *row.values()), recorded_at=self._now())])

    def add_extraction(self, extraction: Extraction) -> None:
        """Keep the text of a report, with its metadata as first found."""
        row = dict(
            id=extraction.id,
            report=extraction.report,
            extractor=extraction.extractor,
            extractor_version=extraction.extractor_version,
            text=extraction.text,
            recorded_at=self._now(),
        )
        known = select(tables.extraction.c.id).where(tables.extraction.c.id == extraction.id)
        if self.connection.execute(known).first() is None:
            self._add(tables.extraction, [row])
            self.correct_metadata(extraction, who="extractor")

    def correct_metadata(self, extraction: Extraction, who: str) -> None:
        """Add metadata for a text; the newest holds, the older stays."""
        body = dump(Metadata.of(extraction))
        values = dict(extraction=extraction.id, body=body, who=who, recorded_at=self._now())
        self.connection.execute(tables.extraction_metadata.insert().values(**values))

    def add_reading(self, reading: Reading) -> None:
        """Keep a reading with all its claims."""
        row = dict(id=reading.id, extraction=reading.extraction, reader=dump(reading.reader), recorded_at=self._now())
        self._add(tables.reading, [row])
        claims = (
            dict(id=claim.id, reading=reading.id, position=position, body=dump(claim))
            for position, claim in enumerate(reading.claims)
        )
        self._add(tables.claim, claims)

    def add_judgement(self, judgement: Judgement) -> None:
        """Keep a decision."""
        self._add(tables.judgement, [dict(id=judgement.id, body=dump(judgement), recorded_at=stamp(judgement.at))])

    def withdraw_judgement(self, judgement: str, who: str) -> None:
        """Record that a decision no longer stands; it stays in the file."""
        self._add(tables.judgement_withdrawal, [dict(judgement=judgement, who=who, recorded_at=self._now())])

    def add_ledger_entries(self, entries: Iterable[LedgerEntry]) -> None:
        """Add lines to the ledger of event ids."""
        now = self._now()
        rows = [dict(event=entry.event, body=dump(entry), recorded_at=now) for entry in entries]
        if rows:
            self.connection.execute(tables.event_ledger.insert(), rows)

    def add_export(self, format_name: str, decisions: str) -> None:
        """Record that an export left the project, and what was decided for it."""
        values = dict(format=format_name, decisions=decisions, recorded_at=self._now())
        self.connection.execute(tables.export.insert().values(**values))

    def replace_resolved(self, claims: Iterable[Claim], resolver: str) -> None:
        """Keep resolved claims instead of those that were derived before."""
        rows = [dict(id=claim.id, resolver=resolver, body=dump(claim)) for claim in claims]
        ids = [row["id"] for row in rows]
        for start in range(0, len(ids), BATCH):
            chosen = tables.resolved_claim.c.id.in_(ids[start : start + BATCH])
            self.connection.execute(delete(tables.resolved_claim).where(chosen))
        self._add(tables.resolved_claim, rows)

    def replace_events(self, events: Iterable[Event], fingerprint: str) -> None:
        """Keep these events instead of those that were derived before.

        `fingerprint` names what they were derived from, so that a later run knows whether they still hold.
        """
        self.connection.execute(delete(tables.event_claim))
        self.connection.execute(delete(tables.event))
        kept = list(events)
        rows = [dict(id=event.id, position=n, body=dump(event)) for n, event in enumerate(kept)]
        self._add(tables.event, rows)
        self._add(tables.event_claim, [dict(claim=c, event=event.id) for event in kept for c in event.claims])
        self.set("events_fingerprint", fingerprint)

    def set(self, key: str, value: str) -> None:
        """Keep one setting of the project."""
        self.connection.execute(delete(tables.setting).where(tables.setting.c.key == key))
        self.connection.execute(tables.setting.insert().values(key=key, value=value))

    def pseudonym_key(self) -> bytes:
        """The project's secret for pseudonyms, made on first use."""
        found = self.connection.execute(select(tables.setting.c.value).where(tables.setting.c.key == "pseudonym_key"))
        value = found.scalar_one_or_none()
        if value is None:
            value = secrets.token_hex(KEY_BYTES)
            self.set("pseudonym_key", value)
        return bytes.fromhex(value)


def stamp(moment: dt.datetime) -> str:
    """A moment as the store writes it: UTC with microseconds. Raises ValueError for one without a zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds")
