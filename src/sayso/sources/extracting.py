"""From captured bytes to text with metadata."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sayso.errors import BadRecord, UnreadableInput
from sayso.model import Extraction
from sayso.sources.items import HTML, MARKDOWN, PDF, RECORD, TEXT, Captured, Extracted, SourceOptions
from sayso.sources.metadata import front_matter, language, published
from sayso.sources.records import record_problem

PLAIN_VERSION = "1"
"""Version of the extractors of plain texts and records; part of an extraction's id."""

LOOKED_AT = 4096
"""Bytes at the start of a file that tell a text from a binary."""

_SURROGATE = re.compile(r"[\ud800-\udfff]")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_YES = ("yes", "true", "1")


@dataclass(frozen=True, slots=True)
class Found:
    """Text and metadata as one extractor found them; metadata as written."""

    text: str
    extractor: str
    version: str
    values: Mapping[str, str]
    notices: tuple[str, ...] = ()


def extract(captured: Captured, options: SourceOptions) -> Extracted:
    """The text of a captured report.

    Line ends become ``\\n`` in files; the text of a record stays as it was given, since others' offsets may point into
    it. Lone surrogates become U+FFFD. Raises UnreadableInput, BadRecord, MissingExtra.
    """
    name = captured.report.name
    if not captured.data.strip():
        raise UnreadableInput(name, "is empty", "nothing to read in it")
    found = _EXTRACTORS[captured.report.media_type](captured.data, name)
    if not found.text.strip():
        raise UnreadableInput(name, "holds no text", "is it a scan, or a page made by a script?")
    return _extracted(captured, found)


def _extracted(captured: Captured, found: Found) -> Extracted:
    text = _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", found.text)
    values, notices = found.values, [*captured.notices, *found.notices]
    moment = published(values["published"]) if values.get("published") else None
    if values.get("published") and moment is None:
        said = values["published"][:40]
        notices.append(
            f"{captured.report.name}: `published` is {said!r}, which is no time; give one such as 2026-03-04"
        )
    extraction = Extraction(
        id=Extraction.id_for(captured.report.id, found.extractor, found.version, text),
        report=captured.report.id,
        text=text,
        extractor=found.extractor,
        extractor_version=found.version,
        title=values.get("title", ""),
        outlet=values.get("outlet", ""),
        url=values.get("url", ""),
        language=language(text),
        published=moment,
        sensitive=values.get("sensitive", "").lower() in _YES,
    )
    return Extracted(extraction, tuple(notices))


def _plain(data: bytes, name: str) -> Found:
    text, notices = decoded(data, name)
    head = front_matter(text)
    return Found(text[head.start :].rstrip(), "plain", PLAIN_VERSION, head.values, notices)


def decoded(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """The text of bytes in UTF-8, by byte-order mark, or in a guessed encoding, which is then a notice.

    Raises UnreadableInput for what is no text.
    """
    encoding = next((encoding for bom, encoding in _BOMS if data.startswith(bom)), None)
    if encoding is None and b"\0" in data[:LOOKED_AT]:
        raise UnreadableInput(name, "is no text but binary data", "give it its right suffix, or leave it out")
    try:
        return _lines(data.decode(encoding or "utf-8")), ()
    except UnicodeDecodeError:
        return _guessed(data, name)


def _guessed(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None:
        raise UnreadableInput(name, "is in no encoding that can be told", "save it as UTF-8")
    return _lines(str(best)), (f"{name}: is not UTF-8, read as {best.encoding}; save it as UTF-8 to be sure",)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _record(data: bytes, name: str) -> Found:
    try:
        record = json.loads(data.removeprefix(codecs.BOM_UTF8))
    except ValueError as error:
        raise BadRecord(name, f"is not JSON ({error})") from error
    problem = record_problem(record)
    if problem:
        raise BadRecord(name, problem)
    return Found(record["text"], "record", PLAIN_VERSION, _record_values(record))


def _record_values(record: Mapping[str, Any]) -> dict[str, str]:
    names = {
        "title": ("title",),
        "outlet": ("source", "outlet", "origin"),
        "published": ("published",),
        "url": ("url",),
    }
    names["sensitive"] = ("sensitive",)
    found = {field: next((record[k] for k in keys if record.get(k)), "") for field, keys in names.items()}
    return {field: str(value) for field, value in found.items() if isinstance(value, (str, int, bool))}


def _html(data: bytes, name: str) -> Found:
    from sayso.sources.pages import extract_page

    return extract_page(data, name)


def _pdf(data: bytes, name: str) -> Found:
    from sayso.sources.pdfs import extract_pdf

    text, version = extract_pdf(data, name)
    head = front_matter(_lines(text))
    return Found(_lines(text)[head.start :].rstrip(), "pypdfium2", version, head.values)


_EXTRACTORS: Mapping[str, Callable[[bytes, str], Found]] = {
    TEXT: _plain,
    MARKDOWN: _plain,
    HTML: _html,
    PDF: _pdf,
    RECORD: _record,
}
