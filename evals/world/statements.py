"""Happenings, the voices that speak of them, and what each says: the truth of a simulated world."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from evals.world.cast import Country, Outlet, Target
from evals.world.rates import Rates
from sayso.model import About, Actor, Place, Quantity, SpeakerRole, Stance

FIRST_CORRECTION, LAST_CORRECTION = 2, 6
"""Days after a happening between which somebody corrects what it said."""
RIVAL_STEP = 4
"""How far, at most, a rival toll lies from the true one."""

ROLES = {
    "police": SpeakerRole.AUTHORITY,
    "army": SpeakerRole.AUTHORITY,
    "ministry": SpeakerRole.AUTHORITY,
    "medical": SpeakerRole.MEDICAL,
    "ngo": SpeakerRole.NGO,
    "witness": SpeakerRole.WITNESS,
    "perpetrator": SpeakerRole.PERPETRATOR,
    "media": SpeakerRole.MEDIA,
}
"""The role of each voice that the rates name."""


@dataclass(frozen=True, slots=True)
class Happening:
    """What happened. `parts` are the numbers of the happenings that a summed-up one counts, none for a single one."""

    number: int
    type: str
    day: dt.date
    country: Country
    place: Place
    doer: Actor | None
    target: Target
    killed: int
    injured: int
    parts: tuple[int, ...] = ()
    last_day: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who speaks of a happening, and what it believes.

    `origin` is the key of the origin that its word truly is, '' when nobody can say who it is. `speaker` is None for
    an outlet's own voice. From `corrected_on` it gives `corrected` for the dead.
    """

    kind: str
    origin: str
    side: str
    speaker: Actor | None
    killed: Quantity
    injured: Quantity
    doer: Actor | None
    corrected: Quantity | None = None
    corrected_on: int = 0
    takes_back: bool = False
    denial: About | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim as the world knows it; place and time are those of its report."""

    happening: int
    voice: Voice
    frame: str
    type: str
    stance: Stance
    about: About | None = None
    killed: Quantity | None = None
    injured: Quantity | None = None
    attacks: Quantity | None = None
    initiator: Actor | None = None
    target: Target | None = None
    outer: Outlet | None = None


def voices_of(happening: Happening, rates: Rates, random: Random) -> list[Voice]:
    """Who speaks of a happening, other than outlets in their own voice."""
    country = happening.country
    out = []
    for kind, chance in rates.voices.items():
        if random.random() >= chance or (kind == "perpetrator" and happening.doer is None):
            continue
        speaker, origin, side = _speaker(kind, happening, random)
        out.append(_believing(Voice(kind, origin, side, speaker, *_NO_TOLL, None), happening, rates, random))
    if happening.doer and not any(v.kind == "perpetrator" for v in out) and random.random() < rates.denies_involvement:
        out.append(_denial(happening.doer, About.INVOLVEMENT))
    if random.random() < rates.denies_happening and not any(v.side == f"state:{country.code}" for v in out):
        out.append(_denial(country.bodies["ministry"], About.HAPPENING))
    return out


_NO_TOLL = (Quantity(None, None), Quantity(None, None))


def own_voice(outlet: Outlet, happening: Happening, rates: Rates, random: Random) -> Voice:
    """An outlet's own reporting of a happening."""
    return _believing(Voice("own", outlet_origin(outlet), "", None, *_NO_TOLL, None), happening, rates, random)


def outlet_origin(outlet: Outlet) -> str:
    """The key of an outlet's own reporting, and of those who quote it."""
    return f"outlet:{outlet.name}"


def _speaker(kind: str, happening: Happening, random: Random) -> tuple[Actor, str, str]:
    country = happening.country
    if kind == "perpetrator" and happening.doer:
        return happening.doer, happening.doer.id, happening.doer.side
    if kind == "media":
        outlet = random.choice(country.outlets)
        return outlet.actor, outlet_origin(outlet), ""
    actor = country.bodies[kind]
    return actor, "" if kind == "witness" else actor.id, actor.side


def _denial(speaker: Actor, about: About) -> Voice:
    kind = "perpetrator" if about is About.INVOLVEMENT else "ministry"
    return Voice(kind, speaker.id, speaker.side, speaker, *_NO_TOLL, None, denial=about)


def _believing(voice: Voice, happening: Happening, rates: Rates, random: Random) -> Voice:
    """The voice with its own view of the toll and of who did it."""
    killed = happening.killed
    if random.random() < rates.rival_toll:
        killed = max(0, killed + random.choice([n for n in range(-RIVAL_STEP, RIVAL_STEP + 1) if n]))
    doer = happening.doer
    if doer and voice.kind != "perpetrator" and random.random() < rates.wrong_doer:
        doer = random.choice(happening.country.groups)
    voice = replace(
        voice,
        killed=_quantity(killed, rates, random),
        injured=Quantity(happening.injured, happening.injured),
        doer=doer,
    )
    if not voice.origin or random.random() >= rates.corrected:
        return voice
    return replace(
        voice,
        corrected=Quantity(killed + 1, killed + 1),
        corrected_on=random.randint(FIRST_CORRECTION, LAST_CORRECTION),
        takes_back=random.random() < rates.taken_back,
    )


def _quantity(number: int, rates: Rates, random: Random) -> Quantity:
    is_hedged = number > 1 and random.random() < rates.hedged_toll
    return Quantity(number, None, "at least") if is_hedged else Quantity(number, number)


def statement(
    happening: Happening, voice: Voice, days_later: int, type_: str, rates: Rates, random: Random
) -> Statement:
    """What a voice says of a happening so many days later."""
    is_doer = voice.kind == "perpetrator" and voice.denial is None
    names_doer = is_doer or (voice.doer is not None and random.random() < rates.names_doer)
    said = Statement(
        happening.number,
        voice,
        "own" if voice.speaker is None else "said",
        type_,
        Stance.REPORTED,
        initiator=voice.doer if names_doer else None,
        target=happening.target
        if random.random() < rates.names_target
        else random.choice(happening.country.targets["unsaid"]),
    )
    if voice.denial:
        return _denied(said, happening)
    if is_doer:
        said = replace(said, frame="claimed", stance=Stance.CLAIMED)
    elif voice.kind == "ngo" or (voice.kind == "witness" and names_doer):
        said = replace(said, frame="alleged", stance=Stance.ALLEGED)
    if random.random() >= rates.gives_toll:
        return said
    is_corrected = voice.corrected is not None and days_later >= voice.corrected_on
    return replace(said, killed=voice.corrected if is_corrected else voice.killed, injured=_some(voice.injured, random))


def _denied(said: Statement, happening: Happening) -> Statement:
    about = said.voice.denial
    frame = f"denied-{about}"
    initiator = happening.doer if about is About.INVOLVEMENT else None
    return replace(said, frame=frame, stance=Stance.DENIED, about=about, initiator=initiator)


def _some(quantity: Quantity, random: Random) -> Quantity | None:
    return quantity if random.random() < 0.5 else None


def corrections(happening: Happening, voice: Voice, type_: str) -> Iterator[Statement]:
    """What a voice says when it corrects its toll: the new one, and of some the old one taken back."""
    base = Statement(happening.number, voice, "corrected", type_, Stance.REPORTED, killed=voice.corrected)
    yield base
    if voice.takes_back and voice.killed.low == voice.killed.high:
        yield replace(base, frame="withdrawn-value", stance=Stance.WITHDRAWN, about=About.VALUE, killed=voice.killed)


def withdrawal(happening: Happening, voice: Voice, type_: str) -> Statement:
    """What a voice says when it takes back that anything happened."""
    said = Statement(happening.number, voice, "withdrawn-happening", type_, Stance.WITHDRAWN, About.HAPPENING)
    return replace(said, target=happening.target)
