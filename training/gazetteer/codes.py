"""Codes of ISO 3166-2 for first-level divisions: a table by hand, held to the names that GeoNames gives its codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from training.gazetteer.sources import Division, own


def iso_codes(divisions: Iterable[Division], table: Iterable[Mapping[str, str]] | None = None) -> dict[str, str]:
    """ISO 3166-2 by GeoNames' code of the division ("PK.02": "PK-BA").

    A row holds the name that the division had when its code was written down. Raises ValueError naming the rows whose
    division is gone or has another name now: GeoNames has then given its code to something else.
    """
    names = {".".join(division.codes): division.name for division in divisions}
    rows = list(own("iso_3166_2") if table is None else table)
    moved = [row["division"] for row in rows if names.get(row["division"]) != row["name"]]
    if moved:
        raise ValueError(f"iso_3166_2.csv: look at {', '.join(moved)} again: GeoNames has other names for these codes")
    return {row["division"]: row["code"] for row in rows}
