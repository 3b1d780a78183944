"""Sayso: conflict event data in which every value names who said so.

`read` turns reports into claims; `Project` keeps reports, claims, events and judgements.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from sayso.pipeline import Project, read

__all__ = ["Project", "__version__", "read"]


def __getattr__(name: str) -> Any:
    # Loaded on use, so that `sayso --help` and `import sayso` stay fast.
    if name in ("Project", "read"):
        from sayso import pipeline

        return getattr(pipeline, name)
    raise AttributeError(f"module 'sayso' has no attribute {name!r}")
