"""Learn the weights of the place ranker: `python -m training.places --data ../shared/data/geoparsing`.

A conditional logit over the candidates of each distinct name of a report, on the train parts of LGL and GeoVirus. The
first round is fitted, then the later ones on what it says of the other names, twice, so that the weights fit the
rounds that they are used in.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from scipy.optimize import minimize

from sayso.model import great_circle_km
from sayso.resolving.gazetteer import Entry, Gazetteer
from sayso.resolving.gazetteer_file import Feature
from sayso.resolving.ranking import CONTEXT, PRIOR, ReportNames, Vector
from sayso.resolving.toponyms import country_of_domain, toponym

TARGET = Path(__file__).parent.parent / "src/sayso/resolving/data/place_weights.yaml"
PARTS = ("lgl.train.jsonl", "geovirus.train.jsonl")
PENALTY = 0.3
"""Half the squared weights cost this much for each report's worth of loss: keeps rare features small."""
RIGHT_WITHIN_KM = 40.0
"""A candidate counts as right when gold has no id of the gazetteer and its point is this close."""
RIGHT_AREA_WITHIN_KM = 700.0
"""The same for countries, first-level divisions and regions, whose centres sources put far apart."""
ROUNDS = 3
NOT_LEARNT = {"is_own": 3.0}
"""Set by hand: the data has no user's own places, which were added because reports mean them."""


@dataclass(frozen=True, slots=True)
class Case:
    """A report's names, and which candidates are right; names without a right candidate teach nothing."""

    names: ReportNames
    right: Vector


def main() -> None:
    """Learn, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/geoparsing"))
    options = parser.parse_args()
    cases = [case for part in PARTS for case in read_cases(options.data / part)]
    prior, context = learn(cases)
    TARGET.write_text(_HEADER + yaml.safe_dump({"prior": prior, "context": context}, sort_keys=False), "utf-8")
    print(f"{len(cases)} reports, {int(sum(case.right.sum() for case in cases))} right candidates; {TARGET}")


_HEADER = """# What each feature of a candidate place is worth (ranking.py says what they are).
# Learnt by `python -m training.places`; not written by hand.
"""


def read_cases(path: Path) -> Iterator[Case]:
    """The cases of a part."""
    gazetteer = Gazetteer.shipped()
    for line in path.read_text("utf-8").splitlines():
        report = json.loads(line)
        gold = [row for row in report["toponyms"] if row.get("lat") is not None]
        found = [toponym(gazetteer, row["text"], row["start"]) for row in gold]
        names = ReportNames(found, report["text"], country_of_domain(report.get("domain") or ""))
        if names.entries:
            by_key = {one.key: row for one, row in zip(reversed(found), reversed(gold), strict=True)}
            yield Case(names, _right(names, by_key))


def _right(names: ReportNames, gold: Mapping[Any, Mapping[str, Any]]) -> Vector:
    right = np.zeros(len(names.entries))
    for number, key in enumerate(names.keys):
        rows = np.flatnonzero(names.owner == number)
        entries = [names.entries[row] for row in rows]
        right[rows] = right_candidates(entries, gold[key])
    return right


def right_candidates(entries: Sequence[Entry], gold: Mapping[str, Any]) -> list[bool]:
    """Which candidates are the gold place: by id; or else the nearest, if that is close."""
    same = [entry.place.id == f"geonames:{gold.get('geonameid')}" for entry in entries]
    if any(same):
        return same
    point = float(gold["lat"]), float(gold["lon"])
    distances = [great_circle_km(entry.centre, point) if entry.centre else np.inf for entry in entries]
    within = [
        RIGHT_AREA_WITHIN_KM if entry.feature in (Feature.COUNTRY, Feature.ADMIN1, Feature.REGION) else RIGHT_WITHIN_KM
        for entry in entries
    ]
    close = [distance / limit for distance, limit in zip(distances, within, strict=True)]
    return [value <= 1 and value == min(close) for value in close]


def learn(cases: Sequence[Case]) -> tuple[dict[str, float], dict[str, float]]:
    """Weights of the first and of the later rounds."""
    rows = [case.names.prior_features for case in cases]
    prior = _fit(cases, rows, PRIOR)
    probabilities = [case.names.probabilities(row, prior, PRIOR) for case, row in zip(cases, rows, strict=True)]
    context: dict[str, float] = {}
    for _ in range(ROUNDS):
        rows = [case.names.context_features(p) for case, p in zip(cases, probabilities, strict=True)]
        context = _fit(cases, rows, CONTEXT)
        probabilities = [case.names.probabilities(row, context, CONTEXT) for case, row in zip(cases, rows, strict=True)]
    return prior, context


def _fit(cases: Sequence[Case], rows: Sequence[Vector], names: Sequence[str]) -> dict[str, float]:
    """The weights that make the right candidates likeliest."""
    offsets = np.cumsum([0, *(len(case.names.groups) for case in cases)])
    owner = np.concatenate([case.names.owner + offset for case, offset in zip(cases, offsets, strict=False)])
    features, right = np.concatenate(rows), np.concatenate([case.right for case in cases])
    has_right = np.bincount(owner, weights=right) > 0
    counted = np.bincount(owner)[has_right].size

    def loss(worth: Vector) -> tuple[float, Vector]:
        scores = features @ worth
        highest = np.full(len(has_right), -np.inf)
        np.maximum.at(highest, owner, scores)
        raised = np.exp(scores - highest[owner])
        whole, of_right = np.bincount(owner, weights=raised), np.bincount(owner, weights=raised * right)
        value = (np.log(whole[has_right]) - np.log(of_right[has_right])).sum() + PENALTY * (worth @ worth)
        given = np.divide(raised * right, of_right[owner], out=np.zeros_like(raised), where=of_right[owner] > 0)
        gradient = ((raised / whole[owner] - given) * has_right[owner]) @ features + 2 * PENALTY * worth
        return value / counted, gradient / counted

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B")
    learnt = {name: round(float(value), 3) for name, value in zip(names, found.x, strict=True)}
    return learnt | NOT_LEARNT


if __name__ == "__main__":
    main()
