"""How events are listed on a terminal: a few lines each, in four columns that fit 80 characters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from sayso.cli.output import cell, empty_table, plural
from sayso.publishing.rows import UNKNOWN, level_of, origin_count, toll, what, when, where, who

if TYPE_CHECKING:
    from sayso.model import Event

HEADERS = (("event", 12), ("what, where, when", 20), ("said to have done it, toll", 16), ("support", 22))
"""The columns with their least widths: 70 characters, and two between them."""

SHORTEST = len("evt-") + 8
"""Characters of an event's id that are shown, or more where two events would look alike."""


def event_table(events: Sequence[Event]) -> Table:
    """A table of events, in the given order. The ids are cut (see `short_ids`)."""
    made = empty_table()
    for header, width in HEADERS:
        made.add_column(header, min_width=width, overflow="fold")
    for shown, event in zip(short_ids([event.id for event in events]), events, strict=True):
        made.add_row(
            cell(shown, "bold"),
            _lines(what(event), where(event), when(event)),
            _lines(who(event), toll(event)),
            _lines(*level_of(event).split(", "), _origins(event)),
        )
    return made


def _origins(event: Event) -> str:
    count = origin_count(event)
    return plural(count, "origin") if count else "origin unknown"


def _lines(*parts: str) -> Text:
    """Each part on a line of its own, what is unknown left out; a dash where nothing is known."""
    known = [cell(part) for part in parts if part != UNKNOWN] or [cell(UNKNOWN)]
    return Text("\n").join(known)


def short_ids(ids: Sequence[str]) -> list[str]:
    """The ids, cut to the length at which they still differ."""
    length = SHORTEST
    while len({one[:length] for one in ids}) < len(set(ids)):
        length += 1
    return [one[:length] for one in ids]


def telling(events: Sequence[Event]) -> Event:
    """The event that shows most: a disputed one, then the one with most origins. `events` must not be empty."""
    return max(events, key=lambda event: (any(a.disputed for a in event.assessments), origin_count(event)))


__all__ = ["event_table", "short_ids", "telling"]
