"""Why origins are counted wrong on a simulated world: one cause for each happening whose number is not right."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from evals.world.figures import World, events_by_happening, resolved_origins
from sayso.model import Claim, Event, Place, TimeSpan

NO_EVENT = "it shares the event of another happening"
OTHERS = "claims of another happening are in its event"
ORIGINS = "its claims are together, but their origins are not told apart rightly"


def wrong_origins(world: World, events: Sequence[Event]) -> Counter[str]:
    """How many happenings have a wrong number of origins in these events, by cause: that it has no event of its own,
    else what its missing claims do not tell, else that others' claims came in."""
    event_of = events_by_happening(world.truth, events)
    claims_of: dict[int, set[str]] = defaultdict(set)
    for claim, happening in world.truth.happening_of.items():
        claims_of[happening].add(claim)
    found: Counter[str] = Counter()
    for happening, claims in claims_of.items():
        event = event_of.get(happening)
        if event is None or resolved_origins(event) != world.truth.origins(happening):
            found[_cause(claims, event, world)] += 1
    return found


def _cause(claims: set[str], event: Event | None, world: World) -> str:
    if event is None:
        return NO_EVENT
    missing = claims - set(event.claims)
    if missing:
        return f"claims are missing that give {_untold(world.claims[claim] for claim in missing)}"
    return OTHERS if set(event.claims) - claims else ORIGINS


def _untold(claims: Iterable[Claim]) -> str:
    held = list(claims)
    is_dated = all(isinstance(claim.when, TimeSpan) for claim in held)
    is_placed = all(any(isinstance(m.value, Place) for m in claim.place) for claim in held)
    return {
        (True, True): "place and date",
        (True, False): "no place",
        (False, True): "no date",
        (False, False): "neither place nor date",
    }[is_dated, is_placed]
