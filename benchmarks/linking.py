"""How linking grows: `python -m benchmarks.linking [--claims 10000 …] [--new-reports 1000]`.

Links so many invented claims, each size in a process of its own, and prints seconds, peak memory and the exponent with
which time grows from the first size to the last. Then it adds reports to the largest: seconds, their share of the time
of linking all, and whether the outcome is that of linking all at once. Reports are made as they are linked; making them
is not timed. Happenings a day stay the same, so that more claims are more days, as in the world.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from math import log
from random import Random

from sayso.codebook import shipped_codebook
from sayso.linking import Linker
from sayso.model import (
    Actor,
    ActorKind,
    Claim,
    Count,
    Counted,
    Extraction,
    Linking,
    Mention,
    Place,
    PlacePrecision,
    Published,
    PublishedPrecision,
    Quantity,
    Span,
    Stance,
    Status,
    content_id,
    day_span,
    with_ids,
)

SIZES = (10_000, 100_000, 1_000_000)
NEW_REPORTS = 1_000
PORTION = 5_000
"""Reports linked at a time."""

KIB_PER_MIB = 1024
SEED = 5
PROVINCES, TOWNS, HAPPENINGS_A_DAY = 40, 50, 25
MOST_REPORTS, COPIED, DATED = 5, 0.3, 0.85
TYPES = ("bombing", "armed-attack", "abduction", "shelling", "protest", "arrest")
TARGETS = ("market", "police post", "convoy", "school", "bridge", "clinic", "bus station", "barracks")
FILLER = (
    "officials",
    "residents",
    "later",
    "road",
    "morning",
    "night",
    "closed",
    "smoke",
    "river",
    "statement",
    "troops",
)

Told = tuple[Extraction, tuple[Claim, ...]]


def main() -> None:
    """Read the options, measure each size in its own process, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--new-reports", type=int, default=NEW_REPORTS)
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measured(options.claims[0], options.new_reports)))
        return
    found = []
    for claims in options.claims:
        found.append(figures := _in_a_process(claims, options.new_reports))
        agreement = "the same as all at once" if figures["is_same"] else "NOT the same as all at once"
        print(
            f"{claims:9,} claims  {figures['seconds']:8.1f} s  peak {figures['peak_mib']:6.0f} MiB  "
            f"{figures['events']:9,.0f} events  {options.new_reports} more reports {figures['adding']:6.2f} s, "
            f"{figures['adding'] / figures['seconds']:.2%}, {agreement}",
            flush=True,
        )
    first, last = found[0], found[-1]
    exponent = log(last["seconds"] / first["seconds"]) / log(options.claims[-1] / options.claims[0])
    print(f"time grows with claims to the power of {exponent:.2f} (processor time)")


def measured(claims: int, new_reports: int) -> dict[str, float]:
    """Processor seconds of linking so many claims and of adding reports, peak memory, and whether all agrees."""
    figures, reports, with_new = _linked(claims, new_reports)
    return {**figures, "is_same": with_new == _linked_otherwise(reports)}


def _linked(claims: int, new_reports: int) -> tuple[dict[str, float], int, Linking]:
    """The figures, how many reports there are in the end, and how their claims are linked.

    The linker is forgotten: at a million claims there is little memory for two.
    """
    linker, seconds, count, held = Linker(shipped_codebook()), 0.0, new_reports, 0
    reports = tell(Random(SEED))
    while held < claims:
        portion = list(islice(reports, PORTION if claims - held > 2 * PORTION else PORTION // 10))
        count += len(portion)
        held += sum(len(told) for _, told in portion)
        seconds += _added(linker, portion)
    found, outcome = _timed(linker.linking)
    seconds += outcome
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIB_PER_MIB
    adding = _added(linker, list(islice(reports, new_reports)))
    with_new, outcome = _timed(linker.linking)
    figures = {"seconds": seconds, "adding": adding + outcome, "peak_mib": peak, "events": len(found.clusters)}
    return figures, count, with_new


def _timed(work: Callable[[], Linking]) -> tuple[Linking, float]:
    started = time.process_time()
    return work(), time.process_time() - started


def _added(linker: Linker, reports: list[Told]) -> float:
    """Link reports; how long it took."""
    texts = {extraction.id: extraction for extraction, _ in reports}
    claims = [claim for _, told in reports for claim in told]
    started = time.process_time()
    linker.add(claims, texts)
    return time.process_time() - started


def _linked_otherwise(reports: int) -> Linking:
    """The linking of the same reports in other portions and in the reverse order."""
    linker = Linker(shipped_codebook())
    told = list(islice(tell(Random(SEED)), reports))[::-1]
    for begin in range(0, reports, 3 * PORTION):
        portion = told[begin : begin + 3 * PORTION]
        linker.add(
            [claim for _, held in portion for claim in held], {extraction.id: extraction for extraction, _ in portion}
        )
    return linker.linking()


def _in_a_process(claims: int, new_reports: int) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.linking", "--measure", "--claims", str(claims)]
    done = subprocess.run([*command, "--new-reports", str(new_reports)], check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


# Reports


def tell(random: Random) -> Iterator[Told]:
    """Reports without end, day after day: several of each happening, some of them copies of each other."""
    actors = [Actor(f"group:{n}", f"Group {n}", ActorKind.REBEL_GROUP) for n in range(20)]
    day = dt.date(1900, 1, 1)
    number = 0
    while True:
        day += dt.timedelta(days=1)
        if day.year > 2090:
            day = dt.date(1900, 1, 1)
        for _ in range(HAPPENINGS_A_DAY):
            number += 1
            yield from _happening(number, day, random.choice(actors), random)


def _happening(number: int, day: dt.date, doer: Actor, random: Random) -> Iterator[Told]:
    place, kind, target = _town(random), random.randrange(len(TYPES)), random.choice(TARGETS)
    killed = random.randrange(1, 30)
    story = ""
    for report in range(random.randint(1, MOST_REPORTS)):
        if not story or random.random() > COPIED:
            story = " ".join(random.choices(FILLER, k=60)) + f" {number}."
        published = day + dt.timedelta(days=random.choice((0, 1, 1, 2)))
        when = f"on {day.isoformat()}" if random.random() < DATED else "lately"
        lead = f"The {target} in {place.name} was attacked by {doer.name} {when}, and {killed} died."
        yield _report(
            f"{lead} {story}", f"{number}-{report}", published, day, (place, doer, TYPES[kind], target, killed)
        )


def _town(random: Random) -> Place:
    province, town = random.randrange(PROVINCES), random.randrange(TOWNS)
    latitude, longitude = 10 + province % 8 * 1.5 + town % 7 * 0.2, 20 + province // 8 * 1.5 + town // 7 * 0.2
    name, admin1 = f"Town{province}x{town}", f"Province{province}"
    return Place(
        f"{province}.{town}",
        name,
        PlacePrecision.SETTLEMENT,
        "XX",
        admin1,
        latitude=latitude,
        longitude=longitude,
        radius_km=5.0,
    )


def _report(text: str, key: str, published: dt.date, day: dt.date, said: tuple[Place, Actor, str, str, int]) -> Told:
    place, doer, type_, target, killed = said
    report = content_id("rpt", key)
    moment = Published(published.isoformat(), PublishedPrecision.DAY)
    extraction = Extraction(content_id("ext", key), report, text, "benchmark", "1", language="en", published=moment)
    end = text.index(".") + 1

    def span(words: str) -> Span:
        start = text.index(words)
        return extraction.span(start, start + len(words))

    claim = Claim(
        id="",
        reading="",
        extraction=extraction.id,
        group="E1",
        anchor=span("attacked"),
        sentence=extraction.span(0, end),
        type=type_,
        status=Status.OCCURRED,
        stance=Stance.REPORTED,
        initiator=(Mention(span(doer.name), doer),),
        target=(Mention(span(target)),),
        place=(Mention(span(place.name), place),),
        counts=(Count(span(str(killed)), Counted.KILLED, Quantity(killed, killed)),),
    )
    if day.isoformat() in text:
        claim = replace(claim, when=day_span(day, "benchmark"))
    return extraction, with_ids(content_id("rdg", key), [claim, replace(claim, stance=Stance.ALLEGED)])


if __name__ == "__main__":
    main()
