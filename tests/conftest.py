"""Nouns made by hand, and projects in temporary folders."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.model import (
    Claim,
    Count,
    Counted,
    Extraction,
    Mention,
    Published,
    PublishedPrecision,
    Speaker,
    SpeakerRole,
    Stance,
    Status,
    content_id,
    with_ids,
)
from sayso.pipeline import Project
from sayso.resolving import Resolver, load_resolver
from sayso.settings import GAZETTEER_VARIABLE, Settings

ROOT = Path(__file__).parent.parent
LEXICAL = Settings(reader="lexical")


@pytest.fixture(autouse=True, scope="session")
def _no_gazetteer_of_the_user() -> Iterator[None]:
    """Tests find what is shipped, whatever whoever runs them has imported."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(GAZETTEER_VARIABLE, "/nowhere/places.gazetteer")
        yield


@pytest.fixture(scope="session")
def examples() -> Path:
    return ROOT / "examples"


@pytest.fixture(scope="session")
def example_settings(examples: Path) -> Settings:
    return replace(LEXICAL, gazetteer=examples / "gazetteer.geojson", actors=examples / "actors.yaml")


@pytest.fixture(scope="session")
def resolver(example_settings: Settings) -> Resolver:
    return load_resolver(example_settings.gazetteer, example_settings.actors)


@pytest.fixture
def make_extraction() -> Callable[..., Extraction]:
    def make(text: str, *, report: str = "", published: str = "", **fields: object) -> Extraction:
        report = report or content_id("rpt", text, published)
        moment = Published(published, PublishedPrecision.DAY) if published else None
        made = Extraction(Extraction.id_for(report, "test", "1", text), report, text, "test", "1", published=moment)
        return replace(made, language="en", **fields)

    return make


@pytest.fixture
def make_claim(resolver: Resolver) -> Callable[..., Claim]:
    """A resolved claim from words of a text."""

    def make(
        extraction: Extraction,
        anchor: str,
        type_: str,
        *,
        speaker: str = "",
        role: str = "authority",
        stance: str = "reported",
        status: str = "occurred",
        counts: tuple[tuple[str, str], ...] = (),
        group: str = "E1",
        **roles: str,
    ) -> Claim:
        def span(words: str):
            start = extraction.text.index(words)
            return extraction.span(start, start + len(words))

        speakers = (Speaker(span(speaker), SpeakerRole(role)),) if speaker else ()
        made = Claim(
            id="",
            reading="",
            extraction=extraction.id,
            group=group,
            anchor=span(anchor),
            sentence=extraction.span(0, len(extraction.text)),
            type=type_,
            status=Status(status),
            stance=Stance(stance),
            speakers=speakers,
            counts=tuple(Count(span(words), Counted(of)) for words, of in counts),
            **{name: (Mention(span(words)),) for name, words in roles.items()},
        )
        (identified,) = with_ids(f"rdg-{extraction.id}", [made])
        (resolved,) = resolver.resolve([identified], extraction)
        return resolved

    return make


class Ticking:
    """A clock that moves on by a second each time it is read."""

    def __init__(self) -> None:
        self.now = dt.datetime(2026, 4, 1, 12, 0, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        self.now += dt.timedelta(seconds=1)
        return self.now


@pytest.fixture
def clock() -> Ticking:
    return Ticking()


@pytest.fixture
def empty_project(tmp_path: Path, example_settings: Settings, clock: Ticking):
    with Project.open(tmp_path / "p.sayso", create=True, settings=example_settings, clock=clock) as project:
        yield project


@pytest.fixture
def coded_project(empty_project: Project, examples: Path) -> Project:
    empty_project.code([examples / "reports"])
    return empty_project
