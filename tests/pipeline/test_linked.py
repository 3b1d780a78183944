from dataclasses import replace

import pytest

from sayso.codebook import shipped_codebook
from sayso.linking import Linker, link
from sayso.pipeline.linked import KeptLinker

BOOK = shipped_codebook()


@pytest.fixture
def told(make_extraction, make_claim):
    """Three reports of one bombing, as extractions and claims by extraction."""
    texts = [f"A bomb exploded in Harsk on 10 March 2026, outlet {n} said." for n in "ABC"]
    extractions = [make_extraction(text, published="2026-03-10") for text in texts]
    claims = [make_claim(e, "exploded", "bombing", place="Harsk", time="10 March 2026") for e in extractions]
    return list(zip(extractions, claims, strict=True))


def linked(kept, told):
    return kept.link([claim for _, claim in told], {extraction.id: extraction for extraction, _ in told}, ())


def anew(told):
    return link([claim for _, claim in told], {extraction.id: extraction for extraction, _ in told}, (), BOOK)


def test_only_new_reports_are_linked(told, monkeypatch):
    added = []
    add = Linker.add
    monkeypatch.setattr(
        Linker, "add", lambda self, c, extractions: (added.append(len(extractions)), add(self, c, extractions))
    )
    kept = KeptLinker(BOOK)
    linked(kept, told[:2])
    assert linked(kept, told) == anew(told)
    assert linked(kept, told) == anew(told)
    assert added[:2] == [2, 1]
    assert len(added) == 4


def test_a_report_that_says_something_else_now_is_linked_anew(told):
    kept = KeptLinker(BOOK)
    linked(kept, told)
    (extraction, claim), *others = told
    changed = [(extraction, replace(claim, type="protest")), *others]
    assert linked(kept, changed) == anew(changed) != anew(told)


def test_a_report_that_is_gone_leaves_nothing_behind(told):
    kept = KeptLinker(BOOK)
    linked(kept, told)
    assert linked(kept, told[1:]) == anew(told[1:])
