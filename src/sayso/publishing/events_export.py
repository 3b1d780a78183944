"""events.csv and events.geojson: a row, or a feature, an event."""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from sayso.model import (
    Claim,
    Counted,
    Event,
    OriginKind,
    TimeSpan,
)
from sayso.publishing.claims_export import place_words
from sayso.publishing.place_records import event_places
from sayso.publishing.privacy import Policy, Privacy
from sayso.publishing.release import Exported, Release, write_whole
from sayso.publishing.time_precision import NO_CODES, precision_codes
from sayso.publishing.voices import Part, Voices

LOSSES = (
    "level, disputes and voices are of each part; which words say so is in claims.jsonl and in `sayso explain`",
    "place, its precisions and its point are of the first place; all are in `places`",
    "rows with `is_sum` are summed-up happenings, their parts name them in `part_of`: never add both",
    "places known only as an area have no point; planned and ongoing ones are no finer than the first-level division",
    "names of private persons are pseudonyms unless they were included on purpose",
)

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_VALUED = ("initiator", "place", "time")
"""The propositions that have values and are no tolls."""

Row = dict[str, Any]


def export_csv(release: Release, target: Path, policy: Policy, key: bytes, today: dt.date) -> Exported:
    """Write a table of events with their values, levels and numbers of origins."""
    rows = event_rows(release, policy, key, today)

    def write(file: IO[str]) -> int:
        writer = csv.DictWriter(file, fieldnames=columns())
        writer.writeheader()
        writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
        return len(rows)

    return Exported(target, write_whole(target, write), policy.as_text(), LOSSES)


def export_geojson(release: Release, target: Path, policy: Policy, key: bytes, today: dt.date) -> Exported:
    """Write a FeatureCollection; a feature without a known point has a null geometry (RFC 7946, 3.2)."""
    records = event_records(release, policy, key, today)
    collection = {
        "type": "FeatureCollection",
        "policy": json.loads(policy.as_text()),
        "losses": LOSSES,
        "features": [_feature(record) for record in records],
    }

    def write(file: IO[str]) -> int:
        json.dump(collection, file, ensure_ascii=False, indent=1)
        return len(records)

    return Exported(target, write_whole(target, write), policy.as_text(), LOSSES)


def event_rows(release: Release, policy: Policy, key: bytes, today: dt.date) -> list[Row]:
    """The rows of events.csv as values."""
    return [_flat(record) for record in event_records(release, policy, key, today)]


def event_records(release: Release, policy: Policy, key: bytes, today: dt.date) -> list[Row]:
    """Each event with its places and its propositions nested, as in the properties of events.geojson."""
    privacy = Privacy(policy, key, today, place_words(release))
    voices = Voices(release, privacy)
    return [_record(event, release, privacy, voices) for event in release.events]


def columns() -> list[str]:
    """The columns of events.csv (docs/exports.md)."""
    parts = [*_part_columns("occurrence"), *(c for name in _VALUED for c in (*_part_columns(name), f"{name}_values"))]
    tolls = [c for counted in Counted for c in _toll_columns(counted.value)]
    return [*_WHAT, *_WHEN, *_WHERE, "places", "places_points", "initiators", *_SUPPORT, *parts, *tolls]


_WHAT = ("event_id", "type", "status", "is_sum", "part_of")
_WHEN = ("start", "end", "time_precision", "acled_time_precision", "ucdp_date_prec")
_WHERE = (
    "place",
    "place_precision",
    "acled_geo_precision",
    "ucdp_where_prec",
    "admin2",
    "admin1",
    "country",
    "latitude",
    "longitude",
    "radius_km",
)
_BOUNDS = ("low", "best", "high")
_SUPPORT = ("disputed", "denied_by", "origins", "reports", "claims", "sources")


def _part_columns(name: str) -> tuple[str, ...]:
    return f"{name}_level", f"{name}_disputed", f"{name}_said_by"


def _toll_columns(name: str) -> tuple[str, ...]:
    return *(f"{name}_{bound}" for bound in _BOUNDS), *_part_columns(name), f"{name}_values"


def _record(event: Event, release: Release, privacy: Privacy, voices: Voices) -> Row:
    claims = [release.claims[claim] for claim in event.claims]
    places = event_places(event, is_held_back=privacy.holds_place_back(claims))
    return {
        "event_id": event.id,
        "type": event.type,
        "status": event.status,
        "is_sum": event.is_sum,
        "part_of": event.part_of,
        **_when(event),
        **_first_place(places),
        "places": places,
        "initiators": _initiators(event, claims, privacy),
        "disputed": any(assessment.disputed for assessment in event.assessments),
        "origins": sum(origin.kind is not OriginKind.UNRESOLVED for origin in event.origins),
        "reports": len(event.reports),
        "claims": len(event.claims),
        "sources": _sources(claims, release, privacy),
        **_at_a_glance(event),
        "propositions": {part.name: _part(part) for part in voices.parts(event)},
    }


def _at_a_glance(event: Event) -> Row:
    """What maps are coloured by: the level that it happened has, and the bounds of each toll."""
    occurrence = event.assessment("occurrence")
    tolls = dict(event.tolls)
    bounds = {
        f"{counted.value}_{bound}": getattr(tolls[counted], bound) if counted in tolls else None
        for counted in Counted
        for bound in _BOUNDS
    }
    return {"occurrence_level": occurrence.level.value if occurrence else None, **bounds}


def _when(event: Event) -> Row:
    when = event.when if isinstance(event.when, TimeSpan) else None
    codes = precision_codes(when) if when else NO_CODES
    found = (when.start, when.end, when.precision.value) if when else (None, None, None)
    return dict(zip(_WHEN, (*found, codes.acled, codes.ucdp), strict=True))


def _first_place(places: Sequence[Row]) -> Row:
    first = places[0] if places else {}
    renamed = {"place": first.get("name"), "place_precision": first.get("precision")}
    return {name: renamed[name] if name in renamed else first.get(name) for name in _WHERE}


def _part(part: Part) -> Row:
    numbers = {bound: getattr(part.toll, bound) for bound in _BOUNDS} if part.toll else {}
    return {
        "level": part.level,
        "disputed": part.disputed,
        **numbers,
        "said_by": [asdict(voice) for voice in part.said_by],
        "denied_by": [asdict(voice) for voice in part.denied_by],
        "values": [asdict(value) for value in part.values],
    }


# A record as a row


def _flat(record: Row) -> Row:
    row: Row = dict.fromkeys(columns())
    propositions = record["propositions"]
    row |= {name: value for name, value in record.items() if name in row}
    row |= {
        "initiators": "; ".join(record["initiators"]),
        "sources": "; ".join(record["sources"]),
        "places": "; ".join(map(_place_name, record["places"])),
        "places_points": "; ".join(map(_point, record["places"])),
        "denied_by": "; ".join(f"{n}: {_names(p['denied_by'])}" for n, p in propositions.items() if p["denied_by"]),
    }
    for name, part in propositions.items():
        row |= {f"{name}_{key}": part[key] for key in ("level", "disputed")}
        row[f"{name}_said_by"] = _names(part["said_by"], "; ")
        if f"{name}_values" in row:
            row[f"{name}_values"] = "; ".join(_value(v) for v in part["values"] if not v["superseded"])
    return row


def _place_name(place: Row) -> str:
    return ", ".join(dict.fromkeys(part for part in (place["name"], place["admin1"], place["country"]) if part))


def _point(place: Row) -> str:
    """The point as WKT; '' where none is known."""
    return "" if place["latitude"] is None else f"POINT ({place['longitude']} {place['latitude']})"


def _value(value: Row) -> str:
    return f"{value['value']} ({_names(value['said_by'])})"


def _names(voices: Sequence[Row], between: str = ", ") -> str:
    return between.join(dict.fromkeys(voice["name"] for voice in voices))


def _initiators(event: Event, claims: Sequence[Claim], privacy: Privacy) -> list[str]:
    named = [actor.name for actor in event.initiators if not actor.local or actor.generic]
    if named:
        return sorted(set(named))
    return sorted({privacy.mention(mention) for claim in claims for mention in claim.initiator})


def _sources(claims: Sequence[Claim], release: Release, privacy: Privacy) -> list[str]:
    outlets = {privacy.outlet(release.extractions[claim.extraction]) for claim in claims}
    return sorted(outlet for outlet in outlets if outlet)


def _feature(record: Row) -> Row:
    known = [place for place in record["places"] if place["latitude"] is not None]
    points = [[place["longitude"], place["latitude"]] for place in known]
    geometry: Row | None = {"type": "MultiPoint", "coordinates": points} if points else None
    if len(points) == 1:
        geometry = {"type": "Point", "coordinates": points[0]}
    return {"type": "Feature", "id": record["event_id"], "geometry": geometry, "properties": record}


def _cell(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula: words of reports are never trusted."""
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value
