"""Claims to MUC-4 incident templates with the five string roles of the published views.

Each group of claims is an incident; its type is the codebook's `muc4` column. What the scheme cannot hold is lost:
who said it, times, places, counts, people without a name, and types that it lacks. An entity is written with one
string, since a string that belongs to another entity spoils the whole of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from sayso.codebook import Codebook
from sayso.model import Actor, Claim, Mention, MentionKind, Stance, Status
from sayso.model.templates import MUC4_ROLES, Entity, Template
from sayso.publishing.muc4_names import Filler, Names, filler, names_people, person_name, weapon_name

TOLD_STATUSES = frozenset({Status.OCCURRED, Status.ONGOING, Status.ATTEMPTED})
"""The scheme keeps incidents that were accomplished, attempted or threatened; background has no template."""

BETWEEN_FORCES = frozenset({"clash"})
"""The scheme leaves out fighting between armed sides (fill rules, relevance); see `muc4_templates`."""


def muc4_templates(
    claims: Iterable[Claim], codebook: Codebook, *, leave_out: frozenset[str] = BETWEEN_FORCES
) -> tuple[Template, ...]:
    """The templates of one report, in order of the text.

    Claims of the types in `leave_out`, of a status that the scheme does not keep, or denied, make none; nor does an
    incident that fills no role. Templates of one type that share a filler are one incident: keys write one where a
    report comes back to it.
    """
    incidents = [
        (kind, tuple(chain.from_iterable(map(_fillers, group))))
        for kind, group in _incidents(claims, codebook, leave_out)
    ]
    names = Names(filler for _, fillers in incidents for filler in fillers)
    return _merged(_template(kind, fillers, names) for kind, fillers in incidents if fillers)


def _incidents(
    claims: Iterable[Claim], codebook: Codebook, leave_out: frozenset[str]
) -> Iterator[tuple[str, list[Claim]]]:
    groups: dict[str, list[Claim]] = {}
    for number, claim in enumerate(sorted(claims, key=lambda claim: claim.anchor)):
        if claim.status in TOLD_STATUSES and claim.stance is not Stance.DENIED and claim.type not in leave_out:
            groups.setdefault(claim.group or f"alone {number}", []).append(claim)
    for group in groups.values():
        kinds = [codebook.types[c.type].muc4 for c in group if c.type in codebook and codebook.types[c.type].muc4]
        if kinds:
            yield Counter(kinds).most_common(1)[0][0].lower(), group


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
        fillers = set(template.fillers())
        for number, earlier in enumerate(merged):
            if earlier.incident_type == template.incident_type and fillers & set(earlier.fillers()):
                merged[number] = _joined(earlier, template)
                break
        else:
            merged.append(template)
    return tuple(merged)


def _joined(one: Template, other: Template) -> Template:
    fields = {
        field: tuple(dict.fromkeys((*one.entities(role), *other.entities(role)))) for role, field in MUC4_ROLES.items()
    }
    return Template(one.incident_type, **fields)


def _fillers(claim: Claim) -> Iterator[Filler]:
    found = (
        *(_perpetrator(mention) for mention in claim.initiator),
        *(_target(mention) for mention in claim.target),
        *(filler("Weapon", weapon_name(mention.span.text)) for mention in claim.instrument),
    )
    return (one for one in found if one)


def _perpetrator(mention: Mention[Actor]) -> Filler | None:
    text = mention.span.text
    known = isinstance(mention.value, Actor) and not mention.value.generic
    organised = mention.kind is MentionKind.ORGANISATION or (mention.kind is MentionKind.UNKNOWN and known)
    return filler("PerpOrg" if organised and not names_people(text) else "PerpInd", text)


def _target(mention: Mention[Actor]) -> Filler | None:
    """None for people without a name: they go to a slot that the published views leave out."""
    text = mention.span.text
    if mention.kind is MentionKind.PERSON:
        name = person_name(text)
        return filler("Victim", name) if not names_people(name) else None
    if mention.kind in (MentionKind.PEOPLE, MentionKind.UNKNOWN) or names_people(text):
        return None
    return filler("Target", text)
