"""The runs that make the shipped weights, and where everything lies."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sayso.reading.shipped import WEIGHTS as SHIPPED

DATA = Path("../shared/data")
WORK = Path("build/training")
MINILM = WORK / "minilm"

HELD_OUT = "0/5"
"""The fold of coded reports that thresholds and calibration are fitted on."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of training. `start` names the runs whose mean it goes on from; none is MiniLM itself. `renamed` is how
    many copies with other names it learns from beside each coded report, `hidden` the share of tokens that it does not
    see."""

    name: str
    recipe: str
    steps: int
    seed: int
    fold: str = ""
    start: tuple[str, ...] = ()
    renamed: int = 0
    hidden: float = 0.04


PLAN = (
    Run("first", "broad", steps=1800, seed=1, fold=HELD_OUT),
    Run("unseen", "claims", steps=2000, seed=2, fold=HELD_OUT, start=("first",)),
    Run("wider", "broad", steps=1300, seed=3, fold=HELD_OUT, start=("unseen",)),
    Run("further", "claims", steps=4200, seed=4, fold=HELD_OUT, start=("wider",)),
    Run("newer", "claims", steps=3000, seed=9, fold=HELD_OUT, start=("further",), renamed=2),
    Run("final", "claims", steps=400, seed=6, fold=HELD_OUT, start=("newer",), renamed=2),
    Run("again", "claims", steps=400, seed=7, fold=HELD_OUT, start=("newer",), renamed=2),
    Run("third", "claims", steps=400, seed=8, fold=HELD_OUT, start=("newer",), renamed=2),
    Run(
        "world", "claims", steps=1500, seed=10, fold=HELD_OUT, start=("final", "again", "third"), renamed=2, hidden=0.1
    ),
    Run("world-a", "claims", steps=100, seed=11, fold=HELD_OUT, start=("world",), renamed=2, hidden=0.1),
    Run("world-b", "claims", steps=100, seed=12, fold=HELD_OUT, start=("world",), renamed=2, hidden=0.1),
    Run("world-c", "claims", steps=100, seed=13, fold=HELD_OUT, start=("world",), renamed=2, hidden=0.1),
)
"""None of the runs ever sees the held-out reports, so that thresholds and calibration are those of the shipped weights:
weights that went on to learn from all reports put forward more than thresholds chosen before allow for. The last run is
made with three seeds."""

SEEDS = ("world-a", "world-b", "world-c")
"""Runs that differ only by their seed: how far their figures differ is what a seed does."""

AVERAGED = (("final", "again", "third"), ("world",), SEEDS)
"""The stages whose means are averaged into the shipped weights, each stage weighing alike. Networks that go on from one
start may be averaged (Wortsman and others, "Model soups", 2022)."""

MEAN = WORK / "mean"

SEED_WEIGHTS = {name: WORK / f"{name}-weights" for name in SEEDS}
"""Where the weights of each seed go, to be measured beside the shipped ones."""

__all__ = [
    "AVERAGED",
    "DATA",
    "HELD_OUT",
    "MEAN",
    "MINILM",
    "PLAN",
    "SEEDS",
    "SEED_WEIGHTS",
    "SHIPPED",
    "WORK",
    "Run",
]
