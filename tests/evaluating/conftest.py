"""Invented gold, predictions made from it by chance, and the reference scorers where they are at hand."""

from __future__ import annotations

import copy
import importlib.util
import json
import random
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

SHARED = Path(__file__).parents[3] / "shared"
TYPES = ("bombing", "clash", "killing", "protest")
STANCES = ("reported", "claimed", "alleged", "denied")
ROLES = ("authority", "perpetrator", "witness")
SPAN_ROLES = ("initiator", "target", "place", "time", "instrument")
WORDS = (
    "Oremi",
    "patrol",
    "bridge",
    "blast",
    "Tuvala",
    "said",
    "farmers",
    "fell",
    "Ostrin",
    "guards",
    "night",
    "two",
)

Json = dict[str, Any]


def _reference(path: Path) -> ModuleType:
    if not path.exists():
        pytest.skip(f"{path} is not here")
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def claims_scorer() -> ModuleType:
    return _reference(SHARED / "gold" / "score.py")


@pytest.fixture
def muc4_scorer() -> ModuleType:
    pytest.importorskip("scipy")
    return _reference(SHARED / "data" / "muc4" / "score_templates.py")


@pytest.fixture
def write_lines(tmp_path: Path) -> Callable[..., Path]:
    def write(rows: list[Json], name: str = "gold.jsonl") -> Path:
        path = tmp_path / name
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        return path

    return write


@pytest.fixture
def make_claim() -> Callable[..., Json]:
    def claim(text: str, anchor: str, **slots: Any) -> Json:
        def found(words: str) -> Json:
            start = text.index(words)
            return {"text": words, "start": start, "end": start + len(words)}

        made: Json = {
            "event": "E1",
            "anchor": found(anchor),
            "sentence": {"start": 0, "end": len(text)},
            "type": "bombing",
            "status": "occurred",
            "stance": "reported",
            "start": None,
            "end": None,
        }
        for name, value in slots.items():
            if name in SPAN_ROLES:
                made[name] = [found(words) for words in value]
            elif name == "speakers":
                made[name] = [{**found(words), "role": role, "level": level} for words, role, level in value]
            elif name == "counts":
                made[name] = [{**found(words), "of": of, "low": low, "high": high} for words, of, low, high in value]
            else:
                made[name] = value
        return made

    return claim


class ChanceCoder:
    """Codes invented texts at random, and perturbs its codings into predictions."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)

    def gold(self, documents: int) -> list[Json]:
        return [self._document(number) for number in range(documents)]

    def predictions(self, gold: list[Json]) -> dict[str, Json]:
        return {d["id"]: {"id": d["id"], "claims": self._perturbed(d)} for d in gold if self.rng.random() < 0.9}

    def _document(self, number: int) -> Json:
        text = " ".join(self.rng.choices(WORDS, k=120)) + "."
        claims = [self._claim(text) for _ in range(self.rng.randrange(6))]
        return {"id": f"d{number}", "origin": self.rng.choice("AB"), "text": text, "claims": claims}

    def _span(self, text: str, longest: int = 30) -> Json:
        start = self.rng.randrange(len(text) - 40)
        return {"start": start, "end": start + self.rng.randint(3, longest)}

    def _claim(self, text: str) -> Json:
        rng = self.rng
        anchor = self._span(text, 8)
        start = max(0, anchor["start"] - rng.randint(0, 60))
        claim: Json = {
            "event": rng.choice(["E1", "E2", "E3"]),
            "anchor": anchor,
            "sentence": {"start": start, "end": min(len(text), anchor["end"] + rng.randint(0, 60))},
            "type": rng.choice(TYPES),
            "status": rng.choice(["occurred", "occurred", "planned"]),
            "stance": rng.choice(STANCES),
            "speakers": [
                {**self._span(text), "role": rng.choice(ROLES), "level": rng.randrange(2)}
                for _ in range(rng.randrange(3))
            ],
            "counts": [
                {**self._span(text), "of": "killed", "low": rng.randrange(3), "high": None}
                for _ in range(rng.randrange(3))
            ],
            "start": rng.choice([None, "XXXX-05-29"]),
            "end": rng.choice([None, "XXXX-05-29"]),
        }
        return claim | {role: [self._span(text) for _ in range(rng.randrange(3))] for role in SPAN_ROLES}

    def _perturbed(self, document: Json) -> list[Json]:
        rng, text = self.rng, document["text"]
        kept = [copy.deepcopy(claim) for claim in document["claims"] if rng.random() < 0.8]
        for claim in kept:
            spans = [claim["anchor"], claim["sentence"], *claim["speakers"], *claim["counts"]]
            spans += [span for role in SPAN_ROLES for span in claim[role]]
            for span in spans:
                if rng.random() < 0.4:
                    span["end"] = min(len(text), span["end"] + rng.randint(0, 12))
            for slot, values in (("type", TYPES), ("stance", STANCES), ("event", ("E1", "E2"))):
                if rng.random() < 0.25:
                    claim[slot] = rng.choice(values)
            for slot in ("speakers", "counts", *SPAN_ROLES):
                if rng.random() < 0.2:
                    claim[slot] = claim[slot][1:]
        added = [self._claim(text) for _ in range(rng.randrange(3))]
        everything = [*kept, *added, *(copy.deepcopy(claim) for claim in kept if rng.random() < 0.2)]
        rng.shuffle(everything)
        return everything


@pytest.fixture
def chance_coder() -> Callable[[int], ChanceCoder]:
    return ChanceCoder
