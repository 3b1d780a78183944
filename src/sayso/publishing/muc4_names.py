"""Names for MUC-4: what its answer keys would write for the words of a mention, and which words name one entity."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources

import yaml

_BRACKETED = re.compile(r"\s*[(\[](?P<inside>[^)\]]*)[)\]]?")
_ARTICLE = re.compile(r"(?i:(?:the|an|a)\s+)")
_WORD = re.compile(r"[\w.'-]+")
_HEAD_ENDS = re.compile(r"(?i:,|\s(?:of|from|who|which|that|in|on|at|with|belonging|riding|dressed|wearing)\b)")
_BELONGING = re.compile(r"(?i:\s(?:of|from|belonging to)\s(?:(?:the|that|an?)\s)?)")
_HOLDING = re.compile(r"(?i:\s(?:carrying|with|in|inside|placed|planted|on)\b)")
_LOADED = re.compile(r"(?i:\b(?:loaded|filled|stuffed|packed) with\b)")
_AND = re.compile(r"(?i:\s+and\s+)")
_NAME = re.compile(r"[^\W\d]+(?:[ .'-]+[^\W\d]+)+\.?")
_NO_NAME = frozenset(["of", "from", "in", "at", "his", "her", "their"])
"""Words that no name begins with."""


@dataclass(frozen=True, slots=True)
class Filler:
    """A role and one name for who or what fills it.

    `acronym` is what stood in brackets beside the name; `actor` is the registry's id of an organisation.
    """

    role: str
    name: str
    acronym: str = ""
    actor: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists of `muc4.yaml`, lower case."""

    offices: frozenset[str]
    people: frozenset[str]
    groups: frozenset[str]
    manners: frozenset[str]
    doubts: frozenset[str]
    bodies: frozenset[str]
    describing: frozenset[str]
    parts: frozenset[str]
    forces: frozenset[str]
    vehicles: frozenset[str]
    things: frozenset[str]
    happenings: frozenset[str]
    quantities: frozenset[str]
    pieces: frozenset[str]
    fire: frozenset[str]
    explosives: frozenset[str]


@cache
def words() -> Words:
    """The shipped word lists."""
    lists = yaml.safe_load(resources.files("sayso.publishing").joinpath("muc4.yaml").read_text("utf-8"))
    return Words(**{field.name: frozenset(_listed(lists[field.name])) for field in fields(Words)})


def _listed(found: str | dict[str, str]) -> list[str]:
    return (found if isinstance(found, str) else " ".join(found.values())).split()


def filler(role: str, text: str, actor: str = "") -> Filler | None:
    """The words as a name, an acronym in brackets apart: keys give both as strings of their own. None without words."""
    text = " ".join(text.split())
    bracketed = _BRACKETED.search(text)
    plain = _BRACKETED.sub("", text).strip(" ,;.-")
    name = _ARTICLE.sub("", plain, count=1) if _ARTICLE.match(plain) else plain
    if not name:
        return None
    return Filler(role, name, bracketed["inside"].strip() if bracketed else "", actor)


def names_people(text: str) -> bool:
    """Whether the head of the words is a word for people rather than a name: "men of the Tuvala Front"."""
    head = _said(_head(text))
    return bool(head) and head[-1] in words().people


def names_thing(text: str) -> bool:
    """Whether the head of the words is a building, a vehicle, a line or the like."""
    head = _said(_head(text))
    return bool(head) and head[-1] in words().things


def names_forces(text: str) -> bool:
    """Whether the words are for armed people or what is theirs: "army patrol", "guerrilla positions"."""
    return bool(words().forces & set(_said(_head(text))))


def speaks_of(stems: Iterable[str], text: str) -> bool:
    """Whether any of the stems is in the words."""
    return any(stem in text.lower() for stem in stems)


def _head(text: str) -> str:
    return _HEAD_ENDS.split(_BRACKETED.sub("", text).strip(), maxsplit=1)[0]


def _said(text: str) -> list[str]:
    return [word.lower().strip(".'") for word in _WORD.findall(text)]


def members_and_body(text: str) -> tuple[str, str]:
    """People, and the organisation that they are of, each empty where the words name none.

    "Tuvala Front rebels" and "rebels of the Tuvala Front" are both rebels and the Tuvala Front.
    """
    text = _BRACKETED.sub("", " ".join(text.split()))
    parted = _BELONGING.split(text, maxsplit=1)
    if len(parted) > 1:
        return (parted[0], parted[1]) if names_people(parted[0]) else ("", text)
    found = list(_WORD.finditer(text))
    first = len(found)
    if found and found[-1][0].lower() not in words().groups:
        while first and found[first - 1][0].lower() in words().people | words().manners:
            first -= 1
    if first == len(found):
        return "", text
    return (text[found[first].start() :] if first < len(found) else ""), text[: found[first].start()].strip()


def is_membership(members: str) -> bool:
    """Whether people are told by nothing but that they are of something: "members of the Tuvala Front"."""
    return _said(members)[-1:] in (["member"], ["members"])


def names_body(text: str) -> bool:
    """Whether the words end as the name of an organisation does."""
    said = _said(text)
    return len(said) > 1 and said[-1] in words().bodies


def body_name(text: str) -> str:
    """An organisation without what describes it, and whole where only a part of it acts: "Tuvala Front forces"."""
    found = list(_WORD.finditer(text))
    first = 0
    while first < len(found) - 1 and found[first][0].lower() in words().describing:
        first += 1
    last = len(found)
    while last - first > 1 and found[last - 1][0].lower() in words().parts and found[last - 2][0].lower() != "armed":
        last -= 1
    return text[found[first].start() : _after(text, found, last)] if found else ""


def _after(text: str, found: list[re.Match[str]], last: int) -> int:
    return len(text) if last == len(found) else found[last - 1].end()


def person_names(text: str) -> Iterator[str]:
    """The names of persons that the words hold: two whole names joined by "and" are two persons."""
    name = person_name(text)
    parted = _AND.split(name)
    if len(parted) > 1 and all(_NAME.fullmatch(part.strip()) for part in parted):
        yield from filter(None, map(person_name, parted))
    elif name:
        yield name


def person_name(text: str) -> str:
    """The words after the offices, before what is put after a comma; empty when no name is among them."""
    before_comma = _BRACKETED.sub("", text).split(",", maxsplit=1)[0]
    found = list(_WORD.finditer(before_comma))
    tells = [n for n, word in enumerate(found) if word[0].lower().rstrip(".") in words().offices or _is_number(word[0])]
    first = tells[-1] + 1 if tells else 0
    name = before_comma[found[first].start() :].strip() if first < len(found) else ""
    return "" if set(_said(name)[:1]) & _NO_NAME else name


def _is_number(word: str) -> bool:
    return any(letter.isdigit() for letter in word)


def people_name(text: str) -> str:
    """Perpetrators without doubt and nationality before them: "presumed urban rebels"."""
    return _without_leading(text, words().doubts)


def weapon_name(text: str) -> str:
    """The weapon without quantities, what carries it, and the happening it is put before; empty if none is left.

    What is loaded with explosives is a weapon.
    """
    if _LOADED.search(text):
        return without_quantity(text)
    found = list(_WORD.finditer(_HOLDING.split(text, maxsplit=1)[0]))
    while found and found[-1][0].lower() in words().happenings:
        found.pop()
    if not found or found[-1][0].lower() in words().vehicles:
        return ""
    return without_quantity(text[: found[-1].end()])


def without_quantity(text: str) -> str:
    """The words without how many there are at their beginning, as long as others are left."""
    return _without_leading(text, words().quantities)


def _without_leading(text: str, leading: frozenset[str]) -> str:
    found = list(_WORD.finditer(text))
    first = 0
    while first < len(found) - 1 and (found[first][0].lower() in leading or found[first][0].isdecimal()):
        first += 1
    return text[found[first].start() :] if first else text


def thing_names(text: str) -> Iterator[str]:
    """The things that were aimed at: two joined by "and" are two where each is plainly a thing."""
    parted = _AND.split(text)
    if len(parted) > 1 and all(map(names_thing, parted)):
        yield from map(thing_name, parted)
    else:
        yield thing_name(text)


def thing_name(text: str) -> str:
    """A thing that was aimed at, not a piece of it, and not how many there are."""
    name = without_quantity(" ".join(text.split()))
    parted = re.split(r"(?i:\sof\s)", name, maxsplit=1)
    return parted[1] if len(parted) > 1 and set(_said(parted[0])[-1:]) & words().pieces else name


NAMED = ("PerpInd", "Victim")
"""Roles that persons fill by name."""


class Names:
    """One name for each filler of a report.

    Fillers of one role are one entity when an acronym or the registry links them, or when one has all the words of
    the other. Which name stands for all was chosen on training reports: keys write a person's full name, other
    perpetrators as briefly as any ("rebels" for "rebels of the Tuvala Front"), and the rest mostly as the text does.
    `persons` are names that the report calls persons by anywhere, which may be fuller.
    """

    def __init__(self, fillers: Iterable[Filler], persons: Iterable[str] = ()) -> None:
        counts = Counter(fillers)
        counts.update(Filler(role, name) for name in persons for role in NAMED)
        self._names: dict[Filler, str] = {}
        for role in sorted({one.role for one in counts}):
            for entity in _entities(one for one in counts if one.role == role):
                spoken = Counter[str]()
                for one in entity:
                    spoken[one.name] += counts[one]
                self._names |= dict.fromkeys(entity, _standing_for(role, spoken))

    def name_of(self, filler: Filler) -> str:
        """The name that stands for the filler's entity."""
        return self._names[filler]


def _standing_for(role: str, spoken: Counter[str]) -> str:
    """The name of an entity, of those it is called by; of equals the last in the alphabet, to be repeatable."""
    if role == "Victim" or (role == "PerpInd" and not any(map(names_people, spoken))):
        return max(spoken, key=lambda name: (len(name), name))
    if role == "PerpInd":
        return max(spoken, key=lambda name: (-len(name), name))
    return max(spoken, key=lambda name: (spoken[name], len(name), name))


def _entities(fillers: Iterable[Filler]) -> list[list[Filler]]:
    """The fillers of one role by entity. Longer names come first, so that shorter ones join them."""
    entities: list[list[Filler]] = []
    for one in sorted(fillers, key=lambda one: (-len(one.name), one.name, one.acronym, one.actor)):
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
    return bool(names - {""}) or one.actor == other.actor != "" or (bool(mine) and mine <= theirs)
