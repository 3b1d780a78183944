"""Measure on a simulated world: `python -m evals.world [--rates final] [--claims N] [--seed N] [--splink] [--causes]`.

Prints Sayso's figures, those of a rule that many tables go by, and of Splink with its stock settings (it comes with
the `dev` extra), and holds Sayso's to `thresholds.yaml`. Exit status 1 when a figure falls short.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from evals.world import rates_named, tell
from evals.world.causes import wrong_origins
from evals.world.figures import BASELINES, World, events_of, figures, measure, pair_figures, perfect, score_pairs
from evals.world.splink_baseline import splink_groups
from sayso.codebook import shipped_codebook
from sayso.linking import link

THRESHOLDS = Path(__file__).with_name("thresholds.yaml")


def main() -> None:
    """Read the options, tell a world, measure, compare."""
    thresholds: dict[str, Any] = yaml.safe_load(THRESHOLDS.read_text("utf-8"))
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rates", default="tuning", help="`tuning`, or `final`, on which nothing is ever tuned")
    parser.add_argument("--claims", type=int, default=thresholds["claims"])
    parser.add_argument("--seed", type=int, help="another seed than that of the rates")
    parser.add_argument("--splink", action="store_true", help="measure Splink beside it")
    parser.add_argument("--perfect-links", action="store_true", help="measure assessment alone, on true links")
    parser.add_argument("--causes", action="store_true", help="count why origins are wrong, instead of measuring")
    options = parser.parse_args()
    rates = rates_named(options.rates)
    rates = rates if options.seed is None else replace(rates, seed=options.seed)
    world = World.of(tell(rates, options.claims))
    if options.causes:
        linking = link(tuple(world.claims.values()), world.extractions, (), shipped_codebook())
        found_causes = wrong_origins(world, events_of(world, linking, shipped_codebook()))
        print(json.dumps(dict(found_causes.most_common()), indent=1))
        return
    if options.perfect_links:
        found = figures(world, perfect(world), shipped_codebook())
    else:
        found = measure(world, shipped_codebook())
    baselines = {name: pair_figures("pair", score_pairs(world, group(world))) for name, group in BASELINES.items()}
    if options.splink:
        baselines["Splink, stock settings"] = pair_figures("pair", score_pairs(world, splink_groups(world)))
    print(json.dumps({"rates": options.rates, "seed": rates.seed, "sayso": found, **baselines}, indent=1))
    short = {name: least for name, least in thresholds["at_least"].items() if found[name] < least}
    for name, least in short.items():
        print(f"{name} {found[name]:.4f} falls short of {least}", file=sys.stderr)
    sys.exit(1 if short else 0)


if __name__ == "__main__":
    main()
