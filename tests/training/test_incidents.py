import json

import pytest
from training.incidents import NEAR, incidents

TEXT = "The Tuvala Front claimed the bombing of a bank in Oremi. Two clerks were hurt. It rained."


def fill(*words, text=TEXT):
    spans = [[text.index(word), text.index(word) + len(word)] for word in words]
    return {
        "fills": [{"mentions": [{"string": word, "spans": [span]} for word, span in zip(words, spans, strict=True)]}]
    }


@pytest.fixture
def examples(tmp_path):
    def made(text=TEXT, kind="BOMBING", **slots):
        template = {"incident_type": {"fills": [{"values": [kind]}]}, **slots}
        path = tmp_path / "muc4.jsonl"
        path.write_text(json.dumps({"id": "M-1", "text": text, "templates": [template]}) + "\n", encoding="utf-8")
        return list(incidents(path))

    return made


def words(example, anchor):
    return {role: [example.text[start:end] for start, end, _ in spans] for role, spans in anchor.slots.items()}


def test_a_word_of_the_incidents_type_in_a_fillers_sentence_is_its_anchor(examples):
    (example,) = examples(perp_organization=fill("Tuvala Front"), hum_target_description=fill("clerks"))
    (anchor,) = example.anchors
    assert example.text[anchor.start : anchor.end] == "bombing"
    assert words(example, anchor) == {"initiator": ["Tuvala Front"], "target": ["clerks"], "instrument": []}
    assert not example.learns_anchors


def test_words_of_other_types_are_no_anchors(examples):
    assert examples(kind="KIDNAPPING", perp_organization=fill("Tuvala Front")) == []


def test_a_role_whose_filler_stands_far_off_is_not_learnt_from(examples):
    text = TEXT + " " * NEAR + "The mayor was the one they were after."
    (example,) = examples(text, perp_organization=fill("Tuvala Front"), hum_target_name=fill("mayor", text=text))
    assert set(example.anchors[0].slots) == {"initiator", "instrument"}


def test_a_template_without_fillers_gives_no_example(examples):
    assert examples() == []
