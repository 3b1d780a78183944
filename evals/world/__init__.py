"""A simulated world of happenings, outlets, agencies and spokesmen, whose truth is known.

It writes reports in varied words, with copies, partial copies, late corrections, rival tolls, denials, look-alike
attacks in one town in one week, and summed-up claims; and beside each report its claims, as a perfect reader and
resolver would record them. So it measures linking, origins and assessment, and nothing of reading.

`cast.yaml` and `phrases.yaml` say who and how, `rates.yaml` how often, `thresholds.yaml` what must be reached.
`python -m evals.world` measures.
"""

from evals.world.history import tell
from evals.world.rates import Rates, rates_named
from evals.world.reports import Told

__all__ = ["Rates", "Told", "rates_named", "tell"]
