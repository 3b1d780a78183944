import csv
import io
import json
import subprocess
import sys

import pytest
import typer
from typer.testing import CliRunner

from sayso.cli import app, main
from sayso.cli.listing import short_ids
from sayso.errors import NotFound

RUNNER = CliRunner()


def run(*args, expect=0):
    outcome = RUNNER.invoke(app, [str(a) for a in args], env={"COLUMNS": "200", "SAYSO_WHO": "ana"})
    if outcome.exception and not isinstance(outcome.exception, SystemExit):
        raise outcome.exception
    assert outcome.exit_code == expect, outcome.output
    return outcome


@pytest.fixture
def project(tmp_path, examples):
    path = tmp_path / "p.sayso"
    overlays = ("--gazetteer", examples / "gazetteer.geojson", "--actors", examples / "actors.yaml")
    outcome = run("code", examples / "reports", "-p", path, "--reader", "lexical", *overlays)
    assert "Try next: sayso explain evt-" in outcome.stdout
    assert "15 new reports" in outcome.stdout
    return path


def events(project, *options):
    return json.loads(run("events", "-p", project, "--format", "json", *options).stdout)


def told_by_most(project):
    """The event of several origins that most reports tell of."""

    def reports(event):
        shown = json.loads(run("explain", event["event"], "-p", project, "--json").stdout)
        return len({claim["extraction"] for claim in shown["claims"]})

    return max((event for event in events(project) if int(event["origins"]) > 1), key=reports)


def test_read_writes_the_claims_format(tmp_path, examples):
    target = tmp_path / "claims.jsonl"
    run("read", examples / "reports" / "06-mlf-communique.txt", "-o", target, "--reader", "lexical")
    (document,) = map(json.loads, target.read_text("utf-8").splitlines())
    claim = document["claims"][0]
    anchor = claim["anchor"]
    assert document["text"][anchor["start"] : anchor["end"]] == anchor["text"]
    assert claim["counts"][0]["low"] == claim["counts"][0]["high"] == 39
    assert (claim["stance"], claim["start"]) == ("claimed", None)


def test_read_prints_to_standard_output_without_a_target(examples):
    outcome = run("read", examples / "reports" / "07-meren-gazette-ondal-post.txt", "--reader", "lexical")
    assert json.loads(outcome.stdout.splitlines()[0])["claims"]


def test_events_are_printed_as_table_json_and_csv(project):
    table = run("events", "-p", project).stdout
    found = events(project)
    rows = list(csv.DictReader(io.StringIO(run("events", "-p", project, "--format", "csv").stdout)))
    assert len(rows) == len(found)
    assert short_ids([row["event"] for row in found])[0] in table
    assert "locations 39" in table


def test_events_can_be_filtered_and_seen_as_of_a_day(project):
    assert {e["what"].split(" ")[0] for e in events(project, "--type", "bombing")} == {"bombing"}
    assert len(events(project, "--as-of-published", "2026-03-11")) < len(events(project))
    assert events(project, "--as-of-recorded", "2020-01-01T00:00") == []


def test_explain_shows_words_speakers_reports_and_reasons(project):
    whole = next(e for e in events(project) if "39" in e["toll"])
    shown = run("explain", whole["event"], "-p", project).stdout
    for words in ("39 places", "spokesman of the Meren", "perpetrator-claim-only", "Voice of Meren", "Has the part"):
        assert words in shown
    many = told_by_most(project)
    shown = run("explain", many["event"], "-p", project).stdout
    assert "Why these claims are one event" in shown
    as_json = json.loads(run("explain", many["event"], "-p", project, "--json").stdout)
    assert as_json["event"]["id"] == many["event"]


def test_judgements_are_made_listed_and_taken_back(project):
    event = told_by_most(project)
    claims = json.loads(run("explain", event["event"], "-p", project, "--json").stdout)["claims"]
    one = claims[0]
    other = next(c for c in claims if c["extraction"] != one["extraction"])
    before = events(project)
    made = run("judge", "different", one["id"], other["id"], "-p", project, "--why", "two days").stdout.split(":")[0]
    assert events(project) != before
    assert "two days" in run("judge", "list", "-p", project).stdout
    run("judge", "withdraw", made, "-p", project)
    assert events(project) == before
    run("judge", "same", one["id"], other["id"], "-p", project)
    run("judge", "unsure", one["id"], other["id"], "-p", project)
    run("judge", "correct", one["id"], "killed", "77", "-p", project)
    # A toll of its own may take the claim out of the event: it is looked for in whichever holds it now.
    told = [run("explain", found["event"], "-p", project).stdout for found in events(project)]
    assert any(one["id"] in text and "77" in text for text in told)
    run("judge", "wrong", one["id"], "-p", project)
    assert "withdrawn" in run("judge", "list", "-p", project).stdout


def test_judgements_are_listed_by_short_ids_with_what_they_are_about(project):
    claims = [claim for event in events(project) for claim in explained(project, event["event"])["claims"]]
    placed = next(claim for claim in claims if claim["place"] and claim["place"][0]["value"])
    made = run("judge", "correct", placed["id"], "place", placed["place"][0]["span"]["text"], "-p", project).stdout
    shown = RUNNER.invoke(app, ["judge", "list", "-p", str(project)], env={"COLUMNS": "300"}).stdout
    (line,) = [one for one in shown.splitlines() if made[:12] in one]
    assert made.split(":")[0] not in line
    for words in (placed["id"][:12], placed["anchor"]["text"], placed["type"], placed["place"][0]["span"]["text"]):
        assert words in line


def test_a_missing_claim_is_added_at_its_words(project):
    report, words = "07-meren-gazette-ondal-post.txt", "wounding four"
    made = run(
        "judge", "missing", report, words, "--type", "killing", "--speaker", "police (authority)", "-p", project
    ).stdout
    claim = made.split("the claim is ")[1].strip()
    run("judge", "correct", claim, "place", "Ondal", "-p", project)
    told = [explained(project, event["event"]) for event in events(project)]
    (added,) = [one for event in told for one in event["claims"] if one["id"] == claim]
    assert (added["anchor"]["text"], added["speakers"][0]["span"]["text"]) == (words, "police")
    assert "killing" in run("judge", "list", "-p", project).stdout


def explained(project, event):
    return json.loads(run("explain", event, "-p", project, "--json").stdout)


def test_exports_are_written_with_their_losses(project, tmp_path):
    target = tmp_path / "e.geojson"
    outcome = run("export", "--to", "events.geojson", "-o", target, "-p", project)
    assert "rows in" in outcome.stdout
    assert "pseudonyms" in outcome.stderr
    assert json.loads(target.read_text("utf-8"))["type"] == "FeatureCollection"


def test_the_codebook_is_shown_whole_and_by_type(tmp_path):
    assert "remains-found" in run("codebook").stdout
    (bombing,) = json.loads(run("codebook", "bombing", "--json").stdout)
    assert bombing["cameo"] == "183"


def test_the_doctor_looks_at_the_installation_and_a_project(project):
    assert "STRICT" not in run("doctor", "-p", project).stdout
    assert "15 report" in run("doctor", "-p", project).stdout


def test_claims_are_evaluated_against_gold(tmp_path, examples):
    gold = tmp_path / "gold.jsonl"
    run("read", examples / "reports" / "07-meren-gazette-ondal-post.txt", "-o", gold, "--reader", "lexical")
    own = run("eval", "claims", gold, "--predicted", gold, "--json")
    assert json.loads(own.stdout)["attributed"]["f1"] == 1.0
    again = run("eval", "claims", gold, "--reader", "lexical", "--by-origin", "--bootstrap", 20, "--errors", 1).stdout
    assert "attributed" in again


SAID = "Police said rebels bombed the mill in Ondal."


def gold_file(path, row):
    path.write_text(json.dumps({"id": "a", "text": SAID, **row}) + "\n", "utf-8")
    return path


def span_of(words):
    return {"start": SAID.index(words), "end": SAID.index(words) + len(words), "text": words}


def test_claims_are_evaluated_as_muc4_templates(tmp_path):
    text = "Rebels shelled a bridge in Varesk on Monday. The rebels later kidnapped Mayor Anton Brel, police said."
    victims = [[["anton brel", text.index("Anton")]]]
    entities = {"PerpInd": [], "PerpOrg": [], "Target": [], "Victim": victims, "Weapon": []}
    templates = [{"incident_type": "kidnapping", "Victim": victims}]
    row = {"docid": "a", "doctext": text, "templates": templates, "role_entities": entities}
    gold = tmp_path / "muc4.jsonl"
    gold.write_text(json.dumps(row) + "\n", "utf-8")
    figures = json.loads(run("eval", "muc4", gold, "--json").stdout)
    assert figures["roles"]["Victim"]["f1"] == 1.0
    assert figures["templates_f1"] > 0


def test_claims_are_evaluated_by_the_labels_of_sentences(tmp_path, monkeypatch):
    monkeypatch.setattr("sayso.reading.DEFAULT_READER", "lexical")
    gold = gold_file(tmp_path / "satp.jsonl", {"labels": ["bombing_explosion"]})
    figures = json.loads(run("eval", "relevance", gold, "--json").stdout)
    assert figures["classes"]


def test_the_network_is_evaluated_on_attributions(tmp_path):
    attribution = {"source": [span_of("Police")], "cue": [span_of("said")], "content": [span_of("rebels bombed")]}
    gold = gold_file(tmp_path / "polnear.jsonl", {"attributions": [attribution]})
    assert json.loads(run("eval", "attribution", gold, "--json").stdout)["articles"] == 1
    assert "attribution" in run("eval", "attribution", gold).stdout


def test_times_are_evaluated_against_phrases_with_values(tmp_path):
    row = {"document": 1, "anchor": "2021-03-10", "text": "last Friday", "type": "DATE", "value": "2021-03-05"}
    gold = gold_file(tmp_path / "times.jsonl", row)
    figures = json.loads(run("eval", "times", gold, "--json").stdout)
    assert figures["value_accuracy"] == figures["relative_value_accuracy"] == 1.0


def test_dates_and_counts_of_coded_claims_are_evaluated(tmp_path, examples):
    gold = tmp_path / "gold.jsonl"
    run("read", examples / "reports" / "07-meren-gazette-ondal-post.txt", "-o", gold, "--reader", "lexical")
    figures = json.loads(run("eval", "times", gold, "--json").stdout)
    assert figures["counts"]["f1"] == 1.0
    assert "relative_value_accuracy" in run("eval", "times", gold).stdout


def test_the_network_is_evaluated_on_kinds_of_mention(tmp_path):
    gold = gold_file(tmp_path / "kinds.jsonl", {"entities": [{**span_of("Police"), "type": "ORG"}]})
    figures = json.loads(run("eval", "kinds", gold, "--json").stdout)
    assert (figures["mentions"], figures["named_persons_kept"]) == (1, 0.0)
    assert "organisation" in run("eval", "kinds", gold).stdout


@pytest.mark.parametrize(
    ("change", "told"),
    [({"status": "done"}, "claims 1: status is 'done'"), ({"counts": [{"of": "kiled"}]}, "claims 1, counts 1")],
)
def test_wrong_codes_of_gold_are_told_by_line_and_field(tmp_path, failing, change, told):
    claim = {"anchor": span_of("bombed"), "type": "bombing", "status": "occurred", "stance": "reported"}
    counts = [{**span_of("bombed"), **count} for count in change.get("counts", [])]
    gold = gold_file(tmp_path / "gold.jsonl", {"claims": [claim | change | {"counts": counts}]})
    status, said = failing("eval", "times", gold)
    assert status == 1
    assert f"line 1, {told}" in said
    assert "it is one of" in said


def test_dates_count_from_publication_that_is_known_roughly(tmp_path):
    claim = {"anchor": span_of("bombed"), "type": "bombing", "status": "occurred", "stance": "reported"}
    gold = gold_file(tmp_path / "gold.jsonl", {"published": "2026-03", "claims": [claim]})
    assert json.loads(run("eval", "times", gold, "--json").stdout)["documents"] == 1


def test_the_network_is_evaluated_on_factuality(tmp_path):
    gold = gold_file(tmp_path / "facts.jsonl", {"targets": [{**span_of("bombed"), "factuality": 3.0}]})
    figures = json.loads(run("eval", "factuality", gold, "--json").stdout)
    assert figures["targets"] == 1
    assert figures["mae"] < 3.0
    assert "happened" in run("eval", "factuality", gold).stdout


@pytest.fixture
def failing(monkeypatch, capsys):
    """Run `main` as the shell would and return its exit status and what it said."""

    def run(*args):
        monkeypatch.setattr(sys, "argv", ["sayso", *map(str, args)])
        with pytest.raises(SystemExit) as stopped:
            main()
        return stopped.value.code or 0, capsys.readouterr().err

    return run


@pytest.mark.parametrize(
    ("args", "status", "said"),
    [
        (("events", "-p", "none.sayso"), 1, "there is no project at none.sayso"),
        (("codebook", "war"), 2, "there is no event type 'war'"),
        (("read", "x.txt", "--column", "text"), 2, "field=Column"),
        (("read", "x.txt", "--reader", "crystal-ball"), 2, "there is no reader"),
        (("read", "x.txt"), 1, "x.txt"),
        (("events", "--no-such-option"), 2, "No such option"),
    ],
)
def test_errors_are_one_clear_line_and_a_status(failing, tmp_path, monkeypatch, args, status, said):
    monkeypatch.chdir(tmp_path)
    code, err = failing(*args)
    assert code == status
    assert said in err
    assert "Traceback" not in err


def test_a_wrong_moment_is_a_usage_error(failing, project):
    code, err = failing("events", "-p", project, "--as-of-published", "yesterday")
    assert code == 2
    assert "2026-03-04" in err


def test_some_skipped_is_status_three(failing, tmp_path):
    (tmp_path / "a.txt").write_text("Rebels kidnapped a farmer in Ondal.")
    (tmp_path / "b.txt").write_text("")
    code, err = failing("code", tmp_path, "-p", tmp_path / "p.sayso", "--reader", "lexical")
    assert code == 3
    assert "b.txt: is empty" in err


@pytest.mark.parametrize("command", ["code", "read"])
def test_a_folder_without_a_file_that_is_read_is_told_and_is_no_success(failing, tmp_path, command):
    (tmp_path / "in").mkdir()
    (tmp_path / "in/.hidden.txt").write_text("Rebels kidnapped a farmer in Ondal.")
    options = ("-p", tmp_path / "p.sayso") if command == "code" else ()
    code, err = failing(command, tmp_path / "in", "--reader", "lexical", *options)
    assert code == 1
    assert "in: holds no file that is read" in err
    assert "Traceback" not in err


def test_a_gazetteer_goes_to_one_place_and_says_who_uses_it(failing, tmp_path, project, monkeypatch):
    (tmp_path / "own.csv").write_text("name,feature,latitude,longitude\nVellowick,settlement,49.5,-30.5\n")
    monkeypatch.setenv("SAYSO_GAZETTEER", str(tmp_path / "mine.gazetteer"))
    assert "uses it from now on" in run("gazetteer", "import", tmp_path / "own.csv", "-p", project).stdout
    assert (tmp_path / "p.gazetteer").exists()
    run("gazetteer", "import", tmp_path / "own.csv", "--user")
    assert "Vellowick" in run("gazetteer", "find", "Vellowick").stdout
    code, err = failing("gazetteer", "import", tmp_path / "own.csv", "--user", "-p", project)
    assert (code, "give one of" in err) == (2, True)


def test_words_of_reports_reach_the_terminal_made_visible(failing, tmp_path, capsys):
    (tmp_path / "a.txt").write_text("title: x\n\nRebels kidnapped \x1b[31mred\u202e farmers [bold]in Ondal.")
    failing("code", tmp_path, "-p", tmp_path / "p.sayso", "--reader", "lexical")
    shown = run("events", "-p", tmp_path / "p.sayso").stdout
    assert "\x1b[31m" not in shown
    assert "\u202e" not in shown


def test_interrupting_says_how_to_go_on(failing, monkeypatch):
    def interrupted():
        raise KeyboardInterrupt

    monkeypatch.setattr("sayso.cli.app", interrupted)
    code, err = failing("events")
    assert code == 130
    assert "goes on where it stopped" in err


def test_help_loads_none_of_the_heavy_parts():
    code = (
        "import sys; from typer.testing import CliRunner; from sayso.cli import app; "
        "assert CliRunner().invoke(app, ['--help']).exit_code == 0; "
        "print([m for m in ('sqlalchemy', 'trafilatura', 'onnxruntime', 'numpy', 'yaml') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_command_has_a_help_text():
    group = typer.main.get_command(app)
    commands = {**group.commands, **group.commands["judge"].commands, **group.commands["eval"].commands}
    assert all(command.help for command in commands.values())


def test_two_claims_say_why_they_are_one_event_or_are_not(project):
    found = [json.loads(run("explain", e["event"], "-p", project, "--json").stdout) for e in events(project)]
    joins = max((one["joins"] for one in found), key=len)
    shown = run("explain", joins[0]["one"], "--with", joins[0]["other"], "-p", project).stdout
    assert "joined (" in shown
    assert "time:" in shown
    one, other = (one["claims"][0]["id"] for one in found[:2])
    apart = run("explain", one, "--with", other, "-p", project).stdout
    assert f"{one} and {other}: kept apart (" in apart
    assert json.loads(run("explain", one, "--with", other, "-p", project, "--json").stdout)["joined"] is False
    with pytest.raises(NotFound):
        run("explain", one, "--with", other, "-p", project, "--as-of-published", "2020-01-01")
