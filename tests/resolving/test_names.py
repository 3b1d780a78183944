import pytest

from sayso.resolving.names import key, plain, same_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lashkar-e-Jhangvi", "Lashkar i Jhangvi"),
        ("Tehrik-i-Taliban Pakistan", "Tehreek-e-Taliban Pakistan"),
        ("Hizb-ul-Mujahideen", "Hizbul Mujahedin"),
        ("People's Liberation Front of India", "People s Liberation Front of India"),
        ("Syrian Democratic Forces", "Syrian Democartic Forces"),
        ("Popular Mobilisation Forces", "Popular Mobilization Forces"),
    ],
)
def test_spellings_of_one_name_are_the_same_name(one, other):
    assert same_name(key(one), key(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Baloch Liberation Army", "Baloch Liberation Front"),
        ("Garo National Liberation Army", "Karo National Liberation Army"),
        ("Hutu Liberation Front", "Houthi Liberation Front"),
        ("Northern Alliance of Mali", "Southern Alliance of Mali"),
        ("ULFA-I", "ULFA"),
        ("Brigade 14", "Brigade 41"),
    ],
)
def test_names_of_two_groups_are_not_the_same_name(one, other):
    assert not same_name(key(one), key(other))


def test_a_plain_name_has_no_case_accents_article_and_possessive():
    assert plain("The Lord’s  Résistance Army") == "lord resistance army"
