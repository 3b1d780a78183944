import json

import pytest

from sayso.errors import BadRecord
from sayso.evaluating import Answer, evaluate_places

TEXT = "Oriyal and Belzan lie in Tavaria."
ORIYAL = Answer("geonames:1", "XT", (10.0, 10.0), is_area=False)
BELZAN = Answer("geonames:2", "XT", (40.0, 40.0), is_area=False)
TAVARIA = Answer("geonames:3", "XT", (12.0, 12.0), is_area=True)


class Fake:
    def __init__(self, *answers):
        self.given = [tuple(answer) for answer in answers]

    def answers(self, text, address, bounds):
        return self.given

    def found(self, text, address):
        return [((0, 6), ORIYAL)]

    def country_named(self, name):
        return {"Tavaria": "XT"}.get(name, "")

    def country_at(self, point):
        return "XT"


@pytest.fixture
def gold(tmp_path):
    def toponym(word, number, code, latitude, longitude):
        start = TEXT.index(word)
        place = {"geonameid": str(number), "fclass": code[0], "fcode": code, "country": "Tavaria"}
        return {"start": start, "end": start + len(word), "text": word, "lat": latitude, "lon": longitude} | place

    toponyms = [
        toponym("Oriyal", 1, "PPL", 10.0, 10.0),
        toponym("Belzan", 9, "PPL", 10.5, 10.0),
        toponym("Tavaria", 3, "PCLI", 12.0, 12.5),
    ]
    toponyms.append({"start": 0, "end": 6, "text": "Oriyal"})
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"id": "1", "text": TEXT, "toponyms": toponyms}) + "\n", "utf-8")
    return path


def test_toponyms_are_right_by_distance_country_and_id(gold):
    figures = evaluate_places(gold, Fake([ORIYAL], [BELZAN, ORIYAL], [TAVARIA])).as_dict()
    assert figures["toponyms"] == 3
    assert figures["within_161km"] == pytest.approx(2 / 3)
    assert figures["within_161km_without_areas"] == pytest.approx(1 / 2)
    assert figures["country"] == 1.0
    assert figures["exact"] == pytest.approx(2 / 3)
    assert figures["ceiling"] == 1.0
    assert figures["end_to_end_recall"] == pytest.approx(1 / 3)


def test_an_answer_without_a_point_counts_for_the_country_only(gold):
    figures = evaluate_places(gold, Fake([Answer("", "XT", None, is_area=True)], [BELZAN], [TAVARIA])).as_dict()
    assert (figures["within_161km"], figures["country"]) == (pytest.approx(1 / 3), 1.0)
    assert figures["answered"] == pytest.approx(2 / 3)


def test_offsets_that_do_not_fit_are_named(tmp_path):
    path = tmp_path / "gold.jsonl"
    toponym = {"start": 0, "end": 99, "text": "x", "lat": 1, "lon": 1}
    path.write_text(json.dumps({"text": TEXT, "toponyms": [toponym]}) + "\n", "utf-8")
    with pytest.raises(BadRecord, match="toponyms 1"):
        evaluate_places(path, Fake())
