"""How long a large import takes and how much memory: `python -m benchmarks.gazetteer_import [--rows 1000000]`.

The dump is invented, by a seeded generator, in the format of GeoNames' allCountries.txt: places in the mix of kinds and
with as many other names as there. It is written into a temporary folder and thrown away.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import product
from pathlib import Path

ROWS = 1_000_000
KINDS = (("P", "PPL", 42), ("S", "SCH", 18), ("H", "STM", 17), ("T", "HLL", 14), ("L", "AREA", 5), ("A", "ADM3", 4))
"""Feature class, feature code, and about how many of a hundred rows are of it."""
COUNTRIES = ("PK", "AF", "NG", "ML", "SY", "YE", "SO", "MM", "CO", "SD")
MOST_OTHER_NAMES = 6
ONSETS = ("b", "d", "f", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "t", "z", "kh", "sh")
VOWELS = ("a", "e", "i", "o", "u")
ENDINGS = ("abad", "dan", "gar", "i", "pur", "ra")
COMPARED = 200_000
"""Rows of the smaller import, to see whether time and memory grow with the rows."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--dump", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.dump:
        print(json.dumps(measured(options.dump)))
        return
    small, large = (_in_a_process(rows) for rows in (min(COMPARED, options.rows), options.rows))
    for one in (small, large):
        print(
            f"{one['rows']:>9,} rows of {one['dump_mib']:.0f} MiB: {one['seconds']:.1f} s of processor time, "
            f"peak {one['peak_mib']:.0f} MiB, file {one['file_mib']:.0f} MiB, opened in {one['opened']:.3f} s"
        )
    print(f"{large['seconds'] / small['seconds'] * small['rows'] / large['rows']:.2f} times as long for each row")
    print(f"{large['peak_mib'] / large['dump_mib']:.2f} times the dump in memory")


def measured(dump: Path) -> dict[str, float]:
    """Time and memory of importing a dump and of opening what it became."""
    from sayso.pipeline.gazetteers import import_gazetteer
    from sayso.resolving.gazetteer_file import Layer

    target = dump.with_suffix(".gazetteer")
    began = time.process_time()
    count = import_gazetteer([dump], target)
    seconds = time.process_time() - began
    began = time.perf_counter()
    Layer.opened(target)
    return {
        "rows": count,
        "seconds": seconds,
        "opened": time.perf_counter() - began,
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "file_mib": target.stat().st_size / 2**20,
        "dump_mib": dump.stat().st_size / 2**20,
    }


def write_dump(path: Path, rows: int, seed: int = 0) -> None:
    """Write an invented dump of so many rows."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in dump_lines(rows, seed))


def dump_lines(rows: int, seed: int = 0) -> Iterator[str]:
    """The lines of an invented dump; the same seed gives the same lines."""
    rng = random.Random(seed)
    syllables = ["".join(pair) for pair in product(ONSETS, VOWELS)]
    kinds, weights = [kind[:2] for kind in KINDS], [kind[2] for kind in KINDS]
    for number, (feature, code) in enumerate(rng.choices(kinds, weights, k=rows), 20_000_001):
        name = _name(rng, syllables)
        others = ",".join(_name(rng, syllables) for _ in range(rng.randrange(MOST_OTHER_NAMES)))
        latitude, longitude = rng.uniform(-30, 40), rng.uniform(-70, 95)
        place = f"{latitude:.5f}\t{longitude:.5f}\t{feature}\t{code}\t{rng.choice(COUNTRIES)}"
        people = rng.randrange(5000) if feature == "P" else 0
        unit = f"{rng.randrange(1, 30):02}\t{rng.randrange(1, 300)}"
        yield f"{number}\t{name}\t{name}\t{others}\t{place}\t\t{unit}\t\t\t{people}\t\t\tEtc/UTC\t2026-01-01"


def _name(rng: random.Random, syllables: list[str]) -> str:
    stem = "".join(rng.choices(syllables, k=rng.randint(1, 3))).title()
    words = [stem + rng.choice(ENDINGS)]
    return " ".join([*words, rng.choice(syllables).title() + rng.choice(ENDINGS)] if rng.random() < 0.4 else words)


def _in_a_process(rows: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        dump = Path(folder) / "allCountries.txt"
        write_dump(dump, rows)
        command = [sys.executable, "-m", "benchmarks.gazetteer_import", "--dump", str(dump)]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    main()
