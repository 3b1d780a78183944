"""The gazetteer: names and the places that bear them."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from sayso.errors import BadRecord
from sayso.model import Place, PlacePrecision

SETTLEMENT_RADIUS_KM = 5.0
"""Radius within which "in the town" is taken to lie."""

_PRECISION = {
    "country": PlacePrecision.COUNTRY,
    "admin1": PlacePrecision.ADMIN1,
    "admin2": PlacePrecision.ADMIN2,
    "settlement": PlacePrecision.SETTLEMENT,
    "site": PlacePrecision.SITE,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One place with what helps to choose among places of one name."""

    place: Place
    population: int = 0
    is_overlay: bool = False


class Gazetteer:
    """Finds places by exact name, whatever the case."""

    def __init__(self, entries: Mapping[str, tuple[Entry, ...]], version: str) -> None:
        self.entries = entries
        self.version = version

    @staticmethod
    @cache
    def shipped() -> Gazetteer:
        """Countries, first-level divisions and the larger places of the world."""
        packed = resources.files("sayso.resolving").joinpath("data/places.tsv.gz").read_bytes()
        rows = list(csv.reader(io.StringIO(gzip.decompress(packed).decode()), delimiter="\t"))
        divisions = {(row[3], row[4]): row[1] for row in rows if row[2] == "admin1"}
        return Gazetteer(_by_name((row[1:2], _entry(row, divisions)) for row in rows), "geonames-1")

    def with_overlay(self, path: Path) -> Gazetteer:
        """This gazetteer and the places of a GeoJSON FeatureCollection, which come before its own.

        Features have the properties `name`, `feature` (country, admin1, admin2, settlement, site) and, where they
        apply, `alternate_names`, `country_code`, `admin1`, `admin2`. Raises BadRecord naming file and feature.
        """
        named = _by_name(_features(path))
        merged = dict(self.entries)
        for name, found in named.items():
            merged[name] = found + merged.get(name, ())
        return Gazetteer(merged, f"{self.version}+{path.name}:{len(named)}")

    def find(self, name: str) -> tuple[Entry, ...]:
        """Every place of that name: those of an overlay first, then the most populous."""
        found = self.entries.get(_key(name), ())
        return tuple(sorted(found, key=lambda e: (not e.is_overlay, -e.population, e.place.id)))


def _key(name: str) -> str:
    return " ".join(name.lower().replace("’", "'").split())


def _by_name(rows: Iterable[tuple[Iterable[str], Entry]]) -> dict[str, tuple[Entry, ...]]:
    out: dict[str, tuple[Entry, ...]] = {}
    for names, entry in rows:
        for name in {_key(name) for name in names}:
            out[name] = (*out.get(name, ()), entry)
    return out


def _entry(row: list[str], divisions: Mapping[tuple[str, str], str]) -> Entry:
    place_id, name, feature, country, admin1, latitude, longitude, population = row
    place = Place(
        id=place_id,
        name=name,
        precision=_PRECISION[feature],
        country=country,
        admin1=divisions.get((country, admin1), ""),
        admin1_code=f"{country}.{admin1}" if admin1 else "",
        latitude=float(latitude) if latitude else None,
        longitude=float(longitude) if longitude else None,
        radius_km=SETTLEMENT_RADIUS_KM if latitude else None,
        feature=feature,
        rule="exact name",
    )
    return Entry(place, int(population))


def _features(path: Path) -> Iterable[tuple[list[str], Entry]]:
    try:
        collection = json.loads(path.read_text("utf-8"))
        features = collection["features"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadRecord(str(path), f"is no GeoJSON FeatureCollection ({error})", "see docs/overlays.md") from error
    for number, feature in enumerate(features, 1):
        where = f"{path}, feature {number}"
        properties = feature.get("properties") or {}
        name, kind = properties.get("name"), properties.get("feature")
        if not name or kind not in _PRECISION:
            allowed = ", ".join(_PRECISION)
            raise BadRecord(where, "needs `name` and `feature`", f"`feature` is one of {allowed}")
        yield [name, *properties.get("alternate_names", [])], _overlay_entry(where, feature, properties)


def _overlay_entry(where: str, feature: Mapping[str, Any], properties: Mapping[str, Any]) -> Entry:
    kind = properties["feature"]
    place = Place(
        id=f"overlay:{properties.get('id') or properties['name']}",
        name=properties["name"],
        precision=_PRECISION[kind],
        country=properties.get("country_code", ""),
        admin1=properties["name"] if kind == "admin1" else properties.get("admin1") or "",
        admin2=properties["name"] if kind == "admin2" else properties.get("admin2") or "",
        feature=kind,
        rule="exact name in the project's own gazetteer",
    )
    if kind in ("settlement", "site"):
        longitude, latitude = _point(where, feature)
        radius = 1.0 if kind == "site" else SETTLEMENT_RADIUS_KM
        place = replace(place, latitude=latitude, longitude=longitude, radius_km=radius)
    return Entry(place, int(properties.get("population") or 0), is_overlay=True)


def _point(where: str, feature: Mapping[str, Any]) -> tuple[float, float]:
    geometry = feature.get("geometry") or {}
    coordinates = geometry.get("coordinates") or []
    if geometry.get("type") != "Point" or len(coordinates) < 2:
        raise BadRecord(where, "a settlement needs a Point geometry", "give [longitude, latitude]")
    longitude, latitude = float(coordinates[0]), float(coordinates[1])
    if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
        raise BadRecord(where, f"[{longitude}, {latitude}] is no point on Earth", "give [longitude, latitude]")
    return longitude, latitude
