"""Claims that a reader missed, as people add them.

A judgement on a missing claim holds on to its anchor as any other does; its value says in JSON what else a claim needs.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass

from sayso.codebook import Codebook
from sayso.model import (
    CONTEXT,
    Claim,
    Extraction,
    Judgement,
    JudgementAnchor,
    Span,
    Stance,
    Status,
    content_id,
    with_ids,
)
from sayso.reviewing.anchoring import placed
from sayso.reviewing.slots import check_value
from sayso.reviewing.words import OWN_VOICE, SPEAKER, given_words, with_words

SentenceAt = Callable[[Extraction, int], Span]
"""The sentence of a text that holds an offset."""


@dataclass(frozen=True, slots=True)
class MissingClaim:
    """What a person says of a claim that a reader missed, beside its anchor."""

    type: str
    status: str = Status.OCCURRED.value
    stance: str = Stance.REPORTED.value
    speaker: str = OWN_VOICE

    def check(self, codebook: Codebook) -> MissingClaim:
        """This, if it can be a claim. Raises BadRequest."""
        for slot, value in asdict(self).items():
            check_value(slot, value, codebook)
        return self

    def as_text(self) -> str:
        """As the value of a judgement."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    @classmethod
    def of(cls, judgement: Judgement) -> MissingClaim:
        """As a judgement has it."""
        return cls(**json.loads(judgement.value))

    def anchor_at(self, span: Span, extraction: Extraction) -> JudgementAnchor:
        """What a judgement on this claim holds on to."""
        return JudgementAnchor(
            report=extraction.report,
            quote=span.text,
            before=extraction.text[max(0, span.start - CONTEXT) : span.start],
            after=extraction.text[span.end : span.end + CONTEXT],
            start=span.start,
            type=self.type,
            speakers=given_words(SPEAKER, self.speaker),
        )


def missing_claim(judgement: Judgement, extractions: Iterable[Extraction], sentence_at: SentenceAt) -> Claim | None:
    """The claim that a person added, not yet resolved; None where its words are not in any of the texts."""
    (anchor,) = judgement.anchors
    said = MissingClaim.of(judgement)
    for extraction in extractions:
        bounds = placed(anchor, extraction)
        claim = _claim(said, extraction.span(*bounds), extraction, sentence_at, judgement) if bounds else None
        if claim is not None:
            return claim
    return None


def _claim(
    said: MissingClaim, span: Span, extraction: Extraction, sentence_at: SentenceAt, judgement: Judgement
) -> Claim | None:
    bare = Claim(
        id="",
        reading="",
        extraction=extraction.id,
        group=judgement.id,
        anchor=span,
        sentence=sentence_at(extraction, span.start),
        type=said.type,
        status=Status(said.status),
        stance=Stance(said.stance),
    )
    spoken = with_words(bare, SPEAKER, said.speaker, extraction)
    if spoken is None:
        return None
    (claim,) = with_ids(content_id("rdg", judgement.id, extraction.id), [spoken])
    return claim


def is_read(claim: Claim, read: Iterable[Claim]) -> bool:
    """Whether a reader has found what a person added: the words, the type and the speakers of it."""
    return any(
        one.anchor.overlaps(claim.anchor) and one.type == claim.type and _voices(one) == _voices(claim) for one in read
    )


def _voices(claim: Claim) -> set[str]:
    return {speaker.span.text for speaker in claim.speakers}
