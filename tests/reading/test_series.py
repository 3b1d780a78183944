import pytest

from sayso.reading.series import with_series

CLAIMED = "The Tuvala Front claimed coordinated attacks at 39 places and 12 attacks on posts."


@pytest.fixture
def claim(make_extraction, make_claim):
    def made(text, anchor, **roles):
        extraction = make_extraction(text)
        return with_series(make_claim(extraction, anchor, "armed-attack", **roles), extraction)

    return made


def counted(claim):
    return [(count.span.text, count.of.value) for count in claim.counts]


def test_a_number_of_places_or_attacks_is_a_count_and_no_target(claim):
    found = claim(CLAIMED, "coordinated attacks", target="39 places")
    assert counted(found) == [("39", "locations"), ("12", "attacks")]
    assert found.target == ()


def test_other_targets_and_counts_stay(claim):
    found = claim(
        "Attacks at six locations hit two posts, killing five.",
        "Attacks",
        target="two posts",
        counts=(("five", "killed"),),
    )
    assert counted(found) == [("five", "killed"), ("six", "locations")]
    assert [mention.span.text for mention in found.target] == ["two posts"]


def test_a_single_attack_counts_no_places(claim):
    assert counted(claim("The attack was heard in two places.", "attack")) == []
