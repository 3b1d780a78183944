"""Whether a text tells names from other words by capitals: wire copy of old and some collections do not."""

from __future__ import annotations

from functools import lru_cache

_LEAST_CAPITALS, _MOST_CAPITALS = 0.01, 0.6
"""Shares of capitals among letters between which capitals tell names from other words. News has 0.014 and more."""


@lru_cache(maxsize=2)  # places and actors ask for one report after the other
def tells_names(text: str) -> bool:
    """Whether some words of a text have capitals and others have none."""
    letters = sum(map(str.isalpha, text))
    return letters > 0 and _LEAST_CAPITALS < sum(map(str.isupper, text)) / letters < _MOST_CAPITALS


__all__ = ["tells_names"]
