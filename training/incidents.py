"""MUC-4's templates as roles of anchors.

A template names who did what to whom in a whole report, not which words say so. Words of its type (by the lexical
reader's lexicon) that share a sentence with one of its fillers stand in for its anchors; each filler counts with the
mention nearest to the anchor. A role whose fillers stand too far off is not learnt from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sayso.codebook import shipped_codebook
from sayso.reading.lexicon import lexicon
from sayso.reading.sentences import sentence_at, sentences
from training.data import Anchor, Bounds, Example, rows

ROLES = {
    "initiator": ("perp_individual", "perp_organization"),
    "target": ("phys_target_id", "hum_target_name", "hum_target_description"),
    "instrument": ("instrument_id",),
}

NEAR = 300
"""Characters between an anchor and a filler's mention within which the two are taken to belong together."""

Spans = tuple[tuple[int, int, str], ...]


def incidents(path: Path) -> Iterator[Example]:
    """Reports with the roles of the anchors of their templates."""
    for row in rows(path):
        anchors = {a for template in row["templates"] for a in _anchors(row["text"], template)}
        unique = {(start, end): slots for start, end, slots in sorted(anchors, key=repr)}
        found = tuple(Anchor(*bounds, slots=dict(slots)) for bounds, slots in sorted(unique.items()))
        if found:
            yield Example(row["id"], "incidents", row["text"], found)


def _anchors(text: str, template: dict[str, Any]) -> Iterator[tuple[int, int, tuple[tuple[str, Spans], ...]]]:
    kinds = {value.split(" / ")[-1] for fill in template["incident_type"]["fills"] for value in fill["values"]}
    fillers = {role: list(_fillers(template, names)) for role, names in ROLES.items()}
    mentions = [span for found in fillers.values() for spans in found for span in spans]
    if not mentions:
        return
    bounds = sentences(text)
    told = {sentence_at(bounds, start) for start, _ in mentions}
    for start, end in _words_of(text, kinds):
        if sentence_at(bounds, start) in told:
            yield (
                start,
                end,
                tuple((role, spans) for role in ROLES if (spans := _nearest(fillers[role], start)) is not None),
            )


def _words_of(text: str, kinds: set[str]) -> Iterator[Bounds]:
    types = shipped_codebook().types
    for code, pattern in lexicon().anchors.items():
        if types[code].muc4 in kinds:
            yield from (found.span() for found in pattern.finditer(text))


def _fillers(template: dict[str, Any], names: Iterable[str]) -> Iterator[list[Bounds]]:
    """The places of each filler of some slots, over all its wordings."""
    for name in names:
        for fill in template.get(name, {}).get("fills", []):
            spans = [(start, end) for mention in fill.get("mentions", []) for start, end in mention["spans"]]
            if spans:
                yield spans


def _nearest(fillers: Iterable[list[Bounds]], anchor: int) -> Spans | None:
    """The nearest mention of each filler; None if one has none near the anchor."""
    nearest = [min(spans, key=lambda span: abs(span[0] - anchor)) for spans in fillers]
    if any(abs(start - anchor) > NEAR for start, _ in nearest):
        return None
    return tuple((start, end, "") for start, end in sorted(set(nearest)))


__all__ = ["incidents"]
