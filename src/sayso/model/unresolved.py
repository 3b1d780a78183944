"""Unknown as a value of its own."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unresolved:
    """No value, and why: never an empty string, never a default.

    `reason` is a short phrase for people ("no year in the text or the publication time").
    """

    reason: str

    def __bool__(self) -> bool:
        return False


NOT_REPORTED = Unresolved("not reported")
NOT_YET_RESOLVED = Unresolved("not resolved yet")
