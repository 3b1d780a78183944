"""The codebook: event types with definitions and mappings, read from YAML (`types.yaml` beside this file).

A project may bring a file of its own that starts from the shipped types::

    version: "mine-3"
    remove: [strike]
    rename: {riot: communal-riot}
    families: {cyber: Attacks on networks}
    types:
      - code: network-attack
        family: cyber
        parent: destruction
        definition: An attack on computers or networks.

Readers know the shipped types only. Where a project's own type has a parent, they code what fits it as the parent, and
people refine that to the type; a type without a parent only people code. Removed types are not coded, renamed ones
under their new name. `sayso doctor` lists the types of a project that are people's.
"""

from sayso.codebook.actor_kinds import KindCodes, kind_codes
from sayso.codebook.loading import Codebook, EventType, load_codebook, shipped_codebook

__all__ = ["Codebook", "EventType", "KindCodes", "kind_codes", "load_codebook", "shipped_codebook"]
