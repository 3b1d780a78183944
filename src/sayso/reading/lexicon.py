"""The lexicon of the lexical reader, compiled from `lexicon.yaml`."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

Pattern = re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Compiled patterns by what they show. Orders matter: the first that matches wins. `version` is a hash of all."""

    version: str
    anchors: Mapping[str, Pattern]
    games: Pattern
    ignored: Pattern
    status: Mapping[str, Pattern]
    stance: Mapping[str, Pattern]
    denials: Pattern
    denial_ends: Pattern
    cues: Pattern
    speaker_roles: Mapping[str, Pattern]
    instruments: Pattern
    counted: Mapping[str, Pattern]
    numbers: Pattern
    measures: Pattern
    times: Pattern
    many: Pattern
    offices: Pattern
    foils: Pattern
    foiled: frozenset[str]
    foil_ends: Pattern
    silences: Pattern
    silence_ends: Pattern


_BETWEEN_NAME_AND_VERB = (
    r"[\"”’]?(?:,[^,.;]{1,60},|\s\([^)]{1,60}\))?\s+(?:(?:has|have|had|also|later|repeatedly|both)\s+)*"
)


@cache
def lexicon() -> Lexicon:
    """The shipped lexicon."""
    text = resources.files("sayso.reading").joinpath("lexicon.yaml").read_text("utf-8")
    data = yaml.safe_load(text)
    return Lexicon(
        version=hashlib.sha256(text.encode()).hexdigest()[:8],
        anchors=_patterns(data["anchors"]),
        games=_pattern(data["games"]),
        ignored=_pattern(data["ignored"]),
        status=_patterns(data["status"]),
        stance=_patterns(data["stance"]),
        denials=_pattern(data["denials"]),
        denial_ends=re.compile("|".join(data["denial_ends"]), re.IGNORECASE),
        cues=_pattern([data["cues"]]),
        speaker_roles={role: _pattern(words, end="") for role, words in data["speaker_roles"].items()},
        instruments=_pattern(data["instruments"]),
        counted=_patterns(data["counted"]),
        numbers=_pattern([data["numbers"]]),
        measures=re.compile(rf"\s*(?:{data['measures']})", re.IGNORECASE),
        times=_pattern(data["times"]),
        many=re.compile(data["many"], re.IGNORECASE | re.DOTALL),
        offices=re.compile(data["offices"], re.IGNORECASE),
        foils=_pattern(data["foils"]),
        foiled=frozenset(data["foiled"]),
        foil_ends=re.compile(data["foil_ends"], re.IGNORECASE),
        silences=re.compile(rf"{_BETWEEN_NAME_AND_VERB}(?:{data['silences']})", re.IGNORECASE),
        silence_ends=re.compile(data["silence_ends"], re.IGNORECASE),
    )


def _patterns(groups: Mapping[str, Iterable[str]]) -> dict[str, Pattern]:
    return {name: _pattern(words) for name, words in groups.items()}


def _pattern(words: Iterable[str], end: str = r"\b") -> Pattern:
    return re.compile(rf"\b(?:{'|'.join(words)}){end}", re.IGNORECASE)


def first_match(groups: Mapping[str, Pattern], text: str) -> str | None:
    """The name of the first group whose pattern stands in the text."""
    return next((name for name, pattern in groups.items() if pattern.search(text)), None)


def denies(sentence: str, end: int) -> bool:
    """Whether words in sentence[:end] plainly deny what stands at `end`.

    They do not where the sentence goes on to something else in between: "denied any role, but residents said …".
    """
    found = list(lexicon().denials.finditer(sentence, 0, end))
    return bool(found) and not lexicon().denial_ends.search(sentence, found[-1].end(), end)


def keeps_silent(text: str, end: int, anchor: int) -> bool:
    """Whether who is named right before `end` is said to say nothing of what the word at `anchor` names: "the inspector
    declined to comment on the attack"."""
    found = lexicon().silences.match(text, end)
    return found is not None and not lexicon().silence_ends.search(text, found.end(), anchor)


_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_BY = re.compile(r"\s+by\s+(?:[\w-]+\s+){0,3}", re.IGNORECASE)
FOILER_NEAR = 60
"""Characters between whoever foils something and the word for it, at most: "Army on November 10 foiled"."""


def foils(sentence: str, actor: tuple[int, int], anchor: tuple[int, int]) -> bool:
    """Whether words say that the actor foiled what the anchor names, all as offsets in the sentence."""
    return any(
        _is_foiled_by(sentence, found.span(), actor, anchor)
        if _PASSIVE.search(sentence, 0, found.start())
        else _foiled_it(sentence, found.span(), actor, anchor)
        for found in lexicon().foils.finditer(sentence)
    )


def _foiled_it(sentence: str, foil: tuple[int, int], actor: tuple[int, int], anchor: tuple[int, int]) -> bool:
    """ "police foiled an attempt to bomb": the actor before the word, the anchor in or after it."""
    is_near = 0 <= foil[0] - actor[1] <= FOILER_NEAR and not _ends(sentence, actor[1], foil[0])
    return is_near and anchor[1] > foil[0] and not _ends(sentence, foil[1], anchor[0])


def _is_foiled_by(sentence: str, foil: tuple[int, int], actor: tuple[int, int], anchor: tuple[int, int]) -> bool:
    """ "an attack was foiled by police": the anchor before the word, the actor after "by"."""
    is_agent = foil[1] < actor[0] and _BY.fullmatch(sentence, foil[1], actor[0])
    return bool(is_agent) and anchor[0] < foil[0] and not _ends(sentence, anchor[1], foil[0])


def _ends(sentence: str, start: int, end: int) -> bool:
    return bool(lexicon().foil_ends.search(sentence, start, end))
