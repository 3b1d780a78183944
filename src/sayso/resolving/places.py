"""Places: which place of the gazetteer place words mean."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sayso.model import Claim, Extraction, Place, PlacePrecision, Span, Unresolved
from sayso.resolving.gazetteer import Entry, Gazetteer

NEAR_RADIUS_KM = 15.0
"""Radius of "near X" and "outskirts of X"."""

_UNITS = "district|province|region|state|county|governorate|department|division|prefecture"
_UNIT_AFTER = re.compile(rf"\s+(?P<unit>{_UNITS})\Z", re.IGNORECASE)
_UNIT_BEFORE = re.compile(rf"(?:the )?(?P<unit>{_UNITS}) of ", re.IGNORECASE)
_NEAR = re.compile(
    r"(?:near|close to|outside|around|(?:on )?(?:the )?outskirts of|(?:some |about )?\d+\s*(?:km|kilomet\w+|miles?)"
    r"(?: (?:north|south|east|west|north-?east|north-?west|south-?east|south-?west))? (?:of|from))\s+",
    re.IGNORECASE,
)
_PREFIX = re.compile(
    r"(?:in |at |the |(?:town|city|village|capital|port|area|settlement|district|province) of )+", re.IGNORECASE
)
_SUFFIX = re.compile(
    r"\s+(?:area|town|city|village|tehsil|sub-?district|municipality|neighbou?rhood|camp)\Z", re.IGNORECASE
)
_WORD = re.compile(r"[A-ZÀ-ÖØ-Þ][\w'’-]+(?:\s+(?:of\s+)?[A-ZÀ-ÖØ-Þ][\w'’-]+){0,2}")


class PlaceResolver:
    """Resolves the place words of one report at a time."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer

    def country(self, extraction: Extraction) -> str:
        """The country that the report is about, as ISO 3166-1 alpha-2: the one whose places it names most; or ''."""
        votes: Counter[str] = Counter()
        for word in _WORD.findall(extraction.text):
            for entry in self.gazetteer.find(word)[:1]:
                weight = 3 if entry.place.feature == "country" or entry.is_overlay else 1
                votes[entry.place.country] += weight
        return max(sorted(votes), key=lambda code: votes[code], default="")

    def resolve(self, claims: Sequence[Claim], country: str) -> dict[Span, Place | Unresolved]:
        """The place of each place span of a report's claims."""
        spans = {mention.span for claim in claims for mention in claim.place}
        return {span: self.place(span.text, country) for span in spans}

    def place(self, words: str, country: str = "") -> Place | Unresolved:
        """What place words mean in a report about `country`: the chosen place, or why there is none."""
        name, unit, is_near = _parsed(words)
        found = [entry for entry in self._candidates(name) if _fits(entry, unit)]
        if not found:
            return Unresolved("not in the gazetteer")
        here = [entry for entry in found if entry.place.country == country]
        chosen = (here or found)[0]
        place = replace(chosen.place, candidates=tuple(e.place.id for e in found[:5]) if len(found) > 1 else ())
        return _near(place) if is_near else place

    def _candidates(self, name: str) -> Iterable[Entry]:
        for form in (name, _SUFFIX.sub("", name), name.split(",")[0]):
            found = self.gazetteer.find(form)
            if found:
                return found
        return ()


def _parsed(words: str) -> tuple[str, str, bool]:
    """The name in place words, the kind of unit that they say it is, and whether they say "near" it."""
    text = words.strip()
    near = _NEAR.match(text)
    text = text[near.end() :] if near else text
    unit = _UNIT_BEFORE.match(text)
    text = text[unit.end() :] if unit else text
    text = _PREFIX.sub("", text, count=1) if _PREFIX.match(text) else text
    after = _UNIT_AFTER.search(text)
    text = text[: after.start()] if after else text
    said = after or unit
    return text, said["unit"].lower() if said else "", near is not None


def _fits(entry: Entry, unit: str) -> bool:
    """Whether a place can be the unit that the words say: "X District" is no town."""
    if not unit:
        return True
    return entry.place.feature in ("admin1", "admin2", "country")


def _near(place: Place) -> Place:
    if place.precision is not PlacePrecision.SETTLEMENT:
        return place
    return replace(
        place, precision=PlacePrecision.NEAR_SETTLEMENT, radius_km=NEAR_RADIUS_KM, rule=f"near: {place.rule}"
    )
