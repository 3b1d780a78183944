"""Reading what a project holds, as of a moment."""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Engine, Row, Select, func, select

from sayso.errors import NotFound
from sayso.model import NOW, AsOf, Claim, Event, Extraction, Judgement, LedgerEntry, LedgerKind, ReaderVersion, Report
from sayso.store import tables
from sayso.store.codec import dump, load
from sayso.store.failures import Failure
from sayso.store.metadata import Metadata
from sayso.store.writers import BATCH, stamp


class View:
    """Reads a project. Nothing that was recorded after `as_of.recorded` shows; reports that `as_of.published`
    does not admit do not show either."""

    def __init__(self, engine: Engine, as_of: AsOf = NOW) -> None:
        self.engine = engine
        self.as_of = as_of

    def _rows(self, statement: Select[Any]) -> list[Row[Any]]:
        with self.engine.connect() as connection:
            return list(connection.execute(statement).all())

    def _recorded(self, column: ColumnElement[object]) -> ColumnElement[bool]:
        return column <= (stamp(self.as_of.recorded) if self.as_of.recorded else "9999")

    # Reports and texts

    def reports(self) -> list[Report]:
        """Every report, in the order of capture."""
        table = tables.report
        rows = self._rows(
            select(table).where(self._recorded(table.c.recorded_at)).order_by(table.c.recorded_at, table.c.id)
        )
        return [_report(row) for row in rows]

    def report_ids(self) -> set[str]:
        """Ids of all reports."""
        return {row.id for row in self._rows(select(tables.report.c.id))}

    def reports_given(self, given_id: str) -> list[Report]:
        """Reports that came under an id of their source's."""
        return [_report(row) for row in self._rows(select(tables.report).where(tables.report.c.given_id == given_id))]

    def data(self, report: Report) -> bytes:
        """The raw bytes of a report. Raises NotFound."""
        rows = self._rows(select(tables.blob.c.data).where(tables.blob.c.sha256 == report.sha256))
        if not rows:
            raise NotFound(f"the bytes of report {report.id} are not in the project")
        return zlib.decompress(rows[0].data)

    def reports_without_text(self) -> list[Report]:
        """Reports whose text has not been taken, in the order of their ids."""
        done = select(tables.extraction.c.report)
        statement = select(tables.report).where(tables.report.c.id.not_in(done)).order_by(tables.report.c.id)
        return [_report(row) for row in self._rows(statement)]

    def extractions(self, ids: Sequence[str] | None = None) -> dict[str, Extraction]:
        """The current text of each report that the moment admits, by extraction id.

        `ids` limits them to those extractions.
        """
        newest = self._newest_extractions()
        chosen = newest if ids is None else newest & set(ids)
        found = self._load_extractions(sorted(chosen))
        return {extraction.id: extraction for extraction in found if self.as_of.admits(extraction.published)}

    def _newest_extractions(self) -> set[str]:
        table = tables.extraction
        statement = select(table.c.id, table.c.report).where(self._recorded(table.c.recorded_at))
        rows = self._rows(statement.order_by(table.c.recorded_at, table.c.id))
        return set({row.report: row.id for row in rows}.values())

    def _load_extractions(self, ids: Sequence[str]) -> Iterator[Extraction]:
        for some in _batches(ids):
            metadata = self._metadata(some)
            for row in self._rows(select(tables.extraction).where(tables.extraction.c.id.in_(some))):
                bare = Extraction(row.id, row.report, row.text, row.extractor, row.extractor_version)
                yield metadata[row.id].on(bare)

    def _metadata(self, ids: Sequence[str]) -> dict[str, Metadata]:
        table = tables.extraction_metadata
        statement = select(table).where(table.c.extraction.in_(ids), self._recorded(table.c.recorded_at))
        rows = self._rows(statement.order_by(table.c.id))
        return {row.extraction: load(row.body, Metadata) for row in rows}

    # Readings and claims

    def unread(self, reader: ReaderVersion) -> list[str]:
        """Ids of current extractions that this reader has not read."""
        table = tables.reading
        read = {row.extraction for row in self._rows(select(table.c.extraction).where(table.c.reader == dump(reader)))}
        return sorted(self._newest_extractions() - read)

    def current_readings(self) -> dict[str, str]:
        """The newest reading of each current extraction: reading id by extraction id."""
        table = tables.reading
        statement = select(table.c.id, table.c.extraction).where(self._recorded(table.c.recorded_at))
        rows = self._rows(statement.order_by(table.c.recorded_at, table.c.id))
        newest = self._newest_extractions()
        return {row.extraction: row.id for row in rows if row.extraction in newest}

    def readers(self) -> list[tuple[ReaderVersion, int]]:
        """Each reader that has read here, with the number of its readings."""
        table = tables.reading
        rows = self._rows(select(table.c.reader, func.count().label("n")).group_by(table.c.reader))
        return [(load(row.reader, ReaderVersion), row.n) for row in rows]

    def claims(self, extractions: Iterable[str] | None = None) -> list[Claim]:
        """The claims of the current readings, as read, in the order of extraction and position."""
        readings = self.current_readings()
        wanted = readings if extractions is None else {e: readings[e] for e in extractions if e in readings}
        table = tables.claim
        out: list[Claim] = []
        for some in _batches([wanted[e] for e in sorted(wanted)]):
            rows = self._rows(
                select(table.c.body).where(table.c.reading.in_(some)).order_by(table.c.reading, table.c.position)
            )
            out += [load(row.body, Claim) for row in rows]
        return sorted(out, key=lambda claim: claim.extraction)

    def resolved(self, ids: Sequence[str] | None = None, resolver: str | None = None) -> dict[str, Claim]:
        """Resolved claims by id, as last derived; by that resolver only, if one is named."""
        table = tables.resolved_claim
        statement = select(table.c.id, table.c.body)
        if resolver is not None:
            statement = statement.where(table.c.resolver == resolver)
        if ids is None:
            return {row.id: load(row.body, Claim) for row in self._rows(statement)}
        rows = [row for some in _batches(list(ids)) for row in self._rows(statement.where(table.c.id.in_(some)))]
        return {row.id: load(row.body, Claim) for row in rows}

    # Judgements

    def judgements(self) -> list[Judgement]:
        """Every judgement recorded by the moment, oldest first, with its withdrawal if that was recorded too."""
        table, withdrawals = tables.judgement, tables.judgement_withdrawal
        withdrawn = {
            row.judgement: dt.datetime.fromisoformat(row.recorded_at)
            for row in self._rows(select(withdrawals).where(self._recorded(withdrawals.c.recorded_at)))
        }
        statement = select(table).where(self._recorded(table.c.recorded_at))
        rows = self._rows(statement.order_by(table.c.recorded_at, table.c.id))
        return [replace(load(row.body, Judgement), withdrawn_at=withdrawn.get(row.id)) for row in rows]

    # Events

    def ledger(self) -> list[LedgerEntry]:
        """The event ledger up to the moment, oldest first."""
        table = tables.event_ledger
        statement = select(table.c.body).where(self._recorded(table.c.recorded_at)).order_by(table.c.id)
        return [load(row.body, LedgerEntry) for row in self._rows(statement)]

    def events(self) -> list[Event]:
        """The events as last derived."""
        rows = self._rows(select(tables.event.c.body).order_by(tables.event.c.position))
        return [load(row.body, Event) for row in rows]

    def redirects(self) -> dict[str, LedgerEntry]:
        """Where event ids went that are no longer in use: the redirect of each whose newest entry is one."""
        newest = {entry.event: entry for entry in self.ledger()}
        return {event: entry for event, entry in newest.items() if entry.kind is LedgerKind.REDIRECT}

    def setting(self, key: str) -> str | None:
        """One setting of the project, or None."""
        rows = self._rows(select(tables.setting.c.value).where(tables.setting.c.key == key))
        return rows[0].value if rows else None

    def failures(self) -> list[Failure]:
        """What could not be used, oldest first."""
        rows = self._rows(select(tables.failure).order_by(tables.failure.c.recorded_at, tables.failure.c.id))
        return [Failure(row.stage, row.item, row.problem, row.advice) for row in rows]

    def metadata_state(self) -> int:
        """A number that grows when the metadata of any text is corrected."""
        return int(self._rows(select(func.coalesce(func.max(tables.extraction_metadata.c.id), 0)))[0][0])

    def counts(self) -> dict[str, int]:
        """How many reports, texts, readings, claims, judgements, failures and events there are."""
        kept = (
            tables.report,
            tables.extraction,
            tables.reading,
            tables.claim,
            tables.judgement,
            tables.failure,
            tables.event,
        )
        return {table.name: int(self._rows(select(func.count()).select_from(table))[0][0]) for table in kept}


def _report(row: Row[Any]) -> Report:
    return Report(
        id=row.id,
        name=row.name,
        sha256=row.sha256,
        size=row.size,
        media_type=row.media_type,
        captured_at=dt.datetime.fromisoformat(row.captured_at),
        given_id=row.given_id,
        translation_of=row.translation_of,
    )


def _batches(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]
