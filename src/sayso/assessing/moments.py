"""Moments of publication, compared as far as they are known."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from sayso.model import Published, PublishedPrecision

_FIRST = {PublishedPrecision.DAY: "", PublishedPrecision.MONTH: "-01", PublishedPrecision.YEAR: "-01-01"}
_LAST = {PublishedPrecision.DAY: "", PublishedPrecision.MONTH: "-31", PublishedPrecision.YEAR: "-12-31"}


class Moment(NamedTuple):
    """The earliest and the latest time that a publication may have, in UTC as text that sorts; both '' if unknown."""

    earliest: str
    latest: str

    def is_after(self, other: Moment) -> bool:
        """Whether this is surely later: a day is not after an hour of the same day."""
        return bool(other.latest) and self.earliest > other.latest


UNKNOWN = Moment("", "")


def moment_of(published: Published | None) -> Moment:
    """When something was published. A time without a zone is taken for UTC."""
    if published is None:
        return UNKNOWN
    if published.precision is PublishedPrecision.SECOND:
        at = dt.datetime.fromisoformat(published.at)
        exact = (at.astimezone(dt.UTC) if at.tzinfo else at).strftime("%Y-%m-%dT%H:%M:%S")
        return Moment(exact, exact)
    return Moment(
        f"{published.at}{_FIRST[published.precision]}T00:00:00", f"{published.at}{_LAST[published.precision]}T23:59:59"
    )
