"""Towns and the divisions named after them: whoever says "in Kunduz" means the town, unless "province" stands beside.

The ranker learnt on news in which a division's name mostly means the division, as of states. This is decided after it,
by readable rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sayso.model import great_circle_km
from sayso.resolving.gazetteer import Entry
from sayso.resolving.gazetteer_file import Feature, NameKind
from sayso.resolving.place_names import normal
from sayso.resolving.ranking import Ranked, rank
from sayso.resolving.toponyms import Toponym

LEAST_SHARE = 1 / 15
"""Of a division's people its seat holds at least so many; a smaller town of the name is not what the name brings up."""
KNOWN_TOWN = 100_000
"""Inhabitants of a town that is meant rather than a foreign division whose name is this only without "Province"."""

_DIVISIONS = (Feature.ADMIN1, Feature.ADMIN2)
_SPEAKS_OF_COUNTRY = ("country_share", "country_named", "outlet_country", "contained", "contains")


def rank_by_seats(toponyms: Sequence[Toponym], text: str, outlet_country: str = "") -> list[tuple[Ranked, ...]]:
    """For each toponym of a report its candidates, the likeliest first, and towns before what is named after them."""
    return [towns_first(ranked) for ranked in rank(toponyms, text, outlet_country)]


def towns_first(ranked: tuple[Ranked, ...]) -> tuple[Ranked, ...]:
    """The candidates of a name with the town before the division that it is the seat of, with that one's probability.

    A division abroad that bears the name only without the word for what it is ("Gaza Province") yields to a large town
    that bears it wholly, unless the report speaks of its country.
    """
    if not ranked or ranked[0].entry.feature not in _DIVISIONS:
        return ranked
    first = ranked[0]
    town = next((one for one in ranked if is_seat(one.entry, first.entry)), None)
    is_shortened = first.entry.feature is Feature.ADMIN1 and first.entry.match is NameKind.BARE
    if town is None and is_shortened and not _is_country_told(first, ranked[1:]):
        town = next((one for one in ranked if _is_better_known(one.entry, first.entry)), None)
    return _exchanged(ranked, first, town) if town else ranked


def land_first(ranked: tuple[Ranked, ...]) -> tuple[Ranked, ...]:
    """The candidates of a name with the division before its seat, for "rural Kunduz"; a capital has parts itself."""
    if not ranked or ranked[0].entry.is_capital:
        return ranked
    town = ranked[0]
    lands = (one for one in ranked if one.entry.feature is Feature.ADMIN1 and is_seat(town.entry, one.entry))
    land = next(lands, None)
    return _exchanged(ranked, town, land) if land else ranked


def is_seat(town: Entry, division: Entry) -> bool:
    """Whether a town is what a division is named after: in it or amid it, and no small part of its people.

    A town whose own name says that it is the city ("Mexico City") leaves the bare name to the division.
    """
    if town.feature is not Feature.SETTLEMENT or town.country != division.country or _tells_itself_apart(town):
        return False
    return _lies_within(town, division) and town.population >= LEAST_SHARE * division.population


def _lies_within(town: Entry, division: Entry) -> bool:
    """Whether a town is in a division, or a division of its own that the other surrounds: Kyiv in Kyiv oblast."""
    if town.admin1 == division.admin1:
        return division.feature is Feature.ADMIN1 or town.admin2 == division.admin2
    if not town.centre or not division.centre:
        return False
    return great_circle_km(town.centre, division.centre) <= division.extent_km


def _tells_itself_apart(town: Entry) -> bool:
    return normal(town.place.name).endswith(" city")


def _is_better_known(town: Entry, division: Entry) -> bool:
    is_known = town.match is NameKind.MAIN and town.population >= max(KNOWN_TOWN, division.population)
    return town.feature is Feature.SETTLEMENT and is_known


def _is_country_told(division: Ranked, others: Iterable[Ranked]) -> bool:
    """Whether the report speaks more of a division's country than of the other candidates' countries."""
    return _told(division) > max((_told(one) for one in others), default=0.0)


def _told(one: Ranked) -> float:
    return sum(one.features.get(name, 0.0) for name in _SPEAKS_OF_COUNTRY)


def _exchanged(ranked: tuple[Ranked, ...], first: Ranked, other: Ranked) -> tuple[Ranked, ...]:
    """The candidates with another in the first one's stead, and that one in the other's."""
    raised, lowered = replace(other, probability=first.probability), replace(first, probability=other.probability)
    instead = {id(first): raised, id(other): lowered}
    return tuple(instead.get(id(one), one) for one in ranked)
