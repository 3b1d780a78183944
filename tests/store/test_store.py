import datetime as dt
import sqlite3
from dataclasses import replace

import pytest
from sqlalchemy import text

from sayso.errors import NotFound, ProjectError, ProjectMissing, ProjectTooNew, ProjectUnwritable
from sayso.model import (
    AsOf,
    Claim,
    Extraction,
    Judgement,
    JudgementAnchor,
    LedgerEntry,
    LedgerKind,
    Published,
    PublishedPrecision,
    ReaderVersion,
    Reading,
    Report,
    Stance,
    Status,
    Verdict,
    sha256_of,
    with_ids,
)
from sayso.store import Failure, Store
from sayso.store.store import write_errors
from sayso.store.writers import stamp

AT = dt.datetime(2026, 4, 1, tzinfo=dt.UTC)
READER = ReaderVersion("lexical", "1")


@pytest.fixture
def store(tmp_path, clock):
    with Store.open(tmp_path / "p.sayso", create=True, clock=clock) as opened:
        yield opened


def report(data=b"a bomb exploded", given_id=""):
    return Report(Report.id_for(data), "a.txt", sha256_of(data), len(data), "text/plain", AT, given_id)


def extraction(of, version="1"):
    text = "a bomb exploded"
    made = Extraction(Extraction.id_for(of.id, "plain", version, text), of.id, text, "plain", version)
    return replace(made, title="Blast", published=Published("2026-03-04", PublishedPrecision.DAY))


def reading(of, reader=READER):
    reading_id = Reading.id_for(of.id, reader)
    anchor = of.span(2, 6)
    claim = Claim("", "", of.id, "E1", anchor, of.span(0, 15), "bombing", Status.OCCURRED, Stance.REPORTED)
    return Reading(reading_id, of.id, reader, with_ids(reading_id, [claim]))


def keep(store, *, data=b"a bomb exploded"):
    of = report(data)
    text = extraction(of)
    with store.writer() as writer:
        writer.add_report(of, data)
        writer.add_extraction(text)
        writer.add_reading(reading(text))
    return of, text


def judgement(at=AT):
    anchor = JudgementAnchor("rpt-1", "bomb", "a ", " exploded", 2)
    return Judgement(Judgement.id_for(Verdict.WRONG, (anchor,), "ana", at, "", ""), Verdict.WRONG, (anchor,), "ana", at)


def test_what_was_written_is_read_back(store):
    of, text = keep(store)
    view = store.view()
    assert view.reports() == [of]
    assert view.data(of) == b"a bomb exploded"
    assert view.extractions() == {text.id: text}
    assert view.claims() == list(reading(text).claims)
    assert view.counts()["claim"] == 1


def test_writing_the_same_again_changes_nothing(store):
    keep(store)
    before = store.view().counts()
    keep(store)
    assert store.view().counts() == before


def test_an_error_in_a_transaction_leaves_nothing_half_written(store):
    of = report()
    with pytest.raises(RuntimeError, match="midway"), store.writer() as writer:
        writer.add_report(of, b"a bomb exploded")
        raise RuntimeError("midway")
    assert store.view().reports() == []


def test_tables_are_strict(store):
    with store.engine.connect() as connection:
        sql = connection.execute(text("select sql from sqlite_master where name = 'claim'")).scalar_one()
        mode = connection.execute(text("pragma journal_mode")).scalar_one()
    assert sql.rstrip().endswith("STRICT")
    assert mode == "wal"


def test_newer_metadata_holds_and_the_older_stays_on_record(store, clock):
    _, text = keep(store)
    before = clock.now
    with store.writer() as writer:
        writer.correct_metadata(replace(text, outlet="Radio Harsk"), who="ana")
    assert store.view().extractions()[text.id].outlet == "Radio Harsk"
    assert store.view(AsOf(recorded=before)).extractions()[text.id].outlet == ""
    assert store.view().metadata_state() == 2


def test_a_view_as_of_a_moment_shows_nothing_that_was_recorded_later(store, clock):
    before = clock.now
    keep(store)
    past = store.view(AsOf(recorded=before))
    assert past.reports() == []
    assert past.extractions() == {}
    assert past.claims() == []


def test_a_view_as_of_a_publication_day_leaves_out_what_came_out_later(store):
    _, text = keep(store)
    assert store.view(AsOf(published=dt.date(2026, 3, 3))).extractions() == {}
    assert list(store.view(AsOf(published=dt.date(2026, 3, 4))).extractions()) == [text.id]


def test_another_extraction_of_a_report_takes_the_place_of_the_older(store):
    of, _ = keep(store)
    newer = extraction(of, version="2")
    with store.writer() as writer:
        writer.add_extraction(newer)
    assert list(store.view().extractions()) == [newer.id]
    assert store.view().claims() == []
    assert store.view().unread(READER) == [newer.id]


def test_only_texts_that_a_reader_has_not_read_are_unread(store):
    _, text = keep(store)
    assert store.view().unread(READER) == []
    assert store.view().unread(ReaderVersion("lexical", "2")) == [text.id]
    assert store.view().readers() == [(READER, 1)]


def test_reports_without_text_are_found(store):
    of = report(b"x")
    with store.writer() as writer:
        writer.add_report(of, b"x")
    assert store.view().reports_without_text() == [of]


def test_judgements_are_withdrawn_by_a_timestamp_and_never_deleted(store, clock):
    made = judgement()
    with store.writer() as writer:
        writer.add_judgement(made)
    before = clock.now
    with store.writer() as writer:
        writer.withdraw_judgement(made.id, "ana")
    (withdrawn,) = store.view().judgements()
    assert withdrawn.withdrawn_at is not None
    assert not withdrawn.holds_at()
    assert store.view(AsOf(recorded=before)).judgements() == [made]


def test_the_ledger_keeps_every_line_in_order(store):
    lines = [
        LedgerEntry("evt-1", LedgerKind.MINTED, (("rpt-1", 0, 4),)),
        LedgerEntry("evt-1", LedgerKind.REDIRECT, target="evt-2", reason="merged"),
    ]
    for line in lines:
        with store.writer() as writer:
            writer.add_ledger_entries([line])
    assert store.view().ledger() == lines
    assert store.view().redirects()["evt-1"].target == "evt-2"


def test_resolved_claims_are_replaced_by_those_of_another_resolver(store):
    _, text = keep(store)
    claims = reading(text).claims
    with store.writer() as writer:
        writer.replace_resolved(claims, "one")
        writer.replace_resolved(claims, "two")
    assert store.view().resolved(resolver="one") == {}
    assert store.view().resolved([claims[0].id]) == {claims[0].id: claims[0]}


def test_the_same_failure_is_kept_once(store):
    failure = Failure("extract", "a.pdf", "is damaged", "download it again")
    for _ in range(2):
        with store.writer() as writer:
            writer.add_failure(failure)
    assert store.view().failures() == [failure]
    assert str(failure) == "a.pdf: is damaged; download it again"


def test_the_pseudonym_key_is_made_once(store):
    with store.writer() as writer:
        key = writer.pseudonym_key()
    with store.writer() as writer:
        assert writer.pseudonym_key() == key
    assert len(key) == 32


def test_bytes_that_are_not_there_are_not_found(store):
    with pytest.raises(NotFound):
        store.view().data(report(b"never stored"))


def test_a_missing_project_says_how_to_make_one(tmp_path):
    with pytest.raises(ProjectMissing, match="sayso code"):
        Store.open(tmp_path / "none.sayso")


def test_a_folder_or_a_text_file_is_no_project(tmp_path):
    with pytest.raises(ProjectError, match="is a folder"):
        Store.open(tmp_path)
    other = tmp_path / "notes.txt"
    other.write_text("these are notes, not a database " * 50)
    with pytest.raises(ProjectError, match="not a Sayso project"):
        Store.open(other)


def test_a_project_of_a_newer_version_is_left_alone(tmp_path):
    path = tmp_path / "p.sayso"
    Store.open(path, create=True).close()
    with sqlite3.connect(path) as connection:
        connection.execute("insert into migration values ('from_the_future', '2030-01-01')")
    with pytest.raises(ProjectTooNew, match="from_the_future"):
        Store.open(path)


@pytest.mark.parametrize(
    ("said", "advice"),
    [("database or disk is full", "make room"), ("attempt to write a readonly database", "permissions")],
)
def test_a_full_disk_and_a_read_only_place_say_what_to_do(tmp_path, said, advice):
    from sqlalchemy.exc import OperationalError

    with pytest.raises(ProjectUnwritable, match=advice), write_errors(tmp_path / "p.sayso"):
        raise OperationalError("insert", {}, sqlite3.OperationalError(said))


def test_a_full_database_keeps_what_was_committed(tmp_path, clock):
    with Store.open(tmp_path / "p.sayso", create=True, clock=clock) as store:
        of, _ = keep(store)
        with store.engine.connect() as connection:
            pages = connection.execute(text("pragma page_count")).scalar_one()

        def cap(connection, _):
            connection.execute(f"pragma max_page_count={pages + 2}")

        from sqlalchemy import event

        event.listen(store.engine, "connect", cap)
        store.engine.dispose()
        import os

        with pytest.raises(ProjectUnwritable, match="full"), store.writer() as writer:
            big = os.urandom(400_000)
            writer.add_report(report(big), big)
        assert store.view().reports() == [of]


def test_a_moment_without_a_zone_is_not_written():
    with pytest.raises(ValueError, match="time zone"):
        stamp(dt.datetime(2026, 1, 1))
