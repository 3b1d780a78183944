import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.codebook import shipped_codebook
from sayso.errors import BadRequest
from sayso.model import Counted, Extraction, Judgement, Quantity, Stance, Status, TimeSpan, Unresolved, Verdict
from sayso.reviewing import anchor_of, apply, check_value, find

AT = dt.datetime(2026, 4, 1, tzinfo=dt.UTC)
BOOK = shipped_codebook()
TEXT = "On Monday a bomb exploded in Harsk. A second bomb exploded in Ondal, police said."


@pytest.fixture
def extraction(make_extraction):
    return make_extraction(TEXT, report="rpt-1")


@pytest.fixture
def claims(extraction, make_claim):
    return [
        make_claim(extraction, "bomb exploded in Harsk", "bombing", place="Harsk", group="E1"),
        make_claim(extraction, "second bomb", "bombing", place="Ondal", group="E2", speaker="police"),
    ]


def judged(verdict, anchors, *, at=AT, slot="", value="", withdrawn=None):
    made = Judgement.id_for(verdict, tuple(anchors), "ana", at, slot, value)
    return Judgement(made, verdict, tuple(anchors), "ana", at, "", slot, value, withdrawn)


def review(judgements, claims, extraction, moment=None):
    return apply(judgements, claims, {extraction.id: extraction}, moment)


def test_a_judgement_finds_its_claim_again(claims, extraction):
    for claim in claims:
        assert find(anchor_of(claim, extraction), claims, [extraction]) == claim


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(before=st.text(max_size=60), after=st.text(max_size=40))
def test_a_judgement_finds_its_words_in_another_extraction(claims, extraction, make_claim, before, after):
    text = before + "\n" + TEXT + "\n" + after
    again = replace(extraction, id="ext-again", text=text)
    moved = make_claim(again, "second bomb", "bombing", place="Ondal", speaker="police")
    assert find(anchor_of(claims[1], extraction), [moved], [again]) == moved


def test_a_judgement_whose_words_are_gone_is_orphaned(claims, extraction):
    gone = replace(extraction, id="ext-2", text="Something else entirely.")
    outcome = apply([judged(Verdict.WRONG, [anchor_of(claims[0], extraction)])], [], {gone.id: gone})
    assert len(outcome.orphans) == 1


def test_a_judgement_on_a_report_out_of_view_is_neither_applied_nor_orphaned(claims, extraction):
    outcome = apply([judged(Verdict.WRONG, [anchor_of(claims[0], extraction)])], [], {})
    assert outcome == type(outcome)((), (), ())


def test_a_wrong_claim_no_longer_counts(claims, extraction):
    outcome = review([judged(Verdict.WRONG, [anchor_of(claims[0], extraction)])], claims, extraction)
    assert outcome.claims == (claims[1],)


def test_withdrawing_a_judgement_gives_back_what_was_there(claims, extraction):
    anchor = anchor_of(claims[0], extraction)
    withdrawn = judged(Verdict.WRONG, [anchor], withdrawn=AT + dt.timedelta(hours=2))
    assert review([withdrawn], claims, extraction) == review([], claims, extraction)
    between = review([withdrawn], claims, extraction, AT + dt.timedelta(hours=1))
    assert between.claims == (claims[1],)


def test_same_and_different_become_decisions_and_the_newest_holds(claims, extraction):
    anchors = sorted(anchor_of(claim, extraction) for claim in claims)
    same, different, unsure = (
        judged(v, anchors, at=AT + dt.timedelta(hours=n))
        for n, v in enumerate((Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE))
    )
    assert [d.same for d in review([same], claims, extraction).decisions] == [True]
    assert [d.same for d in review([different, same], claims, extraction).decisions] == [False]
    assert review([same, different, unsure], claims, extraction).decisions == ()


@pytest.mark.parametrize(
    ("slot", "value", "look", "expected"),
    [
        ("type", "clash", lambda c: c.type, "clash"),
        ("status", "attempted", lambda c: c.status, Status.ATTEMPTED),
        ("stance", "alleged", lambda c: c.stance, Stance.ALLEGED),
        ("when", "2026-03-02", lambda c: c.when.edtf, "2026-03-02"),
        ("when", "2026-03-02/..", lambda c: c.when.end, None),
        ("killed", "8-10", lambda c: c.counts[0].value.high, 10),
        ("killed", "20-", lambda c: (c.counts[0].value.low, c.counts[0].value.high), (20, None)),
        ("killed", "-50", lambda c: (c.counts[0].value.low, c.counts[0].value.high), (None, 50)),
        ("killed", "0", lambda c: (c.counts[0].value.low, c.counts[0].value.high), (0, 0)),
    ],
)
def test_a_corrected_value_takes_the_place_of_the_read_one(claims, extraction, slot, value, look, expected):
    assert check_value(slot, value, BOOK) == value
    made = judged(Verdict.VALUE, [anchor_of(claims[0], extraction)], slot=slot, value=value)
    corrected = review([made], claims, extraction).claims[0]
    assert look(corrected) == expected
    assert corrected.id == claims[0].id
    for span in corrected.spans():
        span.verify(TEXT)


def test_unknown_is_a_value_of_its_own(claims, extraction):
    anchor = anchor_of(claims[0], extraction)
    made = [judged(Verdict.VALUE, [anchor], slot=s, value="unknown") for s in ("when", "killed")]
    corrected = review(made, claims, extraction).claims[0]
    assert isinstance(corrected.when, Unresolved)
    assert not isinstance(corrected.when, TimeSpan)
    (count,) = corrected.counts
    assert count.of is Counted.KILLED
    assert not isinstance(count.value, Quantity)


@pytest.mark.parametrize(
    ("slot", "value"),
    [
        ("colour", "red"),
        ("type", "war"),
        ("stance", "shouted"),
        ("when", "soon"),
        ("killed", "many"),
        ("killed", "9-2"),
    ],
)
def test_a_value_that_a_slot_cannot_hold_is_refused(slot, value):
    with pytest.raises(BadRequest):
        check_value(slot, value, BOOK)


def test_of_two_claims_at_one_place_the_one_with_the_same_speaker_is_found(claims, extraction, make_claim):
    own = make_claim(extraction, "second bomb", "bombing", place="Ondal")
    assert find(anchor_of(claims[1], extraction), [own, claims[1]], [extraction]) == claims[1]
    assert find(anchor_of(own, extraction), [own, claims[1]], [extraction]) == own


def test_the_offset_is_the_last_resort(claims, extraction):
    anchor = replace(anchor_of(claims[0], extraction), before="nowhere to be", after="found")
    assert find(anchor, claims, [extraction]) == claims[0]
    assert find(replace(anchor, quote="never said"), claims, [extraction]) is None


def test_extractions_of_other_reports_hold_nothing_for_a_judgement(claims, extraction):
    other = Extraction("ext-9", "rpt-9", TEXT, "test", "1")
    outcome = apply([judged(Verdict.WRONG, [anchor_of(claims[0], extraction)])], [], {other.id: other})
    assert outcome.orphans == ()
