"""How finely a date is known, in the codes of other event data.

UCDP GED `date_prec`: 1 the day, 2 two to six days, 3 the week, 4 the month, 5 up to a year (GED codebook). ACLED
`time_precision`: 1 the day, 2 the week, 3 the month (ACLED codebook); it does not code what is known less finely. A
happening that lasted several days counts as known to that many days: neither code tells lasting from not knowing.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sayso.model import Precision, TimeSpan


@dataclass(frozen=True, slots=True)
class PrecisionCodes:
    """The codes for a date known to so many days; None where a scheme has none."""

    most_days: int
    acled: int | None
    ucdp: int | None


CODES = (
    PrecisionCodes(1, acled=1, ucdp=1),
    PrecisionCodes(6, acled=2, ucdp=2),
    PrecisionCodes(7, acled=2, ucdp=3),
    PrecisionCodes(31, acled=3, ucdp=4),
    PrecisionCodes(366, acled=None, ucdp=5),
)
NO_CODES = PrecisionCodes(0, acled=None, ucdp=None)
"""For dates without a year or with an open end, and for those known less finely than a year."""

_LEAST_DAYS = {Precision.WEEK: 7}
"""A week ago is a day to count with, but known to the week only."""


def precision_codes(when: TimeSpan) -> PrecisionCodes:
    """The codes for a date."""
    bounds = when.days()
    if bounds is None:
        return NO_CODES
    days = max(_days(*bounds), _LEAST_DAYS.get(when.precision, 1))
    return next((codes for codes in CODES if days <= codes.most_days), NO_CODES)


def _days(first: dt.date, last: dt.date) -> int:
    return (last - first).days + 1
