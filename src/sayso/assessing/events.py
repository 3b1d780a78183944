"""Events: clusters of claims with values, origins and assessments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.assessing import values
from sayso.assessing.cases import Case, case_of
from sayso.assessing.levels import claims_of, level, listed
from sayso.assessing.moments import moment_of
from sayso.assessing.origins import Origins, is_somebody
from sayso.assessing.rules import rules
from sayso.codebook import Codebook
from sayso.model import (
    NOT_REPORTED,
    Actor,
    Assessment,
    Claim,
    Counted,
    Event,
    Extraction,
    Finding,
    Linking,
    Place,
    PlacePrecision,
    Stance,
    Status,
    TimeSpan,
    Unresolved,
    is_within,
)

VERSION = rules().version


def build_events(
    linking: Linking,
    ids: Sequence[str],
    claims: Mapping[str, Claim],
    extractions: Mapping[str, Extraction],
    codebook: Codebook,
) -> tuple[Event, ...]:
    """The events of a linking, by date and id. `ids` are theirs in the order of the clusters."""
    origins = Origins(claims.values(), extractions, linking.copies)
    events = []
    for number, cluster in enumerate(linking.clusters):
        part_of = "" if cluster.part_of is None else ids[cluster.part_of]
        members = sorted((claims[claim] for claim in cluster.claims), key=lambda c: _order(c, extractions))
        events.append(_event(ids[number], members, cluster.is_sum, part_of, origins, codebook))
    return tuple(sorted(events, key=lambda event: (_date(event), event.id)))


def _order(claim: Claim, extractions: Mapping[str, Extraction]) -> tuple[str, str, int, str]:
    return moment_of(extractions[claim.extraction].published).earliest, claim.extraction, claim.anchor.start, claim.id


def _date(event: Event) -> str:
    return (event.when.start or event.when.end or "9999") if isinstance(event.when, TimeSpan) else "9999"


def _event(
    event_id: str, claims: list[Claim], is_sum: bool, part_of: str, origins: Origins, codebook: Codebook
) -> Event:
    case = case_of(claims, origins)
    valued = Valued.of(case)
    assessments = assess(case, valued)
    return Event(
        id=event_id,
        type=_main_type(claims, codebook),
        claims=tuple(claim.id for claim in claims),
        reports=tuple(sorted({origins.extractions[claim.extraction].report for claim in claims})),
        when=_when(claims, valued.time),
        places=_places(claims, case, valued.place, is_sum=is_sum),
        place_words=_words(claims, "place"),
        initiators=_initiators(claims, valued.initiator),
        initiator_words=_words(claims, "initiator"),
        tolls=tuple((a.proposition, a.toll) for a in assessments if a.toll is not None),
        origins=case.origins,
        assessments=assessments,
        status=_main_status(claims),
        part_of=part_of,
        is_sum=is_sum,
    )


@dataclass(frozen=True, slots=True)
class Valued:
    """Who did it, where and when, as assessed; None where nobody says."""

    initiator: values.Assessed[tuple[Actor, ...]] | None
    place: values.Assessed[tuple[Place, ...]] | None
    time: values.Assessed[TimeSpan] | None

    @classmethod
    def of(cls, case: Case) -> Valued:
        """What the claims of a case put forward."""
        return cls(
            values.assess_values(values.INITIATOR, case),
            values.assess_values(values.PLACE, case),
            values.assess_values(values.TIME, case),
        )


def assess(case: Case, valued: Valued) -> tuple[Assessment, ...]:
    """The assessments of one event: that it happened, who did it, where, when, and each toll that somebody gives."""
    found = [one.assessment for one in (valued.initiator, valued.place, valued.time) if one]
    counted = {count.of for said in case.said.values() for claim in said for count in claim.counts}
    tolls = (_toll(one, case) for one in Counted if one in counted)
    return (_occurrence(case), *found, *(toll for toll in tolls if toll))


def _toll(counted: Counted, case: Case) -> Assessment | None:
    found = values.assess_values(values.toll_of(counted), case)
    return values.with_toll(found, case) if found else None


def _occurrence(case: Case) -> Assessment:
    retracting = case.retracting()
    reached, finding = level(case.supporting(), case.parties, taken_back=len(retracting))
    findings = [finding, *_who_says_so(case)]
    denied = case.denial("occurrence", _says_so)
    findings += [finding for finding in (denied, case.fallen_denial("occurrence", _says_so)) if finding]
    if retracting:
        text = f"Taken back by {listed(retracting, case.parties)}."
        findings.append(Finding("taken-back", text, claims_of(retracting), tuple(origin.id for origin in retracting)))
    return Assessment("occurrence", reached, denied is not None, tuple(findings))


def _says_so(claim: Claim, denial: Claim) -> bool:
    """Whether a standing claim says that what is denied happened: each does."""
    return True


def _who_says_so(case: Case) -> Iterator[Finding]:
    """Who claims, states and alleges that it happened, and what each has to do with it."""
    words = [(origin, case.standing[origin.id]) for origin in case.origins]
    for rule in rules().voices:
        voices = [(o, [c for c in said if c.stance is rule.stance]) for o, said in words]
        speaking = [origin for origin, said in voices if said]
        if speaking:
            claims = tuple(sorted({claim.id for _, said in voices for claim in said}))
            text = rule.text.format(names=listed(speaking, case.parties))
            yield Finding(rule.name, text, claims, tuple(origin.id for origin in speaking))


def _main_type(claims: list[Claim], codebook: Codebook) -> str:
    order = {code: n for n, code in enumerate(codebook.types)}
    votes = Counter(claim.type for claim in claims if claim.stance is not Stance.DENIED) or Counter(
        claim.type for claim in claims
    )
    return min(votes, key=lambda code: (-votes[code], order.get(code, len(order)), code))


def _main_status(claims: list[Claim]) -> str:
    """The firmest status that some claim gives, in the codebook's order."""
    order = list(Status)
    return min((claim.status for claim in claims), key=order.index).value


def _when(claims: list[Claim], found: values.Assessed[TimeSpan] | None) -> TimeSpan | Unresolved:
    """The finest date that stands; of equally fine ones that of most origins, then the earliest."""
    stated = [{said.value for said in own} for own in found.by_origin.values()] if found else []
    spans = [span for own in stated for span in own] or [c.when for c in claims if isinstance(c.when, TimeSpan)]
    if not spans:
        return next((c.when for c in claims if isinstance(c.when, Unresolved)), NOT_REPORTED)
    votes = Counter(span.edtf for span in spans)
    return min(spans, key=lambda s: (values.length(s), -votes[s.edtf], s.edtf))


def _places(
    claims: list[Claim], case: Case, found: values.Assessed[tuple[Place, ...]] | None, *, is_sum: bool
) -> tuple[Place, ...]:
    """The finest places that stand, those of most origins first; of a sum those that hold the others."""
    stands = {said.claim.id for said in found.standing} if found else set()
    told = [[c for c in own if c.id in stands or not values.places(c)] for own in case.standing.values()]
    named = [_named_places(own, is_sum=is_sum) for own in told]
    votes = Counter(place for own in named for place in own) or Counter(_named_places(claims, is_sum=is_sum))
    order = list(PlacePrecision)
    ranked = sorted(votes, key=lambda p: (order.index(p.precision), -votes[p], p.name))
    if is_sum:
        return tuple(p for p in ranked if not any(is_within(p, q) for q in ranked if q.id != p.id))
    return tuple(p for p in ranked if p.precision is ranked[0].precision)


def _named_places(claims: Iterable[Claim], *, is_sum: bool) -> set[Place]:
    """The places that claims name. Of a sum each claim gives the area of its places: the least that holds several."""
    named = [{m.value for m in claim.place if isinstance(m.value, Place)} for claim in claims]
    return {place for own in named for place in (_area(own) if is_sum else own)}


def _area(named: set[Place]) -> set[Place]:
    finest = {p for p in named if not any(is_within(q, p) for q in named if q.id != p.id)}
    areas = [p for p in named if sum(is_within(q, p) for q in finest if q.id != p.id) > 1]
    least = [p for p in areas if not any(is_within(q, p) for q in areas if q.id != p.id)]
    return set(least) or finest


def _initiators(claims: list[Claim], found: values.Assessed[tuple[Actor, ...]] | None) -> tuple[Actor, ...]:
    """Those whom standing words name; kinds of people where nobody else is named."""
    told = [claim for claim in claims if claim.stance is not Stance.DENIED]
    if found:
        own = {actor for said in found.standing for actor in said.value}
    else:
        own = {actor for claim in told for said in values.initiators(claim) for actor in said.value}
    mentioned = {m.value for claim in told for m in claim.initiator if isinstance(m.value, Actor)}
    kinds = {actor for actor in mentioned if not is_somebody(actor)}
    return tuple(sorted(own or kinds, key=lambda actor: actor.id))


def _words(claims: list[Claim], role: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(m.span.text for c in claims for m in getattr(c, role)))
