"""Splink with its stock settings, as a linker to compare with."""

from __future__ import annotations

from evals.world.figures import Groups, World


def splink_groups(world: World) -> Groups:
    """The clusters that Splink makes of a world's claims."""
    raise NotImplementedError
