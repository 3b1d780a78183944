"""Entries of the event ledger: which id was minted for which anchors, and where ids went."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class LedgerKind(StrEnum):
    """What an entry says."""

    MINTED = "minted"
    KEPT = "kept"
    REDIRECT = "redirect"


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One line of the append-only ledger.

    `anchors` are (report, start, end) of the claims that the event held when the entry was written; `target` is
    where a redirected id points; `reason` says in words why.
    """

    event: str
    kind: LedgerKind
    anchors: tuple[tuple[str, int, int], ...] = ()
    target: str = ""
    reason: str = ""
