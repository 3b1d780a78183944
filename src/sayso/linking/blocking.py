"""Blocking: which units are worth comparing.

A unit has keys, each of one place, one stretch of days and one kind of happening; only units with a common key are
compared. So the number of pairs grows with how many happenings there are in one town (or one province, for reports
that name no town) in a few days, never with a whole country or with the number of reports. A report that names no place
is compared with those of its days that tell of a like target, or in its country of the same toll.

What may be joined (`comparisons.may_join`) has a key in common, save for what only the text of one story joins.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import cos, floor, radians

import numpy as np

from sayso.linking.codes import Ints, code
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
"""About how many pairs are held at a time."""

MOST_ROWS = 1 << 31

_MIX, _MASK = 0x9E3779B97F4A7C15, (1 << 63) - 1

Key = tuple[int, bool]
"""A key, and whether the unit is to be compared with all units under it or only with those of which this is true:
towns of one province are compared with what is known only to be in the province, not with each other."""


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys with the rows that have them, sorted by key."""

    keys: Ints
    rows: Ints

    def merged(self, keys: Ints, rows: Ints) -> Keys:
        """These and further ones, put in where they belong: adding few to many costs little."""
        order = np.argsort(keys, kind="stable")
        at = np.searchsorted(self.keys, keys[order], "right")
        return Keys(np.insert(self.keys, at, keys[order]), np.insert(self.rows, at, rows[order]))

    def ranges(self, keys: Ints) -> tuple[Ints, Ints]:
        """Where the entries of each key begin and end."""
        return np.searchsorted(self.keys, keys, "left"), np.searchsorted(self.keys, keys, "right")


NO_KEYS = Keys(np.zeros(0, np.int64), np.zeros(0, np.int64))


class BlockIndex:
    """Rows by their keys. Rows are numbered as they come."""

    def __init__(self) -> None:
        self._outer, self._inner = NO_KEYS, NO_KEYS

    def add(self, entries: Iterable[tuple[int, Key]]) -> None:
        """Take in rows with their keys."""
        table = np.array([(row, key, is_outer) for row, (key, is_outer) in entries], np.int64).reshape(-1, 3)
        outer, inner = table[table[:, 2] == 1], table[table[:, 2] == 0]
        self._outer = self._outer.merged(outer[:, 1], outer[:, 0])
        self._inner = self._inner.merged(inner[:, 1], inner[:, 0])

    def pairs(self, first: int) -> Iterator[tuple[Ints, Ints]]:
        """Each row from `first` on with the earlier rows that it has keys in common with, once for each such key.

        All pairs of a row are in one portion.
        """
        rows, starts, stops = self._partners(first)
        held = np.concatenate([self._outer.rows, self._inner.rows])
        for begin, end in _row_portions(rows, stops - starts):
            counts = (stops - starts)[begin:end]
            ours = np.repeat(rows[begin:end], counts)
            offsets = np.arange(len(ours)) - np.repeat(np.cumsum(counts) - counts, counts)
            theirs = held[np.repeat(starts[begin:end], counts) + offsets]
            is_earlier = theirs < ours
            yield ours[is_earlier], theirs[is_earlier]

    def _partners(self, first: int) -> tuple[Ints, Ints, Ints]:
        """Rows from `first` on, sorted, and the ranges of their partners among outer and then inner rows."""
        outer, inner = self._outer.rows >= first, self._inner.rows >= first
        inner_begins = len(self._outer.rows)
        outer_to_outer = self._outer.ranges(self._outer.keys[outer])
        outer_to_inner = tuple(bounds + inner_begins for bounds in self._inner.ranges(self._outer.keys[outer]))
        inner_to_outer = self._outer.ranges(self._inner.keys[inner])
        rows = np.concatenate([self._outer.rows[outer], self._outer.rows[outer], self._inner.rows[inner]])
        starts, stops = (np.concatenate(s) for s in zip(outer_to_outer, outer_to_inner, inner_to_outer, strict=True))
        order = np.argsort(rows, kind="stable")
        return rows[order], starts[order], stops[order]


def _row_portions(rows: Ints, counts: Ints) -> Iterator[tuple[int, int]]:
    """Bounds of portions with about `MOST_PAIRS` pairs that never divide a row."""
    ends = np.cumsum(counts)
    begin = 0
    while begin < len(rows):
        done = ends[begin - 1] if begin else 0
        last = min(len(rows) - 1, int(np.searchsorted(ends, done + MOST_PAIRS, "left")))
        end = int(np.searchsorted(rows, rows[last], "right"))
        yield begin, end
        begin = end


def distinct(one: Ints, other: Ints) -> tuple[Ints, Ints, Ints]:
    """Each pair once, and how often it came."""
    codes, counts = np.unique(one * MOST_ROWS + other, return_counts=True)
    return codes // MOST_ROWS, codes % MOST_ROWS, counts


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
    is_placeless = not unit.places and not unit.place_words
    yield from ((code("target", word), is_placeless) for word in unit.targets)
    for country in unit.countries:
        yield from ((code("toll", country, str(toll)), is_placeless) for toll in unit.tolls)


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
    if place.middle is None:
        return
    latitude, longitude = place.middle
    north = (place.radius_km or 0.0) / KM_PER_DEGREE
    east = north / max(LEAST_COSINE, cos(radians(latitude)))
    for row in _cells(latitude - north, latitude + north):
        for column in _cells(longitude - east, longitude + east):
            yield mixed_key(code("cell"), row + (1 << 20), column + (1 << 20))


def _cells(low: float, high: float) -> range:
    return range(floor(low / CELL_DEGREES), floor(high / CELL_DEGREES) + 1)
