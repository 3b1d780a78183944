"""Write the model card from the metadata of the shipped weights: `python -m training.card`."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sayso.reading.shipped import FILES, METADATA
from training.near import WITHOUT_NEAR
from training.plan import SHIPPED

TEMPLATE = Path(__file__).parent / "card.md"
CARD = Path("docs/model-card.md")
MEGABYTE = 1_000_000
SPREAD = ("attributed", "slots", "claims_found", "claims_typed")
"""The figures that are given for each seed."""

SEEN_BEFORE = (
    "These runs were made before that was checked: {runs}. They saw nine rows of UDS-IH2's train part that repeat\n"
    "three sentences of its dev part (`uds_ih2-204`, `-371`, `-398`), 46 windows of RAMS and one sentence of CrossNER\n"
    "that are near-identical to dev parts of these sets; no coded report."
)
"""As `python -m training.near` found on 28 November 2026."""

FEW = 25
"""Coded claims under which a type counts as hardly learnt."""


def main() -> None:
    """Read the options and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, default=SHIPPED)
    parser.add_argument("--out", type=Path, default=CARD)
    options = parser.parse_args()
    metadata = json.loads((options.weights / METADATA).read_text(encoding="utf-8"))
    size = sum((options.weights / name).stat().st_size for name in FILES) / MEGABYTE
    card = TEMPLATE.read_text(encoding="utf-8").format(
        version=metadata["version"],
        size=f"{size:.1f}",
        reports=metadata["reports"],
        claims=sum(metadata["claims_by_type"].values()),
        held_out=metadata["held_out"]["reports"],
        held_out_claims=metadata["held_out"]["claims"],
        runs="\n".join(_runs(metadata["runs"])),
        near=_near(metadata["runs"]),
        types=_types(metadata["claims_by_type"]),
        unlearnt=", ".join(metadata["unlearnt"]) or "none",
        figures="\n".join(_figures(metadata.get("figures", {}))),
        seeds="\n".join(_seeds(metadata.get("seeds", {}))),
        calibration="\n".join(_calibration(metadata.get("calibration_error", {}))),
    )
    options.out.write_text(card, encoding="utf-8")


def _runs(runs: list[dict[str, Any]]) -> Iterator[str]:
    for run in runs:
        start = _start(run["start"])
        held = f"fold {run['fold']} of the given reports, and the codings marked `unseen`" if run["fold"] else "nothing"
        yield (
            f"| `{run['name']}` | {run['recipe']} | {run['reports']:,} | {run['claims']:,} | {run['steps']:,} "
            f"| {run['seed']} | {run['minutes']} | {start} | {held} |"
        )


def _start(runs: str | list[str]) -> str:
    """What a run goes on from, in words; records of before runs had a mean to go on from hold one name."""
    names = " and ".join(f"`{name}`" for name in ([runs] if isinstance(runs, str) else runs) if name)
    return f"the weights of {names}" if names else "MiniLM"


def _near(runs: list[dict[str, Any]]) -> str:
    """What runs saw that were made before near-identical texts were left out; found by `training.near`."""
    before = ", ".join(f"`{run['name']}`" for run in runs if not run.get(WITHOUT_NEAR))
    return SEEN_BEFORE.format(runs=before) if before else "No run has seen any."


def _types(counts: dict[str, int]) -> str:
    few = {code: count for code, count in counts.items() if count < FEW}
    return ", ".join(f"{code} {count}" for code, count in few.items()) or "none"


def _figures(figures: dict[str, dict[str, Any]]) -> Iterator[str]:
    for gold, found in figures.items():
        for name, value in found.items():
            if isinstance(value, dict):
                shares = " | ".join(_percent(value[part]) for part in ("p", "r", "f1"))
                bounds = f"{_percent(value['low'])}–{_percent(value['high'])}" if "low" in value else ""
                yield f"| {gold} | {name} | {shares} | {bounds} |"
            elif name != "documents":
                yield f"| {gold} | {name} | | | {_percent(value)} | |"


def _seeds(seeds: dict[str, dict[str, Any]]) -> Iterator[str]:
    for run, found in seeds.items():
        shares = " | ".join(_percent(found[name]["f1"]) for name in SPREAD)
        yield f"| `{run}` | {shares} |"


def _percent(value: float) -> str:
    return f"{100 * value:.1f}"


def _calibration(errors: dict[str, dict[str, float]]) -> Iterator[str]:
    for slot, fit in errors.items():
        yield f"| {slot} | {fit['cases']} | {fit['before']:.3f} | {fit['after']:.3f} | {fit['chance']:.3f} |"


if __name__ == "__main__":
    main()
