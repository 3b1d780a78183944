"""Units as columns: what comparisons and blocking work on, many units at a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from sayso.linking.codes import NONE, Bools, Ints, code, padded
from sayso.linking.units import SUMMED, TOLLS, Unit
from sayso.model import Counted, Place, PlacePrecision, TimeSpan

Floats = NDArray[np.float64]

UNKNOWN_DAY = 0
"""No day known. Days are counted as `datetime.date.toordinal` does."""

FIRST_DAY, LAST_DAY = 1, 3_652_059
"""Stand for open ends."""

WIDTHS = {
    "types": 3,
    "families": 3,
    "initiators": 4,
    "targets": 8,
    "words": 32,
    "place_words": 3,
    "places": 3,
    "tolls": 6,
    "countries": 3,
}
"""How many codes of each set are kept."""

FINE, ADMIN2, ADMIN1, COUNTRY = range(4)
"""How finely a place is known, as a number."""

COUNTED = (*TOLLS, *SUMMED)
"""Everything of which two units' counts are compared."""

_FINENESS = {PlacePrecision.ADMIN2: ADMIN2, PlacePrecision.ADMIN1: ADMIN1, PlacePrecision.COUNTRY: COUNTRY}


@dataclass(frozen=True, slots=True)
class Columns:
    """Row n of every array is one unit; sets are rows of codes, padded with `NONE`.

    `first` and `last` are the days of its time, `published` the day on which its report came out, all `UNKNOWN_DAY`
    where not known. The arrays that start with `place_` have one column for each place. `toll_low` and `toll_high`
    have one column for each kind of toll; NaN where nothing is counted.
    """

    extraction: Ints
    is_sum: Bools
    is_habitual: Bools
    first: Ints
    last: Ints
    published: Ints
    types: Ints
    families: Ints
    initiators: Ints
    targets: Ints
    tells_target: Bools
    words: Ints
    countries: Ints
    place_words: Ints
    places: Ints
    place_fineness: Ints
    place_is_shape: Bools
    place_country: Ints
    place_admin1: Ints
    place_admin2: Ints
    place_name: Ints
    place_latitude: Floats
    place_longitude: Floats
    place_radius: Floats
    tolls: Ints
    toll_low: Floats
    toll_high: Floats

    def __len__(self) -> int:
        return len(self.extraction)

    def take(self, rows: Ints) -> Columns:
        """The units of some rows."""
        return Columns(*(getattr(self, field.name)[rows] for field in fields(self)))

    def __add__(self, other: Columns) -> Columns:
        pairs = ((getattr(self, field.name), getattr(other, field.name)) for field in fields(self))
        return Columns(*(np.concatenate(pair) for pair in pairs))


def columns_of(units: Sequence[Unit]) -> Columns:
    """The columns of units, in their order."""
    places = [_places(unit) for unit in units]
    return Columns(
        extraction=np.array([code(unit.extraction) for unit in units], np.int64),
        is_sum=np.array([unit.is_sum for unit in units], np.bool_),
        is_habitual=np.array([unit.is_habitual for unit in units], np.bool_),
        first=np.array([_days(unit.when)[0] for unit in units], np.int64),
        last=np.array([_days(unit.when)[1] for unit in units], np.int64),
        published=np.array([unit.published.toordinal() if unit.published else UNKNOWN_DAY for unit in units], np.int64),
        types=_codes(units, "types", lambda unit: unit.types),
        families=_codes(units, "families", lambda unit: unit.families),
        initiators=_codes(units, "initiators", lambda unit: unit.initiators),
        targets=_codes(units, "targets", lambda unit: unit.targets),
        tells_target=np.array([unit.tells_target for unit in units], np.bool_),
        words=_codes(units, "words", lambda unit: unit.words),
        countries=_codes(units, "countries", lambda unit: unit.countries),
        place_words=_codes(units, "place_words", lambda unit: unit.place_words),
        places=_of_places(places, lambda place: code(place.id)),
        place_fineness=_of_places(places, fineness),
        place_is_shape=_of_places(places, lambda place: int(place.shape is not None)) == 1,
        place_country=_of_places(places, lambda place: named(place.country)),
        place_admin1=_of_places(places, lambda place: named(place.admin1)),
        place_admin2=_of_places(places, lambda place: named(place.admin2)),
        place_name=_of_places(places, lambda place: named(place.name)),
        place_latitude=_floats(places, lambda place: place.middle[0] if place.middle else None),
        place_longitude=_floats(places, lambda place: place.middle[1] if place.middle else None),
        place_radius=_floats(places, lambda place: place.radius_km or 0.0),
        tolls=padded(([code(str(toll)) for toll in unit.tolls] for unit in units), WIDTHS["tolls"]),
        toll_low=_bounds(units, _lowest),
        toll_high=_bounds(units, _highest),
    )


def fineness(place: Place) -> int:
    """How finely a place is known."""
    return _FINENESS.get(place.precision, FINE)


def named(text: str) -> int:
    """The code of a name; `NONE` for an empty one."""
    return code(text) if text else NONE


def _days(when: TimeSpan | None) -> tuple[int, int]:
    if when is None:
        return UNKNOWN_DAY, UNKNOWN_DAY
    return _ordinal(when.start, FIRST_DAY), _ordinal(when.end, LAST_DAY)


def _ordinal(day: str | None, otherwise: int) -> int:
    if day and day.startswith(("-", "0000")):
        return FIRST_DAY  # before our era
    return dt.date.fromisoformat(day).toordinal() if day else otherwise


def _codes(units: Sequence[Unit], name: str, values: Callable[[Unit], Iterable[str]]) -> Ints:
    return padded(([code(value) for value in values(unit)] for unit in units), WIDTHS[name])


def _places(unit: Unit) -> list[Place]:
    return list(unit.places[: WIDTHS["places"]])


def _of_places(places: Sequence[Sequence[Place]], value: Callable[[Place], int]) -> Ints:
    width = WIDTHS["places"]
    rows = [[value(place) for place in row] + [NONE] * (width - len(row)) for row in places]
    return np.array(rows, np.int64).reshape(-1, width)


def _floats(places: Sequence[Sequence[Place]], value: Callable[[Place], float | None]) -> Floats:
    width = WIDTHS["places"]
    rows = [[value(place) for place in row] + [None] * (width - len(row)) for row in places]
    return np.array(rows, np.float64).reshape(-1, width)


def _bounds(units: Sequence[Unit], bound: Callable[[Unit, Counted], float]) -> Floats:
    return np.array([[bound(unit, of) for of in COUNTED] for unit in units], np.float64).reshape(-1, len(COUNTED))


def _lowest(unit: Unit, of: Counted) -> float:
    return min((low or 0 for counted, low, _ in unit.tolls if counted is of), default=np.nan)


def _highest(unit: Unit, of: Counted) -> float:
    return max((np.inf if high is None else high for counted, _, high in unit.tolls if counted is of), default=np.nan)
