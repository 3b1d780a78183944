"""`sayso judge`: what people decide about claims and events."""

from __future__ import annotations

from typing import Annotated

import typer

from sayso.cli import options

app = typer.Typer(help="Decide about claims: same, different, unsure, right values, wrong; or take it back.")

Claim = Annotated[str, typer.Argument(help="A claim's id, or the start of one; `sayso explain` shows them.")]


def _pair(verdict: str, one: str, other: str, project: options.ProjectPath, who: str, why: str) -> None:
    from sayso.model import Verdict

    with options.open_project(project) as opened:
        judgement = opened.judge(Verdict(verdict), [one, other], who=who, why=why)
    print(f"{judgement.id}: {verdict}, by {who}")


@app.command("same")
def same_command(
    one: Claim, other: Claim, who: options.Who, why: options.Why = "", project: options.ProjectPath = None
) -> None:
    """Two claims are about one happening."""
    _pair("same", one, other, project, who, why)


@app.command("different")
def different_command(
    one: Claim, other: Claim, who: options.Who, why: options.Why = "", project: options.ProjectPath = None
) -> None:
    """Two claims are about different happenings."""
    _pair("different", one, other, project, who, why)


@app.command("unsure")
def unsure_command(
    one: Claim, other: Claim, who: options.Who, why: options.Why = "", project: options.ProjectPath = None
) -> None:
    """Nobody can tell: the comparisons decide, and it stays on record that a person looked."""
    _pair("unsure", one, other, project, who, why)


@app.command("correct")
def correct_command(
    claim: Claim,
    slot: Annotated[str, typer.Argument(help="type, status, stance, when, or what is counted (killed, injured, …).")],
    value: Annotated[str, typer.Argument(help="Such as 7, 20-, 2026-03-04, alleged, unknown.")],
    who: options.Who,
    why: options.Why = "",
    project: options.ProjectPath = None,
) -> None:
    """One value of a claim is another."""
    with options.open_project(project) as opened:
        judgement = opened.correct(claim, slot, value, who=who, why=why)
    print(f"{judgement.id}: {slot} is {value}, by {who}")


@app.command("wrong")
def wrong_command(claim: Claim, who: options.Who, why: options.Why = "", project: options.ProjectPath = None) -> None:
    """A claim was read wrongly; it no longer counts."""
    from sayso.model import Verdict

    with options.open_project(project) as opened:
        judgement = opened.judge(Verdict.WRONG, [claim], who=who, why=why)
    print(f"{judgement.id}: wrong, by {who}")


@app.command("withdraw")
def withdraw_command(
    judgement: Annotated[str, typer.Argument(help="A judgement's id, or the start of one.")],
    who: options.Who,
    project: options.ProjectPath = None,
) -> None:
    """Take a judgement back; it stays on record."""
    with options.open_project(project) as opened:
        withdrawn = opened.withdraw(judgement, who=who)
    print(f"{withdrawn.id}: withdrawn by {who}")


@app.command("list")
def list_command(project: options.ProjectPath = None) -> None:
    """Show all judgements, and which of them no longer find their words."""
    from sayso.cli.output import console, table

    with options.open_project(project) as opened:
        judgements, orphans = opened.judgements()
    lost = {judgement.id for judgement in orphans}
    rows = []
    for j in judgements:
        state = "withdrawn" if j.withdrawn_at else "orphaned" if j.id in lost else "holds"
        about = " / ".join(anchor.quote for anchor in j.anchors)
        decided = f"{j.slot} = {j.value}" if j.slot else j.verdict.value
        rows.append((j.id, decided, about, j.who, f"{j.at:%Y-%m-%d %H:%M}", state, j.why))
    console().print(table(("judgement", "decided", "about", "who", "when", "state", "why"), rows))
