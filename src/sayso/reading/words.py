"""The words of a window as a chain sees them: what stands at the edge before each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sayso.reading import labels
from sayso.reading.chains import (
    BRACKET,
    CLOSING,
    COLON,
    COMMA,
    DASH,
    MARKS,
    OPENING,
    STOP,
    WORD,
    Chain,
    likeliest_path,
    weighed,
)
from sayso.reading.decoding import (
    OUTSIDE_ONLY,
    SMALLEST,
    Chances,
    Flags,
    Floats,
    Tagged,
    logit,
    spanned,
    word_bounds,
    word_chances,
)
from sayso.reading.sessions import View

SURE, LEANING = 6.0, 1.5
"""Logits are kept within these bounds: beyond the first they say no more, within the second they tell which way a word
leans."""

NEAR, MARGIN = -4.0, 2
"""A span lies among the words whose logit is above NEAR, and at most so many words beyond them."""

_MARK_OF = {
    **dict.fromkeys(".!?…", STOP),
    ",": COMMA,
    **dict.fromkeys("“‘«„‚‹", OPENING),
    **dict.fromkeys("”’»›", CLOSING),
    **dict.fromkeys("-\u2010\u2011\u2012–—―", DASH),
    **dict.fromkeys(":;", COLON),
    **dict.fromkeys("()[]{}", BRACKET),
}
_STRAIGHT, _APOSTROPHES = "\"'`", "'’"


@dataclass(frozen=True, slots=True)
class Stretch:
    """The words among which a span of one slot lies: what is seen at the edge before each (words × SEEN), which of
    them can be inside, and the numbers of the first one and of the one after the last."""

    seen: Chances
    can: Flags
    first: int
    after: int


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one view: their positions, what is seen before each (words × AROUND), and which are of the text."""

    view: View
    positions: Sequence[tuple[int, int]]
    around: Chances
    in_text: Flags

    def spans(self, slot: Floats, chain: Chain, threshold: float, cue: Tagged | None = None) -> list[Tagged]:
        """The spans of a slot, in order, as whole words: the likeliest path along the chain.

        The higher the `threshold`, the more speaks for each span. No span takes a word of the `cue`.
        """
        stretch = self.stretch(slot, cue)
        events = weighed(stretch.seen, stretch.can, chain.weights)
        events[:, 0] -= logit(np.float64(threshold))
        inside = likeliest_path(*events.T.tolist())
        chance = word_chances(slot, self.view.continues)
        edges = np.flatnonzero(np.diff(np.concatenate([[False], inside, [False]]))) + stretch.first
        return [spanned(self.positions, chance, int(one), int(other)) for one, other in edges.reshape(-1, 2)]

    def stretch(self, slot: Floats, cue: Tagged | None = None) -> Stretch:
        """What is seen at the edges among the words that may take part in a slot."""
        chance = logit(word_chances(slot, self.view.continues))
        near = np.flatnonzero((chance > NEAR) & self.in_text)
        first, after = (max(0, near[0] - MARGIN), near[-1] + 1 + MARGIN) if len(near) else (0, 0)
        in_cue = self._in_cue(cue)
        seen = np.concatenate([self.around, self._scored(slot, chance, in_cue)], axis=1)[first:after]
        return Stretch(seen, (self.in_text & ~in_cue)[first:after], int(first), int(first) + len(seen))

    def _in_cue(self, cue: Tagged | None) -> Flags:
        return np.array([cue is not None and cue.start <= start < cue.end for start, _ in self.positions])

    def _scored(self, slot: Floats, chance: Chances, in_cue: Flags) -> Chances:
        leaning = _within(chance, LEANING)
        sides = _sides(slot, self.view, self.positions)
        cue = in_cue.astype(np.float64)
        columns = [*sides[:2], _before(leaning, -LEANING), leaning, sides[2], _before(cue, 0.0), cue]
        return np.stack(columns, axis=1)


def words_of(view: View, text: str) -> Words:
    """The words of a view of the text."""
    positions = word_bounds(view.continues)
    numbers = view.window.tokens[[start for start, _ in positions]]
    in_text = numbers >= 0
    starts = np.where(in_text, view.tokens.starts[numbers], -1).tolist()
    marks = np.array([MARKS.index(mark_at(text, start)) if start >= 0 else len(MARKS) for start in starts])
    sentence = np.where(in_text, view.tokens.sentence[numbers], -1)
    kinds = np.eye(len(MARKS) + 1)[:, : len(MARKS)]
    around = [
        np.ones((len(positions), 1)),
        kinds[np.concatenate([[len(MARKS)], marks[:-1]])],
        kinds[marks],
        np.diff(sentence, prepend=-1)[:, None] != 0,
        *(np.stack(_sides(without_cue(view, role), view, positions), axis=1) for role in ("source", "content")),
    ]
    return Words(view, positions, np.concatenate(around, axis=1), in_text)


def without_cue(view: View, role: str) -> Floats:
    """Probabilities of a role of any attribution, whatever its cue: positions × (outside, begin, inside)."""
    scores = np.array(view.attribution[:, labels.ATTRIBUTION.index(role)])
    scores[view.window.tokens < 0] = OUTSIDE_ONLY
    return scores


def _sides(slot: Floats, view: View, positions: Sequence[tuple[int, int]]) -> tuple[Chances, Chances, Chances]:
    """Logits of the word before each edge and of the one after it, and of beginning there rather than going on."""
    starts = [start for start, _ in positions]
    after = _within(logit(word_chances(slot, view.continues)), SURE)
    begins, goes_on = (np.log(np.maximum(slot[starts, tag], SMALLEST)) for tag in (labels.BEGIN, labels.INSIDE))
    return _before(after, -SURE), after, _within(begins - goes_on, SURE)


def mark_at(text: str, start: int) -> str:
    """What the word that starts there is to the eye: one of MARKS."""
    character = text[start]
    before, after = text[start - 1 : start], text[start + 1 : start + 2]
    if character in _APOSTROPHES and before.isalnum() and after.isalnum():
        return WORD
    if character in _STRAIGHT:
        before = text[:start].rstrip(_STRAIGHT)[-1:] if before in _STRAIGHT else before
        opens = not before or before.isspace() or _MARK_OF.get(before) in (BRACKET, DASH)
        return OPENING if opens else CLOSING
    return _MARK_OF.get(character, WORD)


def _within(values: Chances, bound: float) -> Chances:
    return np.clip(values, -bound, bound)


def _before(values: Chances, first: float) -> Chances:
    return np.concatenate([[first], values[:-1]])
