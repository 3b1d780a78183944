import pytest

from sayso.resolving.place_words import PlaceWords, Relation, moved, read_place_words, split_places


def names(read: PlaceWords) -> tuple[str, ...]:
    return tuple(name.text for name in read.names)


@pytest.mark.parametrize(
    ("words", "relation", "expected"),
    [
        ("Quetta", Relation.IN, ("Quetta",)),
        ("in the northern Aleppo countryside", Relation.IN, ("Aleppo countryside",)),
        ("near Mosul", Relation.NEAR, ("Mosul",)),
        ("the outskirts of Mosul", Relation.NEAR, ("Mosul",)),
        ("just outside Turbat", Relation.NEAR, ("Turbat",)),
        ("north of Kabul", Relation.NEAR, ("Kabul",)),
        ("kilometres north of Kabul", Relation.NEAR, ("Kabul",)),
        ("a bridge near Pasgrad", Relation.NEAR, ("Pasgrad",)),
        ("a checkpoint 5 km from Pasgrad", Relation.AT_DISTANCE, ("Pasgrad",)),
        ("30 km north of Quetta", Relation.AT_DISTANCE, ("Quetta",)),
        ("some 20 miles (32 km) from Kandahar", Relation.AT_DISTANCE, ("Kandahar",)),
        ("between Kalat and Mastung", Relation.BETWEEN, ("Kalat", "Mastung")),
        ("the Quetta-Karachi highway", Relation.ROUTE, ("Quetta", "Karachi")),
        ("on the Quetta–Karachi national highway", Relation.ROUTE, ("Quetta", "Karachi")),
        ("on the road between Kabul and Jalalabad", Relation.ROUTE, ("Kabul", "Jalalabad")),
        ("the road linking Gao to Kidal", Relation.ROUTE, ("Gao", "Kidal")),
        ("the border with Afghanistan", Relation.BORDER, ("Afghanistan",)),
        ("near the border between Chad and Sudan", Relation.BORDER, ("Chad", "Sudan")),
        ("Niger's border with Mali", Relation.BORDER, ("Niger", "Mali")),
        ("the Pakistan-Afghanistan border", Relation.BORDER, ("Pakistan", "Afghanistan")),
    ],
)
def test_words_say_a_relation_and_names(words, relation, expected):
    read = read_place_words(words)
    assert (read.relation, names(read)) == (relation, expected)


def test_names_stand_where_the_words_have_them():
    words = "some 20 miles (32 km) north-east of the town of Kandahar"
    read = read_place_words(words)
    (name,) = read.names
    assert words[name.start :] == name.text == "Kandahar"
    assert read.distance_km == pytest.approx(32.18)
    assert read.direction == "north-east"


@pytest.mark.parametrize(
    ("words", "name", "container", "is_sure"),
    [
        ("the Zehri area of Khuzdar", "Zehri", "Khuzdar", True),
        ("the town of Mastung in Balochistan", "Mastung", "Balochistan", True),
        ("Long Beach, CA", "Long Beach", "CA", False),
    ],
)
def test_words_say_what_holds_the_name(words, name, container, is_sure):
    read = read_place_words(words)
    assert read.container is not None
    assert (names(read), read.container.text, read.is_sure_of_container) == ((name,), container, is_sure)


def test_a_list_of_places_falls_apart_and_a_strip_does_not():
    words = "Kalat, Mastung and Quetta"
    assert [words[start:end] for start, end in split_places(words)] == ["Kalat", "Mastung", "Quetta"]
    assert split_places("between Kalat and Mastung") == [(0, 25)]


def test_a_point_moves_as_the_compass_says():
    assert moved((30.0, 67.0), 111.2, "north") == (31.0, 67.0)
    latitude, longitude = moved((0.0, 0.0), 100.0, "south west")
    assert latitude == pytest.approx(longitude, abs=1e-3)
    assert latitude < 0
