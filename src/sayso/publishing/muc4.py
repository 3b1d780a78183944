"""Claims to MUC-4 incident templates with the five string roles of the published views.

Each group of claims is an incident; its type is the codebook's `muc4` column. What the scheme cannot hold is lost:
who said it, times, places, counts, people without a name, and types that it lacks. An entity is written with one
string, since a string that belongs to another entity spoils the whole of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import chain

import yaml

from sayso.codebook import Codebook
from sayso.model import Actor, Claim, Mention, MentionKind, Stance, Status
from sayso.model.templates import Entity, Template

TOLD_STATUSES = frozenset({Status.OCCURRED, Status.ONGOING, Status.ATTEMPTED})
"""The scheme keeps incidents that were accomplished, attempted or threatened; background has no template."""

BETWEEN_FORCES = frozenset({"clash"})
"""The scheme leaves out fighting between armed sides (fill rules, relevance); see `muc4_templates`."""

_BRACKETED = re.compile(r"\s*[(\[](?P<inside>[^)\]]*)[)\]]")
_ARTICLE = re.compile(r"(?i:(?:the|an|a)\s+)")
_WORD = re.compile(r"[\w.'-]+")


@dataclass(frozen=True, slots=True)
class _Filler:
    """A role and one name for who or what fills it; `other` is an acronym given beside the name."""

    role: str
    name: str
    other: str = ""


def muc4_templates(
    claims: Iterable[Claim], codebook: Codebook, *, leave_out: frozenset[str] = BETWEEN_FORCES
) -> tuple[Template, ...]:
    """The templates of one report, in order of the text.

    Claims of the types in `leave_out`, of a status that the scheme does not keep, or denied, make none.
    """
    incidents = [
        (kind, tuple(chain.from_iterable(map(_fillers, group))))
        for kind, group in _incidents(claims, codebook, leave_out)
    ]
    names = _Names(filler for _, fillers in incidents for filler in fillers)
    return tuple(_template(kind, fillers, names) for kind, fillers in incidents)


@cache
def offices() -> frozenset[str]:
    """Words before a name that say what somebody is; the scheme keeps them in another slot."""
    text = resources.files("sayso.publishing").joinpath("muc4.yaml").read_text("utf-8")
    return frozenset(" ".join(yaml.safe_load(text)["offices"].values()).split())


def _incidents(
    claims: Iterable[Claim], codebook: Codebook, leave_out: frozenset[str]
) -> Iterator[tuple[str, list[Claim]]]:
    groups: dict[str, list[Claim]] = {}
    for number, claim in enumerate(sorted(claims, key=lambda claim: claim.anchor)):
        if claim.status in TOLD_STATUSES and claim.stance is not Stance.DENIED and claim.type not in leave_out:
            groups.setdefault(claim.group or f"alone {number}", []).append(claim)
    for group in groups.values():
        kinds = [codebook.types[c.type].muc4 for c in group if c.type in codebook and codebook.types[c.type].muc4]
        if kinds:
            yield Counter(kinds).most_common(1)[0][0].lower(), group


def _template(kind: str, fillers: Sequence[_Filler], names: _Names) -> Template:
    def entities(role: str) -> tuple[Entity, ...]:
        return tuple(dict.fromkeys((names.name_of(filler),) for filler in fillers if filler.role == role))

    return Template(
        kind,
        perpetrator_individuals=entities("PerpInd"),
        perpetrator_organizations=entities("PerpOrg"),
        physical_targets=entities("Target"),
        human_targets=entities("Victim"),
        weapons=entities("Weapon"),
    )


def _fillers(claim: Claim) -> Iterator[_Filler]:
    for mention in claim.initiator:
        yield _filler("PerpOrg" if _is_organisation(mention) else "PerpInd", mention.span.text)
    for mention in claim.target:
        # People without a name are told in a slot that the published views leave out.
        if mention.kind is MentionKind.PERSON:
            yield _filler("Victim", _without_office(mention.span.text))
        elif mention.kind is not MentionKind.PEOPLE:
            yield _filler("Target", mention.span.text)
    for instrument in claim.instrument:
        yield _filler("Weapon", instrument.span.text)


def _is_organisation(mention: Mention[Actor]) -> bool:
    if mention.kind is MentionKind.UNKNOWN:
        return isinstance(mention.value, Actor) and not mention.value.generic
    return mention.kind is MentionKind.ORGANISATION


def _filler(role: str, words: str) -> _Filler:
    """The words as a name, an acronym in brackets apart: keys give both as strings of their own."""
    words = " ".join(words.split())
    bracketed = _BRACKETED.search(words)
    plain = _BRACKETED.sub("", words).strip()
    if not plain:
        return _Filler(role, words)
    return _Filler(role, _ARTICLE.sub("", plain, count=1) if _ARTICLE.match(plain) else plain, _inside(bracketed))


def _inside(bracketed: re.Match[str] | None) -> str:
    return bracketed["inside"].strip() if bracketed else ""


def _without_office(words: str) -> str:
    """A name without the offices before it; what is all office stays."""
    for word in _WORD.finditer(words):
        if word[0].lower().rstrip(".") not in offices():
            return words[word.start() :]
    return words


class _Names:
    """One name for each filler of a report: names of one role are one entity when an acronym links them, or when one
    has all the words of the other. The most frequent name stands for all, then the longest."""

    def __init__(self, fillers: Iterable[_Filler]) -> None:
        counts = Counter(fillers)
        self._names: dict[tuple[str, str], str] = {}
        for role in {filler.role for filler in counts}:
            for entity in _entities(filler for filler in counts if filler.role == role):
                spoken = Counter[str]()
                for filler in entity:
                    spoken[filler.name] += counts[filler]
                best = max(spoken, key=lambda name: (spoken[name], len(name), name))
                self._names |= {(role, name): best for name in spoken}

    def name_of(self, filler: _Filler) -> str:
        """The name that stands for the filler's entity."""
        return self._names[filler.role, filler.name]


def _entities(fillers: Iterable[_Filler]) -> list[list[_Filler]]:
    """The fillers of one role by entity. Longer names come first, so that shorter ones join them."""
    entities: list[list[_Filler]] = []
    for filler in sorted(fillers, key=lambda one: (-len(one.name), one.name, one.other)):
        for entity in entities:
            if any(_same(filler, other) for other in entity):
                entity.append(filler)
                break
        else:
            entities.append([filler])
    return entities


def _same(one: _Filler, other: _Filler) -> bool:
    names = {one.name.lower(), one.other.lower()} & {other.name.lower(), other.other.lower()}
    words, others = set(_WORD.findall(one.name.lower())), set(_WORD.findall(other.name.lower()))
    return bool(names - {""}) or (bool(words) and words <= others)
