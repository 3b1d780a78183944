"""Kinds of mention: does a reader tell persons from organisations and places, the words being given?

Privacy rests on it: words that are read as an organisation or a place leave a project as they are. So beside accuracy
over mentions and F1 by kind stands the share of persons' names whose kind would let them out, and, as the price of
holding back, the share of organisations and places whose kind lets them out as it should. Other rules of privacy
(known names, institutions) are not part of these figures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.errors import BadRecord
from sayso.evaluating.figures import Tally, mean
from sayso.evaluating.gold_files import Record, read_records
from sayso.model import MentionKind

Bounds = tuple[int, int]

LABELS = {
    MentionKind.PERSON: ("PER", "Person", "person", "politician"),
    MentionKind.ORGANISATION: (
        "ORG",
        "Organisation",
        "organisation",
        "organization",
        "politicalparty",
        "MilitaryGroup",
    ),
    MentionKind.PLACE: ("LOC", "Location", "location", "country", "place"),
    MentionKind.OBJECT: ("Weapon", "MilitaryPlatform", "object", "Vehicle"),
    MentionKind.PEOPLE: ("Nationality", "people"),
}
"""Labels of the gold files by kind; mentions with other labels (events, works, times) have no kind and are apart."""

KIND_OF = {label: kind for kind, labels in LABELS.items() for label in labels}


@dataclass(frozen=True, slots=True)
class ReadKind:
    """The kind that a reader gives words, and whether a private export would leave them as they are for it."""

    kind: MentionKind
    is_let_out: bool


ReadKinds = Callable[[str, Sequence[Bounds]], Sequence[ReadKind]]
"""Gives what each text[start:end] is read as, in order."""


@dataclass(frozen=True, slots=True)
class KindsFigures:
    """Gold kinds with what was read, over mentions; `apart` counts mentions whose label is no kind."""

    documents: int
    read: tuple[tuple[MentionKind, ReadKind], ...]
    apart: int

    def as_dict(self) -> dict[str, Any]:
        """Fractions from 0 to 1, and what they were counted over."""
        return {
            "documents": self.documents,
            "mentions": len(self.read),
            "apart": self.apart,
            "named_persons": sum(gold is MentionKind.PERSON for gold, _ in self.read),
            "kind_accuracy": mean([float(gold is read.kind) for gold, read in self.read]),
            "named_persons_kept": self._let_out(MentionKind.PERSON),
            "organisations_and_places_kept": self._let_out(MentionKind.ORGANISATION, MentionKind.PLACE),
            "kinds": {kind.value: self._tally(kind).as_dict() for kind in LABELS if self._tally(kind).gold},
        }

    def _let_out(self, *kinds: MentionKind) -> float:
        return mean([float(read.is_let_out) for gold, read in self.read if gold in kinds])

    def _tally(self, kind: MentionKind) -> Tally:
        return Tally.of(
            sum(gold is kind and read.kind is kind for gold, read in self.read),
            sum(read.kind is kind for _, read in self.read),
            sum(gold is kind for gold, _ in self.read),
        )


def evaluate_kinds(gold: Path, read_kinds: ReadKinds) -> KindsFigures:
    """How well the kinds of given mentions are told. Of mentions inside others only the outer one counts.

    Raises BadRecord, UnreadableInput.
    """
    documents, apart = 0, 0
    compared: list[tuple[MentionKind, ReadKind]] = []
    for record in read_records(gold):
        text = record.text("text")
        outer = list(_outermost(record.records("entities", required=True), text))
        kinds = {bounds: kind for bounds, entity in outer if (kind := _gold_kind(entity))}
        compared += zip(kinds.values(), read_kinds(text, list(kinds)), strict=True)
        documents, apart = documents + 1, apart + len(outer) - len(kinds)
    if not compared:
        raise BadRecord(str(gold), "no entity has a type that is a kind", f"types are {', '.join(KIND_OF)}")
    return KindsFigures(documents, tuple(compared), apart)


def _outermost(entities: Sequence[Record], text: str) -> Iterator[tuple[Bounds, Record]]:
    reached = 0
    for (start, end), entity in sorted(
        ((entity.bounds(text), entity) for entity in entities), key=lambda found: (found[0][0], -found[0][1])
    ):
        if start >= reached:
            reached = end
            yield (start, end), entity


def _gold_kind(entity: Record) -> MentionKind | None:
    """The kind of a label; of persons that a file says are not named ("the man") it is people."""
    kind = KIND_OF.get(entity.text("type"))
    is_unnamed = "named" in entity and not entity.fields["named"]
    return MentionKind.PEOPLE if kind is MentionKind.PERSON and is_unnamed else kind
