"""How fast reports are read: `python -m benchmarks.throughput [INPUT…]`, the invented examples by default.

Prints reports a second with one process and with two, their ratio, and the peak memory of one reading process. Each
count of processes reads the same reports in a process of its own, so that nothing is warm for the second.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path

EXAMPLES = "examples/reports"
COPIES = 120
"""How often the reports are read, each time a little changed, so that starting (two seconds a process) does not rule
the time."""

KIB_PER_MIB = 1024


def main() -> None:
    """Read the options, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("inputs", nargs="*", default=[EXAMPLES])
    parser.add_argument("--reader", default="network")
    parser.add_argument("--processes", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.processes:
        print(json.dumps(measured(options.inputs, options.reader, options.processes)))
        return
    one, two = (_in_a_process(options.inputs, options.reader, processes) for processes in (1, 2))
    print(f"{one['reports']:.0f} reports, reader {options.reader}")
    print(f"1 process    {one['reports'] / one['seconds']:8.1f} reports/s   peak {one['peak_mib']:.0f} MiB")
    print(f"2 processes  {two['reports'] / two['seconds']:8.1f} reports/s")
    print(f"2 over 1     {one['seconds'] / two['seconds']:8.2f}   (at best 2.0; on a quiet machine)")


def measured(inputs: list[str], reader: str, processes: int) -> dict[str, float]:
    """Reports, seconds and peak memory of reading the inputs COPIES times with so many processes."""
    from sayso.pipeline.runs import read
    from sayso.settings import Settings

    texts = [report.extraction.text for report in read(inputs, settings=Settings(reader="lexical"))]
    lines = [
        json.dumps({"id": f"{copy}-{n}", "text": f"{text}\nCopy {copy}."})
        for copy in range(COPIES)
        for n, text in enumerate(texts)
    ]
    path = Path(f"benchmark-{processes}.jsonl")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    try:
        started = time.perf_counter()
        reports = sum(1 for _ in read([path], settings=Settings(reader=reader, processes=processes)))
        seconds = time.perf_counter() - started
    finally:
        path.unlink()
    who = resource.RUSAGE_SELF if processes == 1 else resource.RUSAGE_CHILDREN
    return {"reports": reports, "seconds": seconds, "peak_mib": resource.getrusage(who).ru_maxrss / KIB_PER_MIB}


def _in_a_process(inputs: list[str], reader: str, processes: int) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.throughput", *inputs, "--reader", reader]
    done = subprocess.run([*command, "--processes", str(processes)], check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    main()
