"""Events: the claims about one happening, and what follows from them."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.model.actors import Actor
from sayso.model.assessments import Assessment, Origin, Toll
from sayso.model.places import Place
from sayso.model.times import TimeSpan
from sayso.model.unresolved import Unresolved


@dataclass(frozen=True, slots=True)
class Event:
    """Claims about one happening, with values derived from them and from judgements; never edited.

    `part_of` is the id of the summed-up event ("39 attacks") that this one is among; a sum and its parts are
    never added together. `is_sum` marks the summed-up event itself.
    """

    id: str
    type: str
    claims: tuple[str, ...]
    reports: tuple[str, ...]
    when: TimeSpan | Unresolved
    places: tuple[Place, ...] = ()
    place_words: tuple[str, ...] = ()
    initiators: tuple[Actor, ...] = ()
    initiator_words: tuple[str, ...] = ()
    tolls: tuple[tuple[str, Toll], ...] = ()
    origins: tuple[Origin, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    status: str = ""
    part_of: str = ""
    is_sum: bool = False

    def assessment(self, proposition: str) -> Assessment | None:
        """The assessment of one proposition, or None when no claim speaks of it."""
        return next((a for a in self.assessments if a.proposition == proposition), None)
