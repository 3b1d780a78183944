"""Who speaks beside whom, and who quotes whom: what the words between the stretches that the network tagged say.

The coded reports hold few claims with two speakers side by side, and fewer with a chain of three, so the network knows
little of either. The words between two speakers tell more: "and" joins two voices, a comma and an article only say more
of one, and of those who quote the nearest is the one who was spoken to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sayso.model import MentionKind
from sayso.reading.decoding import Tagged
from sayso.reading.edges import ARTICLES
from sayso.reading.lexicon import first_match, lexicon

Between = Callable[[Tagged, Tagged], str]
"""The words of the text between two spans, the earlier one first."""

Both = Callable[[Tagged, Tagged], bool]
"""What two spans that "and" joins are, the earlier one first."""

DETERMINERS = ARTICLES | frozenset({"his", "her", "its", "their", "two", "three", "four", "several", "some", "many"})
"""Words that begin a phrase of its own."""

NAMES = (MentionKind.ORGANISATION, MentionKind.PERSON, MentionKind.PLACE)

_JOINS = re.compile(
    r"\s*(?:,\s*)?(?:(?:and|as well as|along with|together with)\s+)(?:both\s+)?(?:the|an?)?\s*", re.IGNORECASE
)
_JOINS_BARELY = re.compile(r"\s*and\s+", re.IGNORECASE)
_LISTS = re.compile(r"\s*,\s*(?:the|an?)?\s*", re.IGNORECASE)
_SAYS_MORE = re.compile(r"\s*,\s*(?:the|an?|who|whose)?\s*", re.IGNORECASE)
_IS_OF = re.compile(r"\s*,\s*(?:[\w’'.-]+\s+){0,5}(?:of|for|in|at|from|with)\s+(?:the\s+|an?\s+)?", re.IGNORECASE)
_TOLD = re.compile(r"\s*(?:had |has |have )?(?:told|tells?|informed)\s+(?:the|an?|its)?\s*", re.IGNORECASE)
_OF_WHAT = re.compile(r"\b(?:of|for)\b", re.IGNORECASE)
_SAYS_MORE_WITHIN = re.compile(r",|\b(?:who|whose|which|that)\b", re.IGNORECASE)


def side_by_side(first: Tagged, others: Sequence[Tagged], between: Between, is_one: Both) -> list[Tagged]:
    """The speakers of the row that `first` stands in, in order: from each to the next only words that join.

    Commas alone make no row: "and" comes before its last. Of what "and" alone joins, `is_one` says which are one
    speaker after all. `others`, in order, do not touch `first`.
    """
    row = [first]
    for span in (span for span in others if span.start >= first.end):
        if not _joins(between(row[-1], span)):
            break
        row.append(span)
    for span in reversed([span for span in others if span.end <= first.start]):
        if not _joins(between(span, row[0])):
            break
        row.insert(0, span)
    if not any(_JOINS.fullmatch(between(one, other)) for one, other in pairwise(row)):
        return [first]
    speakers = row[:1]
    for span in row[1:]:
        if _JOINS_BARELY.fullmatch(between(speakers[-1], span)) and is_one(speakers[-1], span):
            speakers[-1] = joined(speakers[-1], span)
        else:
            speakers.append(span)
    return speakers


def _joins(words: str) -> bool:
    return bool(_JOINS.fullmatch(words) or _LISTS.fullmatch(words))


def joined(one: Tagged, other: Tagged) -> Tagged:
    """Two stretches and what is between them as one, as sure as the surer."""
    return Tagged(one.start, other.end, max(one.score, other.score))


def as_one(first: Tagged, others: Sequence[Tagged], between: Between) -> Tagged:
    """`first` with what only says more of it: "Daro Vesh", "spokesman of the Front" are one speaker's name and office.

    Of two of which one is said to be of the other, as in "Colonel Arro, commander of the Third Brigade", it is the one.
    """
    for other in others:
        one, two = sorted([first, other], key=lambda span: span.start)
        words = between(one, two)
        if _SAYS_MORE.fullmatch(words):
            return joined(one, two)
        if other is one and _IS_OF.fullmatch(words):
            return one
    return first


@dataclass(frozen=True, slots=True)
class Half:
    """What stands on one side of an "and" within a stretch: its words, and what kind of thing they name."""

    words: str
    kind: MentionKind = MentionKind.UNKNOWN


def are_two(one: Half, other: Half) -> bool:
    """Whether the halves of a stretch are two speakers rather than one: "police and residents", "Ministry of Interior
    and Defence".

    They are where the second begins a phrase of its own, where words tell that they speak in two capacities, and where
    both are names.
    """
    if _SAYS_MORE_WITHIN.search(one.words) or not one.words or not other.words:
        return False
    return _begins_anew(other.words) or _speak_as_two(one.words, other.words) or _are_names(one, other)


def is_one(one: Half, other: Half) -> bool:
    """Whether two stretches that were tagged apart are one speaker after all: "diplomatic and religious sources"."""
    is_begun = len(one.words.split()) == 1 or bool(lexicon().offices.search(one.words))
    return is_begun and not are_two(one, other)


def _begins_anew(words: str) -> bool:
    word = words.split()[0].lower()
    return word in DETERMINERS or word.isdigit()


def _speak_as_two(one: str, other: str) -> bool:
    roles = [first_match(lexicon().speaker_roles, words) for words in (one, other)]
    return None not in roles and roles[0] != roles[1] and all(lexicon().many.search(words) for words in (one, other))


def _are_names(one: Half, other: Half) -> bool:
    """Whether both halves are names of one kind, and the first is neither an office nor the beginning of a name."""
    if one.kind is not other.kind or one.kind not in NAMES or lexicon().offices.search(one.words):
        return False
    first, second = one.words.split(), other.words.split()
    are_lower = (one.words + other.words).islower()
    if _OF_WHAT.search(one.words) or not (are_lower or (first[-1][0].isupper() and second[-1][0].isupper())):
        return False
    is_acronym = one.words.isupper() and not other.words.isupper()
    return len(first) == len(second) == 1 or (len(second) > 1 and (len(first) > 1 or is_acronym))


def levels(nearest: Sequence[Tagged], quoting: Sequence[Tagged], between: Between) -> list[tuple[Tagged, int]]:
    """Those who quote, each with its level: the nearer to the speakers of level 0, the lower; side by side, the same.

    Whoever was told something quotes the teller: in "Yazan told the office that …" Yazan is the lower.
    """
    rows: list[list[Tagged]] = []
    for span in sorted(quoting, key=lambda span: span.start):
        if rows and _JOINS.fullmatch(between(rows[-1][-1], span)):
            rows[-1].append(span)
        else:
            rows.append([span])
    rows.sort(key=lambda row: min(_distance(one, row, between) for one in nearest))
    for number in range(len(rows) - 1):
        nearer, further = rows[number], rows[number + 1]
        if further[-1].end <= nearer[0].start and _TOLD.fullmatch(between(further[-1], nearer[0])):
            rows[number : number + 2] = [further, nearer]
    return [(span, level) for level, row in enumerate(rows, 1) for span in row]


def _distance(one: Tagged, row: Sequence[Tagged], between: Between) -> int:
    return len(between(one, row[0])) if one.end <= row[0].start else len(between(row[-1], one))


__all__ = ["Half", "are_two", "as_one", "is_one", "levels", "side_by_side"]
