"""Ids derived from content: the same content has the same id on every machine (docs/decisions/0001)."""

from __future__ import annotations

import hashlib
import json

ID_LENGTH = 20
"""Hex digits kept of a SHA-256: 80 bits, so that a chance collision among a billion items is about 4e-7."""


def content_id(kind: str, *parts: object) -> str:
    """An id such as ``clm-3f2a…`` for parts that JSON can hold; equal parts give equal ids, in any process."""
    body = json.dumps([kind, *parts], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"{kind}-{hashlib.sha256(body.encode('utf-8', 'surrogatepass')).hexdigest()[:ID_LENGTH]}"


def sha256_of(data: bytes) -> str:
    """The full SHA-256 of bytes, in hex."""
    return hashlib.sha256(data).hexdigest()
