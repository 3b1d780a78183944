"""Origins: where the knowledge in a claim comes from.

Three outlets that quote one spokesman are one origin, and so are the copies of one story; the outlet's own reporting
is another. A speaker who cannot be resolved is never a new origin.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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

UNNAMED_KINDS = (
    ActorKind.CIVILIANS,
    ActorKind.RIOTERS,
    ActorKind.PROTESTERS,
    ActorKind.REBEL_GROUP,
    ActorKind.POLITICAL_MILITIA,
    ActorKind.IDENTITY_MILITIA,
    ActorKind.PARTY,
    ActorKind.UNKNOWN,
)
"""Kinds of people of whom nobody can say whether two are the same ("residents", "fighters"): when generic, they are
no origin that can be told from another."""


@dataclass(frozen=True, slots=True)
class Source:
    """Whose word one claim is: the key and side of its origin, and why it is one."""

    key: str
    kind: OriginKind
    name: str
    side: str
    why: str


class Origins:
    """Finds the origins of claims, given which reports are copies."""

    def __init__(self, extractions: Mapping[str, Extraction], copies: Sequence[Copies]) -> None:
        self.extractions = extractions
        self.story = {extraction: group for group in copies for extraction in group.extractions}

    def sources(self, claim: Claim) -> tuple[Source, ...]:
        """The sources of a claim: one for each speaker of its nearest level, or the report itself."""
        levels = claim.speaker_levels()
        if not levels:
            return (self._own_voice(claim),)
        return tuple(self._speaker(speaker, claim) for speaker in levels[0])

    def _own_voice(self, claim: Claim) -> Source:
        doer = next((m.value for m in claim.initiator if isinstance(m.value, Actor) and not m.value.generic), None)
        if claim.stance is Stance.CLAIMED and doer is not None:
            return Source(doer.id, OriginKind.COMMUNIQUE, doer.name, _side(doer), "its own communiqué speaks")
        extraction = self.extractions[claim.extraction]
        group = self.story.get(extraction.id)
        if group is not None:
            first = self.extractions[group.extractions[0]]
            count = len(group.extractions)
            why = f"{count} reports carry one story: {group.why}"
            return Source(f"story:{first.id}", OriginKind.AGENCY, _outlet(first), "", why)
        name = _outlet(extraction)
        key = f"outlet:{extraction.outlet.lower()}" if extraction.outlet else f"report:{extraction.id}"
        return Source(key, OriginKind.OUTLET, name, "", "the outlet's own reporting")

    def _speaker(self, speaker: Speaker, claim: Claim) -> Source:
        actor, words = speaker.actor, speaker.span.text
        if not isinstance(actor, Actor) or speaker.role is SpeakerRole.UNNAMED:
            return self._unresolved(claim, words, "nobody can say who that is")
        if actor.generic and actor.kind in UNNAMED_KINDS:
            return self._unresolved(claim, words, "such people cannot be told apart")
        if actor.kind is ActorKind.MEDIA:
            return Source(f"outlet:{actor.name.lower()}", OriginKind.OUTLET, actor.name, "", "another outlet's word")
        why = f"every report that quotes {actor.name} has it from there"
        return Source(actor.id, OriginKind.SPEAKER, words if actor.generic else actor.name, _side(actor), why)

    def _unresolved(self, claim: Claim, words: str, reason: str) -> Source:
        return Source(f"unresolved:{claim.extraction}:{words.lower()}", OriginKind.UNRESOLVED, words, "", reason)


def _side(actor: Actor) -> str:
    return actor.side or actor.id


def _outlet(extraction: Extraction) -> str:
    return extraction.outlet or extraction.title or extraction.id


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
