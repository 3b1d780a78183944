from __future__ import annotations

import pytest

from sayso.evaluating.figures import NOTHING, Tally, f1_interval, macro_f1, total


def test_f1_is_the_harmonic_mean_of_precision_and_recall() -> None:
    tally = Tally.of(3, 4, 6)
    assert (tally.precision, tally.recall) == (0.75, 0.5)
    assert tally.f1 == pytest.approx(0.6)


def test_figures_of_nothing_are_zero() -> None:
    assert (NOTHING.precision, NOTHING.recall, NOTHING.f1) == (0.0, 0.0, 0.0)


def test_total_is_a_micro_average() -> None:
    assert total([Tally.of(1, 1, 1), Tally.of(0, 3, 1)]).f1 == pytest.approx(2 * 0.25 * 0.5 / 0.75)


def test_macro_average_weighs_classes_alike() -> None:
    assert macro_f1([Tally.of(100, 100, 100), Tally.of(0, 1, 1)]) == 0.5


def test_interval_holds_the_figure_and_repeats() -> None:
    tallies = [Tally.of(n % 4, 4, 4) for n in range(40)]
    interval = f1_interval(tallies, 200)
    assert interval.low < total(tallies).f1 < interval.high
    assert interval == f1_interval(tallies, 200)


def test_interval_of_equal_documents_has_no_width() -> None:
    interval = f1_interval([Tally.of(1, 2, 2)] * 5, 50)
    assert interval.low == interval.high == 0.5
