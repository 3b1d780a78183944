import pytest

from sayso.codebook import kind_codes
from sayso.model import ActorKind


@pytest.mark.parametrize("kind", list(ActorKind))
def test_every_kind_of_actor_has_codes(kind):
    assert kind_codes(kind).plover


def test_the_first_eight_kinds_are_acleds_inter_codes():
    assert [kind_codes(kind).acled_inter for kind in list(ActorKind)[:8]] == [1, 2, 3, 4, 5, 6, 7, 8]


def test_police_are_police_and_an_army_abroad_is_an_external_force():
    assert kind_codes("state-forces", "police").plover == "COP"
    abroad = kind_codes("state-forces", "army", abroad=True)
    assert (abroad.acled_inter, abroad.plover) == (8, "MIL")
