from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sayso.model import (
    Actor,
    ActorKind,
    Claim,
    Mention,
    MentionKind,
    Place,
    PlacePrecision,
    Precision,
    Span,
    Stance,
    Status,
    TimeSpan,
)
from sayso.publishing.muc4_relevance import is_elsewhere, is_relevant, is_told

DAY = date(1990, 6, 1)
ARMY = Actor("kind:army", "army", ActorKind.STATE_FORCES, generic=True)
CROWD = Actor("kind:people", "people", ActorKind.CIVILIANS, generic=True)
REBELS = Actor("kind:rebels", "rebels", ActorKind.REBEL_GROUP, generic=True)


def words(said: str, value: Any = None, kind: MentionKind = MentionKind.ORGANISATION) -> Mention[Any]:
    span = Span.of("x", said, 0, len(said))
    return Mention(span, kind=kind) if value is None else Mention(span, value, kind=kind)


def told(code: str = "armed-attack", **slots: Any) -> Claim:
    anchor = Span.of("x", "hit", 0, 3)
    values: dict[str, Any] = {"status": Status.OCCURRED, "stance": Stance.REPORTED} | slots
    return Claim("", "", "x", "E1", anchor, anchor, code, **values)


def place(name: str, country: str, precision: PlacePrecision) -> Mention[Place]:
    return words(name, Place(name, name, precision, country), MentionKind.PLACE)


@pytest.mark.parametrize(
    "target",
    [words("army patrol"), words("Third Company", ARMY), words("rebel positions", kind=MentionKind.PLACE)],
    ids=["by words", "by what it resolves to", "what is theirs"],
)
def test_incident_against_armed_people_alone_is_left_out(target: Mention[Any]) -> None:
    assert not is_relevant([told(target=(target,))])
    assert is_relevant([told(target=(target, words("Oremi market")))])


def test_named_person_in_uniform_is_not_taken_for_the_force() -> None:
    assert is_relevant([told(target=(words("Captain Ilse Dorn", ARMY, MentionKind.PERSON),))])


def test_incident_that_hits_nobody_is_left_out() -> None:
    assert not is_relevant([told(initiator=(words("Tuvala Front"),))])


@pytest.mark.parametrize(("ended", "kept"), [("1990-05-30", True), ("1990-03-01", True), ("1989-06-01", False)])
def test_long_past_incident_is_left_out(ended: str, kept: bool) -> None:
    when = TimeSpan(ended, ended, Precision.DAY, "date")
    claim = told(target=(words("Oremi market"),), when=when)
    assert is_relevant([claim], DAY) is kept
    assert is_relevant([claim])


def test_looting_counts_by_armed_people_only() -> None:
    shops = (words("shops", kind=MentionKind.OBJECT),)
    assert not is_relevant([told("looting", target=shops, initiator=(words("people", CROWD),))])
    assert is_relevant([told("looting", target=shops, initiator=(words("rebels", REBELS),))])


def test_ongoing_captivity_is_told_and_ongoing_shelling_is_not() -> None:
    assert is_told(told("abduction", status=Status.ONGOING))
    assert not is_told(told("shelling", status=Status.ONGOING))
    assert not is_told(told("abduction", stance=Stance.DENIED))


def test_report_is_elsewhere_when_it_names_a_country_and_no_place_of_the_nine() -> None:
    panama = place("Panama", "PA", PlacePrecision.COUNTRY)
    lima, hill = place("Lima", "PE", PlacePrecision.SETTLEMENT), place("Hill", "US", PlacePrecision.SETTLEMENT)
    assert is_elsewhere([told(place=(panama,))])
    assert not is_elsewhere([told(place=(panama,)), told(place=(lima,))])
    assert not is_elsewhere([told(place=(hill,))])
