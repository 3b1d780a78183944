"""Names as they are compared: words without case, accents and connecting words, and when two spellings are one name.

Two names are one only if every word of the one is the same word in the other, in order. Words that tell organisations
apart ("army", "front", "national") must be the same word but for one slip of the pen; other words, mostly
transliterated, may differ in vowels and doubled letters. So "Lashkar-i-Tayba" is Lashkar-e-Taiba, and the Baloch
Liberation Front is not the Baloch Liberation Army. Which words these are is data: `data/name_words.csv`.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import lru_cache
from importlib import resources

from rapidfuzz.distance import OSA, Levenshtein

Key = tuple[str, ...]
"""A name as its words, ready for comparison."""

_ROWS = tuple(
    csv.DictReader(resources.files("sayso.resolving").joinpath("data/name_words.csv").read_text("utf-8").splitlines())
)
CONNECTING = frozenset(row["word"] for row in _ROWS if row["use"] == "connecting")
"""Words that names leave out or write in several ways; they count only at the end of a name ("ULFA-I"). The "s" is what
some outlets leave of "People's"."""

TELLING = frozenset(row["word"] for row in _ROWS if row["use"] == "telling")
"""Words of organisations' names that must be the same in both (as `word` makes them)."""

_SPELLINGS = {row["word"]: row["instead"] for row in _ROWS if row["use"] == "spelling"}
_LEADING = frozenset(["the", "a", "an", "al", "el"])
_ISE = re.compile(r"is(ation|ed|ing)\Z")
_DOTTED = re.compile(r"\b(?:[A-Za-z]\.){2,}")
_TOKEN = re.compile(r"[^\W_]+(?:['’`ʿʼ‘][^\W_]+)*")
_QUOTES = re.compile(r"['’`ʿʼ‘]")
_VOWELS = re.compile(r"[aeiouy]+")
_DOUBLED = re.compile(r"(.)\1+")
_SOUNDS = (
    ("kh", "k"),
    ("gh", "g"),
    ("dh", "d"),
    ("th", "t"),
    ("sh", "s"),
    ("ck", "k"),
    ("q", "k"),
    ("c", "k"),
    ("w", "v"),
    ("z", "s"),
)
_LONG_ENOUGH_FOR_A_PLURAL = 6
_LONG_ENOUGH_FOR_A_SLIP = 6
_FEWEST_CONSONANTS = 3
_LEAST_ALIKE = 0.6
"""Share of letters that two transliterations of one word have in common, at least."""


def plain(text: str) -> str:
    """A name in lower case, without accents, article and punctuation: what actors are told apart by."""
    return " ".join(key(text))


def tokens(text: str) -> list[tuple[str, int, int]]:
    """The words of a text as they are compared, each with where it starts and ends in the text."""
    return [(word(found[0]), found.start(), found.end()) for found in _TOKEN.finditer(_undotted(text))]


def key(name: str) -> Key:
    """A name as it is compared: its words, without connecting words but at the end."""
    words = [found for found, _, _ in tokens(name)]
    while len(words) > 1 and words[0] in _LEADING:
        words = words[1:]
    return tuple(w for n, w in enumerate(words, 1) if w not in CONNECTING or n == len(words))


@lru_cache(maxsize=20_000)
def word(raw: str) -> str:
    """One word as it is compared: lower case, no accents, no possessive, no plural, one way of spelling."""
    text = raw.lower()
    if text.endswith(("'s", "’s")):
        text = text[:-2]
    text = _QUOTES.sub("", text)
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    text = _ISE.sub(r"iz\1", text)
    if len(text) >= _LONG_ENOUGH_FOR_A_PLURAL and text.endswith("s") and text[-2] not in "sui":
        text = text[:-1]
    return _SPELLINGS.get(text, text)


def same_name(one: Key, other: Key) -> bool:
    """Whether two names are spellings of one: the same words in the same order, and long enough to tell."""
    if one == other:
        return True
    if len(one) != len(other) or sum(map(len, one)) < 2 * _LONG_ENOUGH_FOR_A_SLIP:
        return False
    return all(map(same_word, one, other))


def same_word(one: str, other: str) -> bool:
    """Whether two words are spellings of one."""
    if one == other:
        return True
    if (one in TELLING and other in TELLING) or one[0] != other[0] or any(c.isdigit() for c in one + other):
        return False
    if min(len(one), len(other)) >= _LONG_ENOUGH_FOR_A_SLIP and OSA.distance(one, other) == 1:
        return True
    if one in TELLING or other in TELLING:
        return False
    sounds = consonants(one)
    alike = Levenshtein.normalized_similarity(one, other) >= _LEAST_ALIKE
    return len(sounds) >= _FEWEST_CONSONANTS and sounds == consonants(other) and alike


@lru_cache(maxsize=20_000)
def consonants(text: str) -> str:
    """The consonants of a word, those that transliterations mix up made one."""
    for letters, sound in _SOUNDS:
        text = text.replace(letters, sound)
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", text))


def _undotted(text: str) -> str:
    """The text with "U.N." as "UN" and blanks, so that places stay."""
    return _DOTTED.sub(lambda found: found[0].replace(".", "").ljust(len(found[0])), text)
