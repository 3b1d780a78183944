"""Claims to MUC-4 incident templates with the five string roles of the published views.

Each group of claims is an incident; its type is the codebook's `muc4` column, or what the fill rules say of its words.
What the scheme cannot hold is lost: who said it, times, places, counts, people without a name, types that it lacks,
and incidents that it does not ask for (`muc4_relevance`). An entity is written with one string, since a string that
belongs to another entity spoils the whole of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import Any

from sayso.codebook import Codebook
from sayso.model import Actor, Claim, Mention, MentionKind, Speaker
from sayso.model.templates import MUC4_ROLES, Entity, Template
from sayso.publishing.muc4_names import (
    Filler,
    Names,
    body_name,
    filler,
    is_membership,
    members_and_body,
    names_body,
    names_forces,
    names_people,
    names_thing,
    people_name,
    person_names,
    speaks_of,
    thing_names,
    weapon_name,
    words,
)
from sayso.publishing.muc4_relevance import is_elsewhere, is_relevant, is_told

LEFT_OUT = frozenset({"clash", "strike"})
"""The scheme leaves out fighting between armed sides, and strikes that nobody is forced to (see `muc4_templates`)."""

NOT_IN = {"kidnapping": ("Target", "Weapon"), "arson": ("Weapon",)}
"""Slots that do not apply to an incident type."""

PEOPLE = frozenset({MentionKind.PEOPLE, MentionKind.UNKNOWN})
"""Kinds of mention that name no single thing or person."""

LIKELY = 0.4
"""Calibrated probability from which a target is written; of those below, one in eight was right on training reports."""


def muc4_templates(
    claims: Iterable[Claim],
    codebook: Codebook,
    *,
    published: date | None = None,
    leave_out: frozenset[str] = LEFT_OUT,
) -> tuple[Template, ...]:
    """The templates of one report, in order of the text; `published` is the report's day.

    Claims of the types in `leave_out`, of a status that the scheme does not keep, or denied, make none; nor does an
    incident that fills no role, or that the scheme does not ask for. Its rules look at what claims resolve to; of
    unresolved ones the words alone decide. Templates of one type that share a filler other than a weapon are one
    incident: keys write one where a report comes back to it.
    """
    ordered = sorted(claims, key=lambda claim: claim.anchor)
    if is_elsewhere(ordered):
        return ()
    incidents = [
        (kind, _fillers_of(kind, group))
        for kind, group in _incidents(ordered, codebook, leave_out)
        if is_relevant(group, published)
    ]
    names = Names((filler for _, fillers in incidents for filler in fillers), _persons(ordered))
    return _merged(_template(kind, fillers, names) for kind, fillers in incidents if fillers)


def _incidents(
    claims: Iterable[Claim], codebook: Codebook, leave_out: frozenset[str]
) -> Iterator[tuple[str, list[Claim]]]:
    groups: dict[str, list[Claim]] = {}
    for number, claim in enumerate(claims):
        if is_told(claim) and claim.type not in leave_out:
            groups.setdefault(claim.group or f"alone {number}", []).append(claim)
    for group in groups.values():
        kinds = [kind for claim in group if (kind := _kind(claim, codebook))]
        if kinds:
            yield Counter(kinds).most_common(1)[0][0], group


def _kind(claim: Claim, codebook: Codebook) -> str:
    """The incident type of a claim, or '' where the scheme has none.

    By the fill rules an air raid is an attack, and destruction is arson by fire only.
    """
    if claim.type == "air-strike":
        return "attack"
    if claim.type == "destruction":
        return _kind_of_destruction(" ".join(span.text for span in (claim.anchor, *(m.span for m in claim.instrument))))
    return codebook.types[claim.type].muc4.lower() if claim.type in codebook else ""


def _kind_of_destruction(said: str) -> str:
    if speaks_of(words().fire, said):
        return "arson"
    return "bombing" if speaks_of(words().explosives, said) else "attack"


def _template(kind: str, fillers: Sequence[Filler], names: Names) -> Template:
    def entities(role: str) -> tuple[Entity, ...]:
        return tuple(dict.fromkeys((names.name_of(one),) for one in fillers if one.role == role))

    return Template(
        kind,
        perpetrator_individuals=entities("PerpInd"),
        perpetrator_organizations=entities("PerpOrg"),
        physical_targets=entities("Target"),
        human_targets=entities("Victim"),
        weapons=entities("Weapon"),
    )


def _merged(templates: Iterable[Template]) -> tuple[Template, ...]:
    merged: list[Template] = []
    for template in templates:
        telling = _telling(template)
        for number, earlier in enumerate(merged):
            if earlier.incident_type == template.incident_type and telling & _telling(earlier):
                merged[number] = _joined(earlier, template)
                break
        else:
            merged.append(template)
    return tuple(merged)


def _telling(template: Template) -> set[tuple[str, Entity]]:
    """The fillers that tell an incident from others; many are by "bomb"."""
    return {(role, entity) for role, entity in template.fillers() if role != "Weapon"}


def _joined(one: Template, other: Template) -> Template:
    fields = {
        field: tuple(dict.fromkeys((*one.entities(role), *other.entities(role)))) for role, field in MUC4_ROLES.items()
    }
    return Template(one.incident_type, **fields)


def _fillers_of(kind: str, incident: Iterable[Claim]) -> tuple[Filler, ...]:
    """What fills the roles that an incident type has."""
    found = chain.from_iterable(map(_fillers, incident))
    return tuple(one for one in found if one.role not in NOT_IN.get(kind, ()))


def _fillers(claim: Claim) -> Iterator[Filler]:
    found = chain(
        chain.from_iterable(map(_perpetrators, claim.initiator)),
        chain.from_iterable(_targets(mention) for mention in claim.target if mention.score >= LIKELY),
        (filler("Weapon", weapon_name(_words_of(mention))) for mention in claim.instrument),
    )
    return (one for one in found if one)


def _persons(claims: Iterable[Claim]) -> Iterator[str]:
    """The names of all persons that a report's claims tell of, in whatever capacity."""
    for claim in claims:
        told: tuple[Mention[Any] | Speaker, ...] = (*claim.initiator, *claim.target, *claim.speakers)
        for mention in told:
            if mention.kind is MentionKind.PERSON:
                yield from (name for name in person_names(_words_of(mention)) if not names_people(name))


def _words_of(mention: Mention[Any] | Speaker) -> str:
    return " ".join(mention.span.text.split())


def _perpetrators(mention: Mention[Actor]) -> Iterator[Filler | None]:
    """People, an organisation, or both: "Tuvala Front rebels" are rebels and the Tuvala Front."""
    text = _words_of(mention)
    actor = mention.value if isinstance(mention.value, Actor) and not mention.value.generic else None
    known = actor.id if actor else ""
    members, body = members_and_body(text)
    if members and body and (names_body(body) or (actor and not actor.local)):
        yield filler("PerpInd", text if is_membership(members) else members)
        yield filler("PerpOrg", body_name(body), known)
    elif names_people(text) or mention.kind is MentionKind.PERSON:
        yield filler("PerpInd", people_name(text))
    elif mention.kind is MentionKind.ORGANISATION or known:
        found = filler("PerpOrg", text, known)
        yield found and replace(found, name=body_name(found.name))
    else:
        yield filler("PerpInd", people_name(text))


def _targets(mention: Mention[Actor]) -> Iterator[Filler | None]:
    """None for people without a name: they go to a slot that the published views leave out."""
    text = _words_of(mention)
    is_plainly_people = mention.kind in PEOPLE or names_people(text) or names_forces(text)
    if (names_thing(text) and not names_forces(text)) or not (mention.kind is MentionKind.PERSON or is_plainly_people):
        yield from (filler("Target", name) for name in thing_names(text))
    elif mention.kind is MentionKind.PERSON:
        yield from (filler("Victim", name) for name in person_names(text) if not names_people(name))
