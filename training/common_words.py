"""List the names of the gazetteer that are mostly no places: `python -m training.common_words`.

A one-word name goes on the list when train texts that tell names by capitals write it in lower case, or when Wikigold
marks it as (part of) a person's or an organisation's name more often than as a place. Only such words are kept, no
text.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from math import inf
from pathlib import Path
from typing import Any

from sayso.resolving.gazetteer import Gazetteer
from sayso.resolving.gazetteer_file import Feature, Record
from sayso.resolving.letter_case import tells_names
from sayso.resolving.place_names import normal
from sayso.resolving.toponyms import LARGE

TARGET = Path(__file__).parent.parent / "src/sayso/resolving/data/common_words.txt"
SEEN_AS_WORD = 2
MOST_PLACE_SHARE = 0.34
"""Share of its marked uses as a place from which on a name stays off the list."""
CALENDAR = (
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december"
)
_LOWER = re.compile(r"(?<![\w'’-])[a-zà-ÿ]{2,}(?![\w'’-])")
_HEADER = "# One-word names of places that are mostly no places; made by `python -m training.common_words`.\n"


def main() -> None:
    """Count, and write the list."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    options = parser.parse_args()
    gazetteer = Gazetteer.shipped()
    words: Counter[str] = Counter()
    for text in filter(tells_names, _texts(options.data)):
        words.update(map(normal, _LOWER.findall(text)))
    common = {word for word, count in words.items() if count >= SEEN_AS_WORD} | set(CALENDAR.split())
    kept = {word for word in common if _is_known(gazetteer, word)}
    minor, never = _other_names(options.data)
    kept |= {word for word in minor if _is_minor(gazetteer, word, LARGE)}
    kept |= {word for word in never if _is_minor(gazetteer, word, inf)}
    TARGET.write_text(_HEADER + "\n".join(sorted(kept)) + "\n", "utf-8")
    print(f"{len(kept)} words")


def _is_known(gazetteer: Gazetteer, word: str) -> bool:
    """Whether the gazetteer knows the word, and not as a country."""
    features = {record.feature for record in _named(gazetteer, word)}
    return bool(features) and Feature.COUNTRY not in features


def _is_minor(gazetteer: Gazetteer, word: str, people: float) -> bool:
    """Whether the gazetteer knows the word, and not as a country, first-level division or place of so many people."""
    found = _named(gazetteer, word)
    return bool(found) and not any(
        record.feature in (Feature.COUNTRY, Feature.ADMIN1) or record.population >= people for record in found
    )


def _named(gazetteer: Gazetteer, word: str) -> list[Record]:
    return [record for layer in gazetteer.layers for record, _ in layer.named(word)]


def _texts(data: Path) -> Iterator[str]:
    for part in ("geoparsing/lgl.train.jsonl", "geoparsing/geovirus.train.jsonl", "claims_train/train.jsonl"):
        for row in _rows(data / part):
            yield row["text"]


def _other_names(data: Path) -> tuple[set[str], set[str]]:
    """Words of persons' and organisations' names that are seldom places, and those that never are."""
    marked: Counter[tuple[str, bool]] = Counter()
    for row in _rows(data / "wikigold/train.jsonl"):
        for entity in row["entities"]:
            for word in entity["text"].split():
                marked[normal(word), entity["type"] == "LOC"] += 1
    often = {word for word, is_place in marked if not is_place and marked[word, False] >= SEEN_AS_WORD}
    never = {word for word in often if not marked[word, True]}
    share = {word: marked[word, True] / (marked[word, True] + marked[word, False]) for word in often}
    return {word for word in often if share[word] <= MOST_PLACE_SHARE}, never


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text("utf-8").splitlines():
        yield json.loads(line)


if __name__ == "__main__":
    main()
