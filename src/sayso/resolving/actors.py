"""Actors: who the words of initiators, targets and speakers stand for.

Rules, in order; the first that answers holds (`ActorResolver._rules`):

1. words for nobody that can be told ("sources", "local media") stay unresolved;
2. an outlet is itself;
3. kin, victims and lawyers of somebody are civilians, not that somebody;
4. a name or acronym of the registry, or one that the report itself introduced; of a faction, the faction;
5. a group by the form of its name: the registry's in another spelling, else a local actor;
6. "the group", "its spokesman", "he" stand for the nearest fitting actor before;
7. a body of a state, of the state that the words name or else of the report's country; never by dress alone;
8. a country or capital by itself is its government;
9. a kind of people, generic;
10. a person speaks for whom the report says; a private person is never an actor.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sayso.model import Actor, ActorKind, Claim, Extraction, Span, SpeakerRole, Unresolved, content_id
from sayso.resolving import phrases
from sayso.resolving.bodies import KindWords, kind_words
from sayso.resolving.introductions import Introductions
from sayso.resolving.names import TELLING, key, plain
from sayso.resolving.phrases import Back
from sayso.resolving.registry import Found, Registry, Setting

Resolved = Actor | Unresolved

ARMED = frozenset(
    [ActorKind.REBEL_GROUP, ActorKind.POLITICAL_MILITIA, ActorKind.IDENTITY_MILITIA, ActorKind.PARTY, ActorKind.UNKNOWN]
)
OFFICIAL = frozenset([ActorKind.STATE_FORCES, ActorKind.GOVERNMENT, ActorKind.EXTERNAL_FORCES])
_SPEAKS_AS: dict[SpeakerRole | None, Collection[ActorKind]] = {
    SpeakerRole.PERPETRATOR: ARMED | OFFICIAL,
    SpeakerRole.AUTHORITY: OFFICIAL,
    SpeakerRole.NGO: [ActorKind.NGO],
    SpeakerRole.IGO: [ActorKind.IGO, ActorKind.EXTERNAL_FORCES],
    SpeakerRole.POLITICAL: ARMED,
    SpeakerRole.MEDICAL: [ActorKind.MEDICAL],
    SpeakerRole.MEDIA: [ActorKind.MEDIA],
}
"""Kinds of actor that a speaker of a role can speak for, where the words do not say; any kind for other roles."""

_KIND_BY_ROLE = {
    SpeakerRole.MEDIA: ActorKind.MEDIA,
    SpeakerRole.NGO: ActorKind.NGO,
    SpeakerRole.MEDICAL: ActorKind.MEDICAL,
    SpeakerRole.IGO: ActorKind.IGO,
}
_UNKNOWN = Unresolved("a person or body that the registry does not know")
_NOBODY = Unresolved("names nobody who can be told from another")
_NOT_BEFORE = Unresolved("stands for somebody who is not named before")
_KIN = Unresolved("kin or company of somebody, no actor")
_MINISTRY = "ministry"
_ALSO_REBELS = ("army", "paramilitary", "security-forces")
_MEDICAL_STAFF = "medical staff"


@dataclass
class _Report:
    """One report while its actors are resolved: what it introduces, and whom its words before stand for."""

    names: Introductions
    setting: Setting
    resolved: list[tuple[_Words, Actor]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of one mention, its place in the text, and its role when it speaks."""

    said: str
    shown: str
    start: int
    role: SpeakerRole | None


Rule = Callable[[_Words, _Report], Resolved | None]


class ActorResolver:
    """Resolves the actors of one report at a time."""

    def __init__(self, registry: Registry, words: KindWords | None = None) -> None:
        self.registry = registry
        self.words = words or kind_words()
        self._rules: tuple[Rule, ...] = (
            self._nobody,
            self._outlet,
            self._kin,
            self._named,
            self._group,
            self._back,
            self._body,
            self._state,
            self._people,
            self._person,
        )

    def resolve(self, claims: Sequence[Claim], extraction: Extraction, country: str) -> dict[Span, Resolved]:
        """The actor of each initiator, target and speaker of a report's claims.

        `country` is the ISO 3166-1 alpha-2 code of the country that the report is about, or ''.
        """
        return self.resolve_spans(_spans(claims), extraction, country)

    def resolve_spans(
        self, roles: Mapping[Span, SpeakerRole | None], extraction: Extraction, country: str
    ) -> dict[Span, Resolved]:
        """The actor of each span; its role is that of a speaker, or None for one who does or suffers something."""
        day = extraction.published.day if extraction.published else None
        setting = Setting(country, day.year if day else None)
        report = _Report(Introductions(extraction.text, self.registry, setting), setting)
        return {span: self._resolved(span, roles[span], report) for span in sorted(roles)}

    def _resolved(self, span: Span, role: SpeakerRole | None, report: _Report) -> Resolved:
        raw = " ".join(span.text.split())
        said = phrases.unqualified(raw, [(f.start, f.end) for f in report.names.find(raw) if f.actor])
        words = _Words(said, phrases.in_mixed_case(said) if report.names.any_case else said, span.start, role)
        answers = (answer for rule in self._rules if (answer := rule(words, report)) is not None)
        found = next(answers, _UNKNOWN)
        if isinstance(found, Actor):
            report.resolved.append((words, found))
        return found

    def _nobody(self, words: _Words, report: _Report) -> Resolved | None:
        return _NOBODY if words.role is SpeakerRole.UNNAMED or phrases.is_nobody(words.said) else None

    def _outlet(self, words: _Words, report: _Report) -> Resolved | None:
        if words.role is not SpeakerRole.MEDIA:
            return None
        if phrases.is_no_outlet(words.said):
            return _NOBODY
        known = (f.actor for f in report.names.find(words.said) if f.actor and f.actor.kind is ActorKind.MEDIA)
        return next(known, None) or _local(phrases.outlet_name(words.shown), ActorKind.MEDIA)

    def _kin(self, words: _Words, report: _Report) -> Resolved | None:
        if not phrases.is_kin(words.said):
            return None
        return self.words.people_kind("relatives", report.setting.country) or _KIN

    def _named(self, words: _Words, report: _Report) -> Resolved | None:
        part = (
            phrases.head(words.said)
            if words.role is None or phrases.group_name(phrases.head(words.shown))
            else words.said
        )
        found = [f for f in report.names.find(part) if self._can_mean(f, words)]
        split = phrases.split_off(part)
        if found and split is not None:
            return self._faction(found, split, words, report)
        if found:
            if abroad := self._national_section(found[0], part):
                return _local(abroad, found[0].actor.kind if found[0].actor else ActorKind.UNKNOWN)
            if longer := self._longer_name(found[0], part):
                short = next((f.actor for f in found[1:] if f.start >= part.index(longer) + len(longer)), None)
                return short or self._by_name(longer, words.role, report)
            end = phrases.faction_letters(part, found[0].end)
            if end > found[0].end:
                return _local(part[found[0].start : end], ActorKind.REBEL_GROUP)
            return found[0].actor or _local(part[found[0].start : found[0].end], phrases.kind_of_name(part))
        if own := report.names.introduced(part):
            return self._by_name(own, words.role, report) or self._introduced(own, report)
        faction, whole = phrases.faction_of(part)
        return _local(faction, ActorKind.REBEL_GROUP) if whole in self.registry.acronyms else None

    def _introduced(self, name: str, report: _Report) -> Actor | None:
        """Who bears a name that the report gave an acronym: "Indian Army" is a state's, "Bright Lake Army" is not."""
        body = self._body_of(name, report)
        if body and body.generic and body.kind is ActorKind.STATE_FORCES and body.body in _ALSO_REBELS:
            return _local(name, ActorKind.REBEL_GROUP)
        return body

    def _national_section(self, found: Found, part: str) -> str:
        """The name of a country's own section of a worldwide organisation ("Salvadoran Red Cross"), or ''."""
        said = self.words.country(part[: found.start])
        is_worldwide = found.actor is not None and not found.actor.countries
        return part[said[1] : found.end] if said and is_worldwide and not part[said[2] : found.start].strip() else ""

    def _longer_name(self, found: Found, part: str) -> str:
        """The whole name of which a common or an outlet's name is only a part ("Garo Liberation Army"), or ''."""
        said, name = part[found.start : found.end], phrases.group_name(part)
        rest = name.replace(said, "", 1).strip()
        is_outlet = found.actor is not None and found.actor.kind is ActorKind.MEDIA
        is_part = said in name and bool(rest) and (is_outlet or set(key(said)) <= TELLING)
        return name if is_part and not self.words.country(rest) else ""

    def _can_mean(self, found: Found, words: _Words) -> bool:
        """Whether a name can mean its actor here: a people is an actor only where it fights."""
        if found.actor and found.actor.kind is ActorKind.IDENTITY_MILITIA:
            return phrases.tells_of_fighters(words.said)
        return True

    def _faction(self, found: list[Found], split: int, words: _Words, report: _Report) -> Resolved | None:
        """Of "A splinter group B", B; of "B faction of A", the registry's row for it or else a local actor."""
        after = [f for f in found if f.start >= split and f.actor]
        if after and len(found) > len(after):
            return after[0].actor
        if own := report.names.introduced(words.said[split:]):
            return self._by_name(own, words.role, report) or _local(own, ActorKind.REBEL_GROUP)
        whole = self.registry.named(words.said, report.setting)
        return whole or _local(words.shown, ActorKind.REBEL_GROUP)

    def _group(self, words: _Words, report: _Report) -> Resolved | None:
        name = phrases.group_name(words.shown)
        return self._by_name(name, words.role, report) if name else None

    def _by_name(self, name: str, role: SpeakerRole | None, report: _Report) -> Actor | None:
        """The actor of a name that has the form of a group's: the registry's in some spelling, else a local one."""
        shown = phrases.group_name(phrases.in_mixed_case(name) if report.names.any_case else name)
        known = self.registry.named(name, report.setting)
        if known or not shown:
            return known
        return _local(
            shown, _KIND_BY_ROLE.get(role) or phrases.kind_of_name(shown) if role else phrases.kind_of_name(shown)
        )

    def _back(self, words: _Words, report: _Report) -> Resolved | None:
        match phrases.back(words.said):
            case Back.GROUP:
                return self._nearest(words, report, ARMED)
            case Back.MINISTRY:
                return self._ministry(words, report)
            case Back.DEPARTMENT:
                return self._nearest(words, report, OFFICIAL)
            case Back.SPEAKER if words.role:
                return self._speaker_before(words, report)
            case Back.SPEAKER:
                return self._nearest(words, report, ARMED)
            case None:
                return None

    def _speaker_before(self, words: _Words, report: _Report) -> Resolved:
        """Whom "he" or "the spokesman" speaks for: the last speaker in that capacity, else the nearest such actor."""
        fitting = _SPEAKS_AS.get(words.role, tuple(ActorKind))
        if not phrases.is_theirs(words.said):
            for before, actor in reversed(report.resolved):
                if before.role is words.role and actor.kind in fitting:
                    return actor
        if words.role is SpeakerRole.PERPETRATOR:
            return self._nearest(words, report, ARMED) or self._nearest(words, report, OFFICIAL)
        return self._nearest(words, report, fitting)

    def _nearest(self, words: _Words, report: _Report, kinds: Collection[ActorKind]) -> Resolved:
        """The nearest actor of such a kind that the text names before the words."""
        before = [f.actor for f in report.names.named if f.end <= words.start and f.actor and f.actor.kind in kinds]
        return before[-1] if before else _NOT_BEFORE

    def _ministry(self, words: _Words, report: _Report) -> Resolved:
        before = report.names.text[: words.start]
        ministry = self.words.last_body(before, _MINISTRY, report.setting.country)
        return ministry or _NOT_BEFORE

    def _body(self, words: _Words, report: _Report) -> Resolved | None:
        return None if phrases.is_by_dress(words.said) else self._body_of(words.said, report)

    def _body_of(self, said: str, report: _Report) -> Actor | None:
        people = self.words.people_kind(said, report.setting.country)
        if people and people.name == _MEDICAL_STAFF:
            hospital = phrases.hospital_name(said)
            return _local(hospital, ActorKind.MEDICAL) if hospital else people
        return self.words.body(said, report.setting.country)

    def _state(self, words: _Words, report: _Report) -> Resolved | None:
        return self.words.state(words.shown)

    def _people(self, words: _Words, report: _Report) -> Resolved | None:
        return self.words.people_kind(words.said, report.setting.country)

    def _person(self, words: _Words, report: _Report) -> Resolved | None:
        """Whom a named person speaks or acts for, as the report itself says it."""
        name = phrases.person_name(words.shown)
        if not name:
            return None
        surname = words.said.split()[-1]
        for before, actor in reversed(report.resolved):
            if surname in before.said.split():
                return actor
        for title in report.names.titles(words.said, words.start):
            for actor in self._of_title(title, report):
                return actor
        return Unresolved("a person of whom the report does not say for whom he or she speaks")

    def _of_title(self, title: str, report: _Report) -> Iterator[Actor]:
        for found in report.names.find(title):
            if found.actor:
                yield found.actor
        body = self._body_of(title, report)
        if body:
            yield body


def _spans(claims: Sequence[Claim]) -> dict[Span, SpeakerRole | None]:
    roles: dict[Span, SpeakerRole | None] = {}
    for claim in claims:
        for mention in (*claim.initiator, *claim.target):
            roles.setdefault(mention.span, None)
        for speaker in claim.speakers:
            roles[speaker.span] = speaker.role
    return roles


def _local(name: str, kind: ActorKind) -> Actor:
    """An actor that only this project knows, told from others by its name."""
    actor_id = content_id("act", plain(name))
    return Actor(actor_id, name, kind, side=actor_id, local=True)
