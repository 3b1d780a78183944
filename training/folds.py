"""Which coded reports there are, and which of them a run learns from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from training import data
from training.codings import INVENTED_SET, UNSEEN, coded_reports


def in_fold(position: int, document: dict[str, Any], fold: str) -> bool:
    """Whether the report at a position is left out for a fold such as "2/5".

    Of codings of our own those are that are marked so, whatever the fold: new ones may be added at any time, and must
    not move other reports from fold to fold.
    """
    if not fold or document["origin"] == INVENTED_SET or "set" in document:
        return bool(fold) and UNSEEN in document
    number, count = map(int, fold.split("/"))
    return position % count == number


def claims_documents(folder: Path) -> list[dict[str, Any]]:
    """All coded reports, the given ones first, each part in the order of its ids, so that folds stay as they are."""
    given = sorted(data.rows(folder / "claims_train/train.jsonl"), key=lambda d: str(d["id"]))
    return [*given, *sorted(coded_reports(folder), key=lambda d: str(d["id"]))]


def learnt_documents(folder: Path, fold: str) -> list[dict[str, Any]]:
    """The coded reports that a run with that fold learns from."""
    return [d for n, d in enumerate(claims_documents(folder)) if not in_fold(n, d, fold)]


def held_out(folder: Path, fold: str) -> list[dict[str, Any]]:
    """The coded reports that a run with that fold left out."""
    return [d for n, d in enumerate(claims_documents(folder)) if in_fold(n, d, fold)]
