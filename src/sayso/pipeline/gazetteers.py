"""A user's own gazetteer: made from files, and asked for a name."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.errors import BadRecord, BadRequest
from sayso.model import Place, content_id
from sayso.pipeline.project import Project
from sayso.pipeline.runs import Progress, no_progress
from sayso.resolving.gazetteer import Gazetteer
from sayso.resolving.gazetteer_file import Record, write_file
from sayso.resolving.gazetteer_overlay import overlay_records
from sayso.resolving.geonames import GeonamesFiles, geonames_records
from sayso.resolving.places import PlaceResolver
from sayso.resolving.ranking import explained
from sayso.settings import Settings, default_project, user_gazetteer, user_gazetteer_path

TOLD_EVERY = 10_000
OVERLAY_SUFFIXES = (".csv", ".geojson", ".json")


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A place that a name may mean: how likely among the others, and the features that speak for and against it."""

    place: Place
    population: int
    probability: float
    reasons: Mapping[str, float]


def import_gazetteer(
    files: Sequence[Path], target: Path, *, countries: Iterable[str] = (), progress: Progress = no_progress
) -> int:
    """Make a gazetteer of GeoNames dumps or of CSV and GeoJSON files; how many places it holds.

    Raises BadRecord naming file and line, BadRequest where files of both kinds are given; the target is then as it was.
    """
    overlays = [path for path in files if path.suffix.lower() in OVERLAY_SUFFIXES]
    if overlays and len(overlays) != len(files):
        raise BadRequest("give GeoNames files or files of your own, not both: each makes a gazetteer of its own")
    wanted = frozenset(code.upper() for code in countries)
    records = _own(overlays) if overlays else geonames_records(GeonamesFiles.of(files), wanted)
    return write_file(target, _told(records, progress), _version(target, files, wanted))


def _version(target: Path, files: Sequence[Path], countries: Iterable[str]) -> str:
    """What tells one import from another: the same files with other places make another version.

    Raises BadRecord for a file that cannot be read.
    """
    try:
        contents = [_sha256(path) for path in files]
    except OSError as error:
        raise BadRecord(str(error.filename), f"cannot be read ({error.strerror})", "check its name") from error
    return f"{target.stem}:{'+'.join(path.name for path in files)}:{content_id('gaz', contents, sorted(countries))}"


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def import_into_project(
    files: Sequence[Path],
    project: Path | None,
    *,
    countries: Iterable[str] = (),
    progress: Progress = no_progress,
) -> tuple[int, Path]:
    """Make a gazetteer beside a project, which remembers it; how many places it holds, and where it is.

    Raises as `import_gazetteer` does, and ProjectMissing.
    """
    path = project or default_project()
    with Project.open(path):
        target = path.resolve().with_suffix(".gazetteer")
    count = import_gazetteer(files, target, countries=countries, progress=progress)
    with Project.open(path, settings=Settings(gazetteer=target)) as opened:
        opened.keep_settings()
    return count, target


def import_for_user(
    files: Sequence[Path], *, countries: Iterable[str] = (), progress: Progress = no_progress
) -> tuple[int, Path]:
    """Make the user's own gazetteer, for all projects that have none; how many places it holds, and where it is.

    Raises as `import_gazetteer` does.
    """
    target = user_gazetteer_path()
    target.parent.mkdir(parents=True, exist_ok=True)
    return import_gazetteer(files, target, countries=countries, progress=progress), target


def find_places(name: str, *, gazetteer: Path | None = None, country: str = "") -> list[FoundPlace]:
    """The places that a name may mean by itself, or in a report about a country, the likeliest first.

    Without a gazetteer that of the user is asked, if there is one.
    """
    shipped = Gazetteer.shipped()
    gazetteer = gazetteer or user_gazetteer()
    resolver = PlaceResolver(shipped.with_overlay(gazetteer) if gazetteer else shipped)
    (ranked,) = resolver.rank(name, [(0, len(name))], country=country.upper())
    return [FoundPlace(one.entry.place, one.entry.population, one.probability, dict(explained(one))) for one in ranked]


def _told(records: Iterable[Record], progress: Progress) -> Iterator[Record]:
    """The records, with progress told now and then, and before the names are sorted."""
    done = 0
    for done, record in enumerate(records, 1):
        yield record
        if done % TOLD_EVERY == 0:
            progress("places", done, None)
    progress("places", done, done)
    progress("names", 0, None)


def _own(paths: Sequence[Path]) -> Iterator[Record]:
    for path in paths:
        yield from overlay_records(path)
