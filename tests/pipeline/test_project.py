import datetime as dt
import json
from dataclasses import replace

import pytest

from sayso import Project, read
from sayso.errors import BadRequest, NotFound
from sayso.model import AsOf, Level, Verdict
from sayso.pipeline import STAGES, RunSummary
from sayso.pipeline.filters import EventFilter
from sayso.pipeline.health import check_health
from sayso.settings import Settings

OWN_TYPES = """
version: mine-1
remove: [strike]
types:
  - {code: drone-swarm, family: bombardment, definition: Many drones attack at once.}
  - {code: market-raid, family: assault, parent: armed-attack, definition: A market is raided.}
  - {code: strike-raid, family: crowd, parent: strike, definition: A strike is raided.}
"""


def by_words(events, words):
    return [e for e in events if any(words in name for name in (*e.place_words, e.type))]


@pytest.fixture
def sum_event(coded_project):
    return next(event for event in coded_project.events() if event.is_sum)


def test_reading_needs_no_project(examples, example_settings):
    summary = RunSummary()
    found = list(read([examples / "reports"], settings=example_settings, summary=summary))
    assert len(found) == 15
    assert summary.claims == sum(len(item.claims) for item in found) > 15
    assert summary.exit_status == 0
    assert "fr" in summary.not_read[0]
    assert "<table>" in found[0]._repr_html_()


def test_two_processes_give_what_one_gives(examples, example_settings):
    one = [item.claims for item in read([examples / "reports"], settings=example_settings)]
    two = [item.claims for item in read([examples / "reports"], settings=replace(example_settings, processes=2))]
    assert one == two


def test_a_report_is_read_alone_as_among_others(examples, example_settings):
    among = {item.name: item.claims for item in read([examples / "reports"], settings=example_settings)}
    for path in (examples / "reports").glob("0*.txt"):
        (alone,) = read([path], settings=example_settings)
        assert alone.claims == among[str(path)]


def test_the_communique_stays_the_doers_word_and_the_police_report_becomes_a_part(coded_project, sum_event):
    occurrence = sum_event.assessment("occurrence")
    assert occurrence.level is Level.PERPETRATOR_CLAIM_ONLY
    (claim,) = coded_project.explain(sum_event.id).claims
    assert [(c.value.low, c.value.high) for c in claim.counts] == [(39, 39)]
    assert claim.stance == "claimed"
    assert claim.initiator[0].value.name == "Meren Liberation Front"
    assert claim.speakers[0].role == "perpetrator"
    assert claim.time == ()
    assert not claim.when
    explanation = coded_project.explain(sum_event.id)
    assert any("Ondal" in [p.name for p in part.places] for part in explanation.parts)


def test_the_part_names_its_whole(coded_project, sum_event):
    part = next(e for e in coded_project.events() if e.part_of == sum_event.id)
    assert coded_project.explain(part.id).whole.id == sum_event.id


def test_three_copies_count_once(coded_project):
    bombing = next(e for e in coded_project.events() if e.type == "bombing" and len(e.reports) >= 3)
    police = [o for o in bombing.origins if len(o.reports) >= 3]
    assert len(police) == 1


def test_the_denial_shows_as_disputed(coded_project):
    sorn = [e for e in coded_project.events() if any(p.name == "Sorn" for p in e.places)]
    disputed = {a.proposition for e in sorn if len(e.claims) > 1 for a in e.assessments if a.disputed}
    assert disputed == {"initiator"}, "the ministry speaks for the army's side, and denies what an army helicopter did"


def test_both_sides_of_the_ambush_are_heard(coded_project):
    tirsk = next(e for e in coded_project.events() if any(p.name == "Tirsk" for p in e.places))
    assert tirsk.assessment("occurrence").level is Level.ACKNOWLEDGED
    assert {a.value for a in tirsk.assessment("killed").alternatives} == {"4", "11"}


def test_the_day_before_the_correction_is_still_there(coded_project):
    def tolls(day):
        events = coded_project.events(AsOf(published=dt.date(2026, 3, day)))
        return {a.value for e in events for s in e.assessments if s.proposition == "killed" for a in s.alternatives}

    assert "5" not in tolls(11)
    assert "5" in tolls(12)
    assert coded_project.events(AsOf(published=dt.date(2026, 3, 9))) == ()


def test_what_was_believed_before_is_still_there(coded_project, examples, clock, tmp_path):
    before = clock.now
    events = coded_project.events()
    extra = tmp_path / "more.txt"
    extra.write_text("published: 2026-03-28\n\nGunmen attacked a post in Kirsen on Friday, police said.")
    coded_project.code([extra])
    assert len(coded_project.events()) > len(events)
    assert coded_project.events(AsOf(recorded=before)) == events


def test_coding_again_adds_nothing(coded_project, examples):
    events, counts = coded_project.events(), coded_project.store.view().counts()
    summary = coded_project.code([examples / "reports"])
    assert (summary.new, summary.known, summary.read) == (0, 15, 0)
    assert coded_project.events() == events
    assert coded_project.store.view().counts() == counts


def test_adding_reports_one_by_one_gives_the_events_of_adding_all(empty_project, coded_alone, examples):
    for path in sorted((examples / "reports").iterdir(), reverse=True):
        empty_project.code([path])
    grouped = {frozenset(event.claims): replace(event, id="", part_of="") for event in empty_project.events()}
    assert grouped == coded_alone


@pytest.fixture
def coded_alone(tmp_path, example_settings, clock, examples):
    with Project.open(tmp_path / "all.sayso", create=True, settings=example_settings, clock=clock) as project:
        project.code([examples / "reports"])
        return {frozenset(event.claims): replace(event, id="", part_of="") for event in project.events()}


def test_a_project_remembers_its_gazetteer_and_actors(coded_project, example_settings):
    path = coded_project.store.path
    events = coded_project.events()
    coded_project.close()
    with Project.open(path) as again:
        assert again.settings.gazetteer == example_settings.gazetteer
        assert {e.places for e in again.events()} == {e.places for e in events}


def test_a_judgement_holds_and_can_be_taken_back(coded_project):
    events = coded_project.events()
    pair = [next(e for e in events if len(e.claims) > 1 and len(e.reports) > 1)]
    explanation = coded_project.explain(pair[0].id)
    first = explanation.claims[0]
    other = next(c for c in explanation.claims if c.extraction != first.extraction)
    made = coded_project.judge(Verdict.DIFFERENT, [first.id, other.id], who="ana", why="two markets")
    apart = {c: e.id for e in coded_project.events() for c in e.claims}
    assert apart[first.id] != apart[other.id]
    coded_project.code([])
    assert {c: e.id for e in coded_project.events() for c in e.claims} == apart
    withdrawn = coded_project.withdraw(made.id, who="ana")
    assert withdrawn.withdrawn_at
    assert coded_project.events() == events
    assert coded_project.judgements()[0] == (withdrawn,)


def test_joining_by_hand_leaves_a_redirect(coded_project):
    one, other = coded_project.events()[:2]
    made = coded_project.judge(Verdict.SAME, [one.claims[0], other.claims[0]], who="ana")
    ids = {e.id for e in coded_project.events()}
    (gone,) = {one.id, other.id} - ids
    explanation = coded_project.explain(gone)
    assert explanation.redirected_from == gone
    assert set(one.claims) | set(other.claims) <= set(explanation.event.claims)
    assert coded_project.explain(gone[: len("evt-") + 8]).event == explanation.event
    coded_project.withdraw(made.id, who="ana")
    assert {one.id, other.id} <= {e.id for e in coded_project.events()}
    assert coded_project.explain(gone).redirected_from == ""


def test_a_corrected_value_shows_in_the_event(coded_project):
    event = next(e for e in coded_project.events() if dict(e.tolls).get("killed"))
    coded_project.correct(event.claims[0], "killed", "123", who="ana", why="the list of names")
    changed = next(e for e in coded_project.events() if event.claims[0] in e.claims)
    assert any(a.value == "123" for a in changed.assessment("killed").alternatives)


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda p: p.explain("evt-none"), NotFound),
        (lambda p: p.explain("evt-"), BadRequest),
        (lambda p: p.judge(Verdict.SAME, ["clm-none", "clm-nothing"], who="a"), NotFound),
        (lambda p: p.judge(Verdict.SAME, [p.events()[0].claims[0]], who="a"), BadRequest),
        (lambda p: p.correct(p.events()[0].claims[0], "colour", "red", who="a"), BadRequest),
        (lambda p: p.withdraw("jdg-none", who="a"), NotFound),
    ],
)
def test_ids_that_are_none_and_bad_requests_are_clear_errors(coded_project, call, error):
    with pytest.raises(error):
        call(coded_project)


def test_a_pair_can_be_explained_whether_joined_or_not(coded_project):
    one, other = (event.claims[0] for event in coded_project.events()[:2])
    assert coded_project.explain_pair(one, other).comparisons


def test_bad_inputs_are_counted_and_the_others_go_on(empty_project, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("")
    (folder / "b.bin").write_bytes(b"\0")
    (folder / "c.pdf").write_bytes(b"%PDF-1.4 cut off")
    (folder / "d.jsonl").write_text('{"id": "1", "text": "Gunmen attacked a post in Harsk."}\nbroken\n')
    (folder / "e.txt").write_text("Rebels kidnapped a farmer in Ondal.")
    summary = empty_project.code([folder])
    assert summary.exit_status == 3
    assert (summary.new, summary.claims) == (4, 2)
    assert sorted(f.item.rsplit("/", 1)[1] for f in summary.skipped) == ["a.txt", "b.bin", "c.pdf", "d.jsonl, line 2"]
    assert len(empty_project.store.view().failures()) == 4
    again = empty_project.code([])
    assert again.skipped == []


def test_the_same_id_with_another_text_in_a_later_run_is_skipped(empty_project, tmp_path):
    path = tmp_path / "r.jsonl"
    for text in ("Gunmen attacked a post.", "Gunmen attacked two posts."):
        path.write_text(json.dumps({"id": "7", "text": text}))
        summary = empty_project.code([path])
    assert "came before with another text" in summary.skipped[0].problem
    assert len(empty_project.store.view().reports()) == 1


def test_nothing_usable_is_status_one(empty_project, tmp_path):
    assert empty_project.code([tmp_path / "none.txt"]).exit_status == 1


def test_a_reader_that_fails_on_one_text_does_not_stop_the_others(monkeypatch, empty_project, tmp_path):
    from sayso.reading.lexical import LexicalReader

    whole = LexicalReader.read

    def fragile(self, extraction):
        if "Ondal" in extraction.text:
            raise ZeroDivisionError("odd text")
        return whole(self, extraction)

    monkeypatch.setattr(LexicalReader, "read", fragile)
    (tmp_path / "a.txt").write_text("Rebels kidnapped a farmer in Ondal.")
    (tmp_path / "b.txt").write_text("Rebels kidnapped a farmer in Harsk.")
    summary = empty_project.code([tmp_path / "a.txt", tmp_path / "b.txt"])
    assert "ZeroDivisionError" in summary.skipped[0].problem
    assert summary.claims == 1
    monkeypatch.undo()
    assert empty_project.code([]).claims == 1


def test_filters_admit_events_that_meet_all_conditions(coded_project):
    events = coded_project.events()

    def kept(**conditions):
        return [e for e in events if EventFilter(**conditions).admits(e)]

    assert kept() == list(events)
    assert all(e.type == "bombing" for e in kept(type="bombing"))
    assert kept(place="tirsk", actor="meren")
    assert kept(level="perpetrator-claim-only")
    assert all(any(a.disputed for a in e.assessments) for e in kept(disputed=True))
    assert kept(since="2026-03-17", until="2026-03-17") != kept(until="2026-03-11")
    for bad in ({"since": "soon"}, {"level": "certain"}):
        with pytest.raises(BadRequest):
            EventFilter(**bad)


def test_the_doctor_finds_an_installation_and_a_project_well(coded_project):
    checks = check_health(coded_project.store.path)
    names = {check.name for check in checks}
    assert any(name.startswith("project") for name in names)
    assert all(check.is_fine for check in checks if check.name in ("Sayso", "SQLite"))


def test_the_doctor_says_what_is_wrong_with_a_project(tmp_path):
    checks = check_health(tmp_path / "none.sayso")
    assert not checks[-1].is_fine


def test_the_doctor_tells_types_that_people_refine_from_those_that_only_people_code(tmp_path):
    mine = tmp_path / "mine.yaml"
    mine.write_text(OWN_TYPES, "utf-8")
    path = tmp_path / "own.sayso"
    report = tmp_path / "report.txt"
    report.write_text("Gunmen raided a market in Harsk.", "utf-8")
    with Project.open(path, settings=Settings(codebook=mine, reader="lexical"), create=True) as project:
        project.code([report])
    found = {check.name: check.found for check in check_health(path)}
    assert found["types that people refine"].endswith("market-raid (from armed-attack)")
    assert found["types that only people code"].endswith("drone-swarm, strike-raid")


def test_stages_are_named_in_their_order():
    assert [stage.name for stage in STAGES] == ["capture", "extract", "read", "resolve", "review", "link", "assess"]
