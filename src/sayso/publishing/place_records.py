"""Places as they leave: as finely as may be, with the codes of other event data for how finely that is."""

from __future__ import annotations

from typing import Any

from sayso.model import Event, Place, PlacePrecision, SchemePrecision, scheme_precision
from sayso.model.places import SCHEME_PRECISIONS

Json = dict[str, Any]

_COARSE = (PlacePrecision.ADMIN1, PlacePrecision.COUNTRY, PlacePrecision.UNKNOWN)


def event_places(event: Event, *, is_held_back: bool) -> list[Json]:
    """All places of an event, in their order; none finer than a first-level division where they are held back."""
    records = [coarse_record(place) if is_held_back else place_record(place) for place in event.places]
    return [record for n, record in enumerate(records) if record not in records[:n]]


def place_record(place: Place) -> Json:
    """A place as it leaves; without a point where only an area is known."""
    return {
        "id": place.id,
        "name": place.name,
        "precision": place.precision.value,
        **_codes(scheme_precision(place)),
        "country": place.country,
        "admin1": place.admin1,
        "admin2": place.admin2,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "radius_km": place.radius_km,
    }


def coarse_record(place: Place) -> Json:
    """The first-level division that holds a place, or what is coarser; never a point."""
    if place.precision in _COARSE:
        return place_record(place) | {"latitude": None, "longitude": None, "radius_km": None}
    precision = PlacePrecision.ADMIN1 if place.admin1 else PlacePrecision.COUNTRY
    return {
        "id": None,
        "name": place.admin1 or None,
        "precision": precision.value,
        **_codes(SCHEME_PRECISIONS[precision]),
        "country": place.country,
        "admin1": place.admin1,
        "admin2": None,
        "latitude": None,
        "longitude": None,
        "radius_km": None,
    }


def _codes(precision: SchemePrecision) -> Json:
    return {"acled_geo_precision": precision.acled, "ucdp_where_prec": precision.ucdp}
