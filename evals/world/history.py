"""The history of a simulated world, told as a stream of reports: day by day, with everything drawn from one seed."""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count, pairwise
from random import Random

from evals.world.cast import Country, Outlet, Target, make_cast
from evals.world.phrases import phrases
from evals.world.rates import Rates
from evals.world.reports import Sentence, Told, background, printed, sentence, setting_of, sum_sentence
from evals.world.statements import (
    Happening,
    Statement,
    Voice,
    corrections,
    own_voice,
    statement,
    voices_of,
    withdrawal,
)
from sayso.model import Actor, Quantity, Stance

REMEMBERED = 400
"""Latest happenings among which a group finds those that it sums up."""
LATEST_REPORT = 8
"""Days after a happening on which the last first-hand report comes out."""
SUM_DAYS = 7
"""Days that a summed-up claim covers."""
MOST_KILLED, MOST_INJURED = 16, 30
MOST_VOICES = 3
"""Voices that one report quotes, at most."""
SLOWEST_COPY = 30
"""Hours after an agency's story until which outlets print it."""
UNTOLD_ATTACKS = 12
"""Attacks in a summed-up claim of which nobody else tells, at most."""


def tell(rates: Rates, claims: int) -> Iterator[Told]:
    """Reports until they hold so many claims. The same rates tell the same history; a longer one begins the same."""
    told = 0
    for report in _History(rates).reports():
        yield report
        told += len(report.claims)
        if told >= claims:
            return


@dataclass(slots=True)
class _Writer:
    """How one happening comes to be reported: its voices, the outlets' own views, and the stories so far."""

    happening: Happening
    rates: Rates
    random: Random
    voices: list[Voice]
    own: dict[Outlet, Voice] = field(default_factory=dict)
    stories: Iterator[int] = field(default_factory=count)

    def outlets_voice(self, outlet: Outlet) -> Voice:
        """An outlet's own view, the same in all its reports."""
        if outlet not in self.own:
            self.own[outlet] = own_voice(outlet, self.happening, self.rates, self.random)
        return self.own[outlet]

    def moment(self, days: int) -> dt.datetime:
        """A time of publication on the so manieth day after the happening."""
        hour = dt.time(self.random.randint(6, 23), self.random.randint(0, 59), tzinfo=dt.UTC)
        return dt.datetime.combine((self.happening.last_day or self.happening.day) + dt.timedelta(days=days), hour)

    def type_(self) -> str:
        """The type under which one report tells of it."""
        alike: str = phrases()["types"][self.happening.type]["alike"]
        known = alike in phrases()["types"] and self.random.random() < self.rates.alike_type
        return alike if known else self.happening.type

    def story(self, said: Sequence[Statement], moment: dt.datetime) -> list[Sentence]:
        """Statements in words, with background behind them."""
        name = f"{self.happening.number}.{next(self.stories)}"
        setting = setting_of(self.happening, moment.date(), self.rates, self.random)
        told = [sentence(one, setting, name, number, self.random) for number, one in enumerate(said)]
        extra = self.random.randint(1, self.rates.background)
        return told + [background(name, number, self.random) for number in range(extra)]

    def sayings(self, outlet: Outlet, days: int) -> list[Statement]:
        """What one report on a day says: some voices, and now and then the outlet's own."""
        random, rates, type_ = self.random, self.rates, self.type_()
        heard = random.sample(self.voices, min(len(self.voices), random.randint(1, MOST_VOICES)))
        if not heard or random.random() < rates.own_voice:
            heard.insert(0, self.outlets_voice(outlet))
        return [self._through_another(statement(self.happening, v, days, type_, rates, random)) for v in heard]

    def _through_another(self, said: Statement) -> Statement:
        if said.frame == "said" and self.random.random() < self.rates.quoted_through:
            return replace(said, outer=self.random.choice(self.happening.country.outlets))
        return said


class _History:
    """Draws happenings and has them reported."""

    def __init__(self, rates: Rates) -> None:
        self.rates = rates
        self.random = Random(rates.seed)
        self.cast = make_cast(self.random)
        self.numbers = count()
        self.recent: deque[Happening] = deque(maxlen=REMEMBERED)

    def reports(self) -> Iterator[Told]:
        """All reports, without end, in order of the happenings that they tell of."""
        for day in (self.rates.start + dt.timedelta(days=n) for n in count()):
            writers = [self._writer(happening) for happening in self._happenings(day)]
            for writer in writers:
                yield from self._told(writer)
            yield from self._digests(writers)
            if self.random.random() < self.rates.summed_up:
                yield from self._sum(day)

    # Happenings

    def _happenings(self, day: dt.date) -> Iterator[Happening]:
        for _ in range(self._how_many()):
            first = self._happening(day)
            yield self._remembered(first)
            if self.random.random() < self.rates.look_alike:
                yield self._remembered(self._like(first, day + dt.timedelta(days=self.random.randint(1, 6))))
            if self.random.random() < self.rates.look_alike_same_day:
                yield self._remembered(self._like(first, day))

    def _how_many(self) -> int:
        mean = self.rates.happenings_per_day
        return max(0, round(self.random.gauss(mean, mean**0.5)))

    def _remembered(self, happening: Happening) -> Happening:
        self.recent.append(happening)
        return happening

    def _happening(self, day: dt.date) -> Happening:
        random = self.random
        country = random.choice(self.cast)
        province = random.choice(country.provinces)
        doer = random.choice(country.groups) if random.random() < self.rates.doer_known else None
        return Happening(
            next(self.numbers),
            random.choice(sorted(phrases()["types"])),
            day,
            country,
            random.choice(country.towns[province.name]),
            doer,
            self._target(country),
            random.randint(0, MOST_KILLED),
            random.randint(1, MOST_INJURED),
        )

    def _target(self, country: Country) -> Target:
        kind = "state" if self.random.random() < self.rates.state_target else "civilian"
        return self.random.choice(country.targets[kind])

    def _like(self, other: Happening, day: dt.date) -> Happening:
        """Another happening of the same type in the same town, with a target and a toll of its own."""
        made = self._happening(day)
        targets = [t for kind in ("state", "civilian") for t in other.country.targets[kind] if t != other.target]
        return replace(
            made,
            type=other.type,
            country=other.country,
            place=other.place,
            doer=self.random.choice((other.doer, self.random.choice(other.country.groups))),
            target=self.random.choice(targets),
        )

    def _writer(self, happening: Happening) -> _Writer:
        return _Writer(happening, self.rates, self.random, voices_of(happening, self.rates, self.random))

    # Reports

    def _told(self, writer: _Writer) -> Iterator[Told]:
        """Everything that is published about one happening, but for digests."""
        random, country = self.random, writer.happening.country
        yield self._first_hand(writer, random.choice(country.outlets), 0)
        while random.random() < self.rates.reports_more:
            yield self._first_hand(writer, random.choice(country.outlets), self._delay())
        if random.random() < self.rates.agency_story:
            yield from self._agency_story(writer, random.choice(country.agencies))
        yield from self._afterwards(writer)

    def _delay(self) -> int:
        days = 0
        while self.random.random() < 0.5 and days < LATEST_REPORT:
            days += 1
        return days

    def _first_hand(self, writer: _Writer, outlet: Outlet, days: int) -> Told:
        moment = writer.moment(days)
        return printed(writer.story(writer.sayings(outlet, days), moment), outlet, moment, outlet.credit)

    def _agency_story(self, writer: _Writer, agency: Outlet) -> Iterator[Told]:
        """An agency's story as itself and as outlets print it: whole, cut, or inside a report of their own."""
        random, rates = self.random, self.rates
        moment = writer.moment(random.randint(0, 1))
        days = (moment.date() - writer.happening.day).days
        story = writer.story(writer.sayings(agency, days), moment)
        yield printed(story, agency, moment, agency.credit)
        outlets = list(writer.happening.country.outlets)
        random.shuffle(outlets)
        while outlets and random.random() < rates.copies_more:
            outlet = outlets.pop()
            later = moment + dt.timedelta(minutes=random.randint(10, SLOWEST_COPY * 60))
            credit = agency.credit if random.random() < rates.copy_credited else ""
            yield printed(self._copied(story, writer, outlet, later), outlet, later, credit)

    def _copied(
        self, story: Sequence[Sentence], writer: _Writer, outlet: Outlet, moment: dt.datetime
    ) -> list[Sentence]:
        random, rates = self.random, self.rates
        copied = list(story)
        if random.random() < rates.copy_cut:
            copied = copied[: max(2, random.randint(len(copied) // 2, len(copied)))]
        if random.random() < rates.copy_embedded:
            days = (moment.date() - writer.happening.day).days
            copied += writer.story(writer.sayings(outlet, days), moment)
        return copied

    def _afterwards(self, writer: _Writer) -> Iterator[Told]:
        """Corrections of those who gave a toll, and now and then a withdrawal."""
        country, random = writer.happening.country, self.random
        for voice in [*writer.voices, *writer.own.values()]:
            if voice.corrected:
                outlet = self._outlet_for(voice, country)
                moment = writer.moment(voice.corrected_on)
                said = list(corrections(writer.happening, voice, writer.happening.type))
                yield printed(writer.story(said, moment), outlet, moment, "")
        if len(writer.voices) == 1 and writer.voices[0].denial is None and random.random() < self.rates.withdrawn:
            moment = writer.moment(LATEST_REPORT + 1)
            said = [withdrawal(writer.happening, writer.voices[0], writer.happening.type)]
            yield printed(writer.story(said, moment), random.choice(country.outlets), moment, "")

    def _outlet_for(self, voice: Voice, country: Country) -> Outlet:
        """Where a voice is heard: an outlet's own in itself, others anywhere."""
        own = [outlet for outlet in (*country.outlets, *country.agencies) if voice.origin.endswith(outlet.name)]
        return own[0] if voice.speaker is None else self.random.choice(country.outlets)

    def _digests(self, writers: Sequence[_Writer]) -> Iterator[Told]:
        """Reports that tell of two happenings of one day in one country."""
        for one, other in pairwise(writers):
            country = one.happening.country
            if other.happening.country == country and self.random.random() < self.rates.digest:
                outlet = self.random.choice(country.outlets)
                moment = max(one.moment(1), other.moment(1))
                told = [s for w in (one, other) for s in w.story(w.sayings(outlet, 1), moment)]
                yield printed(told, outlet, moment, "")

    # Sums

    def _sum(self, day: dt.date) -> Iterator[Told]:
        """A group sums up what it did in one province in the last days, if it did anything there at least twice."""
        country = self.random.choice(self.cast)
        group = self.random.choice(country.groups)
        first = day - dt.timedelta(days=SUM_DAYS - 1)
        for province in country.provinces:
            parts = [
                h
                for h in self.recent
                if h.doer == group and first <= h.day <= day and h.place.admin1 == province.name and not h.parts
            ]
            if len(parts) > 1:
                yield from self._summed_up(parts, first, day, group)
                return

    def _summed_up(self, parts: Sequence[Happening], first: dt.date, day: dt.date, group: Actor) -> Iterator[Told]:
        country, random = parts[0].country, self.random
        province = next(p for p in country.provinces if p.name == parts[0].place.admin1)
        numbers = tuple(part.number for part in parts)
        whole = Happening(
            next(self.numbers), "armed-attack", first, country, province, group, parts[0].target, 0, 0, numbers, day
        )
        writer = _Writer(whole, self.rates, random, [])
        none = Quantity(None, None)
        voice = Voice("perpetrator", group.id, group.side, group, none, none, group)
        attacks = len(parts) + random.randint(1, UNTOLD_ATTACKS)
        said = Statement(
            whole.number,
            voice,
            "claimed",
            whole.type,
            Stance.CLAIMED,
            attacks=Quantity(attacks, attacks),
            initiator=group,
        )
        for number in range(random.randint(1, 3)):
            moment = writer.moment(random.randint(0, 2))
            setting = setting_of(whole, moment.date(), self.rates, random)
            story = f"{whole.number}.{number}"
            told = [sum_sentence(said, setting, attacks, story, random)]
            told += [background(story, n, random) for n in range(random.randint(2, self.rates.background))]
            yield printed(told, random.choice(country.outlets), moment, "", parts=numbers)
