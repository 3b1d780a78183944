"""Levels: how well a proposition is supported, from the origins that support it and the table of rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.assessing.rules import Numbers, rules
from sayso.model import Claim, Finding, Level, Origin, OriginKind


@dataclass(frozen=True, slots=True)
class Parties:
    """The sides of those said to have done it, of those who take it upon themselves, and of those it was done to."""

    doers: frozenset[str]
    claiming: frozenset[str]
    harmed: frozenset[str]

    def relation(self, side: str) -> str:
        """What a side has to do with the happening, in words; '' for those who have nothing to do with it."""
        if side in self.doers:
            return rules().relations["doer"]
        return rules().relations["harmed"] if side in self.harmed else ""


def supports(claim: Claim) -> bool:
    """Whether a claim says that its happening took place, if only as an attempt."""
    return claim.status in rules().statuses and claim.stance in rules().stances


def level(supporting: Sequence[Origin], parties: Parties, *, taken_back: int = 0) -> tuple[Level, Finding]:
    """The level that supporting origins give, and why. `taken_back`: how many origins took back that they said so."""
    numbers = _numbers(supporting, parties, taken_back)
    rule = next(row for row in rules().levels if row.holds(numbers))
    text = rule.text.format(names=listed(_resolved(supporting)), **numbers)
    return rule.level, Finding(rule.name, text, claims_of(supporting), tuple(origin.id for origin in supporting))


def strongest(levels: Iterable[tuple[Level, Finding]]) -> tuple[Level, Finding]:
    """The level of a proposition of which several values are put forward, each with its own."""
    order = rules().strength
    return min(levels, key=lambda one: order.index(one[0]) if one[0] in order else len(order))


def _numbers(supporting: Sequence[Origin], parties: Parties, taken_back: int) -> Numbers:
    resolved = _resolved(supporting)
    sides = [origin.side for origin in resolved if origin.side]
    return {
        "origins": len(supporting),
        "resolved": len(resolved),
        "independent": len({origin.side or origin.id for origin in resolved}),
        "doers": sum(side in parties.doers for side in sides),
        "harmed": sum(side in parties.harmed for side in sides) if parties.doers.isdisjoint(parties.harmed) else 0,
        "others": sum(origin.side not in parties.doers & parties.claiming for origin in resolved),
        "taken_back": taken_back,
    }


def _resolved(origins: Iterable[Origin]) -> list[Origin]:
    return [origin for origin in origins if origin.kind is not OriginKind.UNRESOLVED]


def listed(origins: Iterable[Origin], parties: Parties | None = None) -> str:
    """The names of origins, with what their sides have to do with the happening if `parties` are given."""
    return ", ".join(sorted({_described(origin, parties) for origin in origins}))


def _described(origin: Origin, parties: Parties | None) -> str:
    relation = parties.relation(origin.side) if parties else ""
    return f"{origin.name} ({relation})" if relation else origin.name


def claims_of(origins: Iterable[Origin]) -> tuple[str, ...]:
    """All claims of some origins, sorted."""
    return tuple(sorted({claim for origin in origins for claim in origin.claims}))
