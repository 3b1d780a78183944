"""Blocking: which units are worth comparing.

A unit has keys, each of one place, one stretch of days and one kind of happening; only units with a common key are
compared. So the number of pairs grows with how many happenings there are in one town (or one province, for reports
that name no town) in a few days, never with a whole country or with the number of reports.

What may be joined (`comparisons.may_join`) has a key in common, save for what only the text of one story joins.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import cos, floor, radians

import numpy as np

from sayso.linking.codes import Bools, Ints, code
from sayso.linking.units import AREAS, Unit
from sayso.linking.weights import weights
from sayso.model import Place, PlacePrecision

DAYS = 4
"""Length of a stretch of days."""

CELL_DEGREES = 0.25
"""Side of the cells into which points with their radius are put."""

KM_PER_DEGREE = 111.2
LEAST_COSINE = 0.05
"""Towards the poles cells are as wide as here."""

MOST_PAIRS = 1 << 20
"""How many pairs are held at a time."""

_MIX, _MASK = 0x9E3779B97F4A7C15, (1 << 63) - 1

Key = tuple[int, bool]
"""A key, and whether the unit is to be compared with all units under it or only with those of which this is true:
towns of one province are compared with what is known only to be in the province, not with each other."""


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys of units, sorted by key. Entries with `is_outer` pair with all others of their key, the rest with those."""

    keys: Ints
    rows: Ints
    is_outer: Bools

    def __add__(self, other: Keys) -> Keys:
        keys = np.concatenate([self.keys, other.keys])
        order = np.argsort(keys, kind="stable")
        rows = np.concatenate([self.rows, other.rows])[order]
        return Keys(keys[order], rows, np.concatenate([self.is_outer, other.is_outer])[order])


NO_KEYS = Keys(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.bool_))


def keys_of(keys: Iterable[tuple[int, int, bool]]) -> Keys:
    """Keys from triples of row, key and whether it is an outer one."""
    table = np.array(list(keys), np.int64).reshape(-1, 3)
    table = table[np.argsort(table[:, 1], kind="stable")]
    return Keys(table[:, 1].copy(), table[:, 0].copy(), table[:, 2].astype(np.bool_))


def pairs_among(new: Keys) -> Iterator[tuple[Ints, Ints]]:
    """Pairs of rows with a common key, in portions; a pair may come more than once."""
    after = np.arange(1, len(new.keys) + 1)
    return _pairs(new, new, after, np.searchsorted(new.keys, new.keys, "right"))


def pairs_between(new: Keys, old: Keys) -> Iterator[tuple[Ints, Ints]]:
    """Pairs of a new and an old row with a common key, in portions; a pair may come more than once."""
    left = np.searchsorted(old.keys, new.keys, "left")
    return _pairs(new, old, left, np.searchsorted(old.keys, new.keys, "right"))


def _pairs(new: Keys, held: Keys, starts: Ints, stops: Ints) -> Iterator[tuple[Ints, Ints]]:
    """Each entry of `new` with the entries `starts` to `stops` of `held`."""
    counts = stops - starts
    ends = np.cumsum(counts)
    begin = 0
    while begin < len(counts):
        done = ends[begin - 1] if begin else 0
        end = max(begin + 1, int(np.searchsorted(ends, done + MOST_PAIRS, "right")))
        portion = counts[begin:end]
        ours = np.repeat(np.arange(begin, end), portion)
        offsets = np.arange(len(ours)) - np.repeat(np.cumsum(portion) - portion, portion)
        theirs = np.repeat(starts[begin:end], portion) + offsets
        kept = (new.is_outer[ours] | held.is_outer[theirs]) & (new.rows[ours] != held.rows[theirs])
        yield new.rows[ours[kept]], held.rows[theirs[kept]]
        begin = end


def unit_keys(unit: Unit) -> Iterator[Key]:
    """The keys under which a unit is compared; none for background without an occasion."""
    if unit.is_habitual:
        return
    kinds = [code("kind", kind, str(unit.is_sum)) for kind in weights().kinds(unit.families)]
    for place, is_outer in set(_place_keys(unit)):
        for when in _time_keys(unit):
            for kind in kinds:
                yield mixed_key(place, when, kind), is_outer


def mixed_key(*parts: int) -> int:
    """One key of several codes, in order."""
    out = 0
    for part in parts:
        out = ((out ^ part) * _MIX) & _MASK
        out ^= out >> 29
    return out


def stretches(first: int, last: int) -> range:
    """The stretches of days that a time touches; times up to a day apart touch one in common."""
    return range(first // DAYS, (last + 1) // DAYS + 1)


def _time_keys(unit: Unit) -> Sequence[int]:
    window = time_window(unit)
    if window is not None:
        return stretches(*window)
    return [code("timeless", name) for name in sorted(unit.initiators | unit.targets)]


def time_window(unit: Unit) -> tuple[int, int] | None:
    """The days, as ordinals, on which it happened or, without a date, could have for its report to tell of it."""
    days = unit.when.days() if unit.when else None
    if days is not None:
        return days[0].toordinal(), days[1].toordinal()
    if unit.published is None:
        return None
    published = unit.published.toordinal()
    return published - int(weights().thresholds["reported_apart_days"]), published


def _place_keys(unit: Unit) -> Iterator[Key]:
    for words in unit.place_words:
        yield code("words", words), not unit.places
    for place in unit.places:
        yield from _keys_of_place(place)
        is_country = place.precision is PlacePrecision.COUNTRY
        for initiator in unit.initiators:
            yield code("country", place.country, initiator), is_country


def _keys_of_place(place: Place) -> Iterator[Key]:
    if place.precision not in AREAS:
        yield from ((key, True) for key in _fine_keys(place))
        yield from _areas_around(place)
    elif place.precision is PlacePrecision.ADMIN2:
        yield code("admin2", place.country, place.name), True
        yield from _areas_around(place)
    elif place.precision is PlacePrecision.ADMIN1:
        yield code("admin1", place.country, place.name), True
        if place.admin1:
            yield code("admin1", place.country, place.admin1), True


def _areas_around(place: Place) -> Iterator[Key]:
    for level, name in (("admin2", place.admin2), ("admin1", place.admin1)):
        if name:
            yield code(level, place.country, name), False


def _fine_keys(place: Place) -> Iterator[int]:
    """The place itself, and every cell that its radius touches: two circles that overlap touch a common cell."""
    yield code("place", place.id)
    if place.latitude is None or place.longitude is None:
        return
    north = (place.radius_km or 0.0) / KM_PER_DEGREE
    east = north / max(LEAST_COSINE, cos(radians(place.latitude)))
    for row in _cells(place.latitude - north, place.latitude + north):
        for column in _cells(place.longitude - east, place.longitude + east):
            yield mixed_key(code("cell"), row + (1 << 20), column + (1 << 20))


def _cells(low: float, high: float) -> range:
    return range(floor(low / CELL_DEGREES), floor(high / CELL_DEGREES) + 1)
