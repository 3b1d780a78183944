"""Text of reports made safe to show: it is never trusted."""

from __future__ import annotations

import html
import unicodedata

_HIDDEN = ("Cc", "Cf", "Cs", "Co", "Cn")


def visible(text: str) -> str:
    """The text on one line with control characters, direction overrides and zero-width characters spelt out.

    What a report says must not move a cursor, colour a terminal or turn a line around.
    """
    flat = " ".join(text.split())
    return "".join(f"\\u{ord(c):04x}" if unicodedata.category(c) in _HIDDEN else c for c in flat)


def safe(text: str) -> str:
    """The text as it may stand in a page."""
    return html.escape(visible(text), quote=True)
