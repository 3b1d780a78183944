"""How fast names of places are found and how long the gazetteer takes to open: `python -m benchmarks.places`.

Text is the example reports over and over, with names of the gazetteer strewn in. Times are the processor's, so that
other work on the machine counts less.
"""

from __future__ import annotations

import random
import resource
import time
from pathlib import Path

from sayso.resolving.gazetteer import Gazetteer

EXAMPLES = Path(__file__).parent.parent / "examples/reports"
CHARACTERS = 5_000_000
WORDS_PER_NAME = 12
"""About as often as news names places."""


def main() -> None:
    """Measure and print."""
    Gazetteer.shipped()  # unpacks at the first run
    Gazetteer.shipped.cache_clear()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    gazetteer = Gazetteer.shipped()
    opened = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    text = _text(gazetteer)
    start = time.process_time()
    found = sum(1 for _ in gazetteer.find_in(text))
    took = time.process_time() - start
    print(f"opened in {opened:.3f} s with {memory / 1024:.0f} MiB; {len(text) / 1e6 / took:.1f} MB/s, {found:,} names")


def _text(gazetteer: Gazetteer) -> str:
    rng = random.Random(0)
    names = [key.title() for key in rng.sample(gazetteer.layers[0].trie.keys(), 20_000) if key[0].isalpha()]
    words = " ".join(path.read_text("utf-8") for path in sorted(EXAMPLES.glob("*.txt"))).lower().split()
    out: list[str] = []
    size = 0
    while size < CHARACTERS:
        part = [*(rng.choice(words) for _ in range(WORDS_PER_NAME)), rng.choice(names)]
        out += part
        size += sum(map(len, part)) + len(part)
    return " ".join(out)


if __name__ == "__main__":
    main()
