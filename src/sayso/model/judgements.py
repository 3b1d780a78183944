"""Judgements: what a person, or a rule, decided."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from sayso.model.ids import content_id

CONTEXT = 32
"""Characters of context kept on each side of a judgement's quote (design.md)."""


class Verdict(StrEnum):
    """What was decided."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    VALUE = "value"
    MISSING = "missing"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True, order=True)
class JudgementAnchor:
    """Where a judgement holds on to a report: the quote with its context, and the offset as last resort.

    `type` and `speakers` tell apart claims that share an anchor.
    """

    report: str
    quote: str
    before: str
    after: str
    start: int
    type: str = ""
    speakers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision: who made it, when, why. Withdrawn by a timestamp, never deleted.

    `anchors` are two for same, different and unsure; one otherwise. A value judgement names its `slot` and the
    right `value` as JSON text.
    """

    id: str
    verdict: Verdict
    anchors: tuple[JudgementAnchor, ...]
    who: str
    at: dt.datetime
    why: str = ""
    slot: str = ""
    value: str = ""
    withdrawn_at: dt.datetime | None = None

    @staticmethod
    def id_for(
        verdict: Verdict,
        anchors: tuple[JudgementAnchor, ...],
        who: str,
        at: dt.datetime,
        slot: str,
        value: str,
    ) -> str:
        """The id of a judgement: its content, author and time."""
        places = [(a.report, a.quote, a.start, a.type, a.speakers) for a in anchors]
        return content_id("jdg", verdict.value, places, who, at.isoformat(), slot, value)

    def holds_at(self, moment: dt.datetime | None = None) -> bool:
        """Whether it stands: made by `moment` and not withdrawn by then. None is the end of time."""
        if moment is None:
            return self.withdrawn_at is None
        return self.at <= moment and (self.withdrawn_at is None or self.withdrawn_at > moment)
