"""`sayso gazetteer`: places of one's own, and what a name may mean."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli import options

if TYPE_CHECKING:
    from sayso.pipeline.gazetteers import FoundPlace

app = typer.Typer(help="Make a gazetteer of your own, or look a name up.", no_args_is_help=True)

SHOWN = 12
"""Places that are shown of a name that many bear."""


@app.callback()
def _group() -> None:
    """Make a gazetteer of your own, or look a name up."""


@app.command("import")
def import_command(
    files: Annotated[
        list[Path], typer.Argument(help="GeoNames dumps (PK.zip, admin1CodesASCII.txt, …), CSV or GeoJSON.")
    ],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The file to make; give it to --gazetteer.")
    ] = None,
    project: Annotated[
        Path | None,
        typer.Option("--project", "-p", help="Make it this project's: it lies beside it and is remembered."),
    ] = None,
    user: Annotated[
        bool, typer.Option("--user", help="Make it yours: for projects and commands that name none.")
    ] = False,
    country: Annotated[list[str] | None, typer.Option("--country", help="Keep only this country (ISO 3166-1).")] = None,
) -> None:
    """Make a gazetteer from GeoNames dumps, or from places of your own: a file, a project's, or the user's."""
    from sayso.cli.output import plural, progress_bar
    from sayso.errors import BadRequest
    from sayso.pipeline.gazetteers import import_for_user, import_gazetteer, import_into_project

    if sum((output is not None, project is not None, user)) > 1:
        raise BadRequest("give one of --output, --project and --user: each says where the gazetteer goes")
    countries = country or ()
    with progress_bar() as progress:
        if user:
            count, made = import_for_user(files, countries=countries, progress=progress)
        elif project:
            count, made = import_into_project(files, project, countries=countries, progress=progress)
        else:
            made = output or Path("places.gazetteer")
            count = import_gazetteer(files, made, countries=countries, progress=progress)
    print(f"{plural(count, 'place')} in {made}. {_use(made, project, user=user)}")


def _use(made: Path, project: Path | None, *, user: bool) -> str:
    if user:
        return "Projects and commands that name no gazetteer use it."
    return f"{project} uses it from now on." if project else f"Use it: sayso code … --gazetteer {made}"


@app.command("find")
def find_command(
    name: Annotated[str, typer.Argument(help="A place's name.")],
    gazetteer: options.GazetteerFile = None,
    country: Annotated[str, typer.Option("--country", help="As in an outlet of this country (ISO 3166-1).")] = "",
    as_json: options.AsJson = False,
) -> None:
    """The places that a name may mean, the likeliest first, and why."""
    from sayso.pipeline.gazetteers import find_places

    found = find_places(name, gazetteer=gazetteer, country=country)
    if as_json:
        print(json.dumps([_as_json(one) for one in found], ensure_ascii=False))
        return
    if not found:
        print(f"No place of the gazetteer is called {name!r}, or nearly so.")
        raise typer.Exit(1)
    print("\n".join(map(_as_text, found[:SHOWN])))
    if len(found) > SHOWN:
        print(f"… and {len(found) - SHOWN} more")


def _as_text(found: FoundPlace) -> str:
    place = found.place
    where = ", ".join(filter(None, dict.fromkeys((place.admin2, place.admin1, place.country))))
    people = f" · {found.population:,} people" if found.population else ""
    why = ", ".join(f"{name.replace('_', ' ')} {worth:+.1f}" for name, worth in found.reasons.items())
    first = f"{found.probability:.2f}  {place.name} ({place.feature}) · {where}{people} · {place.id}"
    return f"{first}\n      {place.rule}" + (f": {why}" if why else "")


def _as_json(found: FoundPlace) -> dict[str, object]:
    place = found.place
    return {
        "id": place.id,
        "name": place.name,
        "feature": place.feature,
        "precision": place.precision.value,
        "country": place.country,
        "admin1": place.admin1,
        "admin1_code": place.admin1_code,
        "admin2": place.admin2,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "population": found.population,
        "rule": place.rule,
        "probability": round(found.probability, 4),
        "why": dict(found.reasons),
    }
