"""The registry of organised actors: finds them by name, alias and acronym, in words of a text.

`data/actors.csv` holds the organisations (`training/actors.py` writes it from open lists and from additions by hand);
a project's own YAML file comes before it.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

import yaml
from rapidfuzz import fuzz, process

from sayso.errors import BadRecord
from sayso.model import Actor, ActorKind
from sayso.resolving.names import CONNECTING, Key, key, same_name, tokens

VERSION = "2"

COLUMNS = (
    "id",
    "name",
    "kind",
    "body",
    "countries",
    "aliases",
    "acronyms",
    "first",
    "last",
    "side",
    "ids",
    "home_only",
)
"""Columns of the registry's file; `|` stands between several values of one. A `home_only` name ("Rangers") means this
actor in reports on its own country only."""

_FIELDS = ("id", "name", "kind", "aliases", "acronyms", "countries", "side")
_FEWEST_LETTERS_ABROAD = 4
"""Letters of an acronym that may stand for a group of another country than the report's."""

_FEWEST_LETTERS_ANY_CASE = 3
_ALSO_WORDS = frozenset(["LET", "WHO", "FAR", "ALL", "ARM", "MAY", "MAS", "GAM", "CAR", "AIM", "PAN"])
"""Acronyms that a text all in capitals may hold as words."""

_LIKELY_SPELLING = 78
"""rapidfuzz ratio under which two names are not compared word by word."""

_CANDIDATES = 8
KNOWN_NAMES = 20_000
"""Names whose spellings are kept in mind."""

_WHOLE_NAME = 2
_ACRONYM = re.compile(r"(?<![\w-])[A-Za-z]*[A-Z0-9][A-Za-z0-9]*(?:[-/&][A-Z0-9][A-Za-z0-9]*)*(?![\w])")


@dataclass(frozen=True, slots=True)
class Setting:
    """What a report says about whom its names can mean: its country (ISO 3166-1 alpha-2, or '') and its year."""

    country: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """Words of a text that name an actor: where, and which one; None where several share the name."""

    start: int
    end: int
    actor: Actor | None


class Registry:
    """Finds actors by name, alias or acronym. The actors of the list come in order of precedence."""

    def __init__(self, actors: Iterable[Actor], version: str, home_only: frozenset[str] = frozenset()) -> None:
        self.actors = tuple(actors)
        self.home_only = home_only
        self.version = version
        self.names: dict[Key, tuple[Actor, ...]] = {}
        self.acronyms: dict[str, tuple[Actor, ...]] = {}
        self._by_first: dict[str, list[Key]] = defaultdict(list)
        self._spellings = lru_cache(maxsize=KNOWN_NAMES)(self._look_up_spellings)
        for actor in self.actors:
            self._add(actor)
        for keys in self._by_first.values():
            keys.sort(key=lambda k: (-len(k), k))

    @staticmethod
    @cache
    def shipped() -> Registry:
        """The registry that comes with Sayso."""
        text = resources.files("sayso.resolving").joinpath("data/actors.csv").read_text("utf-8")
        rows = list(csv.reader(text.splitlines()[1:]))
        return Registry(map(_shipped_actor, rows), VERSION, frozenset(row[0] for row in rows if row[-1]))

    def with_overlay(self, path: Path) -> Registry:
        """This registry and the actors of a YAML list, which come before its own. Raises BadRecord."""
        try:
            data = yaml.safe_load(path.read_text("utf-8"))
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
            raise BadRecord(str(path), f"is no YAML file ({error})", "see docs/actors.md") from error
        listed = data.get("actors") if isinstance(data, dict) else data
        if not isinstance(listed, list):
            raise BadRecord(str(path), "must hold a list of actors", "see docs/actors.md")
        mine = [_own_actor(row, f"{path}, actor {number}") for number, row in enumerate(listed, 1)]
        taken = {name for actor in mine for name in _keys(actor)} | {a for actor in mine for a in actor.acronyms}
        ours = (actor for actor in self.actors if not taken & {*_keys(actor), *actor.acronyms})
        return Registry((*mine, *ours), f"{self.version}+{path.name}:{len(mine)}", self.home_only)

    def find(self, text: str, setting: Setting, *, any_case: bool = False) -> tuple[Found, ...]:
        """The actors that a text names, longest names first where they overlap, in order of the text.

        Names start with a capital letter and acronyms are written as they are, unless `any_case`.
        """
        found = list(self._names_in(text, setting, any_case))
        covered = [(f.start, f.end) for f in found]
        for acronym in self._acronyms_in(text, setting, any_case):
            if not any(start < acronym.end and acronym.start < end for start, end in covered):
                found.append(acronym)
        return tuple(sorted(found, key=lambda f: f.start))

    def named(self, name: str, setting: Setting) -> Actor | None:
        """The actor of exactly this name, in whatever spelling; None when there is none or more than one."""
        words = key(name)
        return self._one(self._possible(self.names.get(words, ()), setting), setting) or self._spelled(words, setting)

    def _add(self, actor: Actor) -> None:
        for name in _keys(actor):
            if name not in self.names:
                self._by_first[name[0]].append(name)
            self.names[name] = (*self.names.get(name, ()), actor)
        for acronym in actor.acronyms:
            self.acronyms[acronym] = (*self.acronyms.get(acronym, ()), actor)

    def _names_in(self, text: str, setting: Setting, any_case: bool) -> Iterator[Found]:
        words = tokens(text)
        at = 0
        while at < len(words):
            first, start, _ = words[at]
            names = self._by_first.get(first)
            end, name = (
                self._longest(names, words, at) if names and (any_case or not text[start].islower()) else (at, ())
            )
            if name and (actors := self._possible(self.names[name], setting)):
                yield Found(start, words[end - 1][2], self._one(actors, setting))
            at = max(end, at + 1)

    def _longest(self, names: Sequence[Key], words: Sequence[tuple[str, int, int]], at: int) -> tuple[int, Key]:
        """The longest of the names that the words are from `at` on, and the index after it."""
        return next(((end, name) for name in names if (end := _match(words, at, name))), (at, ()))

    def _acronyms_in(self, text: str, setting: Setting, any_case: bool) -> Iterator[Found]:
        for found in _ACRONYM.finditer(text.upper() if any_case else text):
            acronym = found[0]
            if any_case and (len(acronym) < _FEWEST_LETTERS_ANY_CASE or acronym in _ALSO_WORDS):
                continue
            named = self.acronyms.get(acronym) or self.acronyms.get(acronym.removesuffix("s"), ())
            actors = self._possible(named, setting)
            if len(acronym) < _FEWEST_LETTERS_ABROAD:
                actors = [a for a in actors if _is_at_home(a, setting)]
            if actors:
                yield Found(found.start(), found.end(), self._one(actors, setting))

    def _possible(self, actors: Sequence[Actor], setting: Setting) -> list[Actor]:
        """Those of the actors whose name can mean them in such a report."""
        return [
            a for a in actors if a.id not in self.home_only or not setting.country or setting.country in a.countries
        ]

    def _one(self, actors: Sequence[Actor], setting: Setting) -> Actor | None:
        """The only actor of several that fits the country and the year; None when more than one does, or none."""
        for fits in _PREFERENCES:
            if len(actors) < 2:
                break
            actors = [actor for actor in actors if fits(actor, setting)] or actors
        return actors[0] if len(actors) == 1 else None

    def _spelled(self, words: Key, setting: Setting) -> Actor | None:
        if len(words) < _WHOLE_NAME:
            return None
        return self._one([a for name in self._spellings(words) for a in self.names[name]], setting)

    def _look_up_spellings(self, words: Key) -> list[Key]:
        """Names of the registry that are spellings of this one."""
        close = process.extract(
            " ".join(words), self._texts, scorer=fuzz.ratio, score_cutoff=_LIKELY_SPELLING, limit=_CANDIDATES
        )
        return [name for text, _, _ in close if same_name(words, name := tuple(text.split()))]

    @cached_property
    def _texts(self) -> list[str]:
        """Names long enough to be spelled in several ways."""
        return [" ".join(name) for name in self.names if len(name) >= _WHOLE_NAME]


def _keys(actor: Actor) -> dict[Key, None]:
    return dict.fromkeys(words for name in (actor.name, *actor.aliases) if (words := key(name)))


def _match(words: Sequence[tuple[str, int, int]], at: int, name: Key) -> int:
    """The index after the words that are `name` from `at` on, connecting words skipped; 0 when they are not."""
    for expected in name:
        while at < len(words) and words[at][0] != expected and words[at][0] in CONNECTING:
            at += 1
        if at == len(words) or words[at][0] != expected:
            return 0
        at += 1
    return at


def _is_at_home(actor: Actor, setting: Setting) -> bool:
    return not setting.country or not actor.countries or setting.country in actor.countries


def _is_of_the_country(actor: Actor, setting: Setting) -> bool:
    return setting.country in actor.countries


def _is_active(actor: Actor, setting: Setting) -> bool:
    (first, last), year = actor.active, setting.year
    return year is None or (first or year) <= year <= (last or year)


_PREFERENCES: tuple[Callable[[Actor, Setting], bool], ...] = (_is_at_home, _is_of_the_country, _is_active)
"""Which of several actors of one name a report means, in order."""


def _shipped_actor(row: list[str]) -> Actor:
    actor_id, name, kind, body, countries, aliases, acronyms, first, last, side, ids, _ = row
    return Actor(
        id=actor_id,
        name=name,
        kind=ActorKind(kind),
        aliases=_several(aliases),
        acronyms=_several(acronyms),
        countries=_several(countries),
        active=(int(first) if first else None, int(last) if last else None),
        side=side or actor_id,
        body=body,
        external_ids=tuple((scheme, number) for scheme, _, number in (i.partition(":") for i in _several(ids))),
    )


def _several(value: str) -> tuple[str, ...]:
    return tuple(value.split("|")) if value else ()


def _own_actor(row: Any, where: str) -> Actor:
    if not isinstance(row, dict) or not row.get("id") or not row.get("name"):
        raise BadRecord(where, "needs `id` and `name`", "see docs/actors.md")
    unknown = sorted(set(row) - set(_FIELDS))
    if unknown:
        raise BadRecord(where, f"has no field {unknown[0]!r}", f"there are: {', '.join(_FIELDS)}")
    kinds = [kind.value for kind in ActorKind]
    if row.get("kind", "unknown") not in kinds:
        raise BadRecord(where, f"`kind` is {row['kind']!r}", f"it is one of {', '.join(kinds)}")
    aliases, acronyms, countries = (
        tuple(map(str, row.get(name) or ())) for name in ("aliases", "acronyms", "countries")
    )
    return Actor(
        id=str(row["id"]),
        name=str(row["name"]),
        kind=ActorKind(row.get("kind", "unknown")),
        aliases=aliases,
        acronyms=acronyms,
        countries=countries,
        side=str(row.get("side") or row["id"]),
    )
