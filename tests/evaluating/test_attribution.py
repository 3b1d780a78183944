from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import BadRecord
from sayso.evaluating import evaluate_attribution
from sayso.evaluating.attribution import TokenIndex, trimmed
from sayso.model.attributions import Attribution

TEXT = 'Mayor Dorn said "the bridge is closed" on Friday. It was reported that the road is open.'
Json = dict[str, Any]


def at(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


DORN = Attribution((at("Mayor Dorn"),), (at("said"),), (at('"the bridge is closed"'), at("on Friday")))
NOBODY = Attribution((), (at("reported"),), (at("that the road is open"),))


@pytest.fixture
def gold(write_lines: Callable[..., Path]) -> Path:
    def spans(bounds: Any) -> list[Json]:
        return [{"start": start, "end": end} for start, end in bounds]

    rows = [{"source": spans(a.source), "cue": spans(a.cue), "content": spans(a.content)} for a in (DORN, NOBODY)]
    return write_lines([{"id": "a1", "text": TEXT, "attributions": rows}])


def test_equal_attributions_agree_in_everything(gold: Path) -> None:
    figures = evaluate_attribution(gold, lambda _: [DORN, NOBODY]).as_dict()
    keys = ("source_exact_f1", "cue_exact_f1", "content_exact_f1", "linked_f1", "source_begin_f1", "content_jaccard")
    assert [figures[key] for key in keys] == [1.0] * 6


def test_quotes_and_blanks_at_the_ends_do_not_matter(gold: Path) -> None:
    unquoted = Attribution(DORN.source, DORN.cue, (at("the bridge is closed"), at(" on Friday")))
    assert evaluate_attribution(gold, lambda _: [unquoted, NOBODY]).content.exact.f1 == 1.0


def test_longer_source_begins_right_and_is_not_exact(gold: Path) -> None:
    longer = Attribution((at("Mayor Dorn said"),), DORN.cue, DORN.content)
    figures = evaluate_attribution(gold, lambda _: [longer])
    assert (figures.source.exact.f1, figures.source.begin.f1) == (0.0, 1.0)
    assert figures.source.jaccard == pytest.approx(2 / 3)


def test_linked_needs_half_of_the_content(gold: Path) -> None:
    # gold content has 8 tokens: two quotes, four words, "on Friday"
    half = Attribution(DORN.source, DORN.cue, (at("the bridge is"),))
    less = Attribution(DORN.source, DORN.cue, (at("the bridge"),))
    assert evaluate_attribution(gold, lambda _: [half]).linked.recall == 0.5
    assert evaluate_attribution(gold, lambda _: [less]).linked.recall == 0.0


def test_linked_needs_the_source(gold: Path) -> None:
    wrong = Attribution((at("Friday"),), DORN.cue, DORN.content)
    assert evaluate_attribution(gold, lambda _: [wrong]).linked.f1 == 0.0


def test_source_that_the_text_leaves_out_must_not_be_made_up(gold: Path) -> None:
    made_up = Attribution((at("Mayor Dorn"),), NOBODY.cue, NOBODY.content)
    assert evaluate_attribution(gold, lambda _: [DORN, NOBODY]).no_source.f1 == 1.0
    assert evaluate_attribution(gold, lambda _: [DORN, made_up]).no_source.f1 == 0.0


def test_shared_source_counts_once(write_lines: Callable[..., Path]) -> None:
    row = {"source": [dict(zip(("start", "end"), at("Mayor Dorn"), strict=True))]}
    path = write_lines([{"id": "a1", "text": TEXT, "attributions": [row, row]}])
    assert evaluate_attribution(path, lambda _: []).source.exact.gold == 1


def test_interval_is_given_on_request(gold: Path) -> None:
    assert evaluate_attribution(gold, lambda _: [DORN], bootstrap=20).as_dict()["linked"]["low"] > 0


def test_wrong_gold_is_told(write_lines: Callable[..., Path]) -> None:
    row = {"source": [{"start": 5, "end": 500}]}
    path = write_lines([{"id": "a1", "text": TEXT, "attributions": [row]}])
    with pytest.raises(BadRecord, match="attributions 1, source 1: start and end"):
        evaluate_attribution(path, lambda _: [])


@given(st.text(alphabet='ab "“”\n', max_size=20), st.data())
def test_trimming_leaves_neither_quote_nor_blank_at_the_ends(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = trimmed(text, (start, end))
    if found is None:
        assert not any(character in "ab" for character in text[start:end])
    else:
        assert start <= found[0] < found[1] <= end
        assert text[found[0]] in "ab"
        assert text[found[1] - 1] in "ab"


@given(st.text(alphabet="ab .,é", max_size=30), st.data())
def test_tokens_inside_are_those_that_share_a_character(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    index = TokenIndex(text)
    shared = {
        number
        for number, (first, last) in enumerate(zip(index.starts, index.ends, strict=True))
        if max(first, start) < min(last, end)
    }
    assert index.inside([(start, end)] if start < end else []) == shared
