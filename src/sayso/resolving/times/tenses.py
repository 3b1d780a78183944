"""The tense in which a text puts a time: by the status of a claim, or by the verbs around the words."""

from __future__ import annotations

import re
from functools import lru_cache

from sayso.model import Claim, Status
from sayso.resolving.times.setting import Tense
from sayso.resolving.times.vocabulary import AHEAD_CUES, HABIT_CUES, PAST_CUES, one_of

FULL_CLAUSE = 4
"""Words beside an expression that make a clause whose verb, neither past nor future, tells of what is usual."""

_TO_COME = re.compile(rf"(?<!\w)(?:{one_of(AHEAD_CUES)})\b", re.IGNORECASE)
_GONE_BY = re.compile(rf"\b(?<!\bbe )(?:{one_of(PAST_CUES)}|\w{{2,}}ed)\b", re.IGNORECASE)
"""Past verbs, but not those of "will be held", which say nothing of the time by themselves."""

_USUAL = re.compile(rf"\b(?:{one_of(HABIT_CUES)})\b", re.IGNORECASE)

_CLAUSE_END = re.compile(r"[.;!?]\s|(?<!.{50})\n|\n\s*\n")
"""A line that ends early ends its clause; a long one may go on in the next."""

REACH = 600
"""Characters to either side in which the clause of an expression is looked for."""

_TENSES = {
    Status.OCCURRED: Tense.PAST,
    Status.ATTEMPTED: Tense.PAST,
    Status.ONGOING: Tense.PRESENT,
    Status.PLANNED: Tense.FUTURE,
}


def tense_of_claim(claim: Claim) -> Tense:
    """The tense in which a claim puts its happening."""
    return _TENSES.get(claim.status, Tense.UNKNOWN)


def tense_around(text: str, start: int, end: int) -> Tense:
    """The tense of the verb that an expression goes with: the nearest before it in its clause, else the next after."""
    before = _CLAUSE_END.split(text[max(0, start - REACH) : start])[-1]
    after = _CLAUSE_END.split(text[end : end + REACH], maxsplit=1)[0]
    cues = [*_cues(before)[::-1], *_cues(after)]
    if cues:
        return cues[0]
    return Tense.HABIT if len(before.split()) + len(after.split()) >= FULL_CLAUSE else Tense.UNKNOWN


@lru_cache(maxsize=1024)  # the claims of a report often share their times
def _cues(words: str) -> tuple[Tense, ...]:
    """What verbs say of the time, in the order of the words; "was to" looks ahead, though it holds a past verb."""
    ahead = [found.span() for found in _TO_COME.finditer(words)]
    past = [found.start() for found in _GONE_BY.finditer(words)]
    cues = {found.start(): Tense.HABIT for found in _USUAL.finditer(words)}
    cues |= {start: Tense.FUTURE for start, _ in ahead}
    cues |= {at: Tense.PAST for at in past if not any(start <= at < end for start, end in ahead)}
    return tuple(cues[at] for at in sorted(cues))
