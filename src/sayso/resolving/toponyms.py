"""Toponyms: names of places in a text, and the places of the gazetteer that each may be."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from math import inf

import yaml

from sayso.resolving.gazetteer import Entry, Gazetteer
from sayso.resolving.gazetteer_file import Feature, NameKind
from sayso.resolving.place_names import normal

MOST_CANDIDATES = 80
"""Places of one name that are weighed, the most populous first: "San Antonio" has more than four hundred."""

KNOWN_NAMES = 20_000
"""Names whose meanings are kept in mind."""

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
_REPORTS_AFTER = re.compile(
    r"\s+(?:newspaper|daily|online|reports|reported|quoted|says|said|told|added|wrote|writes)\b"
)
_REPORTS_BEFORE = re.compile(r"(?<!\w)(?:reports?|reported|told|daily|newspaper)\s+\Z")
_TITLE_ARTICLE = re.compile(r"[\w,] The \Z")
""""The" inside a sentence begins a title: "reports The Pioneer"."""
_NAME_ENDS = re.compile(r"[.,;:]|\s+on\b|\s*\Z")
_INTRODUCES = re.compile(r"\b(?:identified as|named as|known as|alias|son of|daughter of|wife of|brother of) \Z")


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
    candidates, says = _meanings(gazetteer, text)
    return Toponym(start, start + len(text), text, candidates, says)


@lru_cache(maxsize=KNOWN_NAMES)
def _meanings(gazetteer: Gazetteer, text: str) -> tuple[tuple[Entry, ...], frozenset[Feature]]:
    """The places that words may mean, and the features that they allow; none where they allow all."""
    name = _POSSESSIVE.sub("", text.strip())
    name = name[match.end() :] if (match := _THE.match(name)) else name
    for find in (_exactly(gazetteer), gazetteer.find_spelled):
        for form, says in _forms(name):
            found = [entry for entry in find(form) if not says or entry.feature in says]
            if found:
                return tuple(found[:MOST_CANDIDATES]), says
    peoples = (e for e in gazetteer.find(name.removesuffix("s")) if e.match is NameKind.DEMONYM)
    return tuple(peoples), frozenset()


def _exactly(gazetteer: Gazetteer) -> Callable[[str], list[Entry]]:
    """Finds the places that bear a name itself: "Taiz city" is Taiz before it is what only sounds like it."""
    return lambda name: [entry for entry in gazetteer.find(name) if entry.match is not NameKind.FOLDED]


def is_context(text: str, found: Toponym) -> bool:
    """Whether a name of the gazetteer is likely a place where it stands in a text that writes names with capitals."""
    if _is_shortened(text, found):
        return True
    if is_word(found) or _is_letters(text, found):
        return False
    if _can_be(found, (Feature.COUNTRY,)):
        return True
    if _speaks(text, found) and not is_where(text, found):
        return any(entry.feature is Feature.ADMIN1 and entry.match is NameKind.MAIN for entry in found.candidates)
    return is_well_known(found) or not is_part_of_a_name(text, found)


def is_word(found: Toponym) -> bool:
    """Whether a name is mostly no name: a common word, a letter, or nothing but words for kinds of places."""
    if normal(found.text) in common_words() or (len(found.text) < _SHORTEST_NAME and not found.text.isupper()):
        return True
    return is_generic(found)


def is_generic(found: Toponym) -> bool:
    """Whether a name is only words for kinds of places and directions: "the Valley", and not "Eastern Province"."""
    words = normal(found.text).removeprefix("the ").split()
    if (len(words) > 1 and is_unit_word(words[-1])) or _can_be(found, (Feature.COUNTRY, Feature.REGION)):
        return False
    if any(entry.is_overlay for entry in found.candidates):
        return False
    return all(map(_says_no_name, words))


def is_surname(text: str, found: Toponym) -> bool:
    """Whether the words before a name make it a person's or the end of a longer name: "Laxmi Rai", "constable Mir"."""
    before = _WORD_BEFORE.search(text, max(0, found.start - _LONGEST_WORD), found.start)
    return before is not None and (_is_of_a_name(before[1]) or _is_title(text, before))


def is_where(text: str, found: Toponym) -> bool:
    """Whether a word for where stands before a name: "in Rai", "a resident of Mir"."""
    before = _WORD_BEFORE.search(text, max(0, found.start - _LONGEST_WORD), found.start)
    return before is not None and before[1] in _vocabulary()["where"]


def is_part_of_a_name(text: str, found: Toponym) -> bool:
    """Whether the words beside a name make it part of a longer name, or a person's: "Laxmi Rai", "Nasir Bagh"."""
    if is_surname(text, found):
        return True
    after = _WORD_AFTER.match(text, found.end)
    return after is not None and after[1][0].isupper() and not _may_follow(after[1])


def is_large(found: Toponym) -> bool:
    """Whether a name can be a country's, a division's or a large town's: all that a text without capitals tells."""
    if is_word(found) or any(entry.match is NameKind.ABBREVIATION for entry in found.candidates):
        return False
    return _can_be(found, _WELL_KNOWN, LARGE)


def is_well_known(found: Toponym) -> bool:
    """Whether a name can be a country's or a division's, whatever stands beside it: "Minnesota Governor"."""
    return _can_be(found, _WELL_KNOWN)


LARGE = 100_000
"""Inhabitants from which a town's name is believed in a text that does not write names with capitals."""
_WELL_KNOWN = (Feature.COUNTRY, Feature.ADMIN1)
_LONGEST_WORD = 24
_SHORTEST_NAME = 3
_LONGEST_ACRONYM = 4
"""Letters up to which a word in capitals is more often an acronym than a place."""


def _can_be(found: Toponym, features: Collection[Feature], people: float = inf) -> bool:
    """Whether a name can be a place of these kinds or a town of so many people, by more than its spelling."""
    return any(
        (entry.feature in features and entry.match is not NameKind.FOLDED)
        or (entry.population >= people and entry.match is NameKind.MAIN)
        for entry in found.candidates
    )


def _is_shortened(text: str, found: Toponym) -> bool:
    """Whether a name is a division's short one and written like it: after a comma, with a point ("Ind."), or "NSW"."""
    if not any(entry.match is NameKind.ABBREVIATION for entry in found.candidates):
        return False
    has_point = text[found.end : found.end + 1] == "." or "." in found.text
    is_long_acronym = found.text.isupper() and len(found.text) > _SHORTEST_NAME - 1
    return has_point or is_long_acronym or text[max(0, found.start - 2) : found.start] == ", "


def _is_letters(text: str, found: Toponym) -> bool:
    """Whether a few capitals, or what could shorten a division's name, mean something else here: "SP", "Miss"."""
    shortened = [entry.feature for entry in found.candidates if entry.match is NameKind.ABBREVIATION]
    if any(feature is not Feature.ADMIN1 for feature in shortened):
        return False
    if found.text.isupper() and found.text.isalpha() and len(found.text) <= _LONGEST_ACRONYM:
        return text[max(0, found.start - 1) : found.start] not in ("", "\n")
    return bool(shortened) and len(shortened) == len(found.candidates)


def _speaks(text: str, found: Toponym) -> bool:
    """Whether a name reports, as outlets and persons do and towns do not: "Jang reported", "reports The Pioneer"."""
    if _REPORTS_AFTER.match(text, found.end):
        return True
    begin = max(0, found.start - _LONGEST_WORD)
    is_title = _REPORTS_BEFORE.search(text, begin, found.start) or _TITLE_ARTICLE.search(text, begin, found.start)
    return bool(is_title) and _NAME_ENDS.match(text, found.end) is not None


@lru_cache(maxsize=KNOWN_NAMES)
def _says_no_name(word: str) -> bool:
    vocabulary = _vocabulary()
    return word in vocabulary["after_places"] or word in vocabulary["compass"] or is_unit_word(word)


def _is_title(text: str, before: re.Match[str]) -> bool:
    """Whether the words up to a name introduce a person: "identified as Zafar", "constable Mir"."""
    return before[1].lower() in _vocabulary()["persons"] or _INTRODUCES.search(text[: before.end()]) is not None


def _is_of_a_name(word: str) -> bool:
    """Whether a word before a name makes it part of a longer name, or a person's."""
    lower = word.rstrip(".").lower()
    vocabulary = _vocabulary()
    is_free = lower in vocabulary["before_places"] or lower in vocabulary["compass"]
    return lower in vocabulary["titles"] or (word[0].isupper() and not is_free)


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
