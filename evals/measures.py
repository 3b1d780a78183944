"""What is measured on development data, by name: figures of reading, resolving and linking, as fractions.

The 95 % interval of a figure, where it has one, stands under ``intervals`` by the figure's dotted path; documents
are drawn again for it. No interval: places, times and linking, and what the weights' metadata say.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from evals import long_reports
from sayso.evaluating.attribution import attribution_figures
from sayso.evaluating.calibration import FEWEST_CASES
from sayso.evaluating.claims import figures_of, summed
from sayso.evaluating.factuality import factuality_figures
from sayso.evaluating.figures import Part, intervals
from sayso.evaluating.muc4 import muc4_figures
from sayso.evaluating.relevance import relevance_figures
from sayso.pipeline.evaluation import (
    evaluate_on_attribution,
    evaluate_on_factuality,
    evaluate_on_linking,
    evaluate_on_muc4,
    evaluate_on_places,
    evaluate_on_relevance,
    evaluate_on_times,
    evaluate_reader,
)
from sayso.reading import DEFAULT_READER
from sayso.reading.shipped import METADATA, WEIGHTS
from sayso.settings import Settings

BOOTSTRAP = 500
"""Draws for the intervals."""

INTERVALS = "intervals"
LEXICAL = "lexical"

Figures = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Measure:
    """How figures come about: the files that decide them, in the folder of the data or in the project, and what gives
    them, told the first file. `floors` and `ceilings` name the held figures; `lexical` measures the baseline."""

    files: tuple[str | Path, ...]
    network: Callable[[Path], Figures]
    floors: tuple[str, ...] = ()
    ceilings: tuple[str, ...] = ()
    lexical: Callable[[Path], Figures] | None = None

    @property
    def is_of_weights(self) -> bool:
        """Whether the figures stand in the weights' metadata, and are no measure on texts."""
        return self.files == (WEIGHTS / METADATA,)

    def paths(self, data: Path) -> list[Path]:
        """The files, in the folder of the data unless they are in the project."""
        return [data / file for file in self.files]


def claims(gold: Path, reader: str = DEFAULT_READER) -> Figures:
    """Claims against gold claims, by origin and by type too."""
    found = evaluate_reader(gold, settings=Settings(reader=reader), bootstrap=BOOTSTRAP, by_origin=True)
    types = {code: tally.as_dict() for code, tally in found.by_type().items()}
    bounds = _intervals(found.per_document, lambda drawn: figures_of(summed(drawn)))
    return found.as_dict() | {"by_type": types, INTERVALS: bounds}


def muc4(gold: Path, reader: str = DEFAULT_READER) -> Figures:
    """Claims as templates against answer keys."""
    found = evaluate_on_muc4(gold, settings=Settings(reader=reader), bootstrap=BOOTSTRAP)
    return found.as_dict() | {INTERVALS: _intervals(found.per_report, lambda drawn: muc4_figures(drawn).as_dict())}


def relevance(gold: Path, reader: str = DEFAULT_READER) -> Figures:
    """Claims against labels of sentences."""
    found = evaluate_on_relevance(gold, settings=Settings(reader=reader))
    bounds = _intervals(found.per_report, lambda drawn: relevance_figures(drawn).as_dict())
    return found.as_dict() | {INTERVALS: bounds}


def attribution(gold: Path) -> Figures:
    """Attributions against gold."""
    found = evaluate_on_attribution(gold, bootstrap=BOOTSTRAP)
    bounds = _intervals(found.per_article, lambda drawn: attribution_figures(drawn).as_dict())
    return found.as_dict() | {INTERVALS: bounds}


def factuality(gold: Path) -> Figures:
    """How certain happenings are, against gold."""
    found = evaluate_on_factuality(gold)
    return found.as_dict() | {INTERVALS: _intervals(found.per_text, lambda drawn: factuality_figures(drawn).as_dict())}


def long_texts(_: Path) -> Figures:
    """Invented reports inside long texts."""
    found = long_reports.read_again()
    return long_reports.figures(found) | {INTERVALS: _intervals(found, long_reports.figures)}


def calibration(metadata: Path = WEIGHTS / METADATA) -> Figures:
    """The calibration errors that `training.calibrate` measured, by slot, and the largest with enough cases."""
    return calibration_figures(json.loads(metadata.read_text("utf-8")).get("calibration_error", {}))


def calibration_figures(slots: Mapping[str, Mapping[str, float]]) -> Figures:
    """The largest error of a slot with enough cases, and the errors by slot."""
    told = [slot["after"] for slot in slots.values() if slot["cases"] >= FEWEST_CASES]
    return {"largest_ece": max(told, default=0.0), "slots": dict(slots)}


def _intervals(parts: Sequence[Part], figures: Callable[[Sequence[Part]], Figures]) -> dict[str, dict[str, float]]:
    return {name: asdict(bounds) for name, bounds in intervals(parts, figures, BOOTSTRAP).items()}


MEASURES: Mapping[str, Measure] = {
    "claims": Measure(
        ("gold/dev.jsonl",),
        claims,
        floors=(
            "attributed.f1",
            "slots.f1",
            "claims_found.f1",
            "claims_typed.f1",
            "stance_on_paired",
            "status_on_paired",
            "speaker_on_paired",
            "role_on_paired",
            "chain_on_paired",
            "date_on_paired",
            "counts_on_paired.f1",
        ),
        lexical=lambda gold: claims(gold, LEXICAL),
    ),
    "attribution": Measure(
        ("data/polnear/dev.jsonl",),
        attribution,
        floors=("linked.f1", "source_exact_f1", "cue_exact_f1", "content_exact_f1"),
    ),
    "muc4": Measure(
        ("data/muc4/dev_gtt_grit_view.jsonl",),
        muc4,
        floors=("role_entities.f1", "templates_f1"),
        lexical=lambda gold: muc4(gold, LEXICAL),
    ),
    "factuality": Measure(
        ("data/factuality/uds_ih2.dev.jsonl",), factuality, floors=("pearson_r", "macro_f1"), ceilings=("mae",)
    ),
    # FAIL is no class that claims can be of (publishing/relevance.yaml).
    "relevance": Measure(
        ("data/india_police_events/dev.jsonl",),
        relevance,
        floors=("macro_f1", *(f"classes.{name}.f1" for name in ("KILL", "ARREST", "FORCE", "ANY_ACTION"))),
        lexical=lambda gold: relevance(gold, LEXICAL),
    ),
    "places_lgl": Measure(
        ("data/geoparsing/lgl.dev.jsonl",),
        lambda gold: evaluate_on_places(gold).as_dict(),
        floors=("within_161km", "country", "exact", "end_to_end_recall"),
    ),
    "places_geovirus": Measure(
        ("data/geoparsing/geovirus.dev.jsonl",),
        lambda gold: evaluate_on_places(gold).as_dict(),
        floors=("within_161km", "country", "end_to_end_recall"),
    ),
    "times": Measure(
        ("data/timenorm/dev.jsonl",), lambda gold: evaluate_on_times(gold).as_dict(), floors=("value_accuracy",)
    ),
    "times_gum": Measure(
        ("data/gum_dates/dev.jsonl",), lambda gold: evaluate_on_times(gold).as_dict(), floors=("value_accuracy",)
    ),
    "times_gold": Measure(
        ("gold/dev.jsonl",),
        lambda gold: evaluate_on_times(gold).as_dict(),
        floors=("value_accuracy", "counts.f1"),
    ),
    "linking": Measure(
        ("data/ecbplus/dev.jsonl",),
        lambda gold: evaluate_on_linking(gold).as_dict(),
        floors=("mention_conll_f1", "report_b3_f1"),
    ),
    "calibration": Measure((WEIGHTS / METADATA,), calibration, ceilings=("largest_ece",)),
    "long_reports": Measure(
        (long_reports.FILLER.resolve(), *sorted(long_reports.EXAMPLES.resolve().glob("*"))),
        long_texts,
        floors=tuple(long_reports.PLACES),
    ),
}
"""Every measure by name. Those of the data are measured on development parts."""

AIMS: Mapping[str, Mapping[str, float]] = {
    "claims": {
        "attributed.f1": 0.50,
        "slots.f1": 0.62,
        "claims_typed.f1": 0.70,
        "stance_on_paired": 0.90,
        "status_on_paired": 0.92,
        "speaker_on_paired": 0.80,
        "chain_on_paired": 0.75,
    },
    "attribution": {"source_exact_f1": 0.76, "cue_exact_f1": 0.68, "content_exact_f1": 0.65},
    "muc4": {"role_entities_f1": 0.48, "templates_f1": 0.42},
    "factuality": {"pearson_r": 0.70},
    "places_lgl": {"within_161km": 0.80, "country": 0.94, "exact": 0.65},
    "places_geovirus": {"within_161km": 0.88, "country": 0.94},
    "times": {"value_accuracy": 0.82},
    "times_gum": {"value_accuracy": 0.80, "relative_value_accuracy": 0.75},
    "times_gold": {"value_accuracy": 0.95, "counts.f1": 0.80},
    "calibration": {"largest_ece": 0.05},
}
"""What figures are meant to reach; calibration is not to exceed it."""

__all__ = ["AIMS", "BOOTSTRAP", "INTERVALS", "LEXICAL", "MEASURES", "Figures", "Measure", "calibration_figures"]
