"""Who says what of an event, as it may leave: each part with its level, whether it is disputed, and whose word it is.

Origins leave by name: speakers as privacy shows them, outlets by theirs unless they could be endangered. What has no
outlet's name is named by its report's id and never by its title.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from sayso.model import Actor, Assessment, Claim, Event, MentionKind, Origin, OriginKind, Toll
from sayso.publishing.privacy import WITHHELD, Privacy
from sayso.publishing.release import Release


@dataclass(frozen=True, slots=True)
class Voice:
    """An origin as it leaves."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class PutForward:
    """One value that was put forward, by whom, and whether nobody holds to it any more."""

    value: str
    said_by: tuple[Voice, ...]
    superseded: bool


@dataclass(frozen=True, slots=True)
class Part:
    """One proposition of an event: that it happened, who did it, where, when, or a toll."""

    name: str
    level: str
    disputed: bool
    said_by: tuple[Voice, ...]
    denied_by: tuple[Voice, ...]
    values: tuple[PutForward, ...]
    toll: Toll | None


class Voices:
    """Names the origins of one release."""

    def __init__(self, release: Release, privacy: Privacy) -> None:
        self.release = release
        self.privacy = privacy

    def parts(self, event: Event) -> tuple[Part, ...]:
        """The propositions of an event of which somebody speaks, in the order of its assessments."""
        claims = [self.release.claims[claim] for claim in event.claims]
        voices = {origin.id: self._voice(origin) for origin in event.origins}
        names = _ReleasedNames(claims, self.privacy)
        is_held_back = self.privacy.holds_place_back(claims)
        return tuple(
            _part(assessment, voices, names, hides_values=is_held_back and assessment.proposition == "place")
            for assessment in event.assessments
        )

    def _voice(self, origin: Origin) -> Voice:
        return Voice(self._name(origin), origin.kind.value)

    def _name(self, origin: Origin) -> str:
        """The name under which an origin leaves: of several possible ones the one that gives less away."""
        claims = [self.release.claims[claim] for claim in origin.claims]
        bearers = (n for n in _named_in(claims) if origin.name in (n.words, n.actor.name if n.actor else ""))
        shown = [self._shown(origin.name, one) for one in bearers] or [self._outlet(origin, claims)]
        return next((name for name in shown if name != origin.name), origin.name)

    def _shown(self, name: str, bearer: _Named) -> str:
        if name.lower() in self._endangered:
            return WITHHELD
        return self.privacy.named(name, bearer.kind, bearer.person, bearer.actor)

    def _outlet(self, origin: Origin, claims: Iterable[Claim]) -> str:
        if origin.name.lower() in self._endangered or any(
            self.release.extractions[c.extraction].sensitive for c in claims
        ):
            return WITHHELD
        if origin.name in self._titles:
            return f"report {origin.reports[0]}"
        if origin.kind is OriginKind.AGENCY:  # words of a byline: one word is no full name
            return self.privacy.words(origin.name, MentionKind.PEOPLE)
        return origin.name

    @cached_property
    def _endangered(self) -> frozenset[str]:
        return frozenset(e.outlet.lower() for e in self.release.extractions.values() if e.sensitive and e.outlet)

    @cached_property
    def _titles(self) -> frozenset[str]:
        """What stands for the name of an outlet that is not known."""
        return frozenset(e.title or e.id for e in self.release.extractions.values() if not e.outlet)


@dataclass(frozen=True, slots=True)
class _Named:
    """Words that name a speaker or a doer: of what kind they are, and who that is."""

    words: str
    kind: MentionKind
    person: float
    actor: Actor | None


def _named_in(claims: Iterable[Claim]) -> Iterator[_Named]:
    for claim in claims:
        for speaker in claim.speakers:
            yield _Named(speaker.span.text, speaker.kind, speaker.person, _as_actor(speaker.actor))
        for mention in claim.initiator:
            yield _Named(mention.span.text, mention.kind, mention.person, _as_actor(mention.value))


def _as_actor(value: object) -> Actor | None:
    return value if isinstance(value, Actor) else None


class _ReleasedNames:
    """The names of an event's doers as they may leave."""

    def __init__(self, claims: Iterable[Claim], privacy: Privacy) -> None:
        self.shown: dict[str, str] = {}
        for one in _named_in(claims):
            if one.actor:
                self._keep(one.actor.name, privacy.actor(one.actor, one.kind, one.person))
        longest_first = sorted(self.shown, key=lambda name: (-len(name), name))
        self.pattern = re.compile("|".join(map(re.escape, longest_first))) if longest_first else None

    def _keep(self, name: str, shown: str) -> None:
        if shown != name or name not in self.shown:  # what one claim withholds, another does not let out
            self.shown[name] = shown

    def __call__(self, text: str) -> str:
        return self.pattern.sub(lambda found: self.shown[found[0]], text) if self.pattern else text


def _part(assessment: Assessment, voices: Mapping[str, Voice], names: _ReleasedNames, *, hides_values: bool) -> Part:
    def of(origins: Iterable[str]) -> tuple[Voice, ...]:
        return tuple(sorted((voices[origin] for origin in set(origins)), key=lambda voice: (voice.name, voice.kind)))

    is_who = assessment.proposition == "initiator"
    values = () if hides_values else assessment.alternatives
    return Part(
        name=str(assessment.proposition),
        level=assessment.level.value,
        disputed=assessment.disputed,
        said_by=of(assessment.said_by),
        denied_by=of(assessment.denied_by),
        values=tuple(
            PutForward(names(one.value) if is_who else one.value, of(one.origins), one.superseded) for one in values
        ),
        toll=assessment.toll,
    )
