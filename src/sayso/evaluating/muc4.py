"""MUC-4: role entities (GRIT) and templates (GTT).

Role entities: per report and role the entities of all templates together; a predicted entity agrees when each of its
strings is one of a gold entity's; one to one (Du, Rush and Cardie 2021, GRIT, EACL). Templates: aligned one to one
among those whose types agree, the type counting as one fill (Du, Rush and Cardie 2021, GTT, NAACL).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.evaluating.assignment import agreeing, best_pairs
from sayso.evaluating.figures import Interval, Tally, f1_interval, total
from sayso.evaluating.muc4_gold import ALTERNATIVES, Muc4Report, distinct, muc4_reports, normalised_template
from sayso.model.templates import MUC4_ROLES, Entity, Template

TYPE_FILL = 1
"""A template's type counts as one fill."""


@dataclass(frozen=True, slots=True)
class ReportTallies:
    """One report's role entities, by role, and templates."""

    roles: Mapping[str, Tally]
    templates: Tally


@dataclass(frozen=True, slots=True)
class Muc4Figures:
    """Micro figures over reports: role entities, also by role, and templates."""

    reports: int
    roles: Mapping[str, Tally]
    templates: Tally
    interval: Interval | None = None
    per_report: tuple[ReportTallies, ...] = ()

    @property
    def role_entities(self) -> Tally:
        """All roles together."""
        return total(self.roles.values())

    def as_dict(self) -> dict[str, Any]:
        """Fractions from 0 to 1."""
        whole = self.role_entities.as_dict()
        if self.interval:
            whole |= {"low": self.interval.low, "high": self.interval.high}
        return {
            "reports": self.reports,
            "role_entities_f1": self.role_entities.f1,
            "templates_f1": self.templates.f1,
            "role_entities": whole,
            "templates": self.templates.as_dict(),
            "roles": {role: tally.as_dict() for role, tally in self.roles.items()},
        }


def evaluate_muc4(
    gold: Path, predict: Callable[[Muc4Report], Sequence[Template]], *, bootstrap: int = 0
) -> Muc4Figures:
    """How well predicted templates agree with gold, in the view of GTT and GRIT or in full answer keys.

    `predict` gets a report, of which it may use text and day. Raises BadRecord, UnreadableInput.
    """
    compared = []
    for report in muc4_reports(gold):
        predicted = [normalised_template(template) for template in predict(report)]
        tallies = ReportTallies(role_tallies(report, predicted), template_tally(report.templates, predicted))
        compared.append(tallies)
    per_report = [total(one.roles.values()) for one in compared]
    return muc4_figures(compared, f1_interval(per_report, bootstrap) if bootstrap else None)


def muc4_figures(compared: Sequence[ReportTallies], interval: Interval | None = None) -> Muc4Figures:
    """The figures of some reports together."""
    roles = {role: total(one.roles[role] for one in compared) for role in MUC4_ROLES}
    return Muc4Figures(
        len(compared), roles, total(one.templates for one in compared), interval, per_report=tuple(compared)
    )


def role_tallies(report: Muc4Report, predicted: Sequence[Template]) -> dict[str, Tally]:
    """For each role, the entities of all templates against gold's."""
    tallies = {}
    for role in MUC4_ROLES:
        golds = report.role_entities[role]
        guesses = distinct(entity for template in predicted for entity in template.entities(role))
        tallies[role] = Tally.of(agreeing(golds, guesses, _vouches_for), len(guesses), len(golds))
    return tallies


def template_tally(golds: Sequence[Template], predicted: Sequence[Template]) -> Tally:
    """Fills of aligned templates; those of the others are missed or spurious."""
    pairs = best_pairs(golds, predicted, lambda one, other: sum(_right_fills(one, other)))
    fills = [_right_fills(gold, guess) for gold, guess in pairs]
    return Tally(
        right_predicted=sum(right for right, _ in fills),
        predicted=sum(map(_size, predicted)),
        right_gold=sum(found for _, found in fills),
        gold=sum(map(_size, golds)),
    )


def _right_fills(gold: Template, predicted: Template) -> tuple[int, int]:
    """Predicted fills that gold vouches for, and gold fills that were found; none when the types differ."""
    if predicted.incident_type not in gold.incident_type.split(ALTERNATIVES):
        return 0, 0
    right = found = TYPE_FILL
    for role in MUC4_ROLES:
        golds, guesses = gold.entities(role), predicted.entities(role)
        right += _count(any(_vouches_for(one, guess) for one in golds) for guess in guesses)
        found += _count(any(_vouches_for(one, guess) for guess in guesses) for one in golds)
    return right, found


def _vouches_for(gold: Entity, predicted: Entity) -> bool:
    return all(words in gold for words in predicted)


def _size(template: Template) -> int:
    return TYPE_FILL + sum(1 for _ in template.fillers())


def _count(outcomes: Iterable[bool]) -> int:
    return sum(map(int, outcomes))
