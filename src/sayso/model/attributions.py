"""Attributions: who says what, by which words, whatever it is about."""

from __future__ import annotations

from dataclasses import dataclass

Bounds = tuple[int, int]
"""Start and end in code points of a text, end exclusive."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """One piece of a text that is somebody's word.

    Each role may be discontinuous, and then has several bounds, or be empty: a text can leave out who says so.
    """

    source: tuple[Bounds, ...] = ()
    cue: tuple[Bounds, ...] = ()
    content: tuple[Bounds, ...] = ()
