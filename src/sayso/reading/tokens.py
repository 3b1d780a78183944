"""Tokens of a text as the network sees them, and the windows in which a long text is read.

Training and reading share this module, so that both see the same numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from sayso.reading.sentences import sentences, storable

if TYPE_CHECKING:
    from tokenizers import Tokenizer

CLS, SEP, PAD = 101, 102, 0
"""Ids of the special tokens in the encoder's vocabulary (BERT uncased)."""

WINDOW = 448
"""Tokens of text read at once; with the opening and three special tokens it stays within the encoder's 512."""

STRIDE = 256
"""Tokens from one window's start to the next: each token is at least 96 tokens from an edge in some window."""

OPENING = 60
"""Tokens of the report's opening that every later window keeps in view: who, where and when often stand there."""

CONTINUES, SHAPES = 8, 16
"""Kinds of word shape; from CONTINUES on they are those of a word's later pieces."""

MOSTLY_CAPITALS = 0.6
"""Share of capital letters above which capitals say nothing and every word gets the shape "unknown"."""

SENTENCE_REACH = 4
"""Sentences to either side that the network tells apart; all further ones are alike."""

KNOWN_WORDS = 16_384
"""Words whose shape is kept in mind."""

_UNKNOWN, _LOWER, _TITLE, _UPPER, _MIXED, _DIGITS, _OTHER, _INITIAL = range(8)
_LETTER_OR_DIGIT = re.compile(r"\w")

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Tokens:
    """All tokens of a text, without special ones: vocabulary id, start and end in code points, shape, sentence."""

    ids: Ints
    starts: Ints
    ends: Ints
    shapes: Ints
    sentence: Ints
    bounds: tuple[tuple[int, int], ...]

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of tokens as fed to the network.

    `tokens` gives for each input position the index of its token, or -1 for a special one; `core` marks the
    positions whose tokens this window, and no other, is asked about.
    """

    tokens: Ints
    core: npt.NDArray[np.bool_]


def tokenise(text: str, tokenizer: Tokenizer) -> Tokens:
    """The tokens of any text. `tokenizer` must neither truncate nor pad."""
    encoding = tokenizer.encode(storable(text), add_special_tokens=False)
    offsets = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)
    ids = np.array(encoding.ids, dtype=np.int64)
    takes_room = offsets[:, 0] < offsets[:, 1]
    offsets, ids = offsets[takes_room], ids[takes_room]
    bounds = tuple(sentences(text))
    starts, ends = offsets[:, 0], offsets[:, 1]
    sentence = np.searchsorted(np.array([start for start, _ in bounds], dtype=np.int64), starts, side="right") - 1
    return Tokens(
        ids=ids,
        starts=starts,
        ends=ends,
        shapes=shapes(text, offsets),
        sentence=np.maximum(sentence, 0).astype(np.int64),
        bounds=bounds,
    )


def shapes(text: str, offsets: Ints) -> Ints:
    """The shape of each token's word: what an uncased vocabulary loses."""
    letters = [c for c in text if c.isalpha()]
    is_loud = bool(letters) and sum(c.isupper() for c in letters) / len(letters) > MOSTLY_CAPITALS
    out = np.zeros(len(offsets), dtype=np.int64)
    for position, (start, end) in enumerate(offsets):
        continues = start > 0 and bool(_LETTER_OR_DIGIT.match(text[start - 1])) and text[start : start + 1].isalnum()
        out[position] = _shape(text[start:end], is_loud) + (CONTINUES if continues else 0)
    return out


def without_capitals(shape: Ints) -> Ints:
    """The shapes that the same words would have in a text all in capitals."""
    kind = shape % CONTINUES
    has_case = (kind != _DIGITS) & (kind != _OTHER)
    return np.where(has_case, _UNKNOWN + shape - kind, shape)


@lru_cache(maxsize=KNOWN_WORDS)
def _shape(word: str, is_loud: bool) -> int:
    if not word or not word[0].isalnum():
        return _OTHER
    if word.isdigit():
        return _DIGITS
    if is_loud:
        return _UNKNOWN
    if word.islower():
        return _LOWER
    if word.isupper():
        return _UPPER if len(word) > 1 else _INITIAL
    return _TITLE if word[0].isupper() and word[1:].islower() else _MIXED


def windows(count: int, size: int = WINDOW, stride: int = STRIDE, opening: int = OPENING) -> list[Window]:
    """The windows of a text of `count` tokens; each token is in the core of exactly one."""
    starts = list(range(0, max(1, count - size + stride), stride)) if count > size else [0]
    owner = _owners(count, starts, size)
    return [_window(number, start, min(count, start + size), owner, opening) for number, start in enumerate(starts)]


def _owners(count: int, starts: list[int], size: int) -> Ints:
    """For each token the window in which it is furthest from an edge; an edge of the text is none."""
    best, owner = np.full(count, -1.0), np.zeros(count, dtype=np.int64)
    if len(starts) == 1:
        return owner
    for number, start in enumerate(starts):
        end = min(count, start + size)
        position = np.arange(start, end)
        left = np.where(start == 0, np.inf, position - start)
        right = np.where(end == count, np.inf, end - 1 - position)
        room = np.minimum(left, right)
        better = room > best[start:end]
        best[start:end] = np.where(better, room, best[start:end])
        owner[start:end] = np.where(better, number, owner[start:end])
    return owner


def _window(number: int, start: int, end: int, owner: Ints, opening: int) -> Window:
    special = np.array([-1], dtype=np.int64)
    kept = np.arange(min(opening, start), dtype=np.int64)
    head = [special, kept, special] if len(kept) else [special]
    body = np.arange(start, end, dtype=np.int64)
    tokens = np.concatenate([*head, body, special])
    core = np.zeros(len(tokens), dtype=np.bool_)
    first = len(tokens) - 1 - len(body)
    core[first:-1] = owner[start:end] == number
    return Window(tokens, core)


def window_inputs(tokens: Tokens, window: Window) -> tuple[Ints, Ints, Ints]:
    """Vocabulary ids, shapes and sentence numbers of a window's input positions."""
    inside = window.tokens >= 0
    ids = np.where(inside, tokens.ids[window.tokens], SEP)
    ids[0] = CLS
    shape = np.where(inside, tokens.shapes[window.tokens], _OTHER)
    sentence = np.where(inside, tokens.sentence[window.tokens], -1)
    return ids, shape, sentence
