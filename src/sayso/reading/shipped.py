"""The shipped weights: their files and hashes, and the thresholds and calibration that go with them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from sayso.errors import WeightsError
from sayso.reading.chains import PLAIN, Chain
from sayso.reading.decoding import Curve

WEIGHTS = Path(__file__).parent / "weights"
METADATA = "metadata.json"
ENCODER, ANCHORS, PAIRS, TOKENIZER = "encoder.onnx", "anchors.onnx", "pairs.onnx", "tokenizer.json"
FILES = (ENCODER, ANCHORS, PAIRS, TOKENIZER)

DEFAULT_THRESHOLD = 0.5
_ADVICE = "install the package again, or train with `make train`"


@dataclass(frozen=True, slots=True)
class Weights:
    """One set of weights on disk, its hashes checked.

    `thresholds` and `curves` are by slot; `claim`, `own-voice` and `same-event` are among them.
    `version` is a hash of all of them and of the files.
    `stances_told` says how many times as often as by chance a stance was told by a role in the reports learnt from.
    """

    folder: Path
    version: str
    thresholds: Mapping[str, float] = field(default_factory=dict)
    curves: Mapping[str, Curve] = field(default_factory=dict)
    unlearnt: tuple[str, ...] = ()
    stances_told: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    chains: Mapping[str, Chain] = field(default_factory=dict)

    def threshold(self, slot: str) -> float:
        """The probability from which a slot is filled."""
        return self.thresholds.get(slot, DEFAULT_THRESHOLD)

    def chain(self, role: str) -> Chain:
        """What speaks for the edges of a role of an attribution: its cue, its source or its content."""
        return self.chains.get(role, Chain.of(PLAIN))

    def calibrated(self, slot: str, probability: float) -> float:
        """How often a value that got such a probability was right in unseen training reports."""
        return self.curves.get(slot, Curve())(probability)


@lru_cache(maxsize=4)
def load_weights(folder: Path = WEIGHTS) -> Weights:
    """The weights in a folder. Raises WeightsError when a file is missing or is not the one that was shipped."""
    metadata = _metadata(folder)
    for name, expected in metadata["files"].items():
        path = folder / name
        if not path.is_file():
            raise WeightsError(f"{path}: a file of the network's weights is missing; {_ADVICE}")
        if hashlib.sha256(path.read_bytes()).hexdigest() != expected:
            raise WeightsError(f"{path}: not the file that was shipped (its SHA-256 differs); {_ADVICE}")
    return Weights(
        folder=folder,
        version=_version(metadata),
        thresholds=metadata.get("thresholds", {}),
        curves={slot: Curve(*line) for slot, line in metadata.get("calibration", {}).items()},
        unlearnt=tuple(metadata.get("unlearnt", ())),
        stances_told=metadata.get("stances_told", {}),
        chains={role: Chain.of(table) for role, table in metadata.get("chains", {}).items()},
    )


def _version(metadata: dict[str, Any]) -> str:
    """A hash of the files and of everything in the metadata that changes what is read."""
    counts = {key: metadata.get(key, {}) for key in ("version", "thresholds", "calibration", "stances_told", "chains")}
    return hashlib.sha256(json.dumps(counts, sort_keys=True).encode()).hexdigest()[:12]


def _metadata(folder: Path) -> dict[str, Any]:
    path = folder / METADATA
    try:
        metadata = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise WeightsError(f"{path}: the network's weights are missing; {_ADVICE}") from None
    except ValueError as error:
        raise WeightsError(f"{path}: not valid JSON ({error}); {_ADVICE}") from error
    missing = {"version", "files"} - set(metadata) | set(FILES) - set(metadata.get("files", {}))
    if missing:
        raise WeightsError(f"{path}: {', '.join(sorted(missing))} missing; {_ADVICE}")
    return dict(metadata)
