"""A gazetteer's file: one SQLite database with places, their names, and a trie of the names.

The shipped one is compressed, and unpacked once into a cache; one of a user's own is a plain file.
Names are in normal form (`names.normal`); coarse forms stand behind FOLDED_MARK. A place lies in a unit, which has the
GeoNames codes of country, admin1 and admin2; a country or division lies in the unit of its own codes.
"""

from __future__ import annotations

import hashlib
import io
import lzma
import shutil
import sqlite3
import struct
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from importlib.resources.abc import Traversable
from math import cos, radians
from pathlib import Path
from typing import Any

import marisa_trie

from sayso.errors import BadRecord
from sayso.resolving.place_names import folded, normal

FOLDED_MARK = "~"
SHORTEST_FOLDED = 5
"""Letters of the shortest coarse form: below it too many names share one."""
LONGEST_NAME = 60
"""Characters of the longest normal name that is kept: nothing longer is a name in running text."""
_XZ_END = 48
"""Bytes at the end of an xz file that hold at least its content's checksum, its index and its footer."""
_SCALE = 10_000
"""Degrees are kept as whole ten-thousandths, about ten metres."""


class Feature(StrEnum):
    """What kind of place it is."""

    COUNTRY = "country"
    REGION = "region"
    ADMIN1 = "admin1"
    ADMIN2 = "admin2"
    SETTLEMENT = "settlement"
    SITE = "site"
    NATURAL = "natural"


_FEATURES = tuple(Feature)


class NameKind(IntEnum):
    """What kind of name it is, the surest first."""

    MAIN = 0
    ALTERNATE = 1
    BARE = 2
    """A division's name without the word for what it is."""
    ABBREVIATION = 3
    DEMONYM = 4
    """An adjective or a people: a hint to the place, never the place."""
    FOLDED = 5


GEONAMES = "geonames:"
"""What ids of GeoNames' places begin with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One place as a gazetteer's file keeps it. `number` is its GeoNames id, or negative; `id` names others.

    `is_transliterated` says that its names come from another script, so that coarse forms of them are kept too.
    """

    number: int
    name: str
    feature: Feature
    country: str = ""
    admin1: str = ""
    admin2: str = ""
    latitude: float | None = None
    longitude: float | None = None
    radius_km: float | None = None
    population: int = 0
    iso: str = ""
    id: str = ""
    is_capital: bool = False
    names: tuple[tuple[str, NameKind], ...] = field(default=())
    is_transliterated: bool = field(default=True, compare=False)

    @property
    def place_id(self) -> str:
        """The id that the world sees."""
        return self.id or f"{GEONAMES}{self.number}"


_SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE unit (number INTEGER PRIMARY KEY, country TEXT, admin1 TEXT, admin2 TEXT) STRICT;
CREATE TABLE place (
    number INTEGER PRIMARY KEY, name TEXT NOT NULL, feature INTEGER NOT NULL, unit INTEGER NOT NULL REFERENCES unit,
    latitude INTEGER, longitude INTEGER, population INTEGER
) STRICT;
CREATE TABLE detail (
    place INTEGER PRIMARY KEY REFERENCES place, radius_km REAL, iso TEXT, id TEXT, is_capital INTEGER
) STRICT;
CREATE TABLE name (word INTEGER, place INTEGER, kind INTEGER, PRIMARY KEY (word, place)) STRICT, WITHOUT ROWID;
CREATE TABLE words (trie BLOB NOT NULL) STRICT;
"""
_SCRATCH = "CREATE TEMPORARY TABLE spelt (key TEXT, place INTEGER, kind INTEGER);"
_IS_UNIT = (
    f"feature IN ({', '.join(str(_FEATURES.index(f)) for f in (Feature.COUNTRY, Feature.ADMIN1, Feature.ADMIN2))})"
)
_INDEXES = f"""
CREATE INDEX unit_codes ON unit (country, admin1, admin2);
CREATE INDEX place_of_unit ON place (unit) WHERE {_IS_UNIT};
"""
_SELECT = (
    "SELECT place.number, name, feature, country, admin1, admin2, latitude, longitude, radius_km, population, "
    "iso, id, is_capital FROM place JOIN unit ON unit.number = place.unit "
    "LEFT JOIN detail ON detail.place = place.number "
)


class Layer:
    """A gazetteer's file, open for reading."""

    def __init__(self, connection: sqlite3.Connection, *, is_overlay: bool) -> None:
        self.connection = connection
        self.is_overlay = is_overlay
        self.version = str(connection.execute("SELECT value FROM meta WHERE name = 'version'").fetchone()[0])
        self.trie = marisa_trie.Trie()
        self.trie.frombytes(connection.execute("SELECT trie FROM words").fetchone()[0])

    @classmethod
    def packed(cls, path: Traversable, cache: Path) -> Layer:
        """The layer of a compressed file, unpacked once into a folder; into memory where that cannot be written."""
        plain = cache / f"gazetteer-{_fingerprint(path)}.sqlite"
        try:
            if not _is_whole(plain):
                _unpack(path, plain)
            return cls(_open(plain), is_overlay=False)
        except (OSError, sqlite3.Error):
            connection = sqlite3.connect(":memory:", check_same_thread=False)
            connection.deserialize(lzma.decompress(path.read_bytes()))
            return cls(connection, is_overlay=False)

    @classmethod
    def opened(cls, path: Path) -> Layer:
        """The layer of a user's own file. Raises BadRecord when it is none."""
        try:
            return cls(_open(path), is_overlay=True)
        except sqlite3.Error as error:
            advice = "make one with `sayso gazetteer import`"
            raise BadRecord(str(path), f"is no gazetteer ({error})", advice) from error

    @classmethod
    def of(cls, records: Iterable[Record], version: str) -> Layer:
        """A layer of a user's own places, in memory."""
        connection = sqlite3.connect(":memory:", check_same_thread=False)
        write(connection, records, version)
        return cls(connection, is_overlay=True)

    def named(self, key: str) -> Iterator[tuple[Record, NameKind]]:
        """The places that bear a name, given in normal form, with what kind of name it is."""
        statement = "SELECT place, kind FROM name WHERE word = ?"
        kinds = dict(self.connection.execute(statement, (self.trie.get(key, -1),)).fetchall())
        marks = ", ".join("?" * len(kinds))
        statement = f"{_SELECT} WHERE place.number IN ({marks}) ORDER BY place.number"
        for columns in self.connection.execute(statement, tuple(kinds)) if kinds else ():
            record = _record(columns)
            yield record, NameKind(kinds[record.number])

    def division(self, feature: Feature, country: str, admin1: str = "", admin2: str = "") -> Record | None:
        """The country or division of those codes."""
        statement = _SELECT + (f"WHERE country IS ? AND admin1 IS ? AND admin2 IS ? AND {_IS_UNIT} AND feature = ?")
        codes = (country or None, admin1 or None, admin2 or None)
        found = self.connection.execute(statement, (*codes, _FEATURES.index(feature))).fetchone()
        return _record(found) if found else None

    def nearest(self, point: tuple[float, float], within: float) -> tuple[float, str] | None:
        """The squared distance in degrees, and the country, of the settlement nearest to a point, if one is near."""
        latitude, longitude = (round(value * _SCALE) for value in point)
        narrowing = cos(radians(point[0])) ** 2
        reach = round(within * _SCALE)
        statement = (
            "SELECT (latitude - :latitude) * (latitude - :latitude) + :narrowing * (longitude - :longitude) "
            "* (longitude - :longitude) AS squared, country FROM place JOIN unit ON unit.number = place.unit "
            "WHERE feature = :settlement AND latitude BETWEEN :south AND :north ORDER BY squared LIMIT 1"
        )
        given = {"latitude": latitude, "longitude": longitude, "narrowing": narrowing}
        limits = {
            "south": latitude - reach,
            "north": latitude + reach,
            "settlement": _FEATURES.index(Feature.SETTLEMENT),
        }
        found = self.connection.execute(statement, given | limits).fetchone()
        return (found[0] / _SCALE**2, found[1]) if found and found[0] <= reach**2 else None

    def by_number(self, number: int) -> Record | None:
        """The place of a number."""
        found = self.connection.execute(_SELECT + "WHERE place.number = ?", (number,)).fetchone()
        return _record(found) if found else None

    def by_place_id(self, place_id: str) -> Record | None:
        """The place of an id as the world sees it."""
        number = place_id.removeprefix(GEONAMES)
        if number != place_id and number.isdecimal():
            record = self.by_number(int(number))
            return record if record and record.place_id == place_id else None
        found = self.connection.execute(_SELECT + "WHERE detail.id = ?", (place_id,)).fetchone()
        return _record(found) if found else None

    def count(self) -> int:
        """How many places it holds."""
        return int(self.connection.execute("SELECT count(*) FROM place").fetchone()[0])


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)


def _fingerprint(path: Traversable) -> str:
    """What tells one packed gazetteer from another: an xz file ends with a checksum and the size of its content."""
    with path.open("rb") as file:
        file.seek(-_XZ_END, io.SEEK_END)
        return f"{zlib.crc32(file.read()):08x}"


def _is_whole(plain: Path) -> bool:
    """Whether a SQLite file is as long as its header says (https://sqlite.org/fileformat.html, offsets 16 and 28)."""
    if not plain.exists():
        return False
    with plain.open("rb") as file:
        header = file.read(32)
    return len(header) == 32 and plain.stat().st_size == struct.unpack_from(">H", header, 16)[0] * int.from_bytes(
        header[28:32], "big"
    )


def _unpack(path: Traversable, target: Path) -> None:
    """Write the plain file; others that do the same at the same time do no harm."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as file:
        fresh = Path(file.name)
        try:
            with path.open("rb") as packed, lzma.open(packed) as plain:
                shutil.copyfileobj(plain, file)
        except BaseException:  # a full disk or an interruption leaves nothing behind
            fresh.unlink()
            raise
    fresh.replace(target)


def write(connection: sqlite3.Connection, records: Iterable[Record], version: str) -> int:
    """Write places into an empty database, as they come; how many. A later record of a number replaces an earlier.

    In memory are the distinct names and the units; everything else is sorted on disk.
    """
    connection.executescript(_SCHEMA + _SCRATCH)
    connection.execute("INSERT INTO meta VALUES ('version', ?)", (version,))
    units: dict[tuple[str | None, ...], int] = {}
    for record in records:
        unit = units.setdefault(_codes(record), len(units) + 1)
        connection.execute("INSERT OR REPLACE INTO place VALUES (?, ?, ?, ?, ?, ?, ?)", _row(record, unit))
        if any((detail := _detail(record))[1:]):
            connection.execute("INSERT OR REPLACE INTO detail VALUES (?, ?, ?, ?, ?)", detail)
        rows = ((key, record.number, kind) for key, kind in _keys(record))
        connection.executemany("INSERT INTO spelt VALUES (?, ?, ?)", rows)
    connection.executemany("INSERT INTO unit VALUES (?, ?, ?, ?)", ((n, *codes) for codes, n in units.items()))
    _write_names(connection)
    connection.executescript(_INDEXES)
    connection.commit()
    connection.execute("VACUUM")
    return int(connection.execute("SELECT count(*) FROM place").fetchone()[0])


def _write_names(connection: sqlite3.Connection) -> None:
    """The trie of all names, and who bears each, the surest kind of a name only."""
    trie = marisa_trie.Trie(key for (key,) in connection.execute("SELECT DISTINCT key FROM spelt ORDER BY key"))
    connection.create_function("word", 1, trie.__getitem__, deterministic=True)
    connection.execute(
        "INSERT INTO name SELECT word(key) AS id, place, min(kind) FROM spelt GROUP BY key, place ORDER BY id, place"
    )
    connection.execute("INSERT INTO words VALUES (?)", (trie.tobytes(),))
    connection.execute("DROP TABLE spelt")


def write_file(path: Path, records: Iterable[Record], version: str) -> int:
    """Write a gazetteer's file in place of one that is there, which stays if this fails; how many places."""
    fresh = path.with_name(path.name + ".part")
    fresh.unlink(missing_ok=True)
    connection = sqlite3.connect(fresh)
    try:
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")  # a file not yet in use
        count = write(connection, records, version)
    except BaseException:  # interruptions too
        connection.close()
        fresh.unlink(missing_ok=True)
        raise
    connection.close()
    fresh.replace(path)
    return count


def pack(path: Path) -> bytes:
    """A gazetteer's file, compressed: the same facts give the same bytes."""
    return lzma.compress(path.read_bytes())


def digest(records: Iterable[Record]) -> str:
    """A short fingerprint of places, for a version."""
    text = "\n".join(sorted(map(repr, records)))
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _keys(record: Record) -> Iterator[tuple[str, NameKind]]:
    for name, kind in ((record.name, NameKind.MAIN), *record.names):
        key = normal(name)
        if not key or len(key) > LONGEST_NAME:
            continue
        yield key, kind
        if key.startswith("the "):
            yield key.removeprefix("the "), kind
        coarse = folded(key)
        if record.is_transliterated and kind <= NameKind.BARE and len(coarse) >= SHORTEST_FOLDED and coarse != key:
            yield FOLDED_MARK + coarse, NameKind.FOLDED


def _codes(record: Record) -> tuple[str | None, str | None, str | None]:
    return record.country or None, record.admin1 or None, record.admin2 or None


def _row(record: Record, unit: int) -> tuple[object, ...]:
    return (
        record.number,
        record.name,
        _FEATURES.index(record.feature),
        unit,
        None if record.latitude is None else round(record.latitude * _SCALE),
        None if record.longitude is None else round(record.longitude * _SCALE),
        record.population or None,
    )


def _detail(record: Record) -> tuple[object, ...]:
    return record.number, record.radius_km, record.iso or None, record.id or None, int(record.is_capital) or None


def _record(columns: Iterable[Any]) -> Record:
    number, name, feature, country, admin1, admin2, latitude, longitude, radius_km, population, *rest = columns
    iso, place_id, is_capital = rest
    return Record(
        number=number,
        name=name,
        feature=_FEATURES[feature],
        country=country or "",
        admin1=admin1 or "",
        admin2=admin2 or "",
        latitude=None if latitude is None else latitude / _SCALE,
        longitude=None if longitude is None else longitude / _SCALE,
        radius_km=radius_km,
        population=population or 0,
        iso=iso or "",
        id=place_id or "",
        is_capital=bool(is_capital),
    )


__all__ = ["FOLDED_MARK", "Feature", "Layer", "NameKind", "Record", "digest", "pack", "write", "write_file"]
