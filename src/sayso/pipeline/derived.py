"""What follows from what a project holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sayso.model import Claim, Event, Extraction, LedgerEntry, Linking
from sayso.reviewing import Reviewed


@dataclass(frozen=True, slots=True)
class Derived:
    """What follows from reports and judgements as of a moment."""

    events: tuple[Event, ...]
    claims: Mapping[str, Claim]
    extractions: Mapping[str, Extraction]
    reviewed: Reviewed
    linking: Linking
    entries: tuple[LedgerEntry, ...]
    resolved: tuple[Claim, ...]

    def as_found(self) -> dict[str, Claim]:
        """The claims as they were read or added, before any correction, by their ids."""
        return {claim.id: claim for claim in (*self.resolved, *self.reviewed.added)}

    def are_joined(self, one: str, other: str) -> bool:
        """Whether two claims are in one event."""
        return any(one in event.claims and other in event.claims for event in self.events)
