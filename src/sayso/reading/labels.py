"""What the network tells apart: the labels of its heads, in the order of its outputs."""

from __future__ import annotations

from sayso.codebook import shipped_codebook
from sayso.model import Counted, MentionKind, SpeakerRole, Stance, Status

TYPES = tuple(shipped_codebook().types)
"""Event types of the anchor head, after its first output "no anchor"."""

STATUSES = tuple(Status)
STANCES = tuple(Stance)
COUNTED = tuple(Counted)
SPEAKER_ROLES = tuple(SpeakerRole)
OWN_VOICE = "own voice"
WHOSE_WORD = (*(role.value for role in SPEAKER_ROLES), OWN_VOICE)
"""Who a claim is nearest told by: the role of a speaker, or nobody but the report."""

KINDS = (
    MentionKind.ORGANISATION,
    MentionKind.PERSON,
    MentionKind.PEOPLE,
    MentionKind.OBJECT,
    MentionKind.PLACE,
)

SLOTS = (
    "initiator",
    "target",
    "place",
    "time",
    "instrument",
    "speaker",
    "quoting",
    "count",
    "source",
    "content",
)
"""Slots that are tagged given an anchor. `speaker` is level 0, `quoting` every level above; the last two belong to
the cue of an attribution rather than to the anchor of a happening."""

VOICES = ("own", "one", "quoted")
"""Whether a claim has no speaker, one level of speakers, or more."""

ATTRIBUTION = ("source", "cue", "content")
"""Roles of an attribution that are tagged without an anchor."""

OUTSIDE, BEGIN, INSIDE = range(3)
