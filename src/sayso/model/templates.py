"""MUC-4 incident templates, as far as the five string roles of GTT and GRIT go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

Entity = tuple[str, ...]
"""One filler: every string that names it."""

MUC4_ROLES = {
    "PerpInd": "perpetrator_individuals",
    "PerpOrg": "perpetrator_organizations",
    "Target": "physical_targets",
    "Victim": "human_targets",
    "Weapon": "weapons",
}
"""The roles as the published views name them, and the field of a template that holds each."""


@dataclass(frozen=True, slots=True)
class Template:
    """One incident: its type, such as ``bombing``, and the entities of each role.

    `incident_type` of a gold template may hold alternatives, parted by " / ".
    """

    incident_type: str
    perpetrator_individuals: tuple[Entity, ...] = ()
    perpetrator_organizations: tuple[Entity, ...] = ()
    physical_targets: tuple[Entity, ...] = ()
    human_targets: tuple[Entity, ...] = ()
    weapons: tuple[Entity, ...] = ()

    def entities(self, role: str) -> tuple[Entity, ...]:
        """The fillers of a role of `MUC4_ROLES`."""
        found: tuple[Entity, ...] = getattr(self, MUC4_ROLES[role])
        return found

    def fillers(self) -> Iterator[tuple[str, Entity]]:
        """Every filler with its role."""
        for role in MUC4_ROLES:
            for entity in self.entities(role):
                yield role, entity
