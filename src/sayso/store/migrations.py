"""Steps that bring a project's file to the form that this version writes.

A step is a small function, recorded with its name in the transaction that applied it. Steps are only ever added at
the end; a released one is never changed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from sqlalchemy import Connection, Engine, inspect, select

from sayso.errors import ProjectTooNew
from sayso.store import tables

Step = Callable[[Connection], None]


def first_tables(connection: Connection) -> None:
    """Everything that version 0.1 keeps."""
    tables.metadata.create_all(connection, checkfirst=True)


STEPS: tuple[Step, ...] = (first_tables,)


def migrate(engine: Engine, now: dt.datetime, steps: tuple[Step, ...] = STEPS) -> list[str]:
    """Apply the steps that the file lacks, each in a transaction of its own; return their names.

    Raises ProjectTooNew when the file knows a step that this version does not.
    """
    names = [step.__name__ for step in steps]
    applied = applied_steps(engine)
    unknown = [name for name in applied if name not in names]
    if unknown:
        raise ProjectTooNew(
            f"the project was written by a newer version of Sayso (it knows {', '.join(unknown)}); upgrade Sayso"
        )
    fresh = [step for step in steps if step.__name__ not in applied]
    for step in fresh:
        with engine.begin() as connection:
            step(connection)
            tables.migration.create(connection, checkfirst=True)
            connection.execute(tables.migration.insert().values(name=step.__name__, applied_at=now.isoformat()))
    return [step.__name__ for step in fresh]


def applied_steps(engine: Engine) -> list[str]:
    """Names of the steps that the file has been through, in order."""
    with engine.connect() as connection:
        if not inspect(connection).has_table(tables.migration.name):
            return []
        rows = connection.execute(select(tables.migration.c.name).order_by(tables.migration.c.applied_at))
        return [name for (name,) in rows]
