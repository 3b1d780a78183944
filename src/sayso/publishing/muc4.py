"""Claims to MUC-4 incident templates with the five string roles of the published views.

Each group of claims is an incident; its type is the codebook's `muc4` column, or what the fill rules say of its words.
What the scheme cannot hold is lost: who said it, times, places, counts, people without a name, types that it lacks,
and incidents that it does not ask for (`muc4_relevance`). An entity is written with one string, since a string that
belongs to another entity spoils the whole of it.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain

from sayso.codebook import Codebook
from sayso.model import Actor, ActorKind, Claim, Mention, MentionKind
from sayso.model.templates import MUC4_ROLES, Entity, Template
from sayso.publishing.muc4_names import (
    Filler,
    Names,
    body_name,
    filler,
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

BETWEEN_FORCES = frozenset({"clash"})
"""The scheme leaves out fighting between armed sides (fill rules, relevance); see `muc4_templates`."""

NOT_IN = {"kidnapping": ("Target", "Weapon"), "arson": ("Weapon",)}
"""Slots that do not apply to an incident type."""

PEOPLE = frozenset({MentionKind.PEOPLE, MentionKind.UNKNOWN})
LIKELY = float(os.environ.get('LIKELY','0.4'))


def muc4_templates(
    claims: Iterable[Claim],
    codebook: Codebook,
    *,
    published: date | None = None,
    leave_out: frozenset[str] = BETWEEN_FORCES,
) -> tuple[Template, ...]:
    """The templates of one report, in order of the text; `published` is the report's day.

    Claims of the types in `leave_out`, of a status that the scheme does not keep, or denied, make none; nor does an
    incident that fills no role. Templates of one type that share a filler other than a weapon are one incident: keys write one where a
    report comes back to it.
    """
    claims = sorted(claims, key=lambda claim: claim.anchor)
    if is_elsewhere(claims):
        return ()
    incidents = [
        (kind, tuple(one for one in chain.from_iterable(map(_fillers, group)) if one.role not in NOT_IN.get(kind, ())))
        for kind, group in _incidents(claims, codebook, leave_out)
        if is_relevant(group, published)
    ]
    names = Names(filler for _, fillers in incidents for filler in fillers)
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
    """The incident type of a claim, or '' where the scheme has none."""
    if claim.type == "air-strike":
        return "attack"
    if claim.type == "destruction":
        said = " ".join([claim.anchor.text, *(mention.span.text for mention in claim.instrument)])
        return "arson" if speaks_of(words().fire, said) else "bombing" if speaks_of(words().explosives, said) else "attack"
    return codebook.types[claim.type].muc4.lower() if claim.type in codebook else ""


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


def _fillers(claim: Claim) -> Iterator[Filler]:
    found = chain(
        chain.from_iterable(map(_perpetrators, claim.initiator)),
        chain.from_iterable(map(_targets, claim.target)),
        (filler("Weapon", weapon_name(" ".join(mention.span.text.split()))) for mention in claim.instrument),
    )
    return (one for one in found if one)


def _perpetrators(mention: Mention[Actor]) -> Iterator[Filler | None]:
    """People, the organisation that they are of, or both."""
    text = " ".join(mention.span.text.split())
    actor = mention.value if isinstance(mention.value, Actor) else None
    known = actor.id if actor and not actor.generic else ""
    listed = bool(actor and known and not actor.local)
    members, body = members_and_body(text)
    if members and body and (listed or names_body(body)):
        yield filler("PerpInd", text if members.lower().startswith("member") else members)
        yield filler("PerpOrg", body_name(body), known)
    elif names_people(text) or mention.kind is MentionKind.PERSON:
        yield filler("PerpInd", people_name(text))
    elif mention.kind is MentionKind.ORGANISATION or known:
        yield from (_with_acronym(text, known),)
    else:
        yield filler("PerpInd", people_name(text))


def _with_acronym(text: str, known: str) -> Filler | None:
    found = filler("PerpOrg", text, known)
    return found and Filler("PerpOrg", body_name(found.name), found.acronym, found.actor)


def _targets(mention: Mention[Actor]) -> Iterator[Filler | None]:
    """None for people without a name: they go to a slot that the published views leave out."""
    text = " ".join(mention.span.text.split())
    if mention.score < LIKELY:
        return
    if names_thing(text) and not names_forces(text):
        yield from (filler("Target", name) for name in thing_names(text))
    elif mention.kind is MentionKind.PERSON:
        yield from (filler("Victim", name) for name in person_names(text) if not names_people(name))
    elif not (mention.kind in PEOPLE or names_people(text) or names_forces(text)):
        yield from (filler("Target", name) for name in thing_names(text))
