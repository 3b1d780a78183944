"""`sayso eval`: how well readers do, on gold data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from sayso.cli import options

app = typer.Typer(help="Measure readers and resolvers on gold data.")

Gold = Annotated[Path, typer.Argument(help="A gold file; ../shared/gold/README.md and docs say the formats.")]

Bootstrap = Annotated[int, typer.Option("--bootstrap", help="Draws for the headline's 95 % interval.")]


@app.callback()
def _group() -> None:
    """Measure readers and resolvers on gold data."""


@app.command("claims")
def claims_command(
    gold: Gold,
    predicted: Annotated[
        Path | None, typer.Option("--predicted", help="Claims read before; the gold texts are read now if absent.")
    ] = None,
    reader: options.Reader = "",
    processes: options.Processes = 1,
    as_json: options.AsJson = False,
    by_origin: Annotated[bool, typer.Option("--by-origin", help="Figures for each origin too.")] = False,
    errors: Annotated[int, typer.Option("--errors", help="Show so many errors of each kind.")] = 0,
    bootstrap: Bootstrap = 0,
    codebook: options.CodebookFile = None,
) -> None:
    """Claims against gold claims, per slot: agreement with a coder of the codebook."""
    from sayso.cli.output import progress_bar
    from sayso.pipeline.evaluation import evaluate_reader

    settings = options.settings_from(reader=reader, processes=processes, codebook=codebook)
    with progress_bar() as progress:
        figures = evaluate_reader(
            gold,
            predicted=predicted,
            settings=settings,
            bootstrap=bootstrap,
            by_origin=by_origin,
            errors=errors,
            progress=progress,
        )
    found = figures.as_dict()
    if as_json:
        print(json.dumps(found, ensure_ascii=False))
        return
    origins = found.pop("by_origin", {})
    shown = found.pop("errors", [])
    print_figures("all", found)
    for origin, of_origin in origins.items():
        print_figures(origin, of_origin)
    for error in shown:
        print(json.dumps(error, ensure_ascii=False))


@app.command("muc4")
def muc4_command(
    gold: Gold, reader: options.Reader = "", as_json: options.AsJson = False, bootstrap: Bootstrap = 0
) -> None:
    """Claims as MUC-4 templates against answer keys."""
    from sayso.pipeline.evaluation import evaluate_on_muc4

    settings = options.settings_from(reader=reader)
    _show("muc4", evaluate_on_muc4(gold, settings=settings, bootstrap=bootstrap).as_dict(), as_json)


@app.command("relevance")
def relevance_command(gold: Gold, reader: options.Reader = "", as_json: options.AsJson = False) -> None:
    """Claims against labels of sentences or reports, by class."""
    from sayso.pipeline.evaluation import evaluate_on_relevance

    _show("relevance", evaluate_on_relevance(gold, settings=options.settings_from(reader=reader)).as_dict(), as_json)


@app.command("attribution")
def attribution_command(gold: Gold, as_json: options.AsJson = False, bootstrap: Bootstrap = 0) -> None:
    """The network reader's attributions against gold: source, cue, content, and how they belong together."""
    from sayso.pipeline.evaluation import evaluate_on_attribution

    _show("attribution", evaluate_on_attribution(gold, bootstrap=bootstrap).as_dict(), as_json)


@app.command("factuality")
def factuality_command(gold: Gold, as_json: options.AsJson = False) -> None:
    """How certain the network reader is that a happening took place, against people's judgements."""
    from sayso.pipeline.evaluation import evaluate_on_factuality

    _show("factuality", evaluate_on_factuality(gold).as_dict(), as_json)


@app.command("kinds")
def kinds_command(gold: Gold, as_json: options.AsJson = False) -> None:
    """Persons told from organisations and places by the network reader, and the persons' names that this lets out."""
    from sayso.pipeline.evaluation import evaluate_on_kinds

    _show("kinds", evaluate_on_kinds(gold).as_dict(), as_json)


@app.command("times")
def times_command(gold: Gold, as_json: options.AsJson = False) -> None:
    """Dates and quantities that words resolve to, the words being given, against gold values."""
    from sayso.pipeline.evaluation import evaluate_on_times

    _show("times", evaluate_on_times(gold).as_dict(), as_json)


@app.command("places")
def places_command(gold: Gold, gazetteer: options.GazetteerFile = None, as_json: options.AsJson = False) -> None:
    """Toponyms against their gold coordinates: within 161 km, right country, exact place, and what could be reached."""
    from sayso.pipeline.evaluation import evaluate_on_places

    settings = options.settings_from(gazetteer=gazetteer)
    _show("places", evaluate_on_places(gold, settings=settings).as_dict(), as_json)


@app.command("linking")
def linking_command(gold: Gold, as_json: options.AsJson = False) -> None:
    """Reports and event mentions of one happening against gold in the ECB+ format, beside the same-lemma baseline."""
    from sayso.pipeline.evaluation import evaluate_on_linking

    _show("linking", evaluate_on_linking(gold).as_dict(), as_json)


def _show(name: str, figures: Mapping[str, Any], as_json: bool) -> None:
    if as_json:
        print(json.dumps(figures, ensure_ascii=False))
        return
    nested = {key: value for key, value in figures.items() if isinstance(value, dict) and "f1" not in value}
    print_figures(name, {key: value for key, value in figures.items() if key not in nested})
    for key, value in nested.items():
        _show(f"{name}: {key}", value, as_json=False)


def print_figures(name: str, figures: Mapping[str, Any]) -> None:
    """A table of figures in per cent: precision, recall and F1 with their counts, or one share."""
    from sayso.cli.output import console, table

    rows = [(key, *_cells(value)) for key, value in figures.items() if key != "documents"]
    documents = figures.get("documents")
    print(f"\n{name}" + (f": {documents} documents" if documents is not None else ""))
    console().print(table(("", "P", "R", "F1", "gold", "predicted", "95 %"), rows))


def _cells(value: Any) -> tuple[str, ...]:
    if not isinstance(value, dict):
        return "", "", f"{100 * value:.1f}" if isinstance(value, float) else str(value), "", "", ""
    interval = f"{100 * value['low']:.1f}–{100 * value['high']:.1f}" if "low" in value else ""
    percent = (f"{100 * value[k]:.1f}" for k in ("p", "r", "f1"))
    return *percent, str(value["gold"]), str(value["predicted"]), interval
