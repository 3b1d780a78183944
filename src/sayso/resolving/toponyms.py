"""Toponyms: names of places in a text, and the places of the gazetteer that each may be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

from sayso.resolving.gazetteer import Entry, Gazetteer
from sayso.resolving.gazetteer_file import Feature, NameKind
from sayso.resolving.names import normal

MOST_CANDIDATES = 80
"""Places of one name that are weighed, the most populous first: "San Antonio" has more than four hundred."""

AREAS = frozenset({Feature.COUNTRY, Feature.REGION, Feature.ADMIN1, Feature.ADMIN2})
TOWNS = frozenset({Feature.SETTLEMENT, Feature.SITE})

_AREA_WORDS = (
    "district|province|region|state|county|governorate|department|division|prefecture|agency|oblast|raion|wilaya|"
    "parish|canton|commune|sub-?county|local government area|LGA|emirate|territory"
)
_TOWN_WORDS = "city|town|village|settlement|camp|neighbou?rhood|bazaar|market|township|port|hamlet|suburb"
_VAGUE_WORDS = "area|tehsil|taluka?|upazila|sub-?district|municipality|valley|sector"
_AFTER = re.compile(
    rf"\s+(?:(?P<area>{_AREA_WORDS})|(?P<town>{_TOWN_WORDS})|(?P<vague>{_VAGUE_WORDS}))s?\Z", re.IGNORECASE
)
_BEFORE = re.compile(
    rf"(?:the\s+)?(?:capital\s+)?(?:(?P<area>{_AREA_WORDS})|(?P<town>{_TOWN_WORDS})|(?P<vague>{_VAGUE_WORDS}))s?\s+of\s+",
    re.IGNORECASE,
)
_DOMAIN_COUNTRIES = {"UK": "GB"}
_SOLD_DOMAINS = frozenset({"AI", "CC", "CO", "FM", "IO", "LY", "ME", "TV", "WS", "EU", "GG", "TO"})
"""Countries' domains that anybody anywhere uses."""
_COUNTRY_DOMAIN = re.compile(r"\.([a-z]{2})(?=[/:?#]|\Z)")
_THE = re.compile(r"(?:the|in|at)\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?\Z")


_FUNCTION_WORDS = frozenset(
    [
        "in",
        "at",
        "from",
        "near",
        "to",
        "the",
        "of",
        "and",
        "on",
        "by",
        "for",
        "with",
        "around",
        "outside",
        "inside",
        "across",
        "between",
        "towards",
        "toward",
        "into",
        "over",
        "through",
        "via",
        "like",
        "but",
        "or",
        "while",
        "when",
        "after",
        "before",
        "since",
        "as",
        "if",
        "than",
        "that",
        "both",
    ]
)
_WORD_BEFORE = re.compile(r"(?:\A|[^\w'’.-])([\w'’.-]+) \Z")
_WORD_AFTER = re.compile(r"(?:'s|’s)? ([\w'’-]+)")
_PERSON_WORDS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "gen",
        "col",
        "maj",
        "capt",
        "lt",
        "sgt",
        "sheikh",
        "haji",
        "mullah",
        "maulana",
        "president",
        "minister",
    ]
)


@dataclass(frozen=True, slots=True)
class Toponym:
    """Words of a text that name a place, and what they may mean. `says` is the features that the words allow."""

    start: int
    end: int
    text: str
    candidates: tuple[Entry, ...]
    says: frozenset[Feature] = frozenset()

    @property
    def key(self) -> tuple[str, frozenset[Feature]]:
        """What toponyms that mean the same place in one report share."""
        return normal(self.text), self.says


def toponym(gazetteer: Gazetteer, text: str, start: int = 0) -> Toponym:
    """The toponym that words are, with its candidates; none when the gazetteer has no such name."""
    name = _POSSESSIVE.sub("", text.strip())
    name = name[match.end() :] if (match := _THE.match(name)) else name
    end = start + len(text)
    for form, says in _forms(name):
        found = [entry for entry in gazetteer.find(form) if not says or entry.feature in says]
        if found:
            return Toponym(start, end, text, tuple(found[:MOST_CANDIDATES]), says)
    peoples = [e for e in gazetteer.find(name.removesuffix("s")) if e.match is NameKind.DEMONYM]
    if peoples:
        return Toponym(start, end, text, tuple(peoples))
    return Toponym(start, end, text, ())


def is_context(text: str, start: int, end: int) -> bool:
    """Whether a name of the gazetteer is likely a place where it stands: no common word, no part of another name."""
    name = text[start:end]
    if normal(name) in common_words() or (len(name) < 3 and not name.isupper()):
        return False
    before = _WORD_BEFORE.search(text, max(0, start - 24), start)
    if before:
        word = before[1].rstrip(".").lower()
        if word in _PERSON_WORDS or (before[1][0].isupper() and word not in _FUNCTION_WORDS):
            return False
    after = _WORD_AFTER.match(text, end)
    return not (after and after[1][0].isupper() and not is_unit_word(after[1]) and text[end : end + 1] == " ")


def is_unit_word(word: str) -> bool:
    """Whether a word says what kind of place a name is: "District", "City"."""
    return _AFTER.fullmatch(f" {word}") is not None


@cache
def common_words() -> frozenset[str]:
    """Names of places that are mostly something else: words of the language, days, peoples, given names."""
    text = resources.files("sayso.resolving").joinpath("data/common_words.txt").read_text("utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


def _forms(name: str) -> list[tuple[str, frozenset[Feature]]]:
    """The name as it stands; then without the word for what it is, which says what it can be."""
    forms: list[tuple[str, frozenset[Feature]]] = [(name, frozenset())]
    for pattern in (_AFTER, _BEFORE):
        match = pattern.search(name) if pattern is _AFTER else pattern.match(name)
        if match:
            bare = name[: match.start()] if pattern is _AFTER else name[match.end() :]
            forms.append((bare, AREAS if match["area"] else TOWNS if match["town"] else frozenset()))
    return forms


def country_of_domain(address: str) -> str:
    """The country (ISO 3166-1) in whose domain an outlet's address lies, or ''."""
    host = re.sub(r"\A\w+://", "", address.lower()).partition("/")[0]
    found = _COUNTRY_DOMAIN.search(host)
    code = found[1].upper() if found else ""
    return "" if code in _SOLD_DOMAINS else _DOMAIN_COUNTRIES.get(code, code)
