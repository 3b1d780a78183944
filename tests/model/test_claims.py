from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from sayso.model import Claim, Extraction, Speaker, SpeakerRole, Stance, Status, with_ids

TEXT = "Police said that gunmen attacked a post; villagers said the same of Monday."
EXTRACTION = Extraction("ext-1", "rpt-1", TEXT, "test", "1")


def claim(start=24, end=32, type_="armed-attack", speakers=(), stance=Stance.REPORTED):
    anchor = EXTRACTION.span(start, end)
    return Claim("", "", "ext-1", "E1", anchor, anchor, type_, Status.OCCURRED, stance, speakers)


def speaker(start, end, level=0):
    return Speaker(EXTRACTION.span(start, end), SpeakerRole.AUTHORITY, level)


@given(st.permutations([(24, 32), (17, 23), (41, 50)]))
def test_ids_do_not_depend_on_the_order_in_which_claims_were_found(order):
    found = with_ids("rdg-1", [claim(*bounds) for bounds in order])
    assert found == with_ids("rdg-1", [claim(*bounds) for bounds in sorted(order)])


def test_equal_claims_of_one_reading_get_ids_of_their_own():
    one, other = with_ids("rdg-1", [claim(), claim()])
    assert one.id != other.id
    assert with_ids("rdg-1", [claim(), claim()]) == (one, other)


def test_another_speaker_stance_type_or_reading_is_another_claim():
    base = with_ids("rdg-1", [claim()])[0].id
    others = [
        with_ids("rdg-1", [claim(speakers=(speaker(0, 6),))]),
        with_ids("rdg-1", [claim(stance=Stance.DENIED)]),
        with_ids("rdg-1", [claim(type_="clash")]),
        with_ids("rdg-2", [claim()]),
    ]
    assert len({base, *(found[0].id for found in others)}) == 5


def test_resolving_a_claim_does_not_change_its_id():
    (made,) = with_ids("rdg-1", [claim()])
    (again,) = with_ids("rdg-1", [replace(made, score=0.5)])
    assert again.id == made.id


def test_speakers_of_one_level_stand_side_by_side():
    made = claim(speakers=(speaker(41, 50, 1), speaker(0, 6), speaker(17, 23)))
    levels = made.speaker_levels()
    assert [[s.span.text for s in level] for level in levels] == [["Police", "gunmen"], ["villagers"]]
    assert not made.is_own_voice
    assert claim().is_own_voice
