"""Publishing: one record to the formats that the field uses.

`EXPORTS` is the open set of formats. Each says in `Exported.losses` what it leaves out or assumes, and each goes
through `privacy`, which decides what may leave a project.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from sayso.publishing.claims_export import export_claims
from sayso.publishing.claims_format import claim_record, document
from sayso.publishing.events_export import export_csv, export_geojson
from sayso.publishing.privacy import Policy, Privacy
from sayso.publishing.release import Exported, Release

Export = Callable[[Release, Path, Policy, bytes, dt.date], Exported]

EXPORTS: dict[str, Export] = {
    "claims.jsonl": export_claims,
    "events.csv": export_csv,
    "events.geojson": export_geojson,
}

__all__ = ["EXPORTS", "Exported", "Policy", "Privacy", "Release", "claim_record", "document"]
