"""Small HTML pieces for notebooks. Every word of a report is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sayso.model import Claim, Event, Extraction, TimeSpan
from sayso.publishing.escaping import safe


def table_html(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; all cells are escaped."""
    head = "".join(f"<th>{safe(cell)}</th>" for cell in headers)
    body = "".join("<tr>" + "".join(f"<td>{safe(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def paragraph_html(text: str) -> str:
    """One paragraph."""
    return f"<p>{safe(text)}</p>"


def events_html(events: Sequence[Event]) -> str:
    """A table of events."""
    rows = []
    for event in events:
        occurrence = event.assessment("occurrence")
        when = event.when.edtf if isinstance(event.when, TimeSpan) else event.when.reason
        where = ", ".join(place.name for place in event.places) or ", ".join(event.place_words)
        who = ", ".join(actor.name for actor in event.initiators) or ", ".join(event.initiator_words)
        level = occurrence.level.value if occurrence else ""
        rows.append((event.id, event.type, when, where, who, level, str(len(event.origins))))
    return table_html(("event", "what", "when", "where", "said to have done it", "level", "origins"), rows)


def claims_html(claims: Sequence[Claim]) -> str:
    """A table of claims with who says so."""
    rows = [
        (
            claim.type,
            claim.status.value,
            claim.stance.value,
            " ← ".join(" + ".join(s.span.text for s in level) for level in claim.speaker_levels()) or "own voice",
            claim.sentence.text,
        )
        for claim in claims
    ]
    return table_html(("type", "status", "stance", "who says so", "words"), rows)


def report_html(extraction: Extraction, claims: Sequence[Claim]) -> str:
    """A report's title and its claims."""
    return paragraph_html(extraction.title or extraction.id) + claims_html(claims)


def explanation_html(event: Event, claims: Sequence[Claim]) -> str:
    """An event's findings and claims."""
    findings = [
        (a.proposition, a.level.value + (" (disputed)" if a.disputed else ""), " ".join(f.text for f in a.findings))
        for a in event.assessments
    ]
    return events_html([event]) + table_html(("of what", "level", "because"), findings) + claims_html(claims)
