"""Origins: where the knowledge in a claim comes from.

Three outlets that quote one spokesman are one origin, and so are the copies of one story; the outlet's own reporting
is another. A speaker who cannot be resolved is never a new origin.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.assessing.moments import Moment
from sayso.assessing.rules import rules
from sayso.assessing.stories import Stories, Story
from sayso.model import (
    Actor,
    ActorKind,
    Claim,
    Copies,
    Extraction,
    Origin,
    OriginKind,
    Speaker,
    SpeakerRole,
    Stance,
    content_id,
)


@dataclass(frozen=True, slots=True)
class Source:
    """Whose word one claim is: the key and side of its origin, and why it is one."""

    key: str
    kind: OriginKind
    name: str
    side: str
    why: str


class Origins:
    """Finds the origins of claims, given all claims and which reports are copies."""

    def __init__(
        self, claims: Iterable[Claim], extractions: Mapping[str, Extraction], copies: Sequence[Copies]
    ) -> None:
        self.extractions = extractions
        self.stories = Stories(extractions, copies, set(_media(claims)))

    def sources(self, claim: Claim) -> tuple[Source, ...]:
        """The sources of a claim: one for each speaker of its nearest level, or the report itself."""
        levels = claim.speaker_levels()
        if not levels:
            return (self._own_voice(claim),)
        return tuple(self._speaker(speaker, claim) for speaker in levels[0])

    def first_told(self, claim: Claim) -> Moment:
        """When the words of a claim were first published."""
        return self.stories.first_told(claim)

    def _own_voice(self, claim: Claim) -> Source:
        doer = next((m.value for m in claim.initiator if isinstance(m.value, Actor) and is_somebody(m.value)), None)
        if claim.stance is Stance.CLAIMED and doer is not None:
            return Source(doer.id, OriginKind.COMMUNIQUE, doer.name, side_of(doer), "its own communiqué speaks")
        story = self.stories.story_of(claim)
        kind = OriginKind.AGENCY if story.is_agency else OriginKind.OUTLET
        return Source(story.key, kind, _story_name(story), "", _why(story))

    def _speaker(self, speaker: Speaker, claim: Claim) -> Source:
        actor, words = speaker.actor, speaker.span.text
        if not isinstance(actor, Actor) or speaker.role is SpeakerRole.UNNAMED:
            return self._unresolved(claim, words, "nobody can say who that is")
        if actor.generic and actor.kind in rules().untold_apart:
            return self._unresolved(claim, words, "such people cannot be told apart")
        if actor.kind is ActorKind.MEDIA:
            name = self.stories.name_of(actor.name)
            return Source(f"outlet:{name.lower()}", OriginKind.OUTLET, name, "", "another outlet's word")
        why = f"every report that quotes {actor.name} has it from there"
        return Source(actor.id, OriginKind.SPEAKER, words if actor.generic else actor.name, side_of(actor), why)

    def _unresolved(self, claim: Claim, words: str, reason: str) -> Source:
        told_in = self.stories.story_of(claim).holders[0].id
        return Source(f"unresolved:{told_in}:{words.lower()}", OriginKind.UNRESOLVED, words, "", reason)


def _media(claims: Iterable[Claim]) -> Iterator[str]:
    """The names of outlets and agencies that claims quote."""
    for claim in claims:
        for speaker in claim.speakers:
            if isinstance(speaker.actor, Actor) and speaker.actor.kind is ActorKind.MEDIA:
                yield speaker.actor.name


def side_of(actor: Actor) -> str:
    """The side that an actor speaks for; its own where it has no other."""
    return actor.side or actor.id


def is_somebody(actor: Actor) -> bool:
    """Whether an actor is an organisation or a body of some side, and not just a kind of people ("gunmen")."""
    return not actor.generic or bool(actor.side)


def _story_name(story: Story) -> str:
    first = story.holders[0]
    return story.name or first.title or first.id


def _why(story: Story) -> str:
    if len(story.holders) > 1:
        return f"{len(story.holders)} reports carry one story: {story.why}"
    return "the report credits the agency" if story.is_agency else "the outlet's own reporting"


def origins_of(claims: Sequence[Claim], origins: Origins) -> tuple[Origin, ...]:
    """The origins of an event's claims, each with its claims and reports, sorted by key."""
    sources: dict[str, Source] = {}
    held: dict[str, list[Claim]] = {}
    for claim in claims:
        for source in origins.sources(claim):
            sources.setdefault(source.key, source)
            held.setdefault(source.key, []).append(claim)
    return tuple(_origin(sources[key], held[key], origins) for key in sorted(sources))


def _origin(source: Source, claims: Sequence[Claim], origins: Origins) -> Origin:
    return Origin(
        id=content_id("org", source.key),
        kind=source.kind,
        name=source.name,
        side=source.side,
        claims=tuple(sorted(claim.id for claim in claims)),
        reports=tuple(sorted({origins.extractions[claim.extraction].report for claim in claims})),
        why=source.why,
    )
