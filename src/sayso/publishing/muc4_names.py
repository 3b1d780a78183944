"""Names for MUC-4: what its answer keys would write for the words of a mention, and which words name one entity."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

_BRACKETED = re.compile(r"\s*[(\[](?P<inside>[^)\]]*)[)\]]?")
_ARTICLE = re.compile(r"(?i:(?:the|an|a)\s+)")
_WORD = re.compile(r"[\w.'-]+")
_HEAD_ENDS = re.compile(r"(?i:,|\s(?:of|from|who|which|that|in|on|at|with|belonging|riding|dressed|wearing)\b)")


@dataclass(frozen=True, slots=True)
class Filler:
    """A role and one name for who or what fills it; `acronym` is what stood in brackets beside the name."""

    role: str
    name: str
    acronym: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists of `muc4.yaml`, lower case."""

    offices: frozenset[str]
    people: frozenset[str]
    happenings: frozenset[str]


@cache
def words() -> Words:
    """The shipped word lists."""
    fields = yaml.safe_load(resources.files("sayso.publishing").joinpath("muc4.yaml").read_text("utf-8"))
    offices, people = (frozenset(" ".join(fields[name].values()).split()) for name in ("offices", "people"))
    return Words(offices, people, frozenset(fields["happenings"].split()))


def filler(role: str, text: str) -> Filler | None:
    """The words as a name, an acronym in brackets apart: keys give both as strings of their own. None without words."""
    text = " ".join(text.split())
    bracketed = _BRACKETED.search(text)
    plain = _BRACKETED.sub("", text).strip(" ,;.-")
    name = _ARTICLE.sub("", plain, count=1) if _ARTICLE.match(plain) else plain
    if not name:
        return None
    return Filler(role, name, bracketed["inside"].strip() if bracketed else "")


def names_people(text: str) -> bool:
    """Whether the head of the words is a word for people rather than a name: "men of the Tuvala Front"."""
    head = _WORD.findall(_HEAD_ENDS.split(text.strip(), maxsplit=1)[0].lower())
    return bool(head) and head[-1].strip(".'") in words().people


def person_name(text: str) -> str:
    """The words after the offices, before what is put after a comma; empty when no name is among them."""
    before_comma = text.split(",", maxsplit=1)[0]
    found = list(_WORD.finditer(before_comma))
    offices = [n for n, word in enumerate(found) if word[0].lower().rstrip(".") in words().offices]
    first = offices[-1] + 1 if offices else 0
    return before_comma[found[first].start() :].strip() if first < len(found) else ""


def weapon_name(text: str) -> str:
    """The weapon, without the happening that it is put before; empty when only that is left."""
    found = list(_WORD.finditer(text))
    while found and found[-1][0].lower() in words().happenings:
        found.pop()
    return text[: found[-1].end()] if found else ""


class Names:
    """One name for each filler of a report.

    Fillers of one role are one entity when an acronym links them, or when one has all the words of the other. Which
    name stands for all was chosen on training reports: keys write a victim's full name, perpetrators as briefly as
    any ("rebels" for "rebels of the Tuvala Front"), and the rest mostly as the text does.
    """

    def __init__(self, fillers: Iterable[Filler]) -> None:
        counts = Counter(fillers)
        self._names: dict[tuple[str, str], str] = {}
        for role in sorted({one.role for one in counts}):
            for entity in _entities(one for one in counts if one.role == role):
                spoken = Counter[str]()
                for one in entity:
                    spoken[one.name] += counts[one]
                self._names |= dict.fromkeys(((role, name) for name in spoken), _standing_for(role, spoken))

    def name_of(self, filler: Filler) -> str:
        """The name that stands for the filler's entity."""
        return self._names[filler.role, filler.name]


def _standing_for(role: str, spoken: Counter[str]) -> str:
    """The name of an entity, of those it is called by; of equals the last in the alphabet, to be repeatable."""
    if role == "Victim":
        return max(spoken, key=lambda name: (len(name), name))
    if role == "PerpInd":
        return max(spoken, key=lambda name: (-len(name), name))
    return max(spoken, key=lambda name: (spoken[name], len(name), name))


def _entities(fillers: Iterable[Filler]) -> list[list[Filler]]:
    """The fillers of one role by entity. Longer names come first, so that shorter ones join them."""
    entities: list[list[Filler]] = []
    for one in sorted(fillers, key=lambda one: (-len(one.name), one.name, one.acronym)):
        for entity in entities:
            if any(_same(one, other) for other in entity):
                entity.append(one)
                break
        else:
            entities.append([one])
    return entities


def _same(one: Filler, other: Filler) -> bool:
    names = {one.name.lower(), one.acronym.lower()} & {other.name.lower(), other.acronym.lower()}
    mine, theirs = set(_WORD.findall(one.name.lower())), set(_WORD.findall(other.name.lower()))
    return bool(names - {""}) or (bool(mine) and mine <= theirs)
