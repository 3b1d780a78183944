import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import BadRequest
from sayso.model import Precision, TimeSpan, day_span, is_edtf_day

DAYS = st.dates(dt.date(1980, 1, 1), dt.date(2040, 12, 31))


def span(start, end):
    return TimeSpan(start, end, Precision.DAYS, "test")


@pytest.mark.parametrize("text", ["2026-02-29", "2026-13-01", "2026-1-1", "26-01-01", "XXXX-04-31", "2026-03", "soon"])
def test_what_is_no_day_is_refused(text):
    assert not is_edtf_day(text)
    with pytest.raises(BadRequest):
        span(text, text)


def test_a_leap_day_without_a_year_may_exist():
    assert is_edtf_day("XXXX-02-29")


def test_an_interval_does_not_end_before_it_starts():
    with pytest.raises(BadRequest, match="before it starts"):
        span("2026-03-04", "2026-03-03")


def test_years_before_our_era_come_in_order_and_have_no_days_of_the_calendar():
    war = span("-0263-01-01", "-0240-12-31")
    assert (war.edtf, war.days(), war.has_year) == ("-0263-01-01/-0240-12-31", None, True)
    assert is_edtf_day("-0044-02-29")
    assert not is_edtf_day("-0043-02-29")
    assert war.may_overlap(span("-0250-01-01", "-0250-12-31"))
    assert not war.may_overlap(span("-0043-03-15", "-0043-03-15"))
    with pytest.raises(BadRequest, match="before it starts"):
        span("-0240-01-01", "-0263-12-31")


@pytest.mark.parametrize(
    ("start", "end", "edtf"),
    [
        ("2026-03-04", "2026-03-04", "2026-03-04"),
        ("2026-03-04", "2026-03-06", "2026-03-04/2026-03-06"),
        ("2026-03-04", None, "2026-03-04/.."),
        (None, "2026-03-04", "../2026-03-04"),
        ("XXXX-03-04", "XXXX-03-04", "XXXX-03-04"),
    ],
)
def test_intervals_are_written_as_edtf(start, end, edtf):
    assert span(start, end).edtf == edtf


@given(DAYS, DAYS, DAYS, DAYS)
def test_intervals_overlap_when_they_share_a_day(a, b, c, d):
    (a, b), (c, d) = sorted((a, b)), sorted((c, d))
    one, other = span(a.isoformat(), b.isoformat()), span(c.isoformat(), d.isoformat())
    assert one.may_overlap(other) == (a <= d and c <= b) == other.may_overlap(one)


@given(DAYS)
def test_a_day_without_a_year_may_be_that_day_of_any_year(day):
    yearless = f"XXXX-{day:%m-%d}"
    assert span(yearless, yearless).may_overlap(day_span(day, "test"))


def test_days_without_a_year_that_differ_do_not_overlap():
    assert not span("XXXX-05-29", "XXXX-05-29").may_overlap(span("2026-06-02", "2026-06-03"))


def test_open_ends_exclude_nothing_on_their_side():
    since = span("2026-03-04", None)
    assert since.may_overlap(span("2030-01-01", "2030-01-02"))
    assert not since.may_overlap(span("2026-03-01", "2026-03-02"))


def test_a_span_without_its_year_has_no_calendar_days():
    assert span("XXXX-03-04", "XXXX-03-04").days() is None
    assert day_span(dt.date(2026, 3, 4), "x").days() == (dt.date(2026, 3, 4),) * 2
