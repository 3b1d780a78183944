"""Names as they are compared: words without case, accents and connecting words, and when two spellings are one name.

Two names are one only if every word of the one is the same word in the other, in order. Words that tell organisations
apart ("army", "front", "national") must be the same word but for one slip of the pen; other words, mostly transliterated,
may differ in vowels and doubled letters. So "Lashkar-i-Tayba" is Lashkar-e-Taiba, and the Baloch Liberation Front is
not the Baloch Liberation Army.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

Key = tuple[str, ...]
"""A name as its words, ready for comparison."""

CONNECTING = frozenset("the a an of for and in on to e i o y al el ul ud ur at de la le les du des del di da s".split())
"""Words that names leave out or write in several ways; they count only at the end of a name ("ULFA-I"). The "s" is what
some outlets leave of "People's"."""

_LEADING = frozenset(["the", "a", "an", "al", "el"])

TELLING = frozenset(
    "action african alliance allied anti arab armed armies army authority autonomous bangladesh battalion boys brigade "
    "burma cell central christian civil coalition combatant command committee communist company congress continuity "
    "coordination corps council dalit defender defense democratic division east eastern faction federal federation "
    "fighter fighting force free freedom front group guard guerrilla hindu independence independent india indian "
    "international iraq islamic joint justice kashmir khalsa king kingdom lanka league left legion liberation lion "
    "local maoist martyr marxist military militia mission mobilization movement muslim nagaland nation national "
    "nationalist nationality nepal network new north northern official operation opposition organization pakistan "
    "palestine party patriotic peace people police popular progressive proletarian protection provisional rapid real "
    "rebel red region regional religious republic republican resistance revolution revolutionary right royal salvation "
    "security socialist soldier solidarity south southern special state strike struggle student support sudan supreme "
    "syria syrian task tiger transition tribal troop turkey uganda union unit united unity volunteer west western white "
    "women worker youth".split()
)
"""Words of organisations' names that must be the same in both (as `word` makes them)."""

_SPELLINGS = {
    "defence": "defense",
    "centre": "center",
    "guerilla": "guerrilla",
    "jaysh": "jaish",
    "jeish": "jaish",
    "gaish": "jaish",
    "toiba": "taiba",
    "tayba": "taiba",
    "tayyaba": "taiba",
    "tayyiba": "taiba",
    "tayyba": "taiba",
    "qaida": "qaeda",
    "qaidah": "qaeda",
    "hizb": "hezb",
    "hizbul": "hezb",
    "hezbul": "hezb",
    "jama": "jamaat",
    "jamaah": "jamaat",
    "jamaatul": "jamaat",
    "jamatul": "jamaat",
    "jamiat": "jamaat",
    "harkatul": "harkat",
    "harakat": "harkat",
    "ansarul": "ansar",
    "peoples": "people",
    "lords": "lord",
}
_ISE = re.compile(r"is(ation|ed|ing)\Z")
_DOTTED = re.compile(r"\b(?:[A-Za-z]\.){2,}")
_TOKEN = re.compile(r"[^\W_]+(?:['’`ʿʼ‘][^\W_]+)*")
_QUOTES = re.compile(r"['’`ʿʼ‘]")
_VOWELS = re.compile(r"[aeiouy]+")
_DOUBLED = re.compile(r"(.)\1+")
_SOUNDS = (("kh", "k"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("sh", "s"), ("ck", "k"), ("q", "k"), ("c", "k"), ("w", "v"), ("z", "s"))
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
    if one in TELLING and other in TELLING or one[0] != other[0] or any(c.isdigit() for c in one + other):
        return False
    if min(len(one), len(other)) >= _LONG_ENOUGH_FOR_A_SLIP and Levenshtein.distance(one, other) == 1:
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
