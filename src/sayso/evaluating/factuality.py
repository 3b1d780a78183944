"""Factuality: how certainly a text says that something happened, from -3 (surely not) to 3 (surely).

Pearson's r and mean absolute error over targets, as in Rudinger, White and Van Durme 2018 (NAACL); and macro-F1 of
three classes: from 1 up it happened, from -1 down it did not, between them it is uncertain.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import Any

from sayso.evaluating.figures import Tally, macro_f1, mean
from sayso.evaluating.gold_files import read_records

HAPPENED_FROM, DID_NOT_UP_TO = 1.0, -1.0
HAPPENED, UNCERTAIN, DID_NOT = "happened", "uncertain", "did not happen"
CLASSES = (HAPPENED, UNCERTAIN, DID_NOT)

TextValues = tuple[tuple[float, ...], tuple[float, ...]]
"""Gold and predicted values of the targets of one text."""


@dataclass(frozen=True, slots=True)
class FactualityFigures:
    """Figures over targets."""

    targets: int
    pearson_r: float
    mae: float
    classes: Mapping[str, Tally]
    per_text: tuple[TextValues, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Correlation, error on the scale of -3 to 3, and fractions from 0 to 1."""
        return {
            "targets": self.targets,
            "pearson_r": self.pearson_r,
            "mae": self.mae,
            "macro_f1": macro_f1(self.classes.values()),
            "classes": {name: tally.as_dict() for name, tally in self.classes.items()},
        }


def evaluate_factuality(gold: Path, predict: Callable[[str, int, int], float]) -> FactualityFigures:
    """How well predicted factuality agrees with gold; `predict` gets a text and the bounds of a predicate in it.

    Raises BadRecord, UnreadableInput.
    """
    compared = []
    for record in read_records(gold):
        text = record.text("text")
        targets = record.records("targets", required=True)
        guesses = tuple(predict(text, *target.bounds(text)) for target in targets)
        compared.append((tuple(target.number("factuality") for target in targets), guesses))
    return factuality_figures(compared)


def factuality_figures(compared: Sequence[TextValues]) -> FactualityFigures:
    """The figures of some texts together."""
    golds = [value for text, _ in compared for value in text]
    guesses = [value for _, text in compared for value in text]
    errors = [abs(one - other) for one, other in zip(golds, guesses, strict=True)]
    classes = class_tallies(golds, guesses)
    return FactualityFigures(len(golds), pearson_r(golds, guesses), mean(errors), classes, tuple(compared))


def pearson_r(one: Sequence[float], other: Sequence[float]) -> float:
    """Pearson's correlation; 0 where either side does not vary."""
    one_mean, other_mean = mean(one), mean(other)
    together = sum((a - one_mean) * (b - other_mean) for a, b in zip(one, other, strict=True))
    spread = sqrt(sum((a - one_mean) ** 2 for a in one)) * sqrt(sum((b - other_mean) ** 2 for b in other))
    return together / spread if spread else 0.0


def decision(value: float) -> str:
    """The class of a value."""
    if value >= HAPPENED_FROM:
        return HAPPENED
    return DID_NOT if value <= DID_NOT_UP_TO else UNCERTAIN


def class_tallies(golds: Sequence[float], guesses: Sequence[float]) -> dict[str, Tally]:
    """A tally for each class that is in gold or in the predictions."""
    decided = [(decision(gold), decision(guess)) for gold, guess in zip(golds, guesses, strict=True)]
    tallies = {
        name: Tally.of(
            decided.count((name, name)),
            sum(guess == name for _, guess in decided),
            sum(gold == name for gold, _ in decided),
        )
        for name in CLASSES
    }
    return {name: tally for name, tally in tallies.items() if tally.gold or tally.predicted}
