"""Values put forward for one proposition: alternatives side by side, the newer word of one origin over its older."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from sayso.assessing.cases import Case, taken_back_by
from sayso.assessing.levels import level, listed, strongest
from sayso.assessing.origins import is_somebody
from sayso.assessing.rules import rules
from sayso.model import (
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
    """The assessment of one proposition, and the values that stand, each as some origin's latest word."""

    assessment: Assessment
    standing: tuple[Said[T], ...]


Values = Callable[[Claim], Sequence[Said[T]]]
"""The values that one claim puts forward for a proposition."""


def assess_values(
    proposition: str, values_of: Values[T], agree: Callable[[T, T], bool], case: Case
) -> Assessed[T] | None:
    """The assessment of one proposition that has values; None when nobody gives any.

    The level is that of the best supported value, counting the origins whose values agree with it. It is disputed when
    values that stand do not agree, or when somebody denies it.
    """
    words = {origin.id: [s for claim in case.standing[origin.id] for s in values_of(claim)] for origin in case.origins}
    if not any(words.values()):
        return None
    standing = {origin.id: _standing(words[origin.id], origin, proposition, values_of, case) for origin in case.origins}
    found = _alternatives(words, standing)
    values = {said.text: said.value for held in standing.values() for said in held}
    reached, finding = strongest(
        [level(_agreeing(value, standing, agree, case.origins), case.parties) for value in values.values()]
        or [level([], case.parties, taken_back=len(words))]
    )
    findings = [finding, *_supersessions(found)]
    differ = any(not agree(one, other) for one in values.values() for other in values.values())
    if differ:
        findings.append(_difference(found, case))
    denied = case.denial(proposition)
    findings += [denied] if denied else []
    is_disputed = differ or denied is not None
    assessment = Assessment(proposition, reached, is_disputed, tuple(findings), found)
    return Assessed(assessment, tuple(said for held in standing.values() for said in held))


def _standing(
    said: Sequence[Said[T]], origin: Origin, proposition: str, values_of: Values[T], case: Case
) -> list[Said[T]]:
    """What still holds of what an origin said: its latest words, less those that it took back."""
    moments = case.moments
    latest = [s for s in said if not any(moments[o.claim.id].is_after(moments[s.claim.id]) for o in said)]
    retractions = [claim for claim in case.said[origin.id] if proposition in taken_back_by(claim)]
    gone = {(s.text, moments[claim.id]) for claim in retractions for s in values_of(claim)}
    return [s for s in latest if not any(s.text == t and not moments[s.claim.id].is_after(end) for t, end in gone)]


def _alternatives(
    words: Mapping[str, Sequence[Said[T]]], standing: Mapping[str, Sequence[Said[T]]]
) -> tuple[Alternative, ...]:
    """Each value with the claims and origins behind it; superseded when no origin holds to it any more."""
    held = {said.text for left in standing.values() for said in left}
    out = []
    for text in sorted({said.text for all_said in words.values() for said in all_said}):
        claims = sorted({said.claim.id for all_said in words.values() for said in all_said if said.text == text})
        behind = [origin for origin, all_said in words.items() if any(said.text == text for said in all_said)]
        out.append(Alternative(text, tuple(claims), tuple(behind), text not in held))
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


def initiators(claim: Claim) -> list[Said[Actor]]:
    """Who a claim says did it: organisations and bodies of a side. Who claims it without naming anybody names itself.

    Kinds of people ("gunmen") agree with anybody and are no alternative.
    """
    actors = [m.value for m in claim.initiator if isinstance(m.value, Actor) and is_somebody(m.value)]
    if not actors and claim.stance is Stance.CLAIMED:
        actors = _nearest_speakers(claim)
    return [Said(actor, actor.name, claim) for actor in actors]


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


def places(claim: Claim) -> list[Said[Place]]:
    """The finest resolved place of a claim."""
    order = list(PlacePrecision)
    finest = min(claim.listed_places(), key=lambda p: (order.index(p.precision), p.name), default=None)
    return [Said(finest, place_text(finest), claim)] if finest else []


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


def may_both_be(one: Quantity, other: Quantity) -> bool:
    """Whether two tolls can both be true."""
    return (one.low is None or other.high is None or one.low <= other.high) and (
        other.low is None or one.high is None or other.low <= one.high
    )


def with_toll(assessed: Assessed[Quantity], case: Case) -> Assessment:
    """The assessment of a toll with low, best and high, and findings on which claims each of them rests."""
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
