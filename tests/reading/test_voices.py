"""Who speaks beside whom and who quotes whom, on sentences of our own."""

from __future__ import annotations

import re

import pytest

from sayso.model import MentionKind
from sayso.reading.decoding import Tagged
from sayso.reading.voices import Half, are_two, as_one, is_one, levels, side_by_side

ORGANISATION, PERSON = MentionKind.ORGANISATION, MentionKind.PERSON


class Sentence:
    """A sentence with [marked] speakers as spans, here in characters."""

    def __init__(self, marked: str) -> None:
        self.text = re.sub(r"[\[\]]", "", marked)
        found = [(m.start() - 2 * n, m.end() - 2 * n - 2) for n, m in enumerate(re.finditer(r"\[.*?\]", marked))]
        self.spans = [Tagged(start, end, 0.9) for start, end in found]

    def between(self, one: Tagged, other: Tagged) -> str:
        return self.text[one.end : other.start]

    def words(self, span: Tagged) -> str:
        return self.text[span.start : span.end]

    def row(self, first: int) -> list[str]:
        others = [span for span in self.spans if span is not self.spans[first]]
        return [self.words(span) for span in side_by_side(self.spans[first], others, self.between, self.is_one)]

    def is_one(self, one: Tagged, other: Tagged) -> bool:
        return is_one(Half(self.words(one)), Half(self.words(other)))


class TestSideBySide:
    @pytest.mark.parametrize(
        ("marked", "row"),
        [
            ("[Medics] and the [mayor] said so.", ["Medics", "mayor"]),
            ("[Residents], a [nurse] and a [local official] said so.", ["Residents", "nurse", "local official"]),
            ("[Police], as well as [two drivers], said so.", ["Police", "two drivers"]),
            ("[Diplomatic] and [religious sources] said so.", ["Diplomatic and religious sources"]),
        ],
    )
    def test_speakers_that_and_joins_are_one_row(self, marked: str, row: list[str]) -> None:
        assert Sentence(marked).row(0) == row
        assert Sentence(marked).row(-1) == row

    @pytest.mark.parametrize(
        "marked",
        [
            "[Daro Vesh], the [spokesman], said so.",
            "[Police] said so; later the [army] spoke.",
            "[The army] denied it and [residents] wept.",
            "[606 Regiment], [the unit], said so.",
        ],
    )
    def test_speakers_apart_or_beside_a_comma_alone_are_no_row(self, marked: str) -> None:
        assert len(Sentence(marked).row(0)) == 1


@pytest.mark.parametrize(
    ("marked", "first", "whole"),
    [
        (
            "[Daro Vesh], the [spokesman of the Northern Front], said so.",
            0,
            "Daro Vesh, the spokesman of the Northern Front",
        ),
        ("[Mira Olen], a [police officer], said so.", 1, "Mira Olen, a police officer"),
        ("[Colonel Arro], commander of the [Third Brigade], said so.", 1, "Colonel Arro"),
        ("[Police] said so, and later the [unit] did.", 1, "unit"),
    ],
)
def test_what_says_more_of_a_speaker_makes_no_second_one(marked: str, first: int, whole: str) -> None:
    sentence = Sentence(marked)
    others = [span for span in sentence.spans if span is not sentence.spans[first]]
    assert sentence.words(as_one(sentence.spans[first], others, sentence.between)) == whole


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Half("police"), Half("hospital officials")),
        (Half("Local people"), Half("officials")),
        (Half("Varesk Front"), Half("the Sword Brigade")),
        (Half("115 members of the army"), Half("103 civilians")),
        (Half("Varesk Monitor", ORGANISATION), Half("Torna Rights Watch", ORGANISATION)),
        (Half("VRF", ORGANISATION), Half("Torna Peoples Front", ORGANISATION)),
        (Half("anto belk", PERSON), Half("mira olen", PERSON)),
    ],
)
def test_two_capacities_two_phrases_and_two_names_are_two_speakers(one: Half, other: Half) -> None:
    assert are_two(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Half("Ministry of Interior", ORGANISATION), Half("Defence", ORGANISATION)),
        (Half("Ministry of Interior", ORGANISATION), Half("Public Order", ORGANISATION)),
        (Half("police", ORGANISATION), Half("army spokesman Daro Vesh", PERSON)),
        (Half("Deputy Minister", PERSON), Half("Party Leader Anto Belk", PERSON)),
        (Half("Police"), Half("army officials")),
        (Half("Mira Olen, a teacher"), Half("an activist")),
        (Half("man who owns a shop"), Half("two farms")),
        (Half("PRESS", ORGANISATION), Half("INFORMATION OFFICE", ORGANISATION)),
    ],
)
def test_one_office_or_one_name_is_one_speaker(one: Half, other: Half) -> None:
    assert not are_two(one, other)


class TestLevels:
    @pytest.mark.parametrize(
        ("marked", "nearest", "expected"),
        [
            ("[Radio Lasko] quoted the [imam] as saying that [villagers] had told him.", 2, [2, 1]),
            ("[Police] said a man confessed, said the [governor], reports the [Torna Gazette].", 0, [1, 2]),
            ("The [Varesk Monitor] and the [Torna Watch] wrote that [witnesses] saw it.", 2, [1, 1]),
            ("[Yazan] told the [office] that a [fruit-seller] had seen it.", 2, [1, 2]),
            ("[Anto] told [police] so, the [source] said.", 0, [1, 2]),
        ],
    )
    def test_the_nearer_to_the_first_speaker_is_the_lower(self, marked: str, nearest: int, expected: list[int]) -> None:
        sentence = Sentence(marked)
        quoting = [span for n, span in enumerate(sentence.spans) if n != nearest]
        found = dict(levels([sentence.spans[nearest]], quoting, sentence.between))
        assert [found[span] for span in quoting] == expected

    def test_nobody_quotes_nobody(self) -> None:
        assert levels([], [], lambda _one, _other: "") == []
