import json

from evals.muc4_events import CODED, Coded

from sayso.model import Level


def test_the_coding_is_of_sixty_reports_without_their_texts():
    coded = [Coded(**json.loads(line)) for line in CODED.read_text("utf-8").splitlines()]
    assert len({report for one in coded for report in one.reports}) == 60
    for one in coded:
        assert Level(one.level)
        assert len(one.reports) > 1, "a recurring happening"
        assert all(report.startswith("DEV-MUC3-") and origins for report, origins in one.reports.items())


def test_those_whom_nobody_can_name_are_no_origin():
    assert Coded("e", "single-origin", {"a": ["police", "?"], "b": ["police"]}).origins == 1
