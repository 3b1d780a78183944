"""A run that is killed at any moment loses nothing, leaves nothing half-written, and goes on where it stopped."""

import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sayso import Project
from sayso.settings import Settings

KILLS = 15
REPORTS = 90
SEED = 20260301


def command(project: Path, folder: Path, examples: Path) -> list[str]:
    gazetteer, actors = examples / "gazetteer.geojson", examples / "actors.yaml"
    code = (
        "import sys; from pathlib import Path; from sayso import Project; from sayso.settings import Settings\n"
        "project, folder, gazetteer, actors = map(Path, sys.argv[1:])\n"
        "settings = Settings(reader='lexical', gazetteer=gazetteer, actors=actors)\n"
        "with Project.open(project, create=True, settings=settings) as opened:\n"
        "    opened.code([folder])\n"
    )
    return [sys.executable, "-c", code, str(project), str(folder), str(gazetteer), str(actors)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory, examples):
    """The examples, and enough small reports that a run takes a while."""
    made = tmp_path_factory.mktemp("reports")
    for path in (examples / "reports").iterdir():
        (made / path.name).write_bytes(path.read_bytes())
    lines = (
        {
            "id": f"r{n}",
            "published": f"2026-03-{1 + n % 28:02d}",
            "source": f"Outlet {n % 7}",
            "text": f"Gunmen attacked post number {n} in Harsk on Monday and killed {1 + n % 5} soldiers, police said. "
            f"A bomb exploded near Tirsk on {1 + n % 28} March, the army said.",
        }
        for n in range(REPORTS)
    )
    (made / "many.jsonl").write_text("\n".join(map(json.dumps, lines)))
    return made


def contents(path: Path) -> dict[str, object]:
    """Everything that a project holds, without the times at which it was recorded."""
    with Project.open(path, settings=Settings(reader="lexical")) as project:
        view = project.store.view()
        return {
            "reports": sorted((r.id, r.name, r.given_id) for r in view.reports()),
            "texts": view.extractions(),
            "claims": view.claims(),
            "resolved": view.resolved(),
            "failures": {str(failure) for failure in view.failures()},
            "events": project.events(),
        }


@pytest.mark.slow
def test_a_killed_run_ends_as_an_undisturbed_one(tmp_path, folder, examples):
    calm = tmp_path / "calm.sayso"
    started = time.monotonic()
    subprocess.run(command(calm, folder, examples), check=True, timeout=120)
    length = time.monotonic() - started
    expected = contents(calm)
    assert len(expected["reports"]) == REPORTS + 15
    assert expected["events"]

    disturbed = tmp_path / "disturbed.sayso"
    rng = random.Random(SEED)
    killed = 0
    for _ in range(KILLS):
        process = subprocess.Popen(command(disturbed, folder, examples))
        try:
            process.wait(timeout=rng.uniform(0.25, 1.0) * length)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            killed += 1
        if disturbed.exists() and (killed % 5 == 0):
            _nothing_is_half_written(disturbed)
    subprocess.run(command(disturbed, folder, examples), check=True, timeout=120)
    assert killed > 0
    assert contents(disturbed) == expected


def _nothing_is_half_written(path: Path) -> None:
    """Every reading that is there has all the claims that its reader finds in its text."""
    with Project.open(path, settings=Settings(reader="lexical")) as project:
        view = project.store.view()
        from sayso.reading import get_reader

        reader = get_reader("lexical", project.codebook)
        claims = {extraction: view.claims([extraction]) for extraction in view.current_readings()}
        for extraction in view.extractions(list(claims)).values():
            assert claims[extraction.id] == list(reader.read(extraction).claims)
        for report in view.reports():
            assert view.data(report)
