"""Times against gold: both formats, and the dates and counts of coded claims. All gold here is invented."""

import datetime as dt

import pytest

from sayso.errors import BadRecord
from sayso.evaluating import ResolvedClaim, evaluate_times
from sayso.evaluating.timed_texts import is_relative
from sayso.evaluating.timeml import comparable, is_as_specified, is_calendar, timeml
from sayso.model import Precision, Quantity, TimeSpan, Unresolved, day_span

NOTHING = Unresolved("a test")
PHRASES = [
    {"id": "1", "document": 1, "anchor": "2021-03-10", "text": "Friday", "type": "DATE", "value": "2021-03-05"},
    {"id": "2", "document": 1, "anchor": "2021-03-10", "text": "last week", "type": "DATE", "value": "2021-WXX"},
    {"id": "3", "document": 1, "anchor": "2021-03-10", "text": "two days", "type": "DURATION", "value": "P2D"},
    {"id": "4", "document": 2, "anchor": "2020-01-02T08:00", "text": "2019", "type": "DATE", "value": "2019"},
]
TEXT = "It burnt on Friday at 5 pm, and in May."


def marked(words, **value):
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "tag": "date", **value}


def no_claims(document):
    raise AssertionError("there are no claims in this gold")


def test_phrases_are_resolved_by_document_against_their_anchor(write_lines):
    seen = []

    def resolve(text):
        seen.append((text.reference, [time.words for time in text.times]))
        return [NOTHING] * len(text.times)

    evaluate_times(write_lines(PHRASES), resolve, no_claims)
    assert seen == [
        (dt.date(2021, 3, 10), ["Friday", "last week", "two days"]),
        (dt.date(2020, 1, 2), ["2019"]),
    ]


def test_only_calendar_values_count_and_relative_ones_are_told_apart(write_lines):
    week = TimeSpan("2021-03-01", "2021-03-07", Precision.WEEK, "a test")
    values = {"Friday": day_span(dt.date(2021, 3, 5), "a test"), "last week": week}

    def resolve(text):
        return [values.get(time.words, NOTHING) for time in text.times]

    figures = evaluate_times(write_lines(PHRASES), resolve, no_claims).as_dict()
    assert figures["values"] == 3
    assert figures["apart"] == 1
    assert figures["value_accuracy"] == pytest.approx(1 / 3)
    assert figures["relative_value_accuracy"] == pytest.approx(1 / 2)
    assert figures["value_accuracy_as_specified"] == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("attributes", "value"),
    [
        ({"when": "2021-05"}, TimeSpan("2021-05-01", "2021-05-31", Precision.MONTH, "a test")),
        ({"when": "2021"}, TimeSpan("2021-01-01", "2021-12-31", Precision.YEAR, "a test")),
        ({"when": "--05"}, TimeSpan("XXXX-05-01", "XXXX-05-31", Precision.MONTH, "a test")),
        ({"from": "2021-05-02", "to": "2021-05-04"}, TimeSpan("2021-05-02", "2021-05-04", Precision.DAYS, "a test")),
        ({"when": "-0044"}, TimeSpan("-0043-01-01", "-0043-12-31", Precision.YEAR, "a test")),
        ({"when": "-0001-02"}, TimeSpan("0000-02-01", "0000-02-29", Precision.MONTH, "a test")),
        ({"notAfter": "2021-05"}, TimeSpan(None, "2021-05-31", Precision.OPEN, "a test")),
    ],
)
def test_tei_attributes_name_an_interval(write_lines, attributes, value):
    gold = [{"id": "a", "document_date": "2021-06-01", "text": TEXT, "times": [marked("May", **attributes)]}]
    assert evaluate_times(write_lines(gold), lambda _: [value], no_claims).as_dict()["value_accuracy"] == 1.0


def test_a_time_of_day_alone_is_counted_apart(write_lines):
    times = [marked("5 pm", when="17:00:00"), marked("Friday", when="2021-05-28")]
    gold = [{"id": "a", "document_date": "2021-06-01", "text": TEXT, "times": times}]
    figures = evaluate_times(write_lines(gold), lambda _: [NOTHING, NOTHING], no_claims).as_dict()
    assert (figures["values"], figures["apart"], figures["value_accuracy"]) == (1, 1, 0.0)


def test_dates_of_claims_with_time_words_and_all_counts_are_compared(write_lines, make_claim):
    text = "A bomb killed five guards on May 12. A blast hurt two men."
    dated = make_claim(text, "bomb", time=["May 12"], start="XXXX-05-12", end="XXXX-05-12")
    dated["counts"] = [{"start": 14, "end": 18, "of": "killed", "low": 5, "high": 5}]
    undated = make_claim(text, "blast", time=[])
    undated["counts"] = [{"start": 50, "end": 53, "of": "injured", "low": 2, "high": 2}]
    gold = write_lines([{"id": "a", "published": None, "text": text, "claims": [dated, undated]}])

    def resolve(document):
        when = TimeSpan("XXXX-05-12", "XXXX-05-12", Precision.DAY, "a test")
        return [ResolvedClaim(when, (Quantity(5, 5),)), ResolvedClaim(NOTHING, (Quantity(2, None),))]

    figures = evaluate_times(gold, lambda _: [], resolve).as_dict()
    assert (figures["values"], figures["value_accuracy"]) == (1, 1.0)
    assert figures["counts"]["f1"] == 0.5


@pytest.mark.parametrize("anchor", ["yesterday", "2021"])
def test_an_anchor_that_is_no_day_is_told_by_line(write_lines, anchor):
    gold = write_lines([{**PHRASES[0], "anchor": anchor}])
    with pytest.raises(BadRecord, match="line 1"):
        evaluate_times(gold, lambda _: [], no_claims)


@pytest.mark.parametrize(
    ("start", "end", "precision", "part", "value"),
    [
        ("2021-03-05", "2021-03-05", Precision.DAY, "", "2021-03-05"),
        ("2021-03-05", "2021-03-05", Precision.DAY, "afternoon", "2021-03-05TAF"),
        ("2021-03-05", "2021-03-05", Precision.DAY, "5 pm", "2021-03-05T17:00"),
        ("2021-03-05", "2021-03-05", Precision.DAY, "12:05 a.m.", "2021-03-05T00:05"),
        ("2021-03-01", "2021-03-07", Precision.WEEK, "", "2021-W09"),
        ("2021-03-06", "2021-03-07", Precision.DAYS, "", "2021-W09-WE"),
        ("2021-03-11", "2021-03-20", Precision.MONTH, "", "2021-03"),
        ("2021-07-01", "2021-09-30", Precision.QUARTER, "", "2021-Q3"),
        ("2021-06-01", "2021-09-30", Precision.SEASON, "", "2021-SU"),
        ("2021-07-01", "2021-12-31", Precision.DAYS, "", "2021-H2"),
        ("2021-01-01", "2021-04-30", Precision.YEAR, "", "2021"),
        ("1980-01-01", "1983-12-31", Precision.YEARS, "", "198"),
        ("1800-01-01", "1899-12-31", Precision.YEARS, "", "18"),
    ],
)
def test_a_span_has_the_timeml_value_of_the_unit_that_was_named(start, end, precision, part, value):
    assert timeml(TimeSpan(start, end, precision, "a test", part)) == value


@pytest.mark.parametrize(
    ("gold", "value"), [("19XX", "19"), ("199X", "199"), ("1990-XX-XX", "1990"), ("1989-WXX", "1989-WXX")]
)
def test_gold_values_are_compared_without_places_left_open_at_their_end(gold, value):
    assert comparable(gold) == value


def test_a_finer_value_agrees_with_what_gold_specifies():
    assert is_as_specified("1989-WXX", "1989-W43")
    assert is_as_specified("1989-QX", "1989-Q3")
    assert not is_as_specified("1989-WXX", "1988-W43")


@pytest.mark.parametrize("value", ["P3M", "PT1H", "PXY", "PAST_REF", "FUTURE_REF", "XXXX-XX-XX", ""])
def test_durations_sets_and_vague_references_are_no_calendar_values(value):
    assert not is_calendar(value)


def test_relative_words_need_another_time():
    assert is_relative("last week")
    assert is_relative("Tuesday night")
    assert not is_relative("May 2019")
    assert not is_relative("after 2019")


@pytest.mark.parametrize("name", ["when", "from", "notAfter"])
def test_tei_value_that_is_no_text_is_told(name, write_lines):
    row = {"id": "1", "text": TEXT, "document_date": "2021-03-10", "times": [marked("Friday", **{name: 5})]}
    with pytest.raises(BadRecord, match=f"line 1, times 1: {name} must be text"):
        evaluate_times(write_lines([row]), lambda text: [NOTHING], no_claims)
