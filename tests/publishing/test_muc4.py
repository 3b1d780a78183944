from __future__ import annotations

from typing import Any

import pytest

from sayso.codebook import shipped_codebook
from sayso.model import Claim, Mention, MentionKind, Span, Stance, Status
from sayso.model.templates import Template
from sayso.publishing.muc4 import muc4_templates

TEXT = (
    "TUVALA FRONT (TF) REBELS BLEW UP THE OREMI BRIDGE WITH DYNAMITE. TF MEN KILLED MAYOR ILSE DORN. "
    "FARMERS FLED. THE TUVALA FRONT DENIED IT."
)
KINDS = {
    "TUVALA FRONT (TF)": MentionKind.ORGANISATION,
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
    first = told("BLEW UP", "bombing", initiator=["TUVALA FRONT (TF)"])
    second = told("KILLED", "killing", "E2", initiator=["TF"])
    assert [template.perpetrator_organizations for template in templates(first, second)] == [(("TUVALA FRONT",),)] * 2


def test_templates_come_in_order_of_the_text() -> None:
    late = told("KILLED", "killing", "E2", target=["MAYOR ILSE DORN"])
    early = told("BLEW UP", "bombing", instrument=["DYNAMITE"])
    assert [template.incident_type for template in templates(late, early)] == ["bombing", "attack"]


@pytest.mark.parametrize(
    "claim",
    [
        told("FLED", "displacement", initiator=["REBELS"]),
        told("BLEW UP", "clash", initiator=["REBELS"]),
        told("BLEW UP", "bombing", status=Status.GENERIC, initiator=["REBELS"]),
        told("DENIED", "bombing", stance=Stance.DENIED, initiator=["REBELS"]),
    ],
    ids=["no such type", "between forces", "background", "denied"],
)
def test_what_the_scheme_does_not_hold_makes_no_template(claim: Claim) -> None:
    assert templates(claim) == ()


def test_claims_without_a_group_are_incidents_of_their_own() -> None:
    first = told("BLEW UP", "bombing", "", instrument=["DYNAMITE"])
    second = told("KILLED", "killing", "", target=["MAYOR ILSE DORN"])
    assert len(templates(first, second)) == 2


def test_incidents_of_one_type_that_share_a_filler_are_one() -> None:
    first = told("BLEW UP", "bombing", "E1", target=["THE OREMI BRIDGE"], instrument=["DYNAMITE"])
    second = told("KILLED", "bombing", "E2", target=["THE OREMI BRIDGE"], initiator=["REBELS"])
    other = told("KILLED", "destruction", "E3", target=["THE OREMI BRIDGE"])
    bombing, arson = templates(first, second, other)
    assert bombing.perpetrator_individuals == (("REBELS",),)
    assert (bombing.weapons, arson.incident_type) == ((("DYNAMITE",),), "arson")


def test_incident_that_fills_no_role_makes_no_template() -> None:
    assert templates(told("BLEW UP", "bombing")) == ()


def test_fighting_between_forces_can_be_kept() -> None:
    clash = told("BLEW UP", "clash", instrument=["DYNAMITE"])
    assert muc4_templates([clash], shipped_codebook(), leave_out=frozenset()) == (
        Template("attack", weapons=(("DYNAMITE",),)),
    )
