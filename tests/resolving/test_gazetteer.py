import json
import re
import time
import zipfile

import pytest

from sayso.errors import BadRecord, BadRequest
from sayso.model import PlacePrecision
from sayso.pipeline.gazetteers import find_places, import_gazetteer
from sayso.resolving.gazetteer import Gazetteer
from sayso.resolving.gazetteer_file import Layer, NameKind

DUMP_ROW = "{number}\t{name}\t{name}\t{others}\t{latitude}\t{longitude}\t{kind}\t{country}\t\t{admin1}\t{admin2}\t\t\t{people}\t\t\tUTC\t2026-01-01"


def dump_row(**cells: object) -> str:
    usual = {
        "others": "",
        "latitude": 29.5,
        "longitude": 66.5,
        "admin1": "02",
        "admin2": "",
        "people": 0,
        "country": "PK",
    }
    return DUMP_ROW.format(**(usual | cells))


@pytest.fixture
def dump(tmp_path):
    path = tmp_path / "PK.txt"
    rows = [
        dump_row(number=900001, name="Oriyal Kalay", others="Uriyal Kili,اوریال", kind="P\tPPL", people=300),
        dump_row(number=900002, name="Oriyal River", kind="H\tSTM"),
        dump_row(number=900003, name="Oriyal Tehsil", kind="A\tADM3", admin2="1175293"),
        dump_row(number=900004, name="Old Oriyal", kind="P\tPPLH"),
        dump_row(number=900005, name="Oriyal Afghani", kind="P\tPPL", country="AF"),
    ]
    path.write_text("\n".join(rows) + "\n", "utf-8")
    return path


def test_a_name_finds_places_whatever_its_case_and_marks():
    shipped = Gazetteer.shipped()
    assert shipped.find("QUETTA") == shipped.find("Quetta") != ()
    assert [entry.place.name for entry in shipped.find("Noshki")][:1] == ["Nushki"]
    assert shipped.find("no such place at all") == ()


def test_divisions_of_the_same_name_are_found_beside_the_town():
    kinds = {entry.place.feature for entry in Gazetteer.shipped().find("Kalat") if entry.place.country == "PK"}
    assert kinds == {"settlement", "admin2"}


def test_a_division_has_no_point_and_an_iso_code():
    (balochistan,) = [e for e in Gazetteer.shipped().find("Balochistan") if e.place.country == "PK"]
    assert balochistan.place.latitude is None
    assert balochistan.place.admin1_code == "PK-BA"
    assert balochistan.centre is not None


def test_demonyms_are_marked_as_hints():
    assert [entry.match for entry in Gazetteer.shipped().find("Pakistani")] == [NameKind.DEMONYM]


def test_names_are_found_in_a_text_at_word_boundaries_and_longest_first():
    text = "Police in Quetta, Deir  ez-Zor and al-Bab; Quettaville is no place. St. Louis too."
    found = [one.text for one in Gazetteer.shipped().find_in(text)]
    assert [name for name in found if name != "Police"][:4] == ["Quetta", "Deir  ez-Zor", "al-Bab", "St. Louis"]


def test_the_gazetteer_opens_fast_once_it_is_unpacked():
    Gazetteer.shipped()
    Gazetteer.shipped.cache_clear()
    start = time.perf_counter()
    Gazetteer.shipped()
    assert time.perf_counter() - start < 0.3


def test_a_dump_becomes_a_gazetteer_before_the_shipped_one(dump, tmp_path):
    made = tmp_path / "mine.gazetteer"
    assert import_gazetteer([dump], made, countries=["pk"]) == 3
    gazetteer = Gazetteer.shipped().with_overlay(made)
    (village,) = gazetteer.find("Uriyal Kili")
    assert village.is_overlay
    assert (village.place.admin1, village.place.precision) == ("Balochistan", PlacePrecision.SETTLEMENT)
    (tehsil,) = gazetteer.find("Oriyal Tehsil")
    assert (tehsil.place.admin2, tehsil.place.precision) == ("Kalat", PlacePrecision.ADMIN2)
    (river,) = gazetteer.find("Oriyal River")
    assert (river.place.precision, river.place.latitude) == (PlacePrecision.ADMIN1, None)
    assert gazetteer.find("Quetta") == Gazetteer.shipped().find("Quetta")


def test_divisions_named_by_name_are_those_of_the_shipped_gazetteer(tmp_path):
    table = tmp_path / "mine.csv"
    table.write_text(
        "name,feature,country_code,admin1,latitude,longitude,alternate_names\n"
        "Oriyal,settlement,PK,Balochistan,29.5,66.5,Uriyal;Oryal\n",
        "utf-8",
    )
    (entry,) = Gazetteer.shipped().with_overlay(table).find("Oryal")
    assert (entry.admin1, entry.place.admin1) == ("02", "Balochistan")


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("Oriyal,,PK,1,2", "line 2"),
        ("Oriyal,settlement,PK,x,2", "no point"),
        ("Oriyal,settlement,PK,,", "needs a Point"),
    ],
)
def test_a_wrong_row_is_named(tmp_path, line, problem):
    table = tmp_path / "mine.csv"
    table.write_text(f"name,feature,country_code,latitude,longitude\n{line}\n", "utf-8")
    with pytest.raises(BadRecord, match=problem):
        Gazetteer.shipped().with_overlay(table)


def test_a_file_that_is_no_gazetteer_says_how_to_make_one(tmp_path):
    wrong = tmp_path / "wrong.gazetteer"
    wrong.write_text("nothing", "utf-8")
    with pytest.raises(BadRecord, match="gazetteer import"):
        Layer.opened(wrong)


def test_dumps_and_own_files_do_not_mix(dump, tmp_path):
    own = tmp_path / "own.geojson"
    own.write_text(json.dumps({"features": []}), "utf-8")
    with pytest.raises(BadRequest, match="not both"):
        import_gazetteer([dump, own], tmp_path / "x.gazetteer")


def test_a_truncated_dump_is_named_by_line(tmp_path):
    broken = tmp_path / "PK.txt"
    broken.write_text("1\tOriyal\n", "utf-8")
    with pytest.raises(BadRecord, match="line 1"):
        import_gazetteer([broken], tmp_path / "x.gazetteer")


def test_a_school_is_a_place_and_a_village_that_is_no_more_is_none(tmp_path):
    path = tmp_path / "PK.txt"
    rows = [
        dump_row(number=900011, name="Oriyal School", kind="S\tSCH"),
        dump_row(number=900012, name="Oriyal Beach", kind="T\tBCH"),
        dump_row(number=900013, name="Oriyal Division", kind="A\tADM2H"),
        dump_row(number=900014, name="Oriyal Kot", kind="P\tPPLCH"),
    ]
    path.write_text("\n".join(rows) + "\n", "utf-8")
    assert import_gazetteer([path], tmp_path / "x.gazetteer") == 2


def many(count):
    return [dump_row(number=900100 + n, name=f"Oriyal {n}", kind="P\tPPL") for n in range(count)]


@pytest.mark.parametrize(
    ("broken", "problem"),
    [
        (b"900500\tOriyal", "line 51: has 2 columns"),
        (dump_row(number="x", name="Oriyal", kind="P\tPPL").encode(), "line 51: is no row"),
        (dump_row(number=9, name="Oriyal", kind="P\tPPL", latitude="nan").encode(), "line 51: has no place's number"),
        (dump_row(number=2**70, name="Oriyal", kind="P\tPPL").encode(), "line 51: has no place's number"),
        (b"9\tOriy\xe9l", "line 51: is not UTF-8"),
    ],
)
def test_a_broken_line_in_the_middle_is_named_and_the_gazetteer_made_before_stays(tmp_path, broken, problem):
    path, target = tmp_path / "PK.txt", tmp_path / "x.gazetteer"
    target.write_bytes(b"made before")
    lines = [line.encode() for line in many(100)]
    path.write_bytes(b"\n".join([*lines[:50], broken, *lines[50:]]))
    with pytest.raises(BadRecord, match=re.escape(problem)):
        import_gazetteer([path], target)
    assert target.read_bytes() == b"made before"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["PK.txt", "x.gazetteer"]


def test_an_interrupted_import_leaves_what_was_there_and_can_be_done_again(tmp_path):
    path, target = tmp_path / "PK.txt", tmp_path / "x.gazetteer"
    path.write_text("\n".join(many(100)), "utf-8")

    def interrupted(stage, done, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_gazetteer([path], target, progress=interrupted)
    assert [one.name for one in tmp_path.iterdir()] == ["PK.txt"]
    assert import_gazetteer([path], target) == 100


def test_an_archive_that_was_cut_short_is_named(tmp_path):
    path = tmp_path / "PK.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("PK.txt", "\n".join(many(2000)))
    packed = bytearray(path.read_bytes())
    packed[1000:1200] = bytes(200)
    path.write_bytes(packed)
    with pytest.raises(BadRecord, match=r"PK\.zip"):
        import_gazetteer([path], tmp_path / "x.gazetteer")


def test_other_names_of_a_table_beside_the_dump_are_found(tmp_path):
    path, others = tmp_path / "PK.txt", tmp_path / "alternateNamesV2.txt"
    path.write_text(dump_row(number=900001, name="Oriyal", kind="P\tPPL"), "utf-8")
    others.write_text("1\t900001\ten\tOldtown of Oriyal\n2\t900001\tpost\t87300\n3\t900002\ten\tElsewhere\n", "utf-8")
    target = tmp_path / "x.gazetteer"
    import_gazetteer([path, others], target)
    gazetteer = Gazetteer((Layer.opened(target),))
    assert [entry.place.name for entry in gazetteer.find("Oldtown of Oriyal")] == ["Oriyal"]
    assert gazetteer.find("Elsewhere") == gazetteer.find("87300") == ()


def test_progress_is_told_in_places_and_then_of_names(tmp_path):
    path, told = tmp_path / "PK.txt", []
    path.write_text("\n".join(many(3)), "utf-8")
    import_gazetteer([path], tmp_path / "x.gazetteer", progress=lambda *state: told.append(state))
    assert told == [("places", 3, 3), ("names", 0, None)]


def test_found_places_say_why():
    found = find_places("Kalat", country="PK")
    assert found[0].place.country == "PK"
    assert found[0].probability >= found[1].probability
    assert "population" in found[0].reasons


def test_a_place_is_found_by_the_id_that_it_is_shown_with(tmp_path):
    gazetteer = Gazetteer.shipped()
    entry = gazetteer.find("San Miguel")[0]
    found = gazetteer.of_id(entry.place.id)
    assert found is not None
    assert (found.id, found.name, found.country) == (entry.place.id, entry.place.name, entry.place.country)
    assert gazetteer.of_id("geonames:0") is None
    assert gazetteer.of_id("overlay:Tirsk") is None
    overlay = tmp_path / "own.csv"
    overlay.write_text("name,feature,latitude,longitude\nTirsk,settlement,1.5,2.5\n")
    own = gazetteer.with_overlay(overlay).of_id("overlay:Tirsk")
    assert own is not None
    assert (own.latitude, own.longitude) == (1.5, 2.5)
