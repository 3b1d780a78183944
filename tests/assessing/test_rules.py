import pytest

from sayso.assessing.moments import UNKNOWN, moment_of
from sayso.assessing.rules import rules
from sayso.model import Level, Published, PublishedPrecision

NAMES = {"origins", "resolved", "independent", "doers", "harmed", "others", "taken_back"}


def test_conditions_are_on_numbers_that_are_counted():
    for row in rules().levels:
        assert {*row.least, *row.most} <= NAMES, row.name


def test_every_level_has_a_rule_and_the_last_always_holds():
    assert {row.level for row in rules().levels} == set(Level)
    assert not rules().levels[-1].least
    assert not rules().levels[-1].most


def test_every_level_of_support_has_a_strength():
    assert set(rules().strength) == set(Level) - {Level.WITHDRAWN, Level.UNSUPPORTED}


@pytest.mark.parametrize(
    ("later", "earlier", "is_after"),
    [
        (("2026-03-11", "DAY"), ("2026-03-10", "DAY"), True),
        (("2026-03-10T07:00:00+00:00", "SECOND"), ("2026-03-10T08:00:00+02:00", "SECOND"), True),
        (("2026-03-10", "DAY"), ("2026-03-10T07:00:00+00:00", "SECOND"), False),
        (("2026-04", "MONTH"), ("2026-03", "MONTH"), True),
        (("2026-03-20", "DAY"), ("2026-03", "MONTH"), False),
        (("2026", "YEAR"), ("2025-12-31", "DAY"), True),
    ],
)
def test_moments_are_later_only_when_surely_so(later, earlier, is_after):
    one, other = (moment_of(Published(at, PublishedPrecision[precision])) for at, precision in (later, earlier))
    assert one.is_after(other) is is_after
    assert not other.is_after(one)


def test_an_unknown_moment_is_neither_earlier_nor_later():
    day = moment_of(Published("2026-03-10", PublishedPrecision.DAY))
    assert not UNKNOWN.is_after(day)
    assert not day.is_after(UNKNOWN)
