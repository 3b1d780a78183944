import pytest

from sayso.errors import BadRecord
from sayso.model import Actor, ActorKind
from sayso.resolving.registry import Registry, Setting

FEWEST_ARMED = 1_200
ARMED = (ActorKind.REBEL_GROUP, ActorKind.POLITICAL_MILITIA)


@pytest.fixture(scope="module")
def registry():
    return Registry.shipped()


def made(*actors):
    return Registry(actors, "test")


def group(name, country, first=None, last=None, **more):
    return Actor(name.lower(), name, ActorKind.REBEL_GROUP, countries=(country,), active=(first, last), **more)


class TestWhatIsShipped:
    def test_there_are_enough_organised_armed_actors_with_ids_of_their_own(self, registry):
        assert sum(actor.kind in ARMED for actor in registry.actors) >= FEWEST_ARMED
        assert len({actor.id for actor in registry.actors}) == len(registry.actors)

    def test_no_actor_is_taken_for_another_by_its_own_name(self, registry):
        for actor in registry.actors:
            country = actor.countries[0] if actor.countries else ""
            found = registry.find(actor.name, Setting(country), any_case=True)
            joined = [f.actor.name for f in found if f.actor and f.actor.id != actor.id and f.end == len(actor.name)]
            whole = [f for f in found if f.start == 0 and f.end == len(actor.name)]
            assert not joined or whole == [] or whole[0].actor is None, (actor.name, joined)

    def test_one_line_of_a_group_leads_to_its_ucdp_number(self, registry):
        assert ("ucdp", "488") in registry.named("Lord's Resistance Army", Setting("UG")).external_ids


class TestNames:
    def test_a_name_that_two_groups_share_means_the_one_of_the_reports_country(self):
        assert made(group("Free Army", "XA"), group("Free Army", "XB")).named(
            "the Free Army", Setting("XB")
        ).countries == ("XB",)

    def test_a_name_that_two_groups_share_means_none_without_a_country(self):
        assert made(group("Free Army", "XA"), group("Free Army", "XB")).named("Free Army", Setting()) is None

    def test_the_year_tells_groups_of_one_country_apart(self):
        old, new = group("Free Army", "XA", 1960, 1970), group("Free Army", "XA", 2001)
        assert made(old, new).named("Free Army", Setting("XA", 2010)).active == (2001, None)

    def test_a_short_acronym_means_no_group_of_another_country(self):
        registry = made(
            group("Lake Front", "XA", acronyms=("LF",)), group("Hill Union Front", "XA", acronyms=("HUFR",))
        )
        assert not registry.find("an LF camp", Setting("XB"))
        assert registry.find("a HUFR camp", Setting("XB"))[0].actor.name == "Hill Union Front"

    def test_the_longest_name_is_found(self):
        registry = made(group("Lake Front", "XA"), group("Lake Front of the North", "XA"))
        assert registry.find("the Lake Front of the North", Setting("XA"))[0].actor.name == "Lake Front of the North"


class TestOverlays:
    def test_a_projects_own_actor_takes_a_name_from_the_shipped_one(self, registry, tmp_path):
        path = tmp_path / "mine.yaml"
        path.write_text("- {id: mine, name: Mine, acronyms: [BLA], kind: ngo}\n", encoding="utf-8")
        assert registry.with_overlay(path).find("BLA", Setting("PK"))[0].actor.id == "mine"

    def test_a_row_without_a_name_is_refused_with_its_place(self, registry, tmp_path):
        path = tmp_path / "mine.yaml"
        path.write_text("- {id: mine}\n", encoding="utf-8")
        with pytest.raises(BadRecord, match="actor 1"):
            registry.with_overlay(path)
