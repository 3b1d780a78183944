"""The tables of a project, newest form. `migrations.py` says how older files get there.

Times are ISO 8601 in UTC with microseconds, so that they compare as text in every database.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text

metadata = MetaData()


def _table(name: str, *columns: Column[object] | Index) -> Table:
    return Table(name, metadata, *columns, sqlite_strict=True)


def _text(name: str, *args: object, **options: object) -> Column[object]:
    return Column(name, Text, *args, **{"nullable": False, **options})  # type: ignore[arg-type]


def _number(name: str, **options: object) -> Column[object]:
    return Column(name, Integer, **{"nullable": False, **options})  # type: ignore[arg-type]


setting = _table("setting", _text("key", primary_key=True), _text("value"))

migration = _table("migration", _text("name", primary_key=True), _text("applied_at"))

blob = _table(
    "blob",
    _text("sha256", primary_key=True),
    _number("size"),
    Column("data", LargeBinary, nullable=False),
    _text("recorded_at"),
)

report = _table(
    "report",
    _text("id", primary_key=True),
    _text("name"),
    _text("sha256", ForeignKey("blob.sha256")),
    _number("size"),
    _text("media_type"),
    _text("given_id", index=True),
    _text("translation_of"),
    _text("captured_at"),
    _text("recorded_at"),
)

failure = _table(
    "failure",
    _text("id", primary_key=True),
    _text("stage"),
    _text("item"),
    _text("problem"),
    _text("advice"),
    _text("recorded_at"),
)

extraction = _table(
    "extraction",
    _text("id", primary_key=True),
    _text("report", ForeignKey("report.id"), index=True),
    _text("extractor"),
    _text("extractor_version"),
    _text("text"),
    _text("recorded_at"),
)

extraction_metadata = _table(
    "extraction_metadata",
    _number("id", primary_key=True, autoincrement=True),
    _text("extraction", ForeignKey("extraction.id"), index=True),
    _text("body"),
    _text("who"),
    _text("recorded_at"),
)

reading = _table(
    "reading",
    _text("id", primary_key=True),
    _text("extraction", ForeignKey("extraction.id"), index=True),
    _text("reader"),
    _text("recorded_at"),
)

claim = _table(
    "claim",
    _text("id", primary_key=True),
    _text("reading", ForeignKey("reading.id"), index=True),
    _number("position"),
    _text("body"),
)

judgement = _table("judgement", _text("id", primary_key=True), _text("body"), _text("recorded_at"))

judgement_withdrawal = _table(
    "judgement_withdrawal",
    _text("judgement", ForeignKey("judgement.id"), primary_key=True),
    _text("who"),
    _text("recorded_at"),
)

event_ledger = _table(
    "event_ledger",
    _number("id", primary_key=True, autoincrement=True),
    _text("event", index=True),
    _text("body"),
    _text("recorded_at"),
)

export = _table(
    "export",
    _number("id", primary_key=True, autoincrement=True),
    _text("format"),
    _text("decisions"),
    _text("recorded_at"),
)

# Derived: thrown away and rebuilt as a whole.

resolved_claim = _table("resolved_claim", _text("id", primary_key=True), _text("resolver"), _text("body"))

event = _table("event", _text("id", primary_key=True), _number("position"), _text("body"))

event_claim = _table(
    "event_claim",
    _text("claim", primary_key=True),
    _text("event", ForeignKey("event.id"), index=True),
)
