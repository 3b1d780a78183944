from __future__ import annotations

import pytest

from sayso.publishing.muc4_names import Filler, Names, filler, names_people, person_name, weapon_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("MAYOR ILSE DORN", "ILSE DORN"),
        ("former defense minister General Ilse Dorn", "Ilse Dorn"),
        ("Ilse Dorn, mayor of Oremi", "Ilse Dorn"),
        ("Ilse Dorn", "Ilse Dorn"),
        ("the president", ""),
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


def test_article_and_bracketed_acronym_are_taken_off() -> None:
    assert filler("PerpOrg", "the Tuvala\n Front (TF)") == Filler("PerpOrg", "Tuvala Front", "TF")
    assert filler("PerpOrg", "Tuvala Front [TF") == Filler("PerpOrg", "Tuvala Front", "TF")
    assert filler("Target", " , ") is None


@pytest.mark.parametrize(("role", "best"), [("Victim", "Ilse Dorn"), ("PerpInd", "Dorn"), ("Target", "Dorn")], ids=str)
def test_role_decides_which_name_stands_for_an_entity(role: str, best: str) -> None:
    short, full = Filler(role, "Dorn"), Filler(role, "Ilse Dorn")
    names = Names([full, short, short])
    assert names.name_of(full) == names.name_of(short) == best


def test_entities_of_other_roles_stay_apart() -> None:
    person, place = Filler("Victim", "Ilse Dorn"), Filler("Target", "Dorn")
    assert Names([person, place]).name_of(place) == "Dorn"
