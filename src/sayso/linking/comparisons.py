"""Comparisons: what speaks for and against two units being about one happening, each with a sentence."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable

from sayso.linking.units import Unit
from sayso.linking.weights import weights
from sayso.model import Comparison, Place, PlacePrecision, TimeSpan

EARTH_RADIUS_KM = 6371.0

Outcome = tuple[str, str]
"""Which row of the weights' table, and a sentence for people."""

_AREAS = (PlacePrecision.ADMIN2, PlacePrecision.ADMIN1, PlacePrecision.COUNTRY)


def compare(one: Unit, other: Unit, are_copies: bool) -> tuple[Comparison, ...]:
    """Every comparison of a pair with its weight."""
    outcomes = [(name, function(one, other)) for name, function in COMPARISONS]
    outcomes.append(("copy", _copy(one, other, are_copies)))
    table = weights().table
    return tuple(Comparison(name, sentence, table[name][row]) for name, (row, sentence) in outcomes)


def _copy(one: Unit, other: Unit, are_copies: bool) -> Outcome:
    if are_copies and one.types & other.types:
        return "copies", "both stand in copies of one story"
    return "not_copies", "the reports are no copies of each other"


def time(one: Unit, other: Unit) -> Outcome:
    """When it happened; without a date on both sides only how far apart the reports came out."""
    pairs = [(a, b) for a in one.whens for b in other.whens if a.has_year and b.has_year]
    if not pairs:
        return _published(one, other)
    if any(a.may_overlap(b) for a, b in pairs):
        same = any(a.start == a.end == b.start == b.end for a, b in pairs)
        said = " and ".join(sorted({span.edtf for pair in pairs for span in pair}))
        return ("same_day", f"both on {said}") if same else ("overlap", f"their times overlap: {said}")
    gap = min(_gap(a, b) for a, b in pairs)
    return ("next_day", "one day apart") if gap == 1 else ("apart", f"{gap} days apart")


def _gap(one: TimeSpan, other: TimeSpan) -> int:
    first, second = sorted((one, other), key=lambda span: span.start or "")
    if not first.end or not second.start:
        return 0
    return (dt.date.fromisoformat(second.start) - dt.date.fromisoformat(first.end)).days


def _published(one: Unit, other: Unit) -> Outcome:
    if one.published and other.published:
        days = abs((one.published - other.published).days)
        if days > weights().thresholds["published_apart_days"]:
            return "unknown_published_apart", f"a date is missing, and the reports came out {days} days apart"
    return "unknown", "a date is missing on one side"


def place(one: Unit, other: Unit) -> Outcome:
    """Where it happened: the best fit of any two of their places, the finest ones first."""
    if not one.places or not other.places:
        shared = one.place_words & other.place_words
        return ("same_words", f"both in {min(shared)}") if shared else ("unknown", "a place is missing or unknown")
    fine = [[p for p in unit.places if p.precision not in _AREAS] or list(unit.places) for unit in (one, other)]
    found = [_places(a, b) for a in fine[0] for b in fine[1]]
    order = ("same", "near", "within", "apart")
    return min(found, key=lambda outcome: (order.index(outcome[0]), outcome[1]))


def _places(one: Place, other: Place) -> Outcome:
    if one.id == other.id:
        return "same", f"both in {one.name}"
    for inner, outer in ((one, other), (other, one)):
        if is_within(inner, outer):
            return "within", f"{inner.name} lies in {outer.name}"
    distance = distance_km(one, other)
    if distance is not None and distance <= (one.radius_km or 0) + (other.radius_km or 0):
        return "near", f"{one.name} and {other.name} are {distance:.0f} km apart"
    return "apart", f"{one.name} is not {other.name}"


def is_within(inner: Place, outer: Place) -> bool:
    """Whether an area holds a place."""
    if inner.country != outer.country or not outer.country or outer.shape:
        return False
    if outer.precision is PlacePrecision.COUNTRY:
        return True
    if outer.precision is PlacePrecision.ADMIN1:
        return inner.admin1 == outer.name or inner.admin1 == outer.admin1 != ""
    return outer.precision is PlacePrecision.ADMIN2 and inner.admin2 == outer.name


def distance_km(one: Place, other: Place) -> float | None:
    """Great-circle distance of two points or middles of shapes, or None where one has none."""
    if not one.middle or not other.middle:
        return None
    a, b, c, d = map(math.radians, (*one.middle, *other.middle))
    haversine = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(haversine))


def type_(one: Unit, other: Unit) -> Outcome:
    """What kind of happening."""
    if one.types & other.types:
        return "same", f"both {min(one.types & other.types)}"
    if one.families & other.families:
        return "same_family", f"{min(one.types)} and {min(other.types)} are alike"
    both = one.families | other.families
    if any(len(both & group) > 1 and both <= group for group in weights().alike_families):
        return "may_turn_out_alike", f"{min(one.types)} and {min(other.types)} may be told of one happening"
    return "other", f"{min(one.types)} is not {min(other.types)}"


def initiator(one: Unit, other: Unit) -> Outcome:
    """Who is said to have done it."""
    if not one.initiators or not other.initiators:
        return "unknown", "nobody is named on one side"
    if one.initiators & other.initiators:
        return "same", "the same is said to have done it"
    return "other", "different ones are said to have done it"


def target(one: Unit, other: Unit) -> Outcome:
    """Whom or what it was done to."""
    shared = one.targets & other.targets
    return ("alike", f"both hit: {', '.join(sorted(shared)[:3])}") if shared else ("unlike", "no target in common")


def toll(one: Unit, other: Unit) -> Outcome:
    """What is counted, and how many."""
    pairs = [(a, b) for of, a in one.tolls for of2, b in other.tolls if of == of2]
    if not pairs:
        return "unknown", "nothing is counted on both sides"
    if any((a.low, a.high) == (b.low, b.high) for a, b in pairs):
        return "same", "the same toll"
    overlap = any((a.low or 0) <= (b.high or math.inf) and (b.low or 0) <= (a.high or math.inf) for a, b in pairs)
    return ("overlap", "tolls that can both be true") if overlap else ("differs", "tolls that differ")


def words(one: Unit, other: Unit) -> Outcome:
    """How far the sentences share their words."""
    union = one.words | other.words
    share = len(one.words & other.words) / len(union) if union else 0.0
    if share >= weights().thresholds["words_alike"]:
        return "alike", f"{share:.0%} of the words are the same"
    return ("somewhat" if share >= weights().thresholds["words_somewhat"] else "unlike"), f"{share:.0%} shared words"


COMPARISONS: tuple[tuple[str, Callable[[Unit, Unit], Outcome]], ...] = (
    ("time", time),
    ("place", place),
    ("type", type_),
    ("initiator", initiator),
    ("target", target),
    ("toll", toll),
    ("words", words),
)
