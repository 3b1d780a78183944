"""Are claims late in a long report found as well as early ones? `python -m evals.long_reports [--reader network]`.

Each of the invented example reports is put at the beginning, in the middle and at the end of a long invented text about
other things, and read. What counts is the share of the claims read from the report alone (same words for the
anchor, same type) that are read in each place too, and how many claims were read from the surroundings. Neither the
reports nor the surroundings were trained on.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sayso.codebook import shipped_codebook
from sayso.model import Extraction
from sayso.pipeline.runs import read
from sayso.reading import DEFAULT_READER, get_reader
from sayso.reading.network import NetworkReader
from sayso.settings import Settings

EXAMPLES = "examples/reports"
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


def main() -> None:
    """Read the options, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("inputs", nargs="*", default=[EXAMPLES])
    parser.add_argument("--reader", default=DEFAULT_READER)
    options = parser.parse_args()
    reader = get_reader(options.reader, shipped_codebook())
    texts = [report.extraction.text for report in read(options.inputs, settings=Settings(reader="lexical"))]
    alone = [_claims(reader, text) for text in texts]
    print(f"{len(texts)} reports, {sum(map(len, alone))} claims when read alone")
    for place, share in PLACES.items():
        again = around = 0
        for number, (text, expected) in enumerate(zip(texts, alone, strict=True)):
            long = put_into(text, share, random.Random(number))
            found = {(start - long.offset, end - long.offset, kind) for start, end, kind in _claims(reader, long.text)}
            again += len(found & expected)
            around += sum(not 0 <= start < len(text) for start, _, _ in found)
        total = sum(map(len, alone))
        print(f"{place:8} {again:4} of {total} found again ({again / total:.1%}); {around} claims in the surroundings")


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
