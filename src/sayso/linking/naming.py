"""Event ids: minted once, kept by the cluster that holds most of an event's anchors, redirected otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sayso.model import Claim, Cluster, LedgerEntry, LedgerKind, Linking, content_id

Anchor = tuple[str, int, int]
"""Report, start and end of a claim's anchor: what survives another reading of the same text."""


def name_events(
    linking: Linking,
    claims: Mapping[str, Claim],
    reports: Mapping[str, str],
    ledger: Sequence[LedgerEntry],
) -> tuple[tuple[str, ...], tuple[LedgerEntry, ...]]:
    """The id of each cluster, in order, and the lines that the ledger must gain.

    `reports` gives the report of each extraction. An id in the ledger goes to the cluster that keeps most of its
    anchors (overlapping spans of one report). A cluster without one gets back the id of a merged event of which it
    holds most anchors again, else a new id derived from its first anchor.
    """
    anchors = [_anchors(cluster, claims, reports) for cluster in linking.clusters]
    last = _last_anchors(ledger)
    kept = _kept(anchors, last)
    revived = _revived(anchors, kept, _retired(ledger))
    ids: list[str] = []
    entries: list[LedgerEntry] = []
    taken = set(last) | {entry.event for entry in ledger}
    for number, own in enumerate(anchors):
        event = kept.get(number) or revived.get(number) or _minted(own, taken)
        if number in revived:
            entries.append(LedgerEntry(event, LedgerKind.KEPT, own, reason="stands apart again"))
        elif event not in last:
            taken.add(event)
            entries.append(LedgerEntry(event, LedgerKind.MINTED, own))
        elif own != last[event]:
            entries.append(LedgerEntry(event, LedgerKind.KEPT, own, reason="its claims changed"))
        ids.append(event)
    return tuple(ids), (*entries, *_redirects(anchors, ids, last, set(kept.values())))


def _anchors(cluster: Cluster, claims: Mapping[str, Claim], reports: Mapping[str, str]) -> tuple[Anchor, ...]:
    found = {(reports[c.extraction], c.anchor.start, c.anchor.end) for c in map(claims.__getitem__, cluster.claims)}
    return tuple(sorted(found))


def _last_anchors(ledger: Sequence[LedgerEntry]) -> dict[str, tuple[Anchor, ...]]:
    """The anchors of each id still in use, as last written."""
    last: dict[str, tuple[Anchor, ...]] = {}
    for entry in ledger:
        if entry.kind is LedgerKind.REDIRECT:
            last.pop(entry.event, None)
        else:
            last[entry.event] = entry.anchors
    return last


def _retired(ledger: Sequence[LedgerEntry]) -> dict[str, tuple[Anchor, ...]]:
    """The last anchors of each id that is redirected."""
    seen: dict[str, tuple[Anchor, ...]] = {}
    redirected = {entry.event: entry.kind is LedgerKind.REDIRECT for entry in ledger}
    for entry in ledger:
        if entry.kind is not LedgerKind.REDIRECT:
            seen[entry.event] = entry.anchors
    return {event: anchors for event, anchors in seen.items() if redirected[event]}


def _revived(
    anchors: Sequence[Sequence[Anchor]], kept: Mapping[int, str], retired: Mapping[str, Sequence[Anchor]]
) -> dict[int, str]:
    """Which cluster without an id holds most anchors of which redirected one: a merge that was taken back."""
    free = [() if number in kept else own for number, own in enumerate(anchors)]
    found = _kept(free, retired)
    return {n: event for n, event in found.items() if 2 * _shared(retired[event], free[n]) > len(retired[event])}


def _shared(one: Sequence[Anchor], other: Sequence[Anchor]) -> int:
    return sum(any(a[0] == b[0] and a[1] < b[2] and b[1] < a[2] for b in other) for a in one)


def _kept(anchors: Sequence[Sequence[Anchor]], last: Mapping[str, Sequence[Anchor]]) -> dict[int, str]:
    """Which cluster keeps which id: most shared anchors first, then the older id in order of its anchors."""
    holders = _holders(anchors)
    scores = []
    for event, old in last.items():
        near = {n for anchor in old for n in holders.get(anchor[0], ())}
        scores += [(-shared, event, n) for n in sorted(near) if (shared := _shared(anchors[n], old))]
    kept: dict[int, str] = {}
    taken = set[str]()
    for _, event, number in sorted(scores):
        if number not in kept and event not in taken:
            kept[number] = event
            taken.add(event)
    return kept


def _holders(anchors: Sequence[Sequence[Anchor]]) -> dict[str, list[int]]:
    """The clusters that have an anchor in each report."""
    holders: dict[str, list[int]] = {}
    for number, own in enumerate(anchors):
        for report in {anchor[0] for anchor in own}:
            holders.setdefault(report, []).append(number)
    return holders


def _minted(own: Sequence[Anchor], taken: set[str]) -> str:
    event, ordinal = content_id("evt", *own[0]), 0
    while event in taken:
        ordinal += 1
        event = content_id("evt", *own[0], ordinal)
    return event


def _redirects(
    anchors: Sequence[Sequence[Anchor]], ids: Sequence[str], last: Mapping[str, Sequence[Anchor]], kept: set[str]
) -> list[LedgerEntry]:
    """Lines for ids that no cluster keeps: they point to where most of their anchors went."""
    out = []
    holders = _holders(anchors)
    for event in sorted(set(last) - kept):
        near = {number for anchor in last[event] for number in holders.get(anchor[0], ())}
        best = max(near, key=lambda n: (_shared(anchors[n], last[event]), -n), default=None)
        if best is not None and _shared(anchors[best], last[event]):
            out.append(LedgerEntry(event, LedgerKind.REDIRECT, target=ids[best], reason="merged into this event"))
        else:
            out.append(LedgerEntry(event, LedgerKind.REDIRECT, reason="none of its claims is left"))
    return out
