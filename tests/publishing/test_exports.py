import csv
import json

import pytest

from sayso.errors import BadRequest, ProjectUnwritable
from sayso.publishing import EXPORTS, Policy
from sayso.publishing.claims_format import document
from sayso.publishing.escaping import safe, visible
from sayso.publishing.events_export import _cell


@pytest.fixture
def exported(coded_project, tmp_path):
    def export(name, policy=Policy()):  # noqa: B008
        outcome = coded_project.export(name, tmp_path / name, policy)
        return outcome, (tmp_path / name).read_text("utf-8")

    return export


def test_every_format_is_written_and_says_what_it_loses(exported):
    for name in EXPORTS:
        outcome, text = exported(name)
        assert outcome.rows > 5
        assert outcome.losses
        assert text


def test_no_export_holds_a_reports_text_or_a_private_persons_name(exported):
    for name in EXPORTS:
        _, text = exported(name)
        assert "vegetable cart exploded in the crowded" not in text
        for private in ("Salenko", "Oduya", "Varga", "Brel", "Reuss", "Vesh"):
            assert private not in text, f"{private} in {name}"


def test_names_can_be_included_on_purpose_and_the_header_says_so(exported):
    _, text = exported("claims.jsonl", Policy(include_private=True))
    header = json.loads(text.splitlines()[0])
    assert header["policy"] == {"private_persons": "included"}
    assert "Daro Vesh" in text


def test_claims_keep_speakers_values_and_offsets(exported):
    _, text = exported("claims.jsonl")
    claims = [claim for line in text.splitlines()[1:] for claim in json.loads(line)["claims"]]
    summed = next(c for c in claims if any(n["of"] == "locations" for n in c["counts"]))
    assert summed["counts"][0]["low"] == summed["counts"][0]["high"] == 39
    assert summed["speakers"][0]["role"] == "perpetrator"
    assert summed["speakers"][0]["actor"]["id"] == "mlf"
    assert summed["event"].startswith("evt-")


def test_what_no_stage_resolves_is_not_said_to_wait_for_it(exported):
    _, text = exported("claims.jsonl")
    claims = [claim for line in text.splitlines()[1:] for claim in json.loads(line)["claims"]]
    instruments = [one for claim in claims for one in claim["instrument"]]
    assert instruments
    assert not any("unresolved" in one for one in instruments)


def test_rows_of_sums_and_parts_are_marked(exported):
    _, text = exported("events.csv")
    rows = list(csv.DictReader(text.splitlines()))
    whole = next(row for row in rows if row["locations_best"] == "39")
    parts = [row for row in rows if row["part_of"] == whole["event_id"]]
    assert whole["is_sum"] == "True"
    assert parts
    assert all(part["is_sum"] == "False" for part in parts)


def test_rows_say_how_finely_their_date_is_known_in_the_codes_of_other_data(exported):
    _, text = exported("events.csv")
    rows = list(csv.DictReader(text.splitlines()))
    days = [row for row in rows if row["time_precision"] == "day" and row["start"] == row["end"]]
    assert days
    assert all((row["acled_time_precision"], row["ucdp_date_prec"]) == ("1", "1") for row in days)
    assert all(not row["ucdp_date_prec"] for row in rows if not row["start"])


def test_features_have_points_only_where_a_point_is_known(exported):
    _, text = exported("events.geojson")
    collection = json.loads(text)
    for feature in collection["features"]:
        precision = feature["properties"]["place_precision"]
        has_point = feature["geometry"] is not None
        assert has_point == (precision in ("settlement", "near-settlement", "site"))
    assert any(feature["geometry"] for feature in collection["features"])


def test_a_cell_is_never_a_formula():
    assert _cell("=HYPERLINK(1)") == "'=HYPERLINK(1)"
    assert _cell(-31.4) == -31.4


def test_an_unknown_format_and_an_unwritable_place_are_clear_errors(coded_project, tmp_path):
    with pytest.raises(BadRequest, match=r"events\.csv"):
        coded_project.export("events.xls", tmp_path / "x")
    (tmp_path / "file").write_text("")
    with pytest.raises(ProjectUnwritable, match="cannot be written"):
        coded_project.export("events.csv", tmp_path / "file" / "x.csv")


def test_an_export_is_recorded_in_the_project(coded_project, tmp_path):
    coded_project.export("events.csv", tmp_path / "e.csv", Policy(include_private=True))
    with coded_project.store.engine.connect() as connection:
        rows = connection.exec_driver_sql("select format, decisions from export").all()
    assert rows == [("events.csv", '{"private_persons": "included"}')]


def test_the_claims_format_names_unknown_bounds_as_null(make_extraction, make_claim):
    extraction = make_extraction("At least 20 people were killed in Harsk.", published="2026-03-10")
    claim = make_claim(extraction, "killed", "killing", place="Harsk", counts=(("At least 20", "killed"),))
    (record,) = document("7", extraction, [claim])["claims"]
    assert (record["counts"][0]["low"], record["counts"][0]["high"]) == (20, None)
    assert (record["start"], record["end"]) == (None, None)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mred", "a\\u001b[31mred"),
        ("left\u202eright", "left\\u202eright"),
        ("zero\u200bwidth", "zero\\u200bwidth"),
        ("two\n\tlines", "two lines"),
    ],
)
def test_what_a_report_says_cannot_move_the_cursor_or_turn_a_line(text, shown):
    assert visible(text) == shown


def test_words_of_reports_are_escaped_in_pages():
    assert safe("<script>x</script>") == "&lt;script&gt;x&lt;/script&gt;"


def test_a_notebook_shows_projects_events_and_explanations(coded_project):
    events = coded_project.events()
    assert "<table>" in events._repr_html_()
    assert events[0].id in coded_project.explain(events[0].id)._repr_html_()
    assert "15 reports" in coded_project._repr_html_()
