from __future__ import annotations

import pytest

from sayso.publishing.muc4_names import (
    Filler,
    Names,
    body_name,
    filler,
    members_and_body,
    names_people,
    people_name,
    person_name,
    person_names,
    thing_names,
    weapon_name,
)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("MAYOR ILSE DORN", "ILSE DORN"),
        ("former defense minister General Ilse Dorn", "Ilse Dorn"),
        ("Ilse Dorn, mayor of Oremi", "Ilse Dorn"),
        ("Ilse Dorn", "Ilse Dorn"),
        ("the president", ""),
        ("42-year-old Ilse Dorn", "Ilse Dorn"),
        ("her driver", ""),
        ("mayor of Oremi", ""),
    ],
)
def test_person_is_named_without_office(text: str, name: str) -> None:
    assert person_name(text) == name


@pytest.mark.parametrize("text", ["rebels", "THREE MEN", "members of the Tuvala Front", "gunmen, some in uniform"])
def test_words_for_people_are_no_names(text: str) -> None:
    assert names_people(text)


@pytest.mark.parametrize("text", ["Tuvala Front", "Oremi bridge", "house of the men", ""])
def test_names_are_no_words_for_people(text: str) -> None:
    assert not names_people(text)


def test_weapon_is_named_without_its_happening() -> None:
    assert weapon_name("car bomb explosion") == "car bomb"
    assert weapon_name("rifles") == "rifles"
    assert weapon_name("attack") == ""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("80 kg of dynamite", "dynamite"),
        ("two grenades", "grenades"),
        ("truck bomb carrying fuel", "truck bomb"),
        ("white pickup truck", ""),
        ("car loaded with dynamite", "car loaded with dynamite"),
        ("two helicopters", ""),
    ],
)
def test_weapon_is_named_without_quantity_and_never_by_what_carries_it(text: str, name: str) -> None:
    assert weapon_name(text) == name


@pytest.mark.parametrize(
    ("text", "members", "body"),
    [
        ("Tuvala Front urban guerrillas", "urban guerrillas", "Tuvala Front"),
        ("rebels of the Tuvala Front", "rebels", "Tuvala Front"),
        ("Tuvala Front", "", "Tuvala Front"),
        ("army of the people", "", "army of the people"),
        ("masked group", "", "masked group"),
        ("rebels", "rebels", ""),
    ],
)
def test_people_are_told_from_their_organisation(text: str, members: str, body: str) -> None:
    assert members_and_body(text) == (members, body)


def test_organisation_is_named_without_what_describes_it_and_whole() -> None:
    assert body_name("guerrilla organization Tuvala Front") == "Tuvala Front"
    assert body_name("Tuvala Front forces") == "Tuvala Front"
    assert body_name("Oremi Armed Forces") == "Oremi Armed Forces"


def test_two_persons_joined_are_two_names() -> None:
    assert list(person_names("reporters Ilse Dorn and Anton Brel")) == ["Ilse Dorn", "Anton Brel"]
    assert list(person_names("Ilse and Anton Brel")) == ["Ilse and Anton Brel"]
    assert list(person_names("his driver")) == []


def test_perpetrators_lose_doubt_and_nationality() -> None:
    assert people_name("presumed urban rebels") == "urban rebels"
    assert people_name("another") == "another"


def test_things_are_named_whole_and_uncounted() -> None:
    assert list(thing_names("several shops")) == ["shops"]
    assert list(thing_names("section of the Oremi pipeline")) == ["the Oremi pipeline"]
    assert list(thing_names("house of the mayor")) == ["house of the mayor"]
    assert list(thing_names("offices of the union and houses of its members")) == [
        "offices of the union",
        "houses of its members",
    ]


def test_article_and_bracketed_acronym_are_taken_off() -> None:
    assert filler("PerpOrg", "the Tuvala\n Front (TF)") == Filler("PerpOrg", "Tuvala Front", "TF")
    assert filler("PerpOrg", "Tuvala Front [TF") == Filler("PerpOrg", "Tuvala Front", "TF")
    assert filler("Target", " , ") is None


@pytest.mark.parametrize(
    ("role", "best"), [("Victim", "Ilse Dorn"), ("PerpInd", "Ilse Dorn"), ("Target", "Dorn")], ids=str
)
def test_role_decides_which_name_stands_for_an_entity(role: str, best: str) -> None:
    short, full = Filler(role, "Dorn"), Filler(role, "Ilse Dorn")
    names = Names([full, short, short])
    assert names.name_of(full) == names.name_of(short) == best


def test_entities_of_other_roles_stay_apart() -> None:
    person, place = Filler("Victim", "Ilse Dorn"), Filler("Target", "Dorn")
    assert Names([person, place]).name_of(place) == "Dorn"


def test_perpetrators_without_a_name_are_named_briefly() -> None:
    brief, long = Filler("PerpInd", "rebels"), Filler("PerpInd", "rebels in uniform")
    assert Names([brief, long]).name_of(long) == "rebels"
