import csv
from pathlib import Path

import pytest

from sayso.model import Actor, Extraction, SpeakerRole
from sayso.resolving.actors import ActorResolver
from sayso.resolving.registry import Registry

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
