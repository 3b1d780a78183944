"""Origins, findings and assessments: how well each part of an event is supported, and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

DENIED = "denied"
"""The rule of findings on who denies a proposition."""


class OriginKind(StrEnum):
    """Where knowledge comes from."""

    SPEAKER = "speaker"
    COMMUNIQUE = "communique"
    OUTLET = "outlet"
    AGENCY = "agency"
    UNRESOLVED = "unresolved"


@dataclass(frozen=True, slots=True)
class Origin:
    """One source of knowledge. Copies of one story share it, and so do outlets that quote one speaker.

    `side` is empty for a speaker of no side. `why` says in words why its claims count once. An unresolved
    origin never counts as a new one.
    """

    id: str
    kind: OriginKind
    name: str
    side: str
    claims: tuple[str, ...]
    reports: tuple[str, ...]
    why: str


class Level(StrEnum):
    """How well a proposition is supported (design.md, assessing)."""

    PERPETRATOR_CLAIM_ONLY = "perpetrator-claim-only"
    SINGLE_ORIGIN = "single-origin"
    ONE_SIDED = "one-sided"
    CORROBORATED = "corroborated"
    ACKNOWLEDGED = "acknowledged"
    WITHDRAWN = "withdrawn"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason in words, with the claims and origins it rests on and the rule that found it."""

    rule: str
    text: str
    claims: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alternative:
    """One value that was put forward for a proposition, with the claims and origins behind it."""

    value: str
    claims: tuple[str, ...]
    origins: tuple[str, ...]
    superseded: bool = False


@dataclass(frozen=True, slots=True)
class Toll:
    """A number derived from alternatives; None is unknown. `best` is None where the latest origins differ."""

    low: int | None
    best: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Assessment:
    """The level of one proposition of an event: ``occurrence``, ``initiator``, ``place``, ``time``,
    ``killed`` and the other counts."""

    proposition: str
    level: Level
    disputed: bool
    findings: tuple[Finding, ...]
    alternatives: tuple[Alternative, ...] = ()
    toll: Toll | None = None

    @property
    def said_by(self) -> tuple[str, ...]:
        """Ids of the origins that put a standing value forward; where it has no values, of those that say so.

        The first finding is why the level is what it is, and rests on those who say so.
        """
        standing = [one for one in self.alternatives if not one.superseded]
        if standing:
            return tuple(dict.fromkeys(origin for one in standing for origin in one.origins))
        return self.findings[0].origins if self.findings and not self.alternatives else ()

    @property
    def denied_by(self) -> tuple[str, ...]:
        """Ids of the origins that deny it, and have not said so themselves since."""
        return tuple(origin for finding in self.findings if finding.rule == DENIED for origin in finding.origins)
