import pytest

from sayso.resolving.place_names import NormalText, folded, normal, other_first_word


@pytest.mark.parametrize(
    ("one", "other"),
    [("Al-Ḥasakah", "al hasakah"), ("Côte d’Ivoire", "Cote d'Ivoire"), ("D.C.", "DC"), ("Deir  ez-Zor", "Deir ez Zor")],
)
def test_spellings_that_differ_in_marks_only_are_equal(one, other):
    assert normal(one) == normal(other)


@pytest.mark.parametrize(("one", "other"), [("Noshki", "Nushki"), ("Qalat", "Kalat"), ("Hodeida", "Hudaydah")])
def test_transliterations_share_a_coarse_form(one, other):
    assert folded(normal(one)) == folded(normal(other))


def test_other_names_do_not_share_a_coarse_form():
    assert folded("mastung") != folded("turbat")
    assert folded("shahwani") != folded("savanne")


def test_offsets_find_their_way_back_past_characters_that_were_left_out():
    text = "in Côte  d’Ivoire, near D.C. today"
    plain = NormalText.of(text)
    begin = plain.text.index("cote divoire")
    assert plain.to_normal(text.index("Côte")) == begin
    assert text[text.index("Côte") : plain.to_original(begin + len("cote divoire"))] == "Côte  d’Ivoire"


def test_a_first_word_has_one_other_form():
    assert other_first_word("st louis") == "saint louis"
    assert other_first_word("southern darfur") == "south darfur"
    assert other_first_word("quetta") == ""
