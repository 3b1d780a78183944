"""Splink with its stock comparisons beside our linker: `python -m benchmarks.splink_units [--claims 20000]`.

On the tuning world of `evals.world`, so that both see the same units with the same values. Needs splink and duckdb,
which Sayso does not depend on. Splink is shown at several thresholds, all of them seen; ours is as shipped.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any

from evals.world import rates_named, tell

from sayso.codebook import shipped_codebook
from sayso.linking import link
from sayso.linking.sets import DisjointSets
from sayso.linking.units import Unit, units_of
from sayso.model import Counted

THRESHOLDS = (0.5, 0.8, 0.95, 0.99, 0.999)
SEED = 1
RECALL = 0.7
"""About the share of pairs that the rule "same day, same town, same type" finds; Splink asks for it."""


def main() -> None:
    """Read the options, tell, link with both, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=20_000)
    told = list(tell(rates_named("tuning"), parser.parse_args().claims))
    extractions = {one.extraction.id: one.extraction for one in told}
    claims = [claim for one in told for claim in one.claims]
    truth = {c.id: r.statement.happening for one in told for c, r in zip(one.claims, one.records, strict=True)}
    started = time.process_time()
    clusters = [cluster.claims for cluster in link(claims, extractions, (), shipped_codebook()).clusters]
    _show("sayso", clusters, truth, time.process_time() - started)
    units = units_of(claims, extractions, shipped_codebook())
    started = time.process_time()
    pairs = splink_pairs(units)
    seconds = time.process_time() - started
    for threshold in THRESHOLDS:
        _show(f"splink at {threshold}", _clusters(units, pairs, threshold), truth, seconds)


def splink_pairs(units: Sequence[Unit]) -> list[tuple[int, int, float]]:
    """Pairs of units, by position, with Splink's probability that they are one happening."""
    import pyarrow as pa
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.ExactMatch("type"),
            cl.AbsoluteDateDifferenceAtThresholds(
                "day", input_is_string=True, metrics=["day", "day"], thresholds=[1, 7]
            ),
            cl.ExactMatch("town"),
            cl.ExactMatch("province"),
            cl.ExactMatch("initiator"),
            cl.JaroWinklerAtThresholds("target", [0.9, 0.7]),
            cl.ExactMatch("killed"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("town", "day"),
            block_on("town", "type"),
            block_on("day", "type", "province"),
        ],
    )
    api = DuckDBAPI()
    table = pa.Table.from_pylist([_row(number, unit) for number, unit in enumerate(units)])
    linker = Linker(api.register(table), settings)
    linker.training.estimate_probability_two_random_records_match([block_on("town", "day", "type")], recall=RECALL)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=SEED)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("town", "day"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("type", "target", "killed"))
    rows: list[dict[str, Any]] = linker.inference.predict(threshold_match_probability=min(THRESHOLDS)).as_record_list()
    return [(row["unique_id_l"], row["unique_id_r"], row["match_probability"]) for row in rows]


def _row(number: int, unit: Unit) -> dict[str, Any]:
    place = unit.places[0] if unit.places else None
    killed = [low for of, low, _ in unit.tolls if of is Counted.KILLED]
    return {
        "unique_id": number,
        "type": min(unit.types),
        "day": unit.when.start if unit.when else None,
        "town": place.id if place and place.admin1 else None,
        "province": (place.admin1 or place.name) if place else None,
        "initiator": min(unit.initiators, default=None),
        "target": " ".join(sorted(unit.targets)) or None,
        "killed": min((n for n in killed if n is not None), default=None),
    }


def _clusters(
    units: Sequence[Unit], pairs: Iterable[tuple[int, int, float]], threshold: float
) -> list[tuple[str, ...]]:
    """Connected components of the pairs from a threshold on, as Splink makes clusters."""
    sets: DisjointSets[int] = DisjointSets(range(len(units)))
    for one, other, probability in pairs:
        if probability >= threshold:
            sets.join(one, other)
    return [tuple(claim for n in rows for claim in units[n].claims) for rows in sets.sets()]


def _show(name: str, clusters: Sequence[Sequence[str]], truth: Mapping[str, int], seconds: float) -> None:
    right = sum(truth[a] == truth[b] for cluster in clusters for a, b in combinations(cluster, 2))
    found = sum(len(cluster) * (len(cluster) - 1) // 2 for cluster in clusters)
    wanted = sum(count * (count - 1) // 2 for count in Counter(truth.values()).values())
    print(f"{name:16} pair precision {right / found:.4f}  recall {right / wanted:.4f}  {seconds:6.1f} s processor time")


if __name__ == "__main__":
    main()
