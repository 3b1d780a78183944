import json
import sys

import pytest
from training.data import AUXILIARY, auxiliary
from training.near import MeasuredTexts, shingles

from training import near

MEASURED = "Gunmen on two motorcycles fired at a checkpoint outside Oremi on Monday night, wounding three constables."
OTHER = "The council of Lower Tavia met for six hours and put off its vote on the price of bread."
MEASURED_TEXTS = MeasuredTexts([("dev:1", MEASURED), ("dev:2", "Rain fell.")])


@pytest.mark.parametrize(
    "text",
    [
        MEASURED,
        MEASURED.upper().replace(",", " --"),
        f"Older news of the week from all over. {MEASURED} {OTHER}",
        MEASURED.removesuffix(", wounding three constables."),
    ],
    ids=["the same", "in capitals, with other marks", "inside a longer text", "a part of it"],
)
def test_a_text_that_repeats_a_measured_one_is_near(text):
    found = MEASURED_TEXTS.nearest("train:7", text)
    assert found
    assert (found.learnt, found.measured) == ("train:7", "dev:1")
    assert found.share >= near.ALIKE


def test_a_text_that_shares_a_phrase_is_not_near():
    assert MEASURED_TEXTS.nearest("train:7", OTHER) is None
    shares_a_phrase = f"{' '.join(MEASURED.split()[:9])} {OTHER}"
    assert shingles(shares_a_phrase) & shingles(MEASURED)
    assert MEASURED_TEXTS.nearest("train:7", shares_a_phrase) is None


def test_texts_of_fewer_words_than_a_shingle_are_not_compared():
    assert not shingles("Rain fell.")
    assert MEASURED_TEXTS.nearest("train:7", "Rain fell.") is None


@pytest.fixture
def data(tmp_path, monkeypatch):
    """A folder of data sets: one dev part, gold, and train parts that share nothing with them."""
    monkeypatch.setattr(near, "coded_reports", lambda folder: iter(()))
    folder = tmp_path / "data"
    for file in ("claims_train/train.jsonl", *AUXILIARY, *near.LEARNT_ELSEWHERE):
        _write(folder / file, [])
    _write(folder / "factuality/uds_ih2.dev.jsonl", [{"id": "d", "text": MEASURED}])
    _write(tmp_path / "gold/dev.jsonl", [{"id": "g", "text": OTHER}])
    return folder


def _write(path, records):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")


def _exit_status(monkeypatch, data):
    monkeypatch.setattr(sys, "argv", ["near", "--data", str(data)])
    with pytest.raises(SystemExit) as ended:
        near.main()
    return ended.value.code


def test_a_coded_report_that_repeats_gold_fails_the_check(data, monkeypatch, capsys):
    assert _exit_status(monkeypatch, data) == 0
    _write(data / "claims_train/train.jsonl", [{"id": "c", "text": OTHER}])
    assert _exit_status(monkeypatch, data) == 1
    assert "claims_train/train.jsonl:c = gold/dev.jsonl:g (100% of the shorter one)" in capsys.readouterr().out


def test_a_coding_of_our_own_that_repeats_a_dev_part_fails_the_check(data, monkeypatch):
    monkeypatch.setattr(near, "coded_reports", lambda folder: iter([{"id": "ours/1", "text": MEASURED}]))
    assert _exit_status(monkeypatch, data) == 1


def test_auxiliary_rows_are_told_and_left_out_of_training(data, monkeypatch, capsys):
    targets = [{"start": 0, "end": 6, "factuality": 3}]
    rows = [{"id": "same", "text": MEASURED, "targets": targets}, {"id": "own", "text": "Cats sleep", "targets": []}]
    _write(data / "factuality/uds_ih2.train.jsonl", rows)
    assert _exit_status(monkeypatch, data) == 0
    assert "factuality: 1 near-identical" in capsys.readouterr().out
    measured = near.measured_texts(data)
    kept = auxiliary(data, 1, lambda text: measured.nearest("", text) is not None, holds_out=True)
    assert [example.id for example in kept["factuality"]] == ["own"]
