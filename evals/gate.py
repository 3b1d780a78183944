"""Hold figures to their floors: `python -m evals.gate --data ../shared`.

`floors.json` gives for each measure the SHA-256 of the files that it is measured on, and for each held figure
(measures.py names them) the value that it must reach, or, of errors, must not exceed. Exit status 1 when a figure
falls below its floor, or when a file is another than its floors were set on.

`--set` measures and raises floors to the lower bound of the figure's 95 % interval, or, where it has none, to a
little under the figure. It never lowers one: that takes `--lower MEASURE.FIGURE --because REASON`, and the reason
is kept in the file. `--only MEASURE` does either for single measures.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

from evals.measures import INTERVALS, MEASURES, Figures, Measure

FLOORS = Path(__file__).with_name("floors.json")

MARGIN = 0.005
"""How far under a figure without an interval its floor is set."""

FLOOR, CEILING = "floors", "ceilings"
LOWERED = "lowered"
DIGITS = 1_000
"""Floors have three decimals, rounded away from the figure."""

Entry = dict[str, Any]


def main() -> None:
    """Read the options, measure, and compare or set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds gold/ and data/")
    parser.add_argument("--only", choices=list(MEASURES), action="append", help="a measure; may be repeated")
    parser.add_argument("--set", action="store_true", help="raise floors to what is measured now")
    parser.add_argument("--lower", metavar="MEASURE.FIGURE", action="append", default=[], help="set it lower, too")
    parser.add_argument("--because", default="", help="why, for those that are set lower")
    options = parser.parse_args()
    if bool(options.lower) != bool(options.because) or (options.lower and not options.set):
        parser.error("--set --lower MEASURE.FIGURE --because REASON go together")
    if unknown := set(options.lower) - set(held_figures()):
        parser.error(f"--lower: no held figure is called {', '.join(sorted(unknown))}")
    entries: dict[str, Entry] = json.loads(FLOORS.read_text("utf-8"))
    names = options.only or list(MEASURES)
    if options.set:
        for name in names:
            lower = [one.removeprefix(f"{name}.") for one in options.lower if one.startswith(f"{name}.")]
            entries[name] = _set(name, entries.get(name, {}), options.data, lower, options.because)
            FLOORS.write_text(as_json(entries), encoding="utf-8")
    else:
        sys.exit(1 if sum(_fallen(name, entries.get(name, {}), options.data) for name in names) else 0)


def held_figures() -> list[str]:
    """The figures that are held, each with its measure before it."""
    return [f"{name}.{one}" for name, measure in MEASURES.items() for one in (*measure.floors, *measure.ceilings)]


def _fallen(name: str, entry: Entry, data: Path) -> int:
    measure = MEASURES[name]
    _refuse_other_files(entry, measure, data)
    figures = measure.network(measure.paths(data)[0])
    floors, ceilings = entry.get(FLOOR, {}), entry.get(CEILING, {})
    return sum(
        [not holds(name, figures, figure, floors.get(figure)) for figure in measure.floors]
        + [not holds(name, figures, figure, ceilings.get(figure), is_ceiling=True) for figure in measure.ceilings]
    )


def holds(measure: str, figures: Figures, name: str, bound: float | None, *, is_ceiling: bool = False) -> bool:
    """Whether a figure, named by its dotted path, keeps to its bound; prints both. Without a bound it has fallen."""
    found = value_of(figures, name)
    kind = "ceiling" if is_ceiling else "floor"
    if bound is None:
        print(f"{measure:15} {name:22} {found:.4f}  no {kind}; set it with --set --only {measure}")
        return False
    is_held = found <= bound if is_ceiling else found >= bound
    print(f"{measure:15} {name:22} {found:.4f}  {kind} {bound:.4f}  {'held' if is_held else 'FALLEN'}")
    return is_held


def value_of(figures: Figures, name: str) -> float:
    """The figure with a dotted path."""
    found: Any = figures
    for part in name.split("."):
        found = found[part]
    return float(found)


def _set(name: str, entry: Entry, data: Path, lower: Collection[str], because: str) -> Entry:
    measure = MEASURES[name]
    if entry.get("sha256"):
        _refuse_other_files(entry, measure, data)
    figures = measure.network(measure.paths(data)[0])
    made = {"sha256": fingerprint(measure, data)} | raised(entry, figures, measure, lower, because)
    for kind in (FLOOR, CEILING):
        for figure, bound in made.get(kind, {}).items():
            before = entry.get(kind, {}).get(figure)
            print(f"{name:15} {figure:22} {value_of(figures, figure):.4f}  {kind[:-1]} {before} -> {bound}")
    return made


def raised(entry: Entry, figures: Figures, measure: Measure, lower: Collection[str] = (), because: str = "") -> Entry:
    """The entry with every floor at its new bound or where it was, whichever asks more; in `lower`, at the new one.

    Figures that are no longer held are dropped. A floor that rises again loses the reason for which it was lowered.
    """
    made: Entry = {}
    for kind, names, stricter in ((FLOOR, measure.floors, max), (CEILING, measure.ceilings, min)):
        before = entry.get(kind, {})
        for name in names:
            bound = bound_of(figures, name, is_ceiling=kind == CEILING)
            kept = bound if name in lower or name not in before else stricter(bound, before[name])
            made.setdefault(kind, {})[name] = kept
    reasons = {name: why for name, why in entry.get(LOWERED, {}).items() if _is_unmoved(name, entry, made)}
    if reasons := reasons | dict.fromkeys(lower, because):
        made[LOWERED] = reasons
    return made


def _is_unmoved(name: str, entry: Entry, made: Entry) -> bool:
    return any(name in made.get(kind, {}) and made[kind][name] == entry[kind][name] for kind in (FLOOR, CEILING))


def bound_of(figures: Figures, name: str, *, is_ceiling: bool = False) -> float:
    """The bound that a figure is held to: of its interval, or a little under it; over it for a ceiling."""
    interval: Mapping[str, float] | None = figures.get(INTERVALS, {}).get(name)
    if is_ceiling:
        bound = interval["high"] if interval else value_of(figures, name) + MARGIN
        return math.ceil(round(bound * DIGITS, 6)) / DIGITS
    bound = interval["low"] if interval else value_of(figures, name) - MARGIN
    return math.floor(round(bound * DIGITS, 6)) / DIGITS


def _refuse_other_files(entry: Entry, measure: Measure, data: Path) -> None:
    if entry and fingerprint(measure, data) != entry.get("sha256"):
        first = measure.paths(data)[0]
        sys.exit(
            f"{first}: not what the floors were set on; delete its entry in {FLOORS} "
            "and set them anew with --set, on purpose"
        )


def fingerprint(measure: Measure, data: Path) -> str:
    """SHA-256 over the files that a measure is taken on; '' where these are the weights, which floors outlive."""
    return "" if measure.is_of_weights else sha256_of(measure.paths(data))


def sha256_of(paths: Iterable[Path]) -> str:
    """SHA-256 of files one after the other."""
    found = hashlib.sha256()
    for path in paths:
        found.update(path.read_bytes())
    return found.hexdigest()


def as_json(entries: Mapping[str, Entry]) -> str:
    """The entries with a line for each part."""
    return "{\n" + ",\n".join(f" {json.dumps(name)}: {_lines(entry)}" for name, entry in entries.items()) + "\n}\n"


def _lines(entry: Entry) -> str:
    parts = (f"  {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in entry.items())
    return "{\n" + ",\n".join(parts) + "\n }"


if __name__ == "__main__":
    main()
