from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sayso.errors import BadRecord
from sayso.evaluating import evaluate_muc4
from sayso.evaluating.figures import Tally
from sayso.evaluating.muc4_gold import muc4_reports, normalised
from sayso.model.templates import MUC4_ROLES, Template

Json = dict[str, Any]
NAMES = ("rebels", "the rebels", "Tuvala front", "TF", "Oremi bridge", "mayor's car", "dynamite", "two rifles")
TYPES = ("attack", "bombing", "kidnapping", "attack / bombing")


def view(docid: str, templates: list[Json]) -> Json:
    """A row of the published view, entities as lists of strings."""
    rows = [
        {"incident_type": t["type"]} | {role: [[[m, 0] for m in e] for e in t.get(role, [])] for role in MUC4_ROLES}
        for t in templates
    ]
    pooled: Json = {role: [] for role in MUC4_ROLES}
    for row in rows:
        for role in MUC4_ROLES:
            pooled[role] += [entity for entity in row[role] if entity not in pooled[role]]
    return {"docid": docid, "doctext": "", "templates": rows, "role_entities": pooled}


def as_template(row: Json) -> Template:
    return Template(row["type"], **{field: tuple(map(tuple, row.get(role, []))) for role, field in MUC4_ROLES.items()})


@pytest.fixture
def gold(write_lines: Callable[..., Path]) -> Path:
    bombing = {"type": "bombing", "PerpOrg": [["Tuvala Front", "TF"]], "Target": [["Oremi bridge"]]}
    return write_lines([view("r1", [bombing])])


def test_strings_lose_case_punctuation_and_articles() -> None:
    assert normalised("The  MAYOR'S\nCar, a theatre") == "mayors car theatre"


def test_entity_agrees_when_each_string_is_one_of_golds(gold: Path) -> None:
    right = Template("bombing", perpetrator_organizations=(("TF",),))
    spoilt = Template("bombing", perpetrator_organizations=(("TF", "rebels"),))
    assert evaluate_muc4(gold, lambda *_: [right]).roles["PerpOrg"].f1 == 1.0
    assert evaluate_muc4(gold, lambda *_: [spoilt]).roles["PerpOrg"].f1 == 0.0


def test_one_gold_entity_pairs_with_one_prediction(gold: Path) -> None:
    twice = Template("bombing", perpetrator_organizations=(("TF",), ("Tuvala front",)))
    tally = evaluate_muc4(gold, lambda *_: [twice]).roles["PerpOrg"]
    assert (tally.precision, tally.recall) == (0.5, 1.0)


def test_template_of_another_type_counts_wholly_as_spurious(gold: Path) -> None:
    other = Template("kidnapping", physical_targets=(("Oremi bridge",),))
    figures = evaluate_muc4(gold, lambda *_: [other])
    assert figures.templates.f1 == 0.0
    assert figures.templates.predicted == 2
    assert figures.role_entities.recall == 0.5


def test_type_counts_as_one_fill(gold: Path) -> None:
    tally = evaluate_muc4(gold, lambda *_: [Template("bombing", physical_targets=(("oremi bridge",),))]).templates
    # type and target right, of two predicted and three gold fills
    assert (tally.precision, tally.recall) == (1.0, pytest.approx(2 / 3))


def test_alternative_types_of_gold_are_both_right(write_lines: Callable[..., Path]) -> None:
    path = write_lines([view("r1", [{"type": "bombing / attack"}])])
    for kind in ("attack", "bombing"):
        assert evaluate_muc4(path, lambda *_, kind=kind: [Template(kind)]).as_dict()["templates_f1"] == 1.0


def test_answer_keys_give_the_roles_of_the_view(write_lines: Callable[..., Path]) -> None:
    def fills(*strings: str) -> Json:
        return {"fills": [{"optional": True, "values": [], "strings": list(strings)}]}

    key = {
        "number": 1,
        "optional": True,
        "incident_type": {"fills": [{"values": ["BOMBING"]}]},
        "perp_organization": fills("TUVALA FRONT [TF]", "TUVALA\nFRONT", "TF"),
        "perp_individual": fills("NOT IN THE TEXT"),
        "hum_target_description": fills("FARMERS"),
        "hum_target_name": fills("ILSE DORN"),
    }
    text = "THE TUVALA FRONT (TF) HIT FARMERS AND ILSE DORN."
    report = muc4_reports(write_lines([{"id": "r1", "text": text, "templates": [key]}]))[0]
    assert report.templates == (
        Template("bombing", perpetrator_organizations=(("tuvala front", "tf"),), human_targets=(("ilse dorn",),)),
    )
    assert report.role_entities["Victim"] == (("ilse dorn",),)


def test_report_id_and_text_are_handed_to_the_reader(gold: Path) -> None:
    seen = []
    evaluate_muc4(gold, lambda report: seen.append((report.id, report.text, report.published)) or [])
    assert seen == [("r1", "", None)]


@pytest.mark.parametrize(("dateline", "day"), [({"date": "1990-01-31"}, date(1990, 1, 31)), ({"date": None}, None)])
def test_answer_keys_give_the_day_of_the_dateline(
    dateline: Json, day: date | None, write_lines: Callable[..., Path]
) -> None:
    path = write_lines([{"id": "r1", "text": "", "templates": [], "dateline": dateline}])
    assert muc4_reports(path)[0].published == day


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"docid": "r1", "doctext": ""}, "field 'templates' is missing"),
        ({"docid": "r1", "doctext": "", "templates": [{}]}, "templates 1: field 'incident_type' is missing"),
        (
            {"docid": "r1", "doctext": "", "templates": [{"incident_type": "attack", "Target": [[3]]}]},
            "Target must hold mentions",
        ),
        (
            {"docid": "r1", "doctext": "", "templates": [{"incident_type": "attack", "PerpOrg": [["guerrillas"]]}]},
            r"line 1, templates 1: PerpOrg must hold mentions as \[string, offset\], not 'guerrillas'",
        ),
        (
            {"docid": "r1", "doctext": "", "templates": [{"incident_type": "attack", "PerpOrg": [[[3, 0]]]}]},
            r"templates 1: PerpOrg must hold mentions",
        ),
        ({"docid": "r1", "doctext": "", "templates": [{"incident_type": "attack", "Target": "ab"}]}, "Target must be"),
        ({"id": "r1", "text": "", "templates": [{"incident_type": {"fills": []}}]}, "incident_type has no fill"),
        ({"id": "r1", "text": "", "templates": [], "dateline": {"date": "soon"}}, "must be a day"),
    ],
)
def test_wrong_gold_is_told(row: Json, message: str, write_lines: Callable[..., Path]) -> None:
    with pytest.raises(BadRecord, match=message):
        evaluate_muc4(write_lines([row]), lambda *_: [])


def chance_templates(rng: random.Random, types: tuple[str, ...]) -> list[Json]:
    def entities() -> list[list[str]]:
        return [rng.sample(NAMES, rng.randint(1, 3)) for _ in range(rng.randrange(3))]

    return [{"type": rng.choice(types)} | {role: entities() for role in MUC4_ROLES} for _ in range(rng.randrange(4))]


@pytest.mark.parametrize("seed", range(4))
def test_figures_are_those_of_the_reference_scorer(
    seed: int, muc4_scorer: Any, write_lines: Callable[..., Path]
) -> None:
    rng = random.Random(seed)
    rows = [view(f"r{n}", chance_templates(rng, TYPES)) for n in range(60)]
    guesses = {row["docid"]: chance_templates(rng, TYPES[:3]) for row in rows}
    golds = {row["docid"]: muc4_scorer.clean(row["templates"]) for row in rows}
    cleaned = {
        name: muc4_scorer.clean([{"incident_type": g["type"], **g} for g in made]) for name, made in guesses.items()
    }
    pooled = {
        row["docid"]: {
            role: [[muc4_scorer.norm(mention[0]) for mention in entity] for entity in row["role_entities"][role]]
            for role in MUC4_ROLES
        }
        for row in rows
    }
    ours = evaluate_muc4(write_lines(rows), lambda report: [as_template(row) for row in guesses[report.id]])
    assert percent(ours.role_entities) == muc4_scorer.ree(golds, cleaned, pooled)["micro"]
    # Equally good alignments may share hits out differently between precision and recall.
    assert percent(ours.templates)[2] == pytest.approx(muc4_scorer.template(golds, cleaned)[2], abs=0.3)


def percent(tally: Tally) -> tuple[float, float, float]:
    return round(100 * tally.precision, 2), round(100 * tally.recall, 2), round(100 * tally.f1, 2)
