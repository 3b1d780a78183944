"""Splink with its stock settings, as a linker to compare with: its library's comparisons with their own levels, its
estimates from the data without labels, and connected components."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from evals.world.figures import Groups, World
from sayso.model import Actor, Claim, Counted, Place, Quantity, TimeSpan

THRESHOLD = 0.95
"""The match probability from which pairs are joined, as in Splink's own tutorial."""
MOST_SAMPLED_PAIRS = 1e6
RECALL_OF_RULES = 0.5
"""How many true pairs the rule "same day, same town, same type" is told to find: about what it does find."""

Value = str | int | None


def splink_groups(world: World) -> Groups:
    """The clusters that Splink makes of a world's claims."""
    import pyarrow as pa
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.AbsoluteDateDifferenceAtThresholds(
                "day", input_is_string=False, metrics=["day", "day"], thresholds=[1, 7]
            ),
            cl.JaroWinklerAtThresholds("town"),
            cl.ExactMatch("province"),
            cl.ExactMatch("type"),
            cl.ExactMatch("initiator"),
            cl.ExactMatch("target"),
            cl.ExactMatch("killed"),
        ],
        blocking_rules_to_generate_predictions=[block_on("town"), block_on("province", "day"), block_on("type", "day")],
    )
    rows = [_row(claim) for claim in world.claims.values()]
    database = DuckDBAPI()
    linker = Linker(database.register(pa.Table.from_pylist(rows)), settings)
    rule = block_on("day", "town", "type")
    linker.training.estimate_probability_two_random_records_match([rule], recall=RECALL_OF_RULES)
    linker.training.estimate_u_using_random_sampling(max_pairs=MOST_SAMPLED_PAIRS)
    for columns in (("town", "type"), ("day", "type"), ("day", "town")):
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(*columns))
    pairs = linker.inference.predict(threshold_match_probability=THRESHOLD)
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, threshold_match_probability=THRESHOLD)
    return {row["unique_id"]: row["cluster_id"] for row in clusters.as_record_list()}


def _row(claim: Claim) -> dict[str, object]:
    return {"unique_id": claim.id, **{name: column(claim) for name, column in COLUMNS.items()}}


def _day(claim: Claim) -> object:
    days = claim.when.days() if isinstance(claim.when, TimeSpan) else None
    return days[0] if days and days[0] == days[1] else None


def _town(claim: Claim) -> Value:
    return next((m.value.name for m in claim.place if isinstance(m.value, Place) and m.value.admin1), None)


def _province(claim: Claim) -> Value:
    return next((m.value.admin1 or m.value.name for m in claim.place if isinstance(m.value, Place)), None)


def _type(claim: Claim) -> Value:
    return claim.type


def _initiator(claim: Claim) -> Value:
    return next((m.value.id for m in claim.initiator if isinstance(m.value, Actor)), None)


def _target(claim: Claim) -> Value:
    return next((m.span.text for m in claim.target), None)


def _killed(claim: Claim) -> Value:
    counts = (c.value for c in claim.counts if c.of is Counted.KILLED)
    return next((value.low for value in counts if isinstance(value, Quantity)), None)


COLUMNS: Mapping[str, Callable[[Claim], object]] = {
    "day": _day,
    "town": _town,
    "province": _province,
    "type": _type,
    "initiator": _initiator,
    "target": _target,
    "killed": _killed,
}
"""What Splink is given of a claim."""
