"""Number words: where a text spells a number, in words or digits, and which one it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

TOKEN = re.compile(r"(?<![^\W_])(?<![^\W\d_]-)\d[\d,]*(?:\.\d+)?|[^\W\d_]+(?:-[^\W\d_]+)*")
"""A number in digits, but for that of a name such as M-19, or a word with its hyphens."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number that a text spells, and where."""

    value: int
    start: int
    end: int


@cache
def number_table() -> Mapping[str, Any]:
    """The shipped table of number words (data/numbers.yaml)."""
    return yaml.safe_load(resources.files("sayso.resolving").joinpath("data/numbers.yaml").read_text("utf-8"))  # type: ignore[no-any-return]


_TABLE = number_table()
_UNITS: Mapping[str, int] = {word: number for number, word in enumerate(_TABLE["units"])}
_TENS: Mapping[str, int] = {word: 10 * number for number, word in enumerate(_TABLE["tens"], 2)}
_SCALES: Mapping[str, int] = _TABLE["scales"]
_GROUPS: Mapping[str, int] = _TABLE["groups"]


def numbers(text: str, *, with_groups: bool = True) -> Iterator[Number]:
    """Each number of a lower-case text. `with_groups` takes "dozen", "pair" and "trio" for numbers too."""
    tokens = [(found[0], found.start(), found.end()) for found in TOKEN.finditer(text)]
    position = 0
    while position < len(tokens):
        value, used = _number_at([word for word, _, _ in tokens[position:]], _GROUPS if with_groups else {})
        if value is None:
            position += 1
            continue
        yield Number(value, tokens[position][1], tokens[position + used - 1][2])
        position += used


def _number_at(words: Sequence[str], groups: Mapping[str, int]) -> tuple[int | None, int]:
    """The number that the first words spell, and how many words that takes."""
    total, current, used = 0, None, 0
    while used < len(words):
        word, before = words[used], words[used - 1] if used else ""
        plain = _plain(word)
        if plain is not None and (current is None or _goes_on(current, plain, before)):
            current = (current or 0) + plain
        elif word in _SCALES and (current is not None or not used):
            if not used and word.endswith("s"):
                break  # "hundreds" alone says no number
            total, current = _scaled(total, 1 if current is None else current, _SCALES[word])
        elif word in groups and (current is None or word in _TABLE["multipliers"]) and not total:
            current = (1 if current is None else current) * groups[word]
        elif not _is_joined(words, used):
            break
        used += 1
    return (None, 0) if current is None and not total else (round(total + (current or 0)), used)


def _is_joined(words: Sequence[str], used: int) -> bool:
    """Whether an "and" goes on with the number: "two hundred and five"."""
    is_after_scale = words[used] == "and" and used > 0 and words[used - 1] in _SCALES
    return is_after_scale and used + 1 < len(words) and _plain(words[used + 1]) is not None


def _scaled(total: int, current: float, scale: int) -> tuple[int, float | None]:
    return (total, current * scale) if scale == 100 else (total + round(current * scale), None)


def _goes_on(current: float, plain: float, before: str) -> bool:
    """Whether a further number word goes on with the one before: "twenty two", "hundred five"."""
    return (before in _TENS and plain < 10) or (before in _SCALES and plain < 100) or (before == "and" and plain < 100)


def _plain(word: str) -> float | None:
    """The number that one word says by itself."""
    if word[0].isdigit():
        digits = word.replace(",", "")
        return float(digits) if "." in digits else int(digits)
    tens, _, unit = word.partition("-")
    if tens in _TENS and (not unit or unit in _UNITS):
        return _TENS[tens] + (_UNITS[unit] if unit else 0)
    return _UNITS.get(word)
