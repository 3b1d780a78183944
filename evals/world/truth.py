"""What is true of each happening of a simulated world: its origins, its levels, and which reports are copies.

It goes by what was told, not by what happened: a level says how well something is supported. The rules are those of
docs/assessment.md, applied to the world's own records, which know every happening, origin and copy.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from evals.world.reports import Record, Told
from evals.world.statements import Statement
from sayso.model import About, Counted, Level, Quantity, Stance

STRENGTH = (
    Level.ACKNOWLEDGED,
    Level.CORROBORATED,
    Level.ONE_SIDED,
    Level.SINGLE_ORIGIN,
    Level.PERPETRATOR_CLAIM_ONLY,
)
"""Levels of a supported proposition, strongest first."""

Pair = tuple[str, str]

Reached = tuple[Level, bool]
"""A level, and whether the proposition is disputed."""


@dataclass(slots=True)
class Truth:
    """Everything that is known of the reports told so far."""

    happening_of: dict[str, int] = field(default_factory=dict)
    records: dict[int, list[Record]] = field(default_factory=lambda: defaultdict(list))
    parts: dict[int, tuple[int, ...]] = field(default_factory=dict)
    stories: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    first_told: dict[str, str] = field(default_factory=dict)

    def add(self, told: Told) -> None:
        """Take in one report."""
        for claim, record in zip(told.claims, told.records, strict=True):
            happening = record.statement.happening
            self.happening_of[claim.id] = happening
            self.records[happening].append(record)
            earlier = self.first_told.get(record.sentence, record.moment)
            self.first_told[record.sentence] = min(earlier, record.moment)
            if told.parts:
                self.parts[happening] = told.parts
        for story in told.stories:
            self.stories[story].append(told.extraction.id)

    def copies(self) -> set[Pair]:
        """Pairs of extractions that carry one story, whole or in part."""
        return {(min(pair), max(pair)) for reports in self.stories.values() for pair in combinations(set(reports), 2)}

    def wholes(self) -> dict[int, list[int]]:
        """The summed-up happenings that each single one is among."""
        out: dict[int, list[int]] = defaultdict(list)
        for whole, parts in self.parts.items():
            for part in parts:
                out[part].append(whole)
        return out

    def origins(self, happening: int) -> int:
        """How many origins that somebody can name speak of a happening."""
        return len({record.statement.voice.origin for record in self.records[happening]} - {""})

    def levels(self, happening: int) -> dict[str, Reached]:
        """The level of each proposition that is put forward about a happening, and whether it is disputed."""
        return _Told(self.records[happening], self.first_told).levels()


class _Told:
    """The records of one happening, and what stands of them."""

    def __init__(self, records: Sequence[Record], first_told: dict[str, str]) -> None:
        self.records = records
        self.moments = first_told
        said = [record.statement for record in records]
        self.doers = {s.initiator.side for s in said if s.initiator and _supports(s)}
        self.harmed = {s.target.actor.side for s in said if s.target and s.target.actor} - {""}
        self.claiming = {s.voice.side for s in said if s.stance is Stance.CLAIMED}
        self.gone = {s.voice.origin for s in said if s.stance is Stance.WITHDRAWN and s.about is About.HAPPENING}
        self.denied = {s.about for s in said if s.stance is Stance.DENIED}
        self.standing = [r for r in records if _supports(r.statement) and r.statement.voice.origin not in self.gone]

    def levels(self) -> dict[str, Reached]:
        out = {"occurrence": (self._occurrence(), About.HAPPENING in self.denied)}
        for proposition, values in (
            ("initiator", [(r, r.statement.initiator.id) for r in self.standing if r.statement.initiator]),
            ("place", [(r, "") for r in self.standing if r.setting.place]),
            ("time", [(r, r.setting.when.edtf) for r in self.standing if r.setting.when]),
        ):
            if values:
                is_denied = proposition == "initiator" and About.INVOLVEMENT in self.denied
                out[proposition] = self._best(values), is_denied or _differ(values)
        for counted in (Counted.KILLED, Counted.INJURED, Counted.ATTACKS):
            given = [(r, q) for r in self.standing if (q := getattr(r.statement, counted.value)) is not None]
            if given:
                tolls = self._tolls(given)
                out[counted.value] = self._best(tolls) if tolls else Level.WITHDRAWN, _differ(tolls)
        return out

    def _occurrence(self) -> Level:
        if self.standing:
            return self._level(self.standing)
        return Level.WITHDRAWN if self.gone else Level.UNSUPPORTED

    def _best(self, values: Sequence[tuple[Record, object]]) -> Level:
        """The strongest level that a value and those that agree with it reach."""
        reached = {self._level([r for r, other in values if _agree(value, other)]) for _, value in values}
        return min(reached, key=STRENGTH.index)

    def _tolls(self, given: Sequence[tuple[Record, Quantity]]) -> list[tuple[Record, object]]:
        """What each origin last said, less what it took back; of those nobody can name, everything."""
        taken_back = {
            (s.voice.origin, s.killed)
            for s in (r.statement for r in self.records)
            if s.stance is Stance.WITHDRAWN and s.about is About.VALUE
        }
        latest = {
            r.statement.voice.origin: max(
                self.moments[other.sentence]
                for other, _ in given
                if other.statement.voice.origin == r.statement.voice.origin
            )
            for r, _ in given
        }
        return [
            (r, q)
            for r, q in given
            if not (origin := r.statement.voice.origin)
            or (self.moments[r.sentence] == latest[origin] and (origin, q) not in taken_back)
        ]

    def _level(self, records: Iterable[Record]) -> Level:
        voices = {(r.statement.voice.origin, r.statement.voice.side) for r in records} - {("", "")}
        sides = {side for _, side in voices if side}
        if not voices:
            return Level.SINGLE_ORIGIN
        if sides & self.doers and sides & self.harmed and self.doers.isdisjoint(self.harmed):
            return Level.ACKNOWLEDGED
        if all(side and side in self.doers & self.claiming for _, side in voices):
            return Level.PERPETRATOR_CLAIM_ONLY
        if len({side or origin for origin, side in voices}) > 1:
            return Level.CORROBORATED
        return Level.ONE_SIDED if len(voices) > 1 else Level.SINGLE_ORIGIN


def _supports(said: Statement) -> bool:
    return said.stance not in (Stance.DENIED, Stance.WITHDRAWN)


def _differ(values: Sequence[tuple[Record, object]]) -> bool:
    return any(not _agree(one, other) for _, one in values for _, other in values)


def _agree(one: object, other: object) -> bool:
    """Whether both can be true: numbers and times that share something, else what is equal."""
    if isinstance(one, Quantity) and isinstance(other, Quantity):
        return (one.low or 0) <= _high(other) and (other.low or 0) <= _high(one)
    if isinstance(one, str) and isinstance(other, str) and one[:1].isdigit():
        return one[:10] <= other[-10:] and other[:10] <= one[-10:]
    return one == other


def _high(quantity: Quantity) -> float:
    return float("inf") if quantity.high is None else quantity.high
