from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from sayso.errors import BadRecord
from sayso.evaluating import evaluate_relevance, labels_of
from sayso.model import Claim, Span, Stance, Status

TEXT = "Police held two men. A bomb went off. Talks went on."
SENTENCES = ((0, 20), (21, 37), (38, 52))


def told(words: str, code: str) -> Claim:
    start = TEXT.index(words)
    span = Span.of("x", TEXT, start, start + len(words))
    return Claim("", "", "x", "", span, span, code, Status.OCCURRED, Stance.REPORTED)


def by_type(claim: Claim) -> frozenset[str]:
    return frozenset({claim.type})


@pytest.fixture
def gold(write_lines: Callable[..., Path]) -> Path:
    labels: Sequence[list[str]] = (["arrest"], ["bombing"], [])
    sentences = [
        {"start": start, "end": end, "labels": given} for (start, end), given in zip(SENTENCES, labels, strict=True)
    ]
    return write_lines([{"id": 7, "text": TEXT, "labels": ["arrest", "bombing"], "sentences": sentences}])


def test_sentence_is_positive_where_an_anchor_begins(gold: Path) -> None:
    figures = evaluate_relevance(gold, lambda _: [told("held", "arrest"), told("Talks", "bombing")], by_type).as_dict()
    assert figures["classes"]["arrest"]["f1"] == 1.0
    assert figures["classes"]["bombing"]["f1"] == 0.0
    assert figures["macro_f1"] == figures["micro_f1"] == 0.5


def test_report_is_positive_wherever_the_claim_stands(gold: Path) -> None:
    figures = evaluate_relevance(gold, lambda _: [told("held", "arrest"), told("Talks", "bombing")], by_type).as_dict()
    assert figures["document"]["macro_f1"] == 1.0


def test_two_claims_in_a_sentence_count_once(gold: Path) -> None:
    figures = evaluate_relevance(gold, lambda _: [told("held", "arrest"), told("two", "arrest")], by_type)
    assert figures.sentence is not None
    assert figures.sentence.classes["arrest"].predicted == 1


def test_classes_asked_for_are_reported_even_when_never_found(gold: Path) -> None:
    figures = evaluate_relevance(gold, lambda _: [], by_type, ["arrest", "siege"]).as_dict()
    assert figures["classes"]["siege"] == {"p": 0.0, "r": 0.0, "f1": 0.0, "gold": 0, "predicted": 0}


def test_set_that_labels_reports_only_has_no_sentences(write_lines: Callable[..., Path]) -> None:
    path = write_lines([{"id": "s", "text": TEXT, "labels": ["bombing"]}, {"id": "t", "text": TEXT, "labels": []}])
    figures = evaluate_relevance(path, lambda _: [told("bomb", "bombing")], by_type)
    assert figures.sentence is None
    assert figures.as_dict()["classes"]["bombing"]["p"] == 0.5


def test_labels_of_a_file_are_those_of_reports_and_sentences(gold: Path) -> None:
    assert labels_of(gold) == {"arrest", "bombing"}


def test_report_without_labels_is_refused(write_lines: Callable[..., Path]) -> None:
    with pytest.raises(BadRecord, match="field 'labels' is missing"):
        evaluate_relevance(write_lines([{"id": "s", "text": TEXT}]), lambda _: [], by_type)
