"""Codes: names as numbers, the same in every process, so that arrays can compare them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

NONE = 0
"""Stands where a row of codes has no further one."""

REMEMBERED = 1 << 17


@lru_cache(REMEMBERED)
def code(*parts: str) -> int:
    """The code of a name, or of a name within others; never `NONE`."""
    digest = hashlib.blake2b("\x1f".join(parts).encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest) >> 1 or 1


def padded(rows: Iterable[Iterable[int]], width: int) -> Ints:
    """Sets of codes as rows of one array; of a set larger than `width` the smallest codes."""
    kept = [sorted(row)[:width] for row in rows]
    return np.array([row + [NONE] * (width - len(row)) for row in kept], np.int64).reshape(-1, width)


def shared(one: Ints, other: Ints) -> Bools:
    """Row by row, whether two sets have a code in common."""
    found = np.zeros(len(one), np.bool_)
    for column in range(one.shape[1]):
        held = one[:, column : column + 1]
        found |= ((other == held) & (held != NONE)).any(axis=1)
    return found


def overlap(one: Ints, other: Ints) -> NDArray[np.float64]:
    """Row by row, the share of the codes of both sets that is in each of them (Jaccard)."""
    both = np.sort(np.concatenate([one, other], axis=1), axis=1)
    common = ((both[:, 1:] == both[:, :-1]) & (both[:, 1:] != NONE)).sum(axis=1)
    union = (both != NONE).sum(axis=1) - common
    return np.asarray(common / np.maximum(union, 1), np.float64)


def mixed(*columns: Ints) -> Ints:
    """One code for the codes of several columns, in order."""
    out = np.zeros(np.broadcast(*columns).shape, np.uint64)
    with np.errstate(over="ignore"):
        for column in columns:
            out = (out ^ column.astype(np.uint64)) * np.uint64(0x9E3779B97F4A7C15)
            out ^= out >> np.uint64(29)
    return (out >> np.uint64(1)).astype(np.int64)
