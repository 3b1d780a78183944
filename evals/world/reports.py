"""Reports of a simulated world: sentences with their statements, printed, copied and embedded, and their claims."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from evals.world.cast import Outlet, near
from evals.world.phrases import ANCHOR, Written, cores_for, fill, number_words, phrases
from evals.world.rates import Rates
from evals.world.statements import ROLES, Happening, Statement
from sayso.model import (
    NOT_REPORTED,
    Actor,
    Claim,
    Count,
    Counted,
    Extraction,
    Mention,
    Place,
    Precision,
    Published,
    PublishedPrecision,
    Quantity,
    Span,
    Speaker,
    Status,
    TimeSpan,
    Unresolved,
    content_id,
    day_span,
    with_ids,
)

EXTRACTOR = "world"
Value = TypeVar("Value", Actor, Place, TimeSpan)

SENTENCES_IN_PARAGRAPH = 2
WHO_KNOWS = Unresolved("the words name nobody")


@dataclass(frozen=True, slots=True)
class Setting:
    """Where and when a report sets a happening, in words and as values; each may be left out."""

    place_words: str
    place: Place | None
    time_words: str
    when: TimeSpan | None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a story: its text, what it says if anything, and the setting of its happening.

    `id` is the same in every copy of the story.
    """

    id: str
    written: Written
    statement: Statement | None = None
    setting: Setting | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """The truth of one claim: what it says, where and when, and which sentence of which story it is."""

    statement: Statement
    setting: Setting
    sentence: str
    moment: str


@dataclass(frozen=True, slots=True)
class Told:
    """One report with its claims, and their truth in the same order. `story` is what copies share; `parts` are the
    happenings that its summed-up one counts."""

    extraction: Extraction
    claims: tuple[Claim, ...]
    records: tuple[Record, ...]
    stories: frozenset[str]
    parts: tuple[int, ...] = ()


def setting_of(happening: Happening, published: dt.date, rates: Rates, random: Random) -> Setting:
    """How one report sets a happening."""
    if happening.last_day:
        first, last = happening.day, happening.last_day
        span = TimeSpan(first.isoformat(), last.isoformat(), Precision.DAYS, EXTRACTOR)
        return Setting(happening.place.name, happening.place, f"between |{_date(first)} and {_date(last)}", span)
    day = happening.day
    if random.random() < rates.misdated:
        day -= dt.timedelta(days=1)
    return Setting(*_place(happening, _drawn(rates.place, random)), *_time(day, published, _drawn(rates.time, random)))


def _drawn(shares: Mapping[str, float], random: Random) -> str:
    return random.choices(list(shares), list(shares.values()))[0]


def _place(happening: Happening, how: str) -> tuple[str, Place | None]:
    town = happening.place
    province = next((p for p in happening.country.provinces if p.name == town.admin1), town)
    return {
        "town": (f"in |{town.name}", town),
        "near": (f"|near {town.name}", near(town)),
        "province": (f"in |{province.name}", province),
        "none": ("", None),
    }[how]


def _time(day: dt.date, published: dt.date, how: str) -> tuple[str, TimeSpan | None]:
    if how == "none":
        return "", None
    if how == "week":
        monday = day - dt.timedelta(days=day.weekday())
        sunday = monday + dt.timedelta(days=6)
        span = TimeSpan(monday.isoformat(), sunday.isoformat(), Precision.WEEK, EXTRACTOR)
        return f"in |the week of {_date(monday)}", span
    if how == "weekday" and 0 <= (published - day).days < 7:
        return f"on |{day:%A}", day_span(day, EXTRACTOR)
    return f"on |{_date(day)}", day_span(day, EXTRACTOR)


def _date(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


# Sentences


def sentence(said: Statement, setting: Setting, story: str, number: int, random: Random) -> Sentence:
    """A statement in words. The first sentence of a story sets the place and the time."""
    template = _template(said, setting, number == 0, random)
    slots = {
        "speaker": _speaker_words(said, random),
        "outer": said.outer.name if said.outer else "",
        "initiator": said.initiator.name if said.initiator else "",
        "target": said.target.words if said.target else "",
        "place": setting.place_words if number == 0 else "",
        "time": setting.time_words if number == 0 else "",
        "killed": _quantity_words(said.killed),
        "injured": _quantity_words(said.injured),
    }
    return Sentence(f"{story}#{number}", fill(template, slots), said, setting)


def _template(said: Statement, setting: Setting, is_first: bool, random: Random) -> str:
    words = phrases()["types"][said.type]
    frame: str = phrases()["quoted"] if said.outer else random.choice(phrases()["frames"][said.frame])
    frame = frame.replace("{noun}", random.choice(words["noun"]))
    if "{core}" not in frame:
        return f"{frame} {{place}} {{time}}" if is_first else frame
    cores = cores_for(bool(setting.place_words), bool(setting.time_words)) if is_first else phrases()["cores"]["short"]
    core = random.choice(cores).replace("{toll}", _toll(said, random))
    return frame.replace("{core}", core.replace("{statement}", _deed(said, words, random)))


def _deed(said: Statement, words: Mapping[str, Sequence[str]], random: Random) -> str:
    return random.choice(words["active" if said.initiator else "passive"])


def _toll(said: Statement, random: Random) -> str:
    if said.killed is None:
        return ""
    templates: Sequence[str] = phrases()["tolls"]["both" if said.injured else "killed"]
    return random.choice(templates)


def _speaker_words(said: Statement, random: Random) -> str:
    speaker = said.voice.speaker
    if speaker is None:
        return ""
    words: Sequence[str] = phrases()["own_speakers"].get(said.voice.kind, [f"the |{speaker.name}"])
    return random.choice(words)


def _quantity_words(quantity: Quantity | None) -> str:
    if quantity is None or quantity.low is None:
        return ""
    if quantity.low == 0:
        return "nobody"
    least = "at least " if quantity.high is None else ""
    return f"{least}{number_words(quantity.low)}"


def background(story: str, number: int, random: Random) -> Sentence:
    """A sentence that claims nothing."""
    words = phrases()["background"]
    parts = [random.choice(words[kind]) for kind in ("subjects", "predicates", "turns")]
    return Sentence(f"{story}#b{number}", Written(f"{parts[0]} {parts[1]}{parts[2]}.", ()))


def sum_sentence(said: Statement, setting: Setting, attacks: int, story: str, random: Random) -> Sentence:
    """A summed-up claim in words: how many attacks somebody takes upon itself."""
    slots = {
        "speaker": _speaker_words(said, random),
        "place": f"|{setting.place_words}",
        "time": setting.time_words,
        "attacks": number_words(attacks),
    }
    return Sentence(f"{story}#0", fill(random.choice(phrases()["sums"]), slots), said, setting)


# Printing


def printed(
    sentences: Sequence[Sentence], outlet: Outlet, moment: dt.datetime, credit: str, *, parts: tuple[int, ...] = ()
) -> Told:
    """The report that an outlet makes of sentences. `credit` is the agency that its dateline names, or ''."""
    first = next(s.setting for s in sentences if s.setting)
    title = sentences[0].written.text.split(",")[0].rstrip(".")
    town = first.place.name.upper() if first.place else "CAPITAL"
    dateline = f"{town}, {moment.day} {moment:%B} ({credit}) — " if credit else ""
    starts, text = _laid_out([s.written.text for s in sentences], dateline)
    at = moment.isoformat()
    report = content_id("rpt", outlet.name, at, text)
    extraction = Extraction(
        Extraction.id_for(report, EXTRACTOR, "1", text),
        report,
        text,
        EXTRACTOR,
        "1",
        title=title,
        outlet=outlet.name,
        language="en",
        published=Published(at, PublishedPrecision.SECOND),
    )
    return _with_claims(extraction, list(zip(sentences, starts, strict=True)), at, parts)


def _laid_out(texts: Sequence[str], dateline: str) -> tuple[list[int], str]:
    starts, text = [], dateline
    for number, one in enumerate(texts):
        if number:
            text += "\n\n" if number % SENTENCES_IN_PARAGRAPH == 0 else " "
        starts.append(len(text))
        text += one
    return starts, text


def _with_claims(extraction: Extraction, laid: list[tuple[Sentence, int]], at: str, parts: tuple[int, ...]) -> Told:
    made: dict[str, tuple[Claim, Record]] = {}
    settings = _settings(extraction, laid)
    claims = []
    for one, start in laid:
        if one.statement and one.setting:
            claim = _claim(extraction, one, start, settings[one.statement.happening, one.setting])
            claims.append(claim)
            made[_position(claim)] = claim, Record(one.statement, one.setting, one.id, at)
    identified = with_ids(content_id("rdg", extraction.id, EXTRACTOR), claims)
    records = tuple(made[_position(claim)][1] for claim in identified)
    stories = frozenset(one.id.partition("#")[0] for one, _ in laid)
    return Told(extraction, identified, records, stories, parts)


def _position(claim: Claim) -> str:
    return f"{claim.anchor.start}"


Settings = dict[tuple[int, Setting], dict[str, Span]]
"""Where a report's text gives the place and the time of each happening."""


def _settings(extraction: Extraction, laid: Iterable[tuple[Sentence, int]]) -> Settings:
    out: Settings = {}
    for one, start in laid:
        if one.statement and one.setting:
            held = out.setdefault((one.statement.happening, one.setting), {})
            for slot, begin, end in one.written.marks:
                if slot in ("place", "time"):
                    held.setdefault(slot, extraction.span(start + begin, start + end))
    return out


def _claim(extraction: Extraction, one: Sentence, start: int, setting_spans: Mapping[str, Span]) -> Claim:
    said, setting = one.statement, one.setting
    assert said is not None, "only sentences that say something become claims"
    assert setting is not None, "what is said has a setting"
    spans = {slot: extraction.span(start + begin, start + end) for slot, begin, end in one.written.marks}
    spans |= setting_spans
    if said.initiator and "speaker" in spans:
        spans.setdefault("initiator", spans["speaker"])  # who claims an attack names itself
    return Claim(
        id="",
        reading="",
        extraction=extraction.id,
        group=f"E{said.happening}",
        anchor=spans[ANCHOR],
        sentence=extraction.span(start, start + len(one.written.text)),
        type=said.type,
        status=Status.OCCURRED,
        stance=said.stance,
        speakers=_speakers(said, spans),
        initiator=_mention(spans, "initiator", said.initiator),
        target=_mention(spans, "target", said.target.actor if said.target else None),
        place=_mention(spans, "place", setting.place),
        time=_mention(spans, "time", setting.when),
        counts=_counts(said, spans),
        when=setting.when if setting.when and "time" in spans else NOT_REPORTED,
        about=said.about,
    )


def _mention(spans: Mapping[str, Span], role: str, value: Value | None) -> tuple[Mention[Value], ...]:
    return (Mention(spans[role], value or WHO_KNOWS),) if role in spans else ()


def _speakers(said: Statement, spans: Mapping[str, Span]) -> tuple[Speaker, ...]:
    if said.voice.speaker is None:
        return ()
    nearest = Speaker(spans["speaker"], ROLES[said.voice.kind], 0, said.voice.speaker)
    if said.outer is None:
        return (nearest,)
    return nearest, Speaker(spans["outer"], ROLES["media"], 1, said.outer.actor)


def _counts(said: Statement, spans: Mapping[str, Span]) -> tuple[Count, ...]:
    given = {Counted.KILLED: said.killed, Counted.INJURED: said.injured, Counted.ATTACKS: said.attacks}
    return tuple(
        Count(spans[counted.value], counted, quantity)
        for counted, quantity in given.items()
        if quantity is not None and counted.value in spans
    )
