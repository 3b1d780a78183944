"""The examples of docs/assessment.md, from invented texts to assessments."""

import datetime as dt

import pytest

from sayso.model import AsOf, Level

STORY = (
    "A bomb exploded in the crowded main market of Harsk on Tuesday, killing six people, police said. Stalls along "
    "Weavers Street burned for hours, and the market stayed closed until the next morning."
)
REPORTS = (
    ("Kelmira Courier", "2026-03-10", STORY),
    ("Meren Gazette", "2026-03-10", STORY + " More soon."),
    ("Dolvane Daily", "2026-03-11", STORY + " This is a developing story."),
    (
        "Radio Harsk",
        "2026-03-11",
        "A bomb exploded at the market of Harsk on Tuesday, killing nine people, doctors at the hospital said.",
    ),
    ("Meren Gazette", "2026-03-12", "The ministry denied that a bomb exploded at the market of Harsk on Tuesday."),
    (
        "Kelmira Courier",
        "2026-03-13",
        "A bomb exploded in the main market of Harsk on Tuesday, killing five people and not more, police said.",
    ),
)


@pytest.fixture
def market(empty_project, tmp_path):
    paths = []
    for number, (outlet, published, text) in enumerate(REPORTS):
        paths.append(tmp_path / f"{number}.txt")
        paths[-1].write_text(f"outlet: {outlet}\npublished: {published}\n\n{text}\n", "utf-8")
    empty_project.code(paths)
    return empty_project


def event_of(project, as_of=AsOf()):  # noqa: B008
    return next(event for event in project.events(as_of) if len(event.reports) > 1)


def test_three_copies_count_once(market):
    day = event_of(market, AsOf(published=dt.date(2026, 3, 10)))
    assert len(day.reports) == 2
    assert [origin.name for origin in day.origins] == ["police"]
    police = next(origin for origin in event_of(market).origins if origin.name == "police")
    assert len(police.reports) == 4


def test_the_denial_shows_as_disputed(market):
    assert not event_of(market, AsOf(published=dt.date(2026, 3, 11))).assessment("occurrence").disputed
    occurrence = event_of(market).assessment("occurrence")
    assert occurrence.disputed
    assert occurrence.level is Level.CORROBORATED


def test_the_tolls_of_police_and_hospital_stand_side_by_side(market):
    killed = event_of(market).assessment("killed")
    assert killed.disputed
    assert [a.value for a in killed.alternatives if not a.superseded] == ["5", "9"]
    assert (killed.toll.low, killed.toll.best, killed.toll.high) == (5, None, 9)


def test_the_correction_supersedes_and_the_older_value_was_there_the_day_before(market):
    assert [a.value for a in event_of(market).assessment("killed").alternatives if a.superseded] == ["6"]
    before = event_of(market, AsOf(published=dt.date(2026, 3, 12))).assessment("killed")
    assert [(a.value, a.superseded) for a in before.alternatives] == [("6", False), ("9", False)]
