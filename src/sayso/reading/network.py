"""The network reader: a small transformer, int8 on the CPU, that reads claims off the page.

One pass of the encoder over each window of the text; then light heads for each word that may name a happening, all
of one window at once. Windows of different texts are never run together, so what is said of a text depends on
that text alone. `sessions.py` runs the network, `decoding.py` turns its scores into spans; this module makes claims.
"""

from __future__ import annotations

import dataclasses
import re
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
    Span,
    Speaker,
    Stance,
    with_ids,
)
from sayso.model.attributions import Attribution
from sayso.reading import labels
from sayso.reading.attributions import attributions, factuality
from sayso.reading.decoding import (
    BESIDE,
    OUTSIDE_ONLY,
    Candidate,
    Flags,
    Floats,
    Tagged,
    apart,
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
from sayso.reading.lexicon import denies, first_match, foils, keeps_silent, lexicon
from sayso.reading.sentences import sentence_at
from sayso.reading.series import with_series
from sayso.reading.sessions import AnchorScores, Network, View
from sayso.reading.shipped import WEIGHTS, Weights, load_weights
from sayso.reading.voices import Half, are_two, as_one, is_one, levels, side_by_side

VERSION = "6"

SHARED = ("place", "time")
"""Slots in which the claims of one happening lean on each other; how far is in the weights' thresholds."""

OWN = np.eye(len(labels.WHOSE_WORD), dtype=np.float32)[-1]
"""Certainly the report's own word."""

REPORTED = labels.STANCES.index(Stance.REPORTED)
DENIED: Floats = np.eye(len(labels.STANCES), dtype=np.float32)[labels.STANCES.index(Stance.DENIED)]
"""Certainly denied."""

_AND = re.compile(r"\band\b", re.IGNORECASE)
_ANOTHER_NUMBER = re.compile(r"(?<=, )(?:and )?(?:not|rather than|instead of) \Z", re.IGNORECASE)
"""What stands before a number that is not the one: "five people were killed, not six"."""

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
        """What is read depends on this code, the lexicon, the weights with their thresholds, and the codebook."""
        code = f"{VERSION}-{lexicon().version}"
        return ReaderVersion("network", code, self.weights.version, self.codebook.version)

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
        drafts = [draft for view in self.network.views(extraction.text) if (draft := self._draft(extraction, view))]
        claims: list[Claim] = []
        for draft, happenings in zip(drafts, self._happenings(drafts), strict=True):
            spread = self._spread(draft, happenings)
            for number, claim in draft.claims.items():
                whole = dataclasses.replace(claim, group=f"E{happenings[number] + 1}", **spread[number])
                claims.append(with_series(whole, extraction))
        return claims

    def _draft(self, extraction: Extraction, view: View) -> _Draft | None:
        """What one window tells by itself; None where it holds no anchor."""
        found = candidates(view.types, view.inside, view.window.core, view.continues, self.weights.threshold("claim"))
        if not found:
            return None
        scores = self.network.anchors(view, [(c.start, c.end) for c in found])
        spans = _Spans(extraction, view, self.weights)
        writer = _ClaimWriter(spans, scores, self._told_together, spans.joining())
        codes = {number: self.codebook.code_for(labels.TYPES[one.type]) for number, one in enumerate(found)}
        claims = {
            number: writer.claim(number, found[number], code) for number, code in codes.items() if code is not None
        }
        leaning = {name: scores.slots[:, :, labels.SLOTS.index(name)].copy() for name in SHARED}
        return _Draft(dataclasses.replace(spans, view=view.without_scores()), claims, leaning, scores.pair)

    def _happenings(self, drafts: Sequence[_Draft]) -> list[list[int]]:
        """For each window and each of its anchors, the number of its happening in the report."""
        if not drafts:
            return []
        same = self.network.same_happening(np.concatenate([draft.pair for draft in drafts]))
        numbers = iter(groups(same, self.weights.threshold("same-event")))
        return [[next(numbers) for _ in draft.pair] for draft in drafts]

    def _spread(self, draft: _Draft, happenings: Sequence[int]) -> list[dict[str, Any]]:
        """For each anchor of a window the mentions in which the claims of its happening lean on each other."""
        leaning = {
            name: shared(scores, happenings, self.weights.threshold(f"shared-{name}"))
            for name, scores in draft.leaning.items()
        }
        return [
            {name: tuple(draft.spans.mentions(scores[number], name)) for name, scores in leaning.items()}
            for number in range(len(happenings))
        ]


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


def _foils(sentence: Span, actor: Span, anchor: Span) -> bool:
    """Whether the sentence says that the actor foiled what the anchor names, and so did not do it."""
    if actor.start < sentence.start or actor.end > sentence.end:
        return False
    bounds = ((span.start - sentence.start, span.end - sentence.start) for span in (actor, anchor))
    return foils(sentence.text, *bounds)


@dataclass(frozen=True, slots=True)
class _Spans:
    """Makes mentions of one window from scores by position."""

    extraction: Extraction
    view: View
    weights: Weights

    def mentions(self, scores: Floats, slot: str) -> Iterator[Mention[Any]]:
        """The mentions of one slot of one anchor."""
        for found in self.tagged(scores, slot):
            if bounds := self.trimmed(found, slot):
                named = self.named(found, slot)
                score = self.weights.calibrated(slot, found.score)
                yield Mention(self.extraction.span(*bounds), score=score, kind=named.kind, person=named.person)

    def tagged(self, scores: Floats, slot: str) -> list[Tagged]:
        """The positions that one slot of one anchor takes."""
        return tagged(scores, self.view.continues, self.weights.threshold(slot))

    def trimmed(self, found: Tagged, slot: str) -> tuple[int, int] | None:
        """Their offsets, by the conventions of the slot."""
        return trimmed(self.extraction.text, *self.view.bounds(found.start, found.end), slot)

    def words(self, start: int, end: int) -> str:
        """The words of the text at positions; none where there are only special ones."""
        inside = (self.view.window.tokens[start:end] >= 0).any()
        return self.extraction.text[slice(*self.view.bounds(start, end))] if inside else ""

    def joining(self) -> Flags:
        """The positions of every "and"."""
        tokens = self.view.window.tokens
        starts = np.where(tokens >= 0, self.view.tokens.starts[tokens], -1)
        found = (match.start() for match in _AND.finditer(self.extraction.text, max(0, starts.min()), starts.max() + 3))
        return np.isin(starts, np.fromiter(found, dtype=np.int64))

    def between(self, one: Tagged, other: Tagged) -> str:
        """The words of the text between two spans, the earlier one first."""
        _, end = self.view.bounds(one.start, one.end)
        start, _ = self.view.bounds(other.start, other.end)
        return self.extraction.text[end:start]

    def is_another_number(self, start: int) -> bool:
        """Whether the words before a number say that it is not the one."""
        return (
            _ANOTHER_NUMBER.search(self.extraction.text, max(0, start - len(", and rather than ")), start) is not None
        )

    def keeps_silent(self, found: Tagged, anchor: int) -> bool:
        """Whether the words after a speaker say that it keeps silent on the anchor that begins at an offset."""
        return keeps_silent(self.extraction.text, self.view.bounds(found.start, found.end)[1], anchor)

    def are_two(self, one: Tagged, other: Tagged) -> bool:
        """Whether what stands before and after an "and" within one stretch are two speakers."""
        return are_two(self._half(one), self._half(other))

    def is_one(self, one: Tagged, other: Tagged) -> bool:
        """Whether two stretches that "and" joins are one speaker."""
        return is_one(self._half(one), self._half(other))

    def _half(self, found: Tagged) -> Half:
        return Half(self.words(found.start, found.end), named_kind(self.view, found.start, found.end).kind)

    def named(self, found: Tagged, slot: str) -> NamedKind:
        """What they name: in slots of places and times the slot says it."""
        named = named_kind(self.view, found.start, found.end)
        return dataclasses.replace(named, kind=MentionKind(slot)) if slot in SHARED else named


@dataclass(frozen=True, slots=True)
class _Draft:
    """A window read by itself: its claims by number of anchor, and what is needed to bring them together.

    Of all scores only those of shared slots are kept (by slot: anchors × positions × 3), so that a long report, of
    many windows, takes little memory.
    """

    spans: _Spans
    claims: dict[int, Claim]
    leaning: dict[str, Floats]
    pair: Floats


@dataclass(frozen=True, slots=True)
class _ClaimWriter:
    """Makes claims of one window from what the heads say of its anchors."""

    spans: _Spans
    scores: AnchorScores
    told_together: Floats
    joining: Flags

    def claim(self, number: int, candidate: Candidate, code: str) -> Claim:
        """The claim of one anchor, but for its group and for what the claims of one happening share."""
        text, view, scores = self.spans.extraction, self.spans.view, self.scores
        start, end = view.bounds(candidate.start, candidate.end)
        sentence = text.span(*sentence_at(view.tokens.bounds, start))
        speakers, stance, stance_chance = self._told(number, sentence, start)
        status = int(np.argmax(scores.status[number]))
        roles: dict[str, Any] = {
            role: tuple(self.spans.mentions(scores.slot(number, role), role))
            for role in SPAN_ROLES
            if role not in SHARED
        }
        if labels.TYPES[candidate.type] in lexicon().foiled:
            roles["initiator"] = tuple(
                one for one in roles["initiator"] if not _foils(sentence, one.span, text.span(start, end))
            )
        return Claim(
            id="",
            reading="",
            extraction=text.id,
            group="",
            anchor=text.span(start, end),
            sentence=sentence,
            type=code,
            status=labels.STATUSES[status],
            stance=stance,
            speakers=speakers,
            counts=tuple(self._counts(number)),
            score=self._weights.calibrated("claim", candidate.score),
            status_score=self._weights.calibrated("status", float(scores.status[number, status])),
            stance_score=self._weights.calibrated("stance", stance_chance),
            **roles,
        )

    @property
    def _weights(self) -> Weights:
        return self.spans.weights

    def _told(self, number: int, sentence: Span, anchor: int) -> tuple[tuple[Speaker, ...], Stance, float]:
        """Whose word it is, how it is put forward and how likely that is: a stance and the nearest speaker's role are
        chosen together. `anchor`: where in the text the claim's anchor begins."""
        scores = self.scores
        nearest = self._nearest(number, anchor)
        roles = [scores.role[number, found.start : found.end].mean(axis=0) for found in nearest]
        stances = self._stances(number, sentence.text, anchor - sentence.start)
        told, stance = likeliest_together(np.append(roles[0], 0.0) if roles else OWN, stances, self.told_together)
        chosen = [told, *(int(np.argmax(role)) for role in roles[1:])]
        speakers = [self._speaker(found, role, 0) for found, role in zip(nearest, chosen[: len(nearest)], strict=True)]
        for found, level in self._quoting(number, nearest):
            speakers.append(self._speaker(found, best_label(scores.role[number], found)[0], level))
        return tuple(speakers), labels.STANCES[stance], float(stances[stance] / stances.sum())

    def _nearest(self, number: int, anchor: int) -> list[Tagged]:
        """The speakers of level 0, in order of the text; whoever is said to keep silent on it is none of them."""
        scores, view = self.scores, self.spans.view
        if scores.voice[number, 0] >= self._weights.threshold("own-voice"):
            return []
        slots = scores.slot(number, "speaker").copy(), scores.slot(number, "quoting")
        spans = self.spans
        nearest = nearest_speakers(*slots, view.continues, self.joining)
        if nearest and spans.keeps_silent(nearest.first, anchor):
            slots[0][nearest.first.start : nearest.first.end] = OUTSIDE_ONLY
            nearest = nearest_speakers(*slots, view.continues, self.joining)
            nearest = nearest if nearest and nearest.first.score >= BESIDE else None
        if nearest is None:
            return []
        beside = [span for span in nearest.beside if spans.trimmed(span, "speaker")]
        row = side_by_side(nearest.first, beside, spans.between, spans.is_one)
        whole = row if len(row) > 1 else [as_one(row[0], nearest.more, spans.between)]
        return [half for found in whole for half in self._halves(found)]

    def _halves(self, found: Tagged) -> list[Tagged]:
        """A stretch that the network took for one speaker, as the two that it may hold."""
        within = found.start + 1 + np.flatnonzero(self.joining[found.start + 1 : found.end - 1])
        for start in map(int, within):
            one, other = dataclasses.replace(found, end=start), dataclasses.replace(found, start=start + 1)
            if self.spans.are_two(one, other):
                return [one, other]
        return [found]

    def _quoting(self, number: int, nearest: Sequence[Tagged]) -> list[tuple[Tagged, int]]:
        """Who quotes the speakers of level 0, each with its level; nobody quotes itself or the report's own voice."""
        found = self.spans.tagged(self.scores.slot(number, "quoting"), "quoting") if nearest else []
        return levels(nearest, apart(found, nearest), self.spans.between)

    def _stances(self, number: int, sentence: str, anchor: int) -> Floats:
        """Scores of the stances, with more for one that the sentence has words for: "allegedly", "claimed that".

        `anchor`: where in the sentence the claim's anchor begins. What plainly denies it before that decides.
        """
        if denies(sentence, anchor):
            return DENIED
        scores: Floats = self.scores.stance[number].copy()
        if 1 - scores[REPORTED] >= LEAST_DOUBT and (spoken := first_match(lexicon().stance, sentence)):
            needed = self._weights.threshold("stance-words")
            scores[labels.STANCES.index(Stance(spoken))] *= (1 - needed) / needed
        return scores

    def _speaker(self, found: Tagged, role: int, level: int) -> Speaker:
        bounds = self.spans.trimmed(found, "speaker") or self.spans.view.bounds(found.start, found.end)
        span, score = self.spans.extraction.span(*bounds), self._weights.calibrated("speaker", found.score)
        named = named_kind(self.spans.view, found.start, found.end)
        return Speaker(span, labels.SPEAKER_ROLES[role], level, score=score, kind=named.kind, person=named.person)

    def _counts(self, number: int) -> Iterator[Count]:
        for found in self.spans.tagged(self.scores.slot(number, "count"), "count"):
            bounds = self.spans.trimmed(found, "count")
            if bounds and not self.spans.is_another_number(bounds[0]):
                of, _ = best_label(self.scores.counted[number], found)
                score = self._weights.calibrated("count", found.score)
                yield Count(self.spans.extraction.span(*bounds), labels.COUNTED[of], score=score)
