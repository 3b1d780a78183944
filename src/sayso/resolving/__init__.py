"""Resolving: place, time, actor and counting words become values that can be checked.

`Resolver` takes the claims of one report and gives them back with values, or with the reason why there is none.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from sayso.model import (
    NOT_REPORTED,
    Actor,
    Claim,
    Extraction,
    Mention,
    Place,
    Span,
    TimeSpan,
    Unresolved,
)
from sayso.resolving.actors import ActorResolver
from sayso.resolving.gazetteer import Gazetteer
from sayso.resolving.numbers import quantity
from sayso.resolving.places import PlaceResolver
from sayso.resolving.registry import Registry
from sayso.resolving.times import resolve_time, resolve_when

VERSION = "2"

DATELINE = 220
"""Characters of a text's opening in which a dateline is looked for."""

_DATELINE = re.compile(
    r"\b(?:\d{1,2}\s+[A-Za-z]{3,9}\.?,?\s+(?:19|20)?\d\d|[A-Z][a-z]{2,8}\.?\s+\d{1,2},\s+(?:19|20)\d\d)\b"
)


class Resolver:
    """Resolves reports, one at a time."""

    def __init__(self, gazetteer: Gazetteer, registry: Registry) -> None:
        self.places = PlaceResolver(gazetteer)
        self.actors = ActorResolver(registry)
        self.version = f"{VERSION}/{gazetteer.version}/{registry.version}"

    def resolve(self, claims: Sequence[Claim], extraction: Extraction) -> tuple[Claim, ...]:
        """The claims of one report, in order, with values. The report's own claims are all that it looks at."""
        if not claims:
            return ()
        claims = [self.places.split(claim) for claim in claims]
        where = self.places.resolve(claims, extraction)
        actors = self.actors.resolve(claims, extraction, where.country)
        times = _times(claims, reference_day(extraction))
        return tuple(_with_values(claim, where.values, actors, times) for claim in claims)


def load_resolver(gazetteer: Path | None = None, actors: Path | None = None) -> Resolver:
    """The shipped gazetteer and registry, with a project's own on top. Raises BadRecord for a bad overlay."""
    places, registry = Gazetteer.shipped(), Registry.shipped()
    return Resolver(
        places.with_overlay(gazetteer) if gazetteer else places, registry.with_overlay(actors) if actors else registry
    )


def reference_day(extraction: Extraction) -> dt.date | None:
    """The day that "yesterday" is counted from: of publication, or of the dateline. Never a happening's own date."""
    if extraction.published and extraction.published.day:
        return extraction.published.day
    found = _DATELINE.search(extraction.text[:DATELINE])
    value = resolve_time(found[0]) if found else None
    days = value.days() if isinstance(value, TimeSpan) else None
    return days[0] if days else None


def _times(claims: Sequence[Claim], reference: dt.date | None) -> Mapping[Span | str, TimeSpan | Unresolved]:
    """The value of each time span, and the date of each claim by its id."""
    out: dict[Span | str, TimeSpan | Unresolved] = {}
    anchor: TimeSpan | None = None
    for claim in claims:
        words = [mention.span.text for mention in claim.time]
        when = resolve_when(words, reference, anchor=anchor) if words else NOT_REPORTED
        out[claim.id] = when
        for mention in claim.time:
            out[mention.span] = resolve_time(mention.span.text, reference, anchor=anchor)
        anchor = when if isinstance(when, TimeSpan) else anchor
    return out


def _with_values(
    claim: Claim,
    places: Mapping[Span, Place | Unresolved],
    actors: Mapping[Span, Actor | Unresolved],
    times: Mapping[Span | str, TimeSpan | Unresolved],
) -> Claim:
    return replace(
        claim,
        speakers=tuple(replace(s, actor=actors[s.span]) for s in claim.speakers),
        initiator=tuple(_valued(m, actors) for m in claim.initiator),
        target=tuple(_valued(m, actors) for m in claim.target),
        place=tuple(_valued(m, places) for m in claim.place),
        time=tuple(replace(m, value=times[m.span]) for m in claim.time),
        counts=tuple(replace(c, value=quantity(c.span.text)) for c in claim.counts),
        when=times[claim.id],
    )


def _valued(mention: Mention, values: Mapping[Span, object]) -> Mention:  # type: ignore[type-arg]
    return replace(mention, value=values[mention.span])


__all__ = ["VERSION", "Resolver", "load_resolver", "reference_day"]
