"""Cases: the claims of one event, sorted by whose word they are and by what of it still stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.assessing.denials import about_of
from sayso.assessing.levels import Parties, listed, supports
from sayso.assessing.moments import Moment
from sayso.assessing.origins import Origins, is_somebody, origins_of
from sayso.assessing.rules import rules
from sayso.model import DENIED, About, Actor, Claim, Finding, Origin, SpeakerRole, Stance

Repeats = Callable[[Claim, Claim], bool]
"""Whether a claim says of a proposition what another one denies."""


@dataclass(frozen=True, slots=True)
class Case:
    """The claims of one event with their origins.

    `moments` says when each claim's words were first published. By the id of an origin, `said` holds all claims that
    are its word, and `standing` those that say that it happened, less what it took back later.
    """

    origins: tuple[Origin, ...]
    parties: Parties
    moments: Mapping[str, Moment]
    said: Mapping[str, Sequence[Claim]]
    standing: Mapping[str, Sequence[Claim]]

    def supporting(self) -> list[Origin]:
        """The origins that say that it happened, and have not taken that back."""
        return [origin for origin in self.origins if self.standing[origin.id]]

    def retracting(self) -> list[Origin]:
        """The origins that took back that it happened, and have not said so again."""
        return [origin for origin in self.origins if not self.standing[origin.id] and self._took_back(origin)]

    def _took_back(self, origin: Origin) -> bool:
        return any("occurrence" in taken_back_by(claim) for claim in self.said[origin.id])

    def denial(self, proposition: str, repeats: Repeats) -> Finding | None:
        """Who disputes a proposition by denying it, or None. A denial falls when its origin later says so itself."""
        voices = [(origin, self._denials(origin, proposition, repeats)[0]) for origin in self.origins]
        return self._of_denials(DENIED, "Denied by {}.", voices)

    def fallen_denial(self, proposition: str, repeats: Repeats) -> Finding | None:
        """Whose denials of a proposition fell, or None."""
        voices = [(origin, self._denials(origin, proposition, repeats)[1]) for origin in self.origins]
        return self._of_denials(
            "superseded", "The denial by {} was replaced by a later word of the same origin.", voices
        )

    def _of_denials(self, rule: str, text: str, voices: Iterable[tuple[Origin, list[Claim]]]) -> Finding | None:
        speaking = [(origin, denying) for origin, denying in voices if denying]
        if not speaking:
            return None
        claims = tuple(sorted({claim.id for _, denying in speaking for claim in denying}))
        names = listed((origin for origin, _ in speaking), self.parties)
        return Finding(rule, text.format(names), claims, tuple(origin.id for origin, _ in speaking))

    def _denials(self, origin: Origin, proposition: str, repeats: Repeats) -> tuple[list[Claim], list[Claim]]:
        """What an origin denies, and what it denied until it said so itself."""
        stands: list[Claim] = []
        fell: list[Claim] = []
        for claim in self.said[origin.id]:
            if proposition in denied_by(claim):
                (fell if self._is_reversed(claim, origin, repeats) else stands).append(claim)
        return stands, fell

    def _is_reversed(self, denial: Claim, origin: Origin, repeats: Repeats) -> bool:
        end = self.moments[denial.id]
        return any(self.moments[c.id].is_after(end) and repeats(c, denial) for c in self.standing[origin.id])


def case_of(claims: Sequence[Claim], origins: Origins) -> Case:
    """The case of an event's claims."""
    found = origins_of(claims, origins)
    moments = {claim.id: origins.first_told(claim) for claim in claims}
    by_id = {claim.id: claim for claim in claims}
    said = {origin.id: [by_id[claim] for claim in origin.claims] for origin in found}
    standing = {origin: _standing(own, moments) for origin, own in said.items()}
    return Case(found, _parties(claims, found), moments, said, standing)


def _standing(own: Sequence[Claim], moments: Mapping[str, Moment]) -> list[Claim]:
    ends = [moments[claim.id] for claim in own if "occurrence" in taken_back_by(claim)]
    return [claim for claim in own if supports(claim) and all(moments[claim.id].is_after(end) for end in ends)]


def denied_by(claim: Claim) -> frozenset[str]:
    """The propositions that a claim disputes by denying them."""
    if claim.stance is not Stance.DENIED:
        return frozenset()
    return _propositions(rules().denials[about_of(claim)], claim)


def taken_back_by(claim: Claim) -> frozenset[str]:
    """The propositions that a claim takes back."""
    if claim.stance is not Stance.WITHDRAWN:
        return frozenset()
    about = claim.about or (About.VALUE if claim.counts else About.HAPPENING)
    return _propositions(rules().withdrawals[about], claim)


def _propositions(names: Iterable[str], claim: Claim) -> frozenset[str]:
    counted = {count.of.value for count in claim.counts}
    return frozenset(one for name in names for one in (counted if name == "counts" else {name}))


def _parties(claims: Sequence[Claim], found: Sequence[Origin]) -> Parties:
    """The sides. Who takes it upon itself without naming anybody is by its own word the doer."""
    doers = {_side(m.value) for c in claims if supports(c) for m in c.initiator if isinstance(m.value, Actor)}
    told = [claim for claim in claims if claim.stance is not Stance.DENIED]
    harmed = {_side(m.value) for c in told for m in c.target if isinstance(m.value, Actor)}
    owned = {claim.id for claim in claims if _takes_it_upon_itself(claim)}
    claiming = {origin.side for origin in found if owned & set(origin.claims)}
    return Parties(*(frozenset(sides - {""}) for sides in (doers | claiming, claiming, harmed)))


def _takes_it_upon_itself(claim: Claim) -> bool:
    """Whether the speakers, or the report itself, own up to it. To say that another did it is no owning up."""
    nearest = [speaker for level in claim.speaker_levels()[:1] for speaker in level]
    is_doers = any(speaker.role is SpeakerRole.PERPETRATOR for speaker in nearest)
    speaking = {_side(s.actor) for s in nearest if isinstance(s.actor, Actor)} - {""}
    doing = {_side(m.value) for m in claim.initiator if isinstance(m.value, Actor)} - {""}
    names_another = bool(speaking and doing and speaking.isdisjoint(doing))
    return (claim.stance is Stance.CLAIMED and not names_another) or (is_doers and supports(claim))


def _side(actor: Actor) -> str:
    """The side of an actor; '' for a kind of people, who are none."""
    return (actor.side or actor.id) if is_somebody(actor) else ""
