import csv
import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.errors import BadRequest, ProjectUnwritable
from sayso.model import NOT_REPORTED, Counted, Place, PlacePrecision, Status
from sayso.publishing import EXPORTS, Policy, Release
from sayso.publishing.claims_format import document
from sayso.publishing.escaping import safe, visible
from sayso.publishing.events_export import _cell, columns, event_records, export_csv, export_geojson

ROOT = Path(__file__).parents[2]


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


def test_rows_say_of_each_part_how_well_it_is_supported_and_whose_word_it_is(coded_project, exported):
    _, text = exported("events.csv")
    rows = {row["event_id"]: row for row in csv.DictReader(text.splitlines())}
    seen = set()
    for event in coded_project.events():
        row = rows[event.id]
        for assessment in event.assessments:
            name = assessment.proposition
            seen.add(name)
            assert row[f"{name}_level"] == assessment.level.value
            assert row[f"{name}_disputed"] == str(assessment.disputed)
            assert bool(row[f"{name}_said_by"]) == bool(assessment.said_by)
    assert {"occurrence", "initiator", "place", "time", "killed"} <= seen


def test_a_part_of_which_nobody_speaks_has_no_level(exported):
    _, text = exported("events.csv")
    rows = list(csv.DictReader(text.splitlines()))
    silent = [row for row in rows if not row["killed_level"]]
    assert silent
    assert all(not row["killed_said_by"] and not row["killed_disputed"] for row in silent)


def test_values_that_differ_stay_side_by_side_each_with_its_voices(coded_project, exported):
    _, text = exported("events.csv", Policy(include_private=True))
    rows = {row["event_id"]: row for row in csv.DictReader(text.splitlines())}
    event = next(e for e in coded_project.events() if e.id in rows and _differs(e.assessment("killed")))
    names = {origin.id: origin.name for origin in event.origins}
    standing = [value for value in event.assessment("killed").alternatives if not value.superseded]
    assert len(standing) > 1
    for value in standing:
        told = next(one for one in rows[event.id]["killed_values"].split("; ") if one.startswith(f"{value.value} ("))
        assert all(names[origin] in told for origin in value.origins)


def _differs(assessment):
    return assessment is not None and any(finding.rule == "differs" for finding in assessment.findings)


def test_who_denies_a_part_is_named_with_it(coded_project, exported):
    _, text = exported("events.csv")
    rows = {row["event_id"]: row for row in csv.DictReader(text.splitlines())}
    denied = [(e, a) for e in coded_project.events() for a in e.assessments if a.denied_by]
    assert denied
    for event, assessment in denied:
        assert f"{assessment.proposition}: " in rows[event.id]["denied_by"]


def test_features_nest_the_parts_with_values_and_voices(coded_project, exported):
    _, text = exported("events.geojson")
    features = {feature["id"]: feature["properties"] for feature in json.loads(text)["features"]}
    event = next(e for e in coded_project.events() if _differs(e.assessment("killed")))
    killed = features[event.id]["propositions"]["killed"]
    assert killed["level"] == event.assessment("killed").level.value
    assert killed["disputed"] is True
    assert {one["value"] for one in killed["values"]} == {a.value for a in event.assessment("killed").alternatives}
    assert all(voice["name"] and voice["kind"] for one in killed["values"] for voice in one["said_by"])
    assert features[event.id]["killed_low"] == killed["low"]


@pytest.fixture
def release(coded_project):
    """The events of the examples, as they are before privacy looks at them."""
    derived = coded_project.derive()
    return Release(derived.events, derived.claims, derived.extractions, {}, coded_project.codebook)


def records(release, today=dt.date(2027, 1, 1)):
    return {record["event_id"]: record for record in event_records(release, Policy(), b"key", today)}


def test_all_places_of_an_event_leave_with_codes_of_their_own(release, tmp_path):
    several = next(e for e in release.events if e.places and e.places[0].latitude is not None)
    province = Place("p", "Upper Meren", PlacePrecision.ADMIN1, "XT", "Upper Meren")
    other = replace(several.places[0], id="o", name="Otherplace", latitude=-1.5, longitude=2.5)
    event = replace(several, places=(*several.places, other, province))
    release = replace(release, events=(event,))
    places = records(release)[event.id]["places"]
    assert [place["name"] for place in places][-2:] == ["Otherplace", "Upper Meren"]
    assert (places[-1]["acled_geo_precision"], places[-1]["ucdp_where_prec"]) == (3, 4)
    export_geojson(release, tmp_path / "e.geojson", Policy(), b"key", dt.date(2027, 1, 1))
    (feature,) = json.loads((tmp_path / "e.geojson").read_text("utf-8"))["features"]
    assert feature["geometry"]["type"] == "MultiPoint"
    assert [2.5, -1.5] in feature["geometry"]["coordinates"]
    export_csv(release, tmp_path / "e.csv", Policy(), b"key", dt.date(2027, 1, 1))
    (row,) = csv.DictReader((tmp_path / "e.csv").read_text("utf-8").splitlines())
    assert row["places"].endswith("; Otherplace, Dolvane, XT; Upper Meren, XT")
    assert row["places_points"].endswith("; POINT (2.5 -1.5); ")


def test_rows_say_how_finely_their_place_is_known_in_the_codes_of_other_data(exported):
    _, text = exported("events.csv")
    rows = list(csv.DictReader(text.splitlines()))
    codes = {row["place_precision"]: (row["acled_geo_precision"], row["ucdp_where_prec"]) for row in rows}
    assert codes["settlement"] == ("1", "1")
    assert codes["near-settlement"] == ("2", "2")
    assert codes["admin1"] == ("3", "4")
    assert codes[""] == ("", "")


def test_no_part_of_a_planned_happening_tells_a_fine_place(release):
    event = next(e for e in release.events if e.assessment("place") and e.places[0].latitude is not None)
    planned = replace(release.claims[event.claims[0]], status=Status.PLANNED, when=NOT_REPORTED)
    release = replace(release, events=(event,), claims={**release.claims, planned.id: planned})
    record = records(release)[event.id]
    assert [place["precision"] for place in record["places"]] == ["admin1"]
    assert record["places"][0]["latitude"] is record["latitude"] is None
    assert (record["acled_geo_precision"], record["ucdp_where_prec"]) == (3, 4)
    assert record["propositions"]["place"]["values"] == []
    assert event.places[0].name not in json.dumps(record)


def test_an_endangered_outlet_is_no_voice_by_its_name(release):
    event = next(e for e in release.events if any(o.name == "Kelmira Courier" for o in e.origins))
    marked = {
        i: replace(e, sensitive=True) if e.outlet == "Kelmira Courier" else e for i, e in release.extractions.items()
    }
    told = json.dumps(records(replace(release, events=(event,), extractions=marked)))
    assert "Kelmira Courier" in json.dumps(records(replace(release, events=(event,))))
    assert "Kelmira Courier" not in told
    assert '"withheld"' in told


def test_a_report_without_an_outlet_is_a_voice_by_its_id_and_not_by_its_title(empty_project, tmp_path):
    (tmp_path / "a.txt").write_text("title: Salenko sees it all\n\nRebels kidnapped a farmer in Ondal on 2 March 2026.")
    empty_project.code([tmp_path / "a.txt"])
    (event,) = empty_project.events()
    assert event.origins[0].name == "Salenko sees it all"
    empty_project.export("events.csv", tmp_path / "e.csv")
    text = (tmp_path / "e.csv").read_text("utf-8")
    assert "Salenko" not in text
    (row,) = csv.DictReader(text.splitlines())
    assert row["occurrence_said_by"] == f"report {event.reports[0]}"


def test_every_column_is_explained():
    page = (ROOT / "docs/exports.md").read_text("utf-8")
    tolls = {counted.value for counted in Counted}
    for column in columns():
        name, _, rest = column.partition("_")
        assert f"`{column}`" in page or (name in tolls and f"`TOLL_{rest}`" in page), column


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
