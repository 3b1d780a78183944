"""What places and actors cost: `python -m benchmarks.places [INPUT…]`, the invented examples by default.

Prints, each beside its limit, how long the gazetteer takes to open and in how much memory (in a process of its own,
once it has been unpacked), how fast names are found in text, and how long resolving takes against reading the same
reports. Times are the processor's, so that other work on the machine counts less.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from sayso.codebook import shipped_codebook
from sayso.model import Extraction
from sayso.pipeline.runs import read
from sayso.reading.network import NetworkReader
from sayso.resolving import load_resolver
from sayso.resolving.gazetteer import Gazetteer
from sayso.settings import Settings

EXAMPLES = "examples/reports"
CHARACTERS = 5_000_000
WORDS_PER_NAME = 12
"""About as often as news names places."""
LONGEST_OPENING_S = 0.3
MOST_MEMORY_MIB = 60.0
LEAST_SPEED = 5.0
"""Megabytes of text a second in which names are found."""
MOST_RESOLVING = 0.25
"""Of the time of reading."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("inputs", nargs="*", default=[EXAMPLES])
    parser.add_argument("--opening", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.opening:
        print(json.dumps(opened()))
        return
    Gazetteer.shipped()  # unpacks at the first run
    opening = _in_a_process()
    _show("opening", opening["seconds"], LONGEST_OPENING_S, "s")
    _show("memory", opening["mib"], MOST_MEMORY_MIB, "MiB")
    speed = found_per_second()
    print(
        f"finding    {speed:8.2f} MB/s of {LEAST_SPEED:g} MB/s asked for, ratio {speed / LEAST_SPEED:.2f} (1 or more)"
    )
    extractions = [report.extraction for report in read(options.inputs, settings=Settings(reader="lexical"))]
    reading, resolving = costs(extractions)
    print(f"{len(extractions)} reports: reading {reading:.2f} s, resolving {resolving:.3f} s")
    _show("resolving", resolving / reading, MOST_RESOLVING, "of reading")


def _show(what: str, value: float, limit: float, unit: str) -> None:
    print(f"{what:<10} {value:8.3f} {unit} of {limit:g} {unit} allowed, ratio {value / limit:.2f} (1 or less)")


def opened() -> dict[str, float]:
    """Seconds and memory of opening the unpacked gazetteer and finding one name."""
    before = _resident_mib()
    started = time.process_time()
    Gazetteer.shipped().find("Quetta")
    seconds = time.process_time() - started
    return {"seconds": seconds, "mib": _resident_mib() - before}


def _resident_mib() -> float:
    """Memory of this process now: its peak was at the imports. As Linux tells it."""
    pages = int(Path("/proc/self/statm").read_text("utf-8").split()[1])
    return pages * resource.getpagesize() / 2**20


def found_per_second() -> float:
    """Megabytes of text a second in which all names of the gazetteer are looked for.

    The text is the example reports over and over, with names of the gazetteer strewn in.
    """
    gazetteer = Gazetteer.shipped()
    text = _text(gazetteer)
    started = time.process_time()
    sum(1 for _ in gazetteer.find_in(text))
    return len(text.encode()) / 1e6 / (time.process_time() - started)


def costs(extractions: Sequence[Extraction]) -> tuple[float, float]:
    """Processor seconds for reading all texts, and for resolving their claims: places, times, quantities, actors."""
    reader, resolver = NetworkReader(shipped_codebook()), load_resolver()
    resolver.resolve(reader.read(extractions[0]).claims, extractions[0])  # both load what they need
    reading = resolving = 0.0
    for extraction in extractions:
        started = time.process_time()
        claims = reader.read(extraction).claims
        between = time.process_time()
        resolver.resolve(claims, extraction)
        resolving += time.process_time() - between
        reading += between - started
    return reading, resolving


def _in_a_process() -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.places", "--opening"]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _text(gazetteer: Gazetteer) -> str:
    rng = random.Random(0)
    names = [key.title() for key in rng.sample(gazetteer.layers[0].trie.keys(), 20_000) if key[0].isalpha()]
    words = " ".join(path.read_text("utf-8") for path in sorted(Path(EXAMPLES).glob("*.txt"))).lower().split()
    out: list[str] = []
    size = 0
    while size < CHARACTERS:
        part = [*(rng.choice(words) for _ in range(WORDS_PER_NAME)), rng.choice(names)]
        out += part
        size += sum(map(len, part)) + len(part)
    return " ".join(out)


if __name__ == "__main__":
    main()
