from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sayso.codebook import Codebook, EventType, shipped_codebook
from sayso.errors import BadRecord, BadRequest, DuplicateId, UnreadableInput
from sayso.evaluating import evaluate_claims
from sayso.evaluating.coded import gold_documents

TEXT = "Police said a bomb blast killed two guards at the Oremi bridge; the Tuvala Front claimed it."
Json = dict[str, Any]


@pytest.fixture
def police_claim(make_claim: Callable[..., Json]) -> Json:
    return make_claim(
        TEXT,
        "blast",
        speakers=[("Police", "authority", 0)],
        target=["two guards"],
        place=["Oremi bridge"],
        counts=[("two", "killed", 2, 2)],
    )


@pytest.fixture
def gold(write_lines: Callable[..., Path], police_claim: Json) -> Path:
    return write_lines([{"id": "r1", "origin": "Kestrel Wire", "text": TEXT, "claims": [police_claim]}])


@pytest.fixture
def own_codebook() -> Codebook:
    shipped = shipped_codebook()
    raid = EventType("market-raid", "a market is raided", "assault", parent="armed-attack")
    return replace(shipped, types={**shipped.types, raid.code: raid})


def predicted(*claims: Json) -> dict[str, Json]:
    return {"r1": {"id": "r1", "claims": list(claims)}}


def test_equal_codings_agree_in_everything(gold: Path, police_claim: Json) -> None:
    figures = evaluate_claims(gold, predicted(police_claim)).as_dict()
    # type, status, stance, speaker and role, one target, one place, one count; no date
    assert figures["attributed"] == {"p": 1.0, "r": 1.0, "f1": 1.0, "gold": 8, "predicted": 8}
    assert figures["claims_typed"]["f1"] == figures["chain_on_paired"] == figures["date_on_paired"] == 1.0


def test_wrong_speaker_makes_every_value_unattributed(gold: Path, police_claim: Json) -> None:
    figures = evaluate_claims(gold, predicted(police_claim | {"speakers": []})).as_dict()
    assert figures["attributed"]["f1"] == 0.0
    assert figures["slots"]["f1"] == pytest.approx(6 / 8)
    assert figures["speaker_on_paired"] == 0.0


def test_missing_document_counts_as_one_without_claims(gold: Path) -> None:
    figures = evaluate_claims(gold, {}).as_dict()
    assert figures["attributed"] == {"p": 0.0, "r": 0.0, "f1": 0.0, "gold": 8, "predicted": 0}


def test_spurious_claim_costs_precision_only(gold: Path, police_claim: Json, make_claim: Callable[..., Json]) -> None:
    spurious = make_claim(TEXT, "claimed", type="threat")
    figures = evaluate_claims(gold, predicted(police_claim, spurious)).as_dict()
    assert figures["claims_found"]["p"] == 0.5
    assert figures["claims_found"]["r"] == 1.0
    assert figures["attributed"]["p"] == pytest.approx(8 / 13)


def test_anchor_of_a_whole_sentence_names_nothing(gold: Path, police_claim: Json) -> None:
    whole = {"start": 0, "end": 61}
    figures = evaluate_claims(gold, predicted(police_claim | {"anchor": whole, "type": "clash"})).as_dict()
    assert figures["claims_found"]["f1"] == 0.0


def test_levels_of_a_chain_are_compared_apart(gold: Path, police_claim: Json, make_claim: Callable[..., Json]) -> None:
    longer = make_claim(TEXT, "blast", speakers=[("Police", "authority", 0), ("Tuvala Front", "media", 1)])
    figures = evaluate_claims(gold, predicted(longer)).as_dict()
    assert figures["speaker_on_paired"] == 1.0
    assert figures["chain_on_paired"] == 0.0


def test_date_counts_only_where_gold_has_one(write_lines: Callable[..., Path], make_claim: Callable[..., Json]) -> None:
    day = {"start": "XXXX-05-29", "end": "XXXX-05-29"}
    path = write_lines([{"id": "r1", "text": TEXT, "claims": [make_claim(TEXT, "blast", **day)]}])
    right = evaluate_claims(path, predicted(make_claim(TEXT, "blast", **day)))
    wrong = evaluate_claims(path, predicted(make_claim(TEXT, "blast", start="XXXX-05-28", end="XXXX-05-29")))
    assert right.all.slots["date"].f1 == 1.0
    assert wrong.all.slots["date"].f1 == wrong.as_dict()["date_on_paired"] == 0.0


def test_errors_keep_so_many_of_each_kind(gold: Path, police_claim: Json, make_claim: Callable[..., Json]) -> None:
    noise = [make_claim(TEXT, word, type="threat") for word in ("claimed", "Front", "Tuvala")]
    wrong_place = police_claim | {"place": police_claim["target"]}
    errors = evaluate_claims(gold, predicted(wrong_place, *noise), errors=2).errors
    assert [error.kind for error in errors] == ["place", "spurious", "spurious"]
    assert errors[0].as_dict()["gold"]["place"][0]["text"] == "Oremi bridge"


def test_types_that_were_never_found_are_listed(gold: Path, make_claim: Callable[..., Json]) -> None:
    by_type = evaluate_claims(gold, predicted(make_claim(TEXT, "blast", type="clash"))).by_type()
    assert list(by_type) == ["bombing", "clash"]
    assert by_type["bombing"].recall == by_type["clash"].precision == 0.0


def test_origins_are_told_apart(write_lines: Callable[..., Path], police_claim: Json) -> None:
    rows = [{"id": name, "origin": name.upper(), "text": TEXT, "claims": [police_claim]} for name in ("a", "b")]
    figures = evaluate_claims(write_lines(rows), {"a": rows[0]}, by_origin=True).as_dict()
    assert figures["by_origin"]["A"]["attributed"]["f1"] == 1.0
    assert figures["by_origin"]["B"]["attributed"]["f1"] == 0.0


@pytest.mark.parametrize("seed", range(8))
def test_figures_are_those_of_the_reference_scorer(
    seed: int, claims_scorer: Any, chance_coder: Any, write_lines: Callable[..., Path]
) -> None:
    coder = chance_coder(seed)
    rows = coder.gold(25)
    predictions = coder.predictions(rows)
    ours = evaluate_claims(write_lines(rows), predictions, bootstrap=60).as_dict()
    theirs, _ = claims_scorer.score(rows, predictions, 60)
    assert ours == theirs


def test_predictions_may_come_from_a_file(gold: Path, police_claim: Json, write_lines: Callable[..., Path]) -> None:
    path = write_lines([{"id": "r1", "claims": [police_claim]}], "predicted.jsonl")
    assert evaluate_claims(gold, path) == evaluate_claims(gold, predicted(police_claim))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"anchor": {"start": 0, "end": 999}}, r"line 1, claims 1, anchor: start and end must be offsets"),
        ({"anchor": {"start": 0, "end": 6, "text": "Army"}}, r"anchor: text says 'Army', the document has 'Police'"),
        ({"type": 3}, r"claims 1: type must be text"),
        ({"speakers": [{"start": 0, "end": 6}]}, r"speakers 1: field 'role' is missing"),
        ({"place": "Oremi"}, r"claims 1: place must be a list of objects"),
        ({"type": "kiling"}, r"line 1, claims 1: type is 'kiling'; it is one of .*killing"),
        ({"status": "done"}, r"line 1, claims 1: status is 'done'; it is one of .*occurred"),
        ({"stance": "sworn"}, r"claims 1: stance is 'sworn'; it is one of .*alleged"),
        ({"start": 5}, r"claims 1: start must be a day such as 2026-05-11"),
        ({"end": "2026-02-30"}, r"claims 1: end must be a day such as 2026-05-11"),
        ({"speakers": [{"start": 0, "end": 6, "role": "autority"}]}, r"speakers 1: role is 'autority'; .*authority"),
        (
            {"speakers": [{"start": 0, "end": 6, "role": "media", "level": -3}]},
            r"speakers 1: level must be a whole number from 0 up, not -3",
        ),
        ({"counts": [{"start": 0, "end": 6, "of": "kiled"}]}, r"counts 1: of is 'kiled'; it is one of killed"),
        ({"counts": [{"start": 0, "end": 6, "low": "x"}]}, r"counts 1: low must be a whole number .*, not 'x'"),
        ({"counts": [{"start": 0, "end": 6, "high": float("nan")}]}, r"counts 1: high must be a whole number .* nan"),
    ],
)
def test_wrong_gold_is_told_by_line_and_field(
    change: Json, message: str, write_lines: Callable[..., Path], police_claim: Json
) -> None:
    path = write_lines([{"id": "r1", "text": TEXT, "claims": [police_claim | change]}])
    with pytest.raises(BadRecord, match=message):
        evaluate_claims(path, {})


@pytest.mark.parametrize("published", [5, "yesterday", "2026-13-01", "2026-02-30"])
def test_publication_that_is_no_time_is_told(published: object, write_lines: Callable[..., Path]) -> None:
    path = write_lines([{"id": "r1", "text": TEXT, "published": published, "claims": []}])
    with pytest.raises(BadRecord, match=r"line 1: published must be a day such as"):
        evaluate_claims(path, {})


@pytest.mark.parametrize("published", [None, "", "2026", "2026-03", "2026-03-04", "2026-03-04T10:00:00+05:00"])
def test_publication_may_be_known_roughly_or_not_at_all(published: object, write_lines: Callable[..., Path]) -> None:
    path = write_lines([{"id": "r1", "text": TEXT, "published": published, "claims": []}])
    assert gold_documents(path)[0].published == (published or "")


def test_wrong_prediction_is_told_too(gold: Path, police_claim: Json) -> None:
    with pytest.raises(BadRecord, match="predicted document 'r1', claims 1: status is 'done'"):
        evaluate_claims(gold, predicted(police_claim | {"status": "done"}))


def test_types_of_a_project_of_its_own_are_known(gold: Path, police_claim: Json, own_codebook: Codebook) -> None:
    raid = police_claim | {"type": "market-raid"}
    with pytest.raises(BadRecord, match="type is 'market-raid'"):
        evaluate_claims(gold, predicted(raid))
    assert evaluate_claims(gold, predicted(raid), codebook=own_codebook).as_dict()["claims_found"]["f1"] == 1.0


def test_broken_line_is_told(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": "a", "text": "b", "claims": []}\n{broken\n')
    with pytest.raises(BadRecord, match="line 2: is not JSON"):
        evaluate_claims(path, {})


def test_empty_and_absent_gold_are_told(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    with pytest.raises(BadRequest, match="no such file"):
        evaluate_claims(path, {})
    path.write_text("\n")
    with pytest.raises(UnreadableInput, match="holds no record"):
        evaluate_claims(path, {})


def test_gold_document_given_twice_is_refused(write_lines: Callable[..., Path]) -> None:
    row = {"id": "r1", "text": TEXT, "claims": []}
    with pytest.raises(DuplicateId, match="line 2: the id 'r1' came before"):
        evaluate_claims(write_lines([row, row]), {})
