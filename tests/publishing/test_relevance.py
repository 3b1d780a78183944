from __future__ import annotations

import pytest

from sayso.errors import BadRequest
from sayso.model import Claim, Count, Counted, Mention, Span, Stance, Status
from sayso.publishing.relevance import relevance_schemes, scheme_for

TEXT = "Railway police fired and killed two; rebels fired back."


def told(code: str, initiator: str = "", killed: bool = False, **values: object) -> Claim:
    fired = Span.of("x", TEXT, 15, 20)
    start = TEXT.index(initiator)
    by = (Mention(Span.of("x", TEXT, start, start + len(initiator))),) if initiator else ()
    counts = (Count(fired, Counted.KILLED),) if killed else ()
    fields = {"status": Status.OCCURRED, "stance": Stance.REPORTED} | values
    return Claim("", "", "x", "", fired, fired, code, initiator=by, counts=counts, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("claim", "classes"),
    [
        (told("arrest"), {"ARREST", "ANY_ACTION"}),
        (told("armed-attack", "Railway police"), {"FORCE", "ANY_ACTION"}),
        (told("armed-attack", "Railway police", killed=True), {"KILL", "FORCE", "ANY_ACTION"}),
        (told("armed-attack", "rebels", killed=True), set()),
        (told("arrest", status=Status.PLANNED), set()),
        (told("arrest", stance=Stance.DENIED), set()),
    ],
)
def test_police_classes_need_police(claim: Claim, classes: set[str]) -> None:
    assert relevance_schemes()["india_police_events"].classes_of(claim) == classes


def test_scheme_is_found_by_its_labels() -> None:
    assert scheme_for(["kidnapping", "other"]).name == "satp_relevant"
    assert scheme_for(["KILL"]).name == "india_police_events"


def test_labels_of_no_set_are_refused() -> None:
    with pytest.raises(BadRequest, match=r"no mapping has the labels flood; there are .*satp_relevant: armed_assault"):
        scheme_for(["flood"])


def test_kinds_of_attack_do_not_ask_who_did_it() -> None:
    scheme = relevance_schemes()["satp_relevant"]
    assert scheme.classes_of(told("bombing")) == {"bombing_explosion"}
    assert scheme.classes_of(told("abduction")) == {"kidnapping"}
    assert scheme.classes_of(told("protest")) == frozenset()
