"""Learn what the edges of attributions weigh: chains that make the gold spans of held-out articles likeliest.

A chain (`sayso.reading.chains`) is a linear-chain conditional random field with two states, inside and outside, whose
few dozen weights are fitted by maximum likelihood. `learnt` is what `training.calibrate` asks for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from sayso.evaluating.attribution import AttributedArticle
from sayso.model.attributions import Attribution, Bounds
from sayso.reading.chains import EVENTS, PLAIN, Chain, weighed
from sayso.reading.decoding import Chances, Flags, Tagged
from sayso.reading.sessions import CUE, Network, View
from sayso.reading.words import Stretch, Words, without_cue, words_of

ROLES = ("source", "content")
"""What is asked given a cue."""

DRAWN = 5.0
"""How strongly the weights are drawn to nothing."""

STEPS = 150
SMALLEST_SPREAD = 0.05
"""The spread that is allowed for at least: what is hardly ever seen gets no great weight."""

TOGETHER = 150
"""Cases of like length that are worked through at once."""


@dataclass(frozen=True, slots=True)
class Case:
    """One slot among the words of one window, and which of them gold has inside."""

    seen: Chances
    can: Flags
    inside: Flags


def learnt(network: Network, articles: Iterable[AttributedArticle]) -> dict[str, Chain]:
    """The chain of each role, from articles that the network has not seen."""
    found: dict[str, list[Case]] = {"cue": [], **{role: [] for role in ROLES}}
    for article in articles:
        for role, case in cases(network, article):
            found[role].append(case)
    return {role: fitted(of_role) for role, of_role in found.items()}


def cases(network: Network, article: AttributedArticle) -> Iterator[tuple[str, Case]]:
    """Every slot of an article that gold fills or leaves empty: cues by window, the other roles by gold cue."""
    for view in network.views(article.text):
        words = words_of(view, article.text)
        cues = [bounds for attribution in article.attributions for bounds in attribution.cue]
        yield "cue", _case(words.stretch(without_cue(view, "cue")), _inside(words, cues))
        asked = list(_asked(words, article.attributions))
        scores = network.anchors(view, [(cue.start, cue.end) for cue, _ in asked], CUE) if asked else None
        for number, (cue, attribution) in enumerate(asked if scores else ()):
            for role in ROLES:
                stretch = words.stretch(scores.slot(number, role), cue)
                yield role, _case(stretch, _inside(words, getattr(attribution, role)))


def _asked(words: Words, attributions: Sequence[Attribution]) -> Iterator[tuple[Tagged, Attribution]]:
    """Attributions whose cue begins in the core of a view, with the positions of the cue's first part."""
    for attribution in attributions:
        numbers = np.flatnonzero(_inside(words, sorted(attribution.cue)[:1]))
        if len(numbers) and words.view.window.core[words.positions[numbers[0]][0]]:
            yield Tagged(words.positions[numbers[0]][0], words.positions[numbers[-1]][1], 1.0), attribution


def _inside(words: Words, spans: Iterable[Bounds]) -> Flags:
    starts, ends = _offsets(words.view, words.positions)
    inside = np.zeros(len(starts), dtype=np.bool_)
    for start, end in spans:
        inside |= (starts < end) & (ends > start)
    return inside & words.in_text


def _offsets(view: View, positions: Sequence[tuple[int, int]]) -> tuple[Chances, Chances]:
    first, last = (view.window.tokens[[p[side] - side for p in positions]] for side in (0, 1))
    return view.tokens.starts[first], view.tokens.ends[last]


def _case(stretch: Stretch, inside: Flags) -> Case:
    return Case(stretch.seen, stretch.can, inside[stretch.first : stretch.after] & stretch.can)


def fitted(of_role: Sequence[Case]) -> Chain:
    """The chain under which gold is likeliest, its weights drawn a little towards nothing."""
    batches = list(_batches(of_role))
    spread = _spread(of_role)

    def cost(flat: Chances) -> tuple[float, Chances]:
        scaled = flat.reshape(spread.size, -1)
        parts = [_unlikeliness(batch, scaled / spread) for batch in batches]
        value = sum(part for part, _ in parts) + DRAWN * float((scaled**2).sum())
        slope = sum((of_part for _, of_part in parts), 0.0) / spread + 2 * DRAWN * scaled
        return value, slope.ravel()

    start = Chain.of(PLAIN).weights * spread
    found = minimize(cost, start.ravel(), jac=True, method="L-BFGS-B", options={"maxiter": STEPS}).x
    return Chain(found.reshape(spread.size, -1) / spread)


def _spread(of_role: Sequence[Case]) -> Chances:
    """How far from nothing each thing seen is on average (SEEN × 1): weights of like spread are found in few steps."""
    seen = np.concatenate([case.seen for case in of_role])
    return np.maximum(np.sqrt((seen**2).mean(axis=0)), SMALLEST_SPREAD)[:, None]


def _batches(of_role: Sequence[Case]) -> Iterator[Case]:
    """Cases side by side (cases × words × …), the short ones filled up with words that nothing can take."""
    told = sorted((case for case in of_role if len(case.can)), key=lambda case: len(case.can))
    for first in range(0, len(told), TOGETHER):
        some = told[first : first + TOGETHER]
        longest = len(some[-1].can)
        yield Case(
            *(np.stack([_filled(getattr(c, part), longest) for c in some]) for part in ("seen", "can", "inside"))
        )


def _filled(values: Chances | Flags, longest: int) -> Chances:
    return np.pad(values, [(0, longest - len(values))] + [(0, 0)] * (values.ndim - 1))


def _unlikeliness(batch: Case, weights: Chances) -> tuple[float, Chances]:
    """How unlikely gold is (the negative logarithm), summed over cases, and how that changes with the weights."""
    events = weighed(batch.seen, batch.can, weights)
    total, expected = _expected(events)
    before = np.pad(batch.inside, ((0, 0), (1, 0)))[:, :-1]
    gold = np.stack([batch.inside & ~before, batch.inside & before, ~batch.inside & before], -1).astype(np.float64)
    slope = np.tensordot(batch.seen, expected - gold, ((0, 1), (0, 1)))
    return float(total.sum() - (gold * events).sum()), slope


def _expected(events: Chances) -> tuple[Chances, Chances]:
    """The logarithm of the sum over all paths, and how often each event is expected (forward and backward)."""
    begins, goes_on, ends = np.moveaxis(events, -1, 0).transpose(0, 2, 1)
    outside, inside = np.zeros_like(begins), np.zeros_like(begins)
    inside[0] = begins[0]
    for t in range(1, len(begins)):
        inside[t] = np.logaddexp(outside[t - 1] + begins[t], inside[t - 1] + goes_on[t])
        outside[t] = np.logaddexp(outside[t - 1], inside[t - 1] + ends[t])
    total = np.logaddexp(outside[-1], inside[-1])
    expected = np.zeros((*begins.shape, len(EVENTS)))
    from_outside, from_inside = np.zeros_like(total), np.zeros_like(total)
    for t in range(len(begins) - 1, 0, -1):
        begun, gone_on, ended = begins[t] + from_inside, goes_on[t] + from_inside, ends[t] + from_outside
        came = (outside[t - 1] + begun, inside[t - 1] + gone_on, inside[t - 1] + ended)
        expected[t] = np.exp(np.stack(came, -1) - total[:, None])
        from_outside, from_inside = np.logaddexp(from_outside, begun), np.logaddexp(ended, gone_on)
    expected[0, :, 0] = np.exp(begins[0] + from_inside - total)
    return np.asarray(total), expected.swapaxes(0, 1)
