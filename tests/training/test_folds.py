import json

from training.codings import coded_reports, write_codings
from training.folds import claims_documents, held_out, in_fold, learnt_documents

TEXT = "Older news. Gunmen killed two clerks in Oremi, police said. More news."
START, END = TEXT.index("Gunmen"), TEXT.index(" More")


def _claim(text, anchor, target):
    words = {"text": anchor, "start": text.index(anchor), "end": text.index(anchor) + len(anchor)}
    whom = {"text": target, "start": text.index(target), "end": text.index(target) + len(target)}
    return {"event": "E1", "anchor": words, "type": "killing", "speakers": [], "target": [whom]}


def _lines(path, records):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")


def test_a_fold_leaves_out_every_nth_given_report():
    given = {"origin": "SATP"}
    assert [n for n in range(10) if in_fold(n, given, "1/5")] == [1, 6]
    assert not any(in_fold(n, given, "") for n in range(10))


def test_codings_of_our_own_are_left_out_only_where_they_are_marked_whatever_their_position():
    ours, invented = {"origin": "polnear", "set": "polnear"}, {"origin": "invented"}
    for position in range(5):
        for document in (ours, invented):
            assert not in_fold(position, document, "0/5")
            assert in_fold(position, document | {"unseen": True}, "0/5")
            assert not in_fold(position, document | {"unseen": True}, "")


def test_a_coding_kept_as_offsets_comes_back_with_its_words(tmp_path, monkeypatch):
    text = TEXT[START:END]
    coded = {"set": "made_up", "id": "7", "start": START, "end": END, "published": None, "text": text}
    coded["claims"] = [_claim(text, "killed", "two clerks")]
    whole = {"id": "h1", "text": "Rain fell.", "claims": []}
    _lines(tmp_path / "resolved.jsonl", [coded, whole])
    _lines(tmp_path / "made_up/train.jsonl", [{"id": "7", "text": TEXT}])
    for name in ("codings", "invented"):
        (tmp_path / name).mkdir()
        monkeypatch.setattr(f"training.codings.{name.upper()}", tmp_path / name)

    write_codings(tmp_path / "resolved.jsonl")

    kept = (tmp_path / "codings/resolved.jsonl").read_text("utf-8")
    assert "killed" not in kept
    assert "clerks" not in kept
    real, invented = coded_reports(tmp_path, tmp_path / "codings", tmp_path / "invented")
    anchor, target = real["claims"][0]["anchor"], real["claims"][0]["target"][0]
    assert real["text"] == text
    assert [real["text"][span["start"] : span["end"]] for span in (anchor, target)] == ["killed", "two clerks"]
    assert (real["id"], invented["id"], invented["text"]) == ("made_up/7", "invented/h1", "Rain fell.")


def test_learnt_and_held_out_reports_are_all_reports_and_share_none(tmp_path, monkeypatch):
    monkeypatch.setattr("training.folds.coded_reports", lambda folder: iter(()))
    given = [{"id": str(n), "origin": "SATP", "text": f"Report {n}.", "claims": []} for n in range(7)]
    _lines(tmp_path / "claims_train/train.jsonl", given)
    ids = [{d["id"] for d in part(tmp_path, "0/5")} for part in (learnt_documents, held_out)]
    assert ids[1] == {"0", "5"}
    assert not ids[0] & ids[1]
    assert ids[0] | ids[1] == {d["id"] for d in claims_documents(tmp_path)}
