import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import BadRecord, InputError, MissingExtra, UnreadableInput
from sayso.model import PublishedPrecision, Report, sha256_of
from sayso.sources import Captured, SourceOptions, extract
from sayso.sources.items import HTML, PDF, RECORD, TEXT
from sayso.sources.metadata import front_matter, language, published

PAGE = """<!DOCTYPE html><html><head><title>Blast in Harsk</title>
<meta property="og:site_name" content="Radio Harsk"><meta property="article:published_time" content="{time}">
</head><body><nav><a href="/">Home</a><a href="/sport">Sport</a></nav><article><h1>Blast in Harsk</h1>
<p>A bomb exploded in the market of Harsk on Tuesday, killing six people, the police said in a statement.</p>
<p>Nobody has claimed responsibility for the attack, which was the third of its kind in the town this year.</p>
</article><footer>Imprint and privacy</footer></body></html>"""


def take(data, media_type=TEXT, name="a.txt"):
    data = data.encode() if isinstance(data, str) else data
    report = Report(Report.id_for(data), name, sha256_of(data), len(data), media_type, dt.datetime.now(dt.UTC))
    return extract(Captured(report, data), SourceOptions())


def test_front_matter_is_metadata_and_no_text():
    found = take("title: Blast\noutlet: Radio Harsk\npublished: 2026-03-04\nurl: https://x.example\n\nA bomb exploded.")
    extraction = found.extraction
    assert extraction.text == "A bomb exploded."
    assert (extraction.title, extraction.outlet, extraction.url) == ("Blast", "Radio Harsk", "https://x.example")
    assert extraction.published.at == "2026-03-04"
    assert found.notices == ()


def test_fenced_front_matter_may_quote_its_values():
    assert take('---\ntitle: "Blast: six dead"\n---\n\nText.').extraction.title == "Blast: six dead"


def test_a_source_can_be_marked_as_endangered():
    assert take("outlet: A\nsensitive: yes\n\nText.").extraction.sensitive


def test_a_text_that_only_looks_like_front_matter_is_kept():
    assert take("Title: the king has fled\nand nobody knows where.").extraction.text.startswith("Title: the king")


@given(st.text())
def test_front_matter_never_loses_text_after_it(body):
    head = "title: x\n\n"
    found = front_matter(head + body)
    assert found.start >= len(head)
    assert (head + body)[found.start :] == body.lstrip("\n")


def test_a_wrong_date_is_said_and_the_report_is_kept():
    found = take("published: yesterday-ish\n\nA bomb exploded.")
    assert found.extraction.published is None
    assert "`published` is 'yesterday-ish'" in found.notices[0]


@pytest.mark.parametrize(
    ("text", "at", "precision"),
    [
        ("2026-03-04", "2026-03-04", "day"),
        ("2026-03-04T10:30:00+02:00", "2026-03-04T10:30:00+02:00", "second"),
        ("2026-03", "2026-03", "month"),
        ("2026", "2026", "year"),
        ("4 March 2026", "2026-03-04", "day"),
        ("March 4, 2026", "2026-03-04", "day"),
        ("Wed, 04 Mar 2026 10:30:00 +0200", "2026-03-04T10:30:00+02:00", "second"),
    ],
)
def test_publication_times_keep_their_precision(text, at, precision):
    found = published(text)
    assert (found.at, found.precision) == (at, PublishedPrecision(precision))


@pytest.mark.parametrize("text", ["", "2026-13", "2026-02-30", "soon", "04/03/2026"])
def test_what_is_no_publication_time_is_none(text):
    assert published(text) is None


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\xef\xbb\xbfcaf\xc3\xa9", "café"),
        ("café".encode("utf-16"), "café"),
        (b"one\r\ntwo\rthree", "one\ntwo\nthree"),
    ],
)
def test_texts_are_decoded_and_line_ends_made_one(data, text):
    assert take(data).extraction.text == text


def test_another_encoding_is_guessed_and_said():
    body = "Une bombe a explosé près du marché à Harsk, où des blessés ont été évacués vers l'hôpital. " * 3
    found = take(body.encode("cp1252"))
    assert "explosé" in found.extraction.text
    assert "is not UTF-8" in found.notices[0]


@pytest.mark.parametrize(("data", "said"), [(b"", "is empty"), (b" \n ", "is empty"), (b"PK\x03\x04\0\0\0", "binary")])
def test_empty_and_binary_files_are_refused(data, said):
    with pytest.raises(UnreadableInput, match=said):
        take(data)


def test_a_page_loses_its_menu_and_keeps_its_first_publication_time():
    extraction = take(PAGE.format(time="2026-03-04T18:20:00+02:00"), HTML, "a.html").extraction
    assert "A bomb exploded" in extraction.text
    assert "Sport" not in extraction.text
    assert "Imprint" not in extraction.text
    assert extraction.published.at == "2026-03-04T18:20:00+02:00"
    assert extraction.outlet == "Radio Harsk"
    assert extraction.extractor == "trafilatura"


def test_pages_without_text_and_things_that_are_no_page_are_refused():
    with pytest.raises(UnreadableInput, match=r"without text|no text"):
        take("<html><body><nav><a href='/'>x</a></nav></body></html>", HTML, "a.html")
    with pytest.raises(UnreadableInput):
        take("just words", HTML, "a.html")


def test_a_pdf_gives_its_text_and_head(examples):
    data = (examples / "reports" / "10-rights-monitor-disappearances.pdf").read_bytes()
    extraction = take(data, PDF, "a.pdf").extraction
    assert extraction.outlet == "Tavarian Rights Monitor"
    assert "forcibly disappeared" in extraction.text
    assert "\r" not in extraction.text


def test_a_truncated_pdf_is_a_clear_error(examples):
    data = (examples / "reports" / "10-rights-monitor-disappearances.pdf").read_bytes()
    with pytest.raises(UnreadableInput, match=r"a\.pdf"):
        take(data[:300], PDF, "a.pdf")


def test_without_its_extra_a_pdf_says_what_to_install(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pypdfium2", None)
    with pytest.raises(MissingExtra, match=r"sayso\[pdf\]"):
        take(b"%PDF-1.4", PDF, "a.pdf")


def test_the_text_of_a_record_stays_as_it_was_given():
    text = "zero\u200bwidth \u202eright to left\r\nand \U0001f4a3"
    import json

    found = take(json.dumps({"text": text, "published": "2026-03-04", "source": "X"}), RECORD, "r#1").extraction
    assert found.text == text
    assert found.outlet == "X"


def test_lone_surrogates_become_replacement_characters():
    assert take(b'{"text": "a \\ud800 b"}', RECORD, "r#1").extraction.text == "a \ufffd b"


def test_a_broken_stored_record_is_a_bad_record():
    with pytest.raises(BadRecord):
        take(b'{"text": ', RECORD, "r#1")
    with pytest.raises(InputError):
        take(b'{"txt": 1}', RECORD, "r#1")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("A bomb exploded in the crowded market on Tuesday and killed six people, the police said.", "en"),
        ("POLICE SAID THAT GUERRILLAS ATTACKED A BRIDGE IN THE DEPARTMENT ON FRIDAY NIGHT.", "en"),
        ("Une bombe cachée dans une charrette a explosé mardi matin sur le marché principal de la ville.", "fr"),
        ("Boom.", "und"),
    ],
)
def test_languages_are_told_where_there_is_enough_text(text, code):
    assert language(text) == code
