import datetime as dt
from dataclasses import replace

import pytest

from sayso.model import (
    UNLISTED,
    Actor,
    ActorKind,
    Mention,
    MentionKind,
    Place,
    PlacePrecision,
    Speaker,
    SpeakerRole,
    Unresolved,
)
from sayso.publishing import Policy, Privacy
from sayso.publishing.privacy import PERSON_UNDER, PERSON_UNDER_RESOLVED

TODAY = dt.date(2026, 4, 1)
FRONT = Actor("mlf", "Meren Liberation Front", ActorKind.REBEL_GROUP, acronyms=("MLF",), side="mlf")


@pytest.fixture
def privacy():
    return Privacy(Policy(), b"k" * 32, TODAY, place_words=["Harsk", "Upper Meren"])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("farmer Piotr Salenko", MentionKind.UNKNOWN),
        ("Salenko", MentionKind.PERSON),
        ("constable Marek Oduya", MentionKind.UNKNOWN),
        ("the accused, Jon al-Hadi", MentionKind.PERSON),
        ("Suspected Piotr Salenko", MentionKind.UNKNOWN),
        ("Dr Ilse Varga", MentionKind.UNKNOWN),
    ],
)
def test_private_persons_become_pseudonyms(privacy, text, kind):
    shown = privacy.words(text, kind)
    assert "person-" in shown
    for name in ("Piotr", "Salenko", "Marek", "Oduya", "Hadi", "Varga"):
        assert name not in shown


@pytest.mark.parametrize(
    ("text", "kind", "actor"),
    [
        ("the Meren Liberation Front", MentionKind.UNKNOWN, FRONT),
        ("MLF fighters", MentionKind.UNKNOWN, None),
        ("Human Rights Commission", MentionKind.UNKNOWN, None),
        ("Defence Minister Anna Holt", MentionKind.UNKNOWN, None),
        ("President Tomas Hille", MentionKind.PERSON, None),
        ("six villagers", MentionKind.PEOPLE, None),
        ("police in Harsk", MentionKind.UNKNOWN, None),
        ("Anything At All", MentionKind.ORGANISATION, None),
        ("Unidentified gunmen", MentionKind.UNKNOWN, None),
        ("Suspected militants", MentionKind.UNKNOWN, None),
        ("the Oremi Medical College", MentionKind.UNKNOWN, None),
        ("The Oremi Express", MentionKind.UNKNOWN, None),
    ],
)
def test_organisations_heads_and_people_without_names_stay(privacy, text, kind, actor):
    assert privacy.words(text, kind, actor) == text


HOME = Place("unlisted:1", "Meren", PlacePrecision.COUNTRY, feature=UNLISTED)
HARSK = Place("geonames:1", "Harsk", PlacePrecision.SETTLEMENT, feature="PPL")


@pytest.mark.parametrize("kind", [MentionKind.ORGANISATION, MentionKind.PLACE])
@pytest.mark.parametrize(
    ("value", "person", "stays"),
    [
        (Unresolved("a test"), PERSON_UNDER, False),
        (Unresolved("a test"), PERSON_UNDER / 2, True),
        (Unresolved("a test"), 0.0, True),
        (FRONT, PERSON_UNDER, True),
        (FRONT, PERSON_UNDER_RESOLVED, False),
        (replace(FRONT, local=True), PERSON_UNDER, False),
        (replace(FRONT, generic=True), PERSON_UNDER, False),
        (HARSK, PERSON_UNDER, True),
        (HOME, PERSON_UNDER, False),
    ],
)
def test_an_organisation_or_a_place_that_may_be_a_person_stays_only_where_something_lists_it(
    privacy, make_extraction, kind, value, person, stays
):
    extraction = make_extraction("Salenko Oduya was there.")
    span = extraction.span(0, 13)
    shown = privacy.mention(Mention(span, value, kind=kind, person=person))
    assert (shown == "Salenko Oduya") is stays
    assert shown.startswith("person-") is not stays
    if not isinstance(value, Place):
        assert privacy.speaker(Speaker(span, SpeakerRole.WITNESS, actor=value, kind=kind, person=person)) == shown


def test_institutions_stay_however_much_they_look_like_persons(privacy, make_extraction):
    extraction = make_extraction("Marek Oduya Hospital was hit.")
    mention = Mention(extraction.span(0, 20), kind=MentionKind.ORGANISATION, person=0.9)
    assert privacy.mention(mention) == "Marek Oduya Hospital"


def test_times_are_no_persons(privacy, make_extraction):
    extraction = make_extraction("On Saint Marek Day.")
    mention = Mention(extraction.span(3, 18), kind=MentionKind.TIME, person=0.9)
    assert privacy.mention(mention) == "Saint Marek Day"


def test_a_spokesman_stays_by_office_and_loses_his_name(privacy):
    shown = privacy.words("police spokesman Abdul Karim", MentionKind.UNKNOWN)
    assert shown.startswith("police spokesman person-")


def test_a_pseudonym_is_the_same_within_a_project_and_another_outside(privacy):
    other = Privacy(Policy(), b"x" * 32, TODAY)
    assert privacy.pseudonym("piotr salenko") == privacy.pseudonym("piotr salenko")
    assert privacy.pseudonym("piotr salenko") != other.pseudonym("piotr salenko")


def test_including_names_is_a_decision_on_record():
    open_policy = Policy(include_private=True)
    assert Privacy(open_policy, b"k", TODAY).words("Piotr Salenko", MentionKind.PERSON) == "Piotr Salenko"
    assert "included" in open_policy.as_text()
    assert "pseudonyms" in Policy().as_text()


def test_an_endangered_source_is_withheld(privacy, make_extraction):
    extraction = make_extraction("text", outlet="Voice", url="https://x.example", sensitive=True)
    assert privacy.outlet(extraction) == "withheld"
    assert privacy.url(extraction) == ""


@pytest.mark.parametrize(
    ("status", "time", "held"),
    [
        ("planned", "5 April 2026", True),
        ("ongoing", "30 March 2026", True),
        ("ongoing", "10 March 2026", False),
        ("planned", "", True),
        ("occurred", "30 March 2026", False),
    ],
)
def test_fine_places_of_what_is_planned_or_goes_on_are_held_back(
    privacy, make_extraction, make_claim, status, time, held
):
    extraction = make_extraction(f"A march in Harsk on {time or 'some day'}.", published="2026-04-01")
    roles = {"time": time} if time else {}
    claim = make_claim(extraction, "march", "protest", status=status, place="Harsk", **roles)
    assert privacy.holds_place_back([claim]) is held
