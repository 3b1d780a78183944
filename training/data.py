"""Training examples from the data sets of ../shared/data, and from codings of our own.

Only `train` parts are opened, and what is near-identical to a measured text (near.py) is left out. An `Example` says
for which heads it has labels; the others are left alone by it.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sayso.reading import labels

Bounds = tuple[int, int]

HAPPENING, CUE = 0, 1
"""What an anchor is: a happening's word, or an attribution's cue."""

CONTENT_ANCHORS = 4
"""Words of quoted content, and of the report's own voice, that stand in for happenings in each PolNeAR window."""

JOINED, AROUND, JOINED_SHARE = 3, 2, 2
"""Telling and empty reports in each long text, and one in how many telling reports goes into one."""

HELD_OUT_ARTICLES = 10
"""One in so many articles of PolNeAR's train part is left out by the runs that leave out coded reports."""

_PREDICATES = ("ed", "ing", "es", "s", "en")
"""Endings of the words that stand in for happenings: mostly verbs and event nouns."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A word to ask about, and what is known of it. `slots` holds only the slots that are labelled; an empty tuple
    says that the slot is empty. A slot's entries are (start, end, label or "")."""

    start: int
    end: int
    query: int = HAPPENING
    type: str = ""
    status: str = ""
    stance: str = ""
    voice: str = ""
    group: str = ""
    slots: dict[str, tuple[tuple[int, int, str], ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Example:
    """One text with labels. `tokens` holds labelled spans by head ("kind", "source", "muc:0", …); a head that is
    not there is not learnt from this text. `values` are (start, end, factuality)."""

    id: str
    task: str
    text: str
    anchors: tuple[Anchor, ...] = ()
    learns_anchors: bool = False
    tokens: dict[str, tuple[tuple[int, int, str], ...]] = field(default_factory=dict)
    values: tuple[tuple[int, int, float], ...] = ()


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSONL file."""
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


def claims(documents: Iterable[dict[str, Any]]) -> Iterator[Example]:
    """Documents in the claims format, coded whole."""
    for document in documents:
        anchors = tuple(_claim_anchor(claim) for claim in document["claims"])
        unique = {(a.start, a.end): a for a in reversed(anchors)}
        ordered = tuple(unique[key] for key in sorted(unique))
        yield Example(document["id"], "claims", document["text"], ordered, learns_anchors=True)


def joined(examples: list[Example], seed: int) -> Iterator[Example]:
    """Long texts, each made of a few coded reports among reports that hold nothing to code: no coded report is longer
    than one window, and the network must know happenings in later windows, and in other company, too."""
    rng = random.Random(seed)
    telling = [example for example in examples if example.anchors]
    empty = [example for example in examples if not example.anchors]
    rng.shuffle(telling)
    for first in range(0, len(telling) // JOINED_SHARE, JOINED):
        parts = telling[first : first + JOINED] + rng.sample(empty, min(AROUND, len(empty)))
        rng.shuffle(parts)
        yield _join(parts)


def _join(examples: list[Example]) -> Example:
    text, anchors = "", []
    for number, example in enumerate(examples):
        anchors += [_moved(anchor, len(text), f"{number}/") for anchor in example.anchors]
        text += example.text + "\n\n"
    return Example("+".join(e.id for e in examples), "claims", text, tuple(anchors), learns_anchors=True)


def _moved(anchor: Anchor, by: int, group: str) -> Anchor:
    slots = {name: tuple((s + by, e + by, label) for s, e, label in spans) for name, spans in anchor.slots.items()}
    return replace(anchor, start=anchor.start + by, end=anchor.end + by, group=group + anchor.group, slots=slots)


def _claim_anchor(claim: dict[str, Any]) -> Anchor:
    speakers = claim["speakers"]
    levels = {speaker["level"] for speaker in speakers}
    nearest = min(levels, default=0)
    slots = {role: _spans(claim[role]) for role in ("initiator", "target", "place", "time", "instrument")}
    slots["speaker"] = _labelled(speakers, "role", lambda s: s["level"] == nearest)
    slots["quoting"] = _labelled(speakers, "role", lambda s: s["level"] > nearest)
    slots["count"] = _labelled(claim["counts"], "of", lambda _: True)
    return Anchor(
        claim["anchor"]["start"],
        claim["anchor"]["end"],
        type=claim["type"],
        status=claim["status"],
        stance=claim["stance"],
        voice=labels.VOICES[min(len(levels), 2)],
        group=claim["event"],
        slots=slots,
    )


def _spans(spans: Iterable[dict[str, Any]]) -> tuple[tuple[int, int, str], ...]:
    return tuple((span["start"], span["end"], "") for span in spans)


def _labelled(spans: Iterable[dict[str, Any]], name: str, chosen: Any) -> tuple[tuple[int, int, str], ...]:
    return tuple((span["start"], span["end"], span[name]) for span in spans if chosen(span))


def polnear(path: Path, seed: int) -> Iterator[Example]:
    """Attributions: tagged spans, cues as anchors, and words inside and outside quoted content as happenings."""
    rng = random.Random(seed)
    for row in rows(path):
        text = row["text"]
        tokens = {
            role: tuple((s["start"], s["end"], "") for a in row["attributions"] for s in a[role])
            for role in labels.ATTRIBUTION
        }
        anchors = [*_cue_anchors(row["attributions"]), *_quoted_anchors(text, row["attributions"], rng)]
        yield Example(row["id"], "attribution", text, tuple(sorted(anchors, key=lambda a: a.start)), tokens=tokens)


def is_held_out(position: int) -> bool:
    """Whether thresholds of attributions are chosen on the article at a position of PolNeAR's train part."""
    return position % HELD_OUT_ARTICLES == 0


def _cue_anchors(attributions: list[dict[str, Any]]) -> Iterator[Anchor]:
    for attribution in attributions:
        if attribution["cue"]:
            start = min(span["start"] for span in attribution["cue"])
            first = next(span for span in attribution["cue"] if span["start"] == start)
            slots = {role: _spans(attribution[role]) for role in ("source", "content")}
            yield Anchor(start, first["end"], CUE, slots=slots)


def _quoted_anchors(text: str, attributions: list[dict[str, Any]], rng: random.Random) -> Iterator[Anchor]:
    """Predicate-like words with the sources of the attributions that they are content of, innermost first."""
    words = [w for w in _words(text) if len(text[slice(*w)]) > 3 and text[slice(*w)].endswith(_PREDICATES)]
    rng.shuffle(words)
    for word in words[: CONTENT_ANCHORS * (1 + len(text) // 1700)]:
        around = sorted((size, n) for n, a in enumerate(attributions) if (size := _content_size(a, word)))
        sources = [attributions[n]["source"] for _, n in around]
        if any(not source for source in sources):
            continue
        slots = {
            "speaker": _spans(sources[0]) if sources else (),
            "quoting": _spans(s for x in sources[1:] for s in x),
        }
        yield Anchor(*word, voice=labels.VOICES[min(len(sources), 2)], slots=slots)


def _words(text: str) -> Iterator[Bounds]:
    start = 0
    for word in text.split(" "):
        end = start + len(word)
        if word.isalpha():
            yield start, end
        start = end + 1


def _content_size(attribution: dict[str, Any], word: Bounds) -> int:
    holding = [s for s in attribution["content"] if s["start"] <= word[0] and word[1] <= s["end"]]
    return sum(s["end"] - s["start"] for s in attribution["content"]) if holding else 0


_RAMS_ROLES = {
    "initiator": [
        "attacker",
        "killer",
        "agent",
        "injurer",
        "kidnapper",
        "jailer",
        "destroyer",
        "damager",
        "participant",
        "demonstrator",
    ],
    "target": [
        "target",
        "victim",
        "injured",
        "person",
        "detainee",
        "damagerdestroyer",
        "artifact",
        "passenger",
        "crashobject",
    ],
    "place": ["place", "origin", "destination"],
    "instrument": ["instrument", "explosivedevice", "vehicle"],
}


def rams(path: Path) -> Iterator[Example]:
    """Triggers of violence with their arguments; other triggers are left out."""
    for row in rows(path):
        if not row["type"].startswith(("conflict", "life", "justice")):
            continue
        slots: dict[str, tuple[tuple[int, int, str], ...]] = {}
        for slot, names in _RAMS_ROLES.items():
            slots[slot] = _spans(a for a in row["arguments"] if a["role"].lower() in names)
        trigger = row["trigger"]
        yield Example(row["id"], "rams", row["text"], (Anchor(trigger["start"], trigger["end"], slots=slots),))


_KIND_OF = {
    **dict.fromkeys(
        ["ORG", "Organisation", "organisation", "politicalparty", "organization", "MilitaryGroup"], "organisation"
    ),
    **dict.fromkeys(["PER", "Person", "politician", "person"], "person"),
    **dict.fromkeys(["LOC", "Location", "location", "country", "place"], "place"),
    **dict.fromkeys(["Weapon", "MilitaryPlatform", "object", "Vehicle"], "object"),
    **dict.fromkeys(["Nationality", "people"], "people"),
}


def kinds(path: Path) -> Iterator[Example]:
    """Mentions with what kind of thing they name, from sets of named entities."""
    for row in rows(path):
        spans = tuple((e["start"], e["end"], _KIND_OF[e["type"]]) for e in row["entities"] if e["type"] in _KIND_OF)
        if row["text"].strip():
            yield Example(row["id"], "kinds", row["text"], tokens={"kind": spans})


def named_or_people(path: Path) -> Iterator[Example]:
    """GUM's mentions: named persons and organisations, people who are not named, objects, places."""
    for row in rows(path):
        spans = tuple((e["start"], e["end"], kind) for e in _outermost(row["entities"]) if (kind := _gum_kind(e)))
        yield Example(row["id"], "kinds", row["text"], tokens={"kind": spans})


def _outermost(entities: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    end = -1
    for entity in sorted(entities, key=lambda e: (e["start"], -e["end"])):
        if entity["start"] >= end:
            end = entity["end"]
            yield entity


def _gum_kind(entity: dict[str, Any]) -> str:
    if entity["type"] == "person":
        return "person" if entity.get("named") else "people"
    return {"organization": "organisation", "place": "place", "object": "object"}.get(entity["type"], "")


def factuality(path: Path) -> Iterator[Example]:
    """Predicates with how certainly they happened, from -3 to 3."""
    for row in rows(path):
        values = tuple((t["start"], t["end"], float(t["factuality"])) for t in row["targets"])
        yield Example(row["id"], "factuality", row["text"], values=values)


MUC_ROLES = ("perp_individual", "perp_organization", "phys_target_id", "hum_target", "instrument_id")
"""String slots of MUC-4 that are tagged without an anchor, in the order of the head's outputs."""


def muc4(path: Path) -> Iterator[Example]:
    """Reports with every mention of the fillers of MUC-4's string slots."""
    for row in rows(path):
        tokens: dict[str, tuple[tuple[int, int, str], ...]] = {}
        for number, role in enumerate(MUC_ROLES):
            names = [role] if role != "hum_target" else ["hum_target_name", "hum_target_description"]
            spans = {span for t in row["templates"] for name in names for span in _mentions(t.get(name))}
            tokens[f"muc:{number}"] = tuple((start, end, "") for start, end in sorted(spans))
        yield Example(row["id"], "muc", row["text"], tokens=tokens)


def _mentions(slot: Any) -> Iterator[Bounds]:
    for fill in (slot or {}).get("fills", []):
        for mention in fill.get("mentions", []):
            yield from (tuple(span) for span in mention["spans"][:3])


AUXILIARY = (
    "polnear/train.jsonl",
    "rams/train.jsonl",
    "wikigold/train.jsonl",
    "re3d/train.jsonl",
    "crossner_politics/train.jsonl",
    "gum_open/train.jsonl",
    "factuality/uds_ih2.train.jsonl",
    "factuality/meantime.train.jsonl",
    "muc4/train.jsonl",
)
"""The files of auxiliary examples."""

IsNear = Callable[[str], bool]
"""Whether a text is near-identical to one that is measured on."""


def auxiliary(data: Path, seed: int, is_near: IsNear, *, holds_out: bool) -> dict[str, list[Example]]:
    """All auxiliary examples by task, without those near-identical to a measured text; without the attributions that
    thresholds are chosen on if it `holds_out`."""
    attributions, events, *named, gum, uds, meantime, reports = (data / file for file in AUXILIARY)
    found = {
        "attribution": [
            example
            for number, example in enumerate(polnear(attributions, seed))
            if not (holds_out and is_held_out(number))
        ],
        "rams": rams(events),
        "kinds": [*(example for path in named for example in kinds(path)), *named_or_people(gum)],
        "factuality": [*factuality(uds), *factuality(meantime)],
        "muc": muc4(reports),
    }
    return {task: [one for one in examples if not is_near(one.text)] for task, examples in found.items()}
