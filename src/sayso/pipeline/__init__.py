"""From inputs to explained events. Only this package knows the order of the stages, the store and the engine.

`STAGES` says what each step needs and adds. `read` runs the first ones without a project; `Project` runs them all and
keeps what they give.
"""

from __future__ import annotations

from dataclasses import dataclass

from sayso.pipeline.derived import Derived
from sayso.pipeline.project import EventTable, Explanation, Project
from sayso.pipeline.reviews import Review, State
from sayso.pipeline.runs import Progress, ReadReport, RunSummary, read


@dataclass(frozen=True, slots=True)
class Stage:
    """One step: what it needs and what it adds."""

    name: str
    needs: str
    adds: str


STAGES = (
    Stage("capture", "files, folders, standard input", "reports, their raw bytes"),
    Stage("extract", "reports", "extractions: text and metadata"),
    Stage("read", "extractions", "readings: claims as spans"),
    Stage("resolve", "claims", "claims with places, times, actors, quantities"),
    Stage("review", "resolved claims, judgements", "claims as people corrected them, decisions on pairs"),
    Stage("link", "reviewed claims, decisions", "clusters, copies, event ids"),
    Stage("assess", "clusters", "events with origins and assessments"),
)

__all__ = [
    "STAGES",
    "Derived",
    "EventTable",
    "Explanation",
    "Progress",
    "Project",
    "ReadReport",
    "Review",
    "RunSummary",
    "State",
    "read",
]
