"""What the lexicon's words say of a sentence."""

from __future__ import annotations

import pytest

from sayso.reading.lexicon import denies, foils, keeps_silent


def is_foiled(sentence: str, actor: str, anchor: str) -> bool:
    bounds = ((sentence.index(words), sentence.index(words) + len(words)) for words in (actor, anchor))
    return foils(sentence, *bounds)


@pytest.mark.parametrize(
    ("sentence", "actor", "anchor"),
    [
        ("Police foiled an attempt to bomb the station.", "Police", "bomb"),
        ("The army on Monday morning thwarted a suicide bombing in Torna.", "army", "suicide bombing"),
        ("An attack on the barracks was foiled by alert guards.", "guards", "attack"),
        ("Nine men died as troops repelling an assault fired back.", "troops", "assault"),
        ("Agents disrupted a plot to kill the governor.", "Agents", "kill"),
    ],
)
def test_who_foiled_a_deed_did_not_do_it(sentence: str, actor: str, anchor: str) -> None:
    assert is_foiled(sentence, actor, anchor)


@pytest.mark.parametrize(
    ("sentence", "actor", "anchor"),
    [
        ("Police foiled an attempt by rebels to bomb the station.", "rebels", "bomb"),
        ("Rebels tried to bomb the bridge but were foiled by soldiers.", "Rebels", "bomb"),
        ("Police foiled the raid and killed two rebels.", "Police", "killed"),
        ("Police fired on the men and foiled their attempt to flee.", "Police", "fired"),
        ("Work was thwarted by rebels who burned a digger.", "rebels", "burned"),
        ("Rebels disrupted rail traffic, blowing up the tracks.", "Rebels", "blowing up"),
        ("Rebels attacked a post that police had foiled.", "Rebels", "attacked"),
    ],
)
def test_whoever_did_the_deed_keeps_it(sentence: str, actor: str, anchor: str) -> None:
    assert not is_foiled(sentence, actor, anchor)


@pytest.mark.parametrize(
    "sentence",
    [
        "The ministry denied on Thursday that its helicopters carried out an air strike on Sorn.",
        "The army denied in a written statement that soldiers made the strike.",
        "The Front denied late on 3 March any part in the strike.",
        "He denied again that there was a strike.",
    ],
)
def test_when_and_where_somebody_denied_may_stand_before_what(sentence: str) -> None:
    assert denies(sentence, sentence.index("strike"))


def test_what_is_denied_to_somebody_is_no_denial() -> None:
    sentence = "The governor denied the convoy passage before the strike."
    assert not denies(sentence, sentence.index("strike"))


@pytest.mark.parametrize(
    "sentence",
    [
        "Brel declined to comment on the strike",
        "Brel, the district's inspector, has declined to comment on the strike",
        "Brel could not be reached after the strike",
        "Brel (Unity Party) did not immediately respond to questions on the strike",
    ],
)
def test_who_declines_to_comment_says_nothing_of_it(sentence):
    assert keeps_silent(sentence, len("Brel"), sentence.index("strike"))


@pytest.mark.parametrize(
    "sentence",
    [
        "Brel declined to comment on the dead but spoke of a strike",
        "Brel said that the minister declined to comment on the strike",
        "Brel commented on the strike",
    ],
)
def test_who_goes_on_to_speak_or_is_another_is_not_silent(sentence):
    assert not keeps_silent(sentence, len("Brel"), sentence.index("strike"))
