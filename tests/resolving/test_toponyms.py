"""Which names of the gazetteer are places where they stand, and which country a report is about."""

import pytest

from sayso.resolving.gazetteer import Gazetteer
from sayso.resolving.letter_case import tells_names
from sayso.resolving.places import PlaceResolver


@pytest.fixture(scope="module")
def places() -> PlaceResolver:
    return PlaceResolver(Gazetteer.shipped())


def names(places, text):
    return [one.text for one in places.find(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The SP and the ASP of Sukma were told.", ["Sukma"]),
        ("Gunmen fled, reported The Pioneer, towards Quetta.", ["Quetta"]),
        ("Jang reported that Quetta was calm.", ["Quetta"]),
        ("A resident of Quetta told us so.", ["Quetta"]),
        ("They met near Awaran town of the District.", ["Awaran"]),
        ("The dead were identified as Zafar, a trooper, and constable Rai.", []),
        ("Miss Orla Tennyson left Fargo, ND, for Muncie, Ind., on foot.", ["Fargo", "ND", "Muncie", "Ind"]),
        ("Central and Unity were words here, said police in Kabul.", ["Kabul"]),
    ],
)
def test_words_that_are_no_places_where_they_stand_are_left_out(places, text, found):
    assert names(places, text) == found


def test_a_surname_of_the_report_is_no_place_unless_it_says_in_before_it(places):
    assert names(places, "Laxmi Rai was shot at home. Rai died. Police blamed rivals of Rais.") == []
    assert names(places, "Laxmi Rai was shot. The gunmen hid in Rai for a day.") == ["Rai"]


@pytest.mark.parametrize("text", ["gunmen struck in quetta, pakistan, on monday", "GUNMEN STRUCK IN QUETTA, PAKISTAN"])
def test_a_text_without_capitals_shows_countries_divisions_and_large_towns(places, text):
    assert not tells_names(text)
    assert [one.text.lower() for one in places.find(text)] == ["quetta", "pakistan"]


@pytest.mark.parametrize(
    ("text", "place", "country"),
    [
        ("A bomb went off in Mastung. The SI and two men of the RR died, the SI at once.", "Mastung", "PK"),
        ("A BOMB WENT OFF IN QUETTA. TWO MEN IN A CAR DIED IN IT OR NEAR IT IN THE RAIN.", "QUETTA", "PK"),
        ("A bomb went off in Kabul. Police spoke of US troops, US aid, US bases and US arms.", "Kabul", "AF"),
    ],
)
def test_the_country_of_a_report_is_where_its_happenings_are(make_extraction, make_claim, text, place, country):
    bomb = "bomb" if "bomb" in text else "BOMB"
    claim = make_claim(make_extraction(text), bomb, "bombing", place=place)
    assert claim.place[0].value.country == country


def test_police_are_of_the_reports_country_and_not_of_a_town_called_police(make_extraction, make_claim):
    extraction = make_extraction("Police said that a bomb went off in Quetta. Police blamed nobody.")
    claim = make_claim(extraction, "bomb", "bombing", place="Quetta", speaker="Police")
    assert claim.speakers[0].actor.countries == ("PK",)


def test_a_report_that_names_no_place_has_no_country(make_extraction, make_claim):
    extraction = make_extraction("Police said that a bomb went off near the Central.")
    claim = make_claim(extraction, "bomb", "bombing", speaker="Police")
    assert claim.speakers[0].actor.countries == ()
