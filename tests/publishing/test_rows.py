import datetime as dt
import json

import pytest

from sayso.cli.explaining import value_lines
from sayso.codebook import shipped_codebook
from sayso.model import Count, Counted, Quantity, Span, Toll, Unresolved
from sayso.publishing import EXPORTS, Policy, Release
from sayso.publishing.claims_format import document
from sayso.publishing.rows import count_text, toll_text


@pytest.mark.parametrize(
    ("toll", "shown"),
    [
        (Toll(7, 7, 7), "7"),
        (Toll(7, 7, None), "7 (at least)"),
        (Toll(5, 7, None), "7 (at least 5)"),
        (Toll(5, 7, 9), "7 (5–9)"),
        (Toll(7, 7, 9), "7 (7–9)"),
        (Toll(0, 0, 0), "0"),
        (Toll(4, None, 11), "4–11"),
        (Toll(20, None, None), "at least 20"),
        (Toll(None, None, 50), "at most 50"),
        (Toll(None, None, None), "–"),
    ],
)
def test_a_toll_shows_its_best_number_first_and_leaves_open_what_nobody_bounds(toll, shown):
    assert toll_text(toll) == shown


def count(words, value):
    return Count(Span("ext-1", 0, len(words), words), Counted.KILLED, value)


def test_counting_words_show_the_number_that_they_give_and_the_parts_of_a_sum():
    words = "five policemen and two civilians"
    parts = (("police", 5), ("civilians", 2))
    assert count_text(count(words, Quantity(7, 7, "sum", parts))) == f"{words} → 7 (police 5, civilians 2)"
    assert count_text(count("dozens", Quantity(24, None, "dozens"))) == "dozens → at least 24"
    assert count_text(count("any", Unresolved("says no number"))) == "any → says no number"


def test_the_claims_format_has_the_parts_of_a_sum(make_extraction, make_claim):
    text = "A bomb killed five policemen and two civilians in Harsk."
    extraction = make_extraction(text)
    claim = make_claim(extraction, "killed", "killing", counts=(("five policemen and two civilians", "killed"),))
    (told,) = document("7", extraction, [claim])["claims"][0]["counts"]
    assert told["low"] == told["high"] == 7
    assert told["parts"] == [{"of": "police", "number": 5}, {"of": "civilians", "number": 2}]
    plain = make_claim(extraction, "killed", "killing", counts=(("five policemen", "killed"),))
    assert "parts" not in json.dumps(document("7", extraction, [plain]))


def test_exported_and_explained_claims_have_the_parts_of_a_sum(make_extraction, make_claim, tmp_path):
    extraction = make_extraction("A bomb killed five policemen and two civilians in Harsk.")
    claim = make_claim(extraction, "killed", "killing", counts=(("five policemen and two civilians", "killed"),))
    release = Release((), {claim.id: claim}, {extraction.id: extraction}, {}, shipped_codebook())
    EXPORTS["claims.jsonl"](release, tmp_path / "c.jsonl", Policy(), b"key", dt.date(2027, 1, 1))
    (report,) = map(json.loads, (tmp_path / "c.jsonl").read_text("utf-8").splitlines()[1:])
    assert report["claims"][0]["counts"][0]["parts"][0] == {"of": "police", "number": 5}
    assert "killed: five policemen and two civilians → 7 (police 5, civilians 2)" in value_lines(claim)
