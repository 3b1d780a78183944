"""The network reader: a small transformer, int8 on the CPU, that reads claims off the page.

One pass of the encoder over each window of the text; then light heads for each word that may name a happening, all
of one window at once. Windows of different texts are never run together, so what is said of a text depends on
that text alone. `sessions.py` runs the network, `decoding.py` turns its scores into spans; this module makes claims.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from sayso.codebook import Codebook
from sayso.model import (
    SPAN_ROLES,
    Claim,
    Count,
    Extraction,
    Mention,
    MentionKind,
    ReaderVersion,
    Reading,
    Speaker,
    Stance,
    with_ids,
)
from sayso.model.attributions import Attribution
from sayso.reading import labels
from sayso.reading.attributions import attributions, factuality
from sayso.reading.decoding import (
    Candidate,
    Flags,
    Floats,
    Tagged,
    best_label,
    candidates,
    groups,
    likeliest_together,
    nearest_speakers,
    shared,
    tagged,
)
from sayso.reading.edges import trimmed
from sayso.reading.kinds import NamedKind, named_kind, named_kinds
from sayso.reading.lexicon import first_match, lexicon
from sayso.reading.sentences import sentence_at
from sayso.reading.series import with_series
from sayso.reading.sessions import AnchorScores, Network, View
from sayso.reading.shipped import WEIGHTS, Weights, load_weights

VERSION = "4"

SHARED = ("place", "time")
"""Slots in which the claims of one happening lean on each other; how far is in the weights' thresholds."""

OWN = np.eye(len(labels.WHOSE_WORD), dtype=np.float32)[-1]
"""Certainly the report's own word."""

REPORTED = labels.STANCES.index(Stance.REPORTED)
DENIED: Floats = np.eye(len(labels.STANCES), dtype=np.float32)[labels.STANCES.index(Stance.DENIED)]
"""Certainly denied."""

LEAST_DOUBT = 0.005
"""Probability of another stance than reported from which words are looked for: below it they would change nothing."""


class NetworkReader:
    """Reads by the shipped weights, in the codebook's types."""

    def __init__(self, codebook: Codebook, weights: Path = WEIGHTS) -> None:
        self.codebook = codebook
        self.weights = load_weights(weights)
        self.network = Network(self.weights)
        self._told_together = _told_together(self.weights)

    @property
    def version(self) -> ReaderVersion:
        """The weights' version is a hash of all their files."""
        return ReaderVersion("network", VERSION, self.weights.version, self.codebook.version)

    @property
    def unlearnt_types(self) -> tuple[str, ...]:
        """Types of the codebook that the network has never seen coded, in its order: a project's own are among them."""
        learnt = {self.codebook.code_for(code) for code in labels.TYPES if code not in self.weights.unlearnt}
        return tuple(code for code in self.codebook.types if code not in learnt)

    def read_attributions(self, text: str) -> tuple[Attribution, ...]:
        """Every attribution of a text, in order of its cue: who (if the text says), by which words, says what."""
        return attributions(self.network, self.weights, text)

    def factuality(self, text: str, start: int, end: int) -> float:
        """How certainly the happening that text[start:end] names took place, from -3 (not at all) to 3."""
        return factuality(self.network, text, start, end)

    def kinds(self, text: str, bounds: Sequence[tuple[int, int]]) -> tuple[NamedKind, ...]:
        """What kind of thing each text[start:end] names, in the order given, and how likely a person."""
        return named_kinds(self.network, text, bounds)

    def read(self, extraction: Extraction) -> Reading:
        """All claims of the text; none where the text is not in a language that is read."""
        reading = Reading.id_for(extraction.id, self.version)
        found = self._claims(extraction) if extraction.is_readable else []
        return Reading(reading, extraction.id, self.version, with_ids(reading, found))

    def _claims(self, extraction: Extraction) -> list[Claim]:
        asked = [
            _Asked(view, found, self.network.anchors(view, [(c.start, c.end) for c in found]))
            for view in self.network.views(extraction.text)
            if (found := self._candidates(view))
        ]
        claims: list[Claim] = []
        for one, happenings in zip(asked, self._happenings(asked), strict=True):
            writer = _ClaimWriter(
                extraction, one.view, self._sharing(one.scores, happenings), self.weights, self._told_together
            )
            for number, candidate in enumerate(one.found):
                code = self.codebook.code_for(labels.TYPES[candidate.type])
                if code is not None:
                    claim = writer.claim(number, candidate, code, f"E{happenings[number] + 1}")
                    claims.append(with_series(claim, extraction))
        return claims

    def _candidates(self, view: View) -> list[Candidate]:
        threshold = self.weights.threshold("claim")
        return candidates(view.types, view.inside, view.window.core, view.continues, threshold)

    def _happenings(self, asked: Sequence[_Asked]) -> list[list[int]]:
        """For each window and each of its anchors, the number of its happening in the report."""
        if not asked:
            return []
        same = self.network.same_happening(np.concatenate([one.scores.pair for one in asked]))
        numbers = iter(groups(same, self.weights.threshold("same-event")))
        return [[next(numbers) for _ in one.found] for one in asked]

    def _sharing(self, scores: AnchorScores, happenings: Sequence[int]) -> AnchorScores:
        slots = scores.slots.copy()
        for name in SHARED:
            number = labels.SLOTS.index(name)
            slots[:, :, number] = shared(slots[:, :, number], happenings, self.weights.threshold(f"shared-{name}"))
        return dataclasses.replace(scores, slots=slots)


def _told_together(weights: Weights) -> Floats:
    """Whose word × stance: how many times as often as by chance they go together, as far as that is to count.

    A stance other than reported is taken from the probability `stance` on, against reported alone.
    """
    told = weights.stances_told
    rows = [[told.get(who, {}).get(stance.value, 1.0) for stance in labels.STANCES] for who in labels.WHOSE_WORD]
    needed = weights.threshold("stance")
    odds = [1.0 if stance is Stance.REPORTED else (1 - needed) / needed for stance in labels.STANCES]
    power = weights.threshold("stances-told")
    return np.array([[ratio**power * odd for ratio, odd in zip(row, odds, strict=True)] for row in rows], np.float32)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A window, the anchors found in it, and what the heads say of them."""

    view: View
    found: list[Candidate]
    scores: AnchorScores


@dataclass(frozen=True, slots=True)
class _ClaimWriter:
    """Makes claims of one window from what the heads say of its anchors."""

    extraction: Extraction
    view: View
    scores: AnchorScores
    weights: Weights
    told_together: Floats

    def claim(self, number: int, candidate: Candidate, code: str, group: str) -> Claim:
        """The claim of one anchor."""
        text, scores = self.extraction, self.scores
        start, end = self.view.bounds(candidate.start, candidate.end)
        sentence = text.span(*sentence_at(self.view.tokens.bounds, start))
        speakers, stance = self._told(number, sentence.text, start - sentence.start)
        roles: dict[str, Any] = {role: tuple(self._mentions(number, role)) for role in SPAN_ROLES}
        return Claim(
            id="",
            reading="",
            extraction=text.id,
            group=group,
            anchor=text.span(start, end),
            sentence=sentence,
            type=code,
            status=labels.STATUSES[int(np.argmax(scores.status[number]))],
            stance=stance,
            speakers=speakers,
            counts=tuple(self._counts(number)),
            score=self.weights.calibrated("claim", candidate.score),
            **roles,
        )

    def _tagged(self, number: int, slot: str) -> list[Tagged]:
        return tagged(self.scores.slot(number, slot), self._continues, self.weights.threshold(slot))

    @property
    def _continues(self) -> Flags:
        return self.view.continues

    def _mentions(self, number: int, slot: str) -> Iterator[Mention[Any]]:
        for found in self._tagged(number, slot):
            if bounds := self._trimmed(found, slot):
                named = self._named(found, slot)
                score = self.weights.calibrated(slot, found.score)
                yield Mention(self.extraction.span(*bounds), score=score, kind=named.kind, person=named.person)

    def _trimmed(self, found: Tagged, slot: str) -> tuple[int, int] | None:
        return trimmed(self.extraction.text, *self.view.bounds(found.start, found.end), slot)

    def _named(self, found: Tagged, slot: str) -> NamedKind:
        """What words of a slot name: in those of places and times the slot says it."""
        named = named_kind(self.view, found.start, found.end)
        return dataclasses.replace(named, kind=MentionKind(slot)) if slot in ("place", "time") else named

    def _told(self, number: int, sentence: str, anchor: int) -> tuple[tuple[Speaker, ...], Stance]:
        """Whose word it is, and how it is put forward: a stance and the nearest speaker's role are chosen together."""
        weights, scores = self.weights, self.scores
        nearest = nearest_speakers(
            scores.slot(number, "speaker"),
            self._continues,
            scores.voice[number],
            weights.threshold("own-voice"),
            weights.threshold("side-by-side"),
        )
        roles = [scores.role[number, found.start : found.end].mean(axis=0) for found in nearest]
        told, stance = likeliest_together(
            np.append(roles[0], 0.0) if roles else OWN, self._stances(number, sentence, anchor), self.told_together
        )
        chosen = [told, *(int(np.argmax(role)) for role in roles[1:])]
        speakers = [self._speaker(found, role, 0) for found, role in zip(nearest, chosen[: len(nearest)], strict=True)]
        if speakers:
            for found in self._tagged(number, "quoting"):
                speakers.append(self._speaker(found, best_label(scores.role[number], found)[0], 1))
        return tuple(speakers), labels.STANCES[stance]

    def _stances(self, number: int, sentence: str, anchor: int) -> Floats:
        """Scores of the stances, with more for one that the sentence has words for: "allegedly", "claimed that".

        `anchor`: where in the sentence the claim's anchor begins. What plainly denies it before that decides.
        """
        if lexicon().denials.search(sentence, 0, anchor):
            return DENIED
        scores: Floats = self.scores.stance[number].copy()
        if 1 - scores[REPORTED] >= LEAST_DOUBT and (spoken := first_match(lexicon().stance, sentence)):
            needed = self.weights.threshold("stance-words")
            scores[labels.STANCES.index(Stance(spoken))] *= (1 - needed) / needed
        return scores

    def _speaker(self, found: Tagged, role: int, level: int) -> Speaker:
        span = self.extraction.span(*(self._trimmed(found, "speaker") or self.view.bounds(found.start, found.end)))
        score = self.weights.calibrated("speaker", found.score)
        named = named_kind(self.view, found.start, found.end)
        return Speaker(span, labels.SPEAKER_ROLES[role], level, score=score, kind=named.kind, person=named.person)

    def _counts(self, number: int) -> Iterator[Count]:
        for found in self._tagged(number, "count"):
            if bounds := self._trimmed(found, "count"):
                of, _ = best_label(self.scores.counted[number], found)
                score = self.weights.calibrated("count", found.score)
                yield Count(self.extraction.span(*bounds), labels.COUNTED[of], score=score)
