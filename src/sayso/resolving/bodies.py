"""Bodies of states and kinds of people, by the words for them: "Sudanese army", "the interior minister", "villagers".

The words are data: `data/countries.csv`, `data/bodies.csv` and `data/people.csv`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from sayso.model import Actor, ActorKind

KNOWN_WORDS = 20_000
"""Words whose kind of people or body is kept in mind."""

_STATE_MILITARY = "army"
_METONYM = re.compile(
    r"(?:the )?(?P<name>[A-Z][\w.'’ -]*?)(?:['’]s)?(?: (?:government|officials?|authorities|regime))?\Z"
)
_ABROAD = re.compile(
    r"(?:government|state|regular|occupation|invading|proxy|special|ground|security)?\s*"
    r"(?:forces?|(?:war|air|aero)?planes?|jets?|aircraft|helicopters?|gunships?|drones?|artillery|tanks?|missiles?|airstrikes?|commandos?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Country:
    """A country with the words for it."""

    code: str
    name: str
    adjective: str


@dataclass(frozen=True, slots=True)
class Words:
    """One row of bodies or people: what its pattern finds."""

    pattern: re.Pattern[str]
    name: str
    kind: ActorKind
    body: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class KindWords:
    """All words for countries, bodies of states and kinds of people. Told from others by identity, not by content."""

    countries: Mapping[str, Country]
    adjectives: Mapping[str, str]
    names: Mapping[str, str]
    country_pattern: re.Pattern[str]
    bodies: tuple[Words, ...]
    people: tuple[Words, ...]

    def country(self, words: str) -> tuple[str, int, int] | None:
        """The first country that the words name or that they derive an adjective from: its code and where it stands."""
        found = self.country_pattern.search(words)
        if not found:
            return None
        said = found[0].lower()
        return self.adjectives.get(said) or self.names[said], found.start(), found.end()

    def body(self, words: str, country: str) -> Actor | None:
        """The body of a state that the words stand for; of the state that they name, else of `country`'s, generic."""
        said = self.country(words)
        if row := _body_named(self, words):
            return self._of_state(row, said[0] if said else country, is_said=said is not None)
        if said and any(_ABROAD.match(words[found.end() :].lstrip()) for found in self.country_pattern.finditer(words)):
            army = next(row for row in self.bodies if row.body == _STATE_MILITARY)
            return self._of_state(army, said[0], is_said=True)
        return None

    def last_body(self, words: str, body: str, country: str) -> Actor | None:
        """The body of that sort that the words name last, by its own name: "the interior ministry" for a ministry."""
        rows = [row for row in self.bodies if row.body == body and row.name != body]
        ends = [(found.end(), row) for row in rows for found in row.pattern.finditer(words)]
        return self._of_state(max(ends, key=lambda e: e[0])[1], country, is_said=False) if ends else None

    def state(self, words: str) -> Actor | None:
        """The government that a country's or capital's bare name stands for: "Ankara", "Sudan"."""
        found = _METONYM.match(words.strip())
        code = self.names.get(found["name"].strip().lower()) if found else None
        government = self.bodies[-1]
        return self._of_state(government, code, is_said=True) if code else None

    def people_kind(self, words: str, country: str) -> Actor | None:
        """The kind of people that the words name, generic, in the country that they name or else in `country`."""
        said = self.country(words)
        where = said[0] if said else country
        row = _people_named(self, words)
        if row is None:
            return None
        return Actor(
            ":".join(filter(None, ("generic", row.name.replace(" ", "-"), where))),
            row.name,
            row.kind,
            countries=(where,) if where else (),
            generic=True,
        )

    def _of_state(self, row: Words, code: str, *, is_said: bool) -> Actor:
        """The body of that state. It has one id, said or not; generic where the words leave its state to the report."""
        country = self.countries.get(code)
        name = f"{row.name} of {country.name}" if country else row.name
        return Actor(
            ":".join(filter(None, ("state", code, row.name.replace(" ", "-")))),
            name,
            row.kind,
            countries=(code,) if code else (),
            side=f"state:{code}" if code else "state",
            body=row.body,
            generic=not is_said,
        )


@lru_cache(maxsize=KNOWN_WORDS)
def _body_named(kinds: KindWords, words: str) -> Words | None:
    """The first row of bodies that words name."""
    return next((row for row in kinds.bodies if row.pattern.search(words)), None)


@lru_cache(maxsize=KNOWN_WORDS)
def _people_named(kinds: KindWords, words: str) -> Words | None:
    """The first row of people that words name."""
    return next((row for row in kinds.people if row.pattern.search(words)), None)


@cache
def kind_words() -> KindWords:
    """The words that come with Sayso."""
    rows = _rows("countries.csv")
    adjectives = {word.lower(): row["code"] for row in rows for word in _several(row["adjectives"])}
    names = {
        word.lower(): row["code"]
        for row in rows
        for word in (row["name"], *_several(row["also"]), *_several(row["capital"]))
    }
    countries = {row["code"]: Country(row["code"], row["name"], row["adjectives"].partition("|")[0]) for row in rows}
    return KindWords(countries, adjectives, names, _country_pattern(rows), _words("bodies.csv"), _words("people.csv"))


def _country_pattern(rows: list[dict[str, str]]) -> re.Pattern[str]:
    """Countries by name and adjective, not by capital: "Kabul police" are not told from other Afghan police anyway."""
    words = {w for row in rows for w in (row["name"], *_several(row["also"]), *_several(row["adjectives"]))}
    either_case = (
        f"{re.escape(w)}|{re.escape(w.upper())}" if len(w) > 3 else re.escape(w)
        for w in sorted(words, key=lambda w: (-len(w), w))
    )
    return re.compile(rf"(?<![\w-])(?:{'|'.join(either_case)})(?!\w|-(?:backed|led|supported|linked|allied))")


def _words(file: str) -> tuple[Words, ...]:
    return tuple(
        Words(
            re.compile(rf"(?<![\w-])(?:{row['words']})(?!\w)", re.IGNORECASE),
            row["name"],
            ActorKind(row["kind"]),
            row.get("body", ""),
        )
        for row in _rows(file)
    )


def _rows(file: str) -> list[dict[str, str]]:
    text = resources.files("sayso.resolving").joinpath(f"data/{file}").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


def _several(cell: str) -> list[str]:
    return cell.split("|") if cell else []
