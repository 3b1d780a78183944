"""Choosing among places of one name: a softmax over readable features, in three rounds.

The first round knows a candidate and the words around it; from it come the countries, divisions and points that the
report's other toponyms speak for, and the later rounds weigh candidates by these too. Equal names of a report mean one
place. The weights are in `data/place_weights.yaml`, learnt by `python -m training.places`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import yaml

from sayso.model import EARTH_RADIUS_KM
from sayso.resolving.gazetteer import Entry
from sayso.resolving.gazetteer_file import Feature, NameKind
from sayso.resolving.toponyms import Toponym

CONTEXT_ROUNDS = 2
MOST_OTHERS = 4
"""Candidates of another toponym that count for distances, the likeliest first."""
NEAR_KM = 50.0
"""At this distance another place's closeness is half of what it is on the spot."""
LARGEST_NEIGHBOUR_KM = 300.0
"""An area that reaches farther than this from its centre says nothing about distances."""
LARGEST = 10.0
"""The logarithm of more people than a place has: makes the population a number from 0 to 1."""

PRIOR = (
    "population",
    "population_unknown",
    "is_capital",
    "share_of_people",
    "is_country",
    "is_region",
    "is_admin1",
    "is_admin2",
    "by_other_name",
    "by_bare_name",
    "by_abbreviation",
    "by_demonym",
    "by_other_spelling",
    "is_own",
    "contained",
    "contains",
    "outlet_country",
)
CONTEXT = (
    *PRIOR,
    "country_share",
    "country_named",
    "admin1_share",
    "admin1_named",
    "admin2_named",
    "nearest",
    "nearness",
    "holds_others",
)
_NAME_FEATURES = {
    NameKind.ALTERNATE: "by_other_name",
    NameKind.BARE: "by_bare_name",
    NameKind.ABBREVIATION: "by_abbreviation",
    NameKind.DEMONYM: "by_demonym",
    NameKind.FOLDED: "by_other_spelling",
}
_AREA_FEATURES = {
    Feature.COUNTRY: "is_country",
    Feature.REGION: "is_region",
    Feature.ADMIN1: "is_admin1",
    Feature.ADMIN2: "is_admin2",
}
_BETWEEN_IN_CONTAINER = re.compile(r",? ?(?:\(|in |of )?(?:the )?(?:\w+ (?:of|in) (?:the )?)?\Z")
_LONGEST_BETWEEN = 24

Vector = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Weights:
    """What each feature is worth: in the first round, and in the later ones."""

    prior: Mapping[str, float]
    context: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its probability among the candidates of its name."""

    entry: Entry
    probability: float
    features: Mapping[str, float]


@cache
def weights() -> Weights:
    """The shipped weights."""
    text = resources.files("sayso.resolving").joinpath("data/place_weights.yaml").read_text("utf-8")
    return Weights(**yaml.safe_load(text))


def rank(
    toponyms: Sequence[Toponym], text: str, outlet_country: str = "", learnt: Weights | None = None
) -> list[tuple[Ranked, ...]]:
    """For each toponym of a report its candidates, the likeliest first."""
    report = ReportNames(toponyms, text, outlet_country)
    chosen = learnt or weights()
    probabilities = report.probabilities(report.prior_features, chosen.prior, PRIOR)
    features = report.prior_features
    for _ in range(CONTEXT_ROUNDS):
        features = report.context_features(probabilities)
        probabilities = report.probabilities(features, chosen.context, CONTEXT)
    ranked = report.ranked(probabilities, features)
    return [ranked.get(one.key, ()) for one in toponyms]


def explained(ranked: Ranked) -> list[tuple[str, float]]:
    """What each feature adds to a candidate's score, the weightiest first."""
    worth = weights().context
    added = ((name, round(value * worth[name], 2)) for name, value in ranked.features.items())
    return sorted((one for one in added if one[1]), key=lambda one: -abs(one[1]))


class ReportNames:
    """The distinct names of a report with their candidates as rows of features."""

    def __init__(self, toponyms: Sequence[Toponym], text: str, outlet_country: str) -> None:
        by_key: dict[object, list[Toponym]] = defaultdict(list)
        for one in toponyms:
            if one.candidates:
                by_key[one.key].append(one)
        self.keys = list(by_key)
        self.groups = [by_key[key] for key in self.keys]
        self.outlet_country = outlet_country
        self.entries = [entry for group in self.groups for entry in group[0].candidates]
        self.owner = np.array([n for n, group in enumerate(self.groups) for _ in group[0].candidates], dtype=np.int64)
        self.points = np.radians([entry.centre or (np.nan, np.nan) for entry in self.entries]).reshape(-1, 2)
        self._contained, self._contains = self._containment(toponyms, text)

    @cached_property
    def prior_features(self) -> Vector:
        """A row for each candidate, a column for each feature of PRIOR."""
        rows = np.zeros((len(self.entries), len(PRIOR)))
        column = {name: number for number, name in enumerate(PRIOR)}
        people = np.array([entry.population for entry in self.entries], dtype=np.float64)
        is_town = np.array([entry.feature is Feature.SETTLEMENT for entry in self.entries], dtype=bool)
        rows[:, column["population"]] = np.log10(people + 1) / LARGEST
        rows[:, column["population_unknown"]] = people == 0
        rows[:, column["share_of_people"]] = self._shares(people * is_town)
        for number, entry in enumerate(self.entries):
            for name in (_AREA_FEATURES.get(entry.feature), _NAME_FEATURES.get(entry.match)):
                if name:
                    rows[number, column[name]] = 1
        rows[:, column["is_capital"]] = [entry.is_capital for entry in self.entries]
        rows[:, column["is_own"]] = [entry.is_overlay for entry in self.entries]
        rows[:, column["contained"]] = self._contained
        rows[:, column["contains"]] = self._contains
        rows[:, column["outlet_country"]] = [entry.country == self.outlet_country != "" for entry in self.entries]
        return rows

    def context_features(self, probabilities: Vector) -> Vector:
        """PRIOR's columns and those that the other names of the report give, weighed by what they probably mean."""
        rows = np.zeros((len(self.entries), len(CONTEXT)))
        rows[:, : len(PRIOR)] = self.prior_features
        columns = {name: rows[:, CONTEXT.index(name)] for name in CONTEXT[len(PRIOR) :]}
        countries = self._votes(probabilities, [entry.country for entry in self.entries])
        firsts = self._votes(probabilities, [_first(entry) for entry in self.entries])
        columns["country_share"][:] = countries
        columns["admin1_share"][:] = firsts
        for feature, name in (
            (Feature.COUNTRY, "country_named"),
            (Feature.ADMIN1, "admin1_named"),
            (Feature.ADMIN2, "admin2_named"),
        ):
            columns[name][:] = self._named(probabilities, feature)
        columns["nearest"][:], columns["nearness"][:] = self._closeness(probabilities)
        columns["holds_others"][:] = self._holding(probabilities)
        return rows

    def probabilities(self, rows: Vector, worth: Mapping[str, float], names: Sequence[str]) -> Vector:
        """The softmax of the rows' worth, among the candidates of each name."""
        if not len(rows):
            return np.zeros(0)
        scores = rows @ np.array([worth[name] for name in names])
        highest = np.full(len(self.groups), -np.inf)
        np.maximum.at(highest, self.owner, scores)
        return self._shares(np.exp(scores - highest[self.owner]))

    def ranked(self, probabilities: Vector, rows: Vector) -> dict[object, tuple[Ranked, ...]]:
        """The candidates of each name, the likeliest first; ties as the gazetteer has them."""
        out: dict[object, list[Ranked]] = defaultdict(list)
        names = CONTEXT if rows.shape[1] == len(CONTEXT) else PRIOR
        for entry, owner, probability, row in zip(self.entries, self.owner, probabilities, rows, strict=True):
            features = {name: float(value) for name, value in zip(names, row, strict=True) if value}
            out[self.keys[owner]].append(Ranked(entry, float(probability), features))
        return {key: tuple(sorted(found, key=lambda one: -one.probability)) for key, found in out.items()}

    def _shares(self, values: Vector) -> Vector:
        """Each candidate's share in what the candidates of its name have together."""
        whole = np.bincount(self.owner, weights=values, minlength=len(self.groups))
        return np.divide(values, whole[self.owner], out=np.zeros_like(values), where=whole[self.owner] > 0)

    def _votes(self, probabilities: Vector, of: Sequence[object]) -> Vector:
        """For each candidate: the share of the other names that speak for the same unit."""
        totals: dict[object, float] = defaultdict(float)
        own: dict[tuple[int, object], float] = defaultdict(float)
        for owner, probability, unit in zip(self.owner, probabilities, of, strict=True):
            if unit:
                totals[unit] += probability
                own[owner, unit] += probability
        others = max(1, len(self.groups) - 1)
        return np.array(
            [
                (totals[unit] - own[owner, unit]) / others if unit else 0.0
                for owner, unit in zip(self.owner, of, strict=True)
            ]
        )

    def _named(self, probabilities: Vector, feature: Feature) -> Vector:
        """For each candidate: how surely another name of the report is the country or division that holds it."""
        named: dict[object, dict[int, float]] = defaultdict(dict)
        for owner, probability, entry in zip(self.owner, probabilities, self.entries, strict=True):
            if entry.feature is feature:
                named[_unit(entry, feature)][owner] = probability
        out = np.zeros(len(self.entries))
        for number, (owner, entry) in enumerate(zip(self.owner, self.entries, strict=True)):
            unit = _unit(entry, feature)
            if entry.feature is not feature and unit:
                out[number] = max((p for other, p in named[unit].items() if other != owner), default=0.0)
        return out

    def _holding(self, probabilities: Vector) -> Vector:
        """For each country or division: the share of the other names that probably lie in it."""
        out = np.zeros(len(self.entries))
        for level in (Feature.COUNTRY, Feature.ADMIN1, Feature.ADMIN2):
            is_level = np.array([entry.feature is level for entry in self.entries], dtype=bool)
            votes = self._votes(np.where(is_level, 0.0, probabilities), [_unit(entry, level) for entry in self.entries])
            out[is_level] = votes[is_level]
        return out

    def _closeness(self, probabilities: Vector) -> tuple[Vector, Vector]:
        """For each candidate: how close the closest other name is, and how close others are on the whole."""
        nearest, mean = np.zeros(len(self.entries)), np.zeros(len(self.entries))
        likely = self._likely(probabilities)
        if len(self.groups) < 2 or not len(likely):
            return nearest, mean
        close = probabilities[likely] / (1 + _distances(self.points, self.points[likely]) / NEAR_KM)
        close = np.nan_to_num(close)
        by_name = np.zeros((len(self.groups), len(self.entries)))
        for number, candidate in enumerate(likely):
            by_name[self.owner[candidate]] += close[:, number]
        by_name[self.owner, np.arange(len(self.entries))] = 0.0
        return by_name.max(axis=0), by_name.sum(axis=0) / (len(self.groups) - 1)

    def _likely(self, probabilities: Vector) -> npt.NDArray[np.int64]:
        """The likeliest settlements and small divisions of each name: what distances are taken to."""
        order = np.lexsort((-probabilities, self.owner))
        position = np.arange(len(order)) - np.searchsorted(self.owner[order], self.owner[order])
        is_small = np.array([e.extent_km <= LARGEST_NEIGHBOUR_KM for e in self.entries], dtype=bool)
        likely: npt.NDArray[np.int64] = order[(position < MOST_OTHERS) & is_small[order]]
        return likely

    def _containment(self, toponyms: Sequence[Toponym], text: str) -> tuple[Vector, Vector]:
        """Which candidates the words put in a unit ("Paris, Texas"), and which are that unit."""
        number_of = {key: number for number, key in enumerate(self.keys)}
        starts = np.searchsorted(self.owner, np.arange(len(self.keys)))
        contained, contains = np.zeros(len(self.entries)), np.zeros(len(self.entries))
        for inner, outer in _written_together(toponyms, text):
            at, around = starts[number_of[inner.key]], starts[number_of[outer.key]]
            for i, one in enumerate(inner.candidates):
                for j, other in enumerate(outer.candidates):
                    if holds(other, one):
                        contained[at + i] = contains[around + j] = 1
        return contained, contains


def holds(outer: Entry, inner: Entry) -> bool:
    """Whether a country or division holds another place."""
    if outer.country != inner.country or not outer.country or outer.place.id == inner.place.id:
        return False
    match outer.feature:
        case Feature.COUNTRY:
            return inner.feature is not Feature.COUNTRY
        case Feature.ADMIN1:
            return inner.admin1 == outer.admin1 and inner.feature is not Feature.ADMIN1
        case Feature.ADMIN2:
            return (inner.admin1, inner.admin2) == (outer.admin1, outer.admin2) and inner.feature is not Feature.ADMIN2
        case _:
            return False


def _distances(one: Vector, other: Vector) -> Vector:
    """Great-circle distances in km of points in radians, each of one to each of the other."""
    latitudes = one[:, None, 0] - other[None, :, 0]
    longitudes = one[:, None, 1] - other[None, :, 1]
    squared = (
        np.sin(latitudes / 2) ** 2 + np.cos(one[:, None, 0]) * np.cos(other[None, :, 0]) * np.sin(longitudes / 2) ** 2
    )
    distances: Vector = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.clip(squared, 0, 1)))
    return distances


def _written_together(toponyms: Sequence[Toponym], text: str) -> list[tuple[Toponym, Toponym]]:
    """Pairs that the words put one in the other: "Paris, Texas", "Kalat in Balochistan", "Pakistan's Quetta"."""
    ordered = sorted((one for one in toponyms if one.candidates), key=lambda one: one.start)
    pairs = []
    for one, other in pairwise(ordered):
        between = text[one.end : other.start]
        if len(between) > _LONGEST_BETWEEN:
            continue
        if between and _BETWEEN_IN_CONTAINER.match(between) and between != " ":
            pairs.append((one, other))
        elif between.strip() in ("'s", "’s"):
            pairs.append((other, one))
    return pairs


def _first(entry: Entry) -> tuple[str, str] | None:
    return (entry.country, entry.admin1) if entry.admin1 else None


def _unit(entry: Entry, level: Feature) -> tuple[str, ...] | None:
    """The country or division of a level that an entry lies in or is."""
    if level is Feature.COUNTRY:
        return (entry.country,) if entry.country else None
    if level is Feature.ADMIN1:
        return _first(entry)
    return (entry.country, entry.admin1, entry.admin2) if entry.admin2 else None
