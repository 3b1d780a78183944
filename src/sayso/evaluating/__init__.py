"""Evaluating: how well readers agree with gold data. Figures are fractions from 0 to 1.

Predictions are handed in, so that an evaluation knows no reader. Gold files that are wrong raise errors that name
file, line and field. Each function returns a record of figures with `as_dict()`.
"""

from sayso.evaluating.attribution import AttributionFigures, evaluate_attribution
from sayso.evaluating.calibration import Calibration, evaluate_calibration
from sayso.evaluating.claims import ClaimsFigures, evaluate_claims
from sayso.evaluating.factuality import FactualityFigures, evaluate_factuality
from sayso.evaluating.kinds import KindsFigures, ReadKind, evaluate_kinds
from sayso.evaluating.linking import LinkingFigures, evaluate_linking
from sayso.evaluating.muc4 import Muc4Figures, evaluate_muc4
from sayso.evaluating.places import Answer, PlacesFigures, evaluate_places
from sayso.evaluating.relevance import RelevanceFigures, evaluate_relevance, labels_of
from sayso.evaluating.times import ResolvedClaim, TimesFigures, evaluate_times

__all__ = [
    "Answer",
    "AttributionFigures",
    "Calibration",
    "ClaimsFigures",
    "FactualityFigures",
    "KindsFigures",
    "LinkingFigures",
    "Muc4Figures",
    "PlacesFigures",
    "ReadKind",
    "RelevanceFigures",
    "ResolvedClaim",
    "TimesFigures",
    "evaluate_attribution",
    "evaluate_calibration",
    "evaluate_claims",
    "evaluate_factuality",
    "evaluate_kinds",
    "evaluate_linking",
    "evaluate_muc4",
    "evaluate_places",
    "evaluate_relevance",
    "evaluate_times",
    "labels_of",
]
