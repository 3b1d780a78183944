"""Likeness of texts: stems weighted by how rare they are among the texts at hand (TF-IDF)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.linking.lemmas import lemma

Matrix = NDArray[np.float32]

_TOKEN = re.compile(r"[^\W\d_]{2,}|\d[\d,.]*\d|\d")
_ADDRESS = re.compile(r"https?\W+\S+")
STOP_SHARE = 0.4
"""Stems in a larger share of texts than this say nothing."""

LEAST_STOPPED = 2
"""In so many texts any stem may stand and still say something."""


@dataclass(frozen=True, slots=True)
class Rarity:
    """How rare each stem is among some texts: the logarithm of how few texts have it."""

    columns: dict[str, int]
    weights: Matrix

    @classmethod
    def among(cls, texts: Iterable[Iterable[str]]) -> Rarity:
        """The rarity of stems, from the stems of each text."""
        held = [set(text) for text in texts]
        counts = Counter(stem for text in held for stem in text)
        kept = sorted(stem for stem, count in counts.items() if count <= max(LEAST_STOPPED, STOP_SHARE * len(held)))
        weights = np.log((1 + len(held)) / (1 + np.array([counts[stem] for stem in kept], np.float32)))
        return cls({stem: n for n, stem in enumerate(kept)}, weights.astype(np.float32))

    def of(self, stem: str) -> float:
        """The rarity of one stem; 0 for a stem that says nothing."""
        column = self.columns.get(stem)
        return 0.0 if column is None else float(self.weights[column])

    def vectors(self, texts: Sequence[Iterable[str]]) -> Matrix:
        """A unit vector for each text: rare stems weigh more, repeated ones a little more."""
        out = np.zeros((len(texts), len(self.columns)), np.float32)
        for row, text in enumerate(texts):
            for stem, count in Counter(text).items():
                column = self.columns.get(stem)
                if column is not None:
                    out[row, column] = (1 + np.log(count)) * self.weights[column]
        return np.asarray(out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-9), np.float32)


def stems(text: str) -> list[str]:
    """The stems of a text in order; addresses are left out."""
    return [lemma(token) for token in _TOKEN.findall(_ADDRESS.sub(" ", text))]


def names(text: str) -> list[str]:
    """The stems of words with a capital letter and of numbers."""
    return [lemma(token) for token in _TOKEN.findall(_ADDRESS.sub(" ", text)) if not token[0].islower()]
