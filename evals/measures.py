"""What is measured on development data, by name: figures of reading, resolving and linking, as fractions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

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

BOOTSTRAP = 500
"""Draws for the intervals."""

Figures = dict[str, Any]

MEASURES: Mapping[str, tuple[str, Callable[[Path], Figures]]] = {
    "claims": ("gold/dev.jsonl", lambda gold: evaluate_reader(gold, bootstrap=BOOTSTRAP).as_dict()),
    "attribution": (
        "data/polnear/dev.jsonl",
        lambda gold: evaluate_on_attribution(gold, bootstrap=BOOTSTRAP).as_dict(),
    ),
    "muc4": (
        "data/muc4/dev_gtt_grit_view.jsonl",
        lambda gold: evaluate_on_muc4(gold, bootstrap=BOOTSTRAP).as_dict(),
    ),
    "factuality": ("data/factuality/uds_ih2.dev.jsonl", lambda gold: evaluate_on_factuality(gold).as_dict()),
    "places_lgl": ("data/geoparsing/lgl.dev.jsonl", lambda gold: evaluate_on_places(gold).as_dict()),
    "places_geovirus": ("data/geoparsing/geovirus.dev.jsonl", lambda gold: evaluate_on_places(gold).as_dict()),
    "times": ("data/timenorm/dev.jsonl", lambda gold: evaluate_on_times(gold).as_dict()),
    "relevance": ("data/india_police_events/dev.jsonl", lambda gold: evaluate_on_relevance(gold).as_dict()),
    "linking": ("data/ecbplus/dev.jsonl", lambda gold: evaluate_on_linking(gold).as_dict()),
}
"""The gold file of each measure, relative to the folder of the data, and how it is measured."""

__all__ = ["BOOTSTRAP", "MEASURES", "Figures"]
