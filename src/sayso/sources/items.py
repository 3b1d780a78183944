"""What sources hand on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sayso.model import Extraction, Report

TEXT, MARKDOWN, HTML, PDF = "text/plain", "text/markdown", "text/html", "application/pdf"

RECORD = "application/vnd.sayso.record+json"
"""One record of a JSONL or CSV file, as JSON."""

LARGEST_FILE = 50_000_000


@dataclass(frozen=True, slots=True)
class SourceOptions:
    """`columns` maps fields to the columns of CSV files; `largest_file` is in bytes (for JSONL and CSV: a record)."""

    columns: Mapping[str, str] = field(default_factory=dict)
    largest_file: int = LARGEST_FILE


@dataclass(frozen=True, slots=True)
class Captured:
    """A report with its raw bytes, not yet parsed. `notices` are for the user."""

    report: Report
    data: bytes
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of a report. `notices` say what was guessed or left out."""

    extraction: Extraction
    notices: tuple[str, ...] = ()
