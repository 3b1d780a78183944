"""Credits: which news agency a report says that its story comes from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib import resources

import yaml

from sayso.model import Extraction

HEAD, TAIL = 240, 120
"""How many characters at the beginning and the end of a text are looked at."""

_DATELINE = re.compile(
    r"^[^\n(]{0,60}\((?P<credit>[A-Z][\w&.' -]{1,40})\)\s*(?:[-–—:]|\n)|^(?P<lead>[A-Z][\w&.' -]{1,40})\s+[-–—]\s",
    re.MULTILINE,
)
"""“HARSK, March 10 (TWS) —” and “Reuters - ”."""

_BYLINE = re.compile(r"^\s*By\s[^\n]{0,60}?(?:,|\bof|\bfor|\|)\s*(?P<credit>[A-Z][\w&.' -]{1,40}?)\s*$", re.MULTILINE)
_SIGNATURE = re.compile(r"(?:^|[-–—(\n])\s*(?P<credit>[A-Z][\w&.' -]{1,40}?)\)?\s*\Z", re.MULTILINE)
_ACRONYM = re.compile(r"[A-Z]{2,6}\Z")


def credit_of(extraction: Extraction) -> str:
    """The agency that the dateline, the byline or the last line credits; '' when none does.

    In a dateline's brackets any acronym counts; elsewhere only agencies that `agencies.yaml` knows.
    """
    head, tail = extraction.text[:HEAD], extraction.text[-TAIL:]
    for found in _DATELINE.finditer(head):
        credit = (found["credit"] or found["lead"]).strip()
        if credit in _agencies():
            return _agencies()[credit]
        if found["credit"] and _ACRONYM.match(credit):
            return credit
    for pattern, text in ((_BYLINE, head), (_SIGNATURE, tail)):
        for found in pattern.finditer(text):
            if found["credit"] in _agencies():
                return _agencies()[found["credit"]]
    return ""


@cache
def _agencies() -> Mapping[str, str]:
    data = yaml.safe_load(resources.files("sayso.linking").joinpath("agencies.yaml").read_text("utf-8"))
    return {credit: agency["name"] for agency in data for credit in agency["credits"]}
