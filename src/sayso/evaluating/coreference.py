"""How well predicted clusters agree with gold clusters of the same mentions: MUC, B³, CEAF-e, and their mean.

Vilain and others 1995; Bagga and Baldwin 1998; Luo 2005. The mean of the three is the CoNLL score (Pradhan and others
2012). Singletons are kept.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from sayso.evaluating.assignment import assign
from sayso.evaluating.figures import Tally, mean

Label = Hashable


@dataclass(frozen=True, slots=True)
class Coreference:
    """The three measures and their mean, for one set of mentions."""

    muc: Tally
    b3: Tally
    ceaf_e: Tally

    @property
    def conll_f1(self) -> float:
        """The mean F1 of the three."""
        return mean([self.muc.f1, self.b3.f1, self.ceaf_e.f1])


def coreference(gold: Sequence[Label], predicted: Sequence[Label]) -> Coreference:
    """The measures, from a cluster label for each mention on either side, in the same order."""
    pairs = list(zip(gold, predicted, strict=True))
    return Coreference(muc(pairs), b_cubed(pairs), ceaf_e(pairs))


def muc(pairs: Sequence[tuple[Label, Label]]) -> Tally:
    """Links that would have to be added to make one side's clusters whole on the other side."""
    right_gold, gold = _links(pairs)
    right_predicted, predicted = _links([(b, a) for a, b in pairs])
    return Tally(right_predicted, predicted, right_gold, gold)


def b_cubed(pairs: Sequence[tuple[Label, Label]]) -> Tally:
    """For each mention, which share of its cluster is right."""
    both, golds, guesses = Counter(pairs), Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    precision = sum(count * count / guesses[b] for (_, b), count in both.items())
    recall = sum(count * count / golds[a] for (a, _), count in both.items())
    return Tally(precision, len(pairs), recall, len(pairs))


def ceaf_e(pairs: Sequence[tuple[Label, Label]]) -> Tally:
    """Clusters paired one to one so that they are most alike (φ4)."""
    both, golds, guesses = Counter(pairs), Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    right = 0.0
    for rows, columns in _components(both):
        alike = [[2 * both[a, b] / (golds[a] + guesses[b]) for b in columns] for a in rows]
        right += sum(alike[row][column] for row, column in assign(alike))
    return Tally.of(right, len(guesses), len(golds))


def _links(pairs: Iterable[tuple[Label, Label]]) -> tuple[int, int]:
    """Of the links within clusters of the first side, how many hold on the second; and how many there are."""
    parts: dict[Label, list[Label]] = defaultdict(list)
    for one, other in pairs:
        parts[one].append(other)
    held = sum(len(others) - len(set(others)) for others in parts.values())
    return held, sum(len(others) - 1 for others in parts.values())


def _components(both: Iterable[tuple[Label, Label]]) -> list[tuple[list[Label], list[Label]]]:
    """Gold and predicted clusters that hang together by common mentions; only within these can any be paired."""
    near_gold: dict[Label, list[Label]] = defaultdict(list)
    near_guess: dict[Label, list[Label]] = defaultdict(list)
    for one, other in both:
        near_gold[one].append(other)
        near_guess[other].append(one)
    out, seen = [], set[Label]()
    for start in near_gold:
        if start in seen:
            continue
        rows, columns, waiting = [], dict[Label, None](), [start]
        seen.add(start)
        while waiting:
            row = waiting.pop()
            rows.append(row)
            for column in near_gold[row]:
                if column not in columns:
                    columns[column] = None
                    waiting += (found := [r for r in near_guess[column] if r not in seen])
                    seen.update(found)
        out.append((rows, list(columns)))
    return out
