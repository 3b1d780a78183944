"""Gold times: texts with time expressions, the day that they are read against, and the values that they should have.

Two formats, told apart by the fields of a record: TimeML phrases with their anchor (``timenorm``), and texts with TEI
dates (``gum_dates``).
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from sayso.evaluating.gold_files import Record
from sayso.evaluating.timeml import comparable, is_as_specified, is_calendar, timeml
from sayso.model import UNSPECIFIED_YEAR, TimeSpan, Unresolved

Bounds = tuple[int, int]
Value = TimeSpan | Unresolved

_RELATIVE = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|tomorrow|tonight|overnight|ago|back|last|next|this"
    r"|past|previous|following|later|earlier|before|after|recent|coming|current|latest|that|same)\b",
    re.IGNORECASE,
)
TEI_ATTRIBUTES = ("when", "from", "notBefore", "to", "notAfter")
_TEI_DATE = re.compile(r"(?P<year>-?\d{4}|-)(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?:T.*)?\Z")
_TEI_TIME = re.compile(r"\d\d:\d\d(?::\d\d)?\Z")


def is_relative(words: str) -> bool:
    """Whether words say when only relative to another time: a weekday, "yesterday", "last week"."""
    return bool(_RELATIVE.search(words)) and not re.search(r"\d{4}", words)


@dataclass(frozen=True, slots=True)
class GoldTime:
    """A time expression and its value, as TimeML or as an interval in EDTF. `is_calendar` is false for values that are
    no place in the calendar, which are counted apart."""

    bounds: Bounds
    words: str
    value: str
    is_calendar: bool

    def is_met_by(self, found: Value) -> bool:
        """Whether a resolved value is the gold one."""
        if not isinstance(found, TimeSpan):
            return False
        return self.value == f"{found.start or ''}/{found.end or ''}" or self.value == timeml(found)

    def is_met_loosely_by(self, found: Value) -> bool:
        """Whether a resolved value agrees in all that gold specifies."""
        loosely = isinstance(found, TimeSpan) and "X" in self.value and is_as_specified(self.value, timeml(found))
        return loosely or self.is_met_by(found)


@dataclass(frozen=True, slots=True)
class TimedText:
    """A text with time expressions in the order of the text; `reference` is the document's date.

    `is_whole` is false for phrases without their text, put under one another.
    """

    text: str
    reference: dt.date | None
    times: tuple[GoldTime, ...]
    is_whole: bool = True


def timed_texts(records: Sequence[Record]) -> Iterator[TimedText]:
    """The texts of a gold file of phrases or of texts with TEI dates. Raises BadRecord."""
    if records and "anchor" in records[0]:
        for _, phrases in groupby(records, key=lambda record: str(record.fields.get("document"))):
            yield _of_phrases(list(phrases))
    else:
        yield from map(_of_tei, records)


def _of_phrases(records: Iterable[Record]) -> TimedText:
    """The phrases of one document, a line each."""
    text, times, reference = "", [], None
    for record in records:
        words, value, reference = record.text("text"), record.text("value"), _day(record, "anchor")
        times.append(GoldTime((len(text), len(text) + len(words)), words, comparable(value), is_calendar(value)))
        text += f"{words}\n"
    return TimedText(text, reference, tuple(times), is_whole=False)


def _of_tei(record: Record) -> TimedText:
    text = record.text("text")
    times = []
    for item in record.records("times", required=True):
        start, end = item.bounds(text)
        value = _tei_value(item)
        times.append(GoldTime((start, end), text[start:end], value or "", value is not None))
    return TimedText(text, _day(record, "document_date"), tuple(times))


def _day(record: Record, name: str) -> dt.date | None:
    value = record.text(name)[:10]
    try:
        return dt.date.fromisoformat(value) if value else None
    except ValueError:
        record.fail(f"{name} must begin with a day such as 2019-05-29, not {value!r}")


def _tei_value(item: Record) -> str | None:
    """The interval that TEI attributes name; None for a time of day alone."""
    given = {name: item.text(name) for name in TEI_ATTRIBUTES if item.fields.get(name) is not None}
    if _TEI_TIME.match(given.get("when", "")):
        return None
    first = given.get("when") or given.get("from") or given.get("notBefore")
    last = given.get("when") or given.get("to") or given.get("notAfter")
    return f"{_bound(first, is_end=False)}/{_bound(last, is_end=True)}"


def _bound(value: str | None, *, is_end: bool) -> str:
    """The first or last day of a TEI date; empty for one left open, and what is no date stays as it is.

    TEI counts years as XML Schema 1.0 does, where -0001 is 1 BC and no year is 0; EDTF as ISO 8601, where 0000 is 1 BC.
    """
    found = _TEI_DATE.match(value or "")
    if not value or not found or not 1 <= int(found["month"] or 1) <= 12:
        return value or ""
    month = int(found["month"] or (12 if is_end else 1))
    year, in_calendar = _edtf_year(found["year"])
    last = calendar.monthrange(in_calendar, month)[1]
    return f"{year}-{month:02d}-{found['day'] or f'{last if is_end else 1:02d}'}"


def _edtf_year(year: str) -> tuple[str, int]:
    """A year of TEI in EDTF, and one that has the same days in the calendar of computers."""
    if year == "-":
        return UNSPECIFIED_YEAR, 2000
    number = int(year) + 1 if year.startswith("-") else int(year)
    in_calendar = number if number > 0 else number % 400 + 400
    return (f"{number:05d}" if number < 0 else f"{number:04d}"), in_calendar
