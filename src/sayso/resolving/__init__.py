"""Resolving: place, time, actor and counting words become values that can be checked.

`Resolver` takes the claims of one report and gives them back with values, or with the reason why there is none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from sayso.model import (
    Actor,
    Claim,
    Extraction,
    Mention,
    Place,
    Span,
    Unresolved,
)
from sayso.resolving.actors import ActorResolver
from sayso.resolving.dating import Dated, dates_of
from sayso.resolving.gazetteer import Gazetteer
from sayso.resolving.numbers import quantity
from sayso.resolving.places import PlaceResolver
from sayso.resolving.registry import Registry
from sayso.resolving.times import reference_day

VERSION = "6"


class Resolver:
    """Resolves reports, one at a time."""

    def __init__(self, gazetteer: Gazetteer, registry: Registry) -> None:
        self.places = PlaceResolver(gazetteer)
        self.actors = ActorResolver(registry)
        self.version = f"{VERSION}/{gazetteer.version}/{registry.version}"

    def place_of_id(self, place_id: str) -> Place | None:
        """The gazetteer's place of an id."""
        return self.places.gazetteer.of_id(place_id)

    def resolve(self, claims: Sequence[Claim], extraction: Extraction) -> tuple[Claim, ...]:
        """The claims of one report, in order, with values. The report's own claims are all that it looks at."""
        if not claims:
            return ()
        claims = [self.places.split(claim) for claim in claims]
        where = self.places.resolve(claims, extraction)
        actors = self.actors.resolve(claims, extraction, where.country)
        dates = dates_of(claims, extraction)
        return tuple(
            _with_values(claim, where.values, actors, dated) for claim, dated in zip(claims, dates, strict=True)
        )


def load_resolver(gazetteer: Path | None = None, actors: Path | None = None) -> Resolver:
    """The shipped gazetteer and registry, with a project's own on top. Raises BadRecord for a bad overlay."""
    places, registry = Gazetteer.shipped(), Registry.shipped()
    return Resolver(
        places.with_overlay(gazetteer) if gazetteer else places, registry.with_overlay(actors) if actors else registry
    )


def _with_values(
    claim: Claim,
    places: Mapping[Span, Place | Unresolved],
    actors: Mapping[Span, Actor | Unresolved],
    dated: Dated,
) -> Claim:
    return replace(
        claim,
        speakers=tuple(replace(s, actor=actors[s.span]) for s in claim.speakers),
        initiator=tuple(_valued(m, actors) for m in claim.initiator),
        target=tuple(_valued(m, actors) for m in claim.target),
        place=tuple(_valued(m, places) for m in claim.place),
        time=tuple(replace(m, value=value) for m, value in zip(claim.time, dated.mentions, strict=True)),
        counts=tuple(replace(c, value=quantity(c.span.text)) for c in claim.counts),
        when=dated.when,
    )


def _valued(mention: Mention, values: Mapping[Span, object]) -> Mention:  # type: ignore[type-arg]
    return replace(mention, value=values[mention.span])


__all__ = ["VERSION", "Resolver", "dates_of", "load_resolver", "reference_day"]
