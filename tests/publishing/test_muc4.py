from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sayso.codebook import shipped_codebook
from sayso.model import Actor, ActorKind, Claim, Mention, MentionKind, Span, Stance, Status
from sayso.model.templates import Template
from sayso.publishing.muc4 import muc4_templates

TEXT = (
    "TUVALA FRONT (TF) REBELS BLEW UP THE OREMI BRIDGE WITH DYNAMITE. TF MEN KILLED MAYOR ILSE DORN. "
    "FARMERS FLED. THE TUVALA FRONT DENIED IT. THE PEOPLE'S ARMY BURNED DORN'S CAR AND SMASHED IT."
)
KINDS = {
    "TUVALA FRONT (TF)": MentionKind.ORGANISATION,
    "TUVALA FRONT (TF) REBELS": MentionKind.ORGANISATION,
    "THE PEOPLE'S ARMY": MentionKind.ORGANISATION,
    "DORN'S CAR": MentionKind.PERSON,
    "DORN": MentionKind.PERSON,
    "THE TUVALA FRONT": MentionKind.ORGANISATION,
    "TF": MentionKind.ORGANISATION,
    "REBELS": MentionKind.PEOPLE,
    "FARMERS": MentionKind.PEOPLE,
    "MAYOR ILSE DORN": MentionKind.PERSON,
    "THE OREMI BRIDGE": MentionKind.OBJECT,
    "DYNAMITE": MentionKind.OBJECT,
}


def span(words: str) -> Span:
    start = TEXT.rindex(words) if words == "TF" else TEXT.index(words)
    return Span.of("x", TEXT, start, start + len(words))


def told(anchor: str, code: str, group: str = "E1", **slots: Any) -> Claim:
    roles = {
        role: tuple(Mention(span(words), kind=KINDS[words]) for words in slots.pop(role, ()))
        for role in ("initiator", "target", "instrument")
    }
    values: dict[str, Any] = {"status": Status.OCCURRED, "stance": Stance.REPORTED} | slots | roles
    return Claim("", "", "x", group, span(anchor), span(anchor), code, **values)


def templates(*claims: Claim) -> tuple[Template, ...]:
    return muc4_templates(claims, shipped_codebook())


def test_roles_follow_the_kind_of_the_words() -> None:
    claim = told(
        "BLEW UP",
        "bombing",
        initiator=["TUVALA FRONT (TF)", "REBELS"],
        target=["THE OREMI BRIDGE", "FARMERS", "MAYOR ILSE DORN"],
        instrument=["DYNAMITE"],
    )
    assert templates(claim) == (
        Template(
            "bombing", (("REBELS",),), (("TUVALA FRONT",),), (("OREMI BRIDGE",),), (("ILSE DORN",),), (("DYNAMITE",),)
        ),
    )


def test_claims_of_one_group_make_one_template() -> None:
    bombing = told("BLEW UP", "bombing", target=["THE OREMI BRIDGE"])
    again = told("BLEW UP", "suicide-bombing", initiator=["REBELS"])
    assert templates(bombing, again) == (
        Template("bombing", perpetrator_individuals=(("REBELS",),), physical_targets=(("OREMI BRIDGE",),)),
    )


def test_acronym_and_full_name_are_one_entity() -> None:
    first = told("BLEW UP", "bombing", initiator=["TUVALA FRONT (TF)"], target=["THE OREMI BRIDGE"])
    second = told("KILLED", "killing", "E2", initiator=["TF"], target=["MAYOR ILSE DORN"])
    assert [template.perpetrator_organizations for template in templates(first, second)] == [(("TUVALA FRONT",),)] * 2


def test_templates_come_in_order_of_the_text() -> None:
    late = told("KILLED", "killing", "E2", target=["MAYOR ILSE DORN"])
    early = told("BLEW UP", "bombing", target=["THE OREMI BRIDGE"])
    assert [template.incident_type for template in templates(late, early)] == ["bombing", "attack"]


@pytest.mark.parametrize(
    "claim",
    [
        told("FLED", "displacement", target=["THE OREMI BRIDGE"]),
        told("BLEW UP", "clash", target=["THE OREMI BRIDGE"]),
        told("FLED", "strike", target=["THE OREMI BRIDGE"]),
        told("BLEW UP", "bombing", status=Status.GENERIC, target=["THE OREMI BRIDGE"]),
        told("BLEW UP", "bombing", status=Status.ONGOING, target=["THE OREMI BRIDGE"]),
        told("DENIED", "bombing", stance=Stance.DENIED, target=["THE OREMI BRIDGE"]),
        told("BLEW UP", "bombing", initiator=["REBELS"]),
    ],
    ids=["no such type", "between forces", "a strike", "background", "course of a war", "denied", "against nothing"],
)
def test_what_the_scheme_does_not_hold_makes_no_template(claim: Claim) -> None:
    assert templates(claim) == ()


def test_claims_without_a_group_are_incidents_of_their_own() -> None:
    first = told("BLEW UP", "bombing", "", target=["THE OREMI BRIDGE"])
    second = told("KILLED", "killing", "", target=["MAYOR ILSE DORN"])
    assert len(templates(first, second)) == 2


def test_incidents_of_one_type_that_share_a_filler_are_one() -> None:
    first = told("BLEW UP", "bombing", "E1", target=["THE OREMI BRIDGE"], instrument=["DYNAMITE"])
    second = told("KILLED", "bombing", "E2", target=["THE OREMI BRIDGE"], initiator=["REBELS"])
    other = told("KILLED", "armed-attack", "E3", target=["THE OREMI BRIDGE"])
    bombing, attack = templates(first, second, other)
    assert bombing.perpetrator_individuals == (("REBELS",),)
    assert (bombing.weapons, attack.incident_type) == ((("DYNAMITE",),), "attack")


def test_a_weapon_in_common_does_not_make_incidents_one() -> None:
    first = told("BLEW UP", "bombing", "E1", target=["THE OREMI BRIDGE"], instrument=["DYNAMITE"])
    second = told("KILLED", "bombing", "E2", target=["MAYOR ILSE DORN"], instrument=["DYNAMITE"])
    assert len(templates(first, second)) == 2


def test_incident_that_fills_no_role_makes_no_template() -> None:
    assert templates(told("BLEW UP", "bombing", target=["FARMERS"])) == ()


def test_fighting_between_forces_can_be_kept() -> None:
    clash = told("BLEW UP", "clash", target=["THE OREMI BRIDGE"])
    assert muc4_templates([clash], shipped_codebook(), leave_out=frozenset()) == (
        Template("attack", physical_targets=(("OREMI BRIDGE",),)),
    )


@pytest.mark.parametrize(
    ("anchor", "code", "kind"),
    [
        ("BLEW UP", "destruction", "bombing"),
        ("BURNED", "destruction", "arson"),
        ("SMASHED", "destruction", "attack"),
        ("SMASHED", "air-strike", "attack"),
    ],
)
def test_fill_rules_say_what_destruction_and_air_raids_are(anchor: str, code: str, kind: str) -> None:
    (template,) = templates(told(anchor, code, target=["THE OREMI BRIDGE"]))
    assert template.incident_type == kind


def test_kidnapping_has_neither_things_nor_weapons() -> None:
    taken = told("KILLED", "abduction", target=["MAYOR ILSE DORN", "THE OREMI BRIDGE"], instrument=["DYNAMITE"])
    assert templates(taken) == (Template("kidnapping", human_targets=(("ILSE DORN",),)),)


def test_people_of_an_organisation_fill_both_roles() -> None:
    claim = told("BLEW UP", "bombing", initiator=["TUVALA FRONT (TF) REBELS"], target=["THE OREMI BRIDGE"])
    (template,) = templates(claim)
    assert template.perpetrator_individuals == (("REBELS",),)
    assert template.perpetrator_organizations == (("TUVALA FRONT",),)


def test_names_of_one_actor_are_one_entity() -> None:
    front = Actor("actor:tuvala", "Tuvala Front", ActorKind.REBEL_GROUP)
    first = told("BLEW UP", "bombing", initiator=["TF"], target=["THE OREMI BRIDGE"])
    second = told("BURNED", "bombing", "E2", initiator=["THE PEOPLE'S ARMY"], target=["MAYOR ILSE DORN"])
    known = [
        replace(claim, initiator=tuple(replace(m, value=front) for m in claim.initiator)) for claim in (first, second)
    ]
    (template,) = templates(*known)
    assert len(template.perpetrator_organizations) == 1


def test_thing_is_a_target_whatever_kind_the_reader_gives() -> None:
    (template,) = templates(told("BURNED", "destruction", target=["DORN'S CAR"]))
    assert (template.physical_targets, template.human_targets) == ((("DORN'S CAR",),), ())


def test_unlikely_target_is_not_written() -> None:
    claim = told("BLEW UP", "bombing", target=["THE OREMI BRIDGE", "MAYOR ILSE DORN"])
    bridge, mayor = claim.target
    (template,) = templates(replace(claim, target=(bridge, replace(mayor, score=0.2))))
    assert template.human_targets == ()


def test_person_has_the_fullest_name_of_the_report() -> None:
    killed = told("KILLED", "killing", target=["DORN"])
    fled = told("FLED", "displacement", "E2", target=["MAYOR ILSE DORN"])
    (template,) = templates(killed, fled)
    assert template.human_targets == (("ILSE DORN",),)
