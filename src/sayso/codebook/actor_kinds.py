"""Kinds of actor in the words of other schemes: ACLED's inter codes, PLOVER's sectors, UCDP's types of organisation.

The table is `actor_kinds.csv`. A kind's row without a body holds for all of its bodies that have no row.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

ABROAD = "external-forces"
"""What state forces are, to ACLED, in a country that is not theirs."""


@dataclass(frozen=True, slots=True)
class KindCodes:
    """One kind of actor elsewhere. `acled_inter` is None and a text is empty where a scheme has no such kind."""

    acled_inter: int | None
    acled_name: str
    plover: str
    ucdp_org_type: str


def kind_codes(kind: str, body: str = "", *, abroad: bool = False) -> KindCodes:
    """The codes of a kind of actor, or of a state's `body`; `abroad`: of forces outside their own country."""
    table = _table()
    codes = table.get((kind, body)) or table[kind, ""]
    if not abroad or kind != "state-forces":
        return codes
    outside = table[ABROAD, ""]
    return KindCodes(outside.acled_inter, outside.acled_name, codes.plover, codes.ucdp_org_type)


@cache
def _table() -> Mapping[tuple[str, str], KindCodes]:
    text = resources.files("sayso.codebook").joinpath("actor_kinds.csv").read_text("utf-8")
    return {(row["kind"], row["body"]): _codes(row) for row in csv.DictReader(text.splitlines())}


def _codes(row: dict[str, str]) -> KindCodes:
    inter = int(row["acled_inter"]) if row["acled_inter"] else None
    return KindCodes(inter, row["acled_name"], row["plover"], row["ucdp_org_type"])
