"""Which happenings MUC-4 has templates for: its fill rules on relevance, as far as claims can tell.

What each rule is worth was measured on training reports; a rule that lost more right fills than wrong ones is not
here (the fill rules' two months, and places outside the nine countries that only the gazetteer's choice puts there).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from sayso.model import Actor, ActorKind, Claim, Mention, MentionKind, PlacePrecision, Stance, Status, TimeSpan
from sayso.publishing.muc4_names import names_forces

COUNTRIES = frozenset(["AR", "BO", "CL", "CO", "EC", "GT", "HN", "PE", "SV"])
"""The nine countries that incidents must have to do with."""

LONG = timedelta(days=120)
"""Incidents that ended so long before their report are left out. The fill rules say two months, unless there is news
of an older one, which claims do not tell; from four months on it is rare."""

LASTING = frozenset({"abduction", "disappearance"})
"""Types of which an ongoing happening is an incident; other ongoing ones are the course of a war."""

ARMED = frozenset(
    [
        ActorKind.STATE_FORCES,
        ActorKind.REBEL_GROUP,
        ActorKind.POLITICAL_MILITIA,
        ActorKind.IDENTITY_MILITIA,
        ActorKind.EXTERNAL_FORCES,
    ]
)
UNARMED = frozenset([ActorKind.CIVILIANS, ActorKind.RIOTERS, ActorKind.PROTESTERS])
SINGLE = frozenset([MentionKind.PERSON, MentionKind.PLACE, MentionKind.OBJECT])
"""Kinds of mention whose actor is somebody they belong to, rather than themselves: "the army's hospital"."""


def is_told(claim: Claim) -> bool:
    """Whether a claim puts an incident forward as accomplished, attempted or, of captivity, going on."""
    lasts = claim.status is Status.ONGOING and claim.type in LASTING
    return (lasts or claim.status in (Status.OCCURRED, Status.ATTEMPTED)) and claim.stance is not Stance.DENIED


def is_elsewhere(claims: Iterable[Claim]) -> bool:
    """Whether a report names a country, and no place in the nine countries."""
    named = [place for claim in claims for place in claim.listed_places()]
    is_inside = any(place.country in COUNTRIES for place in named)
    return not is_inside and any(place.precision is PlacePrecision.COUNTRY for place in named)


def is_relevant(incident: Sequence[Claim], published: date | None = None) -> bool:
    """Whether the scheme keeps an incident, told by some claims of a report of the day `published`."""
    targets = [mention for claim in incident for mention in claim.target]
    if not targets or all(map(_is_armed, targets)):
        return False
    return not (_is_long_past(incident, published) or _is_looting_by_a_crowd(incident))


def _is_armed(mention: Mention[Actor]) -> bool:
    """Whether it is armed people or what is theirs."""
    actor = mention.value
    is_kind = isinstance(actor, Actor) and actor.generic and actor.kind in ARMED and mention.kind not in SINGLE
    return is_kind or names_forces(mention.span.text)


def _is_long_past(incident: Iterable[Claim], published: date | None) -> bool:
    """Whether every date that is told is long before the report."""
    if published is None:
        return False
    last = [days[1] for claim in incident if isinstance(claim.when, TimeSpan) and (days := claim.when.days())]
    return bool(last) and max(last) < published - LONG


def _is_looting_by_a_crowd(incident: Iterable[Claim]) -> bool:
    """Whether it is only looting, by nobody who is said to be armed."""
    if any(claim.type != "looting" for claim in incident):
        return False
    actors = [mention.value for claim in incident for mention in claim.initiator]
    return not any(isinstance(actor, Actor) and actor.kind not in UNARMED for actor in actors)
