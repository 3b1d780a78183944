"""What reading costs beyond the encoder: `python -m benchmarks.reading [INPUT…]`, the invented examples by default.

Each text is read whole and, right after, only encoded, in one process and one thread: both see the same machine.
Prints the two times and their ratio: 1.0 is the limit, where heads and decoding cost nothing.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence

from sayso.codebook import shipped_codebook
from sayso.model import Extraction
from sayso.pipeline.runs import read
from sayso.reading.network import NetworkReader
from sayso.settings import Settings

EXAMPLES = "examples/reports"
ROUNDS = 5
"""How often each text is read; the fastest of both counts."""


def main() -> None:
    """Read the options, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("inputs", nargs="*", default=[EXAMPLES])
    options = parser.parse_args()
    extractions = [report.extraction for report in read(options.inputs, settings=Settings(reader="lexical"))]
    whole, encoding = measured(extractions)
    print(f"{len(extractions)} reports, best of {ROUNDS} rounds each")
    print(f"reading   {1000 * whole:8.0f} ms")
    print(f"encoding  {1000 * encoding:8.0f} ms")
    print(f"ratio     {whole / encoding:8.2f}   (1.0 is the limit)")


def measured(extractions: Sequence[Extraction]) -> tuple[float, float]:
    """Seconds for reading all texts, and for encoding their windows alone."""
    reader = NetworkReader(shipped_codebook())
    times = [_fastest(reader, extraction) for extraction in extractions]
    return sum(whole for whole, _ in times), sum(encoding for _, encoding in times)


def _fastest(reader: NetworkReader, extraction: Extraction) -> tuple[float, float]:
    whole, encoding = [], []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        reader.read(extraction)
        between = time.perf_counter()
        reader.network.encode(extraction.text)
        whole.append(between - started)
        encoding.append(time.perf_counter() - between)
    return min(whole), min(encoding)


if __name__ == "__main__":
    main()
