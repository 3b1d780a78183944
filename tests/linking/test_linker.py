"""Adding reports in portions, in any order, gives what linking all at once gives."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.codebook import shipped_codebook
from sayso.errors import BadRequest
from sayso.linking import Linker, link
from sayso.linking.blocking import unit_keys
from sayso.linking.columns import columns_of
from sayso.linking.comparisons import may_join, total
from sayso.linking.units import units_of
from sayso.linking.weights import weights
from sayso.model import Decision, Place, PlacePrecision, Status, Unresolved, day_span

BOOK = shipped_codebook()
RELAXED = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
TOWN = Place("t1", "Arvo", PlacePrecision.SETTLEMENT, "XX", "North", latitude=10.0, longitude=20.0, radius_km=5)
NEXT = Place("t2", "Brel", PlacePrecision.SETTLEMENT, "XX", "North", latitude=10.05, longitude=20.05, radius_km=5)
FAR = Place("t3", "Cald", PlacePrecision.SETTLEMENT, "XX", "South", latitude=14.0, longitude=20.0, radius_km=5)
PROVINCE = Place("p1", "North", PlacePrecision.ADMIN1, "XX")
COUNTRY = Place("XX", "Land", PlacePrecision.COUNTRY, "XX")
PLACES = (TOWN, NEXT, FAR, PROVINCE, COUNTRY, None)
TARGETS = ("market", "convoy", "school")

told = st.tuples(
    st.sampled_from(PLACES),
    st.sampled_from((None, 0, 1, 2, 9)),
    st.sampled_from(("bombing", "armed-attack", "protest")),
    st.sampled_from(TARGETS),
    st.integers(0, 12),
    st.sampled_from((None, "six", "nine")),
)


@pytest.fixture
def reports(make_extraction, make_claim):
    """Reports with one claim each, from tuples of place, day, type, target, day of publication and, if any, the
    number killed."""

    def make(drawn):
        out = []
        for number, (place, day, type_, target, published, *toll) in enumerate(drawn):
            killed = next(filter(None, toll), "")
            text = f"Somebody attacked the {target} there, {killed or 'none'} dead; this is report {number} of several."
            made = make_extraction(text, report=f"r{number}", published=f"2026-03-{10 + published:02}")
            claim = make_claim(
                made, "attacked", type_, target=target, place="there", counts=((killed, "killed"),) if killed else ()
            )
            (mention,) = claim.place
            when = Unresolved("not said") if day is None else day_span(dt.date(2026, 3, 10 + day), "test")
            value = Unresolved("not said") if place is None else place
            out.append((made, replace(claim, place=(replace(mention, value=value),), when=when)))
        return out

    return make


def linked(reports, decisions=()):
    extractions = {extraction.id: extraction for extraction, _ in reports}
    return link([claim for _, claim in reports], extractions, decisions, BOOK)


@RELAXED
@given(drawn=st.lists(told, min_size=2, max_size=14), data=st.data())
def test_linking_in_portions_and_any_order_is_linking_all_at_once(reports, drawn, data):
    made = reports(drawn)
    shuffled = data.draw(st.permutations(made))
    cut = data.draw(st.integers(0, len(made)))
    linker = Linker(BOOK)
    for portion in (shuffled[:cut], shuffled[cut:]):
        linker.add([claim for _, claim in portion], {extraction.id: extraction for extraction, _ in portion})
    assert linker.linking() == linked(made)


@RELAXED
@given(drawn=st.lists(told, min_size=2, max_size=12), data=st.data())
def test_a_judgement_holds_and_withdrawing_it_leaves_no_trace(reports, drawn, data):
    made = reports(drawn)
    one, other = data.draw(st.permutations([claim.id for _, claim in made]))[:2]
    same = data.draw(st.booleans())
    linker, extractions = Linker(BOOK), {extraction.id: extraction for extraction, _ in made}
    linker.add([claim for _, claim in made], extractions)
    before = linker.linking()
    judged = linker.linking([Decision(one, other, same, "j")])
    assert any({one, other} <= set(cluster.claims) for cluster in judged.clusters) is same
    assert sorted(c for cluster in judged.clusters for c in cluster.claims) == sorted(c.id for _, c in made)
    assert linker.linking() == before


@RELAXED
@given(drawn=st.lists(told, min_size=2, max_size=12))
def test_what_may_be_joined_has_a_block_in_common(reports, drawn):
    made = reports(drawn)
    units = units_of([c for _, c in made], {e.id: e for e, _ in made}, BOOK)
    columns, keys = columns_of(units), [dict(unit_keys(unit)) for unit in units]
    for one in range(len(units)):
        for other in range(one):
            ours, theirs = (columns.take([row]) for row in (one, other))
            copied = ours.is_sum & False
            if may_join(ours, theirs, copied)[0] and total(ours, theirs, copied)[0] >= weights().join_at:
                common = keys[one].keys() & keys[other].keys()
                assert any(keys[one][key] or keys[other][key] for key in common)


def test_towns_of_one_province_are_not_compared(reports):
    made = reports([(TOWN, 1, "bombing", "market", 1), (FAR, 1, "bombing", "market", 1)])
    near, far = units_of([c for _, c in made], {e.id: e for e, _ in made}, BOOK)
    common = dict(unit_keys(near)).keys() & dict(unit_keys(far)).keys()
    assert not any(dict(unit_keys(near))[key] or dict(unit_keys(far))[key] for key in common)


def test_a_country_alone_joins_nothing(reports):
    made = reports([(COUNTRY, 1, "bombing", "market", 1), (COUNTRY, 1, "bombing", "market", 2)])
    assert len(linked(made).clusters) == 2


def test_a_vague_report_does_not_chain_two_days_into_one(reports):
    drawn = [(TOWN, 1, "bombing", "market", 1), (TOWN, None, "bombing", "market", 2), (TOWN, 3, "bombing", "market", 3)]
    sizes = sorted(len(cluster.claims) for cluster in linked(reports(drawn)).clusters)
    assert sizes == [1, 2]


def test_two_reports_that_tell_another_target_are_told_apart_though_each_alone_would_not_be(reports):
    market = (TOWN, 0, "bombing", "market", 1, "six")
    school = (TOWN, 0, "bombing", "school", 1, "six")
    found = linked(reports([market, market, school, school])).clusters
    assert [len(cluster.claims) for cluster in found] == [2, 2]
    assert len(linked(reports([market, school])).clusters) == 1


def test_background_without_an_occasion_joins_nothing(reports):
    made = reports([(TOWN, 1, "bombing", "market", 1), (TOWN, 1, "bombing", "market", 2)])
    (first, one), (second, other) = made
    habitual = replace(other, status=Status.GENERIC)
    found = link([one, habitual], {first.id: first, second.id: second}, (), BOOK)
    assert len(found.clusters) == 2


def test_a_report_is_added_once(reports):
    ((extraction, claim),) = reports([(TOWN, 1, "bombing", "market", 1)])
    linker = Linker(BOOK)
    linker.add([claim], {extraction.id: extraction})
    with pytest.raises(BadRequest, match="linked already"):
        linker.add([claim], {extraction.id: extraction})
