"""What a report gives to read its time expressions by: a reference day, the order of day and month, the tense."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from sayso.model import Claim, Extraction, Status, TimeSpan, Unresolved
from sayso.resolving.times import spans
from sayso.resolving.times.rules import resolve_time
from sayso.resolving.times.setting import Setting, Tense
from sayso.resolving.times.vocabulary import MONTHS, one_of

OPENING = 220
"""Characters of a text in which a dateline is looked for."""

_MONTH = rf"(?:{one_of(MONTHS)})\b\.?"
_DATE = rf"(?:\d{{1,2}}\s+{_MONTH},?(?:\s+(?:19|20)?\d\d\b)?|{_MONTH}\s+\d{{1,2}}\b(?:,?\s+(?:19|20)\d\d\b)?)"
_DATELINE = re.compile(
    rf"(?<!\bon )(?<!\bin )(?<!\bof )(?<!\bsince )(?<!\bfrom )(?<!\bto )(?<!\bby )(?<!\bbefore )(?<!\bafter )(?<!\band )"
    rf"\b(?:\d{{1,2}}\s+{_MONTH},?\s+(?:19|20)?\d\d\b|{_MONTH}\s+\d{{1,2}},?\s+(?:19|20)\d\d\b)",
    re.IGNORECASE,
)
_TODAY = re.compile(rf"\b({_DATE})\s*(?:\(today\)|today\b)|\btoday[ ,(]+({_DATE})", re.IGNORECASE)
_NUMERIC = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](?:19|20)?\d\d\b")
_MONTH_FIRST_OUTLETS = re.compile(
    r"\b(?:new york times|washington post|wall street journal|usa today|los angeles times|cnn|fox news|nbc|cbs|abc news|npr"
    r"|associated press|ap|bloomberg|politico|voa|voice of america|newsweek|upi|stars and stripes|mcclatchy|propublica)\b",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"\b(?:will|shall|would|'ll|is to|are to|was to|were to|due to|due on|scheduled|plans? to|planned for|planning to|going to"
    r"|set to|expected to|set for|slated|upcoming)\b",
    re.IGNORECASE,
)
_GONE_BY = re.compile(
    r"\b(?:was|were|had|did|has|have|\w{2,}ed|said|told|took|began|fell|came|went|left|lost|held)\b", re.IGNORECASE
)

_CLAUSE_END = re.compile(r"[.;!?]\s|\n")

_TENSES = {
    Status.OCCURRED: Tense.PAST,
    Status.ATTEMPTED: Tense.PAST,
    Status.ONGOING: Tense.PRESENT,
    Status.PLANNED: Tense.FUTURE,
}


def reference_day(extraction: Extraction) -> dt.date | None:
    """The day that "yesterday" is counted from: of publication, or of the dateline. Never a happening's own date."""
    if extraction.published and extraction.published.day:
        return extraction.published.day
    found = _DATELINE.search(extraction.text[:OPENING])
    value = resolve_time(found[0]) if found else None
    days = value.days() if isinstance(value, TimeSpan) else None
    return days[0] if days else None


def setting_of(extraction: Extraction) -> Setting:
    """What the time expressions of a report are read against, before anything is told."""
    month_first = is_month_first(extraction)
    day = reference_day(extraction)
    if day:
        return Setting(day, month_first=month_first)
    marked = _marked_today(extraction.text)
    return Setting(marked, has_year=False, month_first=month_first) if marked else Setting(month_first=month_first)


def _marked_today(text: str) -> dt.date | None:
    """The day that a text calls today ("May 7 (today)"), in a stand-in year."""
    found = _TODAY.search(text)
    value = resolve_time(found[1] or found[2]) if found else None
    days = spans.standing_in(value)[0].days() if isinstance(value, TimeSpan) else None
    return days[0] if days else None


def is_month_first(extraction: Extraction) -> bool:
    """Whether 3/4 is the fourth of March here: as the report's own dates show, else by its outlet."""
    pairs = [(int(first), int(second)) for first, second in _NUMERIC.findall(extraction.text)]
    shown = {second > 12 for first, second in pairs if (first > 12) != (second > 12)}
    return shown.pop() if len(shown) == 1 else bool(_MONTH_FIRST_OUTLETS.search(extraction.outlet))


def tense_of_claim(claim: Claim) -> Tense:
    """The tense in which a claim puts its happening."""
    return _TENSES.get(claim.status, Tense.UNKNOWN)


def tense_of_words(clause: str) -> Tense:
    """The tense of a clause by its verbs: to come, gone by, or not clear."""
    if _TO_COME.search(clause):
        return Tense.FUTURE
    return Tense.PAST if _GONE_BY.search(clause) else Tense.UNKNOWN


def told(setting: Setting, value: object) -> Setting:
    """The setting after a date was told: what comes next may lean on it."""
    return replace(setting, anchor=value) if isinstance(value, TimeSpan) else setting


def resolve_times(text: str, bounds: Sequence[tuple[int, int]], setting: Setting) -> tuple[TimeSpan | Unresolved, ...]:
    """The values of the time expressions of a text, in its order; each may lean on the one before it."""
    values = []
    for start, end in bounds:
        here = replace(setting, tense=tense_of_words(clause_around(text, start, end)))
        values.append(resolve_time(text[start:end], here))
        setting = told(setting, values[-1])
    return tuple(values)


def clause_around(text: str, start: int, end: int) -> str:
    """The words around an expression up to the nearest full stops, semicolons and line ends."""
    before, after = _CLAUSE_END.split(text[:start])[-1], _CLAUSE_END.split(text[end:], maxsplit=1)[0]
    return f"{before}{text[start:end]}{after}"
