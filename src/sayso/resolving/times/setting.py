"""What a time expression is read against."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
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
    the fourth of March.
    """

    reference: dt.date | None = None
    has_year: bool = True
    has_weekday: bool = True
    anchor: TimeSpan | None = None
    quarter: TimeSpan | None = None
    tense: Tense = Tense.UNKNOWN
    month_first: bool = False

    @property
    def dated(self) -> dt.date | None:
        """The reference when its year is known."""
        return self.reference if self.has_year else None

    def reference_as(self, *, has_year: bool) -> str | None:
        """The reference in EDTF beside dates with a year or without one; None when it is not known so finely."""
        if self.reference is None or (has_year and not self.has_year):
            return None
        return self.reference.isoformat() if has_year else f"{UNSPECIFIED_YEAR}{self.reference.isoformat()[4:]}"


NOWHERE = Setting()
"""Nothing is known but the words themselves."""
