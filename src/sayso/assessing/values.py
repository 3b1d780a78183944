"""Values put forward for one proposition: alternatives side by side, the newer word of one origin over its older."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from sayso.assessing.levels import Parties, denials, level, supports
from sayso.model import (
    Actor,
    Alternative,
    Assessment,
    Claim,
    Extraction,
    Finding,
    Origin,
    PlacePrecision,
    Quantity,
    Stance,
    TimeSpan,
    Toll,
)

Valued = tuple[str, Claim]
"""A value in words, and a claim that puts it forward."""


def published(claim: Claim, extractions: Mapping[str, Extraction]) -> str:
    """When a claim's report came out, as text that sorts; '' where unknown."""
    moment = extractions[claim.extraction].published
    return moment.at if moment else ""


def alternatives(
    values: Sequence[Valued], origins: Sequence[Origin], extractions: Mapping[str, Extraction]
) -> tuple[Alternative, ...]:
    """Each value with the claims and origins behind it. One is superseded when every origin behind it said something
    else in a later report."""
    latest = _latest_by_origin(values, origins, extractions)
    out = []
    for value in sorted({value for value, _ in values}):
        claims = tuple(sorted({claim.id for said, claim in values if said == value}))
        behind = [origin for origin in origins if set(origin.claims) & set(claims)]
        superseded = bool(behind) and all(value not in latest[origin.id] for origin in behind)
        out.append(Alternative(value, claims, tuple(origin.id for origin in behind), superseded))
    return tuple(out)


def _latest_by_origin(
    values: Sequence[Valued], origins: Sequence[Origin], extractions: Mapping[str, Extraction]
) -> dict[str, set[str]]:
    """What each origin says in the latest of its reports that give a value."""
    out = {}
    for origin in origins:
        said = [(published(claim, extractions), value) for value, claim in values if claim.id in origin.claims]
        newest = max((moment for moment, _ in said), default="")
        out[origin.id] = {value for moment, value in said if moment == newest}
    return out


def assess_values(
    proposition: str,
    values: Sequence[Valued],
    claims: Sequence[Claim],
    origins: Sequence[Origin],
    parties: Parties,
    extractions: Mapping[str, Extraction],
    agree: Callable[[str, str], bool],
) -> Assessment:
    """The assessment of one proposition with values: the level of the value with most origins, `disputed` when
    standing values do not agree or somebody denies it."""
    found = alternatives(values, origins, extractions)
    standing = [a for a in found if not a.superseded]
    top = max(standing, key=lambda a: (len(a.origins), a.value), default=None)
    behind = [
        o for o in origins if top and o.id in {i for a in standing if agree(a.value, top.value) for i in a.origins}
    ]
    reached, finding = level(behind, parties)
    findings = [finding, *_supersessions(found)]
    disputed = any(not agree(a.value, b.value) for a in standing for b in standing)
    if disputed:
        findings.append(_difference(standing, origins))
    denied = denials(claims, origins) if proposition == "initiator" else None
    return Assessment(
        proposition,
        reached,
        disputed or denied is not None,
        tuple([*findings, denied] if denied else findings),
        found,
    )


def _difference(standing: Sequence[Alternative], origins: Sequence[Origin]) -> Finding:
    names = {origin.id: origin.name for origin in origins}
    said = "; ".join(f"{a.value} ({', '.join(sorted({names[o] for o in a.origins}))})" for a in standing)
    claims = tuple(sorted({claim for a in standing for claim in a.claims}))
    return Finding(
        "differs", f"Said differently: {said}.", claims, tuple(sorted({o for a in standing for o in a.origins}))
    )


def _supersessions(found: Iterable[Alternative]) -> list[Finding]:
    return [
        Finding("superseded", f"{a.value} was replaced by a later word of the same origin.", a.claims, a.origins)
        for a in found
        if a.superseded
    ]


# The values that claims hold


def initiators(claims: Iterable[Claim]) -> list[Valued]:
    """Named doers; generic ones ("gunmen") agree with anybody and are no alternative."""
    return [
        (mention.value.name, claim)
        for claim in claims
        if claim.stance is not Stance.DENIED
        for mention in claim.initiator
        if isinstance(mention.value, Actor) and not mention.value.generic
    ]


def places(claims: Iterable[Claim]) -> list[Valued]:
    """The finest resolved place of each claim."""
    order = list(PlacePrecision)
    out = []
    for claim in claims:
        found = claim.listed_places()
        if found:
            finest = min(found, key=lambda p: (order.index(p.precision), p.name))
            out.append((finest.name, claim))
    return out


def times(claims: Iterable[Claim]) -> list[Valued]:
    """The dates of claims as EDTF."""
    return [(claim.when.edtf, claim) for claim in claims if isinstance(claim.when, TimeSpan)]


def tolls(claims: Iterable[Claim], counted: str) -> list[Valued]:
    """What claims count, as "low-high" with an empty bound where unknown."""
    return [
        (quantity_text(count.value), claim)
        for claim in claims
        if supports(claim)
        for count in claim.counts
        if count.of == counted and isinstance(count.value, Quantity)
    ]


def quantity_text(value: Quantity) -> str:
    """A quantity in short: "7", "20–", "–50", "8–10"."""
    if value.low == value.high:
        return str(value.low)
    return f"{'' if value.low is None else value.low}–{'' if value.high is None else value.high}"


def bounds(text: str) -> tuple[int | None, int | None]:
    """The bounds that `quantity_text` wrote."""
    low, dash, high = text.partition("–")
    first = int(low) if low else None
    return (first, int(high) if high else None) if dash else (first, first)


def may_both_be(one: str, other: str) -> bool:
    """Whether two tolls can both be true."""
    (low, high), (low2, high2) = bounds(one), bounds(other)
    return (low is None or high2 is None or low <= high2) and (low2 is None or high is None or low2 <= high)


def toll(found: Iterable[Alternative]) -> Toll:
    """Low, best and high from the standing alternatives: the widest bounds, and the number on which they agree."""
    standing = [bounds(a.value) for a in found if not a.superseded]
    lows, highs = [low for low, _ in standing], [high for _, high in standing]
    exact = sorted({low for low, high in standing if low is not None and low == high})
    agreed = [value for value in exact if all(_holds(bound, value) for bound in standing)]
    least = [low for low in lows if low is not None]
    best = agreed[0] if len(exact) == 1 and agreed else None
    high = None if None in highs else max((h for h in highs if h is not None), default=None)
    return Toll(min(least, default=None), best, high)


def _holds(bound: tuple[int | None, int | None], value: int) -> bool:
    return (bound[0] is None or bound[0] <= value) and (bound[1] is None or value <= bound[1])
