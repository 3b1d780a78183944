"""`sayso read` and `sayso code`: from inputs to claims, and to a project."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli import options

if TYPE_CHECKING:
    from sayso.pipeline import RunSummary


def read_command(
    inputs: options.Inputs,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Where to write; standard output if absent.")
    ] = None,
    reader: options.Reader = "",
    processes: options.Processes = 1,
    column: options.Columns = None,
    codebook: options.CodebookFile = None,
    gazetteer: options.GazetteerFile = None,
    actors: options.ActorsFile = None,
    largest_file: options.LargestFile = None,
) -> None:
    """Read reports and write their claims, one report a line, in the claims format. Needs no project."""
    from sayso.cli.output import progress_bar, show_summary, warn
    from sayso.pipeline import RunSummary, read
    from sayso.publishing import document
    from sayso.publishing.release import write_whole
    from sayso.settings import user_gazetteer

    settings = options.settings_from(
        reader=reader,
        processes=processes,
        columns=column,
        codebook=codebook,
        gazetteer=gazetteer or user_gazetteer(),
        actors=actors,
        largest_file=largest_file,
    )
    summary = RunSummary()
    with progress_bar() as progress:
        lines = (
            json.dumps(document(item.name, item.extraction, item.claims), ensure_ascii=False)
            for item in read(inputs, settings=settings, summary=summary, progress=progress)
        )
        if output is None:
            for line in lines:
                print(line)
        else:
            write_whole(output, lambda file: sum(1 for line in lines if file.write(line + "\n")))
    show_summary(summary)
    warn(_read_line(summary, output))
    raise typer.Exit(summary.exit_status)


def _read_line(summary: RunSummary, output: Path | None) -> str:
    from sayso.cli.output import plural

    where = f" in {output}" if output else ""
    skipped = f", {plural(len(summary.skipped), 'item')} skipped" if summary.skipped else ""
    return f"{plural(summary.claims, 'claim')} from {plural(summary.read, 'report')}{where}{skipped}"


def code_command(
    inputs: Annotated[
        list[str] | None, typer.Argument(help="Files, folders, or -; nothing finishes an interrupted run.")
    ] = None,
    project: options.ProjectPath = None,
    reader: options.Reader = "",
    processes: options.Processes = 1,
    column: options.Columns = None,
    codebook: options.CodebookFile = None,
    gazetteer: options.GazetteerFile = None,
    actors: options.ActorsFile = None,
    largest_file: options.LargestFile = None,
) -> None:
    """Add reports to a project: read what is new, link claims into events, assess them."""
    from sayso.cli.listing import short_ids, telling
    from sayso.cli.looking import print_events
    from sayso.cli.output import progress_bar, show_summary

    settings = options.settings_from(
        reader=reader,
        processes=processes,
        columns=column,
        codebook=codebook,
        gazetteer=gazetteer,
        actors=actors,
        largest_file=largest_file,
    )
    with options.open_project(project, settings, create=True) as opened:
        with progress_bar() as progress:
            summary = opened.code(inputs or [], progress=progress)
        show_summary(summary)
        events = opened.events()
        path = opened.store.path
    print_events(events, "table")
    _say_what_was_done(summary, path)
    if events:
        flag = f" --project {path}" if project else ""
        shown = dict(zip(events, short_ids([event.id for event in events]), strict=True))
        print(f"Try next: sayso explain {shown[telling(events)]}{flag}")
    raise typer.Exit(summary.exit_status)


def _say_what_was_done(summary: RunSummary, path: Path) -> None:
    from sayso.cli.output import plural

    parts = [f"{plural(summary.new, 'new report')}", f"{summary.known} known", plural(summary.claims, "new claim")]
    if summary.not_read:
        parts.append(f"{len(summary.not_read)} in another language, kept and not read")
    if summary.skipped:
        parts.append(f"{len(summary.skipped)} skipped")
    print(f"\n{', '.join(parts)}; {plural(summary.events, 'event')} in {path}.")
