from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.evaluating.calibration import calibration, ece_by_chance, evaluate_calibration

CASES = st.lists(st.tuples(st.sampled_from([0.1, 0.4, 0.5, 0.9, 1.0]), st.booleans()), min_size=1, max_size=60)


def test_honest_probabilities_have_no_error() -> None:
    cases = [(0.2, number < 2) for number in range(10)] + [(0.8, number < 8) for number in range(10)]
    assert calibration(cases).ece == pytest.approx(0.0)


def test_error_by_hand() -> None:
    # two bins of two: 0.3 said and 0.5 right; 0.9 said and 1.0 right
    found = calibration([(0.2, False), (0.4, True), (0.9, True), (0.9, True)], bins=2)
    assert [one.cases for one in found.bins] == [2, 2]
    assert found.ece == pytest.approx(0.5 * 0.2 + 0.5 * 0.1)


def test_bins_hold_equally_many() -> None:
    rng = random.Random(1)
    found = calibration([(rng.random(), True) for _ in range(105)])
    assert {one.cases for one in found.bins} == {10, 11}
    assert found.cases == 105


def test_slots_with_few_cases_are_left_out() -> None:
    found = evaluate_calibration({"few": [(0.5, True)] * 499, "enough": [(0.5, True)] * 500})
    assert list(found) == ["enough"]
    assert found["enough"].as_dict()["ece"] == pytest.approx(0.5)


def test_nothing_has_no_error() -> None:
    assert calibration([]).ece == 0.0


@given(CASES, st.randoms())
def test_order_of_cases_does_not_matter(cases: list[tuple[float, bool]], rng: random.Random) -> None:
    shuffled = list(cases)
    rng.shuffle(shuffled)
    assert calibration(shuffled) == calibration(cases)
    assert 0.0 <= calibration(cases).ece <= 1.0


def test_by_chance_few_cases_err_more_than_many() -> None:
    few, many = (ece_by_chance([0.5] * count, draws=40) for count in (20, 2000))
    assert 0.0 < many < 0.05 < few


def test_by_chance_certain_values_do_not_err() -> None:
    assert ece_by_chance([1.0] * 30, draws=5) == 0.0
