"""What commands print: tables, progress, summaries. Words of reports are made visible and never read as markup."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from sayso.publishing.escaping import visible

if TYPE_CHECKING:
    from sayso.pipeline import RunSummary
    from sayso.pipeline.runs import Progress as Report

MOST_NOTES = 20
"""Skipped items that a summary names one by one; the rest is counted."""

_LABELS = {
    "capture": "Taking in",
    "extract": "Extracting text",
    "read": "Reading",
    "link": "Linking",
    "places": "Taking in places",
    "names": "Sorting names",
}


def console() -> Console:
    """Standard output."""
    return Console(highlight=False, soft_wrap=False)


def cell(text: str, style: str = "") -> Text:
    """Words of a report as they may be shown."""
    return Text(visible(text), style=style)


def table(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    """A table of plain words."""
    made = empty_table()
    for header in headers:
        made.add_column(header, overflow="fold")
    for row in rows:
        made.add_row(*map(cell, row))
    return made


def empty_table() -> Table:
    """A table without columns or rows."""
    return Table(box=None, pad_edge=False, header_style="bold", show_edge=False, padding=(0, 2, 0, 0))


@contextmanager
def progress_bar() -> Iterator[Report]:
    """A progress bar on standard error, told of stages as they go."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=False) as bar:
        tasks = {}

        def report(stage: str, done: int, total: int | None) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(_LABELS.get(stage, stage), total=total)
            bar.update(tasks[stage], completed=done, total=total if total is not None else done)

        yield report


def show_summary(summary: RunSummary) -> None:
    """What was skipped and why, and what was noticed, on standard error."""
    err = Console(stderr=True, highlight=False)
    for notice in summary.notices[:MOST_NOTES]:
        err.print(Text("note: ") + cell(notice), soft_wrap=True)
    for note in summary.not_read[:MOST_NOTES]:
        err.print(Text("not read: ", style="yellow") + cell(note), soft_wrap=True)
    for failure in summary.skipped[:MOST_NOTES]:
        err.print(Text("skipped: ", style="yellow") + cell(str(failure)), soft_wrap=True)
    more = max(0, len(summary.skipped) - MOST_NOTES)
    if more:
        err.print(f"… and {more} more skipped")


def plural(count: int, noun: str) -> str:
    """A number with its noun."""
    return f"{count:,} {noun}" + ("" if count == 1 else "s")


def warn(text: str) -> None:
    """One line on standard error."""
    print(visible(text), file=sys.stderr)
