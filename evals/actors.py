"""Measure actors on gold spans: `python -m evals.actors ../shared/gold/dev.jsonl`.

For initiators and for speakers: how many resolve to an organisation of the registry, a body of a state, a local actor,
a kind of people, or not at all; and of the initiators whose words name an organisation, how many the registry holds.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sayso.model import Actor, Extraction, Span, SpeakerRole, Unresolved
from sayso.resolving import load_resolver

Resolved = Actor | Unresolved

_NAMES_ORGANISATION = re.compile(
    r"\b[A-Z]{2,}[A-Za-z]*\b|\b(?:[A-Z]\w+[ -]){1,}(?:Army|Front|Party|Police|Force|Forces|Group|Movement|Corps|Council"
    r"|Organi[sz]ation|Rifles|Brigade|State|Cartel)\b|\b(?:Taliban|Maoists?|Naxal\w*|Isis|Isil|Hamas|Hezbollah|Lashkar\S*)\b"
)
"""Words that name an organisation: an acronym, a capitalised name of the usual form, or a household name."""


@dataclass(frozen=True)
class Resolution:
    """One mention and what it resolved to. `role` is None for an initiator."""

    words: str
    role: SpeakerRole | None
    value: Resolved

    @property
    def outcome(self) -> str:
        """What sort of value it is."""
        if isinstance(self.value, Unresolved):
            return "unresolved"
        if self.value.local:
            return "local"
        if self.value.id.startswith("state:"):
            return "state body"
        return "kind" if self.value.generic else "registry"


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    options = parser.parse_args()
    began = time.perf_counter()
    found = list(resolutions(options.gold))
    print(json.dumps({**figures(found), "seconds": round(time.perf_counter() - began, 2)}, indent=1))


def resolutions(gold: Path) -> Iterator[Resolution]:
    """Every initiator and speaker of a file in the claims format, resolved from its gold span, once a report."""
    resolver = load_resolver()
    for line in gold.read_text("utf-8").splitlines():
        document = json.loads(line)
        extraction = Extraction(document["id"], "gold", document["text"], "gold", "1", language="en")
        roles = dict(_spans(document, extraction))
        places = {extraction.span(row["start"], row["end"]) for claim in document["claims"] for row in claim["place"]}
        country = resolver.places.resolve_spans(places, extraction).country
        for span, value in resolver.actors.resolve_spans(roles, extraction, country).items():
            yield Resolution(span.text, roles[span], value)


def figures(found: list[Resolution]) -> Mapping[str, object]:
    """Outcomes of initiators and speakers, and the registry's share of initiators that name an organisation."""
    named = [r for r in found if r.role is None and _NAMES_ORGANISATION.search(r.words)]
    held = [r for r in named if r.outcome in ("registry", "state body")]
    return {
        "initiators": _shares(r for r in found if r.role is None),
        "speakers": _shares(r for r in found if r.role is not None),
        "initiators_naming_an_organisation": len(named),
        "of_these_held": round(len(held) / len(named), 3) if named else None,
    }


def _shares(found: Iterator[Resolution]) -> dict[str, int]:
    return dict(Counter(r.outcome for r in found).most_common())


def _spans(document: dict, extraction: Extraction) -> Iterator[tuple[Span, SpeakerRole | None]]:  # type: ignore[type-arg]
    for claim in document["claims"]:
        for mention in claim["initiator"]:
            yield extraction.span(mention["start"], mention["end"]), None
        for speaker in claim["speakers"]:
            yield extraction.span(speaker["start"], speaker["end"]), SpeakerRole(speaker["role"])


if __name__ == "__main__":
    main()
