"""Which happenings MUC-4 has templates for: its fill rules on relevance, as far as claims can tell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from sayso.model import Actor, ActorKind, Claim, Mention, MentionKind, PlacePrecision, Stance, Status, TimeSpan
from sayso.publishing.muc4_names import names_forces
import os
OFF=set(os.environ.get('OFF','').split(','))

COUNTRIES = frozenset(["AR", "BO", "CL", "CO", "EC", "GT", "HN", "PE", "SV"])
"""The nine countries that incidents must have to do with."""

RECENT = timedelta(days=120)
"""Incidents that ended longer before the report are left out (fill rules: two months)."""

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
UNARMED_CROWD = frozenset([ActorKind.CIVILIANS, ActorKind.RIOTERS, ActorKind.PROTESTERS])


def is_told(claim: Claim) -> bool:
    """Whether a claim puts an incident forward as accomplished, attempted or, of captivity, going on."""
    told = claim.status in (Status.OCCURRED, Status.ATTEMPTED) or (
        claim.status is Status.ONGOING and ('ongoing' in OFF or claim.type in LASTING)
    )
    return told and claim.stance is not Stance.DENIED


def is_relevant(incident: Sequence[Claim], published: date | None = None) -> bool:
    """Whether the scheme keeps an incident: not against forces alone, not long past, and done to somebody."""
    if 'target' not in OFF and not any(claim.target for claim in incident): return False
    if 'forces' not in OFF and is_between_forces(incident): return False
    if 'old' not in OFF and is_long_past(incident, published): return False
    if 'crowd' not in OFF and is_crowds_looting(incident): return False
    return True


def is_elsewhere(claims: Iterable[Claim]) -> bool:
    """Whether a report names a country, and no place in the nine countries."""
    named = [place for claim in claims for place in claim.listed_places()]
    if any(place.country in COUNTRIES for place in named):
        return False
    return any(place.precision is PlacePrecision.COUNTRY for place in named)


def is_between_forces(incident: Iterable[Claim]) -> bool:
    """Whether it is done to armed people, or what is theirs, alone."""
    targets = [mention for claim in incident for mention in claim.target]
    return bool(targets) and all(map(_is_armed, targets))


def is_long_past(incident: Iterable[Claim], published: date | None) -> bool:
    """Whether every date that is told ended well before the report."""
    if published is None:
        return False
    last = [days[1] for claim in incident if isinstance(claim.when, TimeSpan) and (days := claim.when.days())]
    return bool(last) and max(last) < published - RECENT


def is_crowds_looting(incident: Iterable[Claim]) -> bool:
    looting = all(claim.type == "looting" for claim in incident)
    actors = [m.value for claim in incident for m in claim.initiator]
    return looting and not any(isinstance(a, Actor) and a.kind not in UNARMED_CROWD for a in actors)


def _is_armed(mention: Mention[Actor]) -> bool:
    actor = mention.value
    is_kind = isinstance(actor, Actor) and actor.generic and actor.kind in ARMED
    return names_forces(mention.span.text) or (
        is_kind and mention.kind not in (MentionKind.PERSON, MentionKind.PLACE, MentionKind.OBJECT)
    )
