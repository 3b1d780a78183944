"""Commands that look: `events`, `explain`, `codebook`, `doctor`."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli import options

if TYPE_CHECKING:
    from sayso.model import Event


class TableFormat(StrEnum):
    """How events are printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def events_command(
    project: options.ProjectPath = None,
    format_: Annotated[TableFormat, typer.Option("--format", help="How to print.")] = TableFormat.TABLE,
    type_: Annotated[str, typer.Option("--type", help="Only events of this type.", show_default=False)] = "",
    since: Annotated[str, typer.Option(help="Only events on or after this day.", show_default=False)] = "",
    until: Annotated[str, typer.Option(help="Only events on or before this day.", show_default=False)] = "",
    place: Annotated[str, typer.Option(help="Only events whose place holds these words.", show_default=False)] = "",
    actor: Annotated[str, typer.Option(help="Only events said to be done by this actor.", show_default=False)] = "",
    level: Annotated[str, typer.Option(help="Only events of this level.", show_default=False)] = "",
    disputed: Annotated[bool, typer.Option("--disputed", help="Only events of which something is disputed.")] = False,
    recorded: options.AsOfRecorded = "",
    published: options.AsOfPublished = "",
) -> None:
    """List events: what, where, when, who is said to have done it, toll, level, origins."""
    from sayso.pipeline.filters import EventFilter

    wanted = EventFilter(type_, since, until, place, actor, level, disputed)
    with options.open_project(project) as opened:
        events = opened.events(options.as_of(recorded, published))
    print_events([event for event in events if wanted.admits(event)], format_.value)


def print_events(events: Sequence[Event], format_name: str) -> None:
    """Print events as a table for people, or as JSON or CSV for programs."""
    from sayso.cli.listing import event_table
    from sayso.cli.output import console
    from sayso.publishing.rows import EVENT_HEADERS, event_row

    rows = [event_row(event) for event in events]
    if format_name == "json":
        print(json.dumps([dict(zip(EVENT_HEADERS, row, strict=True)) for row in rows], ensure_ascii=False, indent=1))
    elif format_name == "csv":
        import csv

        writer = csv.writer(sys.stdout)
        writer.writerow(EVENT_HEADERS)
        writer.writerows(rows)
    else:
        console().print(event_table(events))


def explain_command(
    event: Annotated[str, typer.Argument(help="An event's id, or the start of one; with --with, a claim's.")],
    project: options.ProjectPath = None,
    with_: Annotated[
        str, typer.Option("--with", help="Another claim: why the two are one event, or are not.", show_default=False)
    ] = "",
    as_json: options.AsJson = False,
    recorded: options.AsOfRecorded = "",
    published: options.AsOfPublished = "",
) -> None:
    """Show one event as its claims: the words, who says so, the report, what agrees, what is disputed, and why."""
    from sayso.cli.explaining import print_explanation, print_join
    from sayso.store.codec import dump

    with options.open_project(project) as opened:
        if with_:
            join = opened.explain_pair(event, with_, options.as_of(recorded, published))
            print(dump(join)) if as_json else print_join(join)
            return
        explanation = opened.explain(event, options.as_of(recorded, published))
    if as_json:
        claims = [json.loads(dump(claim)) for claim in explanation.claims]
        joins = [json.loads(dump(join)) for join in explanation.joins]
        print(json.dumps({"event": json.loads(dump(explanation.event)), "claims": claims, "joins": joins}, indent=1))
    else:
        print_explanation(explanation)


def codebook_command(
    code: Annotated[str, typer.Argument(help="One event type; all if absent.", show_default=False)] = "",
    codebook: options.CodebookFile = None,
    as_json: options.AsJson = False,
) -> None:
    """Show the event types with their definitions and mappings, or check a codebook file of your own."""
    import dataclasses

    from sayso.cli.output import console, table
    from sayso.codebook import load_codebook
    from sayso.errors import BadRequest

    book = load_codebook(codebook)
    if code and code not in book:
        raise BadRequest(f"there is no event type {code!r}; `sayso codebook` shows them")
    types = [book.types[code]] if code else list(book.types.values())
    if as_json:
        print(json.dumps([dataclasses.asdict(t) for t in types], ensure_ascii=False, indent=1))
        return
    headers = ("type", "what it covers", "ACLED", "PLOVER", "CAMEO", "GTD", "MUC-4")
    rows = [(t.code, t.definition, t.acled, t.plover, t.cameo, t.gtd, t.muc4) for t in types]
    console().print(table(headers, rows))


def doctor_command(project: options.ProjectPath = None) -> None:
    """Say what is installed and how a project is doing; the exit status is 1 when something does not work."""
    from sayso.cli.output import console, table
    from sayso.pipeline.health import check_health

    checks = check_health(project)
    console().print(table(("", "what", "found"), [("ok" if c.is_fine else "!!", c.name, c.found) for c in checks]))
    raise typer.Exit(0 if all(check.is_fine for check in checks) else 1)
