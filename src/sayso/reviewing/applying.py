"""Judgements applied to claims: corrections, claims that are wrong, decisions on pairs, and what was orphaned."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.model import Claim, Decision, Extraction, Judgement, Verdict
from sayso.reviewing.anchoring import find
from sayso.reviewing.slots import corrected


@dataclass(frozen=True, slots=True)
class Reviewed:
    """Claims as people corrected them, what they decided on pairs, and judgements that no longer find their words."""

    claims: tuple[Claim, ...]
    decisions: tuple[Decision, ...]
    orphans: tuple[Judgement, ...]


def apply(
    judgements: Sequence[Judgement],
    claims: Sequence[Claim],
    extractions: Mapping[str, Extraction],
    moment: dt.datetime | None = None,
) -> Reviewed:
    """The claims under the judgements that stand at `moment` (None: now). Of judgements on one thing the newest holds.

    A judgement whose report is not among the extractions is neither applied nor orphaned: it speaks of something that
    cannot be seen as of that moment.
    """
    standing = sorted((j for j in judgements if j.holds_at(moment)), key=lambda j: (j.at, j.id))
    finder = _Finder(claims, extractions)
    by_id = {claim.id: claim for claim in claims}
    decisions: dict[frozenset[str], Decision | None] = {}
    orphans = []
    for judgement in standing:
        found = finder.claims(judgement)
        if found is None:
            continue
        if len(found) < len(judgement.anchors):
            orphans.append(judgement)
        else:
            _apply_one(judgement, found, by_id, decisions)
    kept = tuple(by_id[claim.id] for claim in claims if claim.id in by_id)
    return Reviewed(kept, tuple(d for d in decisions.values() if d is not None), tuple(orphans))


class _Finder:
    """Finds the claims of judgements' anchors."""

    def __init__(self, claims: Sequence[Claim], extractions: Mapping[str, Extraction]) -> None:
        self.extractions: dict[str, list[Extraction]] = {}
        for extraction in extractions.values():
            self.extractions.setdefault(extraction.report, []).append(extraction)
        self.claims_of: dict[str, list[Claim]] = {}
        for claim in claims:
            self.claims_of.setdefault(extractions[claim.extraction].report, []).append(claim)

    def claims(self, judgement: Judgement) -> list[str] | None:
        """Ids of the claims that a judgement's anchors find; None when a report of it is out of view."""
        if any(anchor.report not in self.extractions for anchor in judgement.anchors):
            return None
        found = (find(a, self.claims_of.get(a.report, []), self.extractions[a.report]) for a in judgement.anchors)
        return [claim.id for claim in found if claim is not None]


def _apply_one(
    judgement: Judgement,
    found: Sequence[str],
    by_id: dict[str, Claim],
    decisions: dict[frozenset[str], Decision | None],
) -> None:
    match judgement.verdict:
        case Verdict.SAME | Verdict.DIFFERENT if len(set(found)) == 2:
            same = judgement.verdict is Verdict.SAME
            decisions[frozenset(found)] = Decision(found[0], found[1], same, judgement.id)
        case Verdict.UNSURE:
            decisions[frozenset(found)] = None
        case Verdict.WRONG:
            by_id.pop(found[0], None)
        case Verdict.VALUE if found[0] in by_id:
            by_id[found[0]] = corrected(by_id[found[0]], judgement.slot, judgement.value)
        case _:
            pass
