"""`sayso export`: a project in the formats of the field."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sayso.cli import options


def export_command(
    to: Annotated[str, typer.Option("--to", help="Format: claims.jsonl, events.csv or events.geojson.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Where to write; the format's name if absent.")
    ] = None,
    project: options.ProjectPath = None,
    include_private: Annotated[
        bool, typer.Option("--include-private", help="Leave private persons' names in. The decision is recorded.")
    ] = False,
    recorded: options.AsOfRecorded = "",
    published: options.AsOfPublished = "",
) -> None:
    """Write claims or events to a file. Report texts stay out; private persons get pseudonyms."""
    from sayso.cli.output import plural, warn
    from sayso.publishing import Policy

    with options.open_project(project) as opened:
        exported = opened.export(to, output or Path(to), Policy(include_private), options.as_of(recorded, published))
    print(f"{plural(exported.rows, 'row')} in {exported.path}")
    for loss in exported.losses:
        warn(f"note: {loss}")
