"""The cast of a simulated world: places, groups, bodies of states, outlets and agencies (`cast.yaml`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import yaml

from sayso.model import Actor, ActorKind, Place, PlacePrecision

CAST = Path(__file__).with_name("cast.yaml")
TOWN_RADIUS_KM, NEAR_RADIUS_KM = 5.0, 15.0
SOUTH_WEST = (10.0, 20.0)
"""Latitude and longitude of the corner of the first province."""


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who publishes. `credit` is the short name that an agency puts into datelines; other outlets have none."""

    name: str
    country: str
    credit: str = ""

    @property
    def actor(self) -> Actor:
        """The outlet as somebody whom others quote."""
        return Actor(f"media:{self.name.lower()}", self.name, ActorKind.MEDIA, countries=(self.country,))


@dataclass(frozen=True, slots=True)
class Target:
    """What is hit, as words with their article before a bar, and the actor that it belongs to; None when not told."""

    words: str
    actor: Actor | None


@dataclass(frozen=True, slots=True)
class Country:
    """One country with everybody and everything in it."""

    code: str
    name: str
    provinces: tuple[Place, ...]
    towns: Mapping[str, tuple[Place, ...]]
    groups: tuple[Actor, ...]
    bodies: Mapping[str, Actor]
    outlets: tuple[Outlet, ...]
    agencies: tuple[Outlet, ...]
    targets: Mapping[str, tuple[Target, ...]]


def make_cast(random: Random) -> tuple[Country, ...]:
    """The countries of a world."""
    data = yaml.safe_load(CAST.read_text("utf-8"))
    names = _names(random, data["syllables"])
    return tuple(
        _country(code, name, number, data, names, random)
        for number, (code, name) in enumerate(data["countries"].items())
    )


def near(town: Place) -> Place:
    """The surroundings of a town."""
    return Place(
        town.id,
        town.name,
        PlacePrecision.NEAR_SETTLEMENT,
        town.country,
        town.admin1,
        latitude=town.latitude,
        longitude=town.longitude,
        radius_km=NEAR_RADIUS_KM,
    )


def _names(random: Random, syllables: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Invented names, none twice."""
    parts = [(a, b, c) for a in syllables["first"] for b in syllables["middle"] for c in syllables["last"]]
    random.shuffle(parts)
    return ("".join(part) for part in parts)


def _country(
    code: str, name: str, number: int, data: Mapping[str, Any], names: Iterator[str], random: Random
) -> Country:
    provinces = tuple(
        Place(f"{code}.{n:02}", f"{next(names)} province", PlacePrecision.ADMIN1, code)
        for n in range(data["provinces_per_country"])
    )
    towns = {
        province.name: tuple(
            _town(province, n, (number, column), data, names, random) for n in range(data["towns_per_province"])
        )
        for column, province in enumerate(provinces)
    }
    bodies = _bodies(code, name, data["ngo"])
    return Country(
        code,
        name,
        provinces,
        towns,
        _groups(code, data, names),
        bodies,
        tuple(Outlet(f"{next(names)} {kind}", code) for kind in data["outlet_kinds"][: data["outlets_per_country"]]),
        tuple(_agency(next(names), kind, code) for kind in data["agency_kinds"][: data["agencies_per_country"]]),
        {
            "state": tuple(Target(words, bodies["army"]) for words in data["targets"]["state"]),
            "civilian": tuple(Target(words, bodies["witness"]) for words in data["targets"]["civilian"]),
            "unsaid": tuple(Target(words, None) for words in data["targets"]["unsaid"]),
        },
    )


def _town(
    province: Place,
    number: int,
    cell: tuple[int, int],
    data: Mapping[str, Any],
    names: Iterator[str],
    random: Random,
) -> Place:
    size = data["province_degrees"]
    latitude, longitude = (
        corner + size * (place + random.random()) for corner, place in zip(SOUTH_WEST, cell, strict=True)
    )
    return Place(
        f"{province.id}.{number:03}",
        next(names),
        PlacePrecision.SETTLEMENT,
        province.country,
        province.name,
        latitude=round(latitude, 4),
        longitude=round(longitude, 4),
        radius_km=TOWN_RADIUS_KM,
    )


def _groups(code: str, data: Mapping[str, Any], names: Iterator[str]) -> tuple[Actor, ...]:
    kinds = data["group_kinds"]
    ids = [f"group:{code}:{n}" for n in range(data["groups_per_country"])]
    sides = [*ids[:-1], ids[0]]
    return tuple(
        Actor(one, f"{next(names)} {kinds[n % len(kinds)]}", ActorKind.REBEL_GROUP, countries=(code,), side=side)
        for n, (one, side) in enumerate(zip(ids, sides, strict=True))
    )


def _bodies(code: str, name: str, ngo: str) -> dict[str, Actor]:
    """Bodies and kinds of people under the names that the rates use, with the ids that resolving gives them."""
    state = {"police": ActorKind.STATE_FORCES, "army": ActorKind.STATE_FORCES, "ministry": ActorKind.GOVERNMENT}
    people = {"medical": ("medical staff", ActorKind.MEDICAL), "witness": ("civilians", ActorKind.CIVILIANS)}
    monitor = f"{name} {ngo}"
    return {
        **{body: _generic(body, kind, code, f"state:{code}") for body, kind in state.items()},
        **{role: _generic(words, kind, code, "") for role, (words, kind) in people.items()},
        "ngo": Actor(f"ngo:{code}", monitor, ActorKind.NGO, countries=(code,), side=f"ngo:{code}"),
    }


def _generic(words: str, kind: ActorKind, code: str, side: str) -> Actor:
    return Actor(f"generic:{words}:{code}", words, kind, countries=(code,), side=side, generic=True)


def _agency(name: str, kind: str, code: str) -> Outlet:
    full = f"{name} {kind}"
    return Outlet(full, code, credit="".join(word[0] for word in full.split()))
