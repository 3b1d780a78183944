"""Kinds of mention against gold. All gold here is invented."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sayso.errors import BadRecord
from sayso.evaluating import ReadKind, evaluate_kinds
from sayso.model import MentionKind

TEXT = "Ilse Dorn of the Tuvala Front left Oremi after the Harvest Vote."
Json = dict[str, Any]


def entity(words: str, label: str, **more: Any) -> Json:
    start = TEXT.index(words)
    return {"type": label, "start": start, "end": start + len(words), "text": words, **more}


GOLD = [
    entity("Ilse Dorn", "politician"),
    entity("Tuvala Front", "ORG"),
    entity("Oremi", "location"),
    entity("Harvest Vote", "election"),
]


@pytest.fixture
def gold(write_lines: Callable[..., Path]) -> Path:
    return write_lines([{"id": "k1", "text": TEXT, "entities": GOLD}])


def reading(*kinds: MentionKind, let_out: tuple[bool, ...]) -> Callable[..., list[ReadKind]]:
    return lambda *_: [ReadKind(kind, is_out) for kind, is_out in zip(kinds, let_out, strict=True)]


def test_kinds_are_compared_and_what_is_no_kind_stands_apart(gold: Path) -> None:
    kinds = (MentionKind.ORGANISATION, MentionKind.ORGANISATION, MentionKind.PLACE)
    figures = evaluate_kinds(gold, reading(*kinds, let_out=(True, True, False))).as_dict()
    assert (figures["documents"], figures["mentions"], figures["apart"], figures["named_persons"]) == (1, 3, 1, 1)
    assert figures["kind_accuracy"] == pytest.approx(2 / 3)
    assert figures["kinds"]["person"]["f1"] == 0.0
    assert figures["kinds"]["organisation"]["p"] == 0.5
    assert figures["kinds"]["place"]["f1"] == 1.0


def test_persons_let_out_count_against_a_reader_and_organisations_for_it(gold: Path) -> None:
    kinds = (MentionKind.ORGANISATION, MentionKind.ORGANISATION, MentionKind.PLACE)
    loose = evaluate_kinds(gold, reading(*kinds, let_out=(True, True, True))).as_dict()
    strict = evaluate_kinds(gold, reading(*kinds, let_out=(False, True, False))).as_dict()
    assert (loose["named_persons_kept"], loose["organisations_and_places_kept"]) == (1.0, 1.0)
    assert (strict["named_persons_kept"], strict["organisations_and_places_kept"]) == (0.0, 0.5)


def test_only_the_outer_mention_counts_and_the_unnamed_are_people(write_lines: Callable[..., Path]) -> None:
    nested = [
        entity("Ilse Dorn of the Tuvala Front", "person", named=False),
        entity("Ilse Dorn", "person", named=True),
        entity("Tuvala Front", "organization", named=True),
    ]
    seen = []

    def read(text: str, bounds: list[tuple[int, int]]) -> list[ReadKind]:
        seen.extend(text[start:end] for start, end in bounds)
        return [ReadKind(MentionKind.PEOPLE, is_let_out=False)]

    figures = evaluate_kinds(write_lines([{"id": "k1", "text": TEXT, "entities": nested}]), read).as_dict()
    assert seen == ["Ilse Dorn of the Tuvala Front"]
    assert figures["kind_accuracy"] == 1.0
    assert figures["named_persons"] == 0


@pytest.mark.parametrize(
    ("entities", "message"),
    [
        ([{"type": "PER", "start": 0, "end": 999}], "line 1, entities 1: start and end must be offsets"),
        ([{"start": 0, "end": 4}], "line 1, entities 1: field 'type' is missing"),
        ([entity("Oremi", "LOCATON")], "no entity has a type that is a kind; types are PER"),
        (None, "line 1: entities must be a list of objects"),
    ],
)
def test_wrong_gold_is_told(entities: object, message: str, write_lines: Callable[..., Path]) -> None:
    path = write_lines([{"id": "k1", "text": TEXT, "entities": entities}])
    with pytest.raises(BadRecord, match=message):
        evaluate_kinds(path, lambda _, bounds: [ReadKind(MentionKind.PLACE, is_let_out=True)] * len(bounds))
