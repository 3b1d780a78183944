"""Actors: who does, suffers or says something."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ActorKind(StrEnum):
    """Kinds of actor; the first eight follow ACLED's inter codes 1-8."""

    STATE_FORCES = "state-forces"
    REBEL_GROUP = "rebel-group"
    POLITICAL_MILITIA = "political-militia"
    IDENTITY_MILITIA = "identity-militia"
    RIOTERS = "rioters"
    PROTESTERS = "protesters"
    CIVILIANS = "civilians"
    EXTERNAL_FORCES = "external-forces"
    GOVERNMENT = "government"
    IGO = "igo"
    NGO = "ngo"
    MEDIA = "media"
    MEDICAL = "medical"
    PARTY = "party"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Actor:
    """An organisation or a kind of people in a country.

    `side` groups actors that speak for one cause: a state's police, army and ministries share
    ``state:PK``; a group is its own side unless the registry says whose it is. `body` says which part of a state
    it is (police, army, ministry …), else it is empty. `generic` marks a kind rather than an organisation
    ("militants"). `active` are first and last year, None where open or not known. `local` marks an actor that
    only this project knows.
    """

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    active: tuple[int | None, int | None] = (None, None)
    side: str = ""
    body: str = ""
    generic: bool = False
    local: bool = False
    external_ids: tuple[tuple[str, str], ...] = ()
