"""Event mentions and whole reports of one happening, by their words alone: a small scorer with learnt weights.

For texts whose claims are not read: any event that a text mentions. `python -m training.linking` learns the weights in
`mention_weights.yaml` from the train part of ECB+.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
import yaml

from sayso.linking.lemmas import lemma
from sayso.linking.linkage import average_linkage
from sayso.linking.text_features import Matrix, Rarity, names, stems

_WORD = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(r"\n")

_EMPTY = """be have do will would can could may might should a an the to of in on at up down out off over into by for
with from not no his her its their it he she they this that"""
EMPTY_WORDS = frozenset(map(lemma, _EMPTY.split()))
"""Words of a mention that do not say which event."""

PREFIX = 5
"""Letters that derived words have in common: "injure" and "injury"."""

MentionAt = tuple[int, int, int]
"""Position of the text, start and end in it."""


@dataclass(frozen=True, slots=True)
class MentionWeights:
    """Weights of the features of a pair in natural log odds, and the mean log odds from which clusters are joined."""

    weights: Mapping[str, float]
    bias: float
    join_at: float
    reports_join_at: float


@cache
def mention_weights() -> MentionWeights:
    """The shipped weights."""
    data = yaml.safe_load(resources.files("sayso.linking").joinpath("mention_weights.yaml").read_text("utf-8"))
    return MentionWeights(data["weights"], float(data["bias"]), float(data["join_at"]), float(data["reports_join_at"]))


def cluster_mentions(texts: Sequence[str], mentions: Sequence[MentionAt]) -> list[int]:
    """A label for each event mention; those of one event have one label."""
    learnt = mention_weights()
    odds = np.full((len(mentions), len(mentions)), learnt.bias, np.float32)
    for name, values in mention_features(texts, mentions).items():
        odds += learnt.weights[name] * values
    return average_linkage(odds, learnt.join_at)


def same_lemma(texts: Sequence[str], mentions: Sequence[MentionAt]) -> list[str]:
    """The baseline: mentions are of one event when their heads have one lemma."""
    return [head(texts[text][start:end]) for text, start, end in mentions]


def cluster_reports(texts: Sequence[str]) -> list[int]:
    """A label for each report; those that tell of one happening have one label."""
    return average_linkage(report_likeness(texts), mention_weights().reports_join_at)


def report_likeness(texts: Sequence[str]) -> Matrix:
    """How alike texts are: the mean of how alike their words and their names and numbers are."""
    likeness = np.zeros((len(texts), len(texts)), np.float32)
    for tokens in (stems, names):
        held = [tokens(text) for text in texts]
        vectors = Rarity.among(held).vectors(held)
        likeness += vectors @ vectors.T / 2
    return likeness


def head(words: str) -> str:
    """The lemma of the word of a mention that says which event: the first that is not empty."""
    lemmas = [lemma(word) for word in _WORD.findall(words)]
    return next((one for one in lemmas if one not in EMPTY_WORDS), lemmas[0] if lemmas else words.lower())


def mention_features(texts: Sequence[str], mentions: Sequence[MentionAt]) -> dict[str, Matrix]:
    """The features of every pair of mentions."""
    heads = [head(texts[text][start:end]) for text, start, end in mentions]
    said = [[one for one in stems(texts[t][start:end]) if one not in EMPTY_WORDS] for t, start, end in mentions]
    around = [_surroundings(texts[text], start, end) for text, start, end in mentions]
    report = np.array([text for text, _, _ in mentions])
    rarity = Rarity.among([stems(text) for text in texts])
    same_head = _equal(heads)
    of_reports = report_likeness(texts)[np.ix_(report, report)]
    arguments = _likeness(rarity, [stems(words) for words in around])
    rare = np.array([rarity.of(one) for one in heads], np.float32)
    return {
        "same_head": same_head,
        "same_beginning": _equal([one[:PREFIX] for one in heads]),
        "words_in_common": _likeness(rarity, said),
        "rare_head": same_head * rare[:, None],
        "arguments": arguments,
        "names": _likeness(rarity, [names(words) for words in around]),
        "reports": of_reports,
        "same_report": (report[:, None] == report[None, :]).astype(np.float32),
        "same_head_and_reports": same_head * of_reports,
        "same_head_and_arguments": same_head * arguments,
    }


def _surroundings(text: str, start: int, end: int) -> str:
    """The sentence around a mention without the mention; a line is a sentence."""
    begin = max((found.end() for found in _SENTENCE_END.finditer(text, 0, start)), default=0)
    stop = _SENTENCE_END.search(text, end)
    return f"{text[begin:start]} {text[end : stop.start() if stop else len(text)]}"


def _equal(values: Sequence[str]) -> Matrix:
    _, codes = np.unique(np.array(values), return_inverse=True)
    return np.asarray(codes[:, None] == codes[None, :], np.float32)


def _likeness(rarity: Rarity, texts: Sequence[Sequence[str]]) -> Matrix:
    vectors = rarity.vectors(texts)
    return np.asarray(vectors @ vectors.T, np.float32)
