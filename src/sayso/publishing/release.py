"""What leaves a project, and the record that it did."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from sayso.codebook import Codebook
from sayso.errors import ProjectUnwritable
from sayso.model import Claim, Event, Extraction, Report


@dataclass(frozen=True, slots=True)
class Release:
    """Events with everything that they rest on."""

    events: tuple[Event, ...]
    claims: Mapping[str, Claim]
    extractions: Mapping[str, Extraction]
    reports: Mapping[str, Report]
    codebook: Codebook


@dataclass(frozen=True, slots=True)
class Exported:
    """A written export: where, how many rows, what was decided for it, what the format loses or assumes."""

    path: Path
    rows: int
    decisions: str
    losses: tuple[str, ...]


def write_whole(target: Path, write: Callable[[IO[str]], int]) -> int:
    """Write a file that is there whole or not at all; return what `write` returns (the number of rows).

    Raises ProjectUnwritable when it cannot be written.
    """
    partial = target.with_name(f".{target.name}.partial")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with partial.open("w", encoding="utf-8", newline="") as file:
            rows = write(file)
        partial.replace(target)
    except OSError as error:
        with suppress(OSError):
            partial.unlink()
        raise ProjectUnwritable(
            f"{target}: cannot be written ({error.strerror}); choose another place or make room"
        ) from error
    return rows
