"""What people decide about claims of a project."""

import pytest

from sayso.errors import BadRequest, NotFound
from sayso.model import AsOf, Verdict
from sayso.pipeline import State
from sayso.reviewing import MissingClaim

TEXT = "Rebels kidnapped a farmer in Ondal on 2 March 2026, police said. Two days later a depot burnt near Tirsk."


@pytest.fixture
def project(empty_project, tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    empty_project.code([tmp_path / "a.txt"])
    return empty_project


@pytest.fixture
def claim(project):
    return next(claim for claim in project.claims() if claim.type == "abduction")


def test_a_place_chosen_by_its_id_moves_the_event_and_one_that_is_none_is_refused(project, claim):
    words = next(iter(claim.place)).span.text
    with pytest.raises(BadRequest, match="gazetteer find"):
        project.correct(claim.id, "place", f"{words} [geonames:0]", who="ana")
    project.correct(claim.id, "place", f"{words} [geonames:3583446]", who="ana")
    (moved,) = [event for event in project.events() if claim.id in event.claims]
    assert "San Miguel" in [place.name for place in moved.places]
    project.correct(claim.id, "place", f"{words} [overlay:Tirsk]", who="ana")
    (moved,) = [event for event in project.events() if claim.id in event.claims]
    assert [place.name for place in moved.places] == ["Tirsk"]


def test_a_corrected_place_moves_the_event_and_taking_it_back_moves_it_home(project, claim):
    events = project.events()
    made = project.correct(claim.id, "place", "Tirsk", who="ana")
    (moved,) = [event for event in project.events() if claim.id in event.claims]
    assert [place.name for place in moved.places] == ["Tirsk"]
    project.withdraw(made.id, who="ana")
    assert project.events() == events


def test_words_that_the_report_does_not_have_are_refused(project, claim):
    with pytest.raises(BadRequest, match="is not in the claim's report"):
        project.correct(claim.id, "initiator", "the army", who="ana")
    assert project.reviews() == ()


def test_a_missing_claim_is_an_event_until_it_is_taken_back(project, claim, clock):
    events = project.events()
    before = clock.now
    made = project.add_missing("a.txt", "burnt", MissingClaim("destruction"), who="ana")
    (added,) = [one for one in project.claims() if one.type == "destruction"]
    assert added.sentence.text == "Two days later a depot burnt near Tirsk."
    project.correct(added.id, "place", "near Tirsk", who="ana")
    assert any(added.id in event.claims and event.places[0].name == "Tirsk" for event in project.events())
    assert project.events(AsOf(recorded=before)) == events
    for review in reversed(project.reviews()):
        project.withdraw(review.judgement.id, who="ana")
    assert project.events() == events
    assert made.id in {review.judgement.id for review in project.reviews()}


@pytest.mark.parametrize(
    ("report", "words", "said", "error"),
    [
        ("b.txt", "burnt", MissingClaim("destruction"), NotFound),
        ("a.txt", "burned", MissingClaim("destruction"), BadRequest),
        ("a.txt", "a", MissingClaim("destruction"), BadRequest),
        ("a.txt", "burnt", MissingClaim("bonfire"), BadRequest),
        ("a.txt", "burnt", MissingClaim("destruction", speaker="the army (authority)"), BadRequest),
        ("a.txt", "kidnapped", MissingClaim("abduction", speaker="police (authority)"), BadRequest),
    ],
)
def test_what_cannot_be_a_missing_claim_is_a_clear_error(project, report, words, said, error):
    with pytest.raises(error):
        project.add_missing(report, words, said, who="ana")
    assert project.reviews() == ()


def test_a_report_is_named_by_its_file_its_id_or_a_claim_in_it(project, claim):
    (report,) = project.explain(project.events()[0].id).reports
    for name in ("a.txt", report, claim.id[:12]):
        made = project.add_missing(name, "burnt", MissingClaim("destruction"), who="ana")
        project.withdraw(made.id, who="ana")


def test_a_judgement_holds_on_to_the_claim_as_it_was_read(project, claim):
    project.correct(claim.id, "type", "killing", who="ana")
    again = project.correct(claim.id, "killed", "1", who="ana")
    assert again.anchors[0].type == "abduction"


def test_reviews_tell_what_each_judgement_is_about_and_whether_it_holds(project, claim):
    wrong = project.judge(Verdict.WRONG, [claim.id], who="ana")
    project.withdraw(wrong.id, who="ana")
    project.correct(claim.id, "killed", "1", who="ana")
    first, second = project.reviews()
    assert (first.state, second.state) == (State.WITHDRAWN, State.HOLDS)
    assert [one.id for one in (*first.claims, *second.claims)] == [claim.id, claim.id]
    assert second.claims[0].counts[-1].value.low == 1


def test_a_pair_can_be_explained_as_of_a_moment(project, claim, clock):
    project.add_missing("a.txt", "burnt", MissingClaim("destruction"), who="ana")
    other = next(one for one in project.claims() if one.id != claim.id)
    before = clock.now
    project.judge(Verdict.SAME, [claim.id, other.id], who="ana")
    assert project.explain_pair(claim.id, other.id).joined
    assert not project.explain_pair(claim.id, other.id, AsOf(recorded=before)).joined
