"""Items that a stage could not use, kept so that nothing is lost silently."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Failure:
    """One item that could not be used: at which stage, which item, what was wrong and what to do."""

    stage: str
    item: str
    problem: str
    advice: str = ""

    def __str__(self) -> str:
        return f"{self.item}: {self.problem}" + (f"; {self.advice}" if self.advice else "")
