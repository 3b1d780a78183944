"""Reviewing: what people decided about claims, and how it finds them again.

A judgement holds on to a report by the words of a claim's anchor with 32 characters around them, then by offset. It so
outlives another reading, and another extraction, of the same report.
"""

from sayso.reviewing.anchoring import anchor_of, find
from sayso.reviewing.applying import Reviewed, apply
from sayso.reviewing.slots import SLOTS, check_value

__all__ = ["SLOTS", "Reviewed", "anchor_of", "apply", "check_value", "find"]
