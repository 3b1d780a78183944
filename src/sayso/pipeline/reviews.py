"""What people decide: the reports and words that they name, and their judgements with what they are about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sayso.errors import BadRequest, NotFound
from sayso.model import Claim, Extraction, Judgement, JudgementAnchor, Report, Span
from sayso.pipeline.derived import Derived
from sayso.reading.sentences import sentence_at, sentences
from sayso.reviewing import (
    PLACE,
    WORD_SLOTS,
    MissingClaim,
    PlaceOfId,
    find,
    given_words,
    locate,
    occurrences,
    places_of,
)


class State(StrEnum):
    """Whether a judgement counts."""

    HOLDS = "holds"
    WITHDRAWN = "withdrawn"
    ORPHANED = "orphaned"


@dataclass(frozen=True, slots=True)
class Review:
    """A judgement, whether it holds, and the claim that each of its anchors finds, None where it finds none."""

    judgement: Judgement
    state: State
    claims: tuple[Claim | None, ...]


def reviews_of(judgements: Iterable[Judgement], derived: Derived) -> tuple[Review, ...]:
    """Judgements with what they are about."""
    orphans = {judgement.id for judgement in derived.reviewed.orphans}
    return tuple(_review(judgement, orphans, derived) for judgement in judgements)


def _review(judgement: Judgement, orphans: set[str], derived: Derived) -> Review:
    state = State.ORPHANED if judgement.id in orphans else State.HOLDS
    state = State.WITHDRAWN if judgement.withdrawn_at else state
    return Review(judgement, state, tuple(_claim_at(anchor, derived) for anchor in judgement.anchors))


def _claim_at(anchor: JudgementAnchor, derived: Derived) -> Claim | None:
    """The claim as it is now, or as it was found where it no longer counts."""
    extractions = [e for e in derived.extractions.values() if e.report == anchor.report]
    texts = {extraction.id for extraction in extractions}
    found = find(anchor, [c for c in derived.as_found().values() if c.extraction in texts], extractions)
    return derived.claims.get(found.id, found) if found else None


def sentence_span(extraction: Extraction, start: int) -> Span:
    """The sentence of a text that holds an offset."""
    return extraction.span(*sentence_at(sentences(extraction.text), start))


def check_words_stand(slot: str, value: str, extraction: Extraction) -> None:
    """Raises BadRequest when a value for a slot of words names some that are not in the report."""
    for words in given_words(slot, value) if slot in WORD_SLOTS else ():
        if locate(words, extraction, 0) is None:
            raise BadRequest(f"{words!r} is not in the claim's report; give the words as they stand there")


def check_places_known(slot: str, value: str, place_of: PlaceOfId) -> None:
    """Raises BadRequest when a value for a place names an id that the gazetteer does not hold."""
    for words, place_id in places_of(value) if slot == PLACE else ():
        if place_id and place_of(place_id) is None:
            raise BadRequest(
                f"{place_id!r} is no place of the gazetteer; `sayso gazetteer find` shows the ids of those that are "
                f"called {words!r}"
            )


def find_report(wanted: str, derived: Derived, reports: Sequence[Report]) -> Extraction:
    """The text of a report, by the start of its id or of a claim's, its source's id, or the name of its file.

    Raises NotFound, and BadRequest where several fit.
    """
    named = {r.id for r in reports if wanted in (r.given_id, r.name, Path(r.name).name) or r.id.startswith(wanted)}
    told = {derived.claims[i].extraction for i in derived.claims if i.startswith(wanted)}
    fitting = [e for e in derived.extractions.values() if e.report in named or e.id in told]
    if len(fitting) != 1:
        kind = BadRequest if fitting else NotFound
        raise kind(
            f"{len(fitting)} reports fit {wanted!r}; give a file's name, a source's id, or the id of a claim in it"
        )
    return fitting[0]


def missing_anchor(said: MissingClaim, words: str, extraction: Extraction, derived: Derived) -> JudgementAnchor:
    """What a judgement on a claim that a reader missed holds on to. Raises BadRequest."""
    found = occurrences(words, extraction.text)
    if len(found) != 1:
        advice = "give more of the words around" if found else "give the words as they stand there"
        raise BadRequest(f"{words!r} stands {len(found)} times in the report; {advice}")
    check_words_stand("speaker", said.speaker, extraction)
    anchor = said.anchor_at(extraction.span(*found[0]), extraction)
    known = [c for c in derived.claims.values() if c.extraction == extraction.id and _is_same(c, anchor, found[0])]
    if known:
        raise BadRequest(f"there is such a claim at these words: {known[0].id}; `sayso judge correct` changes it")
    return anchor


def _is_same(claim: Claim, anchor: JudgementAnchor, bounds: tuple[int, int]) -> bool:
    overlaps = claim.anchor.start < bounds[1] and bounds[0] < claim.anchor.end
    speakers = {speaker.span.text for speaker in claim.speakers}
    return overlaps and claim.type == anchor.type and speakers == set(anchor.speakers)
