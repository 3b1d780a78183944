"""Places of a user's own: GeoJSON or CSV, as records of a gazetteer's file.

A feature or row has `name` and `feature` (country, region, admin1, admin2, settlement, site, natural) and, where they
apply, `alternate_names` (a list; in CSV parted by semicolons), `country_code`, `admin1`, `admin2` (names),
`population`, `radius_km`, `id`. A GeoJSON feature has a Point; a CSV row has `latitude` and `longitude`.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sayso.errors import BadRecord
from sayso.resolving.gazetteer_file import Feature, NameKind, Record

_NEED_POINTS = (Feature.SETTLEMENT, Feature.SITE)
_ADVICE = "see docs/overlays.md"
Properties = Mapping[str, Any]
Point = tuple[float, float]


def overlay_records(path: Path) -> Iterator[Record]:
    """The places of a GeoJSON FeatureCollection or a CSV file. Raises BadRecord naming file and feature or line."""
    rows = _csv_rows(path) if path.suffix.lower() == ".csv" else _geojson_rows(path)
    for number, (where, properties, point) in enumerate(rows, 1):
        yield _record(where, -number, properties, point)


def _geojson_rows(path: Path) -> Iterator[tuple[str, Properties, Point | None]]:
    try:
        features = json.loads(path.read_text("utf-8"))["features"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadRecord(str(path), f"is no GeoJSON FeatureCollection ({error})", _ADVICE) from error
    for number, feature in enumerate(features, 1):
        where = f"{path}, feature {number}"
        geometry = feature.get("geometry") or {}
        coordinates = geometry.get("coordinates") or []
        is_point = geometry.get("type") == "Point" and len(coordinates) >= 2
        point = _point(where, coordinates[1], coordinates[0]) if is_point else None
        yield where, feature.get("properties") or {}, point


def _csv_rows(path: Path) -> Iterator[tuple[str, Properties, Point | None]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise BadRecord(str(path), f"cannot be read as CSV ({error})", _ADVICE) from error
    for number, row in enumerate(rows, 2):
        where = f"{path}, line {number}"
        names = [name.strip() for name in (row.get("alternate_names") or "").split(";") if name.strip()]
        has_point = row.get("latitude") and row.get("longitude")
        yield (
            where,
            row | {"alternate_names": names},
            _point(where, row["latitude"], row["longitude"]) if has_point else None,
        )


def _record(where: str, number: int, properties: Properties, point: Point | None) -> Record:
    name, kind = properties.get("name"), properties.get("feature")
    if not name or kind not in tuple(Feature):
        raise BadRecord(where, "needs `name` and `feature`", f"`feature` is one of {', '.join(Feature)}")
    feature = Feature(kind)
    if feature in _NEED_POINTS and point is None:
        raise BadRecord(where, "a settlement needs a Point geometry", "give [longitude, latitude]")
    return Record(
        number=number,
        id=f"overlay:{properties.get('id') or name}",
        name=name,
        feature=feature,
        country=properties.get("country_code") or "",
        admin1=name if feature is Feature.ADMIN1 else properties.get("admin1") or "",
        admin2=name if feature is Feature.ADMIN2 else properties.get("admin2") or "",
        latitude=point[0] if point else None,
        longitude=point[1] if point else None,
        radius_km=_number(where, properties, "radius_km"),
        population=int(_number(where, properties, "population") or 0),
        names=tuple((other, NameKind.ALTERNATE) for other in properties.get("alternate_names") or ()),
    )


def _number(where: str, properties: Properties, name: str) -> float | None:
    value = properties.get(name)
    try:
        return float(value) if value not in (None, "") else None
    except (TypeError, ValueError) as error:
        raise BadRecord(where, f"`{name}` must be a number, not {value!r:.40}", "leave it out if unknown") from error


def _point(where: str, latitude: Any, longitude: Any) -> Point:
    try:
        point = float(latitude), float(longitude)
    except (TypeError, ValueError) as error:
        raise BadRecord(where, f"[{longitude}, {latitude}] is no point", "give [longitude, latitude]") from error
    if not (-90 <= point[0] <= 90 and -180 <= point[1] <= 180):
        raise BadRecord(where, f"[{longitude}, {latitude}] is no point on Earth", "give [longitude, latitude]")
    return point
