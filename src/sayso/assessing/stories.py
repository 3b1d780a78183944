"""Stories: which outlet or agency the words of a report come from, when they stand in other reports too."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sayso.assessing.moments import UNKNOWN, Moment, moment_of
from sayso.assessing.rules import rules
from sayso.model import Claim, Copies, Extraction

_WORD = re.compile(r"\w+")
_HYPHEN = re.compile(r"\s*-\s*")
_ARTICLE = re.compile(r"\Athe ", re.IGNORECASE)
CACHED_TEXTS = 4096


@dataclass(frozen=True, slots=True)
class Story:
    """Whose words a sentence is: the name, whether it is an agency's, which reports hold it, and why they are one."""

    name: str
    is_agency: bool
    holders: tuple[Extraction, ...]
    why: str

    @property
    def key(self) -> str:
        """What tells it from other outlets' reporting."""
        return f"outlet:{self.name.lower()}" if self.name else f"report:{self.holders[0].id}"


class Stories:
    """Finds whose words a claim's sentence is, given which reports are copies. `quoted` are the names of outlets and
    agencies that reports quote: a credit may be the initials of one."""

    def __init__(
        self, extractions: Mapping[str, Extraction], copies: Sequence[Copies], quoted: Iterable[str] = ()
    ) -> None:
        self.extractions = extractions
        self.group_of = {extraction: group for group in copies for extraction in group.extractions}
        self.by_initials = _by_initials({extraction.outlet for extraction in extractions.values()} | set(quoted))

    def story_of(self, claim: Claim) -> Story:
        """The story that a claim's sentence belongs to.

        A sentence that stands in several copies is the agency's that one of them credits, else the first outlet's. One
        that stands in its report alone is the outlet's own, though other parts of the report be copied.
        """
        extraction = self.extractions[claim.extraction]
        group = self.group_of.get(extraction.id)
        if group is None:
            agency = self._agency(extraction, [extraction])
            return Story(agency or outlet_name(extraction), bool(agency), (extraction,), "")
        members = [self.extractions[i] for i in group.extractions]
        holders = [m for m in members if m is extraction or holds(m.text, claim.sentence.text)]
        if len(holders) == 1:
            return Story(outlet_name(extraction), False, (extraction,), "")
        agency = next((found for m in holders if (found := self._agency(m, holders))), "")
        return Story(agency or outlet_name(holders[0]), bool(agency), tuple(holders), group.why)

    def first_told(self, claim: Claim) -> Moment:
        """When the words of a claim were first published: a copy that comes late tells nothing new."""
        group = self.group_of.get(claim.extraction)
        if group is None:
            return moment_of(self.extractions[claim.extraction].published)
        moments = [moment_of(holder.published) for holder in self.story_of(claim).holders]
        return min((moment for moment in moments if moment != UNKNOWN), default=UNKNOWN)

    def name_of(self, words: str) -> str:
        """The full name of an outlet or agency from the words that name it."""
        plain = _HYPHEN.sub("-", _ARTICLE.sub("", words.strip()))
        known = rules().agencies.get(plain.lower())
        candidates = self.by_initials.get(plain, set())
        return known or (next(iter(candidates)) if len(candidates) == 1 else plain)

    def _agency(self, extraction: Extraction, holders: Iterable[Extraction]) -> str:
        """The agency that a report credits, by its full name where the holders of the story or all outlets tell it."""
        words = credit(extraction)
        if not words:
            return ""
        own = [name for name in (extraction.outlet, *(h.outlet for h in holders)) if initials(name) == words]
        return own[0] if own else self.name_of(words)


def credit(extraction: Extraction) -> str:
    """The words with which a report credits an agency in its dateline, its byline or at its end; '' if it does not."""
    found = (pattern.search(extraction.text) for pattern in rules().credit_patterns)
    return next((match["credit"] for match in found if match), "")


def outlet_name(extraction: Extraction) -> str:
    """The outlet of a report as one name; '' when it is not known."""
    return rules().agencies.get(extraction.outlet.lower(), extraction.outlet)


def initials(name: str) -> str:
    """The first letters of a name's words, as agencies shorten themselves."""
    return "".join(word[0] for word in name.split() if word[0].isupper())


def holds(text: str, sentence: str) -> bool:
    """Whether a text has a sentence in it, if with a word or two changed or put in: enough of its runs of words stand
    in one stretch of the text that is little longer than the sentence."""
    wanted, places = _runs(sentence), _runs(text)
    least = rules().least_share * len(wanted)
    if len(wanted.keys() & places.keys()) < least:
        return False
    found = sorted((at, run) for run in wanted for at in places.get(run, ()))
    longest = rules().longest_stretch * max(map(max, wanted.values()))
    return any(
        len({run for at, run in found[n:] if at - first <= longest}) >= least for n, (first, _) in enumerate(found)
    )


@lru_cache(maxsize=CACHED_TEXTS)
def _runs(text: str) -> Mapping[str, Sequence[int]]:
    """The runs of words of a text, each with the numbers of the words at which it begins."""
    size = rules().run_of_words
    words = _WORD.findall(text.lower())
    out: dict[str, list[int]] = defaultdict(list)
    for n in range(max(1, len(words) - size + 1)):
        out[" ".join(words[n : n + size])].append(n)
    return dict(out)


def _by_initials(outlets: Iterable[str]) -> dict[str, set[str]]:
    out: dict[str, set[str]] = defaultdict(set)
    for outlet in outlets:
        out[initials(outlet)].add(outlet)
    return out
