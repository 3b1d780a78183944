"""What may leave a project: private persons by pseudonym, endangered sources not at all (design.md, Do no harm).

The rules err on the side of withholding: a capitalised name that is not known to be an organisation, a place or a
head of government is taken for a private person's. That a reader took words for an organisation or a place is enough
only where it hardly saw a person's name in them.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sayso.model import UNLISTED, Actor, Claim, Extraction, Mention, MentionKind, Place, Speaker, Status, TimeSpan

HELD_BACK_DAYS = 7
"""Days after the time that a planned or ongoing happening names before a fine place may leave (design.md)."""

PERSON_UNDER = 0.05
"""Words read as an organisation or a place are left as they are only under this probability of a person's name in them.
Chosen on training parts, where at most two fifths of the names that go out without it still do (docs/privacy.md)."""

PERSON_UNDER_RESOLVED = 0.5
"""The same where the registry or the gazetteer knows what the words name: what is likelier a person is not left."""

WITHHELD = "withheld"
"""Stands for the name of a source that could be endangered."""

LEFT_AS_THEY_ARE = (MentionKind.ORGANISATION, MentionKind.PLACE, MentionKind.TIME)
"""Kinds of words that hold no private person's name."""

_NAME_WORD = r"[A-ZÀ-ÖØ-Þ][\w'’.-]*"
_NAMES = re.compile(rf"{_NAME_WORD}(?:\s+(?:(?:al|el|bin|ibn|de|da|von|van|der)[\s-]+)?{_NAME_WORD})*")
_INSTITUTIONS = frozenset(
    [
        "academy",
        "administration",
        "agency",
        "air",
        "alliance",
        "amnesty",
        "arab",
        "army",
        "assembly",
        "authority",
        "battalion",
        "board",
        "border",
        "brigade",
        "brigades",
        "bureau",
        "cell",
        "chronicle",
        "centre",
        "center",
        "coalition",
        "college",
        "command",
        "commission",
        "committee",
        "communist",
        "company",
        "congress",
        "corps",
        "council",
        "court",
        "daily",
        "defence",
        "defense",
        "democratic",
        "department",
        "directorate",
        "district",
        "division",
        "express",
        "federation",
        "fighters",
        "first",
        "force",
        "forces",
        "foundation",
        "front",
        "gazette",
        "government",
        "group",
        "guard",
        "guards",
        "guardian",
        "herald",
        "high",
        "home",
        "hospital",
        "human",
        "industrial",
        "information",
        "institute",
        "intelligence",
        "interior",
        "international",
        "islamic",
        "journal",
        "league",
        "liberation",
        "local",
        "market",
        "militia",
        "militias",
        "minister",
        "ministry",
        "mission",
        "monitor",
        "mosque",
        "movement",
        "nation",
        "national",
        "nations",
        "navy",
        "network",
        "news",
        "observatory",
        "observer",
        "office",
        "oil",
        "organisation",
        "organization",
        "party",
        "patriotic",
        "peace",
        "people",
        "people's",
        "peoples",
        "police",
        "popular",
        "post",
        "press",
        "prison",
        "province",
        "public",
        "radio",
        "railway",
        "red",
        "regional",
        "regiment",
        "relief",
        "republic",
        "republican",
        "resistance",
        "revolutionary",
        "rights",
        "road",
        "school",
        "security",
        "service",
        "society",
        "special",
        "standard",
        "state",
        "station",
        "street",
        "telegraph",
        "times",
        "town",
        "tribune",
        "un",
        "union",
        "unit",
        "united",
        "university",
        "village",
        "voice",
        "war",
        "watch",
        "women",
        "works",
        "world",
        "workers",
        "youth",
        "zone",
    ]
)
_OFFICES = re.compile(
    r"(?:president|prime minister|premier|chancellor|king|queen|emir|sultan|crown prince|minister"
    r"|secretary[ -]general|high commissioner|special envoy|head of state)(?:\s+of(?:\s+\w+){1,3})?,?\s*\Z",
    re.IGNORECASE,
)
_BEFORE_NAMES = frozenset(
    [
        "president",
        "prime",
        "minister",
        "premier",
        "chancellor",
        "king",
        "queen",
        "emir",
        "sultan",
        "secretary",
        "general",
        "governor",
        "mayor",
        "colonel",
        "captain",
        "major",
        "lieutenant",
        "brigadier",
        "inspector",
        "superintendent",
        "constable",
        "sergeant",
        "commander",
        "chief",
        "deputy",
        "senior",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "director",
        "doctor",
        "dr",
        "mr",
        "mrs",
        "ms",
        "sheikh",
        "maulana",
        "justice",
        "judge",
        "sir",
        "the",
        "a",
        "an",
        "in",
        "of",
        "commissioner",
        "officer",
        "alleged",
        "armed",
        "no",
        "suicide",
        "suspected",
        "unidentified",
        "unknown",
    ]
)


@dataclass(frozen=True, slots=True)
class Policy:
    """What a project decided about an export; the decision is recorded and travels with it."""

    include_private: bool = False

    def as_text(self) -> str:
        """The decision as JSON, for the record and for the export itself."""
        return json.dumps({"private_persons": "included" if self.include_private else "pseudonyms"})


class Privacy:
    """Decides for one export. `key` is the project's secret; `today` is when the export leaves."""

    def __init__(self, policy: Policy, key: bytes, today: dt.date, place_words: Iterable[str] = ()) -> None:
        self.policy = policy
        self.key = key
        self.today = today
        self.places = frozenset(word.lower() for words in place_words for word in words.split())

    def mention(self, mention: Mention[Any]) -> str:
        """The words of a mention as they may leave."""
        return self.named(mention.span.text, mention.kind, mention.person, mention.value)

    def speaker(self, speaker: Speaker) -> str:
        """The words for a speaker as they may leave."""
        return self.named(speaker.span.text, speaker.kind, speaker.person, speaker.actor)

    def named(self, text: str, kind: MentionKind, person: float, value: object) -> str:
        """A name as it may leave, for words of a kind, with a probability of a person's name in them, and what they
        resolve to."""
        actor = value if isinstance(value, Actor) else None
        return self.words(text, trusted_kind(kind, person, is_resolved=_is_listed(value)), actor)

    def actor(self, actor: Actor, kind: MentionKind, person: float) -> str:
        """The name of an actor as it may leave, for the words that it was made of."""
        return self.named(actor.name, kind, person, actor)

    def words(self, text: str, kind: MentionKind, actor: Actor | None = None) -> str:
        """Words of a report as they may leave: private persons' names become pseudonyms."""
        if self.policy.include_private or kind in LEFT_AS_THEY_ARE:
            return text
        known = _words_of(actor) if actor else frozenset[str]()
        out, end = [], 0
        for found in _NAMES.finditer(text):
            out.append(text[end : found.start()])
            out.append(self._name(found[0], text[: found.start()], kind, known))
            end = found.end()
        return "".join(out) + text[end:]

    def _name(self, name: str, before: str, kind: MentionKind, known: frozenset[str]) -> str:
        words = name.split()
        lowered = [word.strip(".'’").lower() for word in words]
        while lowered and lowered[0] in _BEFORE_NAMES:
            before += f"{words[0]} "
            words, lowered = words[1:], lowered[1:]
        kept = name[: len(name) - len(" ".join(words))] if words else name
        if not words or _OFFICES.search(before) or self._is_public(lowered, words, kind, known):
            return name
        return f"{kept}{self.pseudonym(' '.join(lowered))}"

    def _is_public(self, lowered: list[str], words: list[str], kind: MentionKind, known: frozenset[str]) -> bool:
        if kind is MentionKind.PERSON:
            return all(word in known for word in lowered)
        if any(word in _INSTITUTIONS for word in lowered) or all(w in known or w in self.places for w in lowered):
            return True
        is_acronym = len(words) == 1 and words[0].isupper() and len(words[0]) > 1
        return is_acronym or (len(words) == 1 and kind is MentionKind.PEOPLE)

    def pseudonym(self, name: str) -> str:
        """The name's pseudonym: the same within the project, meaningless outside it."""
        digest = hmac.new(self.key, name.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()
        return f"person-{digest[:10]}"

    def outlet(self, extraction: Extraction) -> str:
        """The outlet's name, withheld for a source that could be endangered."""
        return WITHHELD if extraction.sensitive else extraction.outlet

    def url(self, extraction: Extraction) -> str:
        """The address, withheld for a source that could be endangered."""
        return "" if extraction.sensitive else extraction.url

    def holds_place_back(self, claims: Iterable[Claim]) -> bool:
        """Whether a fine place must stay out: some claim says it is planned or still going on, and the time that it
        names is not seven days past, or is not known."""
        pending = [claim for claim in claims if claim.status in (Status.PLANNED, Status.ONGOING)]
        return any(not self._is_over(claim) for claim in pending)

    def _is_over(self, claim: Claim) -> bool:
        days = claim.when.days() if isinstance(claim.when, TimeSpan) else None
        return days is not None and days[1] + dt.timedelta(days=HELD_BACK_DAYS) < self.today


def trusted_kind(kind: MentionKind, person: float, *, is_resolved: bool = False) -> MentionKind:
    """The kind that privacy may go by: unknown for an organisation or a place that may hold a person's name.

    `person` is the probability of such a name; `is_resolved`: the registry or the gazetteer knows what the words name.
    """
    if kind not in (MentionKind.ORGANISATION, MentionKind.PLACE):
        return kind
    return kind if person < (PERSON_UNDER_RESOLVED if is_resolved else PERSON_UNDER) else MentionKind.UNKNOWN


def _is_listed(value: object) -> bool:
    """Whether the registry or the gazetteer lists what words resolved to; what only the report says is not listed."""
    if isinstance(value, Actor):
        return not value.local and not value.generic
    return isinstance(value, Place) and value.feature != UNLISTED


def _words_of(actor: Actor) -> frozenset[str]:
    if actor.local and not actor.generic:
        return frozenset()
    names = (actor.name, *actor.aliases, *actor.acronyms)
    return frozenset(word.strip(".,()'’").lower() for name in names for word in name.split())
