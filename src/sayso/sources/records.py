"""Reports in the lines of JSONL files and the rows of CSV files."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Callable, Iterator, Mapping
from typing import IO, Any

from sayso.errors import BadRecord, InputError
from sayso.model import Report, sha256_of
from sayso.sources.items import RECORD, Captured, SourceOptions

Clock = Callable[[], dt.datetime]

FIELDS: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "full_text", "description", "notes", "report"),
    "id": ("id", "uid", "guid", "report_id", "event_id_cnty"),
    "published": ("published", "published_at", "pubdate", "publication_date", "date", "event_date", "timestamp"),
    "title": ("title", "headline", "subject"),
    "source": ("source", "outlet", "publisher", "newspaper", "publication"),
    "url": ("url", "link", "source_url"),
}
"""Fields of a record, and the headers under which they are looked for, best first."""


def looks_like_jsonl(data: bytes) -> bool:
    """Whether the first line is a JSON object."""
    try:
        return isinstance(json.loads(data.lstrip().split(b"\n", 1)[0]), dict)
    except ValueError:
        return False


def jsonl_records(file: IO[bytes], name: str, options: SourceOptions, clock: Clock) -> Iterator[Captured | InputError]:
    """A report a line; a broken line is a BadRecord that names it."""
    empty = True
    for number, line in enumerate(iter(lambda: file.readline(options.largest_file + 1), b""), 1):
        where = f"{name}, line {number}"
        if len(line) > options.largest_file:
            yield BadRecord(where, "is longer than a report", "split it, or raise --largest-file")
            return
        if not line.strip():
            continue
        empty = False
        try:
            record = json.loads(line.removeprefix(b"\xef\xbb\xbf"))
        except ValueError as error:
            yield BadRecord(where, f"is not JSON ({error})", "each line holds one JSON object")
            continue
        yield _captured(line.strip(), record, f"{name}#{number}", where, clock)
    if empty:
        yield BadRecord(name, "is empty", "each line holds one JSON object")


def _captured(data: bytes, record: Any, name: str, where: str, clock: Clock) -> Captured | InputError:
    problem = record_problem(record)
    if problem:
        return BadRecord(where, problem, 'a record looks like {"id": "7", "text": "…", "published": "2026-03-04"}')
    given_id = str(record.get("id") or "")
    return Captured(Report(Report.id_for(data), name, sha256_of(data), len(data), RECORD, clock(), given_id), data)


def record_problem(record: Any) -> str:
    """What is wrong with a record, or ''."""
    if not isinstance(record, dict):
        return "is no JSON object"
    if "text" not in record:
        return "lacks the field `text`"
    if not isinstance(record["text"], str):
        return "its field `text` is no string"
    return "" if record["text"].strip() else "its field `text` is empty"


def csv_records(file: IO[bytes], name: str, options: SourceOptions, clock: Clock) -> Iterator[Captured | InputError]:
    """A report a row. Columns are those of the options, else guessed from the headers; the guess is a notice."""
    csv.field_size_limit(options.largest_file)
    lines = io.TextIOWrapper(file, encoding="utf-8-sig", errors="strict", newline="")
    reader = csv.DictReader(lines)
    try:
        headers = list(reader.fieldnames or [])
        columns, notice = column_mapping(headers, options.columns, name)
        for row in reader:
            yield _row(row, columns, reader.line_num, name, notice, clock)
            notice = ""
    except InputError as error:
        yield error
    except UnicodeDecodeError as error:
        yield BadRecord(f"{name}, after line {reader.line_num}", f"is not UTF-8 ({error.reason})", "save it as UTF-8")
    except csv.Error as error:
        yield BadRecord(f"{name}, line {reader.line_num}", f"is no CSV ({error})", "check its quotes and separators")
    finally:
        lines.detach()  # the file is the caller's to close


def column_mapping(headers: list[str], given: Mapping[str, str], name: str) -> tuple[dict[str, str], str]:
    """The column of each field, and a notice of what was guessed. Raises BadRecord when no column holds the text."""
    for field, column in given.items():
        if field not in FIELDS:
            raise BadRecord(name, f"--column names the field {field!r}", f"fields are {', '.join(FIELDS)}")
        if column not in headers:
            raise BadRecord(name, f"has no column {column!r}", f"its columns are {', '.join(headers)}")
    by_name = {header.strip().lower().replace(" ", "_"): header for header in reversed(headers) if header}
    guessed = {
        field: by_name[candidate]
        for field, candidates in FIELDS.items()
        if field not in given and (candidate := next((c for c in candidates if c in by_name), None))
    }
    columns = {**guessed, **given}
    if "text" not in columns:
        raise BadRecord(name, f"no column is known to hold the text ({', '.join(headers)})", "say --column text=NAME")
    said = ", ".join(f"{field} from {column!r}" for field, column in sorted(guessed.items()))
    return columns, f"{name}: took {said}; --column FIELD=COLUMN says otherwise" if said else ""


def _row(
    row: Mapping[str, str | None], columns: Mapping[str, str], line: int, name: str, notice: str, clock: Clock
) -> Captured | InputError:
    record: dict[str, Any] = {field: value for field, column in columns.items() if (value := row.get(column))}
    record["columns"] = {str(header): value for header, value in row.items() if header is not None}
    data = json.dumps(record, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
    item = _captured(data, record, f"{name}#{line}", f"{name}, line {line}", clock)
    if isinstance(item, InputError):
        return item
    return Captured(item.report, item.data, (notice,) if notice else ())
