"""How `sayso explain` shows one event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console, Group
from rich.padding import Padding
from rich.text import Text

from sayso.cli.output import cell, console, plural
from sayso.model.links import JoinRule
from sayso.publishing.rows import count_text, toll_text, when, where, who

if TYPE_CHECKING:
    from sayso.model import Assessment, Claim, Event, Join
    from sayso.pipeline import Explanation

INDENT = 2


def print_explanation(explanation: Explanation) -> None:
    """Print an event, what is said of each part of it, its claims, and why they are one event."""
    out = console()
    event = explanation.event
    if explanation.redirected_from:
        out.print(cell(f"{explanation.redirected_from} is now {event.id}", "italic"))
    out.print(
        Text(event.id + "  ", style="bold") + cell(f"{event.type} · {where(event)} · {when(event)} · {who(event)}")
    )
    _relations(out, explanation)
    _heading(out, "How well each part is supported")
    for assessment in event.assessments:
        out.print(Padding(_assessment(assessment), (0, 0, 0, INDENT)))
    _heading(out, f"Origins: {len(event.origins)}")
    for origin in event.origins:
        reports = plural(len(origin.reports), "report")
        out.print(Padding(cell(f"{origin.name} ({origin.kind.value}, {reports}): {origin.why}"), (0, 0, 0, INDENT)))
    _heading(out, f"Claims: {len(explanation.claims)}")
    for claim in explanation.claims:
        out.print(Padding(_claim(claim, explanation), (0, 0, 1, INDENT)))
    if explanation.joins:
        _heading(out, "Why these claims are one event")
        for join in explanation.joins:
            out.print(Padding(_join(join), (0, 0, 0, INDENT)))


def _heading(out: Console, text: str) -> None:
    out.print()
    out.print(Text(text, style="bold underline"))


def _relations(out: Console, explanation: Explanation) -> None:
    if explanation.event.is_sum:
        out.print("A summed-up happening: never add it and its parts together.")
    if explanation.whole:
        out.print(cell(f"Part of {explanation.whole.id} ({explanation.whole.type}, {where(explanation.whole)})."))
    for part in explanation.parts:
        out.print(cell(f"Has the part {_short(part)}"))


def _short(event: Event) -> str:
    return f"{event.id} ({event.type}, {where(event)}, {when(event)})"


def _assessment(assessment: Assessment) -> Group:
    lines = [Text(f"{assessment.proposition}: ", style="bold") + Text(assessment.level.value, style="cyan")]
    if assessment.disputed:
        lines[0] += Text("  disputed", style="red")
    if assessment.toll:
        lines[0] += Text(f"  {toll_text(assessment.toll)}{_without_best(assessment)}")
    lines += [Text("  ") + cell(finding.text) for finding in assessment.findings]
    return Group(*lines)


def _without_best(assessment: Assessment) -> str:
    """Why a toll has no best number; '' when it has one."""
    if assessment.toll is None or assessment.toll.best is not None:
        return ""
    is_exact = any(one.value.isdecimal() for one in assessment.alternatives if not one.superseded)
    return ", best not agreed" if is_exact else ", no exact number"


def _claim(claim: Claim, explanation: Explanation) -> Group:
    extraction = explanation.extractions[claim.extraction]
    published = extraction.published.at if extraction.published else "no publication date"
    source = " · ".join(part for part in (extraction.outlet, published, extraction.title) if part)
    return Group(
        Text(claim.id + "  ", style="dim") + cell(f"{claim.type}, {claim.status.value}, {claim.stance.value}", "bold"),
        cell(f"“{claim.sentence.text}”"),
        cell(f"says: {_chain(claim)}"),
        cell(f"in: {source or extraction.id}"),
        *(cell(line) for line in value_lines(claim)),
    )


def _chain(claim: Claim) -> str:
    levels = [" and ".join(f"{s.span.text} ({s.role.value})" for s in level) for level in claim.speaker_levels()]
    return ", quoted by ".join(levels) or "the report itself"


def value_lines(claim: Claim) -> list[str]:
    """The values of a claim with the words that they rest on, a line each."""
    from sayso.model import TimeSpan

    lines = [
        f"{role}: {', '.join(m.span.text for m in getattr(claim, role))}"
        for role in ("initiator", "target", "place", "instrument")
        if getattr(claim, role)
    ]
    if claim.time:
        words = ", ".join(mention.span.text for mention in claim.time)
        date = f"{claim.when.edtf} ({claim.when.rule})" if isinstance(claim.when, TimeSpan) else claim.when.reason
        lines.append(f"time: {words} → {date}")
    lines += [f"{count.of.value}: {count_text(count)}" for count in claim.counts]
    return lines


def print_join(join: Join) -> None:
    """Print what speaks for and against two claims being about one happening."""
    console().print(_join(join))


def _join(join: Join) -> Group:
    head = f"{join.one} and {join.other}: {_verdict(join)}"
    said = [f"{c.weight:+.1f} {c.name}: {c.sentence}" for c in join.comparisons if c.weight]
    return Group(cell(head), *(Text("  ") + cell(line) for line in said))


def _verdict(join: Join) -> str:
    verdict = "joined" if join.joined else "kept apart"
    reason = {
        JoinRule.SCORE: f"{join.weight:+.1f}, where {join.join_at:+.1f} joins a pair by itself",
        JoinRule.SAME_REPORT: "by the reader of their report",
        JoinRule.JUDGED_SAME: "a person said that they are the same happening",
        JoinRule.JUDGED_DIFFERENT: "a person said that they are different happenings",
    }[join.rule]
    if join.rule is JoinRule.SCORE and join.joined and join.weight < join.join_at:
        reason += "; these two through others of the event, or as all that one of them fits"
    return f"{verdict} ({reason})"
