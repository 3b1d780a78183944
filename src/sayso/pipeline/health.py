"""How an installation and a project are doing: the checks of `sayso doctor`."""

from __future__ import annotations

import importlib.util
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sayso import __version__
from sayso.codebook import Codebook, shipped_codebook
from sayso.errors import SaysoError
from sayso.reading import DEFAULT_READER, get_reader
from sayso.resolving import load_resolver
from sayso.settings import Settings, default_project

OLDEST_SQLITE = (3, 37, 0)
"""The first SQLite with STRICT tables."""

EXTRAS = {"pdf": "pypdfium2"}


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at, and what was found."""

    name: str
    found: str
    is_fine: bool = True


def check_health(project: Path | None = None) -> list[Check]:
    """Every check, those of a project too when it exists or was named; event types are those of its codebook."""
    checks = [*_installation(), *_reader(), _resolver()]
    path = project or default_project()
    if project is not None or path.exists():
        return [*checks, *_project(path)]
    return [*checks, *_types(shipped_codebook())]


def _installation() -> Iterator[Check]:
    yield Check("Sayso", f"{__version__}, Python {sys.version.split()[0]}")
    strict = sqlite3.sqlite_version_info >= OLDEST_SQLITE
    advice = "" if strict else "; projects need 3.37 or newer"
    yield Check("SQLite", sqlite3.sqlite_version + advice, strict)
    for extra, module in EXTRAS.items():
        installed = importlib.util.find_spec(module) is not None
        yield Check(f"extra {extra}", "installed" if installed else f"not installed: pip install 'sayso[{extra}]'")


def _reader() -> Iterator[Check]:
    try:
        reader = get_reader(DEFAULT_READER, shipped_codebook())
    except SaysoError as error:
        yield Check(f"reader {DEFAULT_READER}", str(error), is_fine=False)
        return
    version = reader.version
    yield Check(f"reader {version.name}", f"version {version.version}, weights {version.weights}")


def _types(codebook: Codebook) -> Iterator[Check]:
    """Types that the reader never codes: those whose parent it codes for people to refine, and those left to people."""
    try:
        unlearnt = getattr(get_reader(DEFAULT_READER, codebook), "unlearnt_types", ())
    except SaysoError:  # told by the check of the reader
        return
    parents = {code: codebook.parent_of(code) for code in unlearnt}
    refined = {code: parent for code, parent in parents.items() if parent and parent not in unlearnt}
    if refined:
        named = ", ".join(f"{code} (from {parent})" for code, parent in refined.items())
        yield Check("types that people refine", f"the reader codes the parent, never the type: {named}")
    if left := [code for code in unlearnt if code not in refined]:
        yield Check("types that only people code", f"never learnt, nor a parent of theirs: {', '.join(left)}")


def _resolver() -> Check:
    try:
        return Check("gazetteer and registry", load_resolver().version)
    except (SaysoError, OSError) as error:
        return Check("gazetteer and registry", str(error), is_fine=False)


def _project(path: Path) -> Iterator[Check]:
    from sayso.pipeline.project import Project

    try:
        with Project.open(path, settings=Settings()) as opened:
            yield from _types(opened.codebook)
            view = opened.store.view()
            counts = view.counts()
            yield Check(f"project {path}", ", ".join(f"{number} {name}" for name, number in counts.items()))
            for reader, readings in view.readers():
                yield Check("read by", f"{reader.name} {reader.version} (weights {reader.weights}): {readings} texts")
            for failure in view.failures():
                yield Check("skipped", str(failure))
    except SaysoError as error:
        yield Check(f"project {path}", str(error), is_fine=False)
