"""Times and counts: values that words are resolved to, against gold values, the words being given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.evaluating.assignment import agreeing
from sayso.evaluating.coded import CodedClaim, CodedCount, CodedDocument, gold_documents
from sayso.evaluating.figures import Tally, ratio, total
from sayso.evaluating.gold_files import read_records
from sayso.evaluating.timed_texts import TimedText, is_relative, timed_texts
from sayso.model import Quantity, TimeSpan, Unresolved

Value = TimeSpan | Unresolved
ResolveTimes = Callable[[TimedText], Sequence[Value]]
"""Gives the value of each time expression of a text, in order."""


@dataclass(frozen=True, slots=True)
class ResolvedClaim:
    """The date of a claim and the quantities of its counts, in their order."""

    when: Value
    counts: tuple[Quantity | Unresolved, ...]


ResolveClaims = Callable[[CodedDocument], Sequence[ResolvedClaim]]
"""Gives date and quantities for each claim of a document, in order."""


@dataclass(frozen=True, slots=True)
class Share:
    """So many right of so many."""

    right: int
    of: int

    @classmethod
    def among(cls, outcomes: Iterable[bool]) -> Share:
        """The share of what was right."""
        found = list(outcomes)
        return cls(sum(found), len(found))

    @property
    def ratio(self) -> float:
        """From 0 to 1; 0 of nothing."""
        return ratio(self.right, self.of)


@dataclass(frozen=True, slots=True)
class TimesFigures:
    """Shares of values that are right: of all calendar values, and of relative expressions.

    `as_specified` also counts a value that is finer than a gold one with places left open (``1989-WXX``). `apart`
    counts gold values that are no calendar value.

    Of coded claims the values are the dates of claims that have time expressions, and counts are compared too.
    """

    documents: int
    values: Share
    relative: Share
    as_specified: Share
    apart: int = 0
    counts: Tally | None = None

    def as_dict(self) -> dict[str, Any]:
        """Fractions from 0 to 1, and what they were counted over."""
        counts = {"counts": self.counts.as_dict()} if self.counts else {}
        return {
            "documents": self.documents,
            "value_accuracy": self.values.ratio,
            "relative_value_accuracy": self.relative.ratio,
            "value_accuracy_as_specified": self.as_specified.ratio,
            "values": self.values.of,
            "relative_values": self.relative.of,
            "apart": self.apart,
        } | counts


def evaluate_times(gold: Path, resolve_times: ResolveTimes, resolve_claims: ResolveClaims) -> TimesFigures:
    """How well given time expressions, and given counts, are resolved. Raises BadRecord, UnreadableInput.

    The format is told by the fields of the first record: ``claims``, else phrases with an ``anchor``, else TEI dates.
    """
    records = list(read_records(gold))
    if "claims" in records[0]:
        return _of_claims(gold_documents(gold), resolve_claims)
    texts = list(timed_texts(records))
    return _of_texts(texts, resolve_times)


def _of_texts(texts: Sequence[TimedText], resolve: ResolveTimes) -> TimesFigures:
    compared = [
        (time, found)
        for text in texts
        for time, found in zip(text.times, resolve(text), strict=True)
        if time.is_calendar
    ]
    return TimesFigures(
        documents=len(texts),
        values=Share.among(time.is_met_by(found) for time, found in compared),
        relative=Share.among(time.is_met_by(found) for time, found in compared if is_relative(time.words)),
        as_specified=Share.among(time.is_met_loosely_by(found) for time, found in compared),
        apart=sum(not time.is_calendar for text in texts for time in text.times),
    )


def _of_claims(documents: Sequence[CodedDocument], resolve: ResolveClaims) -> TimesFigures:
    resolved = [
        (document, claim, found)
        for document in documents
        for claim, found in zip(document.claims, resolve(document), strict=True)
    ]
    dated = [
        (_time_words(document, claim), _bounds(found.when) == claim.date)
        for document, claim, found in resolved
        if claim.roles["time"]
    ]
    values = Share.among(is_right for _, is_right in dated)
    return TimesFigures(
        documents=len(documents),
        values=values,
        relative=Share.among(is_right for words, is_right in dated if is_relative(words)),
        as_specified=values,
        counts=total(_count_tally(claim.counts, found.counts) for _, claim, found in resolved),
    )


def _time_words(document: CodedDocument, claim: CodedClaim) -> str:
    return "; ".join(document.text[start:end] for start, end in claim.roles["time"])


def _bounds(when: Value) -> tuple[str | None, str | None]:
    return (when.start, when.end) if isinstance(when, TimeSpan) else (None, None)


def _count_tally(gold: Sequence[CodedCount], found: Sequence[Quantity | Unresolved]) -> Tally:
    """Counts that agree in what is counted and in both bounds; what stayed unresolved is missing."""
    predicted = [
        CodedCount(count.of, value.low, value.high, count.bounds)
        for count, value in zip(gold, found, strict=True)
        if isinstance(value, Quantity)
    ]
    return Tally.of(agreeing(gold, predicted, CodedCount.__eq__), len(predicted), len(gold))
