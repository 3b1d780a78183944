"""Place words: which names stand in them, and what the words say of where it was from these.

`read_place_words` finds the first pattern that fits; the names that it gives are looked up by others.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from math import cos, radians, sin

KNOWN_WORDS = 20_000
"""Place words whose reading is kept in mind."""


class Relation(StrEnum):
    """What the words say of where it was."""

    IN = "in"
    NEAR = "near"
    AROUND_SEAT = "in the unit around"
    AT_DISTANCE = "at a distance"
    BETWEEN = "between"
    ROUTE = "route"
    BORDER = "border"


@dataclass(frozen=True, slots=True)
class Name:
    """A name in place words, with where it begins in them, and whether the words before say what it is.

    "The city of Kunduz" is a town; "rural Kunduz" and "northern Kunduz" are the land around it.
    """

    text: str
    start: int
    is_town: bool = False
    is_land: bool = False


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Place words as understood. `container` is the unit that the words put the names in.

    "The X area of Y" is sure of its container; in "X, Y" the second may be another place of a list.
    """

    relation: Relation
    names: tuple[Name, ...]
    container: Name | None = None
    is_sure_of_container: bool = False
    distance_km: float | None = None
    direction: str = ""


SEATED_KM = 25.0
"""About how far a tehsil or an upazila reaches from its seat."""
KM_PER_MILE = 1.609
KM_PER_DEGREE = 111.2

_BEARINGS = {
    name: bearing
    for bearing, names in enumerate(
        (
            ("north",),
            ("northeast", "north-east"),
            ("east",),
            ("southeast", "south-east"),
            ("south",),
            ("southwest", "south-west"),
            ("west",),
            ("northwest", "north-west"),
        )
    )
    for name in names
}
_DIRECTION = r"(?P<direction>(?:north|south)[- ]?(?:east|west)|north|south|east|west)(?:ern)?"
_NUMBER = r"(?P<number>\d+(?:[.,]\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|a dozen|twenty|thirty)"
_WORDED = {
    word: float(value)
    for word, value in zip(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], range(1, 11), strict=True
    )
} | {"a dozen": 12.0, "twenty": 20.0, "thirty": 30.0}
_UNIT = r"(?P<unit>km|kms|kilomet(?:er|re)s?|miles?|mi)\b\.?"
_ROAD = (
    r"(?:\w+ )?(?:super ?highway|highway|road|motorway|expressway|route|railway(?: line)?|rail line|line|axis|corridor)"
)
_AND = r"\s+(?:and|to|with)\s+"
_DASH = r"\s?[-–—]\s?"

_LOWER_HEAD = r"(?:(?-i:[a-z])[a-z ]*?\s)?"
"""Words before the relation that name nothing: "a bridge near X"."""

_DISTANCE = re.compile(
    rf"{_LOWER_HEAD}(?:(?:some|about|around|roughly|nearly|at least|just|approximately|an? estimated)\s+)?"
    rf"{_NUMBER}[\s-]*{_UNIT}"
    rf"(?:\s*\([^)]*\))?\s+(?:(?:to the\s+)?{_DIRECTION}\s+)?(?:of|from|away from|outside(?: of)?|off)\s+(?P<a>.+)",
    re.IGNORECASE,
)
_TOWARDS = re.compile(
    rf"{_LOWER_HEAD}(?:(?:to|in|on)\s+)?(?:the\s+)?(?:just\s+|far\s+)?{_DIRECTION}\s+of\s+(?P<a>.+)", re.IGNORECASE
)
_OUTSKIRTS = r"(?:\w+\s+)?(?:outskirts|suburbs?|edges?|vicinity|periphery|environs|countryside)\s+(?:of|around)"
_NEAR = re.compile(
    rf"{_LOWER_HEAD}(?:(?:in|on|at|from)\s+)?(?:the\s+)?(?:just\s+)?(?:very\s+)?"
    r"(?:near(?:by)?(?:\s+to)?|close\s+to|not\s+far\s+from|outside(?:\s+of)?|around|surrounding|"
    rf"{_OUTSKIRTS}|adjacent\s+to|just\s+off)\s+(?P<a>.+)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"(?:in\s+)?(?:the\s+area\s+)?between\s+(?P<a>.+?)\s+and\s+(?P<b>.+)", re.IGNORECASE)
_NAMED_ROUTE = re.compile(
    rf"(?:(?:on|along|off|near|at)\s+)?(?:the\s+)?(?:main\s+|national\s+)?(?P<a>[^\W\d_][\w'’ ]*?)"
    rf"(?:{_DASH}|\s+to\s+)(?P<b>[\w'’ ]+?)"
    rf"\s+(?:national\s+|main\s+)?{_ROAD}\Z",
    re.IGNORECASE,
)
_ROUTE_BETWEEN = re.compile(
    rf"(?:(?:on|along|off)\s+)?(?:the\s+|a\s+)?(?:main\s+)?{_ROAD}\s+(?:that\s+)?(?:between|from|linking|connecting|links|connects)"
    rf"\s+(?P<a>.+?){_AND}(?P<b>.+)",
    re.IGNORECASE,
)
_BORDER = re.compile(
    r"(?:(?:near|along|on|at|close\s+to|across|by|in)\s+)*(?:the\s+)?(?:(?P<b>[A-Z][\w’' ]*?)(?:'s|’s)?\s+)?"
    r"(?:shared\s+|common\s+|northern\s+|southern\s+|eastern\s+|western\s+)?"
    r"(?:border|frontier|boundary)(?:\s+(?:area|region|zone|crossing)s?)?\s+(?:with|between|of|to)\s+(?P<a>.+)"
)
_NAMED_BORDER = re.compile(
    rf"(?:(?:near|along|on|at|close\s+to|across|by)\s+)*(?:the\s+)?(?P<a>[A-Z][\w’' ]*?)"
    rf"(?:{_DASH}(?P<b>[A-Z][\w’' ]*?))?"
    r"\s+(?:border|frontier)(?:\s+(?:area|region|zone|crossing)s?)?\Z"
)
_PART_OF = re.compile(
    r"(?P<a>.*?(?-i:[A-ZÀ-Þ]).*?)"
    r"(?:\s+(?:area|neighbou?rhood|suburb|locality|quarter|sector|market|camp|bazaar|part|side)s?\s+(?:of|in)"
    r"|\s+(?:in|inside|within)"
    r"|(?:(?<=\sdistrict)|(?<=\stown)|(?<=\svillage)|(?<=\stownship)|(?<=\smunicipality))\s+of)"
    r"\s+(?P<b>[\w'’].+)|(?P<c>[^,(]+?)(?:,\s*|\s+\()(?P<d>[^)]+)\)?",
    re.IGNORECASE,
)
"""A name in another. What says what kind of unit the first is stays with it: "Kalat district" of "Balochistan"."""
_SEATED = re.compile(
    r"(?:in\s+)?(?:the\s+)?(?P<a>(?-i:[A-ZÀ-Þ]).*?)\s+(?:(?P<unit>tehsil|taluka?|upazila|sub[- ]?district)|countryside)"
    r"(?:(?:\s+(?:of|in)\s+|,\s*)(?P<b>.+))?",
    re.IGNORECASE,
)
"""A unit below the second level, which bears the name of its seat."""
_SOME_UNIT_OF = re.compile(
    r"(?:[\w-]+\s+){1,3}(?P<a>(?:province|district|region|governorate|state|department|city|town|village)\s+of\s+[A-ZÀ-Þ].+)"
)
"""A unit with words for it before: "the Turkish province of Kilis"."""
_SPOT_IN = re.compile(
    r"(?:the\s+|an?\s+)?[a-z][a-z'’ -]*?(?<!province)(?<!district)(?<!region)(?<!state)(?<!county)(?<!governorate)"
    r"(?<!city)(?<!town)(?<!village)(?<!area)\s+(?:of|in|at)\s+(?:the\s+)?(?P<a>[A-ZÀ-Þ].+)"
)
"""A spot without a name in a place that has one: "the main market of Harsk"."""

_ANY_AND = re.compile(r",?\s+and\s+", re.IGNORECASE)
_TOWN_AFTER = re.compile(r"(?<=\w) (?:city|town)\Z")
"""Written small; "Gaza City" is a name itself."""
_LEADING = re.compile(
    r"(?:(?:in|at|from|inside|within|across|throughout|of|to)\s+)?(?:(?:the|an?)\s+)?"
    r"(?:(?:(?P<land>northern|southern|eastern|western|(?:north|south)[- ]?(?:eastern|western)|remote|rural"
    r"|mountainous)|central|downtown|restive|coastal|volatile|troubled|(?P<town>capital|port)|border)\s+(?!(?:Africa|Europe|Asia)\b))*"
    r"(?:(?P<kind>city|town|village|port|capital)\s+(?:of\s+)?|(?:area|areas|outskirts)\s+(?:of\s+)?)?(?=[A-Z]|al-|el-)"
)

_DESCRIBES = re.compile(
    r"(?:(?:IN|AT|FROM|THE|AN?)\s+)*"
    r"(?:(?:(?:NORTH|SOUTH)[- ]?(?:EAST|WEST)ERN|NORTHERN|SOUTHERN|EASTERN|WESTERN|CENTRAL|DOWNTOWN|RURAL)\s+)+"
    r"(?=[A-Z])"
)


def with_quiet_description(words: str) -> str:
    """Words all in capitals with those in small letters that only describe the name after them: "northern HARSK".

    They may be part of the name ("NORTHERN IRELAND"): only the gazetteer can tell.
    """
    return _DESCRIBES.sub(lambda found: found[0].lower(), words, count=1) if words.isupper() else words


@lru_cache(maxsize=KNOWN_WORDS)
def read_place_words(words: str) -> PlaceWords:
    """What place words say. Words that fit no pattern are a name, or names one in the other."""
    for read in _PATTERNS:
        found = read(words)
        if found:
            return found
    return PlaceWords(Relation.IN, (_name(words, 0, len(words)),))


def split_places(words: str) -> list[tuple[int, int]]:
    """The bounds of the parts of a list of places ("Kalat, Mastung and Quetta"); of one place, its own."""
    if any(pattern.match(words) for pattern in (_BETWEEN, _ROUTE_BETWEEN, _BORDER)) or not _ANY_AND.search(words):
        return [(0, len(words))]
    bounds, begin = [], 0
    for match in re.finditer(r",?\s+and\s+|,\s+", words, re.IGNORECASE):
        bounds.append((begin, match.start()))
        begin = match.end()
    return [*bounds, (begin, len(words))]


def moved(point: tuple[float, float], distance_km: float, direction: str) -> tuple[float, float]:
    """The point so far away in that direction."""
    bearing = radians(45 * _BEARINGS[direction.lower().replace(" ", "-")])
    latitude = point[0] + distance_km * cos(bearing) / KM_PER_DEGREE
    longitude = point[1] + distance_km * sin(bearing) / (KM_PER_DEGREE * max(0.01, cos(radians(point[0]))))
    return round(latitude, 4), round(longitude, 4)


def _at_distance(words: str) -> PlaceWords | None:
    match = _DISTANCE.match(words)
    if not match:
        return None
    inner = read_place_words(match["a"])
    number = _WORDED.get(match["number"].lower()) or float(match["number"].replace(",", "."))
    distance = number * (KM_PER_MILE if match["unit"].lower().startswith("mi") else 1)
    return _from(match, inner, Relation.AT_DISTANCE, distance=distance, direction=match["direction"] or "")


def _near(words: str) -> PlaceWords | None:
    """Near a place; near a spot in a place ("outside a mosque in Kunduz") is in that place."""
    match = _NEAR.match(words) or _TOWARDS.match(words)
    if not match:
        return None
    relation = Relation.IN if _NEAR.match(words) and _spot(match["a"]) else Relation.NEAR
    return _from(match, read_place_words(match["a"]), relation)


def _from(
    match: re.Match[str], inner: PlaceWords, relation: Relation, *, distance: float | None = None, direction: str = ""
) -> PlaceWords | None:
    """The words with a relation to what follows; None where what follows has a relation of its own."""
    if inner.relation is not Relation.IN:
        return PlaceWords(inner.relation, tuple(_later(n, match) for n in inner.names))
    names = tuple(_later(name, match) for name in inner.names)
    container = _later(inner.container, match) if inner.container else None
    return PlaceWords(relation, names, container, inner.is_sure_of_container, distance, direction)


def _later(name: Name, match: re.Match[str]) -> Name:
    return replace(name, start=name.start + match.start("a"))


def _two(pattern: re.Pattern[str], relation: Relation) -> Callable[[str], PlaceWords | None]:
    def read(words: str) -> PlaceWords | None:
        match = pattern.match(words)
        if not match:
            return None
        return PlaceWords(relation, tuple(_name(words, *match.span(g)) for g in ("a", "b") if match[g]))

    return read


def _border_between(words: str) -> PlaceWords | None:
    match = _BORDER.match(words)
    if not match:
        return None
    start, end = match.span("a")
    both = _ANY_AND.search(words, start)
    spans = [(start, both.start()), (both.end(), end)] if both else [(start, end)]
    if match["b"]:
        spans.insert(0, match.span("b"))
    return PlaceWords(Relation.BORDER, tuple(_name(words, *span) for span in spans))


def _part(words: str) -> PlaceWords | None:
    match = _PART_OF.match(words)
    if not match:
        return None
    inner, outer = ("a", "b") if match["a"] else ("c", "d")
    return PlaceWords(Relation.IN, (_name(words, *match.span(inner)),), _name(words, *match.span(outer)), inner == "a")


def _unit(words: str) -> PlaceWords | None:
    match = _SOME_UNIT_OF.fullmatch(words)
    return PlaceWords(Relation.IN, (_name(words, *match.span("a")),)) if match else None


def _seated(words: str) -> PlaceWords | None:
    """The unit around its seat: gazetteers have the town, and no bounds of the unit."""
    match = _SEATED.fullmatch(words)
    if not match:
        return None
    container = _name(words, *match.span("b")) if match["b"] else None
    distance = SEATED_KM if match["unit"] else None
    names = (_name(words, *match.span("a")),)
    return PlaceWords(Relation.AROUND_SEAT, names, container, is_sure_of_container=True, distance_km=distance)


def _spot(words: str) -> PlaceWords | None:
    match = _SPOT_IN.fullmatch(words)
    return PlaceWords(Relation.IN, (_name(words, *match.span("a")),)) if match else None


def _name(words: str, start: int, end: int) -> Name:
    """The name between two offsets, without articles, prepositions and "northern" before it."""
    leading = _LEADING.match(words[start:end])
    skipped = leading.end() if leading else 0
    text = words[start + skipped : end].strip()
    bare = _TOWN_AFTER.sub("", text)
    is_town = bare != text or any(leading and leading[group] for group in ("town", "kind"))
    return Name(bare, start + skipped, is_town, is_land=bool(leading and leading["land"]))


_PATTERNS: tuple[Callable[[str], PlaceWords | None], ...] = (
    _at_distance,
    _two(_ROUTE_BETWEEN, Relation.ROUTE),
    _two(_BETWEEN, Relation.BETWEEN),
    _border_between,
    _two(_NAMED_BORDER, Relation.BORDER),
    _two(_NAMED_ROUTE, Relation.ROUTE),
    _near,
    _seated,
    _part,
    _unit,
    _spot,
)
