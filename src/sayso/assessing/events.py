"""Events: clusters of claims with values, origins and assessments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from sayso.assessing import values
from sayso.assessing.levels import Parties, denials, level, supports
from sayso.assessing.origins import Origins, origins_of
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
    Origin,
    Place,
    PlacePrecision,
    SpeakerRole,
    Stance,
    Status,
    TimeSpan,
    Unresolved,
)

VERSION = "1"


def build_events(
    linking: Linking,
    ids: Sequence[str],
    claims: Mapping[str, Claim],
    extractions: Mapping[str, Extraction],
    codebook: Codebook,
) -> tuple[Event, ...]:
    """The events of a linking, by date and id. `ids` are theirs in the order of the clusters."""
    origins = Origins(extractions, linking.copies)
    events = []
    for number, cluster in enumerate(linking.clusters):
        part_of = "" if cluster.part_of is None else ids[cluster.part_of]
        members = sorted((claims[claim] for claim in cluster.claims), key=lambda c: _order(c, extractions))
        events.append(_event(ids[number], members, cluster.is_sum, part_of, origins, codebook))
    return tuple(sorted(events, key=lambda event: (_date(event), event.id)))


def _order(claim: Claim, extractions: Mapping[str, Extraction]) -> tuple[str, str, int, str]:
    return values.published(claim, extractions), claim.extraction, claim.anchor.start, claim.id


def _date(event: Event) -> str:
    return (event.when.start or event.when.end or "9999") if isinstance(event.when, TimeSpan) else "9999"


def _event(
    event_id: str, claims: list[Claim], is_sum: bool, part_of: str, origins: Origins, codebook: Codebook
) -> Event:
    found = origins_of(claims, origins)
    assessments = _assessments(claims, found, origins)
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
        origins=found,
        assessments=assessments,
        status=_main_status(claims),
        part_of=part_of,
        is_sum=is_sum,
    )


def _assessments(claims: list[Claim], found: tuple[Origin, ...], origins: Origins) -> tuple[Assessment, ...]:
    parties = _parties(claims, found)
    extractions = origins.extractions
    same = lambda one, other: one == other  # noqa: E731
    out = [_occurrence(claims, found, parties)]
    for proposition, said, agree in (
        ("initiator", values.initiators(claims), same),
        ("place", values.places(claims), lambda one, other: True),
        ("time", values.times(claims), _times_agree),
    ):
        if said:
            out.append(values.assess_values(proposition, said, claims, found, parties, extractions, agree))
    for counted in Counted:
        said = values.tolls(claims, counted)
        if said:
            made = values.assess_values(counted, said, claims, found, parties, extractions, values.may_both_be)
            out.append(_with_toll(made))
    return tuple(out)


def _with_toll(assessment: Assessment) -> Assessment:
    return Assessment(
        assessment.proposition,
        assessment.level,
        assessment.disputed,
        assessment.findings,
        assessment.alternatives,
        values.toll(assessment.alternatives),
    )


def _occurrence(claims: list[Claim], found: tuple[Origin, ...], parties: Parties) -> Assessment:
    taken_back = _taken_back(claims, found)
    standing = {claim.id for claim in claims if supports(claim)} - taken_back
    supporting = [origin for origin in found if set(origin.claims) & standing]
    reached, finding = level(supporting, parties, withdrawn=bool(taken_back))
    denied = denials(claims, found)
    findings = [finding, *([denied] if denied else [])]
    if taken_back:
        findings.append(Finding("taken-back", "An origin took back what it had said.", tuple(sorted(taken_back))))
    return Assessment("occurrence", reached, denied is not None, tuple(findings))


def _taken_back(claims: list[Claim], found: tuple[Origin, ...]) -> set[str]:
    """Claims whose own origin withdrew the happening; a withdrawn value is no withdrawn happening."""
    withdrawing = {c.id for c in claims if c.stance is Stance.WITHDRAWN and not c.counts}
    return {claim for origin in found if set(origin.claims) & withdrawing for claim in origin.claims} - withdrawing


def _times_agree(one: str, other: str) -> bool:
    """Whether two EDTF days or intervals share a day; an unknown year agrees with any."""
    if "XXXX" in one + other:
        return True
    (start, end), (start2, end2) = (_ends(text) for text in (one, other))
    return start <= end2 and start2 <= end


def _ends(edtf: str) -> tuple[str, str]:
    start, slash, end = edtf.partition("/")
    return ("" if start == ".." else start, "9999" if end == ".." else end) if slash else (edtf, edtf)


def _parties(claims: list[Claim], found: Sequence[Origin]) -> Parties:
    doers = {_side(m.value) for c in claims for m in c.initiator if isinstance(m.value, Actor)}
    harmed = {_side(m.value) for c in claims for m in c.target if isinstance(m.value, Actor)}
    owned = {claim.id for claim in claims if _takes_it_upon_itself(claim)}
    claiming = {origin.side for origin in found if owned & set(origin.claims)}
    return Parties(*(frozenset(sides - {""}) for sides in (doers, claiming, harmed)))


def _takes_it_upon_itself(claim: Claim) -> bool:
    nearest = claim.speaker_levels()[:1]
    return claim.stance is Stance.CLAIMED or any(s.role is SpeakerRole.PERPETRATOR for level in nearest for s in level)


def _side(actor: Actor) -> str:
    return actor.side or ("" if actor.generic else actor.id)


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
    named = {
        m.value for c in claims for m in c.initiator if isinstance(m.value, Actor) and c.stance is not Stance.DENIED
    }
    own = [actor for actor in named if not actor.generic]
    return tuple(sorted(own or named, key=lambda actor: actor.id))


def _words(claims: list[Claim], role: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(m.span.text for c in claims for m in getattr(c, role)))
