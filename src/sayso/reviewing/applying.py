"""Judgements applied to claims: corrections, claims that are wrong, decisions on pairs, and what was orphaned."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.model import Claim, Decision, Extraction, Judgement, Verdict
from sayso.reviewing.anchoring import find
from sayso.reviewing.missing import SentenceAt, is_read, missing_claim
from sayso.reviewing.slots import corrected
from sayso.reviewing.words import (
    PLACE,
    WORD_SLOTS,
    PlaceOfId,
    Resolve,
    resolved_among,
    with_chosen_places,
    with_slot_of,
    with_words,
)


@dataclass(frozen=True, slots=True)
class Reviewed:
    """Claims as people corrected them, what they decided on pairs, judgements that no longer find their words, and the
    claims that people added, as they were before any correction."""

    claims: tuple[Claim, ...]
    decisions: tuple[Decision, ...]
    orphans: tuple[Judgement, ...]
    added: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Tools:
    """What other stages lend: what words stand for, the sentence that holds an offset, and the place of an id."""

    resolve: Resolve = lambda claims, extraction: claims
    sentence_at: SentenceAt = lambda extraction, start: extraction.span(0, len(extraction.text))
    place_of: PlaceOfId = lambda place_id: None


PLAIN = Tools()
"""Resolves nothing, and takes the whole text for one sentence."""


def apply(
    judgements: Sequence[Judgement],
    claims: Sequence[Claim],
    extractions: Mapping[str, Extraction],
    moment: dt.datetime | None = None,
    tools: Tools = PLAIN,
) -> Reviewed:
    """The claims under the judgements that stand at `moment` (None: now). Of judgements on one thing the newest holds.

    A judgement whose report is not among the extractions is neither applied nor orphaned: it speaks of something that
    cannot be seen as of that moment.
    """
    review = _Review(claims, extractions, tools)
    for judgement in sorted((j for j in judgements if j.holds_at(moment)), key=lambda j: (j.at, j.id)):
        if review.sees(judgement) and not review.apply(judgement):
            review.orphans.append(judgement)
    return review.outcome()


class _Review:
    """Claims under the judgements applied so far."""

    def __init__(self, claims: Sequence[Claim], extractions: Mapping[str, Extraction], tools: Tools) -> None:
        self.finder = _Finder(claims, extractions)
        self.extractions = extractions
        self.tools = tools
        self.by_id = {claim.id: claim for claim in claims}
        self.order = [claim.id for claim in claims]
        self.decisions: dict[frozenset[str], Decision | None] = {}
        self.orphans: list[Judgement] = []
        self.added: list[Claim] = []

    def outcome(self) -> Reviewed:
        """What the judgements made of the claims."""
        kept = tuple(self.by_id[claim] for claim in self.order if claim in self.by_id)
        decided = tuple(decision for decision in self.decisions.values() if decision is not None)
        return Reviewed(kept, decided, tuple(self.orphans), tuple(self.added))

    def sees(self, judgement: Judgement) -> bool:
        """Whether all reports of a judgement are in view."""
        return all(anchor.report in self.finder.extractions for anchor in judgement.anchors)

    def apply(self, judgement: Judgement) -> bool:
        """Apply a judgement; whether it found its words."""
        if judgement.verdict is Verdict.MISSING:
            return self._add(judgement)
        found = self.finder.claims(judgement)
        if len(found) < len(judgement.anchors):
            return False
        match judgement.verdict:
            case Verdict.SAME | Verdict.DIFFERENT if len(set(found)) == 2:
                same = judgement.verdict is Verdict.SAME
                self.decisions[frozenset(found)] = Decision(found[0], found[1], same, judgement.id)
            case Verdict.UNSURE:
                self.decisions[frozenset(found)] = None
            case Verdict.WRONG:
                self.by_id.pop(found[0], None)
            case Verdict.VALUE if found[0] in self.by_id:
                return self._correct(self.by_id[found[0]], judgement.slot, judgement.value)
            case _:
                pass
        return True

    def _correct(self, claim: Claim, slot: str, value: str) -> bool:
        if slot not in WORD_SLOTS:
            self.by_id[claim.id] = corrected(claim, slot, value)
            return True
        extraction = self.extractions[claim.extraction]
        changed = with_words(claim, slot, value, extraction)
        if changed is None:
            return False
        resolved = with_slot_of(claim, slot, self._resolved(changed))
        chosen = with_chosen_places(resolved, value, extraction, self.tools.place_of) if slot == PLACE else resolved
        self.by_id[claim.id] = chosen or claim
        return chosen is not None

    def _add(self, judgement: Judgement) -> bool:
        """Add a missing claim, unless a reader found it since; one of which nothing is said adds nothing."""
        if not judgement.value:
            return True
        report = judgement.anchors[0].report
        claim = missing_claim(judgement, self.finder.extractions[report], self.tools.sentence_at)
        if claim is not None and not is_read(claim, self._others(claim)):
            added = self._resolved(claim)
            self.by_id[added.id] = added
            self.order.append(added.id)
            self.added.append(added)
            self.finder.add(added)
        return claim is not None

    def _resolved(self, claim: Claim) -> Claim:
        extraction = self.extractions[claim.extraction]
        return resolved_among(claim, self._others(claim), extraction, self.tools.resolve)

    def _others(self, claim: Claim) -> list[Claim]:
        """The other claims of the same text that count."""
        told = self.finder.claims_of.get(self.extractions[claim.extraction].report, ())
        return [
            self.by_id[one.id]
            for one in told
            if one.id in self.by_id and one.id != claim.id and one.extraction == claim.extraction
        ]


class _Finder:
    """Finds the claims of judgements' anchors."""

    def __init__(self, claims: Sequence[Claim], extractions: Mapping[str, Extraction]) -> None:
        self.all = extractions
        self.extractions: dict[str, list[Extraction]] = {}
        for extraction in extractions.values():
            self.extractions.setdefault(extraction.report, []).append(extraction)
        self.claims_of: dict[str, list[Claim]] = {}
        for claim in claims:
            self.claims_of.setdefault(extractions[claim.extraction].report, []).append(claim)

    def add(self, claim: Claim) -> None:
        """A claim that later judgements may be on."""
        self.claims_of.setdefault(self.all[claim.extraction].report, []).append(claim)

    def claims(self, judgement: Judgement) -> list[str]:
        """Ids of the claims that a judgement's anchors find."""
        found = (find(a, self.claims_of.get(a.report, []), self.extractions[a.report]) for a in judgement.anchors)
        return [claim.id for claim in found if claim is not None]
