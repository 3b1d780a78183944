import random

from training.renamed import is_name, names, renamed, with_words

TEXT = "Gunmen of the Free Vale Front shot two farmers in Oremi on Monday. The Front has ruled Oremi since May."


def _span(words, number=0):
    start = -1
    for _ in range(number + 1):
        start = TEXT.index(words, start + 1)
    return {"text": words, "start": start, "end": start + len(words)}


def _report():
    claim = {
        "anchor": _span("shot"),
        "sentence": {"start": 0, "end": TEXT.index(" The Front")},
        "speakers": [],
        "initiator": [_span("Gunmen of the Free Vale Front")],
        "target": [_span("two farmers")],
        "place": [_span("Oremi")],
        "time": [_span("Monday")],
        "instrument": [],
        "counts": [{**_span("two"), "of": "killed", "low": 2, "high": 2}],
        "start": None,
        "end": None,
    }
    return {"id": "invented/1", "text": TEXT, "claims": [claim]}


def _words(report, slot):
    return [report["text"][span["start"] : span["end"]] for span in report["claims"][0][slot]]


def test_a_name_is_replaced_wherever_it_stands_and_all_spans_move_along():
    found = with_words(_report(), {"Oremi": "New Karesh", "two": "eleven"})
    assert found["text"].count("New Karesh") == 2
    assert _words(found, "place") == ["New Karesh"]
    assert _words(found, "counts") == ["eleven"]
    assert _words(found, "target") == ["eleven farmers"]
    assert _words(found, "time") == ["Monday"]
    sentence = found["claims"][0]["sentence"]
    assert found["text"][sentence["start"] : sentence["end"]].endswith("on Monday.")


def test_a_span_that_begins_within_a_replaced_name_takes_all_of_it():
    found = with_words(_report(), {"of the Free Vale": "from Karesh"})
    assert _words(found, "initiator") == ["Gunmen from Karesh Front"]
    cut = with_words(
        {**_report(), "claims": [{**_report()["claims"][0], "place": [_span("Vale Front")]}]}, {"Free Vale": "Ten"}
    )
    assert _words(cut, "place") == ["Ten Front"]


def test_parts_of_words_stay():
    assert with_words(_report(), {"farm": "coal", "Ore": "Iron"})["text"] == TEXT


def test_names_are_drawn_from_the_same_slot_of_other_reports():
    others = {("place", False): ["Sar Valley"]}
    texts = {renamed(_report(), others, random.Random(seed))["text"] for seed in range(20)}
    assert any("Sar Valley" in text for text in texts)
    assert all("Free Vale Front" in text for text in texts)


def test_every_span_of_a_renamed_report_says_what_stands_there():
    others = names([_report()]) | {("place", False): ["Sar Valley", "Q"], ("target", False): ["X"]}
    for seed in range(50):
        found = renamed(_report(), others, random.Random(seed))
        for slot in ("initiator", "target", "place", "time", "counts"):
            for span in found["claims"][0][slot]:
                assert found["text"][span["start"] : span["end"]] == span["text"]
        assert _words(found, "initiator") == ["Gunmen of the Free Vale Front"]


def test_what_is_described_is_no_name():
    assert is_name("Free Vale Front")
    assert is_name("FMLN")
    assert not is_name("two farmers")
    assert not is_name("town of Oremi")
