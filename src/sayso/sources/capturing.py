"""From paths to captured reports."""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from sayso.errors import DuplicateId, InputError, UnreadableInput
from sayso.model import Report, sha256_of
from sayso.sources.items import HTML, MARKDOWN, PDF, TEXT, Captured, SourceOptions
from sayso.sources.records import csv_records, jsonl_records, looks_like_jsonl

Clock = Callable[[], dt.datetime]

MEDIA_TYPES = {
    ".txt": TEXT,
    ".text": TEXT,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".pdf": PDF,
}
_RECORD_FILES = {".jsonl": jsonl_records, ".ndjson": jsonl_records, ".csv": csv_records}
_PROJECT = re.compile(r"\.sayso(-wal|-shm|-journal)?\Z")
"""Files of projects, which may lie among the reports."""

_KNOWN = (*MEDIA_TYPES, *_RECORD_FILES)


def open_inputs(paths: Sequence[str], *, options: SourceOptions, clock: Clock) -> Iterator[Captured | InputError]:
    """Every report in the files and folders, in order; an InputError stands for what cannot be used.

    A folder is walked in order of names, hidden files and projects left out. ``-`` is standard input: one text, or
    JSONL when its first line is a JSON object. The same id with another text is a DuplicateId, with the same text one
    report.
    """
    seen: dict[str, str] = {}
    for path in paths:
        for item in _stdin(options, clock) if path == "-" else _path(Path(path), options, clock, is_given=True):
            yield _checked(item, seen)


def _checked(item: Captured | InputError, seen: dict[str, str]) -> Captured | InputError:
    """The item, or a DuplicateId when its id came before with other bytes."""
    if isinstance(item, InputError) or not item.report.given_id:
        return item
    report = item.report
    if seen.setdefault(report.given_id, report.sha256) == report.sha256:
        return item
    return DuplicateId(
        report.name, f"the id {report.given_id!r} came before with another text", "give each report an id of its own"
    )


def _path(path: Path, options: SourceOptions, clock: Clock, is_given: bool) -> Iterator[Captured | InputError]:
    try:
        if path.is_dir():
            yield from _folder(path, options, clock, is_given)
        else:
            yield from _file(path, options, clock, is_given)
    except OSError as error:
        yield UnreadableInput(str(path), f"cannot be opened ({error.strerror})", "check its name and permissions")


def _folder(path: Path, options: SourceOptions, clock: Clock, is_given: bool) -> Iterator[Captured | InputError]:
    is_empty = True
    for child in sorted(path.iterdir()):
        if not child.name.startswith(".") and not _PROJECT.search(child.name):
            for item in _path(child, options, clock, is_given=False):
                is_empty = False
                yield item
    if is_empty and is_given:
        yield UnreadableInput(str(path), "holds no file that is read", f"read are {' '.join(_KNOWN)}")


def _file(path: Path, options: SourceOptions, clock: Clock, is_given: bool) -> Iterator[Captured | InputError]:
    suffix = path.suffix.lower()
    if suffix in _RECORD_FILES:
        with path.open("rb") as file:
            yield from _RECORD_FILES[suffix](file, str(path), options, clock)
        return
    media_type = MEDIA_TYPES.get(suffix) or (TEXT if is_given and not suffix else "")
    if not media_type:
        path.stat()
        known = " ".join(_KNOWN)
        yield UnreadableInput(
            str(path), f"files of kind {suffix or 'without suffix'!r} are not read", f"read are {known}"
        )
        return
    size = path.stat().st_size
    if size > options.largest_file:
        yield _too_large(str(path), size, options)
        return
    yield captured(path.read_bytes(), str(path), media_type, clock())


def _too_large(name: str, size: int, options: SourceOptions) -> InputError:
    problem = f"has {size:,} bytes, more than a report ({options.largest_file:,})"
    return UnreadableInput(name, problem, "split it, make it JSONL, or raise --largest-file")


def _stdin(options: SourceOptions, clock: Clock) -> Iterator[Captured | InputError]:
    stream = sys.stdin.buffer
    data = stream.read(options.largest_file + 1)
    if looks_like_jsonl(data):
        from io import BytesIO

        rest = BytesIO(data + stream.read())
        yield from jsonl_records(rest, "standard input", options, clock)
    elif len(data) > options.largest_file:
        yield _too_large("standard input", len(data), options)
    else:
        yield captured(data, "standard input", TEXT, clock())


def captured(data: bytes, name: str, media_type: str, at: dt.datetime) -> Captured:
    """A report of these bytes."""
    return Captured(Report(Report.id_for(data), name, sha256_of(data), len(data), media_type, at), data)
