import datetime as dt
import io
import sys

import pytest

from sayso.errors import BadRecord, DuplicateId, InputError, UnreadableInput
from sayso.sources import Captured, SourceOptions, extract, open_inputs

AT = dt.datetime(2026, 4, 1, tzinfo=dt.UTC)


def capture(*paths, **options):
    return list(open_inputs([str(p) for p in paths], options=SourceOptions(**options), clock=lambda: AT))


def texts(items):
    return [extract(item, SourceOptions()).extraction.text for item in items if isinstance(item, Captured)]


def write(path, data):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def test_a_folder_is_walked_in_order_without_hidden_files(tmp_path):
    write(tmp_path / "b.txt", "second report")
    write(tmp_path / "a" / "x.md", "first report")
    write(tmp_path / ".hidden.txt", "not this")
    assert texts(capture(tmp_path)) == ["first report", "second report"]


def test_raw_bytes_come_before_anything_is_parsed(tmp_path):
    path = write(tmp_path / "a.html", b"\xff\x00 not a page at all")
    (item,) = capture(path)
    assert item.data == path.read_bytes()
    assert item.report.captured_at == AT


def test_the_same_bytes_are_the_same_report_under_any_name(tmp_path):
    one, other = capture(write(tmp_path / "a.txt", "same"), write(tmp_path / "b.txt", "same"))
    assert one.report.id == other.report.id


def test_what_cannot_be_used_stands_in_its_place_and_the_rest_goes_on(tmp_path):
    write(tmp_path / "a.xlsx", "sheet")
    write(tmp_path / "b.txt", "a report")
    bad, good = capture(tmp_path)
    assert isinstance(bad, UnreadableInput)
    assert "a.xlsx" in str(bad)
    assert ".xlsx" in bad.problem
    assert isinstance(good, Captured)


def test_a_missing_file_is_named(tmp_path):
    (error,) = capture(tmp_path / "none.txt")
    assert isinstance(error, UnreadableInput)
    assert "No such file" in str(error)


def test_a_file_larger_than_a_report_is_not_read(tmp_path):
    (error,) = capture(write(tmp_path / "big.txt", "x" * 200), largest_file=100)
    assert "200 bytes" in str(error)
    assert "--largest-file" in error.advice


def test_each_line_of_jsonl_is_a_report_and_a_broken_one_is_named(tmp_path):
    path = write(
        tmp_path / "r.jsonl",
        '{"id": "7", "text": "one report"}\n\nnot json\n{"id": "8"}\n{"text": 5}\n[1]\n{"text": " "}\n{"text": "two"}\n',
    )
    items = capture(path)
    assert texts(items) == ["one report", "two"]
    errors = [item for item in items if isinstance(item, BadRecord)]
    assert [error.where.rsplit(" ", 1)[1] for error in errors] == ["3", "4", "5", "6", "7"]
    assert "lacks the field `text`" in str(errors[1])
    assert items[0].report.given_id == "7"


def test_the_same_id_with_another_text_is_a_duplicate(tmp_path):
    path = write(tmp_path / "r.jsonl", '{"id":"7","text":"one"}\n{"id":"7","text":"one"}\n{"id":"7","text":"two"}\n')
    items = capture(path)
    assert isinstance(items[2], DuplicateId)
    assert "'7'" in str(items[2])
    assert items[0].report.id == items[1].report.id


def test_a_line_longer_than_a_report_stops_that_file(tmp_path):
    path = write(tmp_path / "r.jsonl", '{"text":"' + "x" * 300 + '"}\n')
    (error,) = capture(path, largest_file=100)
    assert "longer than a report" in str(error)


def test_an_empty_jsonl_file_is_said(tmp_path):
    (error,) = capture(write(tmp_path / "r.jsonl", "\n"))
    assert "is empty" in str(error)


def test_csv_columns_are_guessed_from_headers_and_said(tmp_path):
    path = write(
        tmp_path / "r.csv", "ID,Headline,Body,Date\n4,Blast,a bomb exploded,2026-03-04\n5,None,more,2026-03-05\n"
    )
    one, other = capture(path)
    assert "text from 'Body'" in one.notices[0]
    assert other.notices == ()
    found = extract(one, SourceOptions()).extraction
    assert (found.text, found.title, found.published.at) == ("a bomb exploded", "Blast", "2026-03-04")
    assert one.report.given_id == "4"


def test_csv_columns_can_be_said(tmp_path):
    path = write(tmp_path / "r.csv", "words,text\nthe report,a note\n")
    (item,) = capture(path, columns={"text": "words"})
    assert texts([item]) == ["the report"]


@pytest.mark.parametrize(
    ("data", "columns", "said"),
    [
        ("a,b\n1,2\n", {}, "no column is known to hold the text"),
        ("text\nx\n", {"text": "Body"}, "has no column 'Body'"),
        ("text\nx\n", {"colour": "text"}, "the field 'colour'"),
        (b"text\n\xff\xfe\xff\n", {}, "not UTF-8"),
    ],
)
def test_a_bad_csv_is_a_clear_error(tmp_path, data, columns, said):
    items = capture(write(tmp_path / "r.csv", data), columns=columns)
    assert said in str(next(item for item in items if isinstance(item, InputError)))


def test_an_empty_cell_names_its_line(tmp_path):
    items = capture(write(tmp_path / "r.csv", 'text\nfine\n""\n'))
    errors = [item for item in items if isinstance(item, InputError)]
    assert [error.where[-6:] for error in errors] in ([], ["line 3"])
    assert texts(items) == ["fine"]


@pytest.mark.parametrize(
    ("data", "expected"), [(b"one text", ["one text"]), (b'{"text": "a"}\n{"text": "b"}\n', ["a", "b"])]
)
def test_standard_input_is_a_text_or_jsonl(monkeypatch, data, expected):
    class Stream:
        buffer = io.BytesIO(data)

    monkeypatch.setattr(sys, "stdin", Stream)
    assert texts(capture("-")) == expected


def test_too_long_a_standard_input_is_refused(monkeypatch):
    class Stream:
        buffer = io.BytesIO(b"x" * 300)

    monkeypatch.setattr(sys, "stdin", Stream)
    (error,) = capture("-", largest_file=100)
    assert "standard input" in str(error)
