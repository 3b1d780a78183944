"""Evaluating: how well readers agree with gold data. Figures are fractions from 0 to 1.

Predictions are handed in, so that an evaluation knows no reader. Gold files that are wrong raise errors that name
file, line and field.
"""

from sayso.evaluating.claims import ClaimsFigures, evaluate_claims

__all__ = ["ClaimsFigures", "evaluate_claims"]
