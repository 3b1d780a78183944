"""The nouns of Sayso. Start with `claims.py`."""

from sayso.model.actors import Actor, ActorKind
from sayso.model.asof import NOW, AsOf
from sayso.model.assessments import Alternative, Assessment, Finding, Level, Origin, OriginKind, Toll
from sayso.model.claims import SPAN_ROLES, About, Claim, Stance, Status, with_ids
from sayso.model.events import Event
from sayso.model.ids import content_id, sha256_of
from sayso.model.judgements import CONTEXT, Judgement, JudgementAnchor, Verdict
from sayso.model.ledger import LedgerEntry, LedgerKind
from sayso.model.links import Cluster, Comparison, Copies, Decision, Join, JoinRule, Linking
from sayso.model.mentions import (
    Count,
    Counted,
    Mention,
    MentionKind,
    Quantity,
    Speaker,
    SpeakerRole,
)
from sayso.model.places import (
    EARTH_RADIUS_KM,
    SCHEME_PRECISIONS,
    UNLISTED,
    Place,
    PlacePrecision,
    SchemePrecision,
    Shape,
    ShapeKind,
    distance_km,
    great_circle_km,
    is_within,
    may_be_one,
    scheme_precision,
)
from sayso.model.reports import (
    READ_LANGUAGES,
    Extraction,
    Published,
    PublishedPrecision,
    ReaderVersion,
    Reading,
    Report,
)
from sayso.model.spans import Span
from sayso.model.times import UNSPECIFIED_YEAR, Precision, TimeSpan, day_span, is_edtf_day
from sayso.model.unresolved import NOT_REPORTED, NOT_YET_RESOLVED, Unresolved

__all__ = [
    "CONTEXT",
    "EARTH_RADIUS_KM",
    "NOT_REPORTED",
    "NOT_YET_RESOLVED",
    "NOW",
    "READ_LANGUAGES",
    "SCHEME_PRECISIONS",
    "SPAN_ROLES",
    "UNLISTED",
    "UNSPECIFIED_YEAR",
    "About",
    "Actor",
    "ActorKind",
    "Alternative",
    "AsOf",
    "Assessment",
    "Claim",
    "Cluster",
    "Comparison",
    "Copies",
    "Count",
    "Counted",
    "Decision",
    "Event",
    "Extraction",
    "Finding",
    "Join",
    "JoinRule",
    "Judgement",
    "JudgementAnchor",
    "LedgerEntry",
    "LedgerKind",
    "Level",
    "Linking",
    "Mention",
    "MentionKind",
    "Origin",
    "OriginKind",
    "Place",
    "PlacePrecision",
    "Precision",
    "Published",
    "PublishedPrecision",
    "Quantity",
    "ReaderVersion",
    "Reading",
    "Report",
    "SchemePrecision",
    "Shape",
    "ShapeKind",
    "Span",
    "Speaker",
    "SpeakerRole",
    "Stance",
    "Status",
    "TimeSpan",
    "Toll",
    "Unresolved",
    "Verdict",
    "content_id",
    "day_span",
    "distance_km",
    "great_circle_km",
    "is_edtf_day",
    "is_within",
    "may_be_one",
    "scheme_precision",
    "sha256_of",
    "with_ids",
]
