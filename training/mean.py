"""Average the weights of the stages of `plan.py`, each the mean of its runs: `python -m training.mean`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch

from training.plan import AVERAGED, MEAN, WORK


def main() -> None:
    """Read the options and write `final.pt` of the mean."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, default=WORK)
    options = parser.parse_args()
    out = options.work / MEAN.name
    out.mkdir(parents=True, exist_ok=True)
    stages = [averaged([torch.load(options.work / name / "final.pt") for name in stage]) for stage in AVERAGED]
    torch.save(averaged(stages), out / "final.pt")


def averaged(states: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The mean of networks of one shape, with the record of every run that they come from, each once."""
    networks = [state["network"] for state in states]
    mean = {name: torch.stack([network[name] for network in networks]).mean(0) for name in networks[0]}
    runs = {run["name"]: run for state in states for run in state["runs"]}
    return {"network": mean, "runs": list(runs.values())}


if __name__ == "__main__":
    main()
