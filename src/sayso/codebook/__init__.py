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
"""

from sayso.codebook.actor_kinds import KindCodes, kind_codes
from sayso.codebook.loading import Codebook, EventType, load_codebook, shipped_codebook

__all__ = ["Codebook", "EventType", "KindCodes", "kind_codes", "load_codebook", "shipped_codebook"]
