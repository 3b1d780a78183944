"""From claims to clusters: units, candidate pairs, joins that pass the checks, parts of summed-up happenings."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, product

from sayso.codebook import Codebook
from sayso.linking import comparisons
from sayso.linking.comparisons import compare, is_within
from sayso.linking.copies import find_copies
from sayso.linking.sets import DisjointSets
from sayso.linking.units import Unit, units_of
from sayso.linking.weights import weights
from sayso.model import (
    Claim,
    Cluster,
    Comparison,
    Copies,
    Decision,
    Extraction,
    Join,
    JoinRule,
    Linking,
)

VERSION = f"1/{weights().version}"

Pair = tuple[str, str]


def link(
    claims: Sequence[Claim],
    extractions: Mapping[str, Extraction],
    decisions: Sequence[Decision],
    codebook: Codebook,
) -> Linking:
    """Every claim in one cluster of claims about one happening. The order of the input does not matter.

    A person's decision outweighs every comparison.
    """
    copies = find_copies(extractions)
    units = {unit.id: unit for unit in units_of(claims, extractions, codebook)}
    story = {extraction: n for n, group in enumerate(copies) for extraction in group.extractions}
    sets = _joined(units, story, decisions)
    clusters = [[units[unit] for unit in members] for members in sets.sets()]
    wholes = [n for n, members in enumerate(clusters) if members[0].is_sum]
    return Linking(tuple(_cluster(members, clusters, wholes) for members in clusters), copies)


def explain_pair(
    one: Claim,
    other: Claim,
    extractions: Mapping[str, Extraction],
    decisions: Sequence[Decision],
    codebook: Codebook,
) -> Join:
    """What speaks for and against two claims being about one happening, and what was decided."""
    judged = {frozenset((d.one, d.other)): d for d in decisions}.get(frozenset((one.id, other.id)))
    units = units_of([one], extractions, codebook) + units_of([other], extractions, codebook)
    is_copy = any({one.extraction, other.extraction} <= set(c.extractions) for c in _copies_of(one, other, extractions))
    found = compare(units[0], units[1], is_copy)
    weight = _total(found)
    rule, joined = JoinRule.SCORE, _passes(units[0], units[1], found)
    if judged:
        rule, joined = (JoinRule.JUDGED_SAME, True) if judged.same else (JoinRule.JUDGED_DIFFERENT, False)
    elif one.extraction == other.extraction:
        rule, joined = JoinRule.SAME_REPORT, one.group == other.group
    return Join(one.id, other.id, joined, rule, weight, found)


def _copies_of(one: Claim, other: Claim, extractions: Mapping[str, Extraction]) -> Sequence[Copies]:
    return find_copies({i: extractions[i] for i in {one.extraction, other.extraction}})


def _joined(units: Mapping[str, Unit], story: Mapping[str, int], decisions: Sequence[Decision]) -> DisjointSets:
    """Units joined: first what people decided, then pairs by falling weight, each checked against all it would bring
    together."""
    sets = DisjointSets(units)
    unit_of = {claim: unit.id for unit in units.values() for claim in unit.claims}
    known = [d for d in decisions if d.one in unit_of and d.other in unit_of]
    apart = {_pair(unit_of[d.one], unit_of[d.other]) for d in known if not d.same}
    for decision in sorted((d for d in known if d.same), key=lambda d: (d.one, d.other)):
        sets.join(unit_of[decision.one], unit_of[decision.other])
    scored = []
    for one, other in _candidates(units.values()):
        found = compare(units[one], units[other], _same_story(units[one], units[other], story))
        if _passes(units[one], units[other], found):
            scored.append((-_total(found), one, other))
    for _, one, other in sorted(scored):
        if sets.root(one) != sets.root(other) and not _conflict(sets, one, other, units, apart):
            sets.join(one, other)
    return sets


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def _same_story(one: Unit, other: Unit, story: Mapping[str, int]) -> bool:
    return one.extraction in story and story[one.extraction] == story.get(other.extraction)


def _total(found: Iterable[Comparison]) -> float:
    return sum(comparison.weight for comparison in found)


def _passes(one: Unit, other: Unit, found: Sequence[Comparison]) -> bool:
    """Whether a pair may be joined: heavy enough, of one kind (single or summed up), and not on words alone."""
    if one.is_sum != other.is_sum or one.extraction == other.extraction:
        return False
    by_name = {comparison.name: comparison.weight for comparison in found}
    rests_on_something = by_name["place"] > 0 or by_name["copy"] > 0
    return rests_on_something and _total(found) >= weights().join_at


def _candidates(units: Iterable[Unit]) -> list[Pair]:
    """Pairs worth comparing: they share a place, a place word, or a story's words."""
    blocks: dict[object, list[str]] = defaultdict(list)
    for unit in units:
        for key in _keys(unit):
            blocks[key].append(unit.id)
    pairs = {_pair(*pair) for members in blocks.values() for pair in combinations(members, 2)}
    return sorted(pairs)


def _keys(unit: Unit) -> set[tuple[str, str]]:
    keys = {("place", place.id) for place in unit.places} | {("words", words) for words in unit.place_words}
    return (
        keys
        | {("admin1", place.admin1) for place in unit.places if place.admin1}
        | {("country", place.country) for place in unit.places if place.country}
    )


def _conflict(sets: DisjointSets, one: str, other: str, units: Mapping[str, Unit], apart: set[Pair]) -> bool:
    """Whether joining would bring together what a person keeps apart, or what time or place rule out."""
    for a, b in product(sets.members[sets.root(one)], sets.members[sets.root(other)]):
        if _pair(a, b) in apart:
            return True
        rows = comparisons.time(units[a], units[b])[0], comparisons.place(units[a], units[b])[0]
        if "apart" in rows:
            return True
    return False


# Summed-up happenings and their parts


def _cluster(members: Sequence[Unit], clusters: Sequence[Sequence[Unit]], wholes: Sequence[int]) -> Cluster:
    claims = tuple(sorted(claim for unit in members for claim in unit.claims))
    is_sum = members[0].is_sum
    part_of = None if is_sum else next((n for n in wholes if _is_part(members, clusters[n])), None)
    return Cluster(claims, is_sum, part_of)


def _is_part(part: Sequence[Unit], whole: Sequence[Unit]) -> bool:
    return any(_may_be_part(a, b) for a in part for b in whole) and not any(
        a.initiators and b.initiators and not a.initiators & b.initiators for a in part for b in whole
    )


def _may_be_part(part: Unit, whole: Unit) -> bool:
    """Whether a single happening may be among those that a claim sums up: alike in kind, within its area, in its
    time, and tied to it by its doer, by a place and a target that the claim's report names, or by one report."""
    families = part.families | whole.families
    alike = bool(part.families & whole.families) or any(families <= group for group in weights().alike_families)
    return alike and _within_area(part, whole) and _within_time(part, whole) and _is_tied(part, whole)


def _within_area(part: Unit, whole: Unit) -> bool:
    if not part.places or not whole.places:
        return bool(part.place_words)
    return any(p.id == w.id or is_within(p, w) for p in part.places for w in whole.places)


def _within_time(part: Unit, whole: Unit) -> bool:
    if part.whens and whole.whens:
        return any(a.may_overlap(b) for a in part.whens for b in whole.whens)
    latest = whole.published
    days = [days for span in part.whens if (days := span.days())]
    if latest is None or not days:
        return part.extraction == whole.extraction or _close(part.published, latest)
    earliest = latest - dt.timedelta(days=weights().thresholds["part_days_before_publication"])
    return any(first <= latest and last >= earliest for first, last in days)


def _close(one: dt.date | None, other: dt.date | None) -> bool:
    limit = weights().thresholds["part_days_before_publication"]
    return one is not None and other is not None and abs((one - other).days) <= limit


def _is_tied(part: Unit, whole: Unit) -> bool:
    if part.initiators & whole.initiators:
        return True
    names = {word for place in part.places for word in place.name.lower().split()}
    is_listed = bool(names & whole.report_words) and bool(part.targets & whole.report_words)
    return part.extraction == whole.extraction or is_listed
