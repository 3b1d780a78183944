"""Denials: what each speaks against, where it does not say so itself."""

from __future__ import annotations

from sayso.assessing.origins import is_somebody, side_of
from sayso.assessing.rules import rules
from sayso.model import About, Actor, Claim


def about_of(claim: Claim) -> About:
    """What a denial is about: its speaker's own part in it, else a number that it names, else that it happened."""
    if claim.about:
        return claim.about
    if _clears_its_own_side(claim) or _speaks_of_a_part_in_it(claim):
        return About.INVOLVEMENT
    return About.VALUE if claim.counts else About.HAPPENING


def _clears_its_own_side(claim: Claim) -> bool:
    speaking = {side_of(s.actor) for level in claim.speaker_levels()[:1] for s in level if isinstance(s.actor, Actor)}
    doing = {side_of(m.value) for m in claim.initiator if isinstance(m.value, Actor) and is_somebody(m.value)}
    return not speaking.isdisjoint(doing)


def _speaks_of_a_part_in_it(claim: Claim) -> bool:
    return any(pattern.search(claim.sentence.text) for pattern in rules().involvement)
