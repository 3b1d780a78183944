"""Events in short: the rows of `sayso events`, and their parts in words."""

from __future__ import annotations

from sayso.model import Claim, Count, Event, OriginKind, Place, TimeSpan, Toll, Unresolved

EVENT_HEADERS = ("event", "what", "where", "when", "said to have done it", "toll", "level", "origins")

UNKNOWN = "–"
"""What stands for a value that is not known."""

_SHOWN_TOLLS = ("killed", "injured", "abducted", "arrested", "missing", "attacks", "locations")
_SHOWN_STATUS = ("attempted", "planned", "possible", "generic", "ongoing")


def event_row(event: Event) -> tuple[str, ...]:
    """One event in words; unknown values are a dash."""
    return (
        event.id,
        what(event),
        where(event),
        when(event),
        who(event),
        toll(event),
        level_of(event),
        str(origin_count(event)),
    )


def level_of(event: Event) -> str:
    """How well it is supported that it happened, and whether any part of it is disputed."""
    occurrence = event.assessment("occurrence")
    level = occurrence.level.value if occurrence else UNKNOWN
    return f"{level}, disputed" if any(assessment.disputed for assessment in event.assessments) else level


def what(event: Event) -> str:
    """The type, its status unless it plainly occurred, and whether it is a sum or a part."""
    notes = [event.status] if event.status in _SHOWN_STATUS else []
    notes += ["summed up"] if event.is_sum else []
    notes += ["part of a sum"] if event.part_of else []
    return event.type + (f" ({', '.join(notes)})" if notes else "")


def where(event: Event) -> str:
    """Places by name with their first-level division; else the words of the reports."""
    names = [p.name if p.admin1 in ("", p.name) else f"{p.name}, {p.admin1}" for p in event.places]
    return "; ".join(dict.fromkeys(names)) or "; ".join(event.place_words[:2]) or UNKNOWN


def when(event: Event) -> str:
    """The date as EDTF."""
    return event.when.edtf if isinstance(event.when, TimeSpan) else UNKNOWN


def who(event: Event) -> str:
    """Those said to have done it."""
    return "; ".join(actor.name for actor in event.initiators) or "; ".join(event.initiator_words[:2]) or UNKNOWN


def toll(event: Event) -> str:
    """What is counted: killed 7, injured at least 20."""
    found = [f"{name} {toll_text(number)}" for name, number in event.tolls if name in _SHOWN_TOLLS]
    return ", ".join(found) or UNKNOWN


def toll_text(number: Toll) -> str:
    """The best number with what else stands, where somebody leaves more open: "7", "7 (at least)", "7 (5–9)"; without a
    best one the bounds: "5–9", "at least 5"."""
    bounds = bounds_text(number.low, number.high)
    if number.best is None or bounds == str(number.best):
        return bounds
    return f"{number.best} ({bounds.removesuffix(f' {number.best}')})"


def bounds_text(low: int | None, high: int | None) -> str:
    """Both bounds of a number in words; unknown ones are left open: "7", "5–9", "at least 5", "at most 9"."""
    if low is None and high is None:
        return UNKNOWN
    if low is None:
        return f"at most {high}"
    if high is None:
        return f"at least {low}"
    return str(low) if low == high else f"{low}–{high}"


def count_text(count: Count) -> str:
    """Counting words with what they give, and the parts of a sum: "five policemen and two civilians → 7 (police 5,
    civilians 2)"."""
    if isinstance(count.value, Unresolved):
        return f"{count.span.text} → {count.value.reason}"
    parts = ", ".join(f"{kind} {number}" for kind, number in count.value.parts)
    given = bounds_text(count.value.low, count.value.high)
    return f"{count.span.text} → {given}" + (f" ({parts})" if parts else "")


def claim_line(claim: Claim) -> str:
    """A claim in short: the words that name the happening, its type, where and when."""
    places = [m.value.name if isinstance(m.value, Place) else m.span.text for m in claim.place]
    when = claim.when.edtf if isinstance(claim.when, TimeSpan) else ""
    said = (claim.type, ", ".join(places), when)
    return f"“{claim.anchor.text}” " + " · ".join(part for part in said if part)


def origin_count(event: Event) -> int:
    """How many origins could be told apart."""
    return sum(origin.kind is not OriginKind.UNRESOLVED for origin in event.origins)
