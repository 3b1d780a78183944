"""Choose thresholds and fit calibration: `python -m training.calibrate`.

WEIGHTS are of runs that left out a fold; the thresholds that read those reports best, and the calibration of every
slot on them, are written into its metadata and into that of the weights in `--into`, the single seeds. What the edges
of attributions weigh is learnt too; with `--attributions` nothing else is fitted, and the rest stays as it was.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, astuple, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from sayso.codebook import shipped_codebook
from sayso.evaluating.attribution import AttributedArticle, attributed_articles, compare_article
from sayso.evaluating.calibration import calibration, ece_by_chance
from sayso.evaluating.figures import total
from sayso.model import SPAN_ROLES, Claim
from sayso.publishing import document
from sayso.reading.attributions import attributions
from sayso.reading.chains import Chain
from sayso.reading.decoding import SMALLEST, Curve
from sayso.reading.network import NetworkReader
from sayso.reading.sessions import HAPPENING, AnchorScores, Network, View
from sayso.reading.shipped import METADATA, Weights, load_weights
from sayso.resolving import Resolver, load_resolver
from training.chains import learnt
from training.data import is_held_out
from training.evaluate import load_scorer, predictions, resolved_claims
from training.folds import held_out
from training.plan import DATA, HELD_OUT, SEED_WEIGHTS, SHIPPED

START = {
    "claim": 0.35,
    "quoting": 0.6,
    "same-event": 0.6,
    "stance": 0.4,
    "stance-words": 0.11,
    **dict.fromkeys(("place", "time", "target", "initiator", "count"), 0.75),
}
"""Where the search starts for thresholds that do not start at one half."""

STEPS = (-0.2, -0.1, 0.1, 0.2)
ROUNDS = 2
SEARCHED = (
    "claim",
    "own-voice",
    *SPAN_ROLES,
    "count",
    "quoting",
    "shared-place",
    "shared-time",
    "stances-told",
    "stance",
    "stance-words",
)
ATTRIBUTION_STEPS = tuple(round(0.1 + 0.05 * step, 2) for step in range(15))
"""Thresholds that are tried for cues, sources and contents."""

GROUPING_STEPS = tuple(round(0.3 + 0.1 * step, 1) for step in range(7))
"""Thresholds that are tried for two anchors being one happening."""

LABELS = ("status", "stance")
"""Labels of a claim that have a probability of their own; that of its type is the claim's."""

Pair = tuple[float, bool]


def main() -> None:
    """Read the options, search, fit, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path, nargs="?", default=SHIPPED)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument(
        "--into",
        type=Path,
        nargs="*",
        default=list(SEED_WEIGHTS.values()),
        help="weights whose metadata gets the result too",
    )
    parser.add_argument("--attributions", action="store_true", help="fit only what attributions are read with")
    options = parser.parse_args()
    if options.attributions:
        fit_attributions(options.weights, options.into, options.data)
        return
    gold = held_out(options.data, HELD_OUT)
    reader = NetworkReader(shipped_codebook(), options.weights)
    reader.network = RememberingNetwork(reader.weights)
    resolver = load_resolver(None, None)
    thresholds = search(reader, resolver, gold)
    thresholds |= search_grouping(reader, resolver, gold, thresholds)
    chains, chances = search_attributions(reader.network, reader.weights, options.data)
    thresholds |= chances
    reader.weights = replace(reader.weights, thresholds=thresholds, curves={})
    halves = [outcomes(reader, resolver, half) for half in (gold[::2], gold[1::2])]
    found = {slot: [half.get(slot, []) for half in halves] for slot in sorted({*halves[0], *halves[1]})}
    curves = {slot: fit([*one, *other]) for slot, (one, other) in found.items()}
    errors = {slot: measured(one, other) for slot, (one, other) in found.items()}
    for slot, error in sorted(errors.items()):
        print(f"{slot:12} n {error.cases:5}  ECE {error.before:.3f} -> {error.after:.3f} (chance {error.chance:.3f})")
    fitted_on = {"reports": len(gold), "claims": sum(len(document["claims"]) for document in gold)}
    for folder in (options.weights, *options.into):
        write(folder / METADATA, thresholds, curves, errors, fitted_on)
        write_chains(folder / METADATA, chains)


def fit_attributions(weights: Path, into: Sequence[Path], data: Path) -> None:
    """Fit the chains and thresholds of attributions alone, and write them."""
    loaded = load_weights(weights)
    chains, chances = search_attributions(RememberingNetwork(loaded), loaded, data)
    for folder in (weights, *into):
        write_chains(folder / METADATA, chains, chances)


@dataclass(frozen=True, slots=True)
class Fit:
    """Expected calibration error of a slot before calibration, and after it (each half of the reports on the other).

    `chance` is what a score that is right on average would show with so few cases: the bins' shares vary by chance.
    """

    cases: int
    before: float
    after: float
    chance: float


class RememberingNetwork(Network):
    """Runs each window, and each set of anchors in it, once, however often a text is read with other thresholds."""

    def __init__(self, weights: Weights) -> None:
        super().__init__(weights)
        self._seen: dict[str, list[View]] = {}
        self._asked: dict[tuple[int, int, tuple[tuple[int, int], ...]], AnchorScores] = {}

    def views(self, text: str) -> Iterator[View]:
        """The windows of a text, from memory when it was read before."""
        if text not in self._seen:
            self._seen[text] = list(super().views(text))
        yield from self._seen[text]

    def anchors(self, view: View, found: Sequence[tuple[int, int]], query: int = HAPPENING) -> AnchorScores:
        """Scores of anchors, from memory where the same ones were asked about before."""
        asked = (id(view), query, tuple(found))
        if asked not in self._asked:
            self._asked[asked] = super().anchors(view, found, query)
        return self._asked[asked]


def search(reader: NetworkReader, resolver: Resolver, gold: list[dict[str, Any]]) -> dict[str, float]:
    """Thresholds of the greatest attributed F1, one after the other, with plain slots F1 as a small second aim."""
    best = {name: START.get(name, 0.5) for name in SEARCHED}
    aim = _aim(reader, resolver, gold)
    highest = aim(best)
    for _ in range(ROUNDS):
        for name in SEARCHED:
            for step in STEPS:
                tried = {**best, name: round(best[name] + step, 2)}
                if 0.0 < tried[name] < 1.0 and (value := aim(tried)) > highest:
                    best, highest = tried, value
        print(round(highest, 4), best, flush=True)
    return best


def search_grouping(
    reader: NetworkReader, resolver: Resolver, gold: list[dict[str, Any]], thresholds: dict[str, float]
) -> dict[str, float]:
    """The threshold at which claims are grouped best (B³): it hardly touches slots, and linking builds on it."""
    found = {
        chance: _figures(reader, resolver, gold, {**thresholds, "same-event": chance})["events_b3"]
        for chance in GROUPING_STEPS
    }
    best = max(found, key=lambda chance: found[chance])
    print("same-event", best, round(found[best], 4), flush=True)
    return {"same-event": best}


def search_attributions(network: Network, weights: Weights, data: Path) -> tuple[dict[str, Chain], dict[str, float]]:
    """What the edges of attributions weigh, and the thresholds of the greatest exact F1 of cues, then of the sources
    and contents that they lead to.

    Thresholds are chosen with chains learnt from the other half of the articles: on the articles that they were learnt
    from, chains are surer than on others.
    """
    articles = [a for n, a in enumerate(attributed_articles(data / "polnear/train.jsonl")) if is_held_out(n)]
    halves = articles[::2], articles[1::2]
    crossed = [(half, learnt(network, other)) for half, other in (halves, halves[::-1])]
    best: dict[str, float] = {}
    for role in ("cue", "source", "content"):
        found = {
            chance: _exact_f1(network, replace(weights, thresholds={**best, role: chance}), crossed, role)
            for chance in ATTRIBUTION_STEPS
        }
        best[role] = max(found, key=lambda chance: found[chance])
        print(role, best[role], round(found[best[role]], 4), flush=True)
    return learnt(network, articles), best


def _exact_f1(
    network: Network,
    weights: Weights,
    crossed: Sequence[tuple[Sequence[AttributedArticle], Mapping[str, Chain]]],
    role: str,
) -> float:
    compared = [
        compare_article(article, attributions(network, replace(weights, chains=chains), article.text))
        for articles, chains in crossed
        for article in articles
    ]
    return total(getattr(one, role).exact for one in compared).f1


def _aim(reader: NetworkReader, resolver: Resolver, gold: list[dict[str, Any]]) -> Callable[[dict[str, float]], float]:
    def value(thresholds: dict[str, float]) -> float:
        figures = _figures(reader, resolver, gold, thresholds)
        return float(figures["attributed"]["f1"] + 0.3 * figures["slots"]["f1"])

    return value


def _figures(
    reader: NetworkReader, resolver: Resolver, gold: list[dict[str, Any]], thresholds: dict[str, float]
) -> dict[str, Any]:
    reader.weights = replace(reader.weights, thresholds=thresholds)
    figures, _ = load_scorer().score(gold, {d["id"]: d for d in predictions(reader, resolver, gold)})
    return dict(figures)


def outcomes(reader: NetworkReader, resolver: Resolver, gold: list[dict[str, Any]]) -> dict[str, list[Pair]]:
    """For each slot the score of every predicted value and whether it was right."""
    scorer, found = load_scorer(), defaultdict(list)
    for coded in gold:
        extraction, claims = resolved_claims(reader, resolver, coded)
        mine = scorer.checked(document(coded["id"], extraction, claims), coded["text"], "predicted")
        theirs = scorer.checked(coded, coded["text"], "gold")
        weights = [[scorer.likeness(g, p) for p in mine] for g in theirs]
        partner = {j: theirs[i] for i, j in scorer.assign(weights)} if mine and theirs else {}
        for number, (record, claim) in enumerate(zip(mine, claims, strict=True)):
            for slot, pair in claim_outcomes(scorer, record, claim, partner.get(number)):
                found[slot].append(pair)
    return dict(found)


def claim_outcomes(
    scorer: Any, record: dict[str, Any], claim: Claim, gold: dict[str, Any] | None
) -> Iterator[tuple[str, Pair]]:
    """The slots of a claim, each with score and rightness; `record`, in the claims format, has no scores."""
    yield "claim", (claim.score, gold is not None and gold["type"] == claim.type)
    if gold is not None:
        for label in LABELS:
            yield label, (getattr(claim, f"{label}_score"), gold[label] == record[label])
    slots = [(role, role) for role in SPAN_ROLES] + [("counts", "count"), ("speakers", "speaker")]
    for key, slot in slots:
        others = gold[key] if gold is not None else []
        for words, value in zip(record[key], getattr(claim, key), strict=True):
            yield slot, (value.score, any(scorer.same_span(words, other) for other in others))


def fit(pairs: Sequence[Pair]) -> Curve:
    """The curve of the greatest likelihood that never falls, drawn a little towards no change."""
    scores, right = np.array(pairs, dtype=float).T
    kept = np.clip(scores, SMALLEST, 1 - SMALLEST)
    seen = np.stack([np.log(kept), -np.log(1 - kept), np.ones_like(kept)], axis=1)
    no_change = np.array([1.0, 1.0, 0.0])

    def cost(curve: np.ndarray) -> float:
        z = seen @ curve
        return float(np.sum(np.logaddexp(0, z) - right * z) + 0.5 * ((curve - no_change) ** 2).sum())

    found = minimize(cost, no_change, method="L-BFGS-B", bounds=[(0.0, None), (0.0, None), (None, None)]).x
    return Curve(*(round(float(value), 4) for value in found))


def measured(one: Sequence[Pair], other: Sequence[Pair]) -> Fit:
    """The errors of a slot's scores in two halves of the reports before and after calibration, and by chance."""
    pairs, mapped = [*one, *other], [*mapped_by(other, one), *mapped_by(one, other)]
    before, after = calibration(pairs).ece, calibration(mapped).ece
    return Fit(len(pairs), before, after, ece_by_chance([probability for probability, _ in mapped]))


def mapped_by(learnt: Sequence[Pair], pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs after a calibration that is fitted on others; as they are without others."""
    curve = fit(learnt) if learnt else Curve()
    return [(curve(score), right) for score, right in pairs]


def write(
    path: Path,
    thresholds: dict[str, float],
    curves: dict[str, Curve],
    errors: dict[str, Fit],
    fitted_on: dict[str, int],
) -> None:
    """Put thresholds and calibration into a metadata file, with the numbers of reports and claims behind them."""
    metadata = json.loads(path.read_text(encoding="utf-8"))
    metadata["held_out"] = fitted_on
    metadata["thresholds"] = thresholds
    metadata["calibration"] = {slot: list(astuple(curve)) for slot, curve in sorted(curves.items())}
    metadata["calibration_error"] = {slot: asdict(error) for slot, error in sorted(errors.items())}
    path.write_text(json.dumps(metadata, indent=1) + "\n", encoding="utf-8")


def write_chains(path: Path, chains: Mapping[str, Chain], thresholds: Mapping[str, float] | None = None) -> None:
    """Put what the edges of attributions weigh into a metadata file; `thresholds` replace those of their names."""
    metadata = json.loads(path.read_text(encoding="utf-8"))
    metadata["chains"] = {role: chain.table() for role, chain in chains.items()}
    metadata["thresholds"] = {**metadata.get("thresholds", {}), **(thresholds or {})}
    path.write_text(json.dumps(metadata, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
