"""Write docs/accuracy.md: `python -m evals.page --data ../shared`. It measures everything and fills in `page.md`."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from string import Template
from typing import Any

from evals.measures import BOOTSTRAP, MEASURES, Figures
from sayso.evaluating import ClaimsFigures
from sayso.evaluating.figures import Tally
from sayso.model import SPAN_ROLES
from sayso.pipeline.evaluation import evaluate_reader
from sayso.reading.shipped import METADATA, WEIGHTS
from sayso.settings import Settings

TEMPLATE = Path(__file__).with_name("page.md")
PAGE = Path("docs/accuracy.md")

CODERS = {"attributed": 91.2, "claims_found": 96.3, "claims_typed": 94.8, "date_on_paired": 96.9}
"""What two codings of 18 other reports by the same kind of model reach against each other (gold/README.md)."""

HEADLINES = {
    "attributed": "attributed F1",
    "slots": "slots F1",
    "claims_found": "claims found F1",
    "claims_typed": "claims typed F1",
    "stance_on_paired": "stance on paired claims",
    "status_on_paired": "status on paired claims",
    "speaker_on_paired": "nearest speaker on paired claims",
    "role_on_paired": "nearest speaker and role on paired claims",
    "chain_on_paired": "whole chain on paired claims",
    "date_on_paired": "dates on paired claims",
    "events_b3": "grouping of paired claims, B³ F1",
}


def main() -> None:
    """Read the options, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds gold/ and data/")
    parser.add_argument("--out", type=Path, default=PAGE)
    options = parser.parse_args()
    gold = options.data / MEASURES["claims"][0]
    network, lexical = (_claims(gold, reader) for reader in ("network", "lexical"))
    others = {name: measure(options.data / file) for name, (file, measure) in MEASURES.items() if name != "claims"}
    metadata = json.loads((WEIGHTS / METADATA).read_text("utf-8"))
    parts = {
        "claims": table(("figure", "`network`", "`lexical`", "two model coders"), headlines(network, lexical)),
        "slots": table(("slot", "P", "R", "F1", "`lexical` F1", "in gold"), slots(network, lexical)),
        "origins": table(("origin", "excerpts", "attributed", "slots", "found", "typed"), origins(network)),
        "types": table(
            ("type", "in gold", "P", "R", "F1", "`lexical` F1", "trained on"), types(network, lexical, metadata)
        ),
        "calibration": table(("slot", "cases", "before", "after", "by chance"), calibration(metadata)),
        **named_figures(others),
    }
    options.out.write_text(Template(TEMPLATE.read_text("utf-8")).substitute(parts), encoding="utf-8")


def _claims(gold: Path, reader: str) -> ClaimsFigures:
    return evaluate_reader(gold, settings=Settings(reader=reader), bootstrap=BOOTSTRAP, by_origin=True)


def headlines(network: ClaimsFigures, lexical: ClaimsFigures) -> Iterator[Sequence[str]]:
    """The figures over all claims, the headline with its interval."""
    mine, theirs = network.as_dict(), lexical.as_dict()
    for name, label in HEADLINES.items():
        coders = f"{CODERS[name]}" if name in CODERS else "–"
        yield label, _share(mine[name]), _share(theirs[name]), coders


def slots(network: ClaimsFigures, lexical: ClaimsFigures) -> Iterator[Sequence[str]]:
    """The roles and counts of paired claims."""
    for name in (*SPAN_ROLES, "counts"):
        mine, theirs = network.all.paired[name], lexical.all.paired[name]
        yield name, *_tally(mine), percent(theirs.f1), f"{mine.gold:.0f}"


def origins(network: ClaimsFigures) -> Iterator[Sequence[str]]:
    """F1 figures for each origin of the gold texts."""
    for origin, one in (network.by_origin or {}).items():
        tallies = (one.attributed_tally, one.slot_tally, one.found, one.typed)
        yield origin, f"{one.documents}", *(percent(tally.f1) for tally in tallies)


def types(network: ClaimsFigures, lexical: ClaimsFigures, metadata: Mapping[str, Any]) -> Iterator[Sequence[str]]:
    """Claims found with the right type, for each type; with how many claims of it the network learnt from."""
    theirs = lexical.by_type()
    for code, tally in network.by_type().items():
        learnt = metadata.get("claims_by_type", {}).get(code, 0)
        yield f"`{code}`", f"{tally.gold:.0f}", *_tally(tally), percent(theirs.get(code, Tally()).f1), f"{learnt}"


def calibration(metadata: Mapping[str, Any]) -> Iterator[Sequence[str]]:
    """Expected calibration errors as they stand in the weights' metadata."""
    for slot, fit in metadata.get("calibration_error", {}).items():
        yield slot, f"{fit['cases']}", *(f"{fit[name]:.3f}" for name in ("before", "after", "chance"))


def named_figures(others: Mapping[str, Figures]) -> dict[str, str]:
    """Every single figure of the other measures, as `measure_figure`: percent, but for correlations and errors."""
    out = {}
    for measure, figures in others.items():
        for name, value in figures.items():
            if isinstance(value, float):
                is_share = name not in ("pearson_r", "mae")
                out[f"{measure}_{name}"] = percent(value) if is_share else f"{value:.3f}"
            elif isinstance(value, dict) and "low" in value:
                out[f"{measure}_{name}_interval"] = _interval(value)
    return out


def table(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [headers, ["---"] * len(headers), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def percent(share: float) -> str:
    """A fraction in percent, with one decimal."""
    return f"{100 * share:.1f}"


def _share(value: Any) -> str:
    if not isinstance(value, dict):
        return percent(value)
    return percent(value["f1"]) + (f" ({_interval(value)})" if "low" in value else "")


def _interval(value: Mapping[str, float]) -> str:
    return f"{percent(value['low'])}–{percent(value['high'])}"


def _tally(tally: Tally) -> tuple[str, str, str]:
    return percent(tally.precision), percent(tally.recall), percent(tally.f1)


if __name__ == "__main__":
    main()
