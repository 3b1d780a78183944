"""Toponyms: names of places in a text, and the places of the gazetteer that each may be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from sayso.resolving.gazetteer import Entry, Gazetteer
from sayso.resolving.gazetteer_file import Feature, NameKind
from sayso.resolving.place_names import normal

MOST_CANDIDATES = 80
"""Places of one name that are weighed, the most populous first: "San Antonio" has more than four hundred."""

AREAS = frozenset({Feature.COUNTRY, Feature.REGION, Feature.ADMIN1, Feature.ADMIN2})
TOWNS = frozenset({Feature.SETTLEMENT, Feature.SITE})


@cache
def _vocabulary() -> dict[str, tuple[str, ...]]:
    text = resources.files("sayso.resolving").joinpath("data/place_words.yaml").read_text("utf-8")
    return {name: tuple(words.split()) for name, words in yaml.safe_load(text).items()}


@cache
def _kind_word(pattern: str) -> re.Pattern[str]:
    """A pattern around a word for a kind of place, which stands for its group."""
    kinds = "|".join(f"(?P<{kind}>{'|'.join(_vocabulary()[kind])})" for kind in ("areas", "towns", "vague"))
    return re.compile(pattern.format(kinds=f"(?:{kinds})s?"), re.IGNORECASE)


_AFTER = r"\s+{kinds}\Z"
_BEFORE = r"(?:the\s+)?(?:capital\s+)?{kinds}\s+of\s+"
_DOMAIN_COUNTRIES = {"UK": "GB"}
_SOLD_DOMAINS = frozenset({"AI", "CC", "CO", "FM", "IO", "LY", "ME", "TV", "WS", "EU", "GG", "TO"})
"""Countries' domains that anybody anywhere uses."""
_COUNTRY_DOMAIN = re.compile(r"\.([a-z]{2})(?=[/:?#]|\Z)")
_THE = re.compile(r"(?:the|in|at)\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?\Z")


_WORD_BEFORE = re.compile(r"(?:\A|[^\w'’.-])([\w'’.-]+) \Z")
_WORD_AFTER = re.compile(r" ([\w'’-]+)")


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


def is_context(text: str, found: Toponym) -> bool:
    """Whether a name of the gazetteer is likely a place where it stands: no common word, no part of another name."""
    if normal(found.text) in common_words() or (len(found.text) < 3 and not found.text.isupper()):
        return False
    if any(entry.feature in _WELL_KNOWN and entry.match is not NameKind.FOLDED for entry in found.candidates):
        return True
    before = _WORD_BEFORE.search(text, max(0, found.start - _LONGEST_WORD), found.start)
    if before and _is_of_a_name(before[1]):
        return False
    after = _WORD_AFTER.match(text, found.end)
    return not after or not after[1][0].isupper() or _may_follow(after[1])


_WELL_KNOWN = (Feature.COUNTRY, Feature.ADMIN1)
"""Kinds of places whose names are believed beside other capitals: "Minnesota Governor"."""
_LONGEST_WORD = 24


def _is_of_a_name(word: str) -> bool:
    """Whether a word before a name makes it part of a longer name, or a person's."""
    lower = word.rstrip(".").lower()
    return lower in _vocabulary()["titles"] or (word[0].isupper() and lower not in _vocabulary()["before_places"])


def _may_follow(word: str) -> bool:
    return word.lower() in _vocabulary()["after_places"] or is_unit_word(word)


def is_unit_word(word: str) -> bool:
    """Whether a word says what kind of place a name is: "District", "City"."""
    return _kind_word(_AFTER).fullmatch(f" {word}") is not None


@cache
def common_words() -> frozenset[str]:
    """Names of places that are mostly something else: words of the language, days, peoples, given names."""
    text = resources.files("sayso.resolving").joinpath("data/common_words.txt").read_text("utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


def _forms(name: str) -> list[tuple[str, frozenset[Feature]]]:
    """The name as it stands; then without the word for what it is, which says what it can be."""
    forms: list[tuple[str, frozenset[Feature]]] = [(name, frozenset())]
    for match, bare in _without_kind(name):
        forms.append((bare, AREAS if match["areas"] else TOWNS if match["towns"] else frozenset()))
    return forms


def _without_kind(name: str) -> Iterator[tuple[re.Match[str], str]]:
    if after := _kind_word(_AFTER).search(name):
        yield after, name[: after.start()]
    if before := _kind_word(_BEFORE).match(name):
        yield before, name[before.end() :]


def country_of_domain(address: str) -> str:
    """The country (ISO 3166-1) in whose domain an outlet's address lies, or ''."""
    host = re.sub(r"\A\w+://", "", address.lower()).partition("/")[0]
    found = _COUNTRY_DOMAIN.search(host)
    code = found[1].upper() if found else ""
    return "" if code in _SOLD_DOMAINS else _DOMAIN_COUNTRIES.get(code, code)
