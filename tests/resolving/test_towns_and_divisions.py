"""Towns and the divisions named after them, in sentences of our own."""

import pytest

from sayso.model import Place, PlacePrecision
from sayso.resolving.gazetteer import Gazetteer
from sayso.resolving.places import PlaceResolver

BARE = "A bomb exploded outside a mosque in {} on Monday."
CITIES = """
Kabul | AF | {bare}
Kabul | AF | Two men died in {}, Afghanistan, the interior ministry said.
Kunduz | AF | {bare}
Kunduz | AF | Fighters left Baghlan in the night. Shells fell in {} at dawn, and the Afghan army fired back.
Kandahar | AF | A judge was shot dead in {} after prayers.
Herat | AF | {bare}
Ghazni | AF | Convoys from Kabul stopped in {} when a mine went off. Afghanistan mourned.
Homs | SY | {bare}
Homs | SY | Aid from Damascus reached {} in Syria, where mortars hit a bakery.
Aleppo | SY | A barrel bomb fell in central {}.
Idlib | SY | {bare}
Hama | SY | Syrian planes from Latakia struck a depot in {}.
Raqqa | SY | {bare}
Daraa | SY | The shelling of {} went on while talks in Damascus failed.
Deir ez-Zor | SY | {bare}
Baghdad | IQ | {bare}
Baghdad | IQ | A rocket landed in central {}, not far from where Iraq's cabinet met.
Basra | IQ | {bare}
Basra | IQ | Oil workers in {} were fired at; Iraq sent troops from Nasiriyah.
Kirkuk | IQ | {bare}
Kherson | UA | {bare}
Kherson | UA | Guns across the river fired at {}. Mykolaiv and the rest of Ukraine were quiet.
Odessa | UA | {bare}
Odessa | UA | A drone hit a grain store in {}, and Ukraine's navy left Izmail.
Kiev | UA | {bare}
Kiev | UA | Missiles struck {} while Lviv in Ukraine had no alarm.
Donetsk | UA | {bare}
Khartoum | SD | {bare}
Khartoum | SD | The market in {} burned; the army of Sudan blamed others in Omdurman.
Sanaa | YE | {bare}
Taiz | YE | Snipers in {} killed a nurse, and Yemen's government in Aden protested.
Marib | YE | {bare}
Aden | YE | {bare}
Tripoli | LY | {bare}
Tripoli | LY | Militias fought in {} again, and Misrata in Libya sent an envoy.
Gao | ML | {bare}
Mopti | ML | A convoy from Bamako was ambushed in {}, Mali said.
Kidal | ML | {bare}
Diffa | NE | Raiders burned stalls in {}; Niger's army came from Zinder.
Kano | NG | {bare}
Kaduna | NG | A church in {} was attacked, and Nigeria's police came from Abuja.
Sokoto | NG | {bare}
Mandalay | MM | {bare}
Magway | MM | Soldiers in {} shot at a march. Myanmar's junta in Naypyidaw was silent.
Gaza | PS | {bare}
Gaza | PS | Israel struck a tower in {}, and people fled to Rafah.
"""


@pytest.fixture(scope="module")
def places() -> PlaceResolver:
    return PlaceResolver(Gazetteer.shipped())


@pytest.fixture
def place_in(places, make_extraction):
    def of(text: str, words: str) -> Place:
        extraction = make_extraction(text)
        start = text.index(words)
        span = extraction.span(start, start + len(words))
        return places.resolve_spans([span], extraction).values[span]

    return of


def cities():
    rows = [tuple(part.strip() for part in line.split("|")) for line in CITIES.strip().splitlines()]
    return [(name, country, text.replace("{bare}", BARE).format(name)) for name, country, text in rows]


@pytest.mark.parametrize(("name", "country", "text"), cities())
def test_who_says_in_a_city_means_the_city_and_not_the_province_of_its_name(place_in, name, country, text):
    place = place_in(text, name)
    assert (place.precision, place.country) == (PlacePrecision.SETTLEMENT, country)
    assert place.middle is not None


@pytest.mark.parametrize(
    "words", ["the city of Kherson", "the town of Daraa", "the port city of Odessa", "Basra city", "downtown Kherson"]
)
def test_words_for_a_town_decide_for_the_town(places, words):
    place = places.place(words)
    assert (place.precision, place.country in ("UA", "SY", "IQ")) == (PlacePrecision.SETTLEMENT, True)


@pytest.mark.parametrize(
    "words",
    [
        "Kunduz province",
        "the province of Kunduz",
        "Homs governorate",
        "Kherson oblast",
        "Kherson region",
        "rural Kunduz",
        "northern Homs",
    ],
)
def test_words_for_a_division_decide_for_the_division(places, words):
    place = places.place(words)
    assert (place.precision, place.middle) == (PlacePrecision.ADMIN1, None)


@pytest.mark.parametrize(
    "words", ["Balochistan", "the city of Balochistan", "Punjab", "New York", "Oklahoma", "Washington", "Quebec"]
)
def test_a_division_without_a_town_that_the_name_brings_up_stays_the_division(places, words):
    assert places.place(words).precision is PlacePrecision.ADMIN1


def test_gaza_is_the_mozambican_province_where_the_report_is_of_mozambique(place_in):
    place = place_in("Floods reached Gaza, and Mozambique sent boats from Maputo and Inhambane.", "Gaza")
    assert (place.name, place.country) == ("Gaza Province", "MZ")


def test_a_part_of_a_capital_is_in_the_capital(places):
    assert places.place("eastern Baghdad").precision is PlacePrecision.SETTLEMENT


@pytest.mark.parametrize("words", ["near a bus terminal in Mastung", "outside a mosque in Mastung"])
def test_near_a_spot_in_a_town_is_in_the_town(places, words):
    place = places.place(words, "PK")
    assert (place.id, place.radius_km) == (places.place("Mastung", "PK").id, 5.0)


def test_near_a_town_stays_near_it(places):
    assert places.place("near the town of Mastung", "PK").precision is PlacePrecision.NEAR_SETTLEMENT
