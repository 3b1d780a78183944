import pytest

from sayso.linking import credit_of, find_copies
from sayso.linking.copies import CopyFinder

FIRST = (
    "The ferry between Harsk and Ondal was stopped on Monday after gunmen opened fire on its deck, and two deckhands were "
    "wounded before the captain turned back to the northern pier, where the harbour master was waiting with a doctor."
)
SECOND = (
    "Farmers in the hills above Velmory found the spring poisoned on Thursday, said the district vet, who counted forty "
    "dead goats along the path and asked the council to bring water by lorry until the well had been looked at."
)


def test_a_report_that_prints_two_stories_does_not_make_them_one(make_extraction):
    one, other = make_extraction(FIRST, published="2026-03-10"), make_extraction(SECOND, published="2026-03-10")
    digest = make_extraction(f"{FIRST} Elsewhere: {SECOND}", published="2026-03-11")
    (copies,) = find_copies({e.id: e for e in (one, other, digest)})
    assert len(copies.extractions) == 2
    assert digest.id in copies.extractions


def test_copies_are_found_whichever_comes_first(make_extraction):
    one = make_extraction(FIRST, report="a", published="2026-03-10")
    other = make_extraction("From our desk. " + FIRST, report="b", published="2026-03-12")
    pairs = []
    for order in ((one, other), (other, one)):
        finder = CopyFinder()
        pairs.append([*finder.add(order[:1]), *finder.add(order[1:])])
    assert pairs[0] == pairs[1] != []


def test_texts_far_apart_in_time_are_not_compared_but_undated_ones_are(make_extraction):
    spring = make_extraction(FIRST, report="a", published="2026-03-10")
    autumn = make_extraction(FIRST, report="b", published="2026-09-10")
    undated = make_extraction(FIRST, report="c")
    assert find_copies({e.id: e for e in (spring, autumn)}) == ()
    for dated in (spring, autumn):
        assert len(find_copies({e.id: e for e in (dated, undated)})) == 1


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        ("HARSK, March 10 (TWS) — A bomb went off.", "TWS"),
        ("HARSK (Reuters) - A bomb went off.", "Reuters"),
        ("AFP - A bomb went off.", "Agence France-Presse"),
        ("By Ana Lorr, Associated Press\n\nA bomb went off.", "Associated Press"),
        ("A bomb went off. Nobody was hurt.\n(Xinhua)", "Xinhua"),
        ("The Meren Liberation Front (MLF) said it set off a bomb.", ""),
        ("A bomb went off in Harsk.", ""),
    ],
)
def test_an_agency_is_read_from_dateline_byline_or_last_line(make_extraction, text, credit):
    assert credit_of(make_extraction(text)) == credit


def test_copies_name_the_agency_that_they_credit(make_extraction):
    one = make_extraction(f"HARSK (TWS) - {FIRST}", published="2026-03-10")
    other = make_extraction(f"HARSK, Monday (TWS) - {FIRST}", published="2026-03-10")
    (copies,) = find_copies({one.id: one, other.id: other})
    assert copies.credit == "TWS"
    assert copies.why.endswith("they credit TWS")
