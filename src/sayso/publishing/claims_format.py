"""The claims format: one JSON document a report, as readers, gold data and scorers exchange it.

Offsets are Unicode code points of the document's text, end exclusive. `start` and `end` of a claim are EDTF days or
null; a count's `low` and `high` are null where unknown. A count that adds up ("five policemen and two civilians") has
`parts`, each with the kind of victim it is `of` and its `number`, the least that its words give.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sayso.model import SPAN_ROLES, Claim, Count, Extraction, Quantity, Span, Speaker, TimeSpan

Json = dict[str, Any]


def document(given_id: str, extraction: Extraction, claims: Sequence[Claim]) -> Json:
    """One report with its claims, text included."""
    return {
        "id": given_id,
        "published": extraction.published.at if extraction.published else None,
        "title": extraction.title,
        "source": extraction.outlet,
        "language": extraction.language,
        "text": extraction.text,
        "claims": [claim_record(claim) for claim in claims],
    }


def claim_record(claim: Claim) -> Json:
    """One claim in the claims format."""
    start, end = (claim.when.start, claim.when.end) if isinstance(claim.when, TimeSpan) else (None, None)
    return {
        "id": claim.id,
        "event": claim.group,
        "anchor": span_record(claim.anchor),
        "sentence": {"start": claim.sentence.start, "end": claim.sentence.end},
        "type": claim.type,
        "status": claim.status.value,
        "stance": claim.stance.value,
        "speakers": [_speaker(speaker) for speaker in claim.speakers],
        **{role: [span_record(mention.span) for mention in getattr(claim, role)] for role in SPAN_ROLES},
        "counts": [_count(count) for count in claim.counts],
        "start": start,
        "end": end,
        "score": round(claim.score, 4),
        "status_score": round(claim.status_score, 4),
        "stance_score": round(claim.stance_score, 4),
    }


def span_record(span: Span) -> Json:
    """Words with their offsets."""
    return {"text": span.text, "start": span.start, "end": span.end}


def _speaker(speaker: Speaker) -> Json:
    return {**span_record(speaker.span), "role": speaker.role.value, "level": speaker.level}


def _count(count: Count) -> Json:
    low, high = (count.value.low, count.value.high) if isinstance(count.value, Quantity) else (None, None)
    return {**span_record(count.span), "of": count.of.value, "low": low, "high": high, **_parts(count)}


def _parts(count: Count) -> Json:
    """What a sum adds up, by kind of victim; nothing for a plain number."""
    parts = count.value.parts if isinstance(count.value, Quantity) else ()
    return {"parts": [{"of": kind, "number": number} for kind, number in parts]} if parts else {}
