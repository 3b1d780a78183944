"""As of when: what was believed, or what could be known, at a moment."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sayso.model.reports import Published, PublishedPrecision

_LAST_DIGITS = {PublishedPrecision.YEAR: "-12-31", PublishedPrecision.MONTH: "-31"}


@dataclass(frozen=True, slots=True)
class AsOf:
    """`recorded`: what the project believed at that moment. `published`: what had been published by the end of
    that day. None is no limit. Both may be given."""

    recorded: dt.datetime | None = None
    published: dt.date | None = None

    def admits(self, published: Published | None) -> bool:
        """Whether something published then could be known by `self.published`.

        What has no publication time, or only one that may lie later, could not be shown to be known: it is left out.
        """
        if self.published is None:
            return True
        if published is None:
            return False
        latest = published.at[:10] + _LAST_DIGITS.get(published.precision, "")
        return latest <= self.published.isoformat()


NOW = AsOf()
