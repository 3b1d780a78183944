"""Quantities: what counting words say, as low and high (codebook.md, Counts)."""

from __future__ import annotations

import re

from sayso.model import Quantity, Unresolved

_UNITS = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {
    word: 10 * number
    for number, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
_SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "lakh": 100_000,
    "lakhs": 100_000,
    "million": 1_000_000,
    "crore": 10_000_000,
    "crores": 10_000_000,
    "billion": 1_000_000_000,
}
_FIXED = {"couple": 2, "pair": 2, "both": 2, "twin": 2, "dozen": 12, "score": 20, "single": 1, "trio": 3, "triple": 3}

PHRASES = {
    "tens of thousands": 20_000,
    "hundreds of thousands": 200_000,
    "several hundred": 300,
    "a few hundred": 300,
    "several thousand": 2_000,
    "a few thousand": 2_000,
}
"""The least that some phrases say; they are looked for before numbers are."""

CLOSE = 2
"""Two bare numbers side by side are a range ("40 50 men") only when the higher is at most so many times the lower."""

LEAST = {
    "dozens": 24,
    "scores": 40,
    "hundreds": 200,
    "thousands": 2_000,
    "lakhs": 200_000,
    "millions": 2_000_000,
    "several": 3,
    "many": 3,
    "few": 3,
    "handful": 3,
    "tens": 20,
    "multiple": 3,
    "some": 2,
    "various": 2,
    "number": 2,
    "numerous": 3,
    "group": 2,
}
"""The least that a vague word says: the codebook's conventions, and for words that it does not name ("many",
"few", "numerous") the habit of its coders."""

_AT_LEAST = re.compile(
    r"\b(?:at least|or more|no fewer than|not fewer than|no less than|as many as \w+ or more|minimum of)\b"
)
_MORE_THAN = re.compile(r"\b(?:more than|over|above|upwards of|in excess of)\b")
_AT_MOST = re.compile(r"\b(?:up to|at most|as many as|no more than|not more than|a maximum of)\b")
_LESS_THAN = re.compile(r"\b(?:fewer than|less than|(?:under|below)(?= \d))\b")
_NONE = re.compile(r"\b(?:no|none|nobody|without|zero)\b(?! (?:fewer|less|more))")
_TOKEN = re.compile(r"(?<![^\W_])\d[\d,]*(?:\.\d+)?|[^\W\d_]+(?:-[^\W\d_]+)*")
_JOINED = re.compile(r",(?!\d)| and | along with | as well as | plus |\+")
_ORDINAL = re.compile(r"\b(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth)\b")
_AGE = re.compile(r"\(?\b\d{1,3}\s*-?\s*(?:years?\s*-?\s*old|-year-old)\b\)?|\(\d{1,2}\)|,\s*\d{2}\s*,")
_MEASURE = re.compile(r"\b\d[\d.,]*\s*-?\s*(?:mm|kg|kilos?|kilograms?|km|metres?|meters?|calib\w+|bore|caliber)\b")


def quantity(words: str) -> Quantity | Unresolved:
    """The quantity that counting words give.

    "at least 20" is 20 to unknown, "more than 50" from 51, "up to 50" to 50, "dozens" from 24, "no casualties" 0 to 0,
    a single person or thing 1 to 1, "two guards and a driver" 3 to 3 with its parts. Unresolved when the words hold no
    number and are no single thing.
    """
    text = _clean(words)
    if not text:
        return Unresolved("no words")
    if _NONE.match(text):
        return Quantity(0, 0)
    phrase = next((phrase for phrase in PHRASES if phrase in text), None)
    if phrase:
        return Quantity(PHRASES[phrase], None, phrase)
    ranged = _between(text)
    if ranged:
        return Quantity(*ranged, "range")
    parts = _parts(text)
    if len(parts) > 1:
        return Quantity(sum(n for _, n in parts), sum(n for _, n in parts), "sum", tuple(parts))
    return _bounded(text)


def _clean(words: str) -> str:
    text = _MEASURE.sub(" ", _AGE.sub(" ", words.lower()))
    return " ".join(text.replace("half a dozen", "6").replace("half a million", "500,000").split())


def _bounded(text: str) -> Quantity | Unresolved:
    number = _first_number(text)
    if number is None:
        return _vague(text)
    if _AT_LEAST.search(text):
        return Quantity(number, None, "at least")
    if _MORE_THAN.search(text):
        return Quantity(number + 1, None, "more than")
    if _LESS_THAN.search(text):
        return Quantity(None, number - 1, "fewer than")
    if _AT_MOST.search(text):
        return Quantity(None, number, "up to")
    return Quantity(number, number)


def _vague(text: str) -> Quantity | Unresolved:
    words = _TOKEN.findall(text)
    for word in words:
        if word in LEAST:
            return Quantity(LEAST[word], None, word)
    return Quantity(1, 1, "single") if words else Unresolved("no number in the words")


def _between(text: str) -> tuple[int, int] | None:
    """Both bounds of "between 8 and 10", "40 to 50", "three or four", "40 50"."""
    found = _numbers(text)
    if len(found) != 2:
        return None
    (low, _, end), (high, start, _) = found
    link = text[end:start]
    is_range = bool(re.fullmatch(r"\s*(?:to|or|-|–|and)\s*|\s+", link))
    if not is_range or low >= high or (" and " in link and "between" not in text):
        return None
    if link.isspace() and high > CLOSE * low:
        return None  # "four 315 rifles": a number and a calibre
    return low, high


def _parts(text: str) -> list[tuple[str, int]]:
    """The things that a list adds up, with their numbers; fewer than two when the words are no such list."""
    pieces = [piece.strip() for piece in _JOINED.split(text) if piece.strip()]
    if len(pieces) < 2 or any(pattern.search(text) for pattern in (_AT_LEAST, _MORE_THAN, _AT_MOST)):
        return []
    numbers = [_first_number(piece) for piece in pieces]
    if any(number is None and not _is_single(piece) for number, piece in zip(numbers, pieces, strict=True)):
        return []
    return [(piece, 1 if n is None else n) for n, piece in zip(numbers, pieces, strict=True)]


def _is_single(piece: str) -> bool:
    """Whether a piece of a list reads as one person or thing: "a driver", "his wife", a name."""
    words = _TOKEN.findall(piece)
    return bool(words) and len(words) <= 8 and not any(word in LEAST or word == "other" for word in words)


def _first_number(text: str) -> int | None:
    found = _numbers(text)
    return found[0][0] if found else None


def _numbers(text: str) -> list[tuple[int, int, int]]:
    """Each number with where its words start and end."""
    out: list[tuple[int, int, int]] = []
    tokens = [(m[0], m.start(), m.end()) for m in _TOKEN.finditer(_ORDINAL.sub(lambda m: " " * len(m[0]), text))]
    position = 0
    while position < len(tokens):
        value, used = _number_at([token for token, _, _ in tokens[position:]])
        if value is None:
            position += 1
            continue
        out.append((value, tokens[position][1], tokens[position + used - 1][2]))
        position += used
    return out


def _number_at(tokens: list[str]) -> tuple[int | None, int]:
    """The number that the first tokens spell, and how many tokens that takes."""
    total, current, used = 0, None, 0
    for token in tokens:
        plain = _plain(token)
        if plain is not None and (current is None or _may_follow(current, plain, tokens[used - 1])):
            current = (current or 0) + plain
        elif token in _SCALES and (current is not None or used == 0):
            if used == 0 and token.rstrip("s") != token:
                break
            total, current = _scaled(total, 1 if current is None else current, _SCALES[token])
        elif token == "dozen" and current is not None:
            current *= 12
        elif token == "and" and used and tokens[used - 1] in _SCALES and len(tokens) > used + 1:
            if _plain(tokens[used + 1]) is None:
                break
        else:
            break
        used += 1
    return (None, 0) if current is None and not total else (int(total + (current or 0)), used)


def _scaled(total: int, current: float, scale: int) -> tuple[int, float]:
    return (total, current * scale) if scale == 100 else (total + int(current * scale), 0)


def _plain(token: str) -> float | None:
    if token[0].isdigit():
        number = float(token.replace(",", ""))
        return int(number) if number.is_integer() else number
    if token in _FIXED:
        return _FIXED[token]
    tens, _, unit = token.partition("-")
    if tens in _TENS and (not unit or unit in _UNITS):
        return _TENS[tens] + (_UNITS[unit] if unit else 0)
    return _UNITS.get(token) if token != "zero" else 0


def _may_follow(current: float, plain: float, before: str) -> bool:
    """Whether a further number word goes on with the one before: "twenty two", "hundred five"."""
    return (before in _TENS and plain < 10) or (before in _SCALES and plain < 100)
