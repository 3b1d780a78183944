"""`sayso judge`: what people decide about claims and events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli import options

if TYPE_CHECKING:
    from sayso.model import Judgement
    from sayso.pipeline import Review

app = typer.Typer(help="Decide about claims: same, different, unsure, right values, wrong, missing; or take it back.")

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
    slot: Annotated[
        str,
        typer.Argument(
            help="type, status, stance, about, when, initiator, target, place, speaker, or what is counted (killed, …)."
        ),
    ],
    value: Annotated[
        str,
        typer.Argument(
            help="Such as 7, 20-, 2026-03-04, alleged, unknown; for who and where words of the report, several parted "
            "by semicolons, a place with its id if you choose it: 'San Miguel [geonames:3583446]'; for a speaker with "
            "its role: 'police (authority)', or 'own voice'."
        ),
    ],
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


@app.command("missing")
def missing_command(
    report: Annotated[str, typer.Argument(help="The report: its file's name, its source's id, or a claim's id in it.")],
    words: Annotated[str, typer.Argument(help="The words that name the happening, exactly as they stand there.")],
    who: options.Who,
    type_: Annotated[str, typer.Option("--type", help="The event type; `sayso codebook` shows them.")],
    speaker: Annotated[str, typer.Option("--speaker", help="Whose word it is: 'police (authority)'.")] = "own voice",
    status: Annotated[str, typer.Option("--status", help="What is said of the happening.")] = "occurred",
    stance: Annotated[str, typer.Option("--stance", help="How it is put forward.")] = "reported",
    why: options.Why = "",
    project: options.ProjectPath = None,
) -> None:
    """The reader missed a claim. `judge correct` then says who, where, when and how many."""
    from sayso.reviewing import MissingClaim

    said = MissingClaim(type_, status, stance, speaker)
    with options.open_project(project) as opened:
        judgement = opened.add_missing(report, words, said, who=who, why=why)
        (review,) = (one for one in opened.reviews() if one.judgement.id == judgement.id)
    added = f"; the claim is {review.claims[0].id}" if review.claims[0] else ""
    print(f"{judgement.id}: missing, by {who}{added}")


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
    """Show all judgements, what they are about, and which of them no longer find their words."""
    from sayso.cli.listing import short_ids
    from sayso.cli.output import console, table

    with options.open_project(project) as opened:
        reviews = opened.reviews()
        claims = [claim.id for claim in opened.claims()]
    shown = short_ids([review.judgement.id for review in reviews])
    length = len(short_ids(claims)[0]) if claims else None
    rows = [
        (short, _decided(review.judgement), _about(review, length), *_by_whom(review))
        for short, review in zip(shown, reviews, strict=True)
    ]
    console().print(table(("judgement", "decided", "about", "who", "when", "state", "why"), rows))


def _decided(judgement: Judgement) -> str:
    return f"{judgement.slot} = {judgement.value}" if judgement.slot else judgement.verdict.value


def _by_whom(review: Review) -> tuple[str, ...]:
    judgement = review.judgement
    return judgement.who, f"{judgement.at:%Y-%m-%d %H:%M}", review.state.value, judgement.why


def _about(review: Review, length: int | None) -> str:
    """Each claim by its id, so much of it as tells it apart, and in words; what is no longer found by its quote."""
    from sayso.publishing.rows import claim_line

    anchors = zip(review.judgement.anchors, review.claims, strict=True)
    return " / ".join(
        f"{claim.id[:length]} {claim_line(claim)}" if claim else f"“{anchor.quote}” {anchor.type} (not found)"
        for anchor, claim in anchors
    )
