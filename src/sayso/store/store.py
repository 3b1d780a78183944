"""Opening and creating a project's file."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import DatabaseError

from sayso.errors import ProjectError, ProjectMissing, ProjectUnwritable
from sayso.model import NOW, AsOf
from sayso.store.migrations import migrate
from sayso.store.views import View
from sayso.store.writers import Writer

BUSY_SECONDS = 30.0
"""How long one process waits for another that is writing the same project."""

Clock = Callable[[], dt.datetime]


def utc_now() -> dt.datetime:
    """The time now, in UTC: the clock that stores use unless another is passed in."""
    return dt.datetime.now(dt.UTC)


class Store:
    """One project's database. Close it, or use it in a `with` statement."""

    def __init__(self, engine: Engine, path: Path, clock: Clock) -> None:
        self.engine = engine
        self.path = path
        self.clock = clock

    @classmethod
    def open(cls, path: Path, *, create: bool = False, clock: Clock = utc_now) -> Store:
        """The project at `path`, brought to this version's form; made when `create` is set.

        Raises ProjectMissing, ProjectTooNew, ProjectUnwritable, or ProjectError for a file that is no project.
        """
        if path.is_dir():
            raise ProjectError(f"{path} is a folder; a project is one file, such as {path / 'project.sayso'}")
        if not path.exists() and not create:
            raise ProjectMissing(f"there is no project at {path}; `sayso code INPUT --project {path}` makes one")
        with write_errors(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            engine = _sqlite(path)
            try:
                migrate(engine, clock())
            except BaseException:
                engine.dispose()
                raise
        return cls(engine, path, clock)

    def view(self, as_of: AsOf = NOW) -> View:
        """What the project holds, as of a moment."""
        return View(self.engine, as_of)

    @contextmanager
    def writer(self) -> Iterator[Writer]:
        """One transaction: all that is written in it is kept, or nothing."""
        with write_errors(self.path), self.engine.begin() as connection:
            yield Writer(connection, self.clock)

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _sqlite(path: Path) -> Engine:
    engine = create_engine(f"sqlite+pysqlite:///{path}", connect_args={"timeout": BUSY_SECONDS})

    @event.listens_for(engine, "connect")
    def set_up(connection: sqlite3.Connection, _: Any) -> None:
        # FULL, not NORMAL: what a command said it kept survives a power cut too.
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    return engine


_PROBLEMS = {
    "disk is full": "the disk is full; make room and run the same command again, it goes on where it stopped",
    "readonly": "it may not be written; change its permissions or choose another --project",
    "unable to open": "it cannot be opened or made there; check that the folder may be written",
    "disk i/o error": "the disk could not be written; check its room and health, then run the same command again",
    "not a database": "it is not a Sayso project; choose another --project",
    "locked": "another process is writing it; try again when that one has ended",
}


@contextmanager
def write_errors(path: Path) -> Iterator[None]:
    """Turns what a database or file system says into ProjectUnwritable or ProjectError with advice."""
    try:
        yield
    except DatabaseError as error:
        said = str(error.orig).lower()
        advice = next((text for key, text in _PROBLEMS.items() if key in said), None)
        if advice is None:
            raise
        kind = ProjectError if "not a database" in said else ProjectUnwritable
        raise kind(f"project {path}: {advice}") from error
    except OSError as error:
        raise ProjectUnwritable(f"project {path}: cannot be written ({error.strerror})") from error
