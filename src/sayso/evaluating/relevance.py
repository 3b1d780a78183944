"""Relevance: does a sentence or report tell of a kind of happening, by sets that label sentences or reports.

A sentence is positive for a class when the anchor of a claim of that class begins in it; a report when any claim is.
Which claims are of a class is handed in; publishing holds the mappings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.evaluating.figures import Tally, macro_f1, total
from sayso.evaluating.gold_files import Record, read_records
from sayso.model import Claim

Labels = frozenset[str]
Decided = tuple[Labels, Labels]
"""Gold and predicted classes of one sentence or report."""


@dataclass(frozen=True, slots=True)
class ClassFigures:
    """A tally for each class."""

    classes: Mapping[str, Tally]

    def as_dict(self) -> dict[str, Any]:
        """Fractions from 0 to 1, by class, macro and micro."""
        return {
            "macro_f1": macro_f1(self.classes.values()),
            "micro_f1": total(self.classes.values()).f1,
            "classes": {name: tally.as_dict() for name, tally in self.classes.items()},
        }


@dataclass(frozen=True, slots=True)
class ReportClasses:
    """One report's tallies by class: as a whole, and over its sentences where gold labels them."""

    document: Mapping[str, Tally]
    sentence: Mapping[str, Tally]


@dataclass(frozen=True, slots=True)
class RelevanceFigures:
    """Figures over reports, and over sentences where gold labels them."""

    reports: int
    document: ClassFigures
    sentence: ClassFigures | None
    per_report: tuple[ReportClasses, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Figures of sentences, or else of reports, with those of reports under ``document``."""
        finest = self.sentence or self.document
        return {"reports": self.reports} | finest.as_dict() | {"document": self.document.as_dict()}


def evaluate_relevance(
    gold: Path,
    predict: Callable[[str], Sequence[Claim]],
    classes_of: Callable[[Claim], Labels],
    classes: Iterable[str] = (),
) -> RelevanceFigures:
    """How well claims of mapped classes find what gold labels; `predict` gets a report's text.

    `classes` are those to report on; without any, those in gold or predictions. Raises BadRecord.
    """
    decided: list[tuple[Decided, list[Decided]]] = []
    for record in read_records(gold):
        text = record.text("text")
        found = [(claim.anchor.start, classes_of(claim)) for claim in predict(text)]
        document = _document_labels(record), _union(labels for _, labels in found)
        decided.append((document, list(_sentences(record, text, found))))
    wanted = tuple(classes) or sorted(_union(golds | guesses for (golds, guesses), _ in decided))
    return relevance_figures([_report_classes(document, sentences, wanted) for document, sentences in decided])


def relevance_figures(compared: Sequence[ReportClasses]) -> RelevanceFigures:
    """The figures of some reports together."""
    sentence = _summed([one.sentence for one in compared if one.sentence])
    return RelevanceFigures(
        len(compared),
        _summed([one.document for one in compared]),
        sentence if sentence.classes else None,
        tuple(compared),
    )


def _report_classes(document: Decided, sentences: Sequence[Decided], classes: Sequence[str]) -> ReportClasses:
    of_sentences = class_figures(sentences, classes).classes if sentences else {}
    return ReportClasses(class_figures([document], classes).classes, of_sentences)


def _summed(tallies: Sequence[Mapping[str, Tally]]) -> ClassFigures:
    names = tallies[0] if tallies else ()
    return ClassFigures({name: total(one[name] for one in tallies) for name in names})


def labels_of(gold: Path) -> Labels:
    """Every label of a gold file. Raises BadRecord, UnreadableInput."""
    return _union(_document_labels(record) for record in read_records(gold))


def class_figures(decided: Sequence[Decided], classes: Sequence[str]) -> ClassFigures:
    """A tally for each class over sentences or reports."""
    names = classes or sorted(_union(golds | guesses for golds, guesses in decided))
    return ClassFigures({name: _tally(decided, name) for name in names})


def _tally(decided: Iterable[Decided], name: str) -> Tally:
    outcomes = [(name in golds, name in guesses) for golds, guesses in decided]
    return Tally.of(
        sum(gold and guess for gold, guess in outcomes),
        sum(guess for _, guess in outcomes),
        sum(gold for gold, _ in outcomes),
    )


def _sentences(record: Record, text: str, found: Sequence[tuple[int, Labels]]) -> Iterable[Decided]:
    for sentence in record.records("sentences"):
        start, end = sentence.bounds(text)
        yield (
            frozenset(sentence.texts("labels")),
            _union(labels for anchor, labels in found if start <= anchor < end),
        )


def _document_labels(record: Record) -> Labels:
    """A report has the labels of its sentences, and its own."""
    if "labels" not in record and "sentences" not in record:
        record.fail("field 'labels' is missing", "give labels of the report or of its sentences")
    own = frozenset(record.texts("labels"))
    return own | _union(frozenset(sentence.texts("labels")) for sentence in record.records("sentences"))


def _union(sets: Iterable[Labels]) -> Labels:
    return frozenset[str]().union(*sets)
