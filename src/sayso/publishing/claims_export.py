"""claims.jsonl: every claim with its values and who said so, a report a line, without the reports' texts."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import IO, Any

from sayso.model import (
    NOT_YET_RESOLVED,
    SPAN_ROLES,
    Actor,
    Claim,
    Extraction,
    Mention,
    MentionKind,
    Place,
    Span,
    Speaker,
    TimeSpan,
    Unresolved,
)
from sayso.publishing.claims_format import claim_record
from sayso.publishing.place_records import place_record
from sayso.publishing.privacy import Policy, Privacy
from sayso.publishing.release import Exported, Release, write_whole

LOSSES = (
    "report texts and titles are left out; offsets index them",
    "names of private persons are pseudonyms unless the header says that they are included",
    "places of planned and ongoing happenings are no finer than the first-level division",
)

Json = dict[str, Any]


def export_claims(release: Release, target: Path, policy: Policy, key: bytes, today: dt.date) -> Exported:
    """Write one header line, then a line for each report that has claims."""
    privacy = Privacy(policy, key, today, place_words(release))
    by_report = _by_extraction(release)
    event_of = {claim: event.id for event in release.events for claim in event.claims}

    def write(file: IO[str]) -> int:
        header = {"format": "sayso-claims", "version": 1, "policy": json.loads(policy.as_text()), "losses": LOSSES}
        _line(file, header)
        for extraction in sorted(by_report):
            claims = by_report[extraction]
            _line(file, _report(release.extractions[extraction], claims, event_of, privacy))
        return sum(map(len, by_report.values()))

    return Exported(target, write_whole(target, write), policy.as_text(), LOSSES)


def place_words(release: Release) -> set[str]:
    """Every place name of the release: words that name places and not people."""
    mentions = (mention for claim in release.claims.values() for mention in claim.place)
    return {part for m in mentions if isinstance(m.value, Place) for part in (m.value.name, m.value.admin1)}


def _line(file: IO[str], record: Json) -> None:
    file.write(json.dumps(record, ensure_ascii=False) + "\n")


def _by_extraction(release: Release) -> dict[str, list[Claim]]:
    groups: dict[str, list[Claim]] = {}
    for claim in release.claims.values():
        groups.setdefault(claim.extraction, []).append(claim)
    return groups


def _report(extraction: Extraction, claims: list[Claim], event_of: dict[str, str], privacy: Privacy) -> Json:
    return {
        "id": extraction.report,
        "published": extraction.published.at if extraction.published else None,
        "source": privacy.outlet(extraction),
        "url": privacy.url(extraction),
        "language": extraction.language,
        "claims": [_claim(claim, event_of.get(claim.id), privacy) for claim in claims],
    }


def _claim(claim: Claim, event: str | None, privacy: Privacy) -> Json:
    coarse = privacy.holds_place_back([claim])
    record = claim_record(claim)
    record["anchor"]["text"] = privacy.words(claim.anchor.text, MentionKind.UNKNOWN)
    record["event"] = event
    record["speakers"] = [_speaker(speaker, privacy) for speaker in claim.speakers]
    for role in SPAN_ROLES:
        mentions = () if role == "place" and coarse else getattr(claim, role)
        record[role] = [_mention(mention, privacy) for mention in mentions]
    if coarse:
        record["place_withheld"] = "planned or ongoing"
        record["admin1"] = sorted({m.value.admin1 for m in claim.place if isinstance(m.value, Place)} - {""})
    for count, counted in zip(record["counts"], claim.counts, strict=True):
        count["text"] = privacy.words(counted.span.text, MentionKind.PEOPLE)
    return record


def _speaker(speaker: Speaker, privacy: Privacy) -> Json:
    words = _span(speaker.span, privacy.speaker(speaker))
    named = {"role": speaker.role.value, "level": speaker.level}
    return {**words, **named, **_value(speaker.actor, speaker.kind, speaker.person, privacy)}


def _mention(mention: Mention[Any], privacy: Privacy) -> Json:
    return {
        **_span(mention.span, privacy.mention(mention)),
        **_value(mention.value, mention.kind, mention.person, privacy),
    }


def _span(span: Span, words: str) -> Json:
    return {"text": words, "start": span.start, "end": span.end}


def _value(value: object, kind: MentionKind, person: float, privacy: Privacy) -> Json:
    match value:
        case Unresolved() if value == NOT_YET_RESOLVED:  # what no stage resolves, as instruments
            return {}
        case Unresolved():
            return {"unresolved": value.reason}
        case Actor():
            return {"actor": _actor(value, privacy.actor(value, kind, person))}
        case Place():
            return {"place": place_record(value)}
        case TimeSpan():
            return {"time": {"edtf": value.edtf, "precision": value.precision.value, "rule": value.rule}}
        case _:
            return {}


def _actor(actor: Actor, name: str) -> Json:
    """An actor under the name that may leave; where that is a pseudonym, its id would give the name away."""
    identity = actor.id if name == actor.name else name
    return {"id": identity, "name": name, "kind": actor.kind.value, "generic": actor.generic}
