"""A report that gives no date or no place joins the one happening that it fits, if there is exactly one."""

import datetime as dt
from dataclasses import replace

import pytest

from sayso.codebook import shipped_codebook
from sayso.linking import Linker, link
from sayso.model import Actor, ActorKind, Decision, Place, PlacePrecision, Unresolved, day_span

BOOK = shipped_codebook()
HERE = Place("t1", "Arvo", PlacePrecision.SETTLEMENT, "XX", "North", latitude=10.0, longitude=20.0, radius_km=5)
ELSEWHERE = Place("t2", "Brel", PlacePrecision.SETTLEMENT, "XX", "South", latitude=14.0, longitude=20.0, radius_km=5)
ABROAD = Place("t3", "Cald", PlacePrecision.SETTLEMENT, "YY", "West", latitude=40.0, longitude=20.0, radius_km=5)


@pytest.fixture
def told(make_extraction, make_claim):
    """One report with one claim: where, on which day of March, how many were killed, when it came out."""

    def make(number, place, day, killed, published, target="", country="XX"):
        text = f"The police said somebody attacked {target or 'it'} there, {killed} dead, in number {number}."
        extraction = make_extraction(text, report=f"r{number}", published=f"2026-03-{published:02}")
        hit = {"target": target} if target else {}
        claim = make_claim(
            extraction, "attacked", "bombing", speaker="The police", place="there", counts=((killed, "killed"),), **hit
        )
        police = Actor(f"police:{country}", "police", ActorKind.STATE_FORCES, countries=(country,), generic=True)
        unknown = Unresolved("not said")
        return extraction, replace(
            claim,
            speakers=tuple(replace(speaker, actor=police) for speaker in claim.speakers),
            place=tuple(replace(m, value=place or unknown) for m in claim.place),
            when=day_span(dt.date(2026, 3, day), "test") if day else unknown,
        )

    return make


def linked(reports, decisions=()):
    return link([claim for _, claim in reports], {e.id: e for e, _ in reports}, decisions, BOOK)


def together(reports, decisions=()):
    """Which reports stand together, by their position."""
    position = {claim.id: n for n, (_, claim) in enumerate(reports)}
    return {frozenset(position[c] for c in cluster.claims) for cluster in linked(reports, decisions).clusters}


def test_an_undated_report_joins_the_only_happening_of_its_town(told):
    reports = [
        told(0, HERE, 10, "six", 10, "the market"),
        told(1, HERE, None, "six", 16),
        told(2, ELSEWHERE, 10, "six", 10),
    ]
    assert together(reports) == {frozenset({0, 1}), frozenset({2})}


def test_an_undated_report_that_fits_two_happenings_joins_neither(told):
    reports = [
        told(0, HERE, 10, "six", 10, "the market"),
        told(1, HERE, 12, "six", 12, "the school"),
        told(2, HERE, None, "nine", 17),
    ]
    assert len(together(reports)) == 3


def test_a_report_without_a_place_joins_the_only_happening_of_that_day_and_toll(told):
    reports = [told(0, HERE, 10, "six", 10, "the market"), told(1, None, 10, "six", 12), told(2, HERE, 20, "nine", 20)]
    assert together(reports) == {frozenset({0, 1}), frozenset({2})}


def test_a_report_without_a_place_that_fits_two_towns_joins_neither(told):
    reports = [told(0, HERE, 10, "six", 10), told(1, ELSEWHERE, 10, "six", 10), told(2, None, 10, "six", 12)]
    assert len(together(reports)) == 3


def test_leftovers_that_came_together_go_on_to_the_happening_that_they_fit(told):
    reports = [
        told(0, HERE, 10, "six", 10, "the market"),
        told(1, None, 11, "six", 11, "the market"),
        told(2, None, None, "six", 13, "the market"),
    ]
    assert together(reports) == {frozenset({0, 1, 2})}


def test_a_report_a_day_off_joins_the_happening_of_its_place_and_target(told):
    reports = [
        told(0, HERE, 10, "six", 10, "the market"),
        told(1, HERE, 10, "six", 11),
        told(2, HERE, 11, "nine", 11, "the market"),
    ]
    assert together(reports) == {frozenset({0, 1, 2})}


def test_a_report_a_day_later_of_another_target_is_another_happening(told):
    reports = [
        told(0, HERE, 10, "six", 10, "the market"),
        told(1, HERE, 10, "six", 11),
        told(2, HERE, 11, "nine", 11, "the school"),
    ]
    assert together(reports) == {frozenset({0, 1}), frozenset({2})}


def test_a_report_without_a_place_stays_in_its_country_whatever_else_agrees(told):
    abroad = told(0, ABROAD, 10, "six", 10, "the market", "YY")
    assert len(together([abroad, told(1, None, 10, "six", 12, "the market", "XX")])) == 2
    assert len(together([abroad, told(1, None, 10, "six", 12, "the market", "YY")])) == 1


def test_the_police_of_one_country_do_not_speak_of_a_happening_in_another(told):
    reports = [told(0, ABROAD, 10, "six", 10, "the market", "YY"), told(1, None, 10, "six", 12)]
    assert len(together(reports)) == 2


def test_a_person_keeps_a_leftover_apart_and_it_comes_back_when_the_judgement_is_withdrawn(told):
    reports = [told(0, HERE, 10, "six", 10, "the market"), told(1, HERE, None, "six", 16)]
    (_, one), (_, other) = reports
    assert together(reports, [Decision(one.id, other.id, same=False, judgement="jdg-1")]) == {
        frozenset({0}),
        frozenset({1}),
    }
    assert together(reports) == {frozenset({0, 1})}


def test_a_rival_that_comes_later_frees_a_leftover_as_if_all_had_come_at_once(told):
    reports = [told(0, HERE, 10, "six", 10), told(1, None, 10, "six", 12), told(2, ELSEWHERE, 10, "six", 10)]
    linker = Linker(BOOK)
    for extraction, claim in reports[:2]:
        linker.add([claim], {extraction.id: extraction})
    assert len(linker.linking().clusters) == 1
    extraction, claim = reports[2]
    linker.add([claim], {extraction.id: extraction})
    assert linker.linking() == linked(reports)
    assert len(linker.linking().clusters) == 3
