"""Assessing: how well each part of an event is supported, and by whom (docs/assessment.md)."""

from sayso.assessing.events import VERSION, build_events
from sayso.assessing.origins import Origins, origins_of

__all__ = ["VERSION", "Origins", "build_events", "origins_of"]
