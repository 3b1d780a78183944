"""Place names as they are compared: one form of "Al-Ḥasakah" and "al hasakah", a coarser one of "Noshki" and "Nushki".

`normal` maps every character to one character or none, so that a match in a normal text can be told in the offsets of
the text itself (`NormalText`).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass

_DROPPED = "\0"
_LETTERS = {
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "ł": "l",
    "ß": "s",
    "æ": "e",
    "œ": "e",
    "þ": "t",
    "ı": "i",
    "ə": "a",
    "ħ": "h",
}
_SPACES = "-–—‐‑/\t\n\r\f\v\u00a0\u2009\u202f"
_SILENT = ".'’‘`´ʼʻˈʿʾ′“”\"\u0300\u0301"


class _Table(dict[int, str]):
    """Character to normal character, worked out when first asked for."""

    def __missing__(self, code: int) -> str:
        self[code] = normal = _normal_character(chr(code))
        return normal


def _normal_character(character: str) -> str:
    if character in _SPACES:
        return " "
    if character in _SILENT:
        return _DROPPED
    plain = unicodedata.normalize("NFKD", character)[0].lower()
    return _LETTERS.get(plain, plain)[:1] if not unicodedata.combining(plain) else _DROPPED


_TABLE = _Table()
_EXTRA_SPACE = re.compile(r"(?<= ) +")
_DROP = re.compile(_DROPPED)


def normal(name: str) -> str:
    """A name in lower case without accents, points, apostrophes and hyphens, with single spaces."""
    plain = name.translate(_TABLE).replace(_DROPPED, "").replace("&", "and")
    return " ".join(plain.split())


@dataclass(frozen=True, slots=True)
class NormalText:
    """A text in normal characters, with the way between its offsets and those of the text itself."""

    text: str
    dropped: tuple[int, ...]
    """Where in the text itself the characters stand that were left out, in order."""
    dropped_normal: tuple[int, ...]
    """The same as offsets of the normal text."""

    @classmethod
    def of(cls, text: str) -> NormalText:
        """The normal form of a text; characters that have none are left out and remembered."""
        mapped = _EXTRA_SPACE.sub(lambda match: _DROPPED * len(match[0]), text.translate(_TABLE))
        dropped = tuple(match.start() for match in _DROP.finditer(mapped))
        normal_offsets = tuple(offset - number for number, offset in enumerate(dropped))
        return cls(mapped.replace(_DROPPED, ""), dropped, normal_offsets)

    def to_normal(self, offset: int) -> int:
        """Where a character of the text itself stands in the normal text."""
        return offset - bisect_left(self.dropped, offset)

    def has_gap(self, offset: int) -> bool:
        """Whether a character was left out just before `offset`: the apostrophe of "Iraq's" ends a word."""
        at = bisect_left(self.dropped_normal, offset)
        return at < len(self.dropped_normal) and self.dropped_normal[at] == offset

    def to_original(self, end: int) -> int:
        """The end, in the text itself, of what ends at `end` in the normal text; characters left out there stay out."""
        return end + bisect_left(self.dropped_normal, end)


_FOLDS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"\b(?:al|el|ad|as|ash|at|ar|an|az) ", ""),
        (r"[^a-z]", ""),
        (r"kh|ck|q|x", "k"),
        (r"gh|dj", "g"),
        (r"dh|th(?=[aeiou])", "d"),
        (r"ph", "f"),
        (r"sch|sh|ch|cz|cs|c(?=h)", "x"),
        (r"c(?=[ei])|z", "s"),
        (r"c", "k"),
        (r"w", "v"),
        (r"ou|oo|o", "u"),
        (r"ay|ai|ei|ey|ee|ie|y|e", "i"),
        (r"(?<=[a-z])h", ""),
        (r"(.)\1+", r"\1"),
    )
)


def folded(name: str) -> str:
    """A coarse form that spellings of one name share: "Nushki" and "Noshki", "Qalat" and "Kalat". Takes `normal`."""
    for pattern, replacement in _FOLDS:
        name = pattern.sub(replacement, name)
    return name


_SAME_FIRST_WORDS = {
    "st": "saint",
    "ste": "sainte",
    "mt": "mount",
    "ft": "fort",
    "pt": "port",
    "north": "northern",
    "south": "southern",
    "east": "eastern",
    "west": "western",
}
_OTHER_FIRST_WORDS = _SAME_FIRST_WORDS | {long: short for short, long in _SAME_FIRST_WORDS.items()}


def other_first_word(name: str) -> str:
    """A normal name with its first word in its other form: "st louis" is "saint louis"; '' where there is none."""
    first, _, rest = name.partition(" ")
    return f"{_OTHER_FIRST_WORDS[first]} {rest}" if rest and first in _OTHER_FIRST_WORDS else ""


__all__ = ["NormalText", "folded", "normal", "other_first_word"]
