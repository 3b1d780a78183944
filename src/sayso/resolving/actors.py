"""Actors: who the words of initiators, targets and speakers stand for.

Rules in order: a name or acronym of the registry, one that the report itself introduced ("Northern Dawn Brigade
(NDB)"), a body of the state, a group by its name, a kind of people. A pronoun or "the group" stands for the nearest
named actor before it. A private person is never an actor.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.model import Actor, ActorKind, Claim, Extraction, Span, SpeakerRole, Unresolved, content_id
from sayso.resolving.names import plain
from sayso.resolving.registry import Registry

_INTRODUCED = re.compile(r"(?P<name>(?:[A-Z][\w'’-]+\s+(?:of\s+|for\s+|the\s+)*)+)\((?P<acronym>[A-Z][A-Za-z-]{1,9})\)")
_ACRONYM = re.compile(r"\b[A-Z][A-Za-z]*[A-Z]\b")
_BACK = re.compile(
    r"(?:the )?(?:he|she|it|they|him|her|them|group|organi[sz]ation|outfit|movement|spokes(?:man|woman|person)"
    r"|statement|communiqu[eé]|ministry|insurgents|rebels)\Z",
    re.IGNORECASE,
)
_GROUP = re.compile(
    r"\b(?:[A-Z][\w'’-]+\s+(?:of\s+|for\s+|the\s+)*)*"
    r"(?:Front|Army|Brigades?|Movement|Party|Organi[sz]ation|Forces?|Group|Council|League|Militia|Liberation\s+\w+"
    r"|Resistance|Command|Guard|Committee|Alliance|Union|Network|Watch|Observatory)\b(?:\s+of\s+[A-Z][\w'’-]+)?"
)
_GROUP_KIND = (
    (re.compile(r"\b(?:Watch|Observatory|Rights|Relief|Network)\b"), ActorKind.NGO),
    (re.compile(r"\b(?:Party|League|Union)\b"), ActorKind.PARTY),
    (
        re.compile(r"\b(?:Front|Army|Brigades?|Liberation|Militia|Resistance|Command|Movement)\b"),
        ActorKind.REBEL_GROUP,
    ),
)
_STATE_ARMED = ("police", "army", "paramilitary", "security-forces")
_ROLE_KIND = {
    SpeakerRole.MEDIA: ActorKind.MEDIA,
    SpeakerRole.NGO: ActorKind.NGO,
    SpeakerRole.MEDICAL: ActorKind.MEDICAL,
}

Resolved = Actor | Unresolved


class ActorResolver:
    """Resolves the actors of one report at a time."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry

    def resolve(self, claims: Sequence[Claim], extraction: Extraction, country: str) -> dict[Span, Resolved]:
        """The actor of each initiator, target and speaker of a report's claims.

        `country` is the ISO 3166-1 alpha-2 code of the country that the report is about, or ''.
        """
        introduced = self._introduced(extraction.text)
        roles = _spans(claims)
        out: dict[Span, Resolved] = {}
        for span in sorted(roles, key=lambda s: s.start):
            before = [a for s, a in out.items() if s.start < span.start and isinstance(a, Actor) and not a.generic]
            out[span] = self._actor(span.text, roles[span], introduced, country, before)
        return out

    def _actor(
        self, words: str, role: SpeakerRole | None, introduced: dict[str, Actor], country: str, before: list[Actor]
    ) -> Resolved:
        if _BACK.match(words.strip()):
            return before[-1] if before else Unresolved("stands for somebody who is not named before")
        named = self._named(words, introduced)
        if named:
            return named
        if role is SpeakerRole.MEDIA:
            return _local(plain(words), words, ActorKind.MEDIA)
        return self._body(words, country) or self._group(words, role) or self._kind(words, country, role)

    def _named(self, words: str, introduced: dict[str, Actor]) -> Actor | None:
        """The longest name, else the first acronym, that the words hold."""
        text = f" {plain(words)} "
        names = [name for name in self.registry.by_name if f" {name} " in text or text.strip() == name]
        if names:
            return self.registry.by_name[max(names, key=len)]
        for acronym in _ACRONYM.findall(words):
            found = introduced.get(acronym) or self.registry.by_acronym.get(acronym)
            if found:
                return found
        return next((a for name, a in introduced.items() if f" {plain(name)} " in text), None)

    def _introduced(self, text: str) -> dict[str, Actor]:
        """Names with the acronyms that the report gives them, under both."""
        out: dict[str, Actor] = {}
        for found in _INTRODUCED.finditer(text):
            name = " ".join(found["name"].split())
            words = name.split()[-2 * len(found["acronym"]) :]
            while words and words[0][0].upper() != found["acronym"][0].upper():
                words = words[1:]
            if not words:
                continue
            name = " ".join(words)
            actor = self.registry.by_name.get(plain(name)) or _local(plain(name), name, _kind_of(name))
            out[found["acronym"]] = out[name] = actor
        return out

    def _body(self, words: str, country: str) -> Actor | None:
        """A body of the state that the report is about."""
        for name, pattern in self.registry.bodies.items():
            if pattern.search(words):
                kind = ActorKind.STATE_FORCES if name in _STATE_ARMED else ActorKind.GOVERNMENT
                where = country or "XX"
                countries = (country,) if country else ()
                side = f"state:{country}" if country else "state"
                return Actor(
                    f"generic:{name}:{where}",
                    name.replace("-", " "),
                    kind,
                    countries=countries,
                    side=side,
                    generic=True,
                )
        return None

    def _group(self, words: str, role: SpeakerRole | None) -> Actor | None:
        found = _GROUP.search(words)
        if not found or len(found[0].split()) < 2:
            return None
        return _local(
            plain(found[0]), found[0], _ROLE_KIND.get(role) or _kind_of(found[0]) if role else _kind_of(found[0])
        )

    def _kind(self, words: str, country: str, role: SpeakerRole | None) -> Resolved:
        for generic in self.registry.generic:
            if generic.pattern.search(words):
                where = country or "XX"
                countries = (country,) if country else ()
                return Actor(
                    f"generic:{plain(generic.name)}:{where}",
                    generic.name,
                    generic.kind,
                    countries=countries,
                    generic=True,
                )
        return Unresolved("a person or body that the registry does not know")


def _spans(claims: Sequence[Claim]) -> dict[Span, SpeakerRole | None]:
    roles: dict[Span, SpeakerRole | None] = {}
    for claim in claims:
        for mention in (*claim.initiator, *claim.target):
            roles.setdefault(mention.span, None)
        for speaker in claim.speakers:
            roles[speaker.span] = speaker.role
    return roles


def _kind_of(name: str) -> ActorKind:
    return next((kind for pattern, kind in _GROUP_KIND if pattern.search(name)), ActorKind.UNKNOWN)


def _local(key: str, name: str, kind: ActorKind) -> Actor:
    actor_id = content_id("act", key)
    return Actor(actor_id, " ".join(name.split()), kind, side=actor_id, local=True)
