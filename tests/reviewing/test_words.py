"""Corrections that are words of the report, and claims that people add."""

import datetime as dt
from dataclasses import replace

import pytest

from sayso.codebook import shipped_codebook
from sayso.errors import BadRequest
from sayso.model import About, Actor, Judgement, Place, PlacePrecision, SpeakerRole, Verdict
from sayso.pipeline.reviews import sentence_span
from sayso.reviewing import MissingClaim, Tools, anchor_of, apply, check_value, locate

AT = dt.datetime(2026, 4, 1, tzinfo=dt.UTC)
BOOK = shipped_codebook()
TEXT = (
    "On Monday a bomb exploded in Harsk and wounded a farmer. The Meren Liberation Front planted the bomb near Ondal,\n"
    "police said, according to the Kelmira Courier. The army denied a raid in Sorn."
)


@pytest.fixture
def extraction(make_extraction):
    return make_extraction(TEXT, report="rpt-1")


@pytest.fixture
def claim(extraction, make_claim):
    return make_claim(extraction, "exploded", "bombing", place="Harsk", speaker="the Kelmira Courier", role="media")


@pytest.fixture
def tools(resolver):
    return Tools(resolver.resolve, sentence_span)


def judged(verdict, anchor, *, hours=0, slot="", value=""):
    at = AT + dt.timedelta(hours=hours)
    return Judgement(
        Judgement.id_for(verdict, (anchor,), "ana", at, slot, value), verdict, (anchor,), "ana", at, "", slot, value
    )


def corrected(claim, extraction, tools, slot, value):
    check_value(slot, value, BOOK)
    made = judged(Verdict.VALUE, anchor_of(claim, extraction), slot=slot, value=value)
    return apply([made], [claim], {extraction.id: extraction}, tools=tools)


def test_words_of_the_report_take_the_place_of_the_doer_and_are_resolved(claim, extraction, tools):
    (changed,) = corrected(claim, extraction, tools, "initiator", "The Meren Liberation Front").claims
    (doer,) = changed.initiator
    assert isinstance(doer.value, Actor)
    assert doer.value.id == "mlf"
    doer.span.verify(TEXT)
    assert replace(changed, initiator=claim.initiator) == claim


def test_a_place_can_be_another_and_there_can_be_several(claim, extraction, tools):
    (changed,) = corrected(claim, extraction, tools, "place", "near Ondal; Sorn").claims
    assert [mention.value.name for mention in changed.place if isinstance(mention.value, Place)] == ["Ondal", "Sorn"]
    assert changed.id == claim.id


def test_a_place_can_be_chosen_by_its_id(claim, extraction, tools):
    chosen = Place("geonames:1", "Ondal", PlacePrecision.SETTLEMENT, country="KE", rule="exact name")
    tools = replace(tools, place_of={chosen.id: chosen}.get)
    (changed,) = corrected(claim, extraction, tools, "place", "Ondal [geonames:1]; Sorn").claims
    by_words = {mention.span.text: mention.value for mention in changed.place}
    assert by_words["Ondal"] == replace(chosen, rule="chosen by a person")
    assert by_words["Sorn"].id != chosen.id
    for mention in changed.place:
        mention.span.verify(TEXT)


def test_a_chosen_place_that_the_gazetteer_lost_orphans_its_judgement(claim, extraction, tools):
    outcome = corrected(claim, extraction, tools, "place", "Ondal [geonames:99]")
    assert outcome.claims == (claim,)
    assert len(outcome.orphans) == 1


def test_unknown_leaves_a_slot_of_words_empty(claim, extraction, tools):
    (changed,) = corrected(claim, extraction, tools, "place", "unknown").claims
    assert changed.place == ()


def test_the_nearest_speaker_changes_and_who_quotes_it_stays(extraction, make_claim, tools):
    claim = make_claim(extraction, "planted", "bombing", speaker="the Kelmira Courier", role="media")
    claim = replace(claim, speakers=(replace(claim.speakers[0], level=1),))
    (changed,) = corrected(claim, extraction, tools, "speaker", "police (authority)").claims
    assert [(s.span.text, s.role, s.level) for s in changed.speakers] == [
        ("police", SpeakerRole.AUTHORITY, 0),
        ("the Kelmira Courier", SpeakerRole.MEDIA, 1),
    ]


def test_a_claim_can_be_the_reports_own(claim, extraction, tools):
    (changed,) = corrected(claim, extraction, tools, "speaker", "own voice").claims
    assert changed.is_own_voice


def test_what_a_denial_is_about_can_be_said_and_left_open_again(claim, extraction, tools):
    (changed,) = corrected(claim, extraction, tools, "about", "value").claims
    assert changed.about is About.VALUE
    (again,) = corrected(changed, extraction, tools, "about", "unknown").claims
    assert again.about is None


@pytest.mark.parametrize(
    ("slot", "value"),
    [
        ("speaker", "police"),
        ("speaker", "police (king)"),
        ("speaker", "unknown"),
        ("place", "Harsk; "),
        ("about", "weather"),
    ],
)
def test_a_value_that_a_slot_of_words_cannot_hold_is_refused(slot, value):
    with pytest.raises(BadRequest):
        check_value(slot, value, BOOK)


def test_words_are_found_whole_and_nearest_to_the_claim_whatever_the_blanks(extraction):
    assert locate("bomb", extraction, 0).start == TEXT.index("bomb")
    assert locate("bomb", extraction, 60).start == TEXT.rindex("bomb")
    assert locate("Ondal, police", extraction, 0).text == "Ondal,\npolice"
    assert locate("arm", extraction, 0) is None


def test_a_correction_whose_words_are_gone_is_orphaned(claim, extraction, tools):
    made = judged(Verdict.VALUE, anchor_of(claim, extraction), slot="place", value="Sorn")
    gone = replace(extraction, text=TEXT.replace("Sorn", "Tirsk"))
    outcome = apply([made], [claim], {gone.id: gone}, tools=tools)
    assert outcome.orphans == (made,)
    assert outcome.claims == (claim,)


@pytest.fixture
def missing(extraction):
    said = MissingClaim("operation", stance="denied", speaker="The army (authority)").check(BOOK)
    anchor = said.anchor_at(locate("raid", extraction, 0), extraction)
    return judged(Verdict.MISSING, anchor, value=said.as_text())


def test_a_claim_that_the_reader_missed_counts_with_its_exact_words(claim, extraction, tools, missing):
    kept, added = apply([missing], [claim], {extraction.id: extraction}, tools=tools).claims
    assert kept == claim
    assert (added.anchor.text, added.type, added.stance.value) == ("raid", "operation", "denied")
    assert added.sentence.text == "The army denied a raid in Sorn."
    assert isinstance(added.speakers[0].actor, Actor)
    for span in added.spans():
        span.verify(TEXT)


def test_an_added_claim_can_be_corrected_like_any_other(claim, extraction, tools, missing):
    (added,) = apply([missing], [], {extraction.id: extraction}, tools=tools).added
    place = judged(Verdict.VALUE, anchor_of(added, extraction), hours=1, slot="place", value="Sorn")
    *_, changed = apply([missing, place], [claim], {extraction.id: extraction}, tools=tools).claims
    assert changed.id == added.id
    assert [mention.value.name for mention in changed.place] == ["Sorn"]


def test_an_added_claim_moves_with_its_words_to_another_extraction(extraction, tools, missing):
    moved = replace(extraction, id="ext-2", text="Updated.\n\n" + TEXT)
    (added,) = apply([missing], [], {moved.id: moved}, tools=tools).claims
    assert added.extraction == "ext-2"
    assert added.anchor.text == "raid"


def test_an_added_claim_whose_words_are_gone_is_orphaned(extraction, tools, missing):
    gone = replace(extraction, text="Something else entirely.")
    outcome = apply([missing], [], {gone.id: gone}, tools=tools)
    assert (outcome.claims, outcome.orphans) == ((), (missing,))


def test_a_missing_claim_of_which_nothing_is_said_adds_nothing(claim, extraction, tools):
    empty = judged(Verdict.MISSING, anchor_of(claim, extraction))
    outcome = apply([empty], [claim], {extraction.id: extraction}, tools=tools)
    assert (outcome.claims, outcome.orphans) == ((claim,), ())


def test_a_claim_that_a_later_reader_finds_is_not_there_twice(extraction, make_claim, tools, missing):
    read = make_claim(extraction, "a raid", "operation", stance="denied", speaker="The army")
    outcome = apply([missing], [read], {extraction.id: extraction}, tools=tools)
    assert (outcome.claims, outcome.orphans) == ((read,), ())


def test_taking_either_back_gives_what_was_there(claim, extraction, tools, missing):
    place = judged(Verdict.VALUE, anchor_of(claim, extraction), slot="place", value="Sorn")
    withdrawn = [replace(one, withdrawn_at=AT + dt.timedelta(hours=2)) for one in (missing, place)]
    texts = {extraction.id: extraction}
    assert apply(withdrawn, [claim], texts, tools=tools) == apply([], [claim], texts, tools=tools)
