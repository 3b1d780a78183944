"""The runs that make the shipped weights, and where everything lies."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sayso.reading.shipped import WEIGHTS as SHIPPED

DATA = Path("../shared/data")
WORK = Path("build/training")
MINILM = WORK / "minilm"
UNSEEN_WEIGHTS = WORK / "unseen-weights"

HELD_OUT = "0/5"
"""The fold of coded reports that thresholds and calibration are fitted on."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of training. `start` names the run whose weights it goes on from; none is MiniLM itself."""

    name: str
    recipe: str
    steps: int
    seed: int
    fold: str = ""
    start: str = ""


PLAN = (
    Run("first", "broad", steps=1300, seed=1, fold=HELD_OUT),
    Run("unseen", "claims", steps=1100, seed=2, fold=HELD_OUT, start="first"),
    Run("final", "claims", steps=800, seed=3, start="unseen"),
)
"""Two runs that never see the held-out reports, then one on everything that goes on from them."""

__all__ = ["DATA", "HELD_OUT", "MINILM", "PLAN", "SHIPPED", "UNSEEN_WEIGHTS", "WORK", "Run"]
