"""Units: what one report says of one happening. Linking joins units, never splits them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sayso.codebook import Codebook
from sayso.linking.weights import weights
from sayso.model import Actor, Claim, Counted, Extraction, Place, Quantity, TimeSpan

_WORD = re.compile(r"[^\W\d_]{4,}")
_SUMMED = (Counted.ATTACKS, Counted.LOCATIONS)
_TOLLS = (Counted.KILLED, Counted.INJURED, Counted.ABDUCTED, Counted.ARRESTED)


@dataclass(frozen=True, slots=True)
class Unit:
    """The claims of one report that its reader put in one group, and what they say together."""

    id: str
    extraction: str
    claims: tuple[str, ...]
    types: frozenset[str]
    families: frozenset[str]
    whens: tuple[TimeSpan, ...]
    published: dt.date | None
    places: tuple[Place, ...]
    place_words: frozenset[str]
    initiators: frozenset[str]
    targets: frozenset[str]
    tolls: tuple[tuple[Counted, Quantity], ...]
    words: frozenset[str]
    is_sum: bool
    report_words: frozenset[str]


def units_of(claims: Iterable[Claim], extractions: Mapping[str, Extraction], codebook: Codebook) -> list[Unit]:
    """The units of all claims, by id. Summed-up claims never share a unit with single happenings."""
    groups: dict[tuple[str, str, bool], list[Claim]] = {}
    for claim in sorted(claims, key=lambda c: c.id):
        groups.setdefault((claim.extraction, claim.group, is_summed_up(claim)), []).append(claim)
    made = [_unit(group, extractions[key[0]], key[2], codebook) for key, group in groups.items()]
    return sorted(made, key=lambda unit: unit.id)


def is_summed_up(claim: Claim) -> bool:
    """Whether a claim sums up several happenings: it counts attacks or places."""
    least = weights().thresholds["sum_least"]
    return any(
        count.of in _SUMMED and isinstance(count.value, Quantity) and (count.value.low or 0) >= least
        for count in claim.counts
    )


def _unit(claims: list[Claim], extraction: Extraction, is_sum: bool, codebook: Codebook) -> Unit:
    return Unit(
        id=claims[0].id,
        extraction=extraction.id,
        claims=tuple(claim.id for claim in claims),
        types=frozenset(claim.type for claim in claims),
        families=frozenset(codebook.family(claim.type) for claim in claims),
        whens=tuple(claim.when for claim in claims if isinstance(claim.when, TimeSpan)),
        published=extraction.published.day if extraction.published else None,
        places=_distinct(place for c in claims for place in c.listed_places()),
        place_words=frozenset(m.span.text.lower() for c in claims for m in c.place),
        initiators=frozenset(_named(m.value for c in claims for m in c.initiator)),
        targets=frozenset(w for c in claims for m in c.target for w in _content(m.span.text)),
        tolls=tuple(
            (n.of, n.value) for c in claims for n in c.counts if n.of in _TOLLS and isinstance(n.value, Quantity)
        ),
        words=frozenset(w for c in claims for w in _content(c.sentence.text)),
        is_sum=is_sum,
        report_words=frozenset(_content(extraction.text)) if is_sum else frozenset(),
    )


def _distinct(places: Iterable[Place]) -> tuple[Place, ...]:
    return tuple({place.id: place for place in places}.values())


def _named(values: Iterable[object]) -> Iterable[str]:
    return (value.id for value in values if isinstance(value, Actor) and not value.generic)


def _content(text: str) -> set[str]:
    return {word.lower() for word in _WORD.findall(text)}
