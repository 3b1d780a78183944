"""Reports as captured, the text taken from them, and one reader's pass over it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from sayso.model.claims import Claim
from sayso.model.ids import content_id, sha256_of
from sayso.model.spans import Span

READ_LANGUAGES = ("en", "und")
"""Languages that the shipped readers read; ``und`` is a text too short or too odd to tell."""


@dataclass(frozen=True, slots=True)
class Report:
    """One published item as captured. `name` is the path or address it came under, with an archive member or
    record number after ``#``; `sha256` is that of the raw bytes. `translation_of` is the id of the original."""

    id: str
    name: str
    sha256: str
    size: int
    media_type: str
    captured_at: dt.datetime
    given_id: str = ""
    translation_of: str = ""

    @staticmethod
    def id_for(data: bytes, member: str = "") -> str:
        """The id of a report: its bytes and, in an archive or a table, the member's path in it."""
        return content_id("rpt", sha256_of(data), member)


class PublishedPrecision(StrEnum):
    """How finely a publication time is known."""

    SECOND = "second"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Published:
    """When a report came out. `at` is ISO 8601 as far as `precision` knows it, with its zone when given."""

    at: str
    precision: PublishedPrecision

    @property
    def day(self) -> dt.date | None:
        """The calendar day of publication where it came out, or None when only a month or year is known."""
        if self.precision in (PublishedPrecision.SECOND, PublishedPrecision.DAY):
            return dt.date.fromisoformat(self.at[:10])
        return None


@dataclass(frozen=True, slots=True)
class Extraction:
    """The text taken from a report's bytes, with its metadata. Empty strings are metadata that is not known."""

    id: str
    report: str
    text: str
    extractor: str
    extractor_version: str
    title: str = ""
    outlet: str = ""
    url: str = ""
    language: str = "und"
    published: Published | None = None
    sensitive: bool = False

    @staticmethod
    def id_for(report: str, extractor: str, extractor_version: str, text: str) -> str:
        """The id of an extraction: metadata may be corrected later without changing it."""
        return content_id("ext", report, extractor, extractor_version, text)

    def span(self, start: int, end: int) -> Span:
        """The span of the text between two code-point offsets, end exclusive. Raises SpanError."""
        return Span.of(self.id, self.text, start, end)

    @property
    def is_readable(self) -> bool:
        """Whether the shipped readers read its language."""
        return self.language in READ_LANGUAGES


@dataclass(frozen=True, slots=True)
class ReaderVersion:
    """Which reader, in all that could change what it finds."""

    name: str
    version: str
    weights: str = ""
    codebook: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """One complete pass of one reader over one extraction."""

    id: str
    extraction: str
    reader: ReaderVersion
    claims: tuple[Claim, ...]

    @staticmethod
    def id_for(extraction: str, reader: ReaderVersion) -> str:
        """The id of a reading; the same reader over the same text is the same reading."""
        return content_id("rdg", extraction, reader.name, reader.version, reader.weights, reader.codebook)
