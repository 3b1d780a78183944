import random

from evals.long_reports import PLACES, WORDS, put_into

REPORT = "Gunmen killed two farmers near Ondal, police said."


def test_the_report_stands_where_it_is_said_to_stand():
    for share in PLACES.values():
        long = put_into(REPORT, share, random.Random(1))
        assert long.text[long.offset : long.offset + len(REPORT)] == REPORT
        assert abs(long.offset / len(long.text) - share) < 0.05
        assert len(long.text.split()) > WORDS


def test_the_same_draw_gives_the_same_text():
    assert put_into(REPORT, 0.5, random.Random(1)) == put_into(REPORT, 0.5, random.Random(1))
    assert put_into(REPORT, 0.5, random.Random(1)) != put_into(REPORT, 0.5, random.Random(2))
