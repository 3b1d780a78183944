"""Quantities: what counting words say, as low and high (codebook.md, Counts).

A list adds up ("five policemen and two civilians" is 7) and keeps its parts by kind of victim, never by name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from sayso.model import Quantity, Unresolved
from sayso.resolving.number_words import TOKEN, Number, number_table, numbers

CLOSE = 2
"""Two bare numbers side by side are a range ("40 50 men") only when the higher is at most so many times the lower."""

LONGEST_SINGLE = 8
"""Words that the name and description of one person or thing may have in a list."""

OTHER_KIND = "people"
"""The kind of those whom the table of kinds does not know."""

_TABLE = number_table()
_REWRITTEN: Mapping[str, str] = {old: str(new) for old, new in _TABLE["rewritten"].items()}
_PHRASES: Mapping[str, int] = _TABLE["least_of_phrases"]
_LEAST: Mapping[str, int] = _TABLE["least"]
_KINDS: Mapping[str, str] = {word: kind for kind, words in _TABLE["kinds"].items() for word in words}
_SINGULARS: Mapping[str, str] = _TABLE["irregular_plurals"]


def _any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})")


_BOUNDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "at least",
        _any_of(
            r"at least\b",
            r"(?:no|not) (?:fewer|less) than\b",
            r"(?:a )?minimum of\b",
            r"or more\b",
            r"and counting\b",
            r"\d+ ?(?:\+|plus\b|-plus\b)",
        ),
    ),
    (
        "up to",
        _any_of(
            r"up to\b",
            r"at (?:most|the most)\b",
            r"as many as\b",
            r"(?:no|not) more than\b",
            r"(?:a )?maximum of\b",
            r"or (?:fewer|less)\b",
        ),
    ),
    ("more than", _any_of(r"more than\b", r"over\b", r"above\b", r"upwards? of\b", r"in excess of\b", r"exceeding\b")),
    ("fewer than", _any_of(r"(?:fewer|less) than\b", r"(?:under|below)(?= \d)")),
    (
        "about",
        _any_of(
            r"(?:about|around|approximately|roughly|nearly|almost|close to|estimated|some|circa)\b",
            "~",
            r"or so\b",
            r"\d+-odd\b",
        ),
    ),
)
"""Qualifiers, the first that fits; those with a "no more" in them come before the "more" that they hold."""

_NONE = re.compile(
    rf"(?:(?:no|none|nobody|neither|without|zero|nil|not a single|nothing)\b(?! (?:fewer|less|more) than)(?!\.? ?\d)"
    rf"|(?:{'|'.join(_TABLE['none'])})\b)|.*\b(?:not|n't) .*\bany\b"
    r"|.*\bnot (?:cause|result in|lead to|leave) (?:injur|casualt|death|victim|fatalit)\w+"
)
_UNCOUNTED = frozenset({"dead", "killed", "injured", "wounded", "hurt"})
_ANY = re.compile(r"any\b(?! (?:number|of (?:the|these|those|them))\b)(?!.*\d)")
_ORDINAL = re.compile(r"\b(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth)\b")
_AGE = re.compile(
    r"\(?\b\d{1,3}\s*-?\s*(?:years?\s*-?\s*old|-year-old)\b(?:\)|,(?= \w+ly\b))?|\b(?:aged|age) \d{1,3}\b"
    r"|\(\d{1,2}\)|,\s+\d{1,2}\s*(?:,|(?=;)|$)"
)
_MEASURE = re.compile(r"\b\d[\d.,]*\s*-?\s*(?:mm|kg|kilos?|kilograms?|km|metres?|meters?|calib\w+|bore|caliber)\b")
_LABEL = re.compile(r"\bno\. ?\d+")
_SUBSET = re.compile(r"[,;(]?\s(?:including|among (?:them|whom)|(?:\w+ )?of (?:whom|them))\b.*")
_JOIN = rf"(?:{'|'.join(_TABLE['joins'])})"
_NAMED = re.compile(r",? (?:identified as|named|known as|alias)\b[^,]*(?:,|$)")
_APPOSED = re.compile(rf"^(?P<described>[^,]+), (?P<name>[A-Z][^,]*?)(?=,? {_JOIN} |$)")
_MEMBER = re.compile(r"(?:a |the |one )?member of\b")
_SPLIT = re.compile(rf";|,(?!\d)|\s{_JOIN}\s|\s?[&+]\s?(?=\w)")
_ASIDE = frozenset({"later", "also", "then", "too", "counting"})
_DETERMINERS = frozenset(_TABLE["determiners"])
_SPELLED = rf"(?:\d[\d,.]*|(?:{'|'.join((*_TABLE['units'], *_TABLE['tens']))})\b)"
_BETWEEN = re.compile(rf"\bbetween ({_SPELLED}[^,]*?) and (?={_SPELLED})")
_PULLED_APART = re.compile(r"(?<=\d),\s(?=000\b)")
_RANGE = re.compile(r"\s*(?:to|or|-)\s*|\s+")


def quantity(words: str) -> Quantity | Unresolved:
    """The quantity that counting words give.

    "at least 20" is 20 to unknown, "more than 50" from 51, "up to 50" to 50, "dozens" from 24, "no casualties" 0 to 0,
    a single person or thing 1 to 1, "two guards and a driver" 3 to 3 with its parts. Unresolved when the words hold no
    number and are no single thing.
    """
    text = _clean(words)
    if not text:
        return Quantity(1, 1, "single") if _AGE.search(words.lower()) else Unresolved("no words")
    if text in _UNCOUNTED:
        return Unresolved("says no number, only what became of them")
    if _ANY.match(text):
        return Unresolved("says no number, only whether there were any")
    if _NONE.match(text):
        return Quantity(0, 0, "none")
    if _MEMBER.match(text):
        return Quantity(1, 1, "single")
    pieces = _pieces(text)
    return _sum(pieces) if len(pieces) > 1 else _one(text)


def victim_kind(words: str) -> str:
    """The kind of people that words name by their last known noun: "policemen", "a traffic constable" are police."""
    known = [_KINDS[singular] for word in TOKEN.findall(words.lower()) if (singular := _singular(word)) in _KINDS]
    return known[-1] if known else OTHER_KIND


def _singular(word: str) -> str:
    if word in _SINGULARS or word in _KINDS:
        return _SINGULARS.get(word, word)
    if word.endswith("men"):
        return f"{word[:-3]}man"
    return word[:-1] if word.endswith("s") else word


def _clean(words: str) -> str:
    """Lower-case words without what counts nobody: ages, ranks, calibres, subsets, second names of the same person."""
    plain = _PULLED_APART.sub(",", " ".join(words.replace("–", "-").replace("—", "-").split()))
    text = _SUBSET.sub("", _without_apposition(plain).lower())
    for old, new in _REWRITTEN.items():
        text = re.sub(rf"\b{old}\b", new, text)
    text = _BETWEEN.sub(r"\1 to ", text)
    return " ".join(_MEASURE.sub(" ", _AGE.sub(" ", _LABEL.sub(" ", text))).split()).strip(" ,;")


def _without_apposition(words: str) -> str:
    """The words without names that stand beside a description: "the teenager, Joran Tell"."""
    text = _NAMED.sub(" ", words)
    found = _APPOSED.match(text)
    if not found or any(numbers(found["described"].lower())) or victim_kind(found["described"]) == OTHER_KIND:
        return text
    return found["described"] + text[found.end() :]


# Lists


def _pieces(text: str) -> list[str]:
    """The things that a list adds up; one when the words are no list."""
    if _between(text):
        return [text]
    pieces = [piece for piece in (_trimmed(piece) for piece in _SPLIT.split(text)) if piece]
    counted = [_is_counted(piece) for piece in pieces]
    if len(pieces) < 2 or not all(counted[1:]) or not (counted[0] or _is_single(pieces[0])):
        return [text]
    return pieces


def _trimmed(piece: str) -> str:
    words = piece.split()
    return "" if len(words) == 1 and words[0] in _ASIDE else piece.strip()


def _is_counted(piece: str) -> bool:
    """Whether a piece of a list counts by itself: it has a number or a vague word, or is one person or thing."""
    return any(numbers(piece)) or _vague(piece) is not None or _is_single(piece)


def _is_single(piece: str) -> bool:
    """Whether a piece of a list reads as one person or thing: "a driver", "his wife", a name; not "fighters"."""
    words = TOKEN.findall(piece)
    if not words or len(words) > LONGEST_SINGLE + (words[0] in _DETERMINERS) * LONGEST_SINGLE:
        return False
    return words[0] in _DETERMINERS or not _is_plural(words[-1])


def _is_plural(word: str) -> bool:
    singular = _singular(word)
    return singular != word and (singular in _KINDS or singular in _SINGULARS.values())


def _sum(pieces: Sequence[str]) -> Quantity | Unresolved:
    found = [value for value in map(_one, pieces) if isinstance(value, Quantity)]
    parts: Counter[str] = Counter()
    for piece, value in zip(pieces, found, strict=True):
        parts[victim_kind(piece)] += value.low if value.low is not None else value.high or 0
    lows, highs = [value.low for value in found], [value.high for value in found]
    return Quantity(_total(lows), _total(highs), "sum", tuple(parts.items()))


def _total(bounds: Sequence[int | None]) -> int | None:
    known = [bound for bound in bounds if bound is not None]
    return sum(known) if len(known) == len(bounds) else None


# One number


def _one(text: str) -> Quantity | Unresolved:
    phrase = next((phrase for phrase in _PHRASES if phrase in text), None)
    if phrase:
        return Quantity(_PHRASES[phrase], None, phrase)
    ranged = _between(text)
    if ranged:
        return Quantity(*ranged, "range")
    number = next(_numbers(text), None)
    if number is None:
        return _without_number(text)
    return _bounded(number.value, next((name for name, pattern in _BOUNDS if pattern.search(text)), ""))


def _bounded(number: int, qualifier: str) -> Quantity:
    match qualifier:
        case "at least":
            return Quantity(number, None, qualifier)
        case "more than":
            return Quantity(number + 1, None, qualifier)
        case "fewer than":
            return Quantity(None, number - 1, qualifier)
        case "up to":
            return Quantity(None, number, qualifier)
    return Quantity(number, number, qualifier)


def _without_number(text: str) -> Quantity | Unresolved:
    vague = _vague(text)
    if vague:
        return Quantity(_LEAST[vague], None, vague)
    words = TOKEN.findall(text)
    if not words:
        return Unresolved("no number in the words")
    is_plural = len(words) <= LONGEST_SINGLE and words[0] not in _DETERMINERS and _is_plural(words[-1])
    return Quantity(2, None, "plural") if is_plural else Quantity(1, 1, "single")


def _vague(text: str) -> str | None:
    return next((word for word in TOKEN.findall(text) if word in _LEAST), None)


def _between(text: str) -> tuple[int, int] | None:
    """Both bounds of "between 8 and 10", "40 to 50", "three or four", "two to three dozen", "40 50"."""
    found = list(_numbers(text))
    if len(found) != 2:
        return None
    low, high = found
    link = text[low.end : high.start]
    if not _RANGE.fullmatch(link):
        return None
    least = _with_scale(low.value, high.value, text[high.start : high.end])
    if least >= high.value or (link.isspace() and high.value > CLOSE * least):
        return None  # "four 315 rifles": a number and a calibre
    return least, high.value


def _with_scale(low: int, high: int, high_words: str) -> int:
    """The lower bound with the scale of the higher: in "two to three dozen" it is 24."""
    first = next(numbers(high_words.split()[0]), None)
    scale = high // first.value if first and first.value and not high % first.value else 1
    return low * scale if low < (first.value if first else 0) and scale > 1 else low


def _numbers(text: str) -> Iterator[Number]:
    return numbers(_ORDINAL.sub(lambda found: " " * len(found[0]), text))
