import json

import pytest

from sayso.errors import BadRecord
from sayso.evaluating import evaluate_linking
from sayso.evaluating.coreference import coreference


def test_the_measures_agree_with_a_case_worked_by_hand():
    gold = [1, 1, 1, 2, 2, 3]
    predicted = ["a", "a", "b", "b", "b", "c"]
    found = coreference(gold, predicted)
    assert found.muc.recall == pytest.approx(2 / 3)
    assert found.muc.precision == pytest.approx(2 / 3)
    assert found.b3.recall == pytest.approx((2 * 2 / 3 + 1 / 3 + 2 * 1 + 1) / 6)
    assert found.b3.precision == pytest.approx((2 * 1 + 1 / 3 + 2 * 2 / 3 + 1) / 6)
    assert found.ceaf_e.f1 == pytest.approx((4 / 5 + 4 / 5 + 1) / 3)
    assert found.conll_f1 == pytest.approx((found.muc.f1 + found.b3.f1 + found.ceaf_e.f1) / 3)


def test_perfect_clusters_have_full_marks():
    assert coreference([1, 1, 2], ["x", "x", "y"]).conll_f1 == 1.0


def report(topic, subtopic, instance, **fields):
    mention = {"id": "1", "tag": "ACTION_OCCURRENCE", "start": 0, "end": 6, "text": "Gunmen", "validated": True}
    mention |= {"instance": instance, **fields}
    return {"id": subtopic, "topic": topic, "subtopic": subtopic, "text": "Gunmen came.", "mentions": [mention]}


@pytest.fixture
def gold(tmp_path):
    def write(*reports):
        path = tmp_path / "gold.jsonl"
        path.write_text("\n".join(map(json.dumps, reports)), "utf-8")
        return path

    return write


def test_reports_count_within_topics_and_mentions_over_all(gold):
    path = gold(report(1, "a", "X"), report(1, "a", "X"), report(2, "b", None), report(2, "b", "Y", validated=False))
    figures = evaluate_linking(
        path, lambda texts: [0] * len(texts), lambda _, m: range(len(m)), lambda _, m: [0] * len(m)
    )
    found = figures.as_dict()
    assert (found["documents"], found["mentions"]) == (4, 3)
    assert found["report_b3_f1"] == 1.0
    assert found["mention"]["b3"]["r"] == pytest.approx(2 / 3)
    assert found["lemma"]["muc"]["r"] == 1.0


def test_a_mention_outside_the_text_is_told(gold):
    with pytest.raises(BadRecord, match="start and end"):
        evaluate_linking(gold(report(1, "a", "X", end=99)), list, lambda _, m: m, lambda _, m: m)
