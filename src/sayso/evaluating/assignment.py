"""The one-to-one pairing of greatest total weight.

Shortest augmenting paths with potentials, O(n³): Kuhn 1955; Jonker and Volgenant 1987, A shortest augmenting path
algorithm for dense and sparse linear assignment problems, Computing 38. Rows enter in order and ties go to the first
column, so that equal weights always pair in the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

Left = TypeVar("Left")
Right = TypeVar("Right")

INFINITY = float("inf")
FREE = -1


def assign(weights: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Pairs (row, column), by column, whose weights sum to the most; a weight of zero never pairs.

    `weights` are rows of equal length, none negative.
    """
    rows, columns = len(weights), len(weights[0]) if weights else 0
    if not rows or not columns:
        return []
    owners = _Pairing(_padded_costs(weights, max(rows, columns))).solve()
    pairs = ((owners[column], column) for column in range(columns))
    return [(row, column) for row, column in pairs if row < rows and weights[row][column] > 0]


def best_pairs(
    lefts: Sequence[Left], rights: Sequence[Right], likeness: Callable[[Left, Right], float]
) -> list[tuple[Left, Right]]:
    """The items paired one to one so that their likeness sums to the most."""
    weights = [[likeness(left, right) for right in rights] for left in lefts]
    return [(lefts[row], rights[column]) for row, column in assign(weights)]


def agreeing(lefts: Sequence[Left], rights: Sequence[Right], same: Callable[[Left, Right], bool]) -> int:
    """How many items of both sides can be paired one to one with their like."""
    return len(best_pairs(lefts, rights, lambda left, right: float(same(left, right))))


def _padded_costs(weights: Sequence[Sequence[float]], size: int) -> list[list[float]]:
    """A square matrix of costs: weights negated, empty rows and columns added."""
    filled = [[-weight for weight in row] + [0.0] * (size - len(row)) for row in weights]
    return filled + [[0.0] * size for _ in range(size - len(weights))]


class _Pairing:
    """The least costly pairing of a square matrix. The column after the last is where each search starts."""

    def __init__(self, costs: list[list[float]]) -> None:
        self.costs = costs
        self.size = len(costs)
        self.row_potential = [0.0] * self.size
        self.column_potential = [0.0] * (self.size + 1)
        self.owner = [FREE] * (self.size + 1)

    def solve(self) -> list[int]:
        """The row of each column."""
        for row in range(self.size):
            self._place(row)
        return self.owner[: self.size]

    def _place(self, row: int) -> None:
        """Give `row` a column, moving earlier rows along the cheapest path."""
        column = start = self.size
        self.owner[start] = row
        reached_from = [start] * self.size
        distance = [INFINITY] * self.size
        open_columns = list(range(self.size))
        closed = [start]
        while self.owner[column] != FREE:
            self._relax(column, open_columns, distance, reached_from)
            nearest = min(open_columns, key=distance.__getitem__)
            self._shift_potentials(distance[nearest], open_columns, closed, distance)
            column = nearest
            open_columns.remove(column)
            closed.append(column)
        while column != start:
            self.owner[column] = self.owner[reached_from[column]]
            column = reached_from[column]

    def _relax(self, column: int, open_columns: list[int], distance: list[float], reached_from: list[int]) -> None:
        row = self.owner[column]
        costs, potential = self.costs[row], self.row_potential[row]
        for other in open_columns:
            reduced = costs[other] - potential - self.column_potential[other]
            if reduced < distance[other]:
                distance[other], reached_from[other] = reduced, column

    def _shift_potentials(
        self, delta: float, open_columns: list[int], closed: list[int], distance: list[float]
    ) -> None:
        for column in closed:
            self.row_potential[self.owner[column]] += delta
            self.column_potential[column] -= delta
        for column in open_columns:
            distance[column] -= delta
