"""Places: what the place words of a report mean, and how precisely that is known.

All toponyms of a report are ranked together (`ranking.py`); then each mention's words are read (`place_words.py`) and
make of the chosen places a value: the place itself, a shape made of places, or the unit that holds a name that the
gazetteer lacks.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import sqrt

from sayso.model import (
    UNLISTED,
    Claim,
    Extraction,
    Mention,
    Place,
    PlacePrecision,
    Shape,
    ShapeKind,
    Span,
    Unresolved,
    content_id,
    great_circle_km,
)
from sayso.resolving.gazetteer import Entry, Gazetteer
from sayso.resolving.gazetteer_file import Feature, NameKind
from sayso.resolving.letter_case import tells_names
from sayso.resolving.place_names import normal
from sayso.resolving.place_words import (
    Name,
    PlaceWords,
    Relation,
    moved,
    read_place_words,
    split_places,
    with_quiet_description,
)
from sayso.resolving.ranking import Ranked, holds
from sayso.resolving.seats import land_first, rank_by_seats
from sayso.resolving.toponyms import (
    TOWNS,
    Toponym,
    country_of_domain,
    is_context,
    is_generic,
    is_large,
    is_surname,
    is_well_known,
    is_where,
    toponym,
)

NEAR_RADIUS_KM = 15.0
"""Radius of "near X" and "outskirts of X"."""
OFFSET_SHARE = 0.3
"""How far off a stated distance may be: "30 km north" is rounded, and north is a wide word."""
SMALLEST_OFFSET_KM = 5.0
STRIP_KM = 10.0
"""Half the width of a strip between two places."""
SURE = 0.8
"""Probability from which on a choice among candidates leaves no others worth keeping."""
WORTH_KEEPING = 0.05
MOST_KEPT = 5

STATED_TIMES = 9
"""A name in the place words of a claim says as much about the report's country as so many mentions elsewhere."""
KNOWN_ABROAD = 500_000
"""Inhabitants of a town that a report about another country can mean without naming the town's country."""
LEAST_VOTE = 0.5
"""Below it the names of a report say nothing about its country."""

NOT_THERE = "not in the gazetteer"
DEMONYM_ONLY = "a people or adjective, which only hints at a place"


@dataclass(frozen=True, slots=True)
class ReportPlaces:
    """What a report says of places: the country that it is about (ISO 3166-1 alpha-2, or '') and each span's value."""

    country: str
    values: Mapping[Span, Place | Unresolved]


@dataclass(frozen=True, slots=True)
class _Named:
    """A name of place words with its ranked candidates."""

    name: Name
    ranked: tuple[Ranked, ...]

    @property
    def best(self) -> Entry | None:
        return self.ranked[0].entry if self.ranked else None


class PlaceResolver:
    """Resolves the place words of one report at a time."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer

    def resolve(self, claims: Sequence[Claim], extraction: Extraction) -> ReportPlaces:
        """The places of a report's claims."""
        return self.resolve_spans({mention.span for claim in claims for mention in claim.place}, extraction)

    def resolve_spans(self, place_words: Iterable[Span], extraction: Extraction) -> ReportPlaces:
        """The places that a report's place words mean."""
        spans = sorted(place_words)
        words = {span: self._read(span.text) for span in spans}
        ranked = self._ranked(words, extraction)
        country = self._country(words, ranked) or country_of_domain(extraction.url or extraction.outlet)
        values = {span: self._value(read, span, ranked, country) for span, read in words.items()}
        return ReportPlaces(country, values)

    def _country(self, words: Mapping[Span, PlaceWords], ranked: Mapping[tuple[int, int], tuple[Ranked, ...]]) -> str:
        """The country that a report is about: where its happenings are counts for more than what else it names."""
        stated = {(one.start, one.end) for one in self._toponyms(words)}
        times = ((candidates, STATED_TIMES if at in stated else 1) for at, candidates in ranked.items())
        return country_of(candidates for candidates, count in times for _ in range(count))

    def split(self, claim: Claim) -> Claim:
        """The claim with a mention for each place, where words list several: "Kalat and Mastung"."""
        return replace(claim, place=tuple(part for mention in claim.place for part in self._parts(mention)))

    def _parts(self, mention: Mention[Place]) -> Iterator[Mention[Place]]:
        span = mention.span
        bounds = [] if self.gazetteer.find(span.text) else split_places(span.text)
        parts = [Span(span.extraction, span.start + a, span.start + b, span.text[a:b]) for a, b in bounds]
        if len(parts) < 2 or not all(toponym(self.gazetteer, _bare(part.text)).candidates for part in parts):
            yield mention
            return
        yield from (replace(mention, span=part) for part in parts)

    def rank(
        self, text: str, bounds: Iterable[tuple[int, int]], address: str = "", country: str = ""
    ) -> list[tuple[Ranked, ...]]:
        """The ranked candidates of toponyms whose bounds in a text are given; of an outlet's address or country."""
        toponyms = [toponym(self.gazetteer, text[start:end], start) for start, end in bounds]
        return rank_by_seats(toponyms, text, country or country_of_domain(address))

    def find(self, text: str) -> Iterator[Toponym]:
        """The toponyms that a text itself shows, by the gazetteer's names and the look of the words around them."""
        has_names = tells_names(text)
        seen = [
            toponym(self.gazetteer, found.text, found.start)
            for found in self.gazetteer.find_in(text, any_case=not has_names)
        ]
        yield from _of_places(seen, text) if has_names else filter(is_large, seen)

    def place(self, words: str, country: str = "") -> Place | Unresolved:
        """What place words mean by themselves, in a report about `country`."""
        span = Span("", 0, len(words), words)
        read = self._read(words)
        toponyms = self._toponyms({span: read})
        found = rank_by_seats(toponyms, words, country)
        ranked = {(one.start, one.end): candidates for one, candidates in zip(toponyms, found, strict=True)}
        return self._value(read, span, ranked, country)

    def _read(self, words: str) -> PlaceWords:
        """What place words say; in capitals "NORTHERN HARSK" is the north of Harsk unless it is a name itself."""
        read, quiet = read_place_words(words), with_quiet_description(words)
        if quiet == words or self._knows(read):
            return read
        other = read_place_words(quiet)
        return other if self._knows(other) else read

    def _knows(self, read: PlaceWords) -> bool:
        return any(toponym(self.gazetteer, name.text).candidates for name in read.names)

    def _ranked(
        self, words: Mapping[Span, PlaceWords], extraction: Extraction
    ) -> dict[tuple[int, int], tuple[Ranked, ...]]:
        """The ranked candidates of every toponym of a report: those in place words first, then all others."""
        stated = self._toponyms(words)
        taken = [(one.start, one.end) for one in stated]
        shown = [
            one
            for one in self.find(extraction.text)
            if not any(one.start < end and start < one.end for start, end in taken)
        ]
        toponyms = [*stated, *shown]
        found = rank_by_seats(toponyms, extraction.text, country_of_domain(extraction.url or extraction.outlet))
        return {(one.start, one.end): ranked for one, ranked in zip(toponyms, found, strict=True)}

    def _toponyms(self, words: Mapping[Span, PlaceWords]) -> list[Toponym]:
        """The names in place words; "the main market" and "the Valley" are none, whoever bears such a name."""
        named = (
            toponym(self.gazetteer, name.text, span.start + name.start)
            for span, read in words.items()
            for name in (*read.names, *((read.container,) if read.container else ()))
            if name.text != name.text.lower()
        )
        return [one for one in named if not is_generic(one)]

    def _value(
        self,
        read: PlaceWords,
        span: Span,
        ranked: Mapping[tuple[int, int], tuple[Ranked, ...]],
        country: str,
    ) -> Place | Unresolved:
        def named(name: Name) -> _Named:
            start = span.start + name.start
            found = ranked.get((start, start + len(name.text)), ())
            backed = _countries_beside(found, ranked.values())
            plausible = tuple(one for one in found if _is_plausible(one.entry, country, backed))
            return _as_said(_Named(name, plausible))

        names = [named(name) for name in read.names]
        if read.container:
            outer = named(read.container)
            names = [_inside(one, outer, is_sure=read.is_sure_of_container) for one in names]
            if not any(one.ranked for one in names):
                return _container(outer)
        known = [one for one in names if one.best]
        if not known:
            return self._unlisted(names[0].name.text, country)
        if all(one.ranked[0].entry.match is NameKind.DEMONYM for one in known) and read.relation is Relation.IN:
            return Unresolved(DEMONYM_ONLY)
        if read.relation in _FROM_TOWNS:
            known = [_as_town(one) for one in known]
        return _SHAPED[read.relation](known, read, country)

    def _unlisted(self, name: str, country: str) -> Place | Unresolved:
        """What holds a name that the gazetteer lacks: the country that the report is about. Other names, other ids."""
        holder = self.gazetteer.country(country) if name[:1].isupper() and country else None
        if not holder:
            return Unresolved(NOT_THERE)
        place_id = content_id("plc", normal(name), holder.place.id)
        return replace(holder.place, id=place_id, feature=UNLISTED, rule=f"{NOT_THERE}: the report's country")


def _inside(one: _Named, outer: _Named, *, is_sure: bool) -> _Named:
    """The candidates that lie in the place named around them; where none does and the words are not sure, all."""
    within = tuple(r for r in one.ranked if any(_lies_in(r.entry, o.entry) for o in outer.ranked))
    return _Named(one.name, within if within or is_sure else one.ranked)


def _is_plausible(entry: Entry, country: str, backed: Collection[str]) -> bool:
    """Whether a match can be believed in a report about a country.

    A town abroad needs to be large, or another name of the report in its country; a coarse spelling holds at home only.
    """
    if not country or entry.country == country or entry.is_overlay:
        return True
    if entry.match is NameKind.FOLDED:
        return False
    is_large = entry.is_capital or (entry.population >= KNOWN_ABROAD and entry.match is NameKind.MAIN)
    return entry.feature not in _SMALL or is_large or entry.country in backed


def _countries_beside(found: Sequence[Ranked], ranked: Iterable[Sequence[Ranked]]) -> set[str]:
    """The countries that other names of the report most likely lie in."""
    return {
        one[0].entry.country for one in ranked if one and one != found and one[0].entry.match is not NameKind.FOLDED
    }


def _as_said(one: _Named) -> _Named:
    """The name as a town or as the land around it, where the words before or after it say which."""
    if one.name.is_land and not one.name.is_town:
        return _Named(one.name, land_first(one.ranked))
    if not one.name.is_town or not one.best or one.best.feature in TOWNS:
        return one
    town = _as_town(one)
    anywhere = tuple(r for r in one.ranked if r.entry.feature in TOWNS)
    return town if town.best and town.best.feature in TOWNS else _Named(one.name, anywhere or one.ranked)


def _as_town(one: _Named) -> _Named:
    """The same name as a town rather than the division around it: roads and distances begin in towns."""
    first = one.ranked[0].entry
    towns = [r for r in one.ranked if r.entry.feature is Feature.SETTLEMENT and _shares_unit(r.entry, first)]
    return _Named(one.name, (*towns, *(r for r in one.ranked if r not in towns)))


def _shares_unit(town: Entry, area: Entry) -> bool:
    return town.country == area.country and (not area.admin1 or town.admin1 == area.admin1)


def _lies_in(inner: Entry, outer: Entry) -> bool:
    """Whether a unit holds a place, or a town has it in its reach."""
    if outer.feature is not Feature.SETTLEMENT or not inner.centre or not outer.centre:
        return holds(outer, inner)
    return inner.place.id != outer.place.id and great_circle_km(inner.centre, outer.centre) <= NEAR_RADIUS_KM


def _container(outer: _Named) -> Place | Unresolved:
    if not outer.best:
        return Unresolved(NOT_THERE)
    return replace(_place(outer), rule=f"{NOT_THERE}: what the words say holds it")


def _bare(words: str) -> str:
    return read_place_words(words).names[0].text


def _in(known: Sequence[_Named], read: PlaceWords, country: str) -> Place | Unresolved:
    return _place(known[0])


def _around(known: Sequence[_Named], read: PlaceWords, country: str) -> Place:
    """A disc around or away from a settlement; near an area, the area itself."""
    place, entry = _place(known[0]), known[0].ranked[0].entry
    if entry.feature not in (Feature.SETTLEMENT, Feature.SITE) or entry.centre is None:
        return replace(place, rule=f"{read.relation.value}: {place.rule}")
    distance = read.distance_km
    if distance and read.direction:
        reach = max(SMALLEST_OFFSET_KM, OFFSET_SHARE * distance)
        shape = Shape(ShapeKind.OFFSET, (place.id,), (moved(entry.centre, distance, read.direction),), round(reach, 1))
    else:
        shape = Shape(ShapeKind.AROUND, (place.id,), (entry.centre,), round(distance or NEAR_RADIUS_KM, 1))
    return _disc(place, shape, f"{read.relation.value}: {place.rule}")


def _strip(known: Sequence[_Named], read: PlaceWords, country: str) -> Place:
    """A strip between two places; where one is missing, a wide disc around the other."""
    ends = [one.ranked[0].entry for one in known]
    place = _place(known[0])
    if len(ends) < 2 or not all(end.centre for end in ends):
        return _around(known, replace(read, relation=Relation.NEAR), country)
    line = tuple(end.centre for end in ends if end.centre)
    kind = ShapeKind.ROUTE if read.relation is Relation.ROUTE else ShapeKind.BETWEEN
    half = great_circle_km(*line) / 2
    shape = Shape(kind, tuple(end.place.id for end in ends), line, STRIP_KM)
    return replace(
        _shared(place, _place(known[1])),
        id=_shape_id(shape),
        name=f"{ends[0].place.name}–{ends[1].place.name}",
        precision=PlacePrecision.ADMIN2,
        latitude=None,
        longitude=None,
        radius_km=round(half + STRIP_KM, 1),
        feature=kind.value,
        rule=f"{read.relation.value} of two places",
        shape=shape,
    )


def _border(known: Sequence[_Named], read: PlaceWords, country: str) -> Place:
    """Somewhere along a border: in the report's country if that is one side, and no finer than the two sides."""
    sides = [one.ranked[0].entry for one in known]
    here = next((side for side in sides if side.country == country), None)
    home = country if here is None else here.country
    place = Place(
        id="border:" + "+".join(sorted(side.place.id for side in sides)),
        name=" and ".join(side.place.name for side in sides) + " border",
        precision=PlacePrecision.COUNTRY if home else PlacePrecision.UNKNOWN,
        country=home,
        feature="border",
        rule="border",
    )
    return replace(place, shape=Shape(ShapeKind.BORDER, tuple(side.place.id for side in sides)))


_SMALL = (Feature.SETTLEMENT, Feature.SITE, Feature.ADMIN2)
_FROM_TOWNS = (Relation.NEAR, Relation.AROUND_SEAT, Relation.AT_DISTANCE, Relation.BETWEEN, Relation.ROUTE)
_SHAPED = {
    Relation.IN: _in,
    Relation.NEAR: _around,
    Relation.AROUND_SEAT: _around,
    Relation.AT_DISTANCE: _around,
    Relation.BETWEEN: _strip,
    Relation.ROUTE: _strip,
    Relation.BORDER: _border,
}


def _disc(place: Place, shape: Shape, rule: str) -> Place:
    """A disc: its middle and radius are the value."""
    latitude, longitude = shape.line[0]
    disc = replace(place, precision=PlacePrecision.NEAR_SETTLEMENT, latitude=latitude, longitude=longitude)
    return replace(disc, id=_shape_id(shape), radius_km=shape.reach_km, rule=rule, shape=shape)


def _shape_id(shape: Shape) -> str:
    """Equal shapes of equal places have one id."""
    where = ",".join(f"{value:.2f}" for point in shape.line for value in point)
    return f"{shape.kind.value}:{'+'.join(shape.anchors)}@{where}"


def _shared(one: Place, other: Place) -> Place:
    """A place in the divisions that two places share."""
    country = one.country if one.country == other.country else ""
    admin1 = one.admin1 if country and one.admin1 == other.admin1 else ""
    admin2 = one.admin2 if admin1 and one.admin2 == other.admin2 else ""
    return replace(one, country=country, admin1=admin1, admin2=admin2, admin1_code=one.admin1_code if admin1 else "")


def _place(named: _Named) -> Place:
    """The likeliest place, with the others that stay possible."""
    first = named.ranked[0]
    kept = [one.entry.place.id for one in named.ranked if one.probability >= WORTH_KEEPING][:MOST_KEPT]
    return replace(first.entry.place, candidates=tuple(kept) if first.probability < SURE and len(kept) > 1 else ())


def country_of(ranked: Iterable[tuple[Ranked, ...]]) -> str:
    """The country (ISO 3166-1 alpha-2) that most names probably lie in, or ''.

    A name counts for less each time that it is repeated, and one known by its coarse spelling not at all: that spelling
    is believed only in the country that is asked for here.
    """
    names: dict[tuple[str, ...], tuple[Ranked, ...]] = {}
    times: Counter[tuple[str, ...]] = Counter()
    for candidates in ranked:
        key = tuple(one.entry.place.id for one in candidates)
        names[key] = candidates
        times[key] += 1
    votes: defaultdict[str, float] = defaultdict(float)
    for key, candidates in names.items():
        for one in candidates:
            if one.entry.match is not NameKind.FOLDED:
                votes[one.entry.country] += one.probability * sqrt(times[key])
    votes.pop("", None)
    best = max(sorted(votes), key=lambda code: votes[code], default="")
    return best if best and votes[best] >= LEAST_VOTE else ""


def _of_places(seen: Sequence[Toponym], text: str) -> Iterator[Toponym]:
    """The toponyms that are places: none that this text uses as a surname as often, but where it says "in" before."""
    surnames = Counter(one.key for one in seen if is_surname(text, one))
    times = Counter(one.key for one in seen)
    for one in seen:
        is_person = 2 * surnames[one.key] >= times[one.key] and not is_well_known(one) and not is_where(text, one)
        if not is_person and is_context(text, one):
            yield one
