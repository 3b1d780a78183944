"""The dates of the claims of one report, each leaning on what the report told before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.model import NOT_REPORTED, Claim, Extraction, Span, TimeSpan, Unresolved
from sayso.resolving.times import (
    DATELESS,
    Setting,
    Tense,
    chosen_when,
    resolve_time,
    setting_of,
    tense_around,
    tense_of_claim,
    told,
    whole_words,
)

SAME_HAPPENING = "another claim of the same happening"


@dataclass(frozen=True, slots=True)
class Dated:
    """The date of a claim, and the value of each of its time mentions."""

    when: TimeSpan | Unresolved
    mentions: tuple[TimeSpan | Unresolved, ...]


def dates_of(claims: Sequence[Claim], extraction: Extraction) -> tuple[Dated, ...]:
    """The date of each claim of one report, the claims being in the order of the text."""
    setting = setting_of(extraction)
    found = []
    for claim in claims:
        found.append(_dated(claim, extraction.text, replace(setting, tense=tense_of_claim(claim))))
        setting = told(setting, found[-1].when)
    return _with_dates_of_happenings(claims, found)


def _dated(claim: Claim, text: str, setting: Setting) -> Dated:
    words = [whole_words(text, mention.span.start, mention.span.end) for mention in claim.time]
    values = tuple(
        resolve_time(word, _as_said(mention.span, text, setting))
        for word, mention in zip(words, claim.time, strict=True)
    )
    return Dated(chosen_when(values, words, setting) if words else NOT_REPORTED, values)


def _as_said(span: Span, text: str, setting: Setting) -> Setting:
    """The setting of a claim, looking ahead where the words beside a time do: a strike that goes on may be "due to
    spread on 5 May"."""
    if setting.tense is Tense.FUTURE:
        return setting
    looks_ahead = tense_around(text, span.start, span.end) is Tense.FUTURE
    return replace(setting, tense=Tense.FUTURE) if looks_ahead else setting


def _with_dates_of_happenings(claims: Sequence[Claim], found: Sequence[Dated]) -> tuple[Dated, ...]:
    """The dates, where a claim's own words lack only the day ("on Friday", the year unknown) taken from the one date
    that other claims of the same happening give."""
    named: dict[str, set[TimeSpan]] = {}
    for claim, dated in zip(claims, found, strict=True):
        if isinstance(dated.when, TimeSpan):
            named.setdefault(claim.group, set()).add(replace(dated.when, rule=SAME_HAPPENING, part_of_day=""))
    days = {group: values.pop() for group, values in named.items() if len(values) == 1}
    return tuple(
        replace(dated, when=days[claim.group]) if claim.group in days and dated.when in DATELESS else dated
        for claim, dated in zip(claims, found, strict=True)
    )
