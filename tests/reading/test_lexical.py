import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.codebook import load_codebook, shipped_codebook
from sayso.errors import BadRequest
from sayso.model import Counted, Extraction, SpeakerRole, Stance, Status
from sayso.reading import get_reader
from sayso.reading.sentences import sentence_at, sentences, storable

READER = get_reader("lexical", shipped_codebook())


def read(text, language="en", reader=READER):
    return reader.read(Extraction("ext-1", "rpt-1", text, "test", "1", language=language)).claims


def words(mentions):
    return [mention.span.text for mention in mentions]


def test_a_plain_sentence_fills_every_slot():
    (claim,) = read(
        "Gunmen attacked a police post with grenades in Harsk on Tuesday night, killing two policemen and wounding "
        "four, inspector Hanna Brel said."
    )
    assert (claim.type, claim.status, claim.stance) == ("armed-attack", Status.OCCURRED, Stance.REPORTED)
    assert words(claim.initiator) == ["Gunmen"]
    assert words(claim.target) == ["police post"]
    assert words(claim.place) == ["Harsk"]
    assert words(claim.time) == ["Tuesday night"]
    assert words(claim.instrument) == ["grenades"]
    assert {(c.span.text, c.of) for c in claim.counts} == {("two", Counted.KILLED), ("four", Counted.INJURED)}
    assert [(s.span.text, s.role) for s in claim.speakers] == [("inspector Hanna Brel", SpeakerRole.AUTHORITY)]


def test_a_passive_sentence_has_its_doer_after_by():
    (claim,) = read("Two farmers were abducted by rebels near Ondal.")
    assert words(claim.initiator) == ["rebels"]
    assert words(claim.target) == ["Two farmers"]


def test_a_pronoun_speaker_is_the_speaker_before():
    first, second = read("Soldiers shelled the village, a resident said. They also burned down two houses, she said.")
    assert second.speakers == first.speakers


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The ministry denied that the army shelled the village.", Stance.DENIED),
        ("The Front claimed responsibility for the attack in Harsk.", Stance.CLAIMED),
        ("Soldiers allegedly tortured a teacher.", Stance.ALLEGED),
        ("The group retracted its statement that it had kidnapped him.", Stance.WITHDRAWN),
    ],
)
def test_stances_have_their_cues(text, stance):
    assert read(text)[0].stance is stance


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Police foiled a bombing in Harsk.", Status.ATTEMPTED),
        ("The union planned to hold a general strike.", Status.PLANNED),
        ("It was feared that rebels might attack the town.", Status.POSSIBLE),
        ("Bandits have regularly robbed travellers.", Status.GENERIC),
    ],
)
def test_statuses_have_their_cues(text, status):
    assert read(text)[0].status is status


def test_the_digest_outlet_speaks_in_its_own_sentence():
    (claim,) = read("Two men were shot dead in Harsk on May 4, reports The Meren Gazette.")
    assert [(s.span.text, s.role) for s in claim.speakers] == [("The Meren Gazette", SpeakerRole.MEDIA)]


def test_a_communique_names_the_group_and_its_spokesman(examples):
    text = (examples / "reports" / "06-mlf-communique.txt").read_text("utf-8").split("\n\n", 1)[1]
    claim = read(text)[0]
    assert claim.stance is Stance.CLAIMED
    assert words(claim.initiator) == ["Meren Liberation Front"]
    assert [(s.span.text, s.role) for s in claim.speakers] == [
        ("spokesman of the Meren Liberation Front, Daro Vesh", SpeakerRole.PERPETRATOR)
    ]
    assert [(c.span.text, c.of) for c in claim.counts] == [("39", Counted.LOCATIONS)]
    assert claim.time == ()


def test_sport_and_court_reports_hold_nothing():
    assert read("The striker attacked late and scored the goal that won the cup final for his coach.") == ()
    assert read("A court sentenced him for the killing.") == ()


def test_other_languages_are_not_read():
    assert read("La police attacked.", language="fr") == ()


def test_a_project_without_a_type_gets_no_claims_of_it(tmp_path):
    path = tmp_path / "c.yaml"
    path.write_text("version: mine\nremove: [armed-attack]\nrename: {clash: firefight}\n")
    reader = get_reader("lexical", load_codebook(path))
    assert read("Gunmen attacked a post.", reader=reader) == ()
    assert read("Rebels clashed with soldiers.", reader=reader)[0].type == "firefight"


def test_an_unknown_reader_is_a_bad_request():
    with pytest.raises(BadRequest, match="lexical"):
        get_reader("crystal-ball", shipped_codebook())


@settings(max_examples=150)
@given(
    st.text(
        alphabet=st.one_of(st.characters(), st.sampled_from("attacked killed said by in Harsk. ,;“”")), max_size=300
    )
)
def test_any_text_is_read_without_a_crash_and_every_span_is_exact(text):
    extraction = Extraction("ext-1", "rpt-1", text, "test", "1", language="en")
    for claim in READER.read(extraction).claims:
        for span in claim.spans():
            span.verify(text)


@given(st.text(max_size=200))
def test_sentences_are_in_order_and_lose_only_blanks(text):
    bounds = sentences(text)
    position = 0
    for start, end in bounds:
        assert position <= start < end
        assert not text[position:start].strip()
        position = end
    assert not text[position:].strip()


def test_ranks_do_not_end_a_sentence():
    text = "Sgt. Khan and Lt. Mir were killed. Supt. Rana fled."
    assert [text[slice(*bound)] for bound in sentences(text)] == [
        "Sgt. Khan and Lt. Mir were killed.",
        "Supt. Rana fled.",
    ]


def test_a_position_between_sentences_belongs_to_the_one_before():
    assert sentence_at([(0, 5), (7, 9)], 6) == (0, 5)
    assert sentence_at([(2, 5)], 0) == (2, 5)


def test_half_characters_are_read_and_move_no_offset():
    text = "\ud800 Gunmen killed two people in Varesk on Monday. \udfff"
    assert storable(text) == text.replace("\ud800", "\ufffd").replace("\udfff", "\ufffd")
    assert next(text[slice(*bound)] for bound in sentences(text)).endswith("Monday.")
