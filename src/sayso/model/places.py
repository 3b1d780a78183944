"""Places: what place words resolve to."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

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


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer, or a shape made from some.

    `latitude` and `longitude` (WGS 84 degrees) are both None where only an area is known and a point would
    pretend: a province has no pin. `radius_km` says within which distance of the point the happening lies.
    `admin1` and `admin2` are names; `admin1_code` is ISO 3166-2 where known. `candidates` are the registry ids
    that stay possible, best first, when the words are ambiguous.
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


def may_be_one(one: Place, other: Place) -> bool:
    """Whether a happening at one place may be a happening at the other: they are the same, one holds the other, or
    their surroundings meet."""
    return one.id == other.id or is_within(one, other) or is_within(other, one) or _are_near(one, other)


def is_within(inner: Place, outer: Place) -> bool:
    """Whether an area holds a place."""
    if inner.country != outer.country or not outer.country:
        return False
    if outer.precision is PlacePrecision.COUNTRY:
        return True
    if outer.precision is PlacePrecision.ADMIN1:
        return inner.admin1 == outer.name or inner.admin1 == outer.admin1 != ""
    return outer.precision is PlacePrecision.ADMIN2 and inner.admin2 == outer.name


def distance_km(one: Place, other: Place) -> float | None:
    """Great-circle distance of two points, or None where one has none."""
    if None in (one.latitude, one.longitude, other.latitude, other.longitude):
        return None
    a, b, c, d = (math.radians(x or 0.0) for x in (one.latitude, one.longitude, other.latitude, other.longitude))
    haversine = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(haversine))


def _are_near(one: Place, other: Place) -> bool:
    distance = distance_km(one, other)
    return distance is not None and distance <= (one.radius_km or 0) + (other.radius_km or 0)
