"""Metadata of texts: front matter, publication times, language."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any

from sayso.model import Published, PublishedPrecision

KEYS = ("title", "outlet", "published", "url", "sensitive")

FIELDS_OF_A_HEAD = 2
"""Leading fields that make a head even where no blank line follows them."""

LEAST_LETTERS = 40
"""Letters of the shortest text whose language is worth a guess."""

LEAST_PROBABILITY = 0.85
"""Probability under which a language is not told: such a text is read rather than lost."""

SAMPLE = 5_000
"""Characters of a text that its language is told by."""

_FENCE = re.compile(r"\A---[ \t]*\n(?P<inner>.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_LINE = re.compile(rf"(?P<key>{'|'.join(KEYS)})[ \t]*:[ \t]*(?P<value>.*)\Z", re.IGNORECASE)
_MONTH_DAY = ("%d %B %Y", "%B %d, %Y", "%d %b %Y", "%b %d, %Y", "%d %B %Y, %H:%M", "%d %B %Y %H:%M")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the head of a text says of it, and where the text itself starts."""

    values: dict[str, str]
    start: int


def front_matter(text: str) -> FrontMatter:
    """Fields between two ``---`` lines at the start, or in leading ``key: value`` lines that end with a blank line."""
    fenced = _FENCE.match(text)
    if fenced:
        found = [_LINE.match(line.strip()) for line in fenced["inner"].splitlines()]
        values = {m["key"].lower(): _unquoted(m["value"]) for m in found if m}
        return FrontMatter(values, _skip_blank(text, fenced.end()))
    return _leading_lines(text)


def _leading_lines(text: str) -> FrontMatter:
    values: dict[str, str] = {}
    position = 0
    for line in text.splitlines(keepends=True):
        found = _LINE.match(line.strip())
        if not found:
            # Text taken from a PDF has no blank lines: there two fields make a head.
            is_over = bool(values) and (not line.strip() or len(values) >= FIELDS_OF_A_HEAD)
            return FrontMatter(values, _skip_blank(text, position)) if is_over else FrontMatter({}, 0)
        values[found["key"].lower()] = _unquoted(found["value"])
        position += len(line)
    return FrontMatter({}, 0)


def _unquoted(value: str) -> str:
    text = value.strip()
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" else text


def _skip_blank(text: str, position: int) -> int:
    return position + len(text[position:]) - len(text[position:].lstrip("\n"))


def published(value: str) -> Published | None:
    """A publication time as it was written, or None when it is no time.

    Known are ISO 8601 with or without zone, a month or a year alone, RFC 2822, and English day-month-year.
    """
    text = value.strip()
    if re.fullmatch(r"\d{4}", text):
        return Published(text, PublishedPrecision.YEAR)
    if re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text):
        return Published(text, PublishedPrecision.MONTH)
    return _iso(text) or _written_out(text)


def _iso(text: str) -> Published | None:
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            return Published(dt.date.fromisoformat(text).isoformat(), PublishedPrecision.DAY)
        return Published(dt.datetime.fromisoformat(text).isoformat(), PublishedPrecision.SECOND)
    except ValueError:
        return None


def _written_out(text: str) -> Published | None:
    for form in _MONTH_DAY:
        try:
            moment = dt.datetime.strptime(text, form)
        except ValueError:
            continue
        if "%H" in form:
            return Published(moment.isoformat(), PublishedPrecision.SECOND)
        return Published(moment.date().isoformat(), PublishedPrecision.DAY)
    try:
        return Published(parsedate_to_datetime(text).isoformat(), PublishedPrecision.SECOND)
    except ValueError:
        return None


def language(text: str) -> str:
    """The ISO 639-1 code of a text's language, or ``und`` when it is too short or too odd to tell."""
    sample = text[:SAMPLE].lower()
    if sum(map(str.isalpha, sample)) < LEAST_LETTERS:
        return "und"
    code, probability = _identifier().classify(sample)
    return str(code) if probability >= LEAST_PROBABILITY else "und"


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
