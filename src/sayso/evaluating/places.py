"""Places: do toponyms resolve to the right place, by sets that give toponyms coordinates (LGL, GeoVirus).

Toponyms are given; end-to-end recall finds them too. A place is within reach when it lies no farther than 161 km
(100 miles) from gold, as is usual (Gritta, Pilehvar and Collier 2019). Distances go to the centres of countries and
divisions too; sources put these up to hundreds of km apart, so figures without them stand beside the others. For a
name that the gazetteer lacks, the answer is a country without a point.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any, Protocol

from sayso.evaluating.figures import mean, ratio
from sayso.evaluating.gold_files import Record, read_records
from sayso.model import great_circle_km

REACH_KM = 161.0
AREA_CODES = frozenset({"PCLI", "PCLS", "PCLD", "PCL", "ADM1", "CONT", "RGN"})

Point = tuple[float, float]
Bounds = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Answer:
    """A place as a resolver gives it: with the middle of areas, for distances. `is_area` is a country or division."""

    id: str
    country: str
    point: Point | None
    is_area: bool


class Resolves(Protocol):
    """What is measured. Texts come with the address of their outlet, or ''."""

    def answers(self, text: str, address: str, bounds: Sequence[Bounds]) -> list[tuple[Answer, ...]]:
        """For each given toponym its candidates, the chosen one first."""

    def found(self, text: str, address: str) -> list[tuple[Bounds, Answer]]:
        """The toponyms that it finds by itself, with the chosen place."""

    def country_named(self, name: str) -> str:
        """The ISO 3166-1 code of a country's name, or ''."""

    def country_at(self, point: Point) -> str:
        """The ISO 3166-1 code of the country where a point lies, or ''."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    """One toponym: how far off the answer is, and what else is right of it. None is not to be said of this toponym."""

    error_km: float | None
    is_country: bool | None
    is_exact: bool | None
    is_within_reach_of_any: bool
    is_id_known: bool | None
    is_area: bool
    is_found: bool

    @property
    def is_within(self) -> bool:
        return self.error_km is not None and self.error_km <= REACH_KM


@dataclass(frozen=True, slots=True)
class PlacesFigures:
    """Figures over toponyms with gold coordinates."""

    reports: int
    outcomes: tuple[_Outcome, ...]

    def as_dict(self) -> dict[str, Any]:
        """Fractions from 0 to 1, and errors in km. `ceiling` is what choosing among the candidates could reach."""
        fine = [one for one in self.outcomes if not one.is_area]
        errors = [one.error_km for one in self.outcomes if one.error_km is not None]
        return {
            "reports": self.reports,
            "toponyms": len(self.outcomes),
            "within_161km": _share(one.is_within for one in self.outcomes),
            "within_161km_without_areas": _share(one.is_within for one in fine),
            "country": _share(one.is_country for one in self.outcomes if one.is_country is not None),
            "exact": _share(one.is_exact for one in self.outcomes if one.is_exact is not None),
            "ceiling": _share(one.is_within_reach_of_any for one in self.outcomes),
            "exact_ceiling": _share(one.is_id_known for one in self.outcomes if one.is_id_known is not None),
            "end_to_end_recall": _share(one.is_found for one in self.outcomes),
            "answered": ratio(len(errors), len(self.outcomes)),
            "median_error_km": round(median(errors), 1) if errors else None,
            "mean_error_km": round(mean(errors), 1) if errors else None,
        }


def evaluate_places(gold: Path, resolver: Resolves) -> PlacesFigures:
    """How well toponyms resolve. Raises BadRecord, UnreadableInput."""
    reports, outcomes = 0, []
    for record in read_records(gold):
        text = record.text("text")
        address = record.text("domain") if "domain" in record else ""
        toponyms = [toponym for toponym in record.records("toponyms", required=True) if _has_point(toponym)]
        answers = resolver.answers(text, address, [toponym.bounds(text) for toponym in toponyms])
        found = resolver.found(text, address)
        for toponym, candidates in zip(toponyms, answers, strict=True):
            outcomes.append(_outcome(toponym, toponym.bounds(text), candidates, found, resolver))
        reports += 1
    return PlacesFigures(reports, tuple(outcomes))


def _outcome(
    toponym: Record,
    bounds: Bounds,
    candidates: Sequence[Answer],
    found: Sequence[tuple[Bounds, Answer]],
    resolver: Resolves,
) -> _Outcome:
    point = toponym.number("lat"), toponym.number("lon")
    best = candidates[0] if candidates else None
    country = _gold_country(toponym, point, candidates, resolver)
    gold_id = f"geonames:{toponym.identity('geonameid')}" if toponym.fields.get("geonameid") else None
    return _Outcome(
        error_km=great_circle_km(best.point, point) if best and best.point else None,
        is_country=bool(best and best.country == country) if country else None,
        is_exact=bool(best and best.id == gold_id) if gold_id else None,
        is_within_reach_of_any=any(_is_near(answer, point) for answer in candidates),
        is_id_known=any(answer.id == gold_id for answer in candidates) if gold_id else None,
        is_area=_is_area(toponym, best),
        is_found=any(_overlap(bounds, other) and _is_near(answer, point) for other, answer in found),
    )


def _gold_country(toponym: Record, point: Point, candidates: Sequence[Answer], resolver: Resolves) -> str:
    """The country of gold: as it says, or where its point lies; continents and seas have none."""
    if toponym.fields.get("country"):
        return resolver.country_named(toponym.text("country"))
    is_above_countries = any(not answer.country and _is_near(answer, point) for answer in candidates)
    return "" if "fclass" in toponym or is_above_countries else resolver.country_at(point)


def _is_area(toponym: Record, best: Answer | None) -> bool:
    code = toponym.fields.get("fcode")
    return code in AREA_CODES if code else bool(best and best.is_area)


def _has_point(toponym: Record) -> bool:
    return toponym.fields.get("lat") is not None and toponym.fields.get("lon") is not None


def _is_near(answer: Answer, point: Point) -> bool:
    return answer.point is not None and great_circle_km(answer.point, point) <= REACH_KM


def _overlap(one: Bounds, other: Bounds) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _share(values: Iterable[bool | None]) -> float | None:
    """The share of what is right; None of nothing."""
    found = [float(bool(value)) for value in values]
    return mean(found) if found else None
