"""Comparisons: what speaks for and against two units being about one happening.

Each comparison gives for many pairs at once which row of the weights' table holds, and can say it in a sentence for
one pair.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from sayso.linking.codes import NONE, Bools, overlap, shared
from sayso.linking.columns import ADMIN1, ADMIN2, COUNTRY, FINE, UNKNOWN_DAY, WIDTHS, Columns, Floats, columns_of
from sayso.linking.units import Unit
from sayso.linking.weights import weights
from sayso.model import EARTH_RADIUS_KM, Comparison

Rows = NDArray[np.int8]
"""For each pair the number of the row that holds, in the order of the comparison's `rows`."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison: its rows in the weights' table, which of them hold for pairs, and what that is in words."""

    name: str
    rows: tuple[str, ...]
    of_pairs: Callable[[Columns, Columns], Rows]
    in_words: Callable[[Unit, Unit, str], str]

    def weigh(self, one: Columns, other: Columns) -> Floats:
        """The weight of each pair, row by row."""
        table = weights().table[self.name]
        weight: Floats = np.array([table[row] for row in self.rows])[self.of_pairs(one, other)]
        return weight


def total(one: Columns, other: Columns, are_copies: Bools) -> Floats:
    """The sum of all comparisons for each pair."""
    out = np.where(_tells_the_copied(one, other, are_copies), *_copy_weights())
    for compared in COMPARISONS:
        out += compared.weigh(one, other)
    return out


def compare(one: Unit, other: Unit, are_copies: bool) -> tuple[Comparison, ...]:
    """Every comparison of a pair, with its weight and in words."""
    first, second = columns_of([one]), columns_of([other])
    out = []
    for compared in COMPARISONS:
        row = compared.rows[int(compared.of_pairs(first, second)[0])]
        out.append(Comparison(compared.name, compared.in_words(one, other, row), weights().table[compared.name][row]))
    copied = bool(_tells_the_copied(first, second, np.array([are_copies]))[0])
    said = "both stand in copies of one story" if copied else "they stand in no copies of one story"
    return (*out, Comparison("copy", said, _copy_weights()[0 if copied else 1]))


def _copy_weights() -> tuple[float, float]:
    table = weights().table["copy"]
    return table["copies"], table["not_copies"]


def _tells_the_copied(one: Columns, other: Columns, are_copies: Bools) -> Bools:
    """Whether copies tell of the same in both: a report may copy one story and tell of another happening besides."""
    return are_copies & shared(one.types, other.types)


def may_join(one: Columns, other: Columns, are_copies: Bools) -> Bools:
    """Which pairs may be joined at all, whatever their sum: single with single and sum with sum, of two reports, and
    resting on more than words.

    That is the text of one story; or a place in common (a country only with a common initiator) and a time, or where
    neither has even a publication date, a common initiator or target; or where one names no place, one day, a common
    target and besides it the toll, the initiator or the words.
    """
    are_alike = (one.is_sum == other.is_sum) & (one.extraction != other.extraction)
    have_occasions = ~one.is_habitual & ~other.is_habitual
    same_initiator = shared(one.initiators, other.initiators)
    place = _place_rows(one, other)
    somewhere = (place < _PLACE.index("in_country")) | ((place == _PLACE.index("in_country")) & same_initiator)
    told_when = _time_rows(one, other) != _TIME.index("unknown")
    timeless = _is_timeless(one) & _is_timeless(other) & (same_initiator | shared(one.targets, other.targets))
    rests = _tells_the_copied(one, other, are_copies) | (somewhere & (told_when | timeless))
    placeless = (_is_placeless(one) | _is_placeless(other)) & ~_are_of_different_countries(one, other)
    rests |= placeless & _fits_without_place(one, other, same_initiator)
    return np.asarray(are_alike & have_occasions & rests)


def may_fit(one: Columns, other: Columns, are_a_day_off: Bools) -> Bools:
    """Which pairs may be one happening though they say too little to be joined by weight: one of them is vague, or
    they are a day off (`is_a_day_off`); and they name no different doers.

    They have a place in common; or one names none, and they have their time, a doer, target or toll, and no country
    but the same.
    """
    are_alike = (one.is_sum == other.is_sum) & (one.extraction != other.extraction)
    have_occasions = ~one.is_habitual & ~other.is_habitual
    somewhere = _place_rows(one, other) < _PLACE.index("in_country")
    placeless = (_is_placeless(one) | _is_placeless(other)) & ~_are_of_different_countries(one, other)
    in_common = shared(one.targets, other.targets) | shared(one.tolls, other.tolls)
    in_common |= shared(one.initiators, other.initiators)
    rests = somewhere | (placeless & in_common & _are_of_one_time(one, other))
    say_too_little = is_vague(one) | is_vague(other) | are_a_day_off
    return np.asarray(are_alike & have_occasions & say_too_little & ~_have_other_doers(one, other) & rests)


def is_a_day_off(one: Columns, other: Columns) -> Bools:
    """Which pairs tell of the same target or tolls in one place, a day apart: reports may take the day of the news for
    that of what it tells."""
    same_place = np.isin(_place_rows(one, other), (_PLACE.index("same"), _PLACE.index("same_words")))
    same_kind = _type_rows(one, other) <= _TYPE.index("same_family")
    is_next_day = _time_rows(one, other) == _TIME.index("next_day")
    same_told = shared(one.targets, other.targets) | (_toll_rows(one, other) == _TOLL.index("several_same"))
    return np.asarray(is_next_day & same_place & same_kind & same_told)


def _have_other_doers(one: Columns, other: Columns) -> Bools:
    are_named = (one.initiators[:, 0] != NONE) & (other.initiators[:, 0] != NONE)
    return np.asarray(are_named & ~shared(one.initiators, other.initiators))


def _are_of_one_time(one: Columns, other: Columns) -> Bools:
    """Whether times agree but for a day, or where a date is missing the reports may tell of one time."""
    time = _time_rows(one, other)
    return (time <= _TIME.index("next_day")) | np.isin(
        time, (_TIME.index("reported_close"), _TIME.index("reported_later"))
    )


def is_vague(columns: Columns) -> Bools:
    """Which units give no place, or none finer than a province; or no day."""
    first = columns.place_fineness[:, 0]
    is_somewhere = (columns.places[:, 0] != NONE) & (first != ADMIN1) & (first != COUNTRY)
    is_somewhere |= (columns.places[:, 0] == NONE) & (columns.place_words[:, 0] != NONE)
    is_dated = (columns.first != UNKNOWN_DAY) & (columns.first == columns.last)
    return np.asarray(~(is_somewhere & is_dated))


def _fits_without_place(one: Columns, other: Columns, same_initiator: Bools) -> Bools:
    same_day = _time_rows(one, other) == _TIME.index("same_day")
    alike_words = overlap(one.words, other.words) >= weights().thresholds["words_alike"]
    besides = same_initiator | shared(one.tolls, other.tolls) | alike_words
    return np.asarray(same_day & shared(one.targets, other.targets) & besides)


def _is_placeless(columns: Columns) -> Bools:
    return np.asarray((columns.places[:, 0] == NONE) & (columns.place_words[:, 0] == NONE))


def _is_timeless(columns: Columns) -> Bools:
    return np.asarray((columns.first == UNKNOWN_DAY) & (columns.published == UNKNOWN_DAY))


def are_alike_in_kind(one: Columns, other: Columns) -> Bools:
    """Which pairs are of types that may be told of one happening."""
    return np.asarray(_type_rows(one, other) < _TYPE.index("other"))


def may_be_summed_up(part: Columns, whole: Columns) -> Bools:
    """Which single happenings a summed-up one may count: of types alike, or any attack of the actor who sums up its
    attacks."""
    attacks = weights().summed_codes
    are_attacks = np.isin(part.families, attacks).any(axis=1) & np.isin(whole.families, attacks).any(axis=1)
    return are_alike_in_kind(part, whole) | (are_attacks & shared(part.initiators, whole.initiators))


def may_lie_together(one: Columns, other: Columns) -> Bools:
    """Which pairs no place keeps apart; a place that is not resolved must at least be told."""
    rows = _place_rows(one, other)
    is_told = (one.place_words[:, 0] != NONE) | (one.places[:, 0] != NONE)
    return np.asarray((rows != _PLACE.index("apart")) & is_told)


# Time

_TIME = (
    "same_span",
    "other_span",
    "hardly_same_span",
    "same_day",
    "overlap",
    "wide",
    "next_day",
    "apart",
    "reported_close",
    "reported_later",
    "reported_apart",
    "unknown",
)


def _time_rows(one: Columns, other: Columns) -> Rows:
    limits = weights().thresholds
    gap = np.maximum(one.first, other.first) - np.minimum(one.last, other.last)
    length = np.maximum(one.last - one.first, other.last - other.first) + 1
    are_dated = (one.first != UNKNOWN_DAY) & (other.first != UNKNOWN_DAY)
    lag = _reporting_lag(one, other)
    are_sums = one.is_sum & other.is_sum & are_dated & (gap <= 0)
    shorter = np.minimum(one.last - one.first, other.last - other.first) + 1
    mostly_one = 1 - gap >= limits["sum_overlap"] * shorter
    return _first_that_holds(
        are_sums & (one.first == other.first) & (one.last == other.last),
        are_sums & mostly_one,
        are_sums,
        are_dated & (gap <= 0) & (length == 1),
        are_dated & (gap <= 0) & (length <= limits["overlap_days"]),
        are_dated & (gap <= 0),
        are_dated & (gap == 1),
        are_dated,
        lag <= limits["reported_close_days"],
        lag <= limits["reported_apart_days"],
        np.isfinite(lag),
    )


def _reporting_lag(one: Columns, other: Columns) -> Floats:
    """Where a date is missing: days from the happening that has one, or its report, to the report without; infinite
    when not even that is known."""
    earliest, latest = [], []
    for columns in (one, other):
        is_dated = columns.first != UNKNOWN_DAY
        earliest.append(np.where(is_dated, columns.first, columns.published))
        latest.append(np.where(is_dated, columns.last, columns.published))
    lag: Floats = np.maximum(0, np.maximum(*earliest) - np.minimum(*latest)).astype(np.float64)
    # A report cannot tell of what happened after it came out.
    too_early = _is_too_early(one, other) | _is_too_early(other, one)
    lag[too_early] = weights().thresholds["reported_apart_days"] + 1
    lag[(earliest[0] == UNKNOWN_DAY) | (earliest[1] == UNKNOWN_DAY)] = np.inf
    return lag


def _is_too_early(undated: Columns, dated: Columns) -> Bools:
    no_date = (undated.first == UNKNOWN_DAY) & (undated.published != UNKNOWN_DAY)
    return np.asarray(no_date & (dated.first > undated.published + 1))


def _time_words(one: Unit, other: Unit, row: str) -> str:
    said = " and ".join(sorted({unit.when.edtf for unit in (one, other) if unit.when}))
    came_out = " and ".join(sorted(str(unit.published) for unit in (one, other) if unit.published))
    return {
        "same_span": f"both sum up {said}",
        "other_span": f"they sum up different days: {said}",
        "hardly_same_span": f"they sum up days of which few are the same: {said}",
        "same_day": f"both on {said}",
        "overlap": f"their times overlap: {said}",
        "wide": f"their times overlap, but one is long: {said}",
        "next_day": f"a day apart: {said}",
        "apart": f"{_days_apart(one, other)} days apart: {said}",
        "reported_close": f"a date is missing, but the reports came out close together: {came_out}",
        "reported_later": f"a date is missing, and the reports came out some days apart: {came_out}",
        "reported_apart": f"a date is missing, and the reports tell of different days: {came_out}",
        "unknown": "a date is missing on one side",
    }[row]


def _days_apart(one: Unit, other: Unit) -> int:
    columns = columns_of([one, other])
    return int(columns.first.max() - columns.last.min())


# Place

_PLACE = ("same", "near", "same_words", "same_area", "within", "in_country", "apart", "unknown")
"""From the closest fit to none; those before `in_country` say enough about where."""

_PLACE_PAIRS = tuple(product(range(WIDTHS["places"]), repeat=2))


def _place_rows(one: Columns, other: Columns) -> Rows:
    """The best fit of any two of their places."""
    same, near, same_area, within, in_country = (np.zeros(len(one), np.bool_) for _ in range(5))
    for a, b in _PLACE_PAIRS:
        are_given = (one.places[:, a] != NONE) & (other.places[:, b] != NONE)
        finer = np.minimum(one.place_fineness[:, a], other.place_fineness[:, b])
        coarser = np.maximum(one.place_fineness[:, a], other.place_fineness[:, b])
        are_equal = are_given & (one.places[:, a] == other.places[:, b])
        is_inside = are_given & (_is_within(one, other, a, b) | _is_within(other, one, b, a))
        same |= are_equal & (coarser == FINE)
        near |= are_given & _are_near(one, other, a, b)
        same_area |= are_equal & (finer != FINE) & (coarser != COUNTRY)
        within |= is_inside & (coarser != COUNTRY)
        in_country |= (is_inside | are_equal) & (coarser == COUNTRY)
    have_places = (one.places[:, 0] != NONE) & (other.places[:, 0] != NONE)
    are_placed = have_places & ~_is_without_point(one) & ~_is_without_point(other)
    share_words = ~have_places & shared(one.place_words, other.place_words)
    return _first_that_holds(same, near, share_words, same_area, within, in_country, are_placed)


def _is_without_point(columns: Columns) -> Bools:
    """Whether the place is a road or a border of which no point is known: that keeps nothing apart."""
    return np.asarray(columns.place_is_shape[:, 0] & np.isnan(columns.place_latitude[:, 0]))


def _are_of_different_countries(one: Columns, other: Columns) -> Bools:
    """Whether places and people of two units are known, and of no country in common."""
    are_known = (one.countries[:, 0] != NONE) & (other.countries[:, 0] != NONE)
    return np.asarray(are_known & ~shared(one.countries, other.countries))


def _are_near(one: Columns, other: Columns, a: int, b: int) -> Bools:
    are_fine = (one.place_fineness[:, a] == FINE) & (other.place_fineness[:, b] == FINE)
    distance = _distance_km(
        one.place_latitude[:, a], one.place_longitude[:, a], other.place_latitude[:, b], other.place_longitude[:, b]
    )
    return np.asarray(are_fine & (distance <= one.place_radius[:, a] + other.place_radius[:, b]))


def _distance_km(latitude: Floats, longitude: Floats, other_latitude: Floats, other_longitude: Floats) -> Floats:
    """Great-circle distances; NaN where a point is missing."""
    a, b, c, d = (np.radians(x) for x in (latitude, longitude, other_latitude, other_longitude))
    haversine = np.sin((c - a) / 2) ** 2 + np.cos(a) * np.cos(c) * np.sin((d - b) / 2) ** 2
    return np.asarray(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(haversine)))


def _is_within(inner: Columns, outer: Columns, a: int, b: int) -> Bools:
    """Whether an area holds a place; a road or a border is no area (as in `model.places.is_within`)."""
    fineness, name, admin1 = outer.place_fineness[:, b], outer.place_name[:, b], outer.place_admin1[:, b]
    in_country = (inner.place_country[:, a] == outer.place_country[:, b]) & (outer.place_country[:, b] != NONE)
    in_admin1 = (inner.place_admin1[:, a] == name) | ((inner.place_admin1[:, a] == admin1) & (admin1 != NONE))
    in_admin2 = inner.place_admin2[:, a] == name
    return np.asarray(
        ~outer.place_is_shape[:, b]
        & in_country
        & ((fineness == COUNTRY) | ((fineness == ADMIN1) & in_admin1) | ((fineness == ADMIN2) & in_admin2))
    )


def _place_words(one: Unit, other: Unit, row: str) -> str:
    ours, theirs = (", ".join(sorted(place.name for place in unit.places)) for unit in (one, other))
    return {
        "same": f"both in {', '.join(sorted({p.name for p in one.places} & {p.name for p in other.places})) or ours}",
        "near": f"{ours} is near {theirs}",
        "same_area": f"both somewhere in {ours}",
        "within": f"of {ours} and {theirs} one lies in the other",
        "in_country": "all that they share of the place is the country",
        "same_words": f"both in “{min(one.place_words & other.place_words, default='')}”",
        "apart": f"{ours} is not {theirs}",
        "unknown": "a place is missing or unknown",
    }[row]


# What, who, how many


_TYPE = ("same", "same_family", "may_turn_out_alike", "other")


def _type_rows(one: Columns, other: Columns) -> Rows:
    alike = np.zeros(len(one), np.bool_)
    for group in weights().alike_codes:
        alike |= np.isin(one.families, group).any(axis=1) & np.isin(other.families, group).any(axis=1)
    return _first_that_holds(shared(one.types, other.types), shared(one.families, other.families), alike)


def _type_words(one: Unit, other: Unit, row: str) -> str:
    ours, theirs = " and ".join(sorted(one.types)), " and ".join(sorted(other.types))
    return {
        "same": f"both {min(one.types & other.types, default='')}",
        "same_family": f"{ours} and {theirs} are alike",
        "may_turn_out_alike": f"{ours} and {theirs} may be told of one happening",
        "other": f"{ours} is not {theirs}",
    }[row]


def _initiator_rows(one: Columns, other: Columns) -> Rows:
    """Somebody in common, others named, or nobody named on one side."""
    are_named = (one.initiators[:, 0] != NONE) & (other.initiators[:, 0] != NONE)
    return _first_that_holds(shared(one.initiators, other.initiators), are_named)


def _initiator_words(one: Unit, other: Unit, row: str) -> str:
    return {
        "same": "the same is said to have done it",
        "other": "different ones are said to have done it",
        "unknown": "nobody is named on one side",
    }[row]


def _target_rows(one: Columns, other: Columns) -> Rows:
    """Something in common, other targets told, or none told on one side."""
    return _first_that_holds(shared(one.targets, other.targets), one.tells_target & other.tells_target)


def _target_words(one: Unit, other: Unit, row: str) -> str:
    return {
        "alike": f"both tell of: {', '.join(sorted(one.targets & other.targets)[:3])}",
        "unlike": "no target in common",
        "unknown": "what was hit is not told on one side",
    }[row]


_TOLL = ("several_same", "same", "partly_same", "overlap", "close", "differs", "far", "unknown")
"""From tolls of which two kinds agree to such as lie far apart."""


def _toll_rows(one: Columns, other: Columns) -> Rows:
    limits = weights().thresholds
    are_counted = ~np.isnan(one.toll_low) & ~np.isnan(other.toll_low)
    are_equal = (one.toll_low == other.toll_low) & (one.toll_high == other.toll_high)
    larger, smaller = np.fmax(one.toll_low, other.toll_low), np.fmin(one.toll_high, other.toll_high)
    gap = np.where(are_counted, larger - smaller, np.inf)
    is_close = gap <= np.maximum(limits["toll_close"], limits["toll_close_share"] * larger)
    is_far = (gap >= limits["toll_far"]) & (larger >= limits["toll_far_times"] * smaller)
    return _first_that_holds(
        are_equal.sum(axis=1) > 1,
        shared(one.tolls, other.tolls) & ~np.any(are_counted & (gap > 0), axis=1),
        shared(one.tolls, other.tolls),
        np.any(gap <= 0, axis=1),
        np.any(is_close & are_counted, axis=1),
        np.any(are_counted & ~is_far, axis=1),
        np.any(are_counted, axis=1),
    )


def _toll_words(one: Unit, other: Unit, row: str) -> str:
    return {
        "several_same": "the same tolls of more than one kind",
        "same": "the same toll",
        "partly_same": "the same toll of one kind, not of another",
        "overlap": "tolls that can both be true",
        "close": "tolls that differ a little",
        "differs": "tolls that differ",
        "far": "tolls that are far apart",
        "unknown": "nothing is counted on both sides",
    }[row]


def _words_rows(one: Columns, other: Columns) -> Rows:
    limits, share = weights().thresholds, overlap(one.words, other.words)
    return _first_that_holds(share >= limits["words_alike"], share >= limits["words_somewhat"])


def _words_words(one: Unit, other: Unit, row: str) -> str:
    common = ", ".join(sorted(one.words & other.words, key=lambda word: (-len(word), word))[:4])
    return {
        "alike": f"much the same words: {common}",
        "somewhat": f"some of the same words: {common}",
        "unlike": "other words",
    }[row]


def _first_that_holds(*conditions: Bools) -> Rows:
    """For each pair the number of the first condition that holds; of the row after the last when none does."""
    return np.select(conditions, range(len(conditions)), len(conditions)).astype(np.int8)


COMPARISONS: Sequence[Compared] = (
    Compared("time", _TIME, _time_rows, _time_words),
    Compared("place", _PLACE, _place_rows, _place_words),
    Compared("type", _TYPE, _type_rows, _type_words),
    Compared("initiator", ("same", "other", "unknown"), _initiator_rows, _initiator_words),
    Compared("target", ("alike", "unlike", "unknown"), _target_rows, _target_words),
    Compared("toll", _TOLL, _toll_rows, _toll_words),
    Compared("words", ("alike", "somewhat", "unlike"), _words_rows, _words_words),
)
