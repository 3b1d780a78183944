"""Learning what edges weigh, on made-up words."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("scipy")
from training.chains import Case, _expected, _unlikeliness, fitted

from sayso.reading.chains import SEEN, likeliest_path, weighed


def a_case(rng: np.random.Generator, words: int = 12) -> Case:
    """A likely stretch whose last words are doubtful, and which always ends before a full stop."""
    seen = np.zeros((words, len(SEEN)))
    seen[:, SEEN.index("always")] = 1
    first, stop = sorted(rng.choice(np.arange(1, words), 2, replace=False))
    chance = np.where((np.arange(words) >= first) & (np.arange(words) < stop), 3.0, -3.0)
    chance[max(first + 1, stop - 2) : stop] = rng.normal(-0.5, 0.5, len(chance[max(first + 1, stop - 2) : stop]))
    seen[:, SEEN.index("chance after")] = chance
    seen[stop, SEEN.index("before stop")] = 1
    inside = np.zeros(words, dtype=np.bool_)
    inside[first:stop] = True
    return Case(seen, np.ones(words, dtype=np.bool_), inside)


def test_a_learnt_chain_ends_spans_where_those_it_learnt_from_end() -> None:
    rng = np.random.default_rng(1)
    chain = fitted([a_case(rng) for _ in range(200)])
    unseen = [a_case(rng) for _ in range(100)]
    right = [
        likeliest_path(*weighed(case.seen, case.can, chain.weights).T.tolist()) == case.inside.tolist()
        for case in unseen
    ]
    assert np.mean(right) > 0.9
    assert chain.table()["before stop"][2] > 0 > chain.table()["before stop"][1]


def test_expected_events_are_those_of_all_paths_weighed_by_their_likeliness() -> None:
    events = np.random.default_rng(2).normal(size=(1, 2, 3))
    begins, goes_on, ends = np.moveaxis(events[0], -1, 0)
    paths = {"neither": 0.0, "first": begins[0] + ends[1], "both": begins[0] + goes_on[1], "second": begins[1]}
    total, expected = _expected(events)
    chances = {name: np.exp(value - total[0]) for name, value in paths.items()}
    assert sum(chances.values()) == pytest.approx(1)
    assert expected[0, 0] == pytest.approx([chances["first"] + chances["both"], 0, 0])
    assert expected[0, 1] == pytest.approx([chances["second"], chances["both"], chances["first"]])


def test_the_slope_is_how_unlikeliness_changes() -> None:
    rng = np.random.default_rng(3)
    case = a_case(rng)
    batch = Case(case.seen[None], case.can[None], case.inside[None])
    weights = rng.normal(size=(len(SEEN), 3))
    value, slope = _unlikeliness(batch, weights)
    for name, event in (("chance after", 0), ("always", 1), ("before stop", 2)):
        nudged = weights.copy()
        nudged[SEEN.index(name), event] += 1e-5
        assert (_unlikeliness(batch, nudged)[0] - value) / 1e-5 == pytest.approx(
            slope[SEEN.index(name), event], abs=1e-3
        )
