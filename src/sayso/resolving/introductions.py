"""What one report says about its own names: acronyms that it gives, and whom its people speak for.

"Northern Dawn Brigade (NDB)" makes NDB that brigade for this report, whatever else bears the letters. "Gul Mir, a
spokesman for the brigade" makes Mir, further on, the brigade's voice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.model import Actor
from sayso.resolving import phrases
from sayso.resolving.letter_case import tells_names
from sayso.resolving.names import CONNECTING, key
from sayso.resolving.registry import Found, Registry, Setting

_BRACKETED = re.compile(r"\s*[(\[](?P<acronym>[A-Z][A-Za-z]{1,9}(?:[-/ ][A-Z]{1,4}[a-z]?)?)[)\]]")
_FEWEST_CAPITALS = 2
_LOOK_BACK = 120
"""Characters before a bracket in which the name that it shortens is looked for."""

_WORD = re.compile(r"[\w'’-]+")
_CLAUSE_END = re.compile(r"[.;:!?\n,]\s")
_TITLE_WORD = re.compile(
    r"[A-Z].*|['’]?s|spokes\w+|chief|leader|commander|officials?|officer|director|head|in|of|for|the|and|general|secretary"
    r"|senior|deputy|central|regional|district|local|media|military|political|named|identified|as|an?|its|member"
    r"|coordinator|minister|inspector|superintendent|police|army|militant|rebel"
)
_APPOSITION = re.compile(r"\s*,\s*(?P<what>[^.;]{3,100}?)(?=,|\bsaid\b|\btold\b|[.;]|\Z)")
_FIRST_NAME_BEFORE = re.compile(r"(?:\b[A-Z][\w'’.-]*\s+)*\Z")


class Introductions:
    """Names and people as one report introduces them."""

    def __init__(self, text: str, registry: Registry, setting: Setting) -> None:
        self.text = text
        self.registry = registry
        self.setting = setting
        self.any_case = not tells_names(text)
        self.acronyms: dict[str, Actor | str] = dict(self._acronyms())
        """By acronym: the registry's actor, or the name that the report gives it."""
        self._found: dict[str, tuple[Found, ...]] = {}
        self._own = [(re.compile(rf"(?<![\w-]){re.escape(a)}(?![\w-])"), who) for a, who in self.acronyms.items()]
        self.named = tuple(found for found in self.find(text) if found.actor)
        """Every place where the report names an actor of the registry, in order."""

    def find(self, words: str) -> tuple[Found, ...]:
        """The actors of the registry that the words name, the report's own acronyms before the registry's."""
        if words not in self._found:
            self._found[words] = self._looked_up(words)
        return self._found[words]

    def _looked_up(self, words: str) -> tuple[Found, ...]:
        found = self.registry.find(words, self.setting, any_case=self.any_case)
        own = [
            (Found(*span, actor if isinstance(actor, Actor) else None), actor)
            for span, actor in self._own_acronyms(words)
            if not any(f.start <= span[0] and span[1] <= f.end and f.end - f.start > span[1] - span[0] for f in found)
        ]
        kept = [f for f in found if not any(o.start < f.end and f.start < o.end for o, _ in own)]
        return tuple(sorted([*(o for o, actor in own if o.actor), *kept], key=lambda f: f.start))

    def introduced(self, words: str) -> str | None:
        """The name that the report gave an acronym in these words, when the registry does not know it."""
        return next((name for _, name in self._own_acronyms(words) if isinstance(name, str)), None)

    def titles(self, person: str, before: int) -> Iterator[str]:
        """The words that say who a person is, wherever the text up to `before` names that person: the nearest first."""
        surname = person.split()[-1]
        seen = [m for m in re.finditer(rf"\b{re.escape(surname)}\b", self.text) if m.start() < before]
        for found in reversed(seen):
            apposed = _APPOSITION.match(self.text, found.end())
            if apposed:
                yield apposed["what"]
            start = _FIRST_NAME_BEFORE.search(self.text[: found.start()])
            clause = self.text[max(0, found.start() - _LOOK_BACK) : start.start() if start else found.start()].rstrip(
                " ,"
            )
            ended = [m.end() for m in _CLAUSE_END.finditer(clause)]
            yield self._title(clause[ended[-1] :] if ended else clause)

    def _title(self, clause: str) -> str:
        """The end of a clause that is nothing but a title: "said TTP spokesman" gives "TTP spokesman"."""
        start = len(clause)
        for word in reversed(list(_WORD.finditer(clause))):
            if not _TITLE_WORD.fullmatch(word[0]):
                break
            start = word.start()
        return clause[start:].strip()

    def _owner(self, before: str, name: str) -> Actor | None:
        """The actor named right before a name that ends `before`: whose "Ministry of Information (MIP)" it is."""
        rest = before.removesuffix(name).rstrip()
        return next((f.actor for f in self.registry.find(rest, self.setting) if f.end == len(rest)), None)

    def _own_acronyms(self, words: str) -> Iterator[tuple[tuple[int, int], Actor | str]]:
        for pattern, actor in self._own:
            for found in pattern.finditer(words):
                yield found.span(), actor

    def _acronyms(self) -> Iterator[tuple[str, Actor | str]]:
        for bracket in _BRACKETED.finditer(self.text):
            acronym = bracket["acronym"]
            if sum(c.isupper() for c in acronym) < _FEWEST_CAPITALS:
                continue
            before = self.text[max(0, bracket.start() - _LOOK_BACK) : bracket.start()]
            known = [
                f for f in self.registry.find(before, self.setting, any_case=self.any_case) if f.end == len(before)
            ]
            if known and known[-1].actor:
                yield acronym, known[-1].actor
            elif name := name_before(acronym, before) or phrases.group_name_at_end(before):
                yield acronym, self.registry.named(name, self.setting) or self._owner(before, name) or name


def name_before(acronym: str, text: str) -> str:
    """The words at the end of a text whose initials make the acronym, or ''."""
    words = list(_WORD.finditer(text))
    letters = [c.lower() for c in acronym if c.isalpha()]
    for start in range(len(words) - 1, max(-1, len(words) - 2 * len(letters) - 2), -1):
        name = text[words[start].start() :]
        initials = [part[0] for part in key(name) if part not in CONNECTING]
        if name[0].isupper() and not _CLAUSE_END.search(name) and _spells(letters, initials):
            return name
    return ""


def _spells(letters: list[str], initials: list[str]) -> bool:
    """Whether the initials, each used once or left out after the first, give the letters."""
    left = iter(initials)
    return letters[:1] == initials[:1] and len(initials) > 1 and all(letter in left for letter in letters)
