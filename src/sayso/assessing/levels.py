"""Levels: how well a proposition is supported, from the origins that support it.

The rules, in order; the first that holds gives the level:

1. `withdrawn`: there was support, and all of it was taken back.
2. `unsupported`: nobody says that it happened; claims deny it, plan it or leave it open.
3. `acknowledged`: the side that did it and the side it was done to both say so.
4. `perpetrator-claim-only`: all resolved support comes from the side that is said to have done it, and that side takes
   it upon itself. An authority's account of what it did or foiled is no such claim.
5. `corroborated`: origins of at least two sides, or of no side, support it independently.
6. `one-sided`: several origins, all of one side.
7. `single-origin`: one origin; or none that could be resolved.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.model import Claim, Finding, Level, Origin, OriginKind, Stance, Status

SUPPORTING = (Status.OCCURRED, Status.ONGOING, Status.ATTEMPTED)
"""Statuses of claims that say that something happened, if only an attempt."""


@dataclass(frozen=True, slots=True)
class Parties:
    """The sides of those said to have done it, of those who take it upon themselves, and of those it was done to."""

    doers: frozenset[str]
    claiming: frozenset[str]
    harmed: frozenset[str]


def supports(claim: Claim) -> bool:
    """Whether a claim says that its happening took place."""
    return claim.status in SUPPORTING and claim.stance not in (Stance.DENIED, Stance.WITHDRAWN)


def level(supporting: Sequence[Origin], parties: Parties, *, withdrawn: bool = False) -> tuple[Level, Finding]:
    """The level that supporting origins give, and why. `withdrawn`: some support was taken back."""
    resolved = [origin for origin in supporting if origin.kind is not OriginKind.UNRESOLVED]
    if not supporting:
        if withdrawn:
            return Level.WITHDRAWN, Finding("withdrawn", "All support for it was taken back.")
        return Level.UNSUPPORTED, Finding("unsupported", "Nobody says that it happened.")
    found, rule, text = _by_sides(resolved, parties)
    return found, Finding(rule, text, _claims(supporting), tuple(o.id for o in supporting))


def _by_sides(resolved: Sequence[Origin], parties: Parties) -> tuple[Level, str, str]:
    if not resolved:
        return Level.SINGLE_ORIGIN, "unresolved-only", "Only speakers who cannot be resolved say so."
    names = _listed(resolved)
    sides = {origin.side for origin in resolved if origin.side}
    if sides & parties.doers and sides & parties.harmed and parties.doers.isdisjoint(parties.harmed):
        return (
            Level.ACKNOWLEDGED,
            "both-sides-say-so",
            f"Both the side that did it and the side it hit say so: {names}.",
        )
    if all(origin.side and origin.side in parties.doers & parties.claiming for origin in resolved):
        return (
            Level.PERPETRATOR_CLAIM_ONLY,
            "doers-word-only",
            f"Only the side that takes it upon itself says so: {names}.",
        )
    independent = {origin.side or origin.id for origin in resolved}
    if len(independent) > 1:
        return Level.CORROBORATED, "independent-origins", f"{len(independent)} independent origins say so: {names}."
    if len(resolved) > 1:
        return Level.ONE_SIDED, "one-side", f"{len(resolved)} origins say so, all of one side: {names}."
    return Level.SINGLE_ORIGIN, "one-origin", f"One origin says so: {names}."


def denials(claims: Iterable[Claim], origins: Sequence[Origin]) -> Finding | None:
    """Who denies it, or None when nobody does."""
    denying = sorted(claim.id for claim in claims if claim.stance is Stance.DENIED)
    if not denying:
        return None
    voices = [origin for origin in origins if set(origin.claims) & set(denying)]
    return Finding("denied", f"Denied by {_listed(voices)}.", tuple(denying), tuple(o.id for o in voices))


def _listed(origins: Sequence[Origin]) -> str:
    return ", ".join(sorted({origin.name for origin in origins}))


def _claims(origins: Sequence[Origin]) -> tuple[str, ...]:
    return tuple(sorted({claim for origin in origins for claim in origin.claims}))
