"""The six invariants of the design, each as a property."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso import Project, read
from sayso.codebook import shipped_codebook
from sayso.model import (
    SPAN_ROLES,
    AsOf,
    Extraction,
    Published,
    PublishedPrecision,
    Quantity,
    TimeSpan,
    Unresolved,
    Verdict,
)
from sayso.reading import get_reader

PARTS = st.sampled_from(
    [
        "Gunmen attacked a police post in Harsk on Tuesday, killing two policemen, police said.",
        "The ministry denied that soldiers shelled Sorn.",
        "A bomb exploded near Tirsk on 4 March and wounded several people.",
        "The Meren Liberation Front claimed responsibility for attacks at 12 places, its spokesman said.",
        "No casualties were reported in the blast in Ondal.",
        "He said that dozens had been arrested since 1 January.",
        "Nothing happened here \u202e\u200b at all 💣.",
    ]
)
TEXTS = st.lists(st.one_of(PARTS, st.text(max_size=60)), min_size=1, max_size=6).map(" ".join)
RELAXED = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def read_and_resolve(text, resolver, published=None):
    moment = Published(published, PublishedPrecision.DAY) if published else None
    extraction = Extraction("ext-1", "rpt-1", text, "test", "1", language="en", published=moment)
    claims = get_reader("lexical", shipped_codebook()).read(extraction).claims
    return extraction, resolver.resolve(claims, extraction)


@RELAXED
@given(text=TEXTS)
def test_1_no_value_without_a_span(text, resolver):
    extraction, claims = read_and_resolve(text, resolver)
    for claim in claims:
        for span in claim.spans():
            assert span.extraction == extraction.id
            span.verify(text)
        if isinstance(claim.when, TimeSpan):
            assert claim.time, "a date rests on words that name it"


@RELAXED
@given(text=TEXTS, day=st.dates(dt.date(2000, 1, 1), dt.date(2030, 1, 1)))
def test_3_unknown_is_never_zero_and_publication_never_the_date(text, day, resolver):
    _, claims = read_and_resolve(text, resolver, day.isoformat())
    for claim in claims:
        assert isinstance(claim.when, TimeSpan | Unresolved)
        if not claim.time:
            assert not isinstance(claim.when, TimeSpan)
        for count in claim.counts:
            if isinstance(count.value, Quantity) and count.value.high == 0:
                assert any(word in count.span.text.lower() for word in ("no", "none", "zero", "nobody", "0"))
        for role in SPAN_ROLES:
            assert all(mention.value is not None for mention in getattr(claim, role))


@pytest.fixture
def rows(coded_project):
    def rows():
        kept = "blob report extraction extraction_metadata reading claim judgement judgement_withdrawal event_ledger"
        with coded_project.store.engine.connect() as connection:
            return {t: set(connection.exec_driver_sql(f"select * from {t}").all()) for t in kept.split()}

    return rows


def test_2_what_was_added_is_never_changed(coded_project, rows, tmp_path):
    before = rows()
    one, other = (event.claims[0] for event in coded_project.events()[:2])
    made = coded_project.judge(Verdict.SAME, [one, other], who="ana")
    coded_project.withdraw(made.id, who="ana")
    more = tmp_path / "more.txt"
    more.write_text("Rebels kidnapped a farmer in Kirsen on 2 March 2026.")
    coded_project.code([more])
    after = rows()
    assert all(before[table] <= after[table] for table in before)
    assert len(after["judgement"]) == len(before["judgement"]) + 1


def test_2_what_is_derived_can_be_thrown_away_and_rebuilt(coded_project):
    events = coded_project.events()
    with coded_project.store.engine.begin() as connection:
        for table in ("event_claim", "event", "resolved_claim"):
            connection.exec_driver_sql(f"delete from {table}")
        connection.exec_driver_sql("delete from setting where key = 'events_fingerprint'")
    assert coded_project.events() == events


def test_4_a_judgement_survives_another_extraction_and_another_reading(coded_project):
    """The same report's text is taken anew with a line in front; the judgement finds its words there."""
    event = next(e for e in coded_project.events() if len(e.reports) > 1)
    claims = coded_project.explain(event.id).claims
    first = claims[0]
    other = next(c for c in claims if c.extraction != first.extraction)
    coded_project.judge(Verdict.DIFFERENT, [first.id, other.id], who="ana")
    old = coded_project.store.view().extractions()[first.extraction]
    text = "Updated.\n\n" + old.text
    new = replace(old, id=Extraction.id_for(old.report, "plain", "2", text), extractor_version="2", text=text)
    with coded_project.store.writer() as writer:
        writer.add_extraction(new)
    coded_project.code([])
    judgements, orphans = coded_project.judgements()
    assert len(judgements) == 1
    assert orphans == ()
    moved = next(c for c in coded_project.claims() if c.extraction == new.id and c.anchor.text == first.anchor.text)
    home = {c: e.id for e in coded_project.events() for c in e.claims}
    assert home[moved.id] != home[other.id]


def test_4_a_judgement_without_its_words_is_listed_as_orphaned(coded_project):
    claim = coded_project.claims()[0]
    coded_project.judge(Verdict.WRONG, [claim.id], who="ana")
    old = coded_project.store.view().extractions()[claim.extraction]
    new = replace(old, id=Extraction.id_for(old.report, "plain", "2", "Gone."), extractor_version="2", text="Gone.")
    with coded_project.store.writer() as writer:
        writer.add_extraction(new)
    coded_project.code([])
    assert len(coded_project.judgements()[1]) == 1


def test_5_both_kinds_of_as_of_show_what_was_believed_and_what_could_be_known(coded_project, clock):
    events = coded_project.events()
    recorded = clock.now
    one, other = (event.claims[0] for event in events[:2])
    coded_project.judge(Verdict.SAME, [one, other], who="ana")
    assert coded_project.events() != events
    assert coded_project.events(AsOf(recorded=recorded)) == events
    days = [dt.date(2026, 3, day) for day in range(9, 27)]
    known = [len(coded_project.claims(AsOf(published=day))) for day in days]
    assert known == sorted(known)
    assert known[0] == 0
    assert known[-1] == len(coded_project.claims())


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(14)))
def test_6_order_of_arrival_changes_no_grouping_and_no_value(order, examples, example_settings, tmp_path_factory):
    paths = sorted((examples / "reports").iterdir())

    def events(name, chosen):
        path = tmp_path_factory.mktemp(name) / "p.sayso"
        with Project.open(path, create=True, settings=example_settings) as project:
            half = len(chosen) // 2
            project.code(chosen[:half])
            project.code(chosen[half:])
            return {frozenset(e.claims): replace(e, id="", part_of="") for e in project.events()}

    assert events("a", [paths[n] for n in order]) == events("b", paths[:14])


def test_6_the_same_input_gives_the_same_output(examples, example_settings):
    first, second = ([i.claims for i in read([examples / "reports"], settings=example_settings)] for _ in range(2))
    assert first == second
