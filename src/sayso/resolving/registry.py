"""The registry of actors: names, acronyms, and the words for kinds of actors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from sayso.errors import BadRecord
from sayso.model import Actor, ActorKind

_FIELDS = ("id", "name", "kind", "aliases", "acronyms", "countries", "side")


@dataclass(frozen=True, slots=True)
class GenericWords:
    """Words for a kind of actor: "militants", "villagers"."""

    pattern: re.Pattern[str]
    name: str
    kind: ActorKind


class Registry:
    """Finds actors by exact name, alias or acronym."""

    def __init__(
        self,
        actors: Iterable[Actor],
        bodies: Mapping[str, re.Pattern[str]],
        generic: tuple[GenericWords, ...],
        version: str,
    ) -> None:
        self.actors = tuple(actors)
        self.bodies = bodies
        self.generic = generic
        self.version = version
        self.by_name = {plain(n): a for a in reversed(self.actors) for n in (a.name, *a.aliases)}
        self.by_acronym = {acronym: a for a in reversed(self.actors) for acronym in a.acronyms}

    @staticmethod
    @cache
    def shipped() -> Registry:
        """The registry that comes with Sayso."""
        text = resources.files("sayso.resolving").joinpath("data/actors.yaml").read_text("utf-8")
        data = yaml.safe_load(text)
        compiled = {name: re.compile(words, re.IGNORECASE) for name, words in data["bodies"].items()}
        generic = tuple(
            GenericWords(re.compile(g["words"], re.IGNORECASE), g["name"], ActorKind(g["kind"]))
            for g in data["generic"]
        )
        return Registry(_actors(data["actors"], "actors.yaml"), compiled, generic, str(data["version"]))

    def with_overlay(self, path: Path) -> Registry:
        """This registry and the actors of a YAML list, which come before its own. Raises BadRecord."""
        try:
            data = yaml.safe_load(path.read_text("utf-8"))
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
            raise BadRecord(str(path), f"is no YAML file ({error})", "see docs/overlays.md") from error
        listed = data.get("actors") if isinstance(data, dict) else data
        if not isinstance(listed, list):
            raise BadRecord(str(path), "must hold a list of actors", "see docs/overlays.md")
        mine = _actors(listed, str(path))
        version = f"{self.version}+{path.name}:{len(mine)}"
        return Registry((*mine, *self.actors), self.bodies, self.generic, version)


def plain(name: str) -> str:
    """A name as it is compared: lower case, no article, no punctuation, single blanks."""
    text = " ".join(re.sub(r"[.,;:\"()]", " ", name.lower().replace("’", "'")).split()).strip("'")
    return re.sub(r"\A(?:the|a|an) ", "", text)


def _actors(rows: list[Any], where: str) -> list[Actor]:
    return [_actor(row, f"{where}, actor {number}") for number, row in enumerate(rows, 1)]


def _actor(row: Any, where: str) -> Actor:
    if not isinstance(row, dict) or not row.get("id") or not row.get("name"):
        raise BadRecord(where, "needs `id` and `name`", "see docs/overlays.md")
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
