"""Linking what is new: a linker that a project keeps as long as it is open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sayso.codebook import Codebook
from sayso.linking import Linker
from sayso.model import Claim, Decision, Extraction, Linking


class KeptLinker:
    """Links only the reports that it has not linked, and anew when one that it has is gone or says something else.

    The outcome is what linking everything anew gives; only the time differs.
    """

    def __init__(self, codebook: Codebook) -> None:
        self._codebook = codebook
        self._linker = Linker(codebook)
        self._seen: dict[str, int] = {}

    def link(
        self, claims: Iterable[Claim], extractions: Mapping[str, Extraction], decisions: Sequence[Decision]
    ) -> Linking:
        """Every claim in one cluster of claims about one happening."""
        told: dict[str, list[Claim]] = {extraction: [] for extraction in extractions}
        for claim in claims:
            told[claim.extraction].append(claim)
        seen = {i: hash((extractions[i], *sorted(map(hash, held)))) for i, held in told.items()}
        if any(seen.get(extraction) != content for extraction, content in self._seen.items()):
            self._linker = Linker(self._codebook)
            self._seen = {}
        new = {i: extraction for i, extraction in extractions.items() if i not in self._seen}
        if new:
            self._linker.add([claim for i in new for claim in told[i]], new)
            self._seen = seen
        return self._linker.linking(decisions)
