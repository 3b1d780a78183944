"""Which events to list."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.errors import BadRequest
from sayso.model import Event, Level, TimeSpan, is_edtf_day
from sayso.publishing.rows import where, who


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Conditions that an event must all meet; an empty one admits every event. Raises BadRequest for a day or level
    that is none. An event whose date is not known meets no condition on dates."""

    type: str = ""
    since: str = ""
    until: str = ""
    place: str = ""
    actor: str = ""
    level: str = ""
    disputed: bool = False

    def __post_init__(self) -> None:
        for day in (self.since, self.until):
            if day and not is_edtf_day(day):
                raise BadRequest(f"{day!r} is no day; give one such as 2026-03-04")
        levels = [level.value for level in Level]
        if self.level and self.level not in levels:
            raise BadRequest(f"there is no level {self.level!r}; there are: {', '.join(levels)}")

    def admits(self, event: Event) -> bool:
        """Whether an event meets all conditions."""
        occurrence = event.assessment("occurrence")
        return (
            self.type in ("", event.type)
            and self.place.lower() in where(event).lower()
            and self.actor.lower() in who(event).lower()
            and (not self.level or (occurrence is not None and occurrence.level == self.level))
            and (not self.disputed or any(a.disputed for a in event.assessments))
            and self._admits_time(event)
        )

    def _admits_time(self, event: Event) -> bool:
        if not (self.since or self.until):
            return True
        if not isinstance(event.when, TimeSpan) or not event.when.has_year:
            return False
        starts, ends = event.when.start or "", event.when.end or "9999"
        return (not self.until or starts <= self.until) and (not self.since or ends >= self.since)
