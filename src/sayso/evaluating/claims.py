"""Claims against gold claims: the headline is `attributed`.

A slot counts as attributed only when it agrees and the claim's nearest speaker, that speaker's role and the stance
agree too: who says so is part of every value. `slots` is the same without that condition. Claims pair one to one
(agreement.py); slots of unpaired claims count as missed or spurious.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sayso.codebook import Codebook
from sayso.evaluating.agreement import (
    ATTRIBUTING,
    SLOTS,
    b_cubed_f1,
    paired_claims,
    same_chain,
    slot_hits,
    slot_sizes,
)
from sayso.evaluating.coded import (
    CodedClaim,
    CodedDocument,
    Document,
    coded_claims,
    gold_documents,
    predicted_records,
)
from sayso.evaluating.figures import NOTHING, Interval, Tally, f1_interval, ratio, total
from sayso.model import SPAN_ROLES

SHARES = ("status", "stance", "speaker", "role")
MISSED, SPURIOUS = "missed", "spurious"

Pair = tuple[CodedClaim, CodedClaim]


@dataclass(frozen=True, slots=True)
class ClaimError:
    """One disagreement: the slot it is in, or a claim that was missed or is spurious."""

    document: str
    kind: str
    gold: CodedClaim | None
    predicted: CodedClaim | None

    def as_dict(self) -> dict[str, Any]:
        """The error with both claims as they were coded."""
        return {
            "document": self.document,
            "kind": self.kind,
            "gold": self.gold.record if self.gold else None,
            "predicted": self.predicted.record if self.predicted else None,
        }


@dataclass(frozen=True, slots=True)
class Comparison:
    """What comparing one document, or a sum of documents, gave. `slots` is over all claims, `paired` over pairs."""

    documents: int
    found: Tally
    typed: Tally
    slots: Mapping[str, Tally]
    paired: Mapping[str, Tally]
    attributed: int
    chains: int
    dates: int
    grouping: float
    grouped: int
    types: Mapping[str, Tally]
    errors: tuple[ClaimError, ...]

    @property
    def slot_tally(self) -> Tally:
        """All slots together."""
        return total(self.slots.values())

    @property
    def attributed_tally(self) -> Tally:
        """All slots together, right only where it is also right who says so."""
        slots = self.slot_tally
        return Tally.of(self.attributed, slots.predicted, slots.gold)


@dataclass(frozen=True, slots=True)
class ClaimsFigures:
    """Figures over all documents, by origin where asked for, and of each document."""

    all: Comparison
    interval: Interval | None = None
    by_origin: Mapping[str, Comparison] | None = None
    errors: tuple[ClaimError, ...] = ()
    per_document: tuple[Comparison, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Fractions from 0 to 1 under the keys of the claims format's scorer."""
        figures = figures_of(self.all)
        if self.interval:
            figures["attributed"] |= {"low": self.interval.low, "high": self.interval.high}
        if self.by_origin is not None:
            figures["by_origin"] = {origin: figures_of(one) for origin, one in self.by_origin.items()}
        if self.errors:
            figures["errors"] = [error.as_dict() for error in self.errors]
        return figures

    def by_type(self) -> dict[str, Tally]:
        """Claims found with the right type, for each type in gold or predictions; types never found are there too."""
        return dict(sorted(self.all.types.items()))


def evaluate_claims(
    gold: Path,
    predicted: Path | Mapping[str, Document],
    *,
    bootstrap: int = 0,
    by_origin: bool = False,
    errors: int = 0,
    codebook: Codebook | None = None,
) -> ClaimsFigures:
    """How well predicted claims agree with gold, both in the claims format and coded by the codebook.

    A document that is missing from `predicted` counts as one without claims. `bootstrap` draws give the headline an
    interval over documents; `errors` is how many errors of each kind to keep. Raises BadRecord, UnreadableInput.
    """
    documents = gold_documents(gold, codebook)
    predictions = predicted_records(predicted)
    compared: list[Comparison] = []
    for document in documents:
        record = predictions.get(document.id)
        claims = coded_claims(record, document.text, codebook) if record else ()
        compared.append(compare_document(document, claims))
    everything = summed(compared)
    return ClaimsFigures(
        everything,
        f1_interval([one.attributed_tally for one in compared], bootstrap) if bootstrap else None,
        _by_origin(documents, compared) if by_origin else None,
        tuple(_first_of_each_kind(everything.errors, errors)),
        tuple(replace(one, errors=()) for one in compared),
    )


def figures_of(compared: Comparison) -> dict[str, Any]:
    """The figures of a comparison, by name."""
    pairs = compared.found.right_gold
    figures: dict[str, Any] = {
        "documents": compared.documents,
        "attributed": compared.attributed_tally.as_dict(),
        "slots": compared.slot_tally.as_dict(),
        "claims_found": compared.found.as_dict(),
        "claims_typed": compared.typed.as_dict(),
    }
    figures |= {f"{name}_on_paired": ratio(compared.paired[name].right_gold, pairs) for name in SHARES}
    figures["chain_on_paired"] = ratio(compared.chains, pairs)
    figures["date_on_paired"] = ratio(compared.dates, pairs)
    figures |= {f"{name}_on_paired": compared.paired[name].as_dict() for name in (*SPAN_ROLES, "counts")}
    figures["events_b3"] = ratio(compared.grouping, compared.grouped)
    return figures


def compare_document(document: CodedDocument, predicted: Sequence[CodedClaim]) -> Comparison:
    """One document's claims against gold."""
    pairs = paired_claims(document.claims, predicted)
    hits = [slot_hits(*pair) for pair in pairs]
    right = Counter[str]()
    for hit in hits:
        right.update(hit)
    typed = sum(hit["type"] for hit in hits)
    grouping = [(gold.event, guess.event) for gold, guess in pairs] if len(pairs) > 1 else []
    return Comparison(
        documents=1,
        found=Tally.of(len(pairs), len(predicted), len(document.claims)),
        typed=Tally.of(typed, len(predicted), len(document.claims)),
        slots=_slot_tallies(right, document.claims, predicted),
        paired=_slot_tallies(right, [gold for gold, _ in pairs], [guess for _, guess in pairs]),
        attributed=sum(sum(hit.values()) for hit in hits if all(hit[name] for name in ATTRIBUTING)),
        chains=sum(same_chain(*pair) for pair in pairs),
        dates=sum(gold.date == guess.date for gold, guess in pairs),
        grouping=b_cubed_f1(grouping) * len(grouping),
        grouped=len(grouping),
        types=_type_tallies(pairs, document.claims, predicted),
        errors=tuple(_errors(document, predicted, pairs, hits)),
    )


def summed(compared: Iterable[Comparison]) -> Comparison:
    """The comparison of all documents together, errors in order."""
    whole = EMPTY
    for one in compared:
        whole = Comparison(
            documents=whole.documents + one.documents,
            found=whole.found + one.found,
            typed=whole.typed + one.typed,
            slots=_merged(whole.slots, one.slots),
            paired=_merged(whole.paired, one.paired),
            attributed=whole.attributed + one.attributed,
            chains=whole.chains + one.chains,
            dates=whole.dates + one.dates,
            grouping=whole.grouping + one.grouping,
            grouped=whole.grouped + one.grouped,
            types=_merged(whole.types, one.types),
            errors=whole.errors + one.errors,
        )
    return whole


NO_SLOTS: Mapping[str, Tally] = dict.fromkeys(SLOTS, NOTHING)
EMPTY = Comparison(0, NOTHING, NOTHING, NO_SLOTS, NO_SLOTS, 0, 0, 0, 0.0, 0, {}, ())


def _merged(one: Mapping[str, Tally], other: Mapping[str, Tally]) -> dict[str, Tally]:
    return {name: one.get(name, NOTHING) + other.get(name, NOTHING) for name in [*one, *(other.keys() - one.keys())]}


def _slot_tallies(right: Counter[str], gold: Iterable[CodedClaim], predicted: Iterable[CodedClaim]) -> dict[str, Tally]:
    golds, predictions = _sizes(gold), _sizes(predicted)
    return {name: Tally.of(right[name], predictions[name], golds[name]) for name in SLOTS}


def _sizes(claims: Iterable[CodedClaim]) -> Counter[str]:
    sizes = Counter[str]()
    for claim in claims:
        sizes.update(slot_sizes(claim))
    return sizes


def _type_tallies(
    pairs: Sequence[Pair], gold: Iterable[CodedClaim], predicted: Iterable[CodedClaim]
) -> dict[str, Tally]:
    right = Counter(one.type for one, other in pairs if one.type == other.type)
    golds, predictions = Counter(one.type for one in gold), Counter(one.type for one in predicted)
    return {code: Tally.of(right[code], predictions[code], golds[code]) for code in golds | predictions}


def _errors(
    document: CodedDocument, predicted: Sequence[CodedClaim], pairs: Sequence[Pair], hits: Sequence[Mapping[str, int]]
) -> Iterable[ClaimError]:
    for (gold, guess), hit in zip(pairs, hits, strict=True):
        golds, guesses = slot_sizes(gold), slot_sizes(guess)
        for slot in SLOTS:
            if hit[slot] < max(golds[slot], guesses[slot]):
                yield ClaimError(document.id, slot, gold, guess)
    paired = {id(claim) for pair in pairs for claim in pair}
    yield from (ClaimError(document.id, MISSED, claim, None) for claim in document.claims if id(claim) not in paired)
    yield from (ClaimError(document.id, SPURIOUS, None, claim) for claim in predicted if id(claim) not in paired)


def _first_of_each_kind(errors: Iterable[ClaimError], limit: int) -> Iterable[ClaimError]:
    seen = Counter[str]()
    for error in errors:
        seen[error.kind] += 1
        if seen[error.kind] <= limit:
            yield error


def _by_origin(documents: Sequence[CodedDocument], compared: Sequence[Comparison]) -> dict[str, Comparison]:
    origins = sorted({document.origin for document in documents})
    return {
        origin: replace(
            summed(one for document, one in zip(documents, compared, strict=True) if document.origin == origin),
            errors=(),
        )
        for origin in origins
    }
