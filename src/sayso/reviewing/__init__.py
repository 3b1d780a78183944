"""Reviewing: what people decided about claims, and how it finds them again.

A judgement holds on to a report by the words of a claim's anchor with 32 characters around them, then by offset. It so
outlives another reading, and another extraction, of the same report.
"""

from sayso.reviewing.anchoring import anchor_of, find
from sayso.reviewing.applying import PLAIN, Reviewed, Tools, apply
from sayso.reviewing.missing import MissingClaim
from sayso.reviewing.slots import SLOTS, check_value
from sayso.reviewing.words import PLACE, WORD_SLOTS, PlaceOfId, given_words, locate, occurrences, places_of

__all__ = [
    "PLACE",
    "PLAIN",
    "SLOTS",
    "WORD_SLOTS",
    "MissingClaim",
    "PlaceOfId",
    "Reviewed",
    "Tools",
    "anchor_of",
    "apply",
    "check_value",
    "find",
    "given_words",
    "locate",
    "occurrences",
    "places_of",
]
