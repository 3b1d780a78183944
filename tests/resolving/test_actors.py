import csv
import re
from pathlib import Path

import pytest

from sayso.model import Actor, ActorKind, Extraction, SpeakerRole
from sayso.resolving import phrases
from sayso.resolving.actors import ActorResolver
from sayso.resolving.registry import Registry, Setting

MENTIONS = Path(__file__).parent / "actor_mentions.csv"
LEAST_RIGHT = 0.95
FEWEST = 120


@pytest.fixture(scope="module")
def resolver():
    return ActorResolver(Registry.shipped())


@pytest.fixture(scope="module")
def actor_in(resolver):
    """The actor of the words in [[ ]] of a text; words in << >> are earlier mentions with the role of a speaker."""

    def of(text, country="", role=None):
        start, end = text.index("[["), text.rindex("]]") - 2
        plain_text = text.replace("[[", "", 1)
        plain_text = plain_text[: plain_text.rindex("]]")] + plain_text[plain_text.rindex("]]") + 2 :]
        extraction = Extraction("ext-1", "rpt-1", plain_text, "test", "1", language="en")
        span = extraction.span(start, end)
        return resolver.resolve_spans({span: SpeakerRole(role) if role else None}, extraction, country)[span]

    return of


def shown(actor):
    if not isinstance(actor, Actor):
        return "-"
    return f"local:{actor.name}" if actor.local else actor.id


def rows():
    with MENTIONS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def is_joined_wrongly(expected, found):
    """Whether an organisation of the registry is taken for another or for somebody who is none."""
    is_named = found != "-" and not found.startswith(("local:", "generic:", "state:"))
    return is_named and found != expected


class TestMentionsInContext:
    def test_nearly_all_mentions_resolve_as_written_down_and_none_is_joined_to_another_group(self, actor_in):
        found = [(row, shown(actor_in(row["text"], row["country"], row["role"]))) for row in rows()]
        wrong = [f"{row['text']} -> {got}, not {row['expected']}" for row, got in found if got != row["expected"]]
        assert len(found) >= FEWEST
        assert not [f"{row['text']} -> {got}" for row, got in found if is_joined_wrongly(row["expected"], got)]
        assert len(wrong) <= (1 - LEAST_RIGHT) * len(found), "\n".join(wrong)


class TestWithinOneReport:
    def test_a_surname_stands_for_whom_its_bearer_speaks(self, resolver):
        text = "Dost Kakar, a spokesman for the BLA, rang at noon. Kakar spoke of two raids."
        extraction = Extraction("ext-1", "rpt-1", text, "test", "1", language="en")
        second = extraction.span(text.index("Kakar spoke"), text.index("Kakar spoke") + len("Kakar"))
        assert shown(resolver.resolve_spans({second: SpeakerRole.PERPETRATOR}, extraction, "PK")[second]) == "bla"

    def test_he_is_the_last_who_spoke_in_that_capacity(self, resolver):
        text = "Police said two died. Residents wept. He said that four men fled."
        extraction = Extraction("ext-1", "rpt-1", text, "test", "1", language="en")
        spans = {
            extraction.span(0, 6): SpeakerRole.AUTHORITY,
            extraction.span(22, 31): SpeakerRole.WITNESS,
            extraction.span(38, 40): SpeakerRole.AUTHORITY,
        }
        assert [shown(a) for a in resolver.resolve_spans(spans, extraction, "PK").values()] == [
            "state:PK:police",
            "generic:civilians:PK",
            "state:PK:police",
        ]

    def test_a_ministry_of_a_group_is_the_group(self, actor_in):
        text = "The NSCN-K Ministry of Information Publicity (MIP) denied it. [[MIP]] gave no toll."
        assert shown(actor_in(text, "IN", "perpetrator")) == "nscn-k"

    def test_police_without_a_state_are_generic_and_of_the_reports_country(self, actor_in):
        generic, named = actor_in("[[Police]] fired.", "PK"), actor_in("[[Indian police]] fired.", "PK")
        assert (generic.generic, generic.side, named.generic, named.side) == (True, "state:PK", False, "state:IN")

    def test_what_cannot_be_told_says_why(self, actor_in):
        assert "not named before" in actor_in("[[He]] said so.", "PK", "perpetrator").reason


class TestNamesThatBeginWithAntiOrCounter:
    def test_no_name_of_the_registry_loses_a_word(self, resolver):
        altered = []
        for actor in resolver.registry.actors:
            for name in (actor.name, *actor.aliases):
                bounds = [(found.start, found.end) for found in resolver.registry.find(name, Setting())]
                is_altered = phrases.unqualified(name, bounds) != " ".join(name.split())
                if is_altered and re.match(r"(?:anti|counter)[- ]", name, re.IGNORECASE) and name[0].isupper():
                    altered.append(name)
        assert not altered

    @pytest.mark.parametrize(
        ("text", "country", "expected"),
        [
            ("[[Counter Terrorism Department]] men raided a house.", "PK", "pk-counter-terrorism-department"),
            ("[[Anti-Balaka fighters]] held the bridge.", "CF", "anti-balaka"),
            ("[[anti-Maoist militia]] held the bridge.", "IN", "generic:militias:IN"),
        ],
    )
    def test_a_name_is_kept_and_an_opponent_is_not_the_actor(self, actor_in, text, country, expected):
        assert shown(actor_in(text, country, "")) == expected

    def test_the_department_is_the_one_named_before(self, actor_in):
        text = "The Counter Terrorism Department raided a house. [[The department]] said that two died."
        assert shown(actor_in(text, "PK", "authority")) == "pk-counter-terrorism-department"


class TestNamesOfKindsSayNoMoreThanTheReport:
    @pytest.mark.parametrize(
        ("words", "name"),
        [
            ("Gunmen", "unidentified armed men"),
            ("Unidentified attackers", "unidentified armed men"),
            ("Unidentified men on a motorcycle", "unidentified persons"),
            ("Fighters", "fighters"),
            ("Militants", "militants"),
            ("Unknown terrorists", "militants"),
        ],
    )
    def test_only_who_is_called_a_militant_is_one(self, actor_in, words, name):
        actor = actor_in(f"[[{words}]] shot a teacher.", "PK", "")
        assert (actor.name, actor.kind, actor.generic) == (name, ActorKind.UNKNOWN, True)
