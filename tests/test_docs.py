"""The pages tell the truth: every command is in the README, every link leads somewhere."""

import re
from pathlib import Path

import pytest
import typer

import sayso
from sayso.cli import app

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/*.md")])
LINK = re.compile(r"\[[^\]]*\]\((?P<target>[^)#\s]+)[^)]*\)")


def test_every_command_is_in_the_readme():
    readme = (ROOT / "README.md").read_text("utf-8")
    for name in typer.main.get_command(app).commands:
        assert f"sayso {name}" in readme, name


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(page):
    for found in LINK.finditer(page.read_text("utf-8")):
        target = found["target"]
        if "://" not in target and not target.startswith("mailto:"):
            assert (page.parent / target).exists(), target


def test_every_package_is_in_the_architecture():
    architecture = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    for package in (ROOT / "src/sayso").iterdir():
        if package.is_dir() and (package / "__init__.py").exists():
            assert f"{package.name}/" in architecture, package.name


def test_the_changelog_knows_this_version():
    assert f"## {sayso.__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_public_names_are_there():
    assert {name for name in sayso.__all__ if hasattr(sayso, name)} == {"Project", "__version__", "read"}
    with pytest.raises(AttributeError):
        _ = sayso.nothing
