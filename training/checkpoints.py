"""What a checkpoint was made by, so that no run goes on from another run's, or from another state of the data."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from training.plan import Run


def made_by(run: Run, documents: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The fields of a run, and a fingerprint of the coded reports that it learns from."""
    return {**asdict(run), "reports": fingerprint(documents)}


def fingerprint(documents: Iterable[Mapping[str, Any]]) -> str:
    """SHA-256 over ids and claims, in order: another order gives other batches."""
    found = hashlib.sha256()
    for document in documents:
        known = [document["id"], document["claims"]]
        found.update(json.dumps(known, sort_keys=True, ensure_ascii=False).encode())
    return found.hexdigest()


def refuse_another(path: Path, found: Mapping[str, Any] | None, wanted: Mapping[str, Any]) -> None:
    """Exit with the checkpoint's file, each field that differs, and what to do; return when nothing differs."""
    if problems := list(differences(found, wanted)):
        sys.exit(
            f"{path}: made by another run or with other coded reports: {'; '.join(problems)}. "
            "Delete the file to begin this run anew, or go back to the plan and the codings that it was made with"
        )


def differences(found: Mapping[str, Any] | None, wanted: Mapping[str, Any]) -> Iterator[str]:
    """Each field in which a checkpoint's maker differs from the wanted one, in words."""
    if found is None:
        yield "field 'made_by' is missing"
        return
    for name in [*wanted, *(found.keys() - wanted.keys())]:
        if found.get(name) != wanted.get(name):
            yield f"field '{name}' is {found.get(name)!r}, wanted {wanted.get(name)!r}"
