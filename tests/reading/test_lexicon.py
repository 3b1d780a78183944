"""What the lexicon's words say of a sentence."""

from __future__ import annotations

import pytest

from sayso.reading.lexicon import denies, foils


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
