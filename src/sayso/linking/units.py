"""Units: what one report says of one happening. Linking joins units, never splits them."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sayso.codebook import Codebook
from sayso.linking.lemmas import lemma
from sayso.linking.weights import weights
from sayso.model import Actor, Claim, Counted, Extraction, Mention, Place, PlacePrecision, Quantity, Status, TimeSpan

TOLLS = (Counted.KILLED, Counted.INJURED, Counted.ABDUCTED, Counted.ARRESTED)
"""What is counted of a happening that another report would count too."""

SUMMED = (Counted.ATTACKS, Counted.LOCATIONS)
"""What a summed-up happening counts."""

AREAS = (PlacePrecision.ADMIN2, PlacePrecision.ADMIN1, PlacePrecision.COUNTRY)
"""Places that only say within what a happening lies."""

_WORD = re.compile(r"[^\W\d_]{4,}")
_NAME = re.compile(r"\b[A-Z][^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Unit:
    """The claims of one report that its reader put in one group, and what they say together.

    `when` is the time that most of them give, the finest among equals; None without a year, and for a single
    happening where it is too long to say anything. `places` are the finest that they name. `is_habitual` marks
    background without an occasion, which is like nothing else. `targets` are stems of what was hit and of sites
    without a name of their own ("the main market"), as one report tells as the target what another tells as the
    place, without words that fit any target ("a building"); `tells_target` says whether any is of what was hit.
    `countries` are those of its places and of who speaks, acts or is hit. What a summed-up happening's whole report
    says (`report_words`, `report_names`) is kept to find its parts.
    """

    id: str
    extraction: str
    claims: tuple[str, ...]
    types: frozenset[str]
    families: frozenset[str]
    when: TimeSpan | None
    published: dt.date | None
    places: tuple[Place, ...]
    place_words: frozenset[str]
    initiators: frozenset[str]
    targets: frozenset[str]
    tells_target: bool
    tolls: frozenset[tuple[Counted, int | None, int | None]]
    words: frozenset[str]
    countries: frozenset[str]
    is_sum: bool
    is_habitual: bool
    report_words: frozenset[str]
    report_names: frozenset[str]


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
        count.of in SUMMED and isinstance(count.value, Quantity) and (count.value.low or 0) >= least
        for count in claim.counts
    )


def _unit(claims: list[Claim], extraction: Extraction, is_sum: bool, codebook: Codebook) -> Unit:
    hit = _target_words(m for c in claims for m in c.target)
    sites = _target_words(m for c in claims for m in c.place if _is_site(m))
    return Unit(
        id=claims[0].id,
        extraction=extraction.id,
        claims=tuple(claim.id for claim in claims),
        types=frozenset(claim.type for claim in claims),
        families=frozenset(codebook.family(claim.type) for claim in claims),
        when=_when(claims, is_sum),
        published=extraction.published.day if extraction.published else None,
        places=_finest(place for c in claims for place in c.listed_places()),
        place_words=frozenset(m.span.text.lower() for c in claims for m in c.place if _is_name(m.span.text)),
        initiators=frozenset(_named(m.value for c in claims for m in c.initiator)),
        targets=frozenset(map(lemma, hit | sites)),
        tells_target=bool(hit),
        tolls=frozenset(
            (n.of, n.value.low, n.value.high)
            for c in claims
            for n in c.counts
            if n.of in (SUMMED if is_sum else TOLLS) and isinstance(n.value, Quantity)
        ),
        words=frozenset(w for c in claims for w in content_words(c.sentence.text)),
        countries=frozenset(_countries(claims)),
        is_sum=is_sum,
        is_habitual=all(claim.status is Status.GENERIC for claim in claims),
        report_words=frozenset(map(lemma, content_words(extraction.text))) if is_sum else frozenset(),
        report_names=frozenset(_NAME.findall(extraction.text)) if is_sum else frozenset(),
    )


def _when(claims: Iterable[Claim], is_sum: bool) -> TimeSpan | None:
    longest = dt.date.max.toordinal() if is_sum else weights().thresholds["longest_days"]
    spans = (c.when for c in claims if isinstance(c.when, TimeSpan) and c.when.has_year)
    given = Counter(span for span in spans if length_in_days(span) <= longest)
    return min(given, key=lambda span: (-given[span], length_in_days(span), span.edtf), default=None)


def length_in_days(span: TimeSpan) -> int:
    """How many days a time covers; the longest of all for an open one."""
    days = span.days()
    return (days[1] - days[0]).days + 1 if days else dt.date.max.toordinal()


def _finest(places: Iterable[Place]) -> tuple[Place, ...]:
    """The places that are no areas, or if there are none the finest areas."""
    distinct = sorted({place.id: place for place in places}.values(), key=lambda place: place.id)
    fine = [place for place in distinct if place.precision not in AREAS]
    finest = min((AREAS.index(place.precision) for place in distinct if place.precision in AREAS), default=None)
    return tuple(fine or [p for p in distinct if finest is not None and p.precision is AREAS[finest]])


def _is_name(words: str) -> bool:
    return any(letter.isupper() for letter in words)


def _is_site(mention: Mention[Place]) -> bool:
    """Whether place words are of a kind of place rather than of a place on a map: "the main market"."""
    return not isinstance(mention.value, Place) and not _is_name(mention.span.text)


def _target_words(mentions: Iterable[Mention[Any]]) -> set[str]:
    """The words of what was hit, less those that fit any target."""
    return {word for mention in mentions for word in content_words(mention.span.text)} - weights().vague_targets


def _named(values: Iterable[object]) -> Iterable[str]:
    return (value.id for value in values if isinstance(value, Actor) and not value.generic)


def _countries(claims: Iterable[Claim]) -> Iterable[str]:
    """The countries of places, and of actors that have but one."""
    for claim in claims:
        yield from (place.country for place in claim.listed_places() if place.country)
        told = [m.value for m in (*claim.initiator, *claim.target)] + [speaker.actor for speaker in claim.speakers]
        yield from (actor.countries[0] for actor in told if isinstance(actor, Actor) and len(actor.countries) == 1)


def content_words(text: str) -> set[str]:
    """Words of four letters and more, in lower case."""
    return {word.lower() for word in _WORD.findall(text)}
