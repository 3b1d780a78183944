"""Settings that a command or a script may give; each has a default that works on a laptop."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sayso.errors import BadRequest

PROJECT_VARIABLE = "SAYSO_PROJECT"
GAZETTEER_VARIABLE = "SAYSO_GAZETTEER"
DEFAULT_PROJECT = Path("project.sayso")

LARGEST_FILE = 50_000_000
"""Bytes of the largest single file that is read: a longer one is an archive or a dump, not a report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a run is made. `columns` maps claims-format field names to the column names of CSV files.

    `codebook`, `gazetteer` and `actors` are files of the user's own, on top of the shipped ones.
    """

    reader: str = ""
    processes: int = 1
    largest_file: int = LARGEST_FILE
    columns: Mapping[str, str] = field(default_factory=dict)
    codebook: Path | None = None
    gazetteer: Path | None = None
    actors: Path | None = None

    def __post_init__(self) -> None:
        if self.processes < 1:
            raise BadRequest(f"processes must be at least 1, not {self.processes}")
        if self.largest_file < 1:
            raise BadRequest(f"the largest file must have at least one byte, not {self.largest_file}")


def default_project(environment: Mapping[str, str] = os.environ) -> Path:
    """The project that commands use when none is named: $SAYSO_PROJECT, or project.sayso in this folder."""
    return Path(environment.get(PROJECT_VARIABLE) or DEFAULT_PROJECT)


def user_gazetteer_path(environment: Mapping[str, str] = os.environ) -> Path:
    """Where a user's own gazetteer lies: $SAYSO_GAZETTEER, or places.gazetteer in Sayso's folder of the user's data."""
    if named := environment.get(GAZETTEER_VARIABLE):
        return Path(named)
    try:
        data = Path(environment.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    except RuntimeError:  # a user without a home
        data = Path(os.devnull)
    return data / "sayso" / "places.gazetteer"


def user_gazetteer(environment: Mapping[str, str] = os.environ) -> Path | None:
    """The user's own gazetteer, for projects and commands that name none; None where there is none."""
    path = user_gazetteer_path(environment)
    return path.resolve() if path.is_file() else None
