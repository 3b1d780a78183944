"""Is any text that is learnt from near-identical to a measured one? `python -m training.near`.

Two texts are near-identical when half of the shingles (runs of eight words, whatever their case and marks) of the
shorter one stand in the other. Every dev part of the data sets, and gold, is compared with every text that is trained
on. Of dev parts nothing but the shingles is looked at. Texts under eight words say too little to tell: they are not
compared.

It prints what it finds for each data set, and exits 1 when a coded report is among it: its coding must go. Rows of the
other sets are left out of training by `training.data`, so that they are only told.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from training.codings import coded_reports
from training.data import AUXILIARY, rows
from training.plan import DATA

WORDS = 8
"""Words in a shingle."""

ALIKE = 0.5
"""Share of the shingles of the shorter text from which two texts are near-identical."""

WITHOUT_NEAR = "without_near"
"""Marks, in the record of a run, that no near-identical text was learnt from."""

GOLD = Path("gold/dev.jsonl")
"""Beside the folder of the data sets."""

CODED = ("claims_train", "codings")
LEARNT_ELSEWHERE = ("ecbplus/train.jsonl", "geoparsing/lgl.train.jsonl", "geoparsing/geovirus.train.jsonl")
"""What the linker and the ranker of places learn from."""

_WORD = re.compile(r"\w+")

Shingles = frozenset[int]


@dataclass(frozen=True, slots=True)
class Near:
    """A text that is learnt from, the measured text that it is nearest to, and the share of shingles."""

    learnt: str
    measured: str
    share: float


class MeasuredTexts:
    """The shingles of measured texts."""

    def __init__(self, texts: Iterable[tuple[str, str]]) -> None:
        self._names: list[str] = []
        self._sizes: list[int] = []
        self._holders: dict[int, list[int]] = {}
        for name, text in texts:
            self._add(name, shingles(text))

    def _add(self, name: str, found: Shingles) -> None:
        for shingle in found:
            self._holders.setdefault(shingle, []).append(len(self._names))
        self._names.append(name)
        self._sizes.append(len(found))

    def nearest(self, name: str, text: str) -> Near | None:
        """The measured text that a text is near-identical to; of several the one with the greatest share."""
        found = shingles(text)
        shared = Counter(holder for shingle in found for holder in self._holders.get(shingle, ()))
        shares = {holder: count / min(len(found), self._sizes[holder]) for holder, count in shared.items()}
        best = max(shares, key=lambda holder: shares[holder], default=None)
        return None if best is None or shares[best] < ALIKE else Near(name, self._names[best], shares[best])


def main() -> None:
    """Read the options, compare, print, and exit by what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    options = parser.parse_args()
    found = near_identical(measured_texts(options.data), learnt_texts(options.data))
    for line in told(found):
        print(line)
    sys.exit(1 if any(found[name] for name in CODED) else 0)


def near_identical(measured: MeasuredTexts, learnt: Mapping[str, Iterable[tuple[str, str]]]) -> dict[str, list[Near]]:
    """What each data set has that is near-identical to a measured text."""
    return {
        name: [near for one in texts if (near := measured.nearest(*one)) is not None] for name, texts in learnt.items()
    }


def told(found: Mapping[str, list[Near]]) -> Iterator[str]:
    """A line for each data set, and one for each text that was found."""
    for name, texts in found.items():
        yield f"{name}: {len(texts) or 'none'} near-identical to a measured text"
        yield from (f"  {near.learnt} = {near.measured} ({near.share:.0%} of the shorter one)" for near in texts)


def measured_texts(data: Path) -> MeasuredTexts:
    """Every dev part in the folder of the data sets, and gold beside it."""
    parts = sorted({*data.glob("*/dev*.jsonl"), *data.glob("*/*.dev.jsonl")})
    gold = data.parent / GOLD
    return MeasuredTexts(text for path in [*parts, *([gold] if gold.exists() else [])] for text in _texts(path))


def learnt_texts(data: Path) -> dict[str, list[tuple[str, str]]]:
    """The texts that are trained on, by data set."""
    files = ("claims_train/train.jsonl", *AUXILIARY, *LEARNT_ELSEWHERE)
    found: dict[str, list[tuple[str, str]]] = {"claims_train": [], "codings": []}
    found["codings"] = [(document["id"], document["text"]) for document in coded_reports(data)]
    for file in files:
        found.setdefault(file.split("/")[0], []).extend(_texts(data / file))
    return found


def _texts(path: Path) -> Iterator[tuple[str, str]]:
    for number, row in enumerate(rows(path)):
        if isinstance(text := row.get("text"), str):
            yield f"{path.parent.name}/{path.name}:{_id(row, number)}", text


def _id(row: dict[str, Any], number: int) -> str:
    return str(row.get("id", f"line {number + 1}"))


def shingles(text: str) -> Shingles:
    """The runs of words of a text, as numbers."""
    words = _WORD.findall(text.lower())
    return frozenset(hash(" ".join(words[n : n + WORDS])) for n in range(len(words) - WORDS + 1))


if __name__ == "__main__":
    main()
