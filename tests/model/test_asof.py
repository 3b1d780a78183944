import datetime as dt

import pytest

from sayso.model import NOW, AsOf, Published, PublishedPrecision


def published(text, precision=PublishedPrecision.DAY):
    return Published(text, precision)


DAY = AsOf(published=dt.date(2026, 3, 11))


@pytest.mark.parametrize(
    ("moment", "admitted"),
    [
        (published("2026-03-11"), True),
        (published("2026-03-12"), False),
        (published("2026-03-11T23:00:00+02:00", PublishedPrecision.SECOND), True),
        (published("2026-02", PublishedPrecision.MONTH), True),
        (published("2026-03", PublishedPrecision.MONTH), False),
        (published("2025", PublishedPrecision.YEAR), True),
        (published("2026", PublishedPrecision.YEAR), False),
        (None, False),
    ],
)
def test_only_what_was_surely_out_by_the_day_could_be_known(moment, admitted):
    assert DAY.admits(moment) is admitted


def test_without_a_limit_everything_is_admitted():
    assert NOW.admits(None)


def test_a_month_has_no_publication_day():
    assert published("2026-03", PublishedPrecision.MONTH).day is None
    assert published("2026-03-04T10:00:00", PublishedPrecision.SECOND).day == dt.date(2026, 3, 4)
