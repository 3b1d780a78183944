"""Engines run a stage's function over many items; today on the processes of one machine."""

from sayso.engines.processes import ordered_map

__all__ = ["ordered_map"]
