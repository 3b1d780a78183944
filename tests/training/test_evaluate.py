"""Training measures what the product does; another path would give the model card other figures than the accuracy page."""

import json

import pytest
from training.calibrate import outcomes
from training.evaluate import SCORER, predictions

from sayso.codebook import shipped_codebook
from sayso.pipeline.evaluation import evaluate_reader
from sayso.reading.network import NetworkReader
from sayso.resolving import load_resolver

TEXT = (
    "Gunmen killed two farmers near Quetta in the Quetta District of Balochistan on Friday, police said. "
    "The Baloch Liberation Army claimed responsibility for the attack."
)
REPORT = {"id": "r1", "origin": "ours", "published": "2021-03-09", "text": TEXT, "claims": []}


def test_predictions_for_the_model_card_are_those_of_sayso_eval_claims(tmp_path):
    reader, resolver = NetworkReader(shipped_codebook()), load_resolver()
    mine = list(predictions(reader, resolver, [REPORT]))
    assert mine[0]["claims"]
    gold = tmp_path / "gold.jsonl"
    gold.write_text("".join(json.dumps(document | {"origin": "ours"}) + "\n" for document in mine), encoding="utf-8")
    figures = evaluate_reader(gold).as_dict()
    assert figures["attributed"]["f1"] == figures["place_on_paired"]["f1"] == figures["claims_typed"]["f1"] == 1


@pytest.mark.skipif(not SCORER.exists(), reason="the scorer of the gold claims is not here")
def test_every_value_that_is_calibrated_has_the_score_that_the_reader_gave():
    reader, resolver = NetworkReader(shipped_codebook()), load_resolver()
    predicted = next(iter(predictions(reader, resolver, [REPORT])))
    found = outcomes(reader, resolver, [REPORT | {"claims": predicted["claims"]}])
    assert all(is_right for pairs in found.values() for _, is_right in pairs)
    assert len(found["place"]) == sum(len(claim["place"]) for claim in predicted["claims"])
    assert all(0 < score <= 1 for pairs in found.values() for score, _ in pairs)
