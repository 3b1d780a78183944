"""GeoNames' own files as records: country dumps (PK.txt, PK.zip, allCountries.zip) with alternate names beside them.

The columns are those of https://download.geonames.org/export/dump/readme.txt. Divisions are in the dump itself;
admin1CodesASCII.txt and admin2Codes.txt add the names of divisions that it lacks, and alternateNames(V2) other names.
"""

from __future__ import annotations

import re
import sqlite3
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from sayso.errors import BadRecord
from sayso.resolving.gazetteer_file import Feature, NameKind, Record
from sayso.resolving.place_names import normal

COLUMNS = 19
DISTRICT_PART_KM = 25.0
"""Radius of an area below the second level, which GeoNames gives no extent."""
LATIN_LANGUAGES = frozenset({"", "en", "fr", "es", "de", "pt", "it", "tr", "id", "sw", "ha", "so", "abbr"})
"""Languages of alternate names that may stand in an English report; others in Latin letters have no language mark."""

_AREAS = {"ADM1": Feature.ADMIN1, "ADM2": Feature.ADMIN2, "PCLI": Feature.COUNTRY, "PCL": Feature.COUNTRY}
_CLASSES = {
    "A": Feature.REGION,
    "P": Feature.SETTLEMENT,
    "S": Feature.SITE,
    "L": Feature.NATURAL,
    "H": Feature.NATURAL,
    "T": Feature.NATURAL,
    "U": Feature.NATURAL,
    "V": Feature.NATURAL,
    "R": Feature.NATURAL,
}
_GONE = re.compile(r"(?:ADM[1-5D]|PCL|RGN|PPLC?)H|PPL[QW]|ZNB")
"""Feature codes of places that are no more: PPLH and ADM1H, and not SCH, which is a school."""
_HIGHEST_NUMBER = 2**31


@dataclass(frozen=True, slots=True)
class GeonamesFiles:
    """Files of GeoNames by what they hold."""

    dumps: tuple[Path, ...]
    divisions: tuple[Path, ...]
    alternates: tuple[Path, ...]

    @classmethod
    def of(cls, paths: Iterable[Path]) -> GeonamesFiles:
        """The files sorted by their names."""
        kinds: dict[str, list[Path]] = {"dumps": [], "divisions": [], "alternates": []}
        for path in paths:
            kinds[_kind(path)].append(path)
        return cls(*(tuple(kinds[kind]) for kind in ("dumps", "divisions", "alternates")))


def geonames_records(files: GeonamesFiles, countries: frozenset[str] = frozenset()) -> Iterator[Record]:
    """The places of the dumps, of some countries only if any are given. Raises BadRecord naming file and line."""
    with closing(_OtherNames(files.alternates)) as others:
        for path in files.divisions:
            yield from (record for record in _divisions(path) if not countries or record.country in countries)
        for path in files.dumps:
            for where, cells in _rows(path, COLUMNS):
                if not countries or cells[8] in countries:
                    record = _record(where, cells, others)
                    if record:
                        yield record


class _OtherNames:
    """The names of GeoNames' tables of alternate names by place, on disk: the whole table has 16 million rows."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._has_any = bool(paths)
        self._kept = sqlite3.connect("")  # a file of SQLite's own that goes when it is closed
        self._kept.execute("CREATE TABLE other (place INTEGER, name TEXT)")
        for path in paths:
            self._kept.executemany("INSERT INTO other VALUES (?, ?)", _alternates(path))
        self._kept.execute("CREATE INDEX other_place ON other (place)")

    def of(self, place: int) -> list[str]:
        """The other names of a place."""
        if not self._has_any:
            return []
        found = self._kept.execute("SELECT name FROM other WHERE place = ? ORDER BY rowid", (place,))
        return [name for (name,) in found]

    def close(self) -> None:
        """Let go of the disk."""
        self._kept.close()


def _kind(path: Path) -> str:
    name = path.name.lower()
    if name.startswith("alternatenames"):
        return "alternates"
    return "divisions" if name.startswith(("admin1codes", "admin2codes")) else "dumps"


def _record(where: str, cells: Sequence[str], alternates: _OtherNames) -> Record | None:
    number, name, ascii_name, others, latitude, longitude, feature_class, code, country = cells[:9]
    feature = _AREAS.get(code) or _CLASSES.get(feature_class)
    if feature is None or _GONE.fullmatch(code):
        return None
    try:
        place_number, point = int(number), (float(latitude), float(longitude))
        people = int(cells[14] or 0)
    except ValueError as error:
        raise BadRecord(where, f"is no row of a GeoNames dump ({error})", "give a dump of 19 columns") from error
    if not (0 < place_number < _HIGHEST_NUMBER and -90 <= point[0] <= 90 and -180 <= point[1] <= 180):
        problem = f"has no place's number or point: {number}, {latitude}, {longitude}"
        raise BadRecord(where, problem, "give a dump as GeoNames made it")
    names = dict.fromkeys((ascii_name, *others.split(","), *alternates.of(place_number)))
    return Record(
        number=place_number,
        name=name,
        feature=feature,
        country=country,
        admin1=cells[10] if feature is not Feature.COUNTRY else "",
        admin2=cells[11] if feature not in (Feature.COUNTRY, Feature.ADMIN1) else "",
        latitude=point[0],
        longitude=point[1],
        radius_km=DISTRICT_PART_KM if feature is Feature.REGION else None,
        population=people,
        is_capital=code == "PPLC",
        names=tuple((other, NameKind.ALTERNATE) for other in names if _is_latin(other)),
    )


def _is_latin(name: str) -> bool:
    key = normal(name)
    return bool(key) and key[0].isascii() and not name[0].islower()


def _divisions(path: Path) -> Iterator[Record]:
    for where, (codes, name, ascii_name, number) in _rows(path, 4):
        country, *rest = codes.split(".")
        if not number.isdigit() or not rest:
            raise BadRecord(where, "is no row of a table of divisions", "give admin1CodesASCII.txt or admin2Codes.txt")
        first = Record(number=int(number), name=name, feature=Feature.ADMIN1, country=country, admin1=rest[0])
        names = ((ascii_name, NameKind.ALTERNATE),)
        named = replace(first, names=names)
        yield replace(named, feature=Feature.ADMIN2, admin2=rest[1]) if len(rest) > 1 else named


def _alternates(path: Path) -> Iterator[tuple[int, str]]:
    for _, cells in _rows(path, 4):
        if cells[2] in LATIN_LANGUAGES and cells[1].isdigit():
            yield int(cells[1]), cells[3]


def _rows(path: Path, columns: int) -> Iterator[tuple[str, list[str]]]:
    """The rows of a tab-separated file or of the largest file in an archive, each with where it stands."""
    with _opened(path) as file:
        for number, raw in enumerate(file, 1):
            where = f"{path}, line {number}"
            try:
                line = raw.decode("utf-8")
            except UnicodeDecodeError as error:
                raise BadRecord(where, f"is not UTF-8 ({error})", "give a file of GeoNames as it came") from error
            cells = line.rstrip("\r\n").split("\t")
            if line.startswith("#") or not line.strip():
                continue
            if len(cells) < columns:
                raise BadRecord(where, f"has {len(cells)} columns, not {columns}", "give a file of GeoNames")
            yield where, cells if columns == COLUMNS else cells[:columns]


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    try:
        if path.suffix.lower() != ".zip":
            with path.open("rb") as file:
                yield file
            return
        with zipfile.ZipFile(path) as archive:
            largest = max(archive.infolist(), key=lambda member: member.file_size)
            with archive.open(largest) as packed:
                yield packed
    except (OSError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        raise BadRecord(str(path), f"cannot be read ({error})", "give a file of GeoNames, or its archive") from error
