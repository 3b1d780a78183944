"""Gold files: JSON lines, read so that every fault is told by file, line and field."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any, NoReturn, TypeGuard

from sayso.errors import BadRecord, BadRequest, UnreadableInput
from sayso.model import is_edtf_day

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Record:
    """A JSON object of a file with where it stands, so that what reads it can say what is wrong."""

    where: str
    fields: Json

    def fail(self, problem: str, advice: str = "") -> NoReturn:
        """Raise BadRecord about this record."""
        raise BadRecord(self.where, problem, advice)

    def __contains__(self, name: str) -> bool:
        return name in self.fields

    def text(self, name: str) -> str:
        """A field that must be text."""
        value = self._value(name)
        return value if isinstance(value, str) else self.fail(f"{name} must be text, not {value!r:.60}")

    def identity(self, name: str = "id") -> str:
        """A field that identifies: text or a whole number."""
        value = self._value(name)
        return str(value) if isinstance(value, str | int) else self.fail(f"{name} must be text or a number")

    def one_of(self, name: str, known: Collection[str]) -> str:
        """A field that must be one of the known texts."""
        value = self.text(name)
        return value if value in known else self.fail(f"{name} is {value!r:.60}", f"it is one of {', '.join(known)}")

    def number(self, name: str) -> float:
        """A field that must be a finite number."""
        value = self._value(name)
        if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
            self.fail(f"{name} must be a finite number, not {value!r:.60}")
        return float(value)

    def whole_number(self, name: str, if_missing: int) -> int:
        """A field that must be a whole number from 0 up."""
        value = self.fields.get(name, if_missing)
        return value if _is_count(value) else self.fail(f"{name} must be a whole number from 0 up, not {value!r:.60}")

    def bound(self, name: str) -> int | None:
        """A field that must be a whole number from 0 up, or null where it is unknown; missing is unknown."""
        value = self.fields.get(name)
        if value is None or _is_count(value):
            return value
        self.fail(f"{name} must be a whole number from 0 up, or null where it is unknown, not {value!r:.60}")

    def edtf_day(self, name: str) -> str | None:
        """A field that must be a day, with or without its year, or null; None when it is missing."""
        value = self.fields.get(name)
        if value is not None and not (isinstance(value, str) and is_edtf_day(value)):
            self.fail(f"{name} must be a day such as 2026-05-11 or XXXX-05-11, or null, not {value!r:.60}")
        return value

    def published(self) -> str:
        """When the text came out, as far as it is known: ISO 8601, a month or a year; empty where missing or null."""
        value = self.fields.get("published")
        if value is not None and not (isinstance(value, str) and (not value or _is_moment(value))):
            self.fail(f"published must be a day such as 2026-05-11, or null, not {value!r:.60}")
        return value or ""

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts; none when the field is missing."""
        value = self.fields.get(name, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.fail(f"{name} must be a list of texts")
        return tuple(value)

    def records(self, name: str, *, required: bool = False) -> list[Record]:
        """A list of objects; none when the field is missing and not required."""
        value = self._value(name) if required else self.fields.get(name, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.fail(f"{name} must be a list of objects")
        return [Record(f"{self.where}, {name} {number}", item) for number, item in enumerate(value, 1)]

    def part(self, name: str) -> Record:
        """A field that must be an object."""
        value = self._value(name)
        if not isinstance(value, dict):
            self.fail(f"{name} must be an object")
        return Record(f"{self.where}, {name}", value)

    def bounds(self, text: str) -> tuple[int, int]:
        """`start` and `end` of this object, checked against the text."""
        start, end = self.fields.get("start"), self.fields.get("end")
        if not _is_whole(start) or not _is_whole(end) or not 0 <= start < end <= len(text):
            self.fail(f"start and end must be offsets in a text of {len(text)} characters, not {start!r}, {end!r}")
        said = self.fields.get("text", text[start:end])
        if said != text[start:end]:
            self.fail(f"text says {said!r:.60}, the document has {text[start:end]!r:.60} at {start}")
        return start, end

    def _value(self, name: str) -> Any:
        if name not in self.fields:
            self.fail(f"field {name!r} is missing")
        return self.fields[name]


def read_records(path: Path) -> Iterator[Record]:
    """The objects of a JSON lines file. Raises UnreadableInput or BadRecord; a file without one is an error."""
    count = 0
    for where, line in _lines(path):
        yield Record(where, _object(where, line))
        count += 1
    if not count:
        raise UnreadableInput(str(path), "holds no record", "give a JSON lines file")


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    try:
        with path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield f"{path}, line {number}", line
    except FileNotFoundError as error:
        raise BadRequest(f"{path}: there is no such file; give the path of a gold file") from error
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableInput(str(path), f"cannot be read ({error})", "give a JSON lines file in UTF-8") from error


def _object(where: str, line: str) -> Json:
    try:
        value = json.loads(line)
    except ValueError as error:
        raise BadRecord(where, f"is not JSON ({error})", "give one JSON object a line") from error
    if not isinstance(value, dict):
        raise BadRecord(where, "is not a JSON object", "give one JSON object a line")
    return value


def _is_whole(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_moment(value: str) -> bool:
    """Whether text is a date and time, a day, a month or a year in ISO 8601."""
    known = f"{value}-01" if len(value) == len("2026-05") else f"{value}-01-01" if len(value) == len("2026") else value
    try:
        dt.datetime.fromisoformat(known)
    except ValueError:
        return False
    return True


def _is_count(value: object) -> TypeGuard[int]:
    return _is_whole(value) and value >= 0
