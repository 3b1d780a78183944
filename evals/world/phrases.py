"""Words for statements: templates (`phrases.yaml`) filled so that every value knows where it stands."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

PHRASES = Path(__file__).with_name("phrases.yaml")
ANCHOR = "anchor"
_PART = re.compile(r"\{(?P<slot>\w+)\}|<(?P<anchor>[^>]+)>")

Mark = tuple[str, int, int]
"""A slot, and where its words stand."""

_NUMBERS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight"),
    *("nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen"),
)


@dataclass(frozen=True, slots=True)
class Written:
    """Text, and where in it the words of each slot stand."""

    text: str
    marks: tuple[Mark, ...]


@cache
def phrases() -> Mapping[str, Any]:
    """The templates."""
    data: Mapping[str, Any] = yaml.safe_load(PHRASES.read_text("utf-8"))
    return data


def fill(template: str, slots: Mapping[str, str]) -> Written:
    """The sentence that a template makes. A value is its words, with what stands before them up to a bar; an empty
    one leaves no gap."""
    out: list[str] = []
    marks: list[Mark] = []
    at = last = 0
    for found in _PART.finditer(_without_gaps(template, slots)):
        before, _, words = f"|{found['anchor']}".rpartition("|") if found["anchor"] else _value(slots[found["slot"]])
        out += [found.string[last : found.start()], before.strip("|"), words]
        at = sum(map(len, out))
        marks.append((found["slot"] or ANCHOR, at - len(words), at))
        last = found.end()
    out.append(_without_gaps(template, slots)[last:])
    text = "".join(out)
    return Written(text[:1].upper() + text[1:] + ".", tuple(marks))


def _value(value: str) -> tuple[str, str, str]:
    return value.rpartition("|") if "|" in value else ("", "", value)


def _without_gaps(template: str, slots: Mapping[str, str]) -> str:
    for name, value in slots.items():
        if not value:
            template = template.replace(f"{{{name}}}", "")
    return re.sub(r" (?=[,;])", "", " ".join(template.split()))


def number_words(number: int) -> str:
    """A number as reports write it."""
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def cores_for(has_place: bool, has_time: bool) -> Sequence[str]:
    """The ways to put place and time around a statement, given which there are."""
    full: Sequence[str] = phrases()["cores"]["full"]
    usable = {"{place}": has_place, "{time}": has_time}
    return [core for core in full if usable.get(core.split(" ")[0].rstrip(","), True)]
