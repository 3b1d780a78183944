"""Write docs/accuracy.md, and the figures in README.md: `python -m evals.page --data ../shared`.

It measures everything and fills in `page.md` and `readme.md`. What a template says by itself are findings in words,
timings and figures of train parts, with the day on which they were found; all that is measured on a dev part is filled
in.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Mapping
from pathlib import Path
from string import Template

from evals.measures import AIMS, INTERVALS, LEXICAL, MEASURES, Figures
from evals.tables import calibration, classes, headlines, learnt, origins, percent, roles, slots, table, types
from sayso.evaluating.calibration import FEWEST_CASES
from sayso.evaluating.figures import flat

HERE = Path(__file__).parent
TEMPLATE, README_TEMPLATE = HERE / "page.md", HERE / "readme.md"
PAGE, README = Path("docs/accuracy.md"), Path("README.md")

BEGIN, END = "<!-- written by evals.page -->\n", "<!-- end -->"
"""What stands between these in the README is written anew."""

PLAIN = ("pearson_r", "mae", "largest_ece", "median_error_km", "mean_error_km")
"""Figures that are no shares."""

UNDER = ("largest_ece",)
"""Figures that are meant to stay under their aim."""

All = Mapping[str, Figures]


def main() -> None:
    """Read the options, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds gold/ and data/")
    parser.add_argument("--out", type=Path, default=PAGE)
    parser.add_argument("--readme", type=Path, default=README)
    options = parser.parse_args()
    found = measured(options.data)
    parts = {**named_figures(found), **tables(found)}
    options.out.write_text(filled(TEMPLATE, parts), encoding="utf-8")
    text = options.readme.read_text("utf-8")
    options.readme.write_text(with_figures(text, filled(README_TEMPLATE, parts)), encoding="utf-8")


def measured(data: Path) -> dict[str, Figures]:
    """Every measure by name, the baseline's with ``_lexical`` after it."""
    found = {}
    for name, measure in MEASURES.items():
        found[name] = measure.network(measure.paths(data)[0])
        if measure.lexical:
            found[f"{name}_{LEXICAL}"] = measure.lexical(measure.paths(data)[0])
    return found


def filled(template: Path, parts: Mapping[str, str]) -> str:
    """A template with its parts. A figure that nobody measures raises KeyError."""
    return Template(template.read_text("utf-8")).substitute(parts)


def with_figures(text: str, figures: str) -> str:
    """A page with what stands between the marks replaced. Raises ValueError where there are no marks."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"the marks {BEGIN.strip()} and {END} are missing")
    return f"{before}{begin}{figures}{end}{after}"


def tables(found: All) -> dict[str, str]:
    """The tables of the page."""
    claims, lexical = found["claims"], found[f"claims_{LEXICAL}"]
    head = ("figure", "aim", "`network`", "met", "`lexical`", "two model coders")
    by_label = "P", "R", "F1", "`lexical` F1", "in gold"
    return {
        "claims": table(head, headlines(claims, lexical, AIMS["claims"])),
        "slots": table(("slot", *by_label), slots(claims, lexical)),
        "origins": table(("origin", "excerpts", "attributed", "slots", "found", "typed"), origins(claims)),
        "types": table(("type", *by_label, "trained on"), types(claims, lexical, learnt())),
        "muc4_roles": table(("role", *by_label), roles(found["muc4"], found[f"muc4_{LEXICAL}"])),
        "relevance_classes": table(("class", *by_label), classes(found["relevance"], found[f"relevance_{LEXICAL}"])),
        "calibration": table(
            ("slot", "cases", "before", "after", "by chance", "at most 0.05"),
            calibration(found["calibration"], AIMS["calibration"]["largest_ece"]),
        ),
        "calibration_word": calibration_word(found["calibration"], AIMS["calibration"]["largest_ece"]),
    }


def calibration_word(figures: Figures, aim: float) -> str:
    """Which slots with enough cases miss the aim, in words."""
    slots = figures["slots"]
    judged = {slot: fit for slot, fit in slots.items() if fit["cases"] >= FEWEST_CASES}
    over = [f"{slot} ({fit['after']:.3f})" for slot, fit in judged.items() if fit["after"] > aim]
    said = f"Of the {len(judged)} slots with at least {FEWEST_CASES} cases "
    return said + (f"these miss the aim of {aim}: {', '.join(over)}." if over else f"none misses the aim of {aim}.")


def named_figures(found: All) -> dict[str, str]:
    """Every single figure by its measure and path, as in ``muc4_templates_f1``, shares in percent.

    With its interval, its aim, and whether it is met: ``…_interval``, ``aim_…``, ``met_…``.
    """
    named = {}
    for measure, figures in found.items():
        bounds = figures.get(INTERVALS, {})
        numbers = flat({name: value for name, value in figures.items() if name != INTERVALS})
        for path, value in numbers.items():
            named[_name(measure, path)] = shown(path, value)
            if path in bounds:
                low, high = bounds[path]["low"], bounds[path]["high"]
                named[f"{_name(measure, path)}_interval"] = f"{shown(path, low)}–{shown(path, high)}"
        for path, aim in AIMS.get(measure, {}).items():
            named[f"aim_{_name(measure, path)}"] = f"{aim:.2f}" if path in PLAIN else f"{100 * aim:.0f}"
            named[f"met_{_name(measure, path)}"] = met(path, numbers[path], aim)
    return named


def met(path: str, value: float, aim: float) -> str:
    """Whether a figure reaches its aim, as a word."""
    return "yes" if (value <= aim if path in UNDER else value >= aim) else "no"


def shown(path: str, value: float) -> str:
    """A figure as the page shows it: shares in percent, counts with a comma."""
    if path in PLAIN:
        return f"{value:.3f}"
    is_count = isinstance(value, int) or path.rsplit(".", 1)[-1] in ("gold", "predicted")
    return f"{value:,.0f}" if is_count else percent(value)


def _name(measure: str, path: str) -> str:
    return f"{measure}_{re.sub(r'[^A-Za-z0-9_]', '_', path)}"


if __name__ == "__main__":
    main()
