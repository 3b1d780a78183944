"""Chains over made-up edges."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.chains import PLAIN, SEEN, Chain, likeliest_path, weighed

events = st.tuples(*[st.floats(-4, 4).map(lambda x: round(x, 2))] * 3)


def worth(path: tuple[bool, ...], edges: list[tuple[float, float, float]]) -> float:
    """What a path is worth, edge by edge."""
    total = 0.0
    for (before, after), (begins, goes_on, ends) in zip(pairwise((False, *path)), edges, strict=True):
        total += {(False, True): begins, (True, True): goes_on, (True, False): ends}.get((before, after), 0.0)
    return total


@given(st.lists(events, max_size=7))
def test_no_path_is_worth_more_than_the_likeliest(edges: list[tuple[float, float, float]]) -> None:
    path = likeliest_path(*(zip(*edges, strict=True) if edges else ((), (), ())))
    best = max(worth(other, edges) for other in product((False, True), repeat=len(edges)))
    assert abs(worth(tuple(path), edges) - best) < 1e-9


def test_a_word_that_cannot_be_inside_is_outside_however_much_speaks_for_it() -> None:
    seen = np.ones((3, len(SEEN)))
    worth_of = weighed(seen, np.array([True, False, True]), np.full((len(SEEN), 3), 2.0))
    assert likeliest_path(*worth_of.T.tolist()) == [True, False, True]


def test_a_table_keeps_the_weights_by_name_and_leaves_the_others_at_nothing() -> None:
    chain = Chain.of({"new sentence": (0.5, -1.25, 3.0)})
    assert Chain.of(chain.table()).weights.tolist() == chain.weights.tolist()
    assert chain.table()["new sentence"] == [0.5, -1.25, 3.0]
    assert set(map(tuple, chain.table().values())) == {(0.0, 0.0, 0.0), (0.5, -1.25, 3.0)}


def test_every_name_in_the_plain_chain_is_something_seen() -> None:
    assert set(PLAIN) <= set(SEEN)
