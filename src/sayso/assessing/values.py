"""Values put forward for one proposition: alternatives side by side, the newer word of one origin over its older."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from sayso.assessing.cases import Case, taken_back_by
from sayso.assessing.denials import about_of
from sayso.assessing.levels import level, listed, strongest
from sayso.assessing.origins import is_somebody
from sayso.assessing.rules import rules
from sayso.model import (
    DENIED,
    About,
    Actor,
    ActorKind,
    Alternative,
    Assessment,
    Claim,
    Counted,
    Finding,
    Origin,
    Place,
    PlacePrecision,
    Quantity,
    SpeakerRole,
    Stance,
    TimeSpan,
    Toll,
    may_be_one,
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Said(Generic[T]):
    """A value that a claim puts forward, and the value in words."""

    value: T
    text: str
    claim: Claim


@dataclass(frozen=True, slots=True)
class Assessed(Generic[T]):
    """The assessment of one proposition, and the values that stand, by the id of the origin whose word they are."""

    assessment: Assessment
    by_origin: Mapping[str, Sequence[Said[T]]]

    @property
    def standing(self) -> tuple[Said[T], ...]:
        """All values that stand, each as some origin's finest word."""
        return tuple(said for finest in self.by_origin.values() for said in finest)


Values = Callable[[Claim], Sequence[Said[T]]]
"""The values that one claim puts forward for a proposition."""


@dataclass(frozen=True, slots=True)
class Proposition(Generic[T]):
    """A proposition that has values: its name, the values of a claim, when two agree, and how coarse one is."""

    name: str
    values_of: Values[T]
    agree: Callable[[T, T], bool]
    coarseness: Callable[[T], tuple[float, ...]]

    def is_vaguer(self, one: T, other: T) -> bool:
        """Whether one value says no more than that the other may be true."""
        return self.agree(one, other) and self.coarseness(one) > self.coarseness(other)

    def repeats(self, claim: Claim, denial: Claim) -> bool:
        """Whether a claim puts forward what a denial denies."""
        denied = [said.value for said in self.values_of(denial)]
        told = [said.value for said in self.values_of(claim)]
        return any(self.agree(one, other) and not self.is_vaguer(one, other) for one in told for other in denied)


def assess_values(about: Proposition[T], case: Case) -> Assessed[T] | None:
    """The assessment of one proposition that has values; None when nobody gives any.

    The level is that of the best supported value, counting the origins whose values agree with it. It is disputed when
    values that stand do not agree, or when somebody denies it.
    """
    agree = about.agree
    words = {o.id: [s for claim in case.standing[o.id] for s in about.values_of(claim)] for o in case.origins}
    denials = [found for found in (case.denial(about.name, about.repeats), _fallen(about, case)) if found]
    denied = any(finding.rule == DENIED for finding in denials)
    if not any(words.values()):
        return _only_denied(about, denials, case) if denied else None
    held = {origin.id: _held(words[origin.id], origin, about, case) for origin in case.origins}
    standing = {origin: _finest(said, about) for origin, said in held.items()}
    found = _alternatives(words, held)
    values = {said.text: said.value for finest in standing.values() for said in finest}
    reached, finding = strongest(
        [level(_agreeing(value, standing, agree, case.origins), case.parties) for value in values.values()]
        or [level([], case.parties, taken_back=len(words))]
    )
    findings = [finding, *_supersessions(found)]
    differ = any(not agree(one, other) for one in values.values() for other in values.values())
    if differ:
        findings.append(_difference(found, case))
    assessment = Assessment(about.name, reached, differ or denied, (*findings, *denials), found)
    return Assessed(assessment, standing)


def _only_denied(about: Proposition[T], denials: Sequence[Finding], case: Case) -> Assessed[T]:
    """The assessment of a proposition for which nobody puts a value forward, and which somebody denies."""
    reached, finding = level([], case.parties)
    return Assessed(Assessment(about.name, reached, True, (finding, *denials)), {})


def _fallen(about: Proposition[T], case: Case) -> Finding | None:
    return case.fallen_denial(about.name, about.repeats)


def _held(said: Sequence[Said[T]], origin: Origin, about: Proposition[T], case: Case) -> list[Said[T]]:
    """What an origin still holds to of what it said: neither replaced by a later word nor taken back."""
    moments = case.moments
    latest = [s for s in said if not any(_replaces(later, s, about, case) for later in said)]
    retractions = [claim for claim in case.said[origin.id] if about.name in taken_back_by(claim)]
    gone = {(s.text, moments[claim.id]) for claim in retractions for s in about.values_of(claim)}
    return [s for s in latest if not any(s.text == t and not moments[s.claim.id].is_after(end) for t, end in gone)]


def _replaces(later: Said[T], earlier: Said[T], about: Proposition[T], case: Case) -> bool:
    """Whether a word of the same origin comes later and is more than a vaguer way to say the same."""
    is_after = case.moments[later.claim.id].is_after(case.moments[earlier.claim.id])
    return is_after and not about.is_vaguer(later.value, earlier.value)


def _finest(said: Sequence[Said[T]], about: Proposition[T]) -> list[Said[T]]:
    """The words of one origin less those that say vaguely what another one says."""
    return [s for s in said if not any(about.is_vaguer(s.value, other.value) for other in said)]


def _alternatives(
    words: Mapping[str, Sequence[Said[T]]], held: Mapping[str, Sequence[Said[T]]]
) -> tuple[Alternative, ...]:
    """Each value with the claims and origins behind it; superseded when no origin holds to it any more."""
    left = {said.text for said_still in held.values() for said in said_still}
    out = []
    for text in sorted({said.text for all_said in words.values() for said in all_said}):
        claims = sorted({said.claim.id for all_said in words.values() for said in all_said if said.text == text})
        behind = [origin for origin, all_said in words.items() if any(said.text == text for said in all_said)]
        out.append(Alternative(text, tuple(claims), tuple(behind), text not in left))
    return tuple(out)


def _agreeing(
    value: T, standing: Mapping[str, Sequence[Said[T]]], agree: Callable[[T, T], bool], origins: Sequence[Origin]
) -> list[Origin]:
    return [origin for origin in origins if any(agree(value, said.value) for said in standing[origin.id])]


def _difference(found: Sequence[Alternative], case: Case) -> Finding:
    standing = [a for a in found if not a.superseded]
    by_id = {origin.id: origin for origin in case.origins}
    said = "; ".join(f"{a.value} ({listed(by_id[o] for o in a.origins)})" for a in standing)
    claims = tuple(sorted({claim for a in standing for claim in a.claims}))
    return Finding(
        "differs", f"Said differently: {said}.", claims, tuple(sorted({o for a in standing for o in a.origins}))
    )


def _supersessions(found: Iterable[Alternative]) -> list[Finding]:
    return [
        Finding("superseded", f"{a.value} was replaced by a later word of the same origin.", a.claims, a.origins)
        for a in found
        if a.superseded
    ]


# The values that claims hold, and when two agree


def initiators(claim: Claim) -> list[Said[tuple[Actor, ...]]]:
    """Who a claim says did it: organisations and bodies of a side. Who claims it without naming anybody names itself,
    and so does who denies its part in it.

    Kinds of people ("gunmen") agree with anybody and are no alternative.
    """
    actors = [m.value for m in claim.initiator if isinstance(m.value, Actor) and is_somebody(m.value)]
    if not actors and (claim.stance is Stance.CLAIMED or _denies_its_part(claim)):
        actors = _nearest_speakers(claim)
    several = tuple(sorted(set(actors), key=lambda actor: actor.id))
    return [Said(several, ", ".join(actor.name for actor in several), claim)] if several else []


def _denies_its_part(claim: Claim) -> bool:
    return claim.stance is Stance.DENIED and about_of(claim) is About.INVOLVEMENT


def _nearest_speakers(claim: Claim) -> list[Actor]:
    """Those whose word a claim is, of whom somebody can say who they are; no outlet."""
    levels = claim.speaker_levels()
    return [
        speaker.actor
        for speaker in (levels[0] if levels else ())
        if isinstance(speaker.actor, Actor)
        and is_somebody(speaker.actor)
        and speaker.role is not SpeakerRole.UNNAMED
        and speaker.actor.kind is not ActorKind.MEDIA
    ]


def same_actor(one: Actor, other: Actor) -> bool:
    """Whether two doers may be one: the same, or a body of a state and its security forces, which it may be among."""
    is_broad = bool({one.body, other.body} & rules().broad_bodies)
    return one.id == other.id or (is_broad and one.side == other.side != "")


def places(claim: Claim) -> list[Said[tuple[Place, ...]]]:
    """The places of a claim, less those that only say where a finer one is."""
    named = set(claim.listed_places())
    own = {p for p in named if not any(coarseness(p) > coarseness(q) and may_be_one(p, q) for q in named)}
    several = tuple(sorted(own, key=lambda p: (coarseness(p), p.name, p.id)))
    return [Said(several, ", ".join(map(place_text, several)), claim)] if several else []


def coarseness(place: Place) -> tuple[float, float]:
    """How coarsely a place is known: by its precision, then by how far around it the happening may be."""
    return list(PlacePrecision).index(place.precision), place.radius_km or 0


def of_several(agree: Callable[[T, T], bool]) -> Callable[[tuple[T, ...], tuple[T, ...]], bool]:
    """When values that name several agree: who names fewer names none that the other does not."""

    def all_are_among(some: tuple[T, ...], more: tuple[T, ...]) -> bool:
        return all(any(agree(one, other) for other in more) for one in some)

    return lambda some, more: all_are_among(some, more) or all_are_among(more, some)


def place_text(place: Place) -> str:
    """A place in short."""
    return f"near {place.name}" if place.precision is PlacePrecision.NEAR_SETTLEMENT else place.name


def times(claim: Claim) -> list[Said[TimeSpan]]:
    """The date of a claim."""
    return [Said(claim.when, claim.when.edtf, claim)] if isinstance(claim.when, TimeSpan) else []


def tolls(counted: Counted) -> Values[Quantity]:
    """What a claim counts of one thing."""

    def counts(claim: Claim) -> list[Said[Quantity]]:
        return [
            Said(count.value, quantity_text(count.value), claim)
            for count in claim.counts
            if count.of is counted and isinstance(count.value, Quantity)
        ]

    return counts


def quantity_text(value: Quantity) -> str:
    """A quantity in short: "7", "20–", "–50", "8–10"."""
    if value.low == value.high:
        return str(value.low)
    return f"{'' if value.low is None else value.low}–{'' if value.high is None else value.high}"


def width(value: Quantity) -> tuple[float, ...]:
    """How many numbers a quantity leaves open."""
    return (math.inf if value.low is None or value.high is None else value.high - value.low,)


def may_both_be(one: Quantity, other: Quantity) -> bool:
    """Whether two tolls can both be true."""
    return (one.low is None or other.high is None or one.low <= other.high) and (
        other.low is None or one.high is None or other.low <= one.high
    )


def length(span: TimeSpan) -> tuple[float, ...]:
    """How long a time is, in days less one; one without a year is coarser than any with its year."""
    days = span.days()
    known = (days[1] - days[0]).days if days else 0 if span.start == span.end else math.inf
    return (not span.has_year, known)


INITIATOR = Proposition("initiator", initiators, of_several(same_actor), lambda a: (_broadness(a), -len(a)))
PLACE = Proposition("place", places, of_several(may_be_one), lambda p: (*max(map(coarseness, p)), -len(p)))
TIME = Proposition("time", times, TimeSpan.may_overlap, length)


def _broadness(actors: tuple[Actor, ...]) -> int:
    return max(actor.body in rules().broad_bodies for actor in actors)


def toll_of(counted: Counted) -> Proposition[Quantity]:
    """The proposition of how many of one thing there were."""
    return Proposition(counted, tolls(counted), may_both_be, width)


def with_toll(assessed: Assessed[Quantity], case: Case) -> Assessment:
    """The assessment of a toll with low, best and high, and findings on which claims each of them rests."""
    if not assessed.standing:
        return assessed.assessment
    found = toll([said.value for said in assessed.standing])
    bounds = {
        "low": (found.low, [s.claim.id for s in assessed.standing if s.value.low == found.low]),
        "best": (found.best, [s.claim.id for s in assessed.standing if s.value.low == s.value.high == found.best]),
        "high": (found.high, [s.claim.id for s in assessed.standing if s.value.high == found.high]),
    }
    findings = [
        _bound(name, number, set(claims), case)
        for name, (number, claims) in bounds.items()
        if number is not None and (name == "best" or number != found.best)
    ]
    return replace(assessed.assessment, findings=(*assessed.assessment.findings, *findings), toll=found)


def _bound(name: str, number: int, claims: set[str], case: Case) -> Finding:
    behind = [origin for origin in case.origins if claims & set(origin.claims)]
    text = f"{name.capitalize()} {number}: {listed(behind)}."
    return Finding(f"toll-{name}", text, tuple(sorted(claims)), tuple(origin.id for origin in behind))


def toll(standing: Sequence[Quantity]) -> Toll:
    """Low, best and high from the tolls that stand: the widest bounds, and the number on which they agree."""
    exact = sorted({q.low for q in standing if q.low is not None and q.low == q.high})
    agreed = [value for value in exact if all(may_both_be(Quantity(value, value), q) for q in standing)]
    lows = [q.low for q in standing if q.low is not None]
    highs = [q.high for q in standing if q.high is not None]
    return Toll(
        low=min(lows, default=None),
        best=agreed[0] if len(exact) == 1 and agreed else None,
        high=max(highs, default=None) if len(highs) == len(standing) else None,
    )
