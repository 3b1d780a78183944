"""Figures on a simulated world: how well linking, origins and assessment find what is true."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from evals.world.reports import Told
from evals.world.truth import Pair, Truth
from sayso.assessing import build_events
from sayso.codebook import Codebook
from sayso.linking import link
from sayso.model import Claim, Cluster, Copies, Event, Extraction, Linking, OriginKind, Place, PlacePrecision

Groups = Mapping[str, object]
"""For each claim, what it is grouped by: claims with equal values are one happening."""

UNGROUPED = ""


@dataclass(slots=True)
class World:
    """A simulated world in memory."""

    claims: dict[str, Claim] = field(default_factory=dict)
    extractions: dict[str, Extraction] = field(default_factory=dict)
    truth: Truth = field(default_factory=Truth)

    @classmethod
    def of(cls, reports: Iterable[Told]) -> World:
        """The world that reports tell of."""
        world = cls()
        for told in reports:
            world.extractions[told.extraction.id] = told.extraction
            world.claims.update((claim.id, claim) for claim in told.claims)
            world.truth.add(told)
        return world


@dataclass(frozen=True, slots=True)
class Scored:
    """What was found of what is true, and of what was found how much is true."""

    right: int
    found: int
    true: int

    @property
    def precision(self) -> float:
        """The share of what was found that is true."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of what is true that was found."""
        return self.right / self.true if self.true else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def measure(world: World, codebook: Codebook) -> dict[str, float]:
    """All figures of Sayso on a world, as fractions, with the seconds that linking and assessing took."""
    started = time.perf_counter()
    linking = link(tuple(world.claims.values()), world.extractions, (), codebook)
    linked = time.perf_counter()
    found = figures(world, linking, codebook)
    return {**found, "linking_seconds": linked - started, "assessing_seconds": time.perf_counter() - linked}


def figures(world: World, linking: Linking, codebook: Codebook) -> dict[str, float]:
    """The figures of one linking of a world."""
    groups = {claim: number for number, cluster in enumerate(linking.clusters) for claim in cluster.claims}
    return {
        "claims": len(world.claims),
        "reports": len(world.extractions),
        "happenings": len(world.truth.records),
        **pair_figures("pair", score_pairs(world, groups)),
        **pair_figures("copies", score_copies(world.truth, linking.copies)),
        **assessment_figures(world, events_of(world, linking, codebook)),
    }


def events_of(world: World, linking: Linking, codebook: Codebook) -> tuple[Event, ...]:
    """The assessed events of one linking of a world."""
    ids = [f"evt-{number}" for number in range(len(linking.clusters))]
    return build_events(linking, ids, world.claims, world.extractions, codebook)


def perfect(world: World) -> Linking:
    """The linking that a perfect linker would make: what is left of errors is assessment's own."""
    members: dict[int, list[str]] = defaultdict(list)
    for claim, happening in world.truth.happening_of.items():
        members[happening].append(claim)
    position = {happening: number for number, happening in enumerate(members)}
    whole_of = {part: position[wholes[0]] for part, wholes in world.truth.wholes().items()}
    clusters = tuple(
        Cluster(tuple(sorted(claims)), happening in world.truth.parts, whole_of.get(happening))
        for happening, claims in members.items()
    )
    stories = (set(reports) for reports in world.truth.stories.values())
    copies = tuple(Copies(_by_moment(s, world.extractions), "told so") for s in stories if len(s) > 1)
    return Linking(clusters, copies)


def _by_moment(story: Iterable[str], extractions: Mapping[str, Extraction]) -> tuple[str, ...]:
    return tuple(sorted(story, key=lambda i: (p.at if (p := extractions[i].published) else "", i)))


# Pairs


def score_pairs(world: World, groups: Groups) -> Scored:
    """Pairs of claims of different reports: grouped together, truly of one happening, both."""
    truth = world.truth.happening_of
    grouped = {claim: group for claim, group in groups.items() if group != UNGROUPED}
    report = {claim: world.claims[claim].extraction for claim in truth}
    both = {claim: (truth[claim], group) for claim, group in grouped.items()}
    return Scored(*(_cross_pairs(one, report) for one in (both, grouped, truth)))


def _cross_pairs(groups: Groups, report: Mapping[str, str]) -> int:
    """Pairs of claims in one group and two reports."""
    sizes = Counter(groups.values())
    within = Counter((group, report[claim]) for claim, group in groups.items())
    return sum(n * (n - 1) // 2 for n in sizes.values()) - sum(n * (n - 1) // 2 for n in within.values())


def pair_figures(name: str, scored: Scored) -> dict[str, float]:
    """Precision, recall and F1 under a name."""
    return {f"{name}_precision": scored.precision, f"{name}_recall": scored.recall, f"{name}_f1": scored.f1}


def score_copies(truth: Truth, copies: Sequence[Copies]) -> Scored:
    """Pairs of reports that carry one story."""
    found: set[Pair] = {(min(p), max(p)) for group in copies for p in combinations(group.extractions, 2)}
    true = truth.copies()
    return Scored(len(found & true), len(found), len(true))


# Assessment


def assessment_figures(world: World, events: Sequence[Event]) -> dict[str, float]:
    """Of happenings the share whose origins are counted exactly; of their propositions the share whose level is
    right, and whose `disputed` flag is. A happening is judged by the event that holds most of its claims; where two
    share an event, the one with fewer claims in it counts as missed."""
    event_of = events_by_happening(world.truth, events)
    exact, levels, disputes, parts = Counter[bool](), Counter[bool](), Counter[bool](), Counter[bool]()
    for happening in world.truth.records:
        event = event_of.get(happening)
        exact[event is not None and resolved_origins(event) == world.truth.origins(happening)] += 1
        reached = {a.proposition: (a.level, a.disputed) for a in event.assessments} if event else {}
        for proposition, (level, disputed) in world.truth.levels(happening).items():
            found = reached.get(proposition, (None, None))
            levels[found[0] == level] += 1
            disputes[found[1] == disputed] += 1
    for happening, wholes in world.truth.wholes().items():
        part, found_wholes = event_of.get(happening), {event_of[w].id for w in wholes if w in event_of}
        parts[part is not None and part.part_of in found_wholes] += 1
    names = {"origins_exact": exact, "levels_right": levels, "disputed_right": disputes, "parts_found": parts}
    return {name: counts[True] / max(1, counts.total()) for name, counts in names.items()}


def events_by_happening(truth: Truth, events: Sequence[Event]) -> dict[int, Event]:
    """The event that holds most of each happening's claims; none where that is another happening's."""
    held = Counter((truth.happening_of[claim], number) for number, e in enumerate(events) for claim in e.claims)
    out: dict[int, Event] = {}
    taken: set[int] = set()
    for (happening, number), _ in sorted(held.items(), key=lambda item: (-item[1], item[0])):
        if happening not in out and number not in taken:
            out[happening] = events[number]
            taken.add(number)
    return out


def resolved_origins(event: Event) -> int:
    """How many origins of an event somebody can name."""
    return sum(origin.kind is not OriginKind.UNRESOLVED for origin in event.origins)


# Beside it: a rule that needs no linker


def same_day_town_and_type(world: World) -> Groups:
    """The rule that many hand-made tables go by: same day, same town, same type."""
    return {claim.id: _day_town_type(claim) for claim in world.claims.values()}


def _day_town_type(claim: Claim) -> object:
    places = [mention.value for mention in claim.place if isinstance(mention.value, Place)]
    towns = [place.id for place in places if place.precision is not PlacePrecision.ADMIN1]
    day = getattr(claim.when, "edtf", "")
    return (day, towns[0], claim.type) if towns and day else UNGROUPED


BASELINES: Mapping[str, Callable[[World], Groups]] = {"same day, town and type": same_day_town_and_type}
