"""Tokens and windows."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from sayso.reading.tokens import (
    CLS,
    CONTINUES,
    OPENING,
    SEP,
    STRIDE,
    WINDOW,
    shapes,
    tokenise,
    window_inputs,
    windows,
    without_capitals,
)


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    """A tokenizer of single letters and digits: enough to see offsets, without any weights."""
    letters = "abcdefghijklmnopqrstuvwxyz0123456789.,-"
    vocabulary = {"[UNK]": 0, **{c: 1000 + n for n, c in enumerate(letters)}}
    vocabulary |= {"##" + c: 2000 + n for n, c in enumerate(letters)}
    out = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    out.normalizer = normalizers.BertNormalizer()
    out.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return out


def test_tokens_keep_their_offsets(tokenizer: Tokenizer) -> None:
    tokens = tokenise("Ab c", tokenizer)
    assert list(zip(tokens.starts, tokens.ends, strict=True)) == [(0, 1), (1, 2), (3, 4)]


def test_later_pieces_of_a_word_are_marked(tokenizer: Tokenizer) -> None:
    assert [shape >= CONTINUES for shape in tokenise("Ab c", tokenizer).shapes] == [False, True, False]


def test_capitals_say_nothing_in_a_text_all_in_capitals() -> None:
    offsets = np.array([[0, 3], [4, 9]])
    assert list(shapes("TWO SHOTS", offsets)) == list(without_capitals(shapes("Two shots", offsets)))


def test_a_title_word_and_a_lower_case_word_differ() -> None:
    first, second = shapes("Two shots", np.array([[0, 3], [4, 9]]))
    assert first != second


def test_each_token_knows_its_sentence(tokenizer: Tokenizer) -> None:
    tokens = tokenise("Men fled.\n\nPolice came.", tokenizer)
    assert tokens.sentence[0] == 0
    assert tokens.sentence[-1] == 1


@given(st.text())
def test_any_text_gives_tokens_within_it(tokenizer: Tokenizer, text: str) -> None:
    tokens = tokenise(text, tokenizer)
    assert all(0 <= start < end <= len(text) for start, end in zip(tokens.starts, tokens.ends, strict=True))
    assert len(tokens.shapes) == len(tokens.sentence) == len(tokens)


@given(st.integers(1, 5000))
def test_each_token_is_in_the_core_of_exactly_one_window(count: int) -> None:
    owned = [t for window in windows(count) for t in window.tokens[window.core]]
    assert sorted(owned) == list(range(count))


def test_a_short_text_is_one_window() -> None:
    (window,) = windows(WINDOW)
    assert len(window.tokens) == WINDOW + 2
    assert window.core.sum() == WINDOW


def test_later_windows_keep_the_opening_in_view() -> None:
    second = windows(WINDOW + STRIDE)[1]
    assert list(second.tokens[1 : OPENING + 1]) == list(range(OPENING))
    assert not second.core[: OPENING + 2].any()


def test_no_window_is_longer_than_the_encoder_can_take() -> None:
    assert max(len(window.tokens) for window in windows(5000)) <= 512


def test_a_window_starts_and_ends_with_special_tokens(tokenizer: Tokenizer) -> None:
    tokens = tokenise("abc def", tokenizer)
    ids, _, sentence = window_inputs(tokens, windows(len(tokens))[0])
    assert (ids[0], ids[-1]) == (CLS, SEP)
    assert (sentence[0], sentence[-1]) == (-1, -1)
