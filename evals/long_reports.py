"""Are claims late in a long report found as well as early ones? `python -m evals.long_reports [--reader network]`.

Each of the invented example reports is put at the beginning, in the middle and at the end of a long invented text about
other things, and read. What counts is the share of the claims read from the report alone (same words for the
anchor, same type) that are read in each place too, and how many claims were read from the surroundings. Neither the
reports nor the surroundings were trained on.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.codebook import shipped_codebook
from sayso.evaluating.figures import ratio
from sayso.model import Extraction
from sayso.pipeline.runs import read
from sayso.reading import DEFAULT_READER, get_reader
from sayso.reading.network import NetworkReader
from sayso.settings import Settings

EXAMPLES = Path(__file__).parents[1] / "examples/reports"
FILLER = Path(__file__).with_name("filler.txt")
WORDS = 3_200
"""Words around each report."""

PLACES = {"early": 0.02, "middle": 0.5, "late": 0.98}
"""Where the report stands: the share of the surroundings before it."""

Found = tuple[int, int, str]
"""Where an anchor stands in its report, and its type."""


@dataclass(frozen=True, slots=True)
class LongReport:
    """A report at an offset in a longer text."""

    text: str
    offset: int


@dataclass(frozen=True, slots=True)
class Again:
    """Of one report: claims read when it stood alone, those of them read again by place, and claims around it."""

    alone: int
    again: Mapping[str, int]
    around: Mapping[str, int]


def main() -> None:
    """Read the options, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("inputs", nargs="*", default=[EXAMPLES])
    parser.add_argument("--reader", default=DEFAULT_READER)
    options = parser.parse_args()
    found = figures(read_again(options.inputs, options.reader))
    print(f"{found['reports']} reports, {found['claims']} claims when read alone")
    for place in PLACES:
        print(f"{place:8} {found[place]:.1%} found again; {found['around'][place]} claims in the surroundings")


def read_again(inputs: Sequence[str | Path] = (EXAMPLES,), reader: str = DEFAULT_READER) -> list[Again]:
    """Each report, read alone and at each place in a longer text."""
    reads = get_reader(reader, shipped_codebook())
    texts = [report.extraction.text for report in read(inputs, settings=Settings(reader="lexical"))]
    return [_read_again(reads, text, number) for number, text in enumerate(texts)]


def _read_again(reader: NetworkReader, text: str, number: int) -> Again:
    alone = _claims(reader, text)
    again, around = {}, {}
    for place, share in PLACES.items():
        long = put_into(text, share, random.Random(number))
        found = {(start - long.offset, end - long.offset, kind) for start, end, kind in _claims(reader, long.text)}
        again[place] = len(found & alone)
        around[place] = sum(not 0 <= start < len(text) for start, _, _ in found)
    return Again(len(alone), again, around)


def figures(reports: Sequence[Again]) -> dict[str, Any]:
    """For each place the share of claims that were read again, and how many were read where there was nothing."""
    claims = sum(one.alone for one in reports)
    return {
        "reports": len(reports),
        "claims": claims,
        "words": WORDS * len(reports),
        **{place: ratio(sum(one.again[place] for one in reports), claims) for place in PLACES},
        "around": {place: sum(one.around[place] for one in reports) for place in PLACES},
    }


def put_into(text: str, share: float, rng: random.Random) -> LongReport:
    """The report among paragraphs of the filler, in an order that `rng` draws."""
    paragraphs = list(_paragraphs(rng))
    before = paragraphs[: round(share * len(paragraphs))]
    offset = sum(len(paragraph) + 2 for paragraph in before)
    return LongReport("\n\n".join([*before, text, *paragraphs[len(before) :]]), offset)


def _paragraphs(rng: random.Random) -> Iterator[str]:
    """Paragraphs until there are enough words; each is used once before any is used again."""
    known = FILLER.read_text(encoding="utf-8").strip().split("\n\n")
    words = 0
    while words < WORDS:
        for paragraph in rng.sample(known, len(known)):
            yield paragraph
            words += len(paragraph.split())


def _claims(reader: NetworkReader, text: str) -> set[Found]:
    extraction = Extraction("ext-long", "rep-long", text, "evals", "1", language="en")
    return {(c.anchor.start, c.anchor.end, c.type) for c in reader.read(extraction).claims}


if __name__ == "__main__":
    main()
