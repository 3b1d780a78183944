from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sayso.errors import BadRecord
from sayso.evaluating import evaluate_factuality
from sayso.evaluating.factuality import decision, pearson_r

TEXT = "They left , may return and never paid ."
GOLD = {"left": 3.0, "return": 0.0, "paid": -3.0}


@pytest.fixture
def gold(write_lines: Callable[..., Path]) -> Path:
    targets = [
        {"start": TEXT.index(word), "end": TEXT.index(word) + len(word), "text": word, "factuality": value}
        for word, value in GOLD.items()
    ]
    return write_lines([{"id": "f1", "text": TEXT, "targets": targets}])


def test_equal_values_agree_in_everything(gold: Path) -> None:
    figures = evaluate_factuality(gold, lambda text, start, end: GOLD[text[start:end]]).as_dict()
    assert figures["pearson_r"] == pytest.approx(1.0)
    assert (figures["mae"], figures["macro_f1"], figures["targets"]) == (0.0, 1.0, 3)


def test_always_happened_has_no_correlation(gold: Path) -> None:
    figures = evaluate_factuality(gold, lambda *_: 3.0).as_dict()
    assert figures["pearson_r"] == 0.0
    assert figures["mae"] == pytest.approx(3.0)
    # happened: P 1/3, R 1, F 0.5; the other two 0
    assert figures["macro_f1"] == pytest.approx(0.5 / 3)


def test_correlation_by_hand() -> None:
    # deviations (-1, 0, 1) and (-1, 1, 0): 1 / (sqrt 2 * sqrt 2)
    assert pearson_r([1, 2, 3], [1, 3, 2]) == pytest.approx(0.5)
    assert pearson_r([1, 2, 3], [-1, -2, -3]) == pytest.approx(-1.0)


def test_cuts_belong_to_the_outer_classes() -> None:
    values = (1.0, 0.99, -0.99, -1.0)
    assert [decision(value) for value in values] == ["happened", "uncertain", "uncertain", "did not happen"]


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ({"start": 0, "end": 4}, "targets 1: field 'factuality' is missing"),
        ({"start": 0, "end": 4, "factuality": "yes"}, "factuality must be a finite number"),
        ({"start": 4, "end": 4, "factuality": 1.0}, "start and end must be offsets"),
    ],
)
def test_wrong_gold_is_told(target: dict[str, object], message: str, write_lines: Callable[..., Path]) -> None:
    with pytest.raises(BadRecord, match=message):
        evaluate_factuality(write_lines([{"id": "f1", "text": TEXT, "targets": [target]}]), lambda *_: 0.0)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "3", True])
def test_value_that_is_no_finite_number_is_told(value: object, write_lines: Callable[..., Path]) -> None:
    target = {"start": 0, "end": 4, "factuality": value}
    path = write_lines([{"id": "f1", "text": TEXT, "targets": [target]}])
    with pytest.raises(BadRecord, match="line 1, targets 1: factuality must be a finite number"):
        evaluate_factuality(path, lambda *_: 0.0)
