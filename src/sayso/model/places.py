"""Places: what place words resolve to."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

EARTH_RADIUS_KM = 6371.0


class PlacePrecision(StrEnum):
    """How finely a place is known, finest first."""

    SITE = "site"
    SETTLEMENT = "settlement"
    NEAR_SETTLEMENT = "near-settlement"
    ADMIN2 = "admin2"
    ADMIN1 = "admin1"
    COUNTRY = "country"
    UNKNOWN = "unknown"


UNLISTED = "unlisted"
"""The feature of a place that no gazetteer lists: it has the name and the precision of the unit that holds it."""


class ShapeKind(StrEnum):
    """How words make a shape of the places that they name."""

    AROUND = "around"
    """A disc: "near X", "the outskirts of X", "30 km from X"."""
    OFFSET = "offset"
    """A disc away from the place, at the distance and in the direction that the words say."""
    BETWEEN = "between"
    """A strip from one place to another."""
    ROUTE = "route"
    """A road or railway: a strip from one end to the other; it may bend more than the strip is wide."""
    BORDER = "border"
    """Somewhere along a border; no point of it is known."""


@dataclass(frozen=True, slots=True)
class Shape:
    """An area that words make of named places. `anchors` are their registry ids.

    `line` holds points (latitude, longitude): one is the middle of a disc, two are the ends of a strip, none says that
    nothing finer than the named places is known. `reach_km` is the disc's radius, or half of the strip's width.
    """

    kind: ShapeKind
    anchors: tuple[str, ...]
    line: tuple[tuple[float, float], ...] = ()
    reach_km: float | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer, or a shape made from some.

    `latitude` and `longitude` (WGS 84 degrees) are both None where only an area is known and a point would pretend: a
    province has no pin, nor has a road. Of a disc ("30 km north of X") they are the middle. `radius_km` says within
    which distance of the point, or of the shape's middle, the happening lies; it goes wherever the point goes.
    `admin1` and `admin2` are names; `admin1_code` is ISO 3166-2 where known. `candidates` are the registry ids that
    stay possible, best first, when the words are ambiguous.
    """

    id: str
    name: str
    precision: PlacePrecision
    country: str = ""
    admin1: str = ""
    admin2: str = ""
    admin1_code: str = ""
    latitude: float | None = None
    longitude: float | None = None
    radius_km: float | None = None
    feature: str = ""
    rule: str = ""
    candidates: tuple[str, ...] = ()
    shape: Shape | None = None

    @property
    def middle(self) -> tuple[float, float] | None:
        """The point, or the middle of the shape: for distances, not for a map."""
        if self.latitude is not None and self.longitude is not None:
            return self.latitude, self.longitude
        line = self.shape.line if self.shape else ()
        return (sum(p[0] for p in line) / len(line), sum(p[1] for p in line) / len(line)) if line else None


def may_be_one(one: Place, other: Place) -> bool:
    """Whether a happening at one place may be a happening at the other: they are the same, one holds the other, or
    their surroundings meet."""
    return one.id == other.id or is_within(one, other) or is_within(other, one) or _are_near(one, other)


def is_within(inner: Place, outer: Place) -> bool:
    """Whether an area holds a place; a road or a border is no area."""
    if inner.country != outer.country or not outer.country or outer.shape:
        return False
    if outer.precision is PlacePrecision.COUNTRY:
        return True
    if outer.precision is PlacePrecision.ADMIN1:
        return inner.admin1 == outer.name or inner.admin1 == outer.admin1 != ""
    return outer.precision is PlacePrecision.ADMIN2 and inner.admin2 == outer.name


def distance_km(one: Place, other: Place) -> float | None:
    """Great-circle distance of two points or middles of shapes, or None where one has none."""
    return great_circle_km(one.middle, other.middle) if one.middle and other.middle else None


def great_circle_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Distance of two points, each as latitude and longitude in degrees (haversine formula)."""
    a, b, c, d = map(math.radians, (*one, *other))
    haversine = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(haversine))


def _are_near(one: Place, other: Place) -> bool:
    distance = distance_km(one, other)
    return distance is not None and distance <= (one.radius_km or 0) + (other.radius_km or 0)


@dataclass(frozen=True, slots=True)
class SchemePrecision:
    """A precision in the codes of others: ACLED's geo_precision (1–3) and UCDP GED's where_prec (1–7)."""

    acled: int | None
    ucdp: int | None


SCHEME_PRECISIONS: Mapping[PlacePrecision | ShapeKind, SchemePrecision] = MappingProxyType(
    {
        PlacePrecision.SITE: SchemePrecision(1, 1),
        PlacePrecision.SETTLEMENT: SchemePrecision(1, 1),
        PlacePrecision.NEAR_SETTLEMENT: SchemePrecision(2, 2),
        PlacePrecision.ADMIN2: SchemePrecision(2, 3),
        PlacePrecision.ADMIN1: SchemePrecision(3, 4),
        # ACLED codes no event that is known to a country only.
        PlacePrecision.COUNTRY: SchemePrecision(None, 6),
        # Regions over several countries and open waters: UCDP's 7 is international waters and airspace alone.
        PlacePrecision.UNKNOWN: SchemePrecision(None, None),
        ShapeKind.AROUND: SchemePrecision(2, 2),
        ShapeKind.OFFSET: SchemePrecision(2, 2),
        ShapeKind.BETWEEN: SchemePrecision(2, 5),
        ShapeKind.ROUTE: SchemePrecision(2, 5),
        ShapeKind.BORDER: SchemePrecision(3, 5),
    }
)
INTERNATIONAL_WATERS = SchemePrecision(None, 7)


def scheme_precision(place: Place) -> SchemePrecision:
    """A place's precision in others' codes: by its shape if it has one."""
    if place.feature == "water":
        return INTERNATIONAL_WATERS
    return SCHEME_PRECISIONS[place.shape.kind if place.shape else place.precision]
