"""The gazetteer: names and the places that bear them, in the shipped file and in a user's own files before it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path

from sayso.model import Place, PlacePrecision
from sayso.resolving.gazetteer_file import FOLDED_MARK, LONGEST_NAME, Feature, Layer, NameKind, Record, digest
from sayso.resolving.gazetteer_overlay import overlay_records
from sayso.resolving.place_names import NormalText, folded, normal, other_first_word

SETTLEMENT_RADIUS_KM = 5.0
"""Radius within which "in the town" is taken to lie."""
SITE_RADIUS_KM = 1.0
SETTLEMENT_NEAR_DEGREES = 2.0
"""Within this distance of a settlement a point is taken to lie in its country."""
WIDEST_REGION_KM = 400.0
"""A region of one country up to this radius is about as coarse as a first-level division."""
WIDEST_DISTRICT_KM = 60.0
"""The same for a second-level division: a valley, a tehsil."""
GAZETTEER_SUFFIXES = (".sqlite", ".gazetteer")

Point = tuple[float, float]

_PRECISION = {
    Feature.COUNTRY: PlacePrecision.COUNTRY,
    Feature.ADMIN1: PlacePrecision.ADMIN1,
    Feature.ADMIN2: PlacePrecision.ADMIN2,
    Feature.SETTLEMENT: PlacePrecision.SETTLEMENT,
    Feature.SITE: PlacePrecision.SITE,
}
_COARSER = (PlacePrecision.ADMIN2, PlacePrecision.ADMIN1, PlacePrecision.COUNTRY, PlacePrecision.UNKNOWN)
_POINTS = {Feature.SETTLEMENT: SETTLEMENT_RADIUS_KM, Feature.SITE: SITE_RADIUS_KM}


@dataclass(frozen=True, slots=True)
class Entry:
    """One place with what helps to choose among places of one name.

    `centre` is a point of every place that has one, areas too: for distances, never for a map. `extent_km` is how far
    the place reaches from it. `match` is what kind of name was found.
    """

    place: Place
    feature: Feature
    match: NameKind
    country: str
    admin1: str
    admin2: str
    centre: Point | None
    extent_km: float
    population: int = 0
    is_capital: bool = False
    is_overlay: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """Words of a text that are a name of the gazetteer."""

    start: int
    end: int
    text: str


class Gazetteer:
    """Finds places by name. A user's own layers come before the shipped one."""

    def __init__(self, layers: tuple[Layer, ...]) -> None:
        self.layers = layers
        self.version = "+".join(layer.version for layer in reversed(layers))
        self._named = lru_cache(maxsize=20_000)(self._look_up)
        self._spelled = lru_cache(maxsize=20_000)(self._look_up_spelled)
        self._division = lru_cache(maxsize=20_000)(self._look_up_division)

    @staticmethod
    @cache
    def shipped() -> Gazetteer:
        """Countries, divisions, and settlements of at least 500 inhabitants."""
        packed = resources.files("sayso.resolving").joinpath("data/gazetteer.sqlite.xz")
        return Gazetteer((Layer.packed(packed, cache_folder()),))

    def with_overlay(self, path: Path) -> Gazetteer:
        """This gazetteer with a user's own places before it: GeoJSON, CSV, or a file that `gazetteer import` made.

        Raises BadRecord, naming file and feature or line.
        """
        if path.suffix in GAZETTEER_SUFFIXES:
            return Gazetteer((Layer.opened(path), *self.layers))
        records = [self._with_codes(record) for record in overlay_records(path)]
        layer = Layer.of(records, f"{path.name}:{len(records)}:{digest(records)}")
        return Gazetteer((layer, *self.layers))

    def find(self, name: str) -> tuple[Entry, ...]:
        """Every place that bears the name, whatever the case and accents: a user's own first, then the most populous.

        A name that nothing bears is looked up by its coarse form, so that "Noshki" finds Nushki.
        """
        return self._named(normal(name))

    def find_spelled(self, name: str) -> tuple[Entry, ...]:
        """Every place that bears a name of the same coarse form, be it that others bear the name itself."""
        return self._spelled(folded(normal(name)))

    def find_in(self, text: str, *, any_case: bool = False) -> Iterator[Found]:
        """The longest names that begin at a capital letter, or at any letter, in order of the text."""
        plain = NormalText.of(text)
        done = 0
        for match in (_WORD_BEGINS if any_case else _NAME_BEGINS).finditer(text):
            start = match.start()
            if start < done:
                continue
            end = self._end_of_longest(plain, start)
            if end:
                yield Found(start, end, text[start:end])
                done = end

    def country_at(self, point: Point) -> str:
        """The country of the settlement that is nearest to a point, or '' where none is near, as at sea."""
        near = [found for layer in self.layers if (found := layer.nearest(point, SETTLEMENT_NEAR_DEGREES))]
        return min(near)[1] if near else ""

    def country(self, code: str) -> Entry | None:
        """The country of an ISO 3166-1 code."""
        return self._division(Feature.COUNTRY, code, "", "")

    def admin1(self, country: str, code: str) -> Entry | None:
        """The first-level division of a GeoNames code."""
        return self._division(Feature.ADMIN1, country, code, "") if code else None

    def admin2(self, country: str, admin1: str, code: str) -> Entry | None:
        """The second-level division of GeoNames codes."""
        return self._division(Feature.ADMIN2, country, admin1, code) if code else None

    def of_id(self, place_id: str) -> Place | None:
        """The place of an id, as `gazetteer find` shows it: a user's own first."""
        for layer in self.layers:
            if record := layer.by_place_id(place_id):
                return self._place(record, NameKind.MAIN, is_overlay=layer.is_overlay)
        return None

    def _with_codes(self, record: Record) -> Record:
        """A user's record with the code of the first-level division that it names, where this gazetteer has that."""
        if not record.admin1 or record.feature is Feature.ADMIN1:
            return record
        codes = [
            entry.admin1
            for entry in self.find(record.admin1)
            if entry.feature is Feature.ADMIN1 and entry.country == record.country
        ]
        return replace(record, admin1=codes[0]) if codes else record

    def _look_up(self, key: str) -> tuple[Entry, ...]:
        found = self._entries(key) or self._entries(other_first_word(key))
        if found:
            return found
        return self._spelled(folded(key))

    def _look_up_spelled(self, coarse: str) -> tuple[Entry, ...]:
        return self._entries(FOLDED_MARK + coarse, coarse)

    def _entries(self, *keys: str) -> tuple[Entry, ...]:
        found: dict[str, Entry] = {}
        for layer in self.layers:
            for key in keys:
                for record, kind in layer.named(key):
                    match = NameKind.FOLDED if len(keys) > 1 else kind
                    found.setdefault(record.place_id, self._entry(record, match, is_overlay=layer.is_overlay))
        return tuple(sorted(found.values(), key=_order))

    def _look_up_division(self, feature: Feature, country: str, admin1: str, admin2: str) -> Entry | None:
        for layer in self.layers:
            record = layer.division(feature, country, admin1, admin2)
            if record:
                return self._entry(record, NameKind.MAIN, is_overlay=layer.is_overlay)
        return None

    def _entry(self, record: Record, match: NameKind, *, is_overlay: bool) -> Entry:
        centre = None if record.latitude is None or record.longitude is None else (record.latitude, record.longitude)
        return Entry(
            self._place(record, match, is_overlay=is_overlay),
            record.feature,
            match,
            record.country,
            record.admin1,
            record.admin2,
            centre,
            record.radius_km or SETTLEMENT_RADIUS_KM,
            record.population,
            record.is_capital,
            is_overlay,
        )

    def _place(self, record: Record, match: NameKind, *, is_overlay: bool) -> Place:
        radius = _POINTS.get(record.feature)
        first, second = self._unit(record, Feature.ADMIN1), self._unit(record, Feature.ADMIN2)
        return Place(
            id=record.place_id,
            name=record.name,
            precision=_precision(record),
            country=record.country,
            admin1=first.name if first else _written(record.admin1, is_overlay),
            admin2=second.name if second else _written(record.admin2, is_overlay),
            admin1_code=first.iso if first else "",
            latitude=record.latitude if radius else None,
            longitude=record.longitude if radius else None,
            radius_km=(record.radius_km or radius) if radius and record.latitude is not None else None,
            feature=record.feature.value,
            rule=_RULES[match] + (" in the project's own gazetteer" if is_overlay else ""),
        )

    def _unit(self, record: Record, feature: Feature) -> Record | None:
        """The division of a level that holds a place, or the place itself where it is one."""
        if record.feature is feature:
            return record
        code = record.admin1 if feature is Feature.ADMIN1 else record.admin2
        if not code:
            return None
        codes = (record.country, record.admin1, code if feature is Feature.ADMIN2 else "")
        return next(filter(None, (layer.division(feature, *codes) for layer in self.layers)), None)

    def _end_of_longest(self, plain: NormalText, start: int) -> int:
        """Where the longest name that begins at `start` ends in the text itself, or 0."""
        begin = plain.to_normal(start)
        ahead = plain.text[begin : begin + LONGEST_NAME + 1]
        longest = 0
        for layer in self.layers:
            for key in layer.trie.prefixes(ahead):
                size = len(key)
                if size > longest and (not ahead[size : size + 1].isalnum() or plain.has_gap(begin + size)):
                    longest = size
        return plain.to_original(begin + longest) if longest else 0


_NAME_BEGINS = re.compile(r"(?<!\w)(?:(?:[Aa]l|[Ee]l|[Aa][dnrstz]|[Aa]sh)-(?=[A-ZÀ-Þ])|[A-ZÀ-ÞĀ-Ž])")

_WORD_BEGINS = re.compile(r"(?<!\w)[^\W\d_]")

_RULES = {
    NameKind.MAIN: "exact name",
    NameKind.ALTERNATE: "other name",
    NameKind.BARE: "name of the division",
    NameKind.ABBREVIATION: "abbreviation",
    NameKind.DEMONYM: "demonym, a hint",
    NameKind.FOLDED: "other spelling",
}


def cache_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Where the unpacked gazetteer is kept: a folder of the user's that may be deleted at any time."""
    try:
        return Path(environment.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "sayso"
    except RuntimeError:  # a user without a home: nothing can be kept
        return Path(os.devnull) / "sayso"


def _order(entry: Entry) -> tuple[bool, int, int, str]:
    return not entry.is_overlay, -entry.population, entry.match, entry.place.id


def _written(code: str, is_overlay: bool) -> str:
    """What a user's file calls a division that no layer has; a code of GeoNames is no name."""
    return code if is_overlay else ""


def _precision(record: Record) -> PlacePrecision:
    """How finely a place is known from its name: of regions and of nature, the division that is about as wide."""
    if record.feature is Feature.NATURAL:
        has = (record.admin2, record.admin1, record.country, "unknown")
        return next(p for p, code in zip(_COARSER, has, strict=True) if code)
    if record.feature is not Feature.REGION:
        return _PRECISION[record.feature]
    radius = record.radius_km or 0
    if not record.country or radius > WIDEST_REGION_KM:
        return PlacePrecision.UNKNOWN
    return PlacePrecision.ADMIN2 if radius <= WIDEST_DISTRICT_KM else PlacePrecision.ADMIN1
