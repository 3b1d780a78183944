"""Resolving: place, time, actor and counting words become values that can be checked.

`Resolver` takes the claims of one report and gives them back with values, or with the reason why there is none.
"""

from __future__ import annotations

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
from sayso.resolving.times import DATELESS, reference_day, resolve_time, resolve_when, setting_of, tense_of_claim, told

VERSION = "2"

SAME_HAPPENING = "another claim of the same happening"


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
        country = self.places.country(extraction)
        places = self.places.resolve(claims, country)
        actors = self.actors.resolve(claims, extraction, country)
        times = _times(claims, extraction)
        return tuple(_with_values(claim, places, actors, times) for claim in claims)


def load_resolver(gazetteer: Path | None = None, actors: Path | None = None) -> Resolver:
    """The shipped gazetteer and registry, with a project's own on top. Raises BadRecord for a bad overlay."""
    places, registry = Gazetteer.shipped(), Registry.shipped()
    return Resolver(
        places.with_overlay(gazetteer) if gazetteer else places, registry.with_overlay(actors) if actors else registry
    )


def dates_of(claims: Sequence[Claim], extraction: Extraction) -> tuple[TimeSpan | Unresolved, ...]:
    """The date of each claim of one report, in the order of the text."""
    times = _times(claims, extraction)
    return tuple(times[claim.id] for claim in claims)


def _times(claims: Sequence[Claim], extraction: Extraction) -> Mapping[Span | str, TimeSpan | Unresolved]:
    """The value of each time span, and the date of each claim by its id. Each date may lean on the one told before."""
    out: dict[Span | str, TimeSpan | Unresolved] = {}
    setting = setting_of(extraction)
    for claim in claims:
        here = replace(setting, tense=tense_of_claim(claim))
        words = [mention.span.text for mention in claim.time]
        out[claim.id] = resolve_when(words, here) if words else NOT_REPORTED
        out |= {mention.span: resolve_time(mention.span.text, here) for mention in claim.time}
        setting = told(setting, out[claim.id])
    out.update(_dates_by_happening(claims, out))
    return out


def _dates_by_happening(
    claims: Sequence[Claim], times: Mapping[Span | str, TimeSpan | Unresolved]
) -> Mapping[Span | str, TimeSpan | Unresolved]:
    """Dates of claims whose own words name none ("on Friday", without a year), from the one date that other claims of
    the same happening give."""
    by_group: dict[str, set[TimeSpan]] = {}
    for claim in claims:
        value = times[claim.id]
        if isinstance(value, TimeSpan):
            by_group.setdefault(claim.group, set()).add(replace(value, rule=SAME_HAPPENING, part_of_day=""))
    dates = {group: values.pop() for group, values in by_group.items() if len(values) == 1}
    return {c.id: dates[c.group] for c in claims if c.time and c.group in dates and _lacks_only_a_day(times[c.id])}


def _lacks_only_a_day(value: TimeSpan | Unresolved) -> bool:
    return isinstance(value, Unresolved) and value in DATELESS


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


__all__ = ["VERSION", "Resolver", "dates_of", "load_resolver", "reference_day"]
