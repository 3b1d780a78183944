"""Measure linking, origins and levels on 60 coded real reports: `python -m evals.muc4_events --data ../shared`.

The reports are of MUC-4's training part; `muc4_events.jsonl` says which tell of which happening, and whose word that is
(evals/README.md says how it was coded). Everything is read, linked and assessed anew, so the figures hold the reader's
errors too.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from evals.world.figures import Scored
from sayso.model import Event, OriginKind
from sayso.pipeline import Project
from sayso.settings import Settings

CODED = Path(__file__).with_name("muc4_events.jsonl")
REPORTS = Path("data/muc4/train.jsonl")
NOBODY = "?"
"""Stands in the coding for speakers whom nobody can name."""


@dataclass(frozen=True, slots=True)
class Coded:
    """One happening as coded: its level, and for each report that tells of it whose word that is."""

    event: str
    level: str
    reports: Mapping[str, Sequence[str]]

    @property
    def origins(self) -> int:
        """How many origins that somebody can name speak of it."""
        return len({origin for origins in self.reports.values() for origin in origins} - {NOBODY})


def main() -> None:
    """Read the options, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds data/")
    parser.add_argument("--reader", default="network")
    options = parser.parse_args()
    print(json.dumps(measure(options.data / REPORTS, options.reader), indent=1))


def measure(reports: Path, reader: str) -> dict[str, float]:
    """The figures: pairs of reports of one happening; of happenings the share whose main event has all origins counted
    exactly, and that whose level is right."""
    coded = [Coded(**json.loads(line)) for line in CODED.read_text("utf-8").splitlines()]
    wanted = {report for one in coded for report in one.reports}
    events = _events(_records(reports, wanted), reader)
    pairs = _score_pairs(coded, [names for _, names in events])
    found = [(one, _main_event(one, events)) for one in coded]
    right_level = sum(e is not None and _level(e) == one.level for one, e in found)
    return {
        "reports": len(wanted),
        "happenings": len(coded),
        "pair_precision": pairs.precision,
        "pair_recall": pairs.recall,
        "pair_f1": pairs.f1,
        "linked_at_all": sum(e is not None for _, e in found) / len(coded),
        "origins_exact": sum(e is not None and _resolved(e) == one.origins for one, e in found) / len(coded),
        "origins_within_one": sum(e is not None and abs(_resolved(e) - one.origins) <= 1 for one, e in found)
        / len(coded),
        "levels_right": right_level / len(coded),
    }


def _records(path: Path, wanted: set[str]) -> Iterator[str]:
    """The wanted reports as lines that Sayso reads, with the date of their datelines."""
    with path.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["id"] in wanted:
                record = {"id": row["id"], "text": row["text"].strip(), "published": row["dateline"]["date"]}
                yield json.dumps(record) + "\n"


def _events(records: Iterator[str], reader: str) -> list[tuple[Event, frozenset[str]]]:
    """The events that Sayso makes of reports, each with the names of its reports."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "reports.jsonl"
        source.write_text("".join(records), encoding="utf-8")
        with Project.open(Path(folder) / "p.sayso", create=True, settings=Settings(reader=reader)) as project:
            project.code([source])
            names = {report.id: report.given_id for report in project.store.view().reports()}
            return [(event, frozenset(names[report] for report in event.reports)) for event in project.events()]


def _score_pairs(coded: Sequence[Coded], events: Sequence[frozenset[str]]) -> Scored:
    true, found = (
        {frozenset(pair) for reports in groups for pair in combinations(sorted(reports), 2)}
        for groups in ([frozenset(one.reports) for one in coded], events)
    )
    return Scored(len(true & found), len(found), len(true))


def _main_event(one: Coded, events: Sequence[tuple[Event, frozenset[str]]]) -> Event | None:
    """The event that brings together most of a happening's reports, if it has two of them."""
    shared = Counter({n: len(names & set(one.reports)) for n, (_, names) in enumerate(events)})
    best, most = max(shared.items(), key=lambda item: (item[1], -item[0]))
    return events[best][0] if most > 1 else None


def _resolved(event: Event) -> int:
    return sum(origin.kind is not OriginKind.UNRESOLVED for origin in event.origins)


def _level(event: Event) -> str:
    occurrence = event.assessment("occurrence")
    return occurrence.level.value if occurrence else ""


if __name__ == "__main__":
    main()
