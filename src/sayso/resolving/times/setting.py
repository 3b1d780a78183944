"""What a time expression is read against."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from enum import StrEnum

from sayso.model import UNSPECIFIED_YEAR, TimeSpan


class Tense(StrEnum):
    """Whether the words speak of what was, goes on, is to come, or is so every year."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    HABIT = "habit"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Setting:
    """What a time expression is read against; each field may be unknown.

    `reference` is the day that "yesterday" is counted from. With `has_year` false only its day and month are known, and
    its year stands in; `has_weekday` says whether that year has the right weekdays. `anchor` is the date of what was
    told before, for "the next day", and `quarter` the last quarter told, for "the quarter". `month_first` reads 3/4 as
    the fourth of March. `is_history` says that the text tells of other times than the reference's: of a year after it
    as past, as texts do that people go on editing, or of many years gone by and never of the days around it.
    `full_days` are the days that a text without a reference names with their year.
    """

    reference: dt.date | None = None
    has_year: bool = True
    has_weekday: bool = True
    anchor: TimeSpan | None = None
    quarter: TimeSpan | None = None
    tense: Tense = Tense.UNKNOWN
    month_first: bool = False
    is_history: bool = False
    full_days: tuple[dt.date, ...] = ()

    @property
    def told_year(self) -> int | None:
        """The year in which what was told before began, when it names one."""
        return int(self.anchor.start[:-6]) if self.anchor and self.anchor.start and self.anchor.has_year else None

    @property
    def dated(self) -> dt.date | None:
        """The reference when its year is known."""
        return self.reference if self.has_year else None

    @property
    def looking_ahead(self) -> Setting:
        """The same setting for a date that bounds what was or goes on: it may lie ahead, whatever the tense."""
        return replace(self, tense=Tense.UNKNOWN) if self.tense in (Tense.PAST, Tense.PRESENT) else self

    def reference_as(self, *, has_year: bool) -> str | None:
        """The reference in EDTF beside dates with a year or without one; None when it is not known so finely."""
        if self.reference is None or (has_year and not self.has_year):
            return None
        return self.reference.isoformat() if has_year else f"{UNSPECIFIED_YEAR}{self.reference.isoformat()[4:]}"


NEAR_AHEAD = 100
"""Days ahead of the reference in which a date without a year is taken to lie when no tense says that it is past."""

FAR_FROM_REFERENCE = 25
"""Years between reference and what was told before, from which on the text tells history: a date without a year then
goes with what was told before. Nearer than that, news looks back and comes home again."""


def tells_history(setting: Setting) -> bool:
    """Whether what was told before lies too far from the reference to be its news, or the text tells history."""
    if setting.told_year is None or setting.dated is None:
        return False
    return setting.is_history or abs(setting.dated.year - setting.told_year) >= FAR_FROM_REFERENCE


NOWHERE = Setting()
"""Nothing is known but the words themselves."""
