"""Attributions: who says what by which words, as PolNeAR has them."""

from __future__ import annotations

from dataclasses import dataclass

Bounds = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution of a text, each role as (start, end) pairs in code points.

    `source` is empty where the text does not say who; `content` is what is put into their mouth.
    """

    source: tuple[Bounds, ...]
    cue: tuple[Bounds, ...]
    content: tuple[Bounds, ...]
