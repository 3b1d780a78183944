"""Mentions: words of a text and what they stand for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from sayso.model.actors import Actor
from sayso.model.places import Place
from sayso.model.spans import Span
from sayso.model.times import TimeSpan
from sayso.model.unresolved import NOT_YET_RESOLVED, Unresolved

Value = TypeVar("Value", Actor, Place, TimeSpan, str)


class MentionKind(StrEnum):
    """What kind of thing the words name; exports and privacy decide by it."""

    ORGANISATION = "organisation"
    PERSON = "person"
    PEOPLE = "people"
    OBJECT = "object"
    PLACE = "place"
    TIME = "time"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Mention(Generic[Value]):
    """A span and what it resolves to, or why it does not. `score` is a calibrated probability, or 1.0.

    `person` is the highest probability that one of the words is of a person's name; 0.0 where the reader says nothing.
    """

    span: Span
    value: Value | Unresolved = NOT_YET_RESOLVED
    score: float = 1.0
    kind: MentionKind = MentionKind.UNKNOWN
    person: float = 0.0


class SpeakerRole(StrEnum):
    """In what capacity somebody speaks (codebook.md, Speakers)."""

    PERPETRATOR = "perpetrator"
    AUTHORITY = "authority"
    VICTIM_SIDE = "victim-side"
    WITNESS = "witness"
    MEDICAL = "medical"
    NGO = "ngo"
    IGO = "igo"
    POLITICAL = "political"
    MEDIA = "media"
    UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whose word it is, at `level` 0, or who quotes the level below. Equal levels speak side by side.

    `person` as in a mention.
    """

    span: Span
    role: SpeakerRole
    level: int = 0
    actor: Actor | Unresolved = NOT_YET_RESOLVED
    score: float = 1.0
    kind: MentionKind = MentionKind.UNKNOWN
    person: float = 0.0


class Counted(StrEnum):
    """What a number counts (codebook.md, Counts)."""

    KILLED = "killed"
    INJURED = "injured"
    ABDUCTED = "abducted"
    ARRESTED = "arrested"
    MISSING = "missing"
    DISPLACED = "displaced"
    RELEASED = "released"
    SURRENDERED = "surrendered"
    ATTACKS = "attacks"
    LOCATIONS = "locations"
    PARTICIPANTS = "participants"
    WEAPONS = "weapons"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as far as the words give it; None is an unknown bound, never zero."""

    low: int | None
    high: int | None
    qualifier: str = ""
    parts: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """Words that count something, and the quantity they give."""

    span: Span
    of: Counted
    value: Quantity | Unresolved = NOT_YET_RESOLVED
    score: float = 1.0
