"""Claims: one happening as put forward by one speaker in one report (codebook.md)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby

from sayso.model.actors import Actor
from sayso.model.ids import content_id
from sayso.model.mentions import Count, Mention, Speaker
from sayso.model.places import UNLISTED, Place
from sayso.model.spans import Span
from sayso.model.times import TimeSpan
from sayso.model.unresolved import NOT_YET_RESOLVED, Unresolved


class Status(StrEnum):
    """What the speaker says of the happening."""

    OCCURRED = "occurred"
    ONGOING = "ongoing"
    ATTEMPTED = "attempted"
    PLANNED = "planned"
    POSSIBLE = "possible"
    GENERIC = "generic"


class Stance(StrEnum):
    """How the speaker puts it forward."""

    REPORTED = "reported"
    CLAIMED = "claimed"
    ALLEGED = "alleged"
    DENIED = "denied"
    WITHDRAWN = "withdrawn"


class About(StrEnum):
    """What a denial or correction speaks against."""

    HAPPENING = "happening"
    INVOLVEMENT = "involvement"
    VALUE = "value"


SPAN_ROLES = ("initiator", "target", "place", "time", "instrument")
"""The roles of a claim that hold mentions, in the order of the claims format."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One happening as one speaker puts it forward. Everything in it is a span or rests on one.

    `group` is the reader's own label for claims of the same happening within the report. `when` is the date of
    the happening, resolved from `time`; it is never the publication date. An empty `speakers` is the report's
    own voice. `score` is the calibrated probability that a coder would have coded this claim, of this type;
    `status_score` and `stance_score` are those of its status and stance, it being coded.
    """

    id: str
    reading: str
    extraction: str
    group: str
    anchor: Span
    sentence: Span
    type: str
    status: Status
    stance: Stance
    speakers: tuple[Speaker, ...] = ()
    initiator: tuple[Mention[Actor], ...] = ()
    target: tuple[Mention[Actor], ...] = ()
    place: tuple[Mention[Place], ...] = ()
    time: tuple[Mention[TimeSpan], ...] = ()
    instrument: tuple[Mention[str], ...] = ()
    counts: tuple[Count, ...] = ()
    when: TimeSpan | Unresolved = NOT_YET_RESOLVED
    about: About | None = None
    score: float = 1.0
    status_score: float = 1.0
    stance_score: float = 1.0

    @property
    def is_own_voice(self) -> bool:
        """Whether the report itself says so."""
        return not self.speakers

    def speaker_levels(self) -> tuple[tuple[Speaker, ...], ...]:
        """Speakers by level, the one whose word it is first."""
        ordered = sorted(self.speakers, key=lambda speaker: speaker.level)
        return tuple(tuple(group) for _, group in groupby(ordered, key=lambda speaker: speaker.level))

    def listed_places(self) -> list[Place]:
        """The places that a gazetteer lists; of others only what holds them is known, so words compare them."""
        values = (mention.value for mention in self.place)
        return [value for value in values if isinstance(value, Place) and value.feature != UNLISTED]

    def spans(self) -> Iterator[Span]:
        """Every span that the claim rests on."""
        yield self.anchor
        yield self.sentence
        for speaker in self.speakers:
            yield speaker.span
        for role in SPAN_ROLES:
            for mention in getattr(self, role):
                yield mention.span
        for count in self.counts:
            yield count.span


def with_ids(reading: str, claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims in order of the text, each with its reading and its content-derived id.

    Equal claims of one reading (same anchor, type, speakers and stance) are told apart by an ordinal.
    """
    seen: Counter[str] = Counter()
    out = []
    for claim in sorted(claims, key=_text_order):
        base = content_id("clm", *_identity(reading, claim))
        ordinal = seen[base]
        seen[base] += 1
        claim_id = base if not ordinal else content_id("clm", *_identity(reading, claim), ordinal)
        out.append(replace(claim, id=claim_id, reading=reading))
    return tuple(out)


def _identity(reading: str, claim: Claim) -> tuple[object, ...]:
    speakers = [(s.span.start, s.span.end, s.role.value, s.level) for s in claim.speakers]
    return reading, claim.anchor.start, claim.anchor.end, claim.type, speakers, claim.stance.value


def _text_order(claim: Claim) -> tuple[object, ...]:
    return (
        claim.anchor.start,
        claim.anchor.end,
        claim.type,
        claim.stance.value,
        [(s.level, s.span.start, s.span.end, s.role.value) for s in claim.speakers],
        claim.status.value,
        claim.sentence.start,
        claim.sentence.end,
    )
