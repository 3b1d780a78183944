"""Anchors of judgements: made from claims, and found again among claims."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.model import CONTEXT, Claim, Extraction, JudgementAnchor


def anchor_of(claim: Claim, extraction: Extraction) -> JudgementAnchor:
    """What a judgement on this claim holds on to."""
    start, end = claim.anchor.start, claim.anchor.end
    return JudgementAnchor(
        report=extraction.report,
        quote=claim.anchor.text,
        before=extraction.text[max(0, start - CONTEXT) : start],
        after=extraction.text[end : end + CONTEXT],
        start=start,
        type=claim.type,
        speakers=_speakers(claim),
    )


def find(anchor: JudgementAnchor, claims: Sequence[Claim], extractions: Sequence[Extraction]) -> Claim | None:
    """The claim that a judgement is about, or None.

    `claims` are those of the anchor's report, `extractions` its texts. A claim fits when its anchor overlaps the
    quote where the context puts it; of several the one with the same speakers and type is taken.
    """
    places = {extraction.id: placed(anchor, extraction) for extraction in extractions}
    fitting = [claim for claim in claims if _overlaps(claim, places.get(claim.extraction))]
    return min(fitting, key=lambda claim: _unlikeness(anchor, claim), default=None)


def _speakers(claim: Claim) -> tuple[str, ...]:
    return tuple(speaker.span.text for speaker in claim.speakers)


def placed(anchor: JudgementAnchor, extraction: Extraction) -> tuple[int, int] | None:
    """Where the quote stands now: with its whole context, else with one side of it, else nearest to its old offset."""
    text, quote = extraction.text, anchor.quote
    for before, after in ((anchor.before, anchor.after), (anchor.before, ""), ("", anchor.after)):
        found = text.find(before + quote + after) if before or after else -1
        if found >= 0:
            start = found + len(before)
            return start, start + len(quote)
    if text[anchor.start : anchor.start + len(quote)] == quote:
        return anchor.start, anchor.start + len(quote)
    return None


def _overlaps(claim: Claim, place: tuple[int, int] | None) -> bool:
    return place is not None and claim.anchor.start < place[1] and place[0] < claim.anchor.end


def _unlikeness(anchor: JudgementAnchor, claim: Claim) -> tuple[bool, bool, int, str]:
    same_speakers = _speakers(claim) == anchor.speakers
    return (not same_speakers, claim.type != anchor.type, abs(claim.anchor.start - anchor.start), claim.id)
