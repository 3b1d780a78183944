import pytest

from sayso.model import (
    UNLISTED,
    Place,
    PlacePrecision,
    SchemePrecision,
    ShapeKind,
    Unresolved,
    scheme_precision,
)
from sayso.resolving.gazetteer import Gazetteer
from sayso.resolving.places import PlaceResolver
from sayso.store.codec import dump, load


@pytest.fixture(scope="module")
def places() -> PlaceResolver:
    return PlaceResolver(Gazetteer.shipped())


@pytest.mark.parametrize(
    ("name", "division"),
    [
        ("Quetta", "Quetta District"),
        ("Kalat", "Kalat"),
        ("Mastung", "Mastung District"),
        ("Noshki", "Nushki District"),
        ("Panjgur", "Panjgur District"),
        ("Turbat", "Kech District"),
        ("Gwadar", "Gwadar"),
        ("Dalbandin", "Chāgai District"),
        ("Khuzdar", "Khuzdār District"),
        ("Zhob", "Zhob District"),
    ],
)
def test_towns_of_balochistan_lie_in_their_districts(places, name, division):
    place = places.place(name, "PK")
    assert (place.country, place.admin1, place.admin2) == ("PK", "Balochistan", division)
    assert place.precision is PlacePrecision.SETTLEMENT


def test_a_district_is_the_district_and_has_no_pin(places):
    place = places.place("Kalat district", "PK")
    assert (place.precision, place.admin2, place.latitude) == (PlacePrecision.ADMIN2, "Kalat", None)


def test_balochistan_is_the_pakistani_province_and_its_iranian_neighbour_is_not(places):
    assert places.place("Balochistan", "PK").admin1_code == "PK-BA"
    assert places.place("Sistan and Baluchestan", "IR").country == "IR"


def test_what_holds_a_name_chooses_among_its_bearers(places):
    assert places.place("Long Beach, CA").admin1 == "California"
    assert places.place("Paris, Texas").country == "US"


@pytest.mark.parametrize("words", ["NORTHERN QUETTA", "DOWNTOWN QUETTA", "IN SOUTH-EASTERN QUETTA", "CENTRAL QUETTA"])
def test_in_capitals_the_part_of_a_town_is_told_from_its_name(places, words):
    place = places.place(words, "PK")
    assert (place.country, place.name, place.feature) == ("PK", "Quetta", places.place("Quetta", "PK").feature)


def test_in_capitals_a_name_that_begins_like_a_part_stays_whole(places):
    assert places.place("NORTHERN IRELAND", "GB").admin1_code == "GB-NIR"
    assert places.place("WESTERN SAHARA", "MA").country == "EH"


def test_in_capitals_the_part_of_an_unknown_place_keeps_its_whole_name(places):
    north, south = places.place("NORTHERN HARSKWELL", "PK"), places.place("SOUTHERN HARSKWELL", "PK")
    assert north.feature == south.feature == UNLISTED
    assert north.id != south.id


def test_a_distance_and_direction_make_a_disc_away_from_the_town(places):
    town, place = places.place("Quetta", "PK"), places.place("30 km north of Quetta", "PK")
    assert place.shape.kind is ShapeKind.OFFSET
    assert place.shape.anchors == (town.id,)
    assert place.latitude == pytest.approx(town.latitude + 30 / 111.2, abs=0.01)
    assert (place.radius_km, place.precision) == (9.0, PlacePrecision.NEAR_SETTLEMENT)


def test_near_a_town_is_a_disc_around_the_town_not_its_province(places):
    place = places.place("about 20 miles from Kandahar", "AF")
    assert (place.shape.kind, place.radius_km) == (ShapeKind.AROUND, 32.2)


@pytest.mark.parametrize(
    ("words", "kind"),
    [("between Kalat and Mastung", ShapeKind.BETWEEN), ("the Kalat-Mastung highway", ShapeKind.ROUTE)],
)
def test_a_strip_has_two_ends_and_no_point(places, words, kind):
    place = places.place(words, "PK")
    assert (place.shape.kind, len(place.shape.line), place.latitude) == (kind, 2, None)
    assert place.admin1 == "Balochistan"
    assert place.middle is not None
    assert place.radius_km > place.shape.reach_km


def test_a_border_has_no_point_and_lies_in_the_reports_country(places):
    place = places.place("the border with Afghanistan", "PK")
    assert (place.country, place.precision, place.middle) == ("PK", PlacePrecision.COUNTRY, None)


def test_words_without_a_capital_are_no_name(places):
    assert isinstance(places.place("the main market", "JO"), Unresolved)


@pytest.mark.parametrize("words", ["the Valley", "CAPITAL", "Central"])
def test_words_for_kinds_of_places_name_none(places, words):
    assert places.place(words, "IN").feature == UNLISTED


def test_a_people_is_no_place(places):
    assert isinstance(places.place("Pakistani", "PK"), Unresolved)


def test_a_name_the_gazetteer_lacks_has_what_holds_it_as_its_value(places):
    place = places.place("the Qorvashti area of Khuzdar", "PK")
    assert place.name == "Khuzdar"
    assert "not in the gazetteer" in place.rule
    one, other = places.place("Qorvashti", "PK"), places.place("Belzanki", "PK")
    assert (one.feature, one.name, one.precision) == (UNLISTED, "Pakistan", PlacePrecision.COUNTRY)
    assert one.id != other.id
    assert places.place("Qorvashti") == Unresolved("not in the gazetteer")


def test_an_ambiguous_name_keeps_its_candidates(places):
    place = places.place("Springfield", "US")
    assert len(place.candidates) > 1
    assert place.candidates[0] == place.id


def test_several_places_stay_several(make_extraction, make_claim):
    extraction = make_extraction("Gunmen attacked police posts in Kalat, Mastung and Quetta in Pakistan.")
    claim = make_claim(extraction, "attacked", "armed-attack", place="Kalat, Mastung and Quetta")
    assert [mention.span.text for mention in claim.place] == ["Kalat", "Mastung", "Quetta"]
    assert [mention.value.name for mention in claim.place] == ["Kalat", "Mastung", "Quetta"]


def test_a_name_with_and_in_it_stays_one(make_extraction, make_claim):
    extraction = make_extraction("Fighting went on in Bosnia and Herzegovina.")
    claim = make_claim(extraction, "Fighting", "clash", place="Bosnia and Herzegovina")
    assert [mention.value.country for mention in claim.place] == ["BA"]


def test_the_other_places_of_a_report_choose(make_extraction, make_claim):
    text = "A bomb went off in Alexandria, said officials in Richmond, Virginia. Norfolk and Fairfax sent help."
    claim = make_claim(make_extraction(text), "bomb", "bombing", place="Alexandria")
    assert claim.place[0].value.admin1 == "Virginia"


def test_precisions_map_to_the_codes_of_others(places):
    assert scheme_precision(places.place("Quetta", "PK")) == SchemePrecision(1, 1)
    assert scheme_precision(places.place("near Quetta", "PK")) == SchemePrecision(2, 2)
    assert scheme_precision(places.place("Kalat district", "PK")) == SchemePrecision(2, 3)
    assert scheme_precision(places.place("Balochistan", "PK")) == SchemePrecision(3, 4)
    assert scheme_precision(places.place("between Kalat and Mastung", "PK")) == SchemePrecision(2, 5)
    assert scheme_precision(places.place("Pakistan")) == SchemePrecision(None, 6)


def test_shapes_go_into_the_store_and_back(places):
    place = places.place("between Kalat and Mastung", "PK")
    assert load(dump(place), Place) == place
    assert "shape" not in dump(places.place("Quetta", "PK"))


@pytest.mark.parametrize(
    ("words", "country", "division"),
    [
        ("the Kalat District of Balochistan", "PK", "Kalat"),
        ("Spin Boldak district of Kandahar province", "AF", "Spīn Bōldak"),
        ("Pishin District (Balochistan)", "PK", "Pishin District"),
        ("Afrin district inside Syria", "SY", "Afrin District"),
        ("Konduga local government area", "NG", "Konduga"),
    ],
)
def test_a_district_in_a_unit_is_the_district(places, words, country, division):
    place = places.place(words, country)
    assert (place.country, place.admin2, place.precision) == (country, division, PlacePrecision.ADMIN2)


def test_words_before_a_kind_of_unit_do_not_hide_its_name(places):
    assert places.place("the Turkish province of Kilis", "SY").admin1 == "Kilis"


@pytest.mark.parametrize("words", ["Kalat tehsil", "Kalat tehsil of Kalat District", "the Kalat Tehsil, Balochistan"])
def test_a_tehsil_is_the_land_around_its_seat(places, words):
    place = places.place(words, "PK")
    assert (place.admin2, place.shape.kind, place.radius_km) == ("Kalat", ShapeKind.AROUND, 25.0)
    assert scheme_precision(place) == SchemePrecision(2, 2)


def test_a_tehsil_that_the_gazetteer_lacks_has_what_holds_it_as_its_value(places):
    assert places.place("Qorvash tehsil of Khuzdar District", "PK").name == "Khuzdār District"


def test_a_town_is_itself_before_it_is_what_only_sounds_like_it(places):
    assert (places.place("Taiz city", "YE").name, places.place("Taiz city", "YE").feature) == ("Taiz", "settlement")


def test_a_town_abroad_needs_to_be_large_or_named_with_its_country(places, make_extraction, make_claim):
    assert places.place("Palma", "MZ").feature == UNLISTED
    assert places.place("Istanbul", "SY").country == "TR"
    text = "A bomb went off in Palma, in Spain, said police in Maputo, Beira, Nampula and Pemba in Mozambique."
    claim = make_claim(make_extraction(text), "bomb", "bombing", place="Palma")
    assert claim.place[0].value.country == "ES"
