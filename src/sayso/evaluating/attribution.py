"""Attributions against PolNeAR gold: spans of each role, and whole attributions.

Exact and begin: over the distinct contiguous spans of a role in an article, blanks and quotes trimmed on both sides.
Jaccard: the mean over gold of the token overlap over union with the best predicted role. Linked: attributions pair by
the token F1 of their contents and are right from a half, when their sources overlap too; one without a source is
right only when none is predicted (Newell, Margolin and Ruths 2018; Wang et al. 2022, CofeNet, COLING).
Published figures are on segments of about 44 tokens; these are on whole articles.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.evaluating.assignment import best_pairs
from sayso.evaluating.figures import Interval, Tally, f1_interval, mean, ratio, total
from sayso.evaluating.gold_files import Record, read_records
from sayso.model.attributions import Attribution, Bounds

ROLES = ("source", "cue", "content")
ALIKE_CONTENT = 0.5
"""Token F1 from which two contents are the same."""

QUOTES = "\"'`“”‘’„‚«»‹›"
_TOKEN = re.compile(r"\w+|[^\w\s]")

Tokens = frozenset[int]


@dataclass(frozen=True, slots=True)
class AttributedArticle:
    """A gold article with its attributions."""

    id: str
    text: str
    attributions: tuple[Attribution, ...]


@dataclass(frozen=True, slots=True)
class TokenRoles:
    """An attribution by the tokens of its roles."""

    source: Tokens
    cue: Tokens
    content: Tokens


@dataclass(frozen=True, slots=True)
class RoleFigures:
    """How well the spans of one role were found."""

    exact: Tally
    begin: Tally
    jaccard: float


@dataclass(frozen=True, slots=True)
class AttributionFigures:
    """Figures over articles; `no_source` is `linked` over the attributions whose source the text leaves out."""

    articles: int
    source: RoleFigures
    cue: RoleFigures
    content: RoleFigures
    linked: Tally
    no_source: Tally
    interval: Interval | None = None
    per_article: tuple[ArticleComparison, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Fractions from 0 to 1."""
        figures: dict[str, Any] = {"articles": self.articles}
        for role in ROLES:
            found: RoleFigures = getattr(self, role)
            figures |= {
                f"{role}_exact_f1": found.exact.f1,
                f"{role}_begin_f1": found.begin.f1,
                f"{role}_jaccard": found.jaccard,
                f"{role}_exact": found.exact.as_dict(),
            }
        linked = self.linked.as_dict()
        if self.interval:
            linked |= {"low": self.interval.low, "high": self.interval.high}
        return figures | {"linked_f1": self.linked.f1, "linked": linked, "no_source": self.no_source.as_dict()}


def evaluate_attribution(
    gold: Path, predict: Callable[[str], Sequence[Attribution]], *, bootstrap: int = 0
) -> AttributionFigures:
    """How well predicted attributions agree with gold; `predict` gets an article's text. Raises BadRecord."""
    compared = [compare_article(article, predict(article.text)) for article in attributed_articles(gold)]
    linked = [one.linked for one in compared]
    return attribution_figures(compared, f1_interval(linked, bootstrap) if bootstrap else None)


def attribution_figures(compared: Sequence[ArticleComparison], interval: Interval | None = None) -> AttributionFigures:
    """The figures of some articles together."""
    return AttributionFigures(
        articles=len(compared),
        source=_summed([one.source for one in compared]),
        cue=_summed([one.cue for one in compared]),
        content=_summed([one.content for one in compared]),
        linked=total(one.linked for one in compared),
        no_source=total(one.no_source for one in compared),
        interval=interval,
        per_article=tuple(compared),
    )


def attributed_articles(path: Path) -> list[AttributedArticle]:
    """The articles of a gold file. Raises BadRecord, UnreadableInput."""
    return [_article(record) for record in read_records(path)]


def _article(record: Record) -> AttributedArticle:
    text = record.text("text")
    rows = record.records("attributions", required=True)
    attributions = tuple(
        Attribution(*(tuple(span.bounds(text) for span in row.records(role)) for role in ROLES)) for row in rows
    )
    return AttributedArticle(record.identity(), text, attributions)


@dataclass(frozen=True, slots=True)
class RoleComparison:
    """One role in one article. `jaccards` has the best overlap of each gold role."""

    exact: Tally
    begin: Tally
    jaccards: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class ArticleComparison:
    """One article's attributions against gold."""

    source: RoleComparison
    cue: RoleComparison
    content: RoleComparison
    linked: Tally
    no_source: Tally


def compare_article(article: AttributedArticle, predicted: Sequence[Attribution]) -> ArticleComparison:
    """One article's predicted attributions against gold."""
    tokens = TokenIndex(article.text)
    golds = [tokens.of_attribution(attribution) for attribution in article.attributions]
    guesses = [tokens.of_attribution(attribution) for attribution in predicted]
    linked, no_source = _linked(golds, guesses)

    def compare(role: str) -> RoleComparison:
        spans = _trimmed(article.text, article.attributions, role), _trimmed(article.text, predicted, role)
        tokens_of = [getattr(gold, role) for gold in golds], [getattr(guess, role) for guess in guesses]
        return compare_role(*spans, tuple(_jaccards(*tokens_of)))

    return ArticleComparison(compare("source"), compare("cue"), compare("content"), linked, no_source)


def compare_role(gold: set[Bounds], predicted: set[Bounds], jaccards: tuple[float, ...]) -> RoleComparison:
    """The spans of one role against gold's, by both ends and by where they begin."""
    begins = {start for start, _ in gold}, {start for start, _ in predicted}
    return RoleComparison(_shared(gold, predicted), _shared(*begins), jaccards)


class TokenIndex:
    """The words and marks of a text, by number."""

    def __init__(self, text: str) -> None:
        found = [match.span() for match in _TOKEN.finditer(text)]
        self.starts = [start for start, _ in found]
        self.ends = [end for _, end in found]

    def inside(self, bounds: Iterable[Bounds]) -> Tokens:
        """The tokens that any of the bounds touch."""
        return frozenset(number for start, end in bounds for number in self._touched(start, end))

    def of_attribution(self, attribution: Attribution) -> TokenRoles:
        """The tokens of each role; a discontinuous role is the union of its parts."""
        return TokenRoles(*(self.inside(getattr(attribution, role)) for role in ROLES))

    def _touched(self, start: int, end: int) -> range:
        first = bisect_left(self.ends, start + 1)
        return range(first, bisect_left(self.starts, end))


def trimmed(text: str, bounds: Bounds) -> Bounds | None:
    """The bounds without blanks and quotes at either end; None when nothing else is inside."""
    start, end = bounds
    while start < end and (text[start].isspace() or text[start] in QUOTES):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in QUOTES):
        end -= 1
    return (start, end) if start < end else None


def _trimmed(text: str, attributions: Iterable[Attribution], role: str) -> set[Bounds]:
    parts = (trimmed(text, bounds) for attribution in attributions for bounds in getattr(attribution, role))
    return {part for part in parts if part}


def _shared(gold: set[Any], predicted: set[Any]) -> Tally:
    return Tally.of(len(gold & predicted), len(predicted), len(gold))


def _jaccards(golds: Iterable[Tokens], predicted: Sequence[Tokens]) -> Iterable[float]:
    for gold in golds:
        if gold:
            yield max((ratio(len(gold & guess), len(gold | guess)) for guess in predicted), default=0.0)


def _linked(golds: Sequence[TokenRoles], predicted: Sequence[TokenRoles]) -> tuple[Tally, Tally]:
    """The tally of all attributions, and of those without a source."""
    pairs = best_pairs(golds, predicted, lambda one, other: _token_f1(one.content, other.content))
    right = [gold for gold, guess in pairs if _is_right(gold, guess)]
    sourceless = [sum(not roles.source for roles in group) for group in (right, predicted, golds)]
    return Tally.of(len(right), len(predicted), len(golds)), Tally.of(*sourceless)


def _is_right(gold: TokenRoles, predicted: TokenRoles) -> bool:
    same_source = bool(gold.source & predicted.source) or not (gold.source or predicted.source)
    return same_source and _token_f1(gold.content, predicted.content) >= ALIKE_CONTENT


def _token_f1(one: Tokens, other: Tokens) -> float:
    return ratio(2 * len(one & other), len(one) + len(other))


def _summed(compared: Sequence[RoleComparison]) -> RoleFigures:
    return RoleFigures(
        total(one.exact for one in compared),
        total(one.begin for one in compared),
        mean([jaccard for one in compared for jaccard in one.jaccards]),
    )
