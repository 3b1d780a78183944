"""Linking: which claims are about one happening.

Copies of one story are found first, then units (what one report says of one happening) are compared and joined, then
single happenings are set under the summed-up ones that they are part of, and events get their lasting ids.
"""

from sayso.linking.copies import find_copies
from sayso.linking.credits import credit_of
from sayso.linking.linker import VERSION, Linker, explain_pair, link
from sayso.linking.mentions import cluster_mentions, cluster_reports, same_lemma
from sayso.linking.naming import name_events

__all__ = [
    "VERSION",
    "Linker",
    "cluster_mentions",
    "cluster_reports",
    "credit_of",
    "explain_pair",
    "find_copies",
    "link",
    "name_events",
    "same_lemma",
]
