"""Events: clusters of claims with values, origins and assessments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from sayso.assessing import values
from sayso.assessing.cases import Case, case_of
from sayso.assessing.levels import claims_of, level, listed
from sayso.assessing.moments import moment_of
from sayso.assessing.origins import Origins
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
    assessments = assess(case)
    return Event(
        id=event_id,
        type=_main_type(claims, codebook),
        claims=tuple(claim.id for claim in claims),
        reports=tuple(sorted({origins.extractions[claim.extraction].report for claim in claims})),
        when=_when(claims, assessments),
        places=_places(claims),
        place_words=_words(claims, "place"),
        initiators=_initiators(claims),
        initiator_words=_words(claims, "initiator"),
        tolls=tuple((a.proposition, a.toll) for a in assessments if a.toll is not None),
        origins=case.origins,
        assessments=assessments,
        status=_main_status(claims),
        part_of=part_of,
        is_sum=is_sum,
    )


def assess(case: Case) -> tuple[Assessment, ...]:
    """The assessments of one event: that it happened, who did it, where, when, and each toll that somebody gives."""
    valued = [
        values.assess_values(values.INITIATOR, case),
        values.assess_values(values.PLACE, case),
        values.assess_values(values.TIME, case),
    ]
    counted = {count.of for said in case.standing.values() for claim in said for count in claim.counts}
    tolls = (_toll(one, case) for one in Counted if one in counted)
    return (_occurrence(case), *(found.assessment for found in valued if found), *(toll for toll in tolls if toll))


def _toll(counted: Counted, case: Case) -> Assessment | None:
    found = values.assess_values(values.toll_of(counted), case)
    return values.with_toll(found, case) if found else None


def _occurrence(case: Case) -> Assessment:
    retracting = case.retracting()
    reached, finding = level(case.supporting(), case.parties, taken_back=len(retracting))
    findings = [finding, *_who_says_so(case)]
    denied = case.denial("occurrence")
    if denied:
        findings.append(denied)
    if retracting:
        text = f"Taken back by {listed(retracting, case.parties)}."
        findings.append(Finding("taken-back", text, claims_of(retracting), tuple(origin.id for origin in retracting)))
    return Assessment("occurrence", reached, denied is not None, tuple(findings))


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


def _when(claims: list[Claim], assessments: Sequence[Assessment]) -> TimeSpan | Unresolved:
    """The finest date that is not superseded; of equally fine ones that with most claims, then the earliest."""
    superseded = {a.value for s in assessments if s.proposition == "time" for a in s.alternatives if a.superseded}
    spans = [c.when for c in claims if isinstance(c.when, TimeSpan) and c.when.edtf not in superseded]
    if not spans:
        return next((c.when for c in claims if isinstance(c.when, Unresolved)), NOT_REPORTED)
    votes = Counter(span.edtf for span in spans)
    return min(spans, key=lambda s: (not s.has_year, _length(s), -votes[s.edtf], s.edtf))


def _length(span: TimeSpan) -> int:
    days = span.days()
    return (days[1] - days[0]).days if days else 0 if span.start == span.end else 1000


def _places(claims: list[Claim]) -> tuple[Place, ...]:
    """The finest places, the most often named first; all places of the finest precision that is known."""
    order = list(PlacePrecision)
    votes = Counter(m.value for c in claims for m in c.place if isinstance(m.value, Place))
    ranked = sorted(votes, key=lambda p: (order.index(p.precision), -votes[p], p.name))
    return tuple(p for p in ranked if p.precision is ranked[0].precision) if ranked else ()


def _initiators(claims: list[Claim]) -> tuple[Actor, ...]:
    told = [claim for claim in claims if claim.stance is not Stance.DENIED]
    own = {actor for claim in told for said in values.initiators(claim) for actor in said.value}
    named = {m.value for claim in told for m in claim.initiator if isinstance(m.value, Actor)}
    return tuple(sorted(own or named, key=lambda actor: actor.id))


def _words(claims: list[Claim], role: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(m.span.text for c in claims for m in getattr(c, role)))
