"""When two codings of one text agree: spans, speakers, chains, slots; and which claims may pair."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.evaluating.assignment import agreeing, best_pairs
from sayso.evaluating.coded import Bounds, CodedClaim, CodedSpeaker
from sayso.evaluating.figures import harmonic_mean, mean
from sayso.model import SPAN_ROLES

LONGEST_ANCHOR = 60
"""Characters; an anchor longer than that names nothing and pairs only by type and sentence."""

AGREEING_OVERLAP = 0.5
"""Intersection over union from which two spans agree."""

SPEAKER_WEIGHT, STANCE_WEIGHT, SENTENCE_WEIGHT = 0.5, 0.25, 0.1
"""What these add to the likeness of a pair, beside 1 for being a pair, 1 for the anchor and 1 for the type."""

SLOTS = ("type", "status", "stance", "speaker", "role", *SPAN_ROLES, "counts", "date")
ATTRIBUTING = ("speaker", "role", "stance")
"""The slots that say whose word a claim is: all must agree for any value of it to count as attributed."""


def overlap(one: Bounds, other: Bounds) -> float:
    """Intersection over union of two spans."""
    shared = _shared(one, other)
    return shared / ((one[1] - one[0]) + (other[1] - other[0]) - shared) if shared else 0.0


def same_span(one: Bounds, other: Bounds) -> bool:
    """Whether two spans agree."""
    return overlap(one, other) >= AGREEING_OVERLAP


def same_nearest_speaker(gold: CodedClaim, predicted: CodedClaim) -> bool:
    """Whether the nearest speakers agree, or both are the report's own voice."""
    golds, predictions = gold.speaker_levels(), predicted.speaker_levels()
    if golds and predictions:
        return _same_voices(golds[0], predictions[0])
    return not golds and not predictions


def same_chain(gold: CodedClaim, predicted: CodedClaim) -> bool:
    """Whether the whole chain of speakers agrees, level by level."""
    golds, predictions = gold.speaker_levels(), predicted.speaker_levels()
    return len(golds) == len(predictions) and all(map(_same_voices, golds, predictions))


def paired_claims(gold: Sequence[CodedClaim], predicted: Sequence[CodedClaim]) -> list[tuple[CodedClaim, CodedClaim]]:
    """Gold and predicted claims paired one to one by greatest total likeness."""
    return best_pairs(gold, predicted, likeness)


def likeness(gold: CodedClaim, predicted: CodedClaim) -> float:
    """How alike two claims are; 0 when they may not pair.

    They may when their anchors overlap, or when they have one type and their sentences agree.
    """
    anchors = _shared(gold.anchor, predicted.anchor) > 0 and _length(predicted.anchor) <= LONGEST_ANCHOR
    same_type = gold.type == predicted.type
    sentences = overlap(gold.sentence, predicted.sentence)
    if not anchors and not (same_type and sentences >= AGREEING_OVERLAP):
        return 0.0
    speaker = SPEAKER_WEIGHT * same_nearest_speaker(gold, predicted)
    stance = STANCE_WEIGHT * (gold.stance == predicted.stance)
    return 1.0 + anchors + same_type + speaker + stance + SENTENCE_WEIGHT * sentences


def slot_sizes(claim: CodedClaim) -> dict[str, int]:
    """How many values each slot of a claim holds."""
    sizes = dict.fromkeys(SLOTS, 1)
    sizes |= {role: len(claim.roles[role]) for role in SPAN_ROLES}
    return sizes | {"counts": len(claim.counts), "date": int(claim.is_dated)}


def slot_hits(gold: CodedClaim, predicted: CodedClaim) -> dict[str, int]:
    """How many values of each slot agree."""
    hits = {name: int(getattr(gold, name) == getattr(predicted, name)) for name in ("type", "status", "stance")}
    hits["speaker"] = int(same_nearest_speaker(gold, predicted))
    hits["role"] = int(gold.nearest_roles() == predicted.nearest_roles())
    hits |= {role: agreeing(gold.roles[role], predicted.roles[role], same_span) for role in SPAN_ROLES}
    hits["counts"] = agreeing(gold.counts, predicted.counts, lambda one, other: one == other)
    hits["date"] = int(gold.is_dated and gold.date == predicted.date)
    return hits


def b_cubed_f1(pairs: Sequence[tuple[object, object]]) -> float:
    """B-cubed F1 of items that each have a gold and a predicted group (Bagga and Baldwin 1998)."""
    golds, predictions = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    return harmonic_mean(_purity(predictions, golds), _purity(golds, predictions))


def _purity(groups: Sequence[object], labels: Sequence[object]) -> float:
    """The mean share of an item's group that has the item's label."""
    shares = []
    for group, label in zip(groups, labels, strict=True):
        inside = [other for mine, other in zip(groups, labels, strict=True) if mine == group]
        shares.append(inside.count(label) / len(inside))
    return mean(shares)


def _same_voices(one: Sequence[CodedSpeaker], other: Sequence[CodedSpeaker]) -> bool:
    matched = agreeing(one, other, lambda mine, theirs: same_span(mine.bounds, theirs.bounds))
    return len(one) == len(other) == matched


def _shared(one: Bounds, other: Bounds) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def _length(bounds: Bounds) -> int:
    return bounds[1] - bounds[0]
