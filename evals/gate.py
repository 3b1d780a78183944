"""Hold figures to their floors: `python -m evals.gate --data ../shared`.

`floors.json` gives for each measure the SHA-256 of its gold file, and for each figure the value that it must reach: the
lower bound of its 95 % interval where it has one, a little under what was measured elsewhere. A floor is raised when a
better model is accepted; lowering one is a deliberate act that its commit explains. Exit status 1 when a figure
falls below its floor, or when a gold file is another than its floors were set on.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from evals.measures import MEASURES, Figures

FLOORS = Path(__file__).with_name("floors.json")


def main() -> None:
    """Read the options, measure, compare, say what fell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds gold/ and data/")
    options = parser.parse_args()
    fallen = 0
    for name, entry in json.loads(FLOORS.read_text("utf-8")).items():
        file, measure = MEASURES[name]
        gold = options.data / file
        if hashlib.sha256(gold.read_bytes()).hexdigest() != entry["sha256"]:
            sys.exit(f"{gold}: not the file that the floors were set on; measure anew and set them on purpose")
        figures = measure(gold)
        fallen += sum(not holds(name, figures, figure, floor) for figure, floor in entry["floors"].items())
    sys.exit(1 if fallen else 0)


def holds(measure: str, figures: Figures, name: str, floor: float) -> bool:
    """Whether a figure, named by its dotted path, is at least its floor; prints both."""
    found: Any = figures
    for part in name.split("."):
        found = found[part]
    is_held = bool(found >= floor)
    print(f"{measure:12} {name:20} {found:.4f}  floor {floor:.4f}  {'held' if is_held else 'FALLEN'}")
    return is_held


if __name__ == "__main__":
    main()
