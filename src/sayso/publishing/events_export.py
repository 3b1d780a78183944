"""events.csv and events.geojson: a row, or a feature, an event."""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

from sayso.model import (
    Claim,
    Counted,
    Event,
    OriginKind,
    Place,
    PlacePrecision,
    TimeSpan,
)
from sayso.publishing.claims_export import place_words
from sayso.publishing.privacy import Policy, Privacy
from sayso.publishing.release import Exported, Release, write_whole
from sayso.publishing.time_precision import NO_CODES, precision_codes

LOSSES = (
    "one value a field: who said which of several values is in claims.jsonl and in `sayso explain`",
    "rows with `is_sum` are summed-up happenings, their parts name them in `part_of`: never add both",
    "places known only as an area have no point; planned and ongoing ones are no finer than the first-level division",
    "names of private persons are pseudonyms unless they were included on purpose",
)

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_COARSE = (PlacePrecision.ADMIN1, PlacePrecision.COUNTRY, PlacePrecision.UNKNOWN)

Row = dict[str, Any]


def export_csv(release: Release, target: Path, policy: Policy, key: bytes, today: dt.date) -> Exported:
    """Write a table of events with their values, levels and numbers of origins."""
    rows = _rows(release, policy, key, today)

    def write(file: IO[str]) -> int:
        writer = csv.DictWriter(file, fieldnames=_columns())
        writer.writeheader()
        writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
        return len(rows)

    return Exported(target, write_whole(target, write), policy.as_text(), LOSSES)


def export_geojson(release: Release, target: Path, policy: Policy, key: bytes, today: dt.date) -> Exported:
    """Write a FeatureCollection; a feature without a known point has a null geometry (RFC 7946, 3.2)."""
    rows = _rows(release, policy, key, today)
    collection = {
        "type": "FeatureCollection",
        "policy": json.loads(policy.as_text()),
        "losses": LOSSES,
        "features": [_feature(row) for row in rows],
    }

    def write(file: IO[str]) -> int:
        json.dump(collection, file, ensure_ascii=False, indent=1)
        return len(rows)

    return Exported(target, write_whole(target, write), policy.as_text(), LOSSES)


def event_rows(release: Release, policy: Policy, key: bytes, today: dt.date) -> list[Row]:
    """The rows of events.csv as values."""
    return _rows(release, policy, key, today)


def _columns() -> list[str]:
    fixed = [
        "event_id",
        "type",
        "status",
        "start",
        "end",
        "time_precision",
        "acled_time_precision",
        "ucdp_date_prec",
        "place",
        "place_precision",
        "admin2",
        "admin1",
        "country",
        "latitude",
        "longitude",
        "radius_km",
        "initiators",
    ]
    tolls = [f"{counted.value}_{bound}" for counted in Counted for bound in ("low", "best", "high")]
    return fixed + tolls + ["occurrence", "disputed", "origins", "reports", "claims", "sources", "is_sum", "part_of"]


def _rows(release: Release, policy: Policy, key: bytes, today: dt.date) -> list[Row]:
    privacy = Privacy(policy, key, today, place_words(release))
    return [_row(event, release, privacy) for event in release.events]


def _row(event: Event, release: Release, privacy: Privacy) -> Row:
    claims = [release.claims[claim] for claim in event.claims]
    occurrence = event.assessment("occurrence")
    when = event.when if isinstance(event.when, TimeSpan) else None
    codes = precision_codes(when) if when else NO_CODES
    row: Row = dict.fromkeys(_columns())
    row |= {
        "event_id": event.id,
        "type": event.type,
        "status": event.status,
        "start": when.start if when else None,
        "end": when.end if when else None,
        "time_precision": when.precision.value if when else None,
        "acled_time_precision": codes.acled,
        "ucdp_date_prec": codes.ucdp,
        "initiators": "; ".join(_initiators(event, claims, privacy)),
        "occurrence": occurrence.level.value if occurrence else None,
        "disputed": any(assessment.disputed for assessment in event.assessments),
        "origins": sum(origin.kind is not OriginKind.UNRESOLVED for origin in event.origins),
        "reports": len(event.reports),
        "claims": len(event.claims),
        "sources": "; ".join(_sources(claims, release, privacy)),
        "is_sum": event.is_sum,
        "part_of": event.part_of,
    }
    row |= _place(event.places[0] if event.places else None, privacy.holds_place_back(claims))
    for counted, toll in event.tolls:
        row |= {f"{counted}_low": toll.low, f"{counted}_best": toll.best, f"{counted}_high": toll.high}
    return row


def _place(place: Place | None, is_held_back: bool) -> Row:
    if place is None:
        return {}
    row: Row = {"admin1": place.admin1, "country": place.country}
    if is_held_back and place.precision not in _COARSE:
        return row | {"place": place.admin1 or None, "place_precision": PlacePrecision.ADMIN1.value}
    point = {"latitude": place.latitude, "longitude": place.longitude, "radius_km": place.radius_km}
    return row | point | {"place": place.name, "place_precision": place.precision.value, "admin2": place.admin2}


def _initiators(event: Event, claims: Sequence[Claim], privacy: Privacy) -> list[str]:
    named = [actor.name for actor in event.initiators if not actor.local or actor.generic]
    if named:
        return sorted(set(named))
    return sorted({privacy.mention(mention) for claim in claims for mention in claim.initiator})


def _sources(claims: Sequence[Claim], release: Release, privacy: Privacy) -> list[str]:
    outlets = {privacy.outlet(release.extractions[claim.extraction]) for claim in claims}
    return sorted(outlet for outlet in outlets if outlet)


def _feature(row: Row) -> Row:
    point = row["latitude"], row["longitude"]
    geometry = None if None in point else {"type": "Point", "coordinates": [point[1], point[0]]}
    return {"type": "Feature", "id": row["event_id"], "geometry": geometry, "properties": row}


def _cell(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula: words of reports are never trusted."""
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value
