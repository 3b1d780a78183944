from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from sayso.evaluating.assignment import agreeing, assign, best_pairs

MATRICES = st.tuples(st.integers(1, 5), st.integers(1, 5)).flatmap(
    lambda shape: st.lists(
        st.lists(st.sampled_from([0.0, 0.5, 1.0, 1.25, 3.0]), min_size=shape[1], max_size=shape[1]),
        min_size=shape[0],
        max_size=shape[0],
    )
)


def greatest_total(weights: list[list[float]]) -> float:
    wide = weights if len(weights) <= len(weights[0]) else [list(column) for column in zip(*weights, strict=True)]
    columns = range(len(wide[0]))
    return max(sum(wide[r][c] for r, c in enumerate(chosen)) for chosen in permutations(columns, len(wide)))


def test_nothing_pairs_with_nothing() -> None:
    assert assign([]) == []
    assert assign([[], []]) == []


def test_greater_sum_wins_over_the_greatest_single_weight() -> None:
    assert sorted(assign([[3.0, 2.0], [2.0, 0.0]])) == [(0, 1), (1, 0)]


def test_zero_never_pairs() -> None:
    assert assign([[0.0, 0.0], [0.0, 1.0]]) == [(1, 1)]


def test_agreeing_counts_each_item_once() -> None:
    assert agreeing(["a", "a", "b"], ["a", "b", "b"], lambda one, other: one == other) == 2


def test_best_pairs_keeps_the_items() -> None:
    assert best_pairs([1, 10], [9, 2], lambda one, other: 10 - abs(one - other)) == [(10, 9), (1, 2)]


@given(MATRICES)
def test_assignment_is_one_to_one_and_optimal(weights: list[list[float]]) -> None:
    pairs = assign(weights)
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)
    assert sum(weights[row][column] for row, column in pairs) == greatest_total(weights)
