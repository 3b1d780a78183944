"""Places: what place words resolve to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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
