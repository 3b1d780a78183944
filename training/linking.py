"""Learn the weights of event mentions: `python -m training.linking`. It writes `mention_weights.yaml`.

From the train part of ECB+: logistic regression on pairs of mentions, then the threshold for joining them that is best
on topics which the weights were not learnt from, in folds; and the threshold for joining reports. It takes minutes.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray
from scipy.optimize import minimize

from sayso.evaluating.coreference import b_cubed, coreference
from sayso.evaluating.figures import mean
from sayso.evaluating.linking import GoldReport, mentions_of, read_linking_gold
from sayso.linking.linkage import average_linkage, labels_at, merges
from sayso.linking.mentions import mention_features, report_likeness

OUT = Path("src/sayso/linking/mention_weights.yaml")
HEADER = """\
# What each feature of a pair of event mentions says of their being one event, in natural log odds. Mentions are joined
# while the mean log odds between clusters reach `join_at`, reports while their mean likeness reaches `reports_join_at`.
# Learnt by `python -m training.linking` from the train part of ECB+ (Cybulska and Vossen 2014).
"""
FOLDS = 4
RIDGE = 1.0
SAMPLED_EVERY = 40
THRESHOLDS = tuple(np.arange(-3.0, 2.01, 0.25).tolist())
REPORT_THRESHOLDS = tuple(np.arange(0.01, 0.21, 0.01).tolist())

Floats = NDArray[np.float64]


def main() -> None:
    """Read the options, learn, choose thresholds, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, default=Path("../shared/data/ecbplus/train.jsonl"))
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    reports = read_linking_gold(options.gold)
    folds = [_fold(reports, number) for number in range(FOLDS)]
    scores = np.array([_mention_scores(*learn(kept), left_out) for kept, left_out in folds])
    join_at = THRESHOLDS[int(scores.mean(axis=0).argmax())]
    report_scores = [mean([_report_score(topic, at) for topic in _topics(reports)]) for at in REPORT_THRESHOLDS]
    reports_join_at = REPORT_THRESHOLDS[int(np.argmax(report_scores))]
    weights, bias = learn(reports)
    print(f"left-out topics: mentions CoNLL F1 {scores.mean(axis=0).max():.4f}, reports B³ F1 {max(report_scores):.4f}")
    found = {
        "weights": {name: round(value, 3) for name, value in weights.items()},
        "bias": round(bias, 3),
        "join_at": round(join_at, 3),
        "reports_join_at": round(reports_join_at, 3),
    }
    options.out.write_text(HEADER + yaml.safe_dump(found, sort_keys=False), encoding="utf-8")


def _topics(reports: Sequence[GoldReport]) -> list[list[GoldReport]]:
    return [[r for r in reports if r.topic == topic] for topic in dict.fromkeys(r.topic for r in reports)]


def _fold(reports: Sequence[GoldReport], number: int) -> tuple[list[GoldReport], list[GoldReport]]:
    """The reports of the topics that a fold keeps, and of those that it leaves out."""
    topics = _topics(reports)
    left_out = [report for n, topic in enumerate(topics) if n % FOLDS == number for report in topic]
    return [report for n, topic in enumerate(topics) if n % FOLDS != number for report in topic], left_out


def learn(reports: Sequence[GoldReport]) -> tuple[dict[str, float], float]:
    """Weights and bias of a logistic regression over pairs of mentions of the reports.

    All pairs of one event or of one lemma count, of the others every `SAMPLED_EVERY`th as so many.
    """
    texts, spans, events = mentions_of(reports)
    features = mention_features(texts, spans)
    _, codes = np.unique([str(event) for event in events], return_inverse=True)
    one, other = np.triu_indices(len(spans), 1)
    is_same = codes[one] == codes[other]
    is_telling = is_same | (features["same_head"][one, other] > 0)
    kept = is_telling | (np.arange(len(one)) % SAMPLED_EVERY == 0)
    one, other = one[kept], other[kept]
    table = np.stack([*(values[one, other] for values in features.values()), np.ones(len(one))], axis=1)
    found = _regression(table, is_same[kept], np.where(is_telling[kept], 1.0, SAMPLED_EVERY))
    return dict(zip(features, found[:-1].tolist(), strict=True)), float(found[-1])


def _regression(table: Floats, is_same: NDArray[np.bool_], counts: Floats) -> Floats:
    signs = np.where(is_same, 1.0, -1.0)

    def loss(weights: Floats) -> tuple[float, Floats]:
        odds = table @ weights
        slope = counts * (1 / (1 + np.exp(-odds)) - is_same)
        value = counts @ np.logaddexp(0, -signs * odds) + RIDGE * weights[:-1] @ weights[:-1] / 2
        return float(value), table.T @ slope + RIDGE * np.append(weights[:-1], 0.0)

    return np.asarray(minimize(loss, np.zeros(table.shape[1]), jac=True, method="L-BFGS-B").x)


def _mention_scores(weights: dict[str, float], bias: float, reports: Sequence[GoldReport]) -> list[float]:
    """CoNLL F1 at each threshold."""
    texts, spans, events = mentions_of(reports)
    odds = np.full((len(spans), len(spans)), bias, np.float32)
    for name, values in mention_features(texts, spans).items():
        odds += weights[name] * values
    done = merges(odds, THRESHOLDS[0])
    return [coreference(events, labels_at(done, len(spans), at)).conll_f1 for at in THRESHOLDS]


def _report_score(topic: Sequence[GoldReport], at: float) -> float:
    labels = average_linkage(report_likeness([report.text for report in topic]), at)
    return b_cubed([(report.subtopic, label) for report, label in zip(topic, labels, strict=True)]).f1


if __name__ == "__main__":
    main()
