"""Options that several commands share."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.errors import BadRequest

if TYPE_CHECKING:
    from sayso.model import AsOf
    from sayso.pipeline import Project
    from sayso.settings import Settings

Inputs = Annotated[list[str], typer.Argument(help="Files, folders, or - for standard input.", show_default=False)]
ProjectPath = Annotated[
    Path | None,
    typer.Option("--project", "-p", help="The project's file. [default: $SAYSO_PROJECT or project.sayso]"),
]
Reader = Annotated[str, typer.Option("--reader", help="Which reader: lexical or network.", show_default=False)]
Processes = Annotated[int, typer.Option("--processes", "-j", min=1, help="How many processes read side by side.")]
Columns = Annotated[
    list[str] | None,
    typer.Option("--column", help="Which CSV column holds a field, as field=Column; fields: text, id, published, …"),
]
CodebookFile = Annotated[Path | None, typer.Option("--codebook", help="A codebook file of your own (YAML).")]
GazetteerFile = Annotated[Path | None, typer.Option("--gazetteer", help="Places of your own (GeoJSON).")]
ActorsFile = Annotated[Path | None, typer.Option("--actors", help="Actors of your own (YAML).")]
LargestFile = Annotated[int | None, typer.Option("--largest-file", help="Largest file to read, in bytes.")]
AsOfRecorded = Annotated[
    str, typer.Option("--as-of-recorded", help="As the project believed then (ISO 8601 time).", show_default=False)
]
AsOfPublished = Annotated[
    str,
    typer.Option("--as-of-published", help="As could be known from what was out by that day.", show_default=False),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Who = Annotated[str, typer.Option("--who", help="Who decides.", envvar=["SAYSO_WHO", "USER"])]
Why = Annotated[str, typer.Option("--why", help="Why.", show_default=False)]


def settings_from(
    *,
    reader: str = "",
    processes: int = 1,
    columns: list[str] | None = None,
    codebook: Path | None = None,
    gazetteer: Path | None = None,
    actors: Path | None = None,
    largest_file: int | None = None,
) -> Settings:
    """Settings from a command's options. Raises BadRequest."""
    from sayso.settings import LARGEST_FILE, Settings

    return Settings(
        reader=reader,
        processes=processes,
        columns=dict(map(_column, columns or [])),
        codebook=codebook.resolve() if codebook else None,
        gazetteer=gazetteer.resolve() if gazetteer else None,
        actors=actors.resolve() if actors else None,
        largest_file=LARGEST_FILE if largest_file is None else largest_file,
    )


def _column(option: str) -> tuple[str, str]:
    field, equals, column = option.partition("=")
    if not equals or not field or not column:
        raise BadRequest(f"--column {option!r}: give it as field=Column, such as text=Body")
    return field, column


def as_of(recorded: str, published: str) -> AsOf:
    """The moment that the options name. Raises BadRequest for a time or day that is none."""
    from sayso.model import AsOf

    try:
        moment = dt.datetime.fromisoformat(recorded) if recorded else None
        day = dt.date.fromisoformat(published) if published else None
    except ValueError as error:
        raise BadRequest(f"{error}; give a day such as 2026-03-04 or a time such as 2026-03-04T12:00") from error
    if moment is not None and moment.tzinfo is None:
        moment = moment.astimezone()
    return AsOf(moment, day)


def open_project(path: Path | None, settings: Settings | None = None, *, create: bool = False) -> Project:
    """The project of a command."""
    from sayso.pipeline import Project
    from sayso.settings import Settings

    return Project.open(path, create=create, settings=settings or Settings())
