"""Codes of other event data for how finely a date is known."""

import pytest

from sayso.model import Precision, TimeSpan
from sayso.publishing.time_precision import precision_codes


@pytest.mark.parametrize(
    ("start", "end", "precision", "acled", "ucdp"),
    [
        ("2021-03-04", "2021-03-04", Precision.DAY, 1, 1),
        ("2021-03-04", "2021-03-06", Precision.DAYS, 2, 2),
        ("2021-03-01", "2021-03-07", Precision.WEEK, 2, 3),
        ("2021-03-04", "2021-03-04", Precision.WEEK, 2, 3),
        ("2021-03-01", "2021-03-31", Precision.MONTH, 3, 4),
        ("2021-03-11", "2021-03-20", Precision.MONTH, 3, 4),
        ("2021-01-01", "2021-12-31", Precision.YEAR, None, 5),
        ("2021-01-01", "2022-12-31", Precision.YEARS, None, None),
        ("XXXX-03-04", "XXXX-03-04", Precision.DAY, None, None),
        ("2021-03-04", None, Precision.OPEN, None, None),
    ],
)
def test_a_date_has_the_codes_for_the_days_that_it_is_known_to(start, end, precision, acled, ucdp):
    codes = precision_codes(TimeSpan(start, end, precision, "a test"))
    assert (codes.acled, codes.ucdp) == (acled, ucdp)
