"""What a rule is, and how rules are tried: each is a kind of time expression; the first that gives a value counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from sayso.model import TimeSpan, Unresolved
from sayso.resolving.times import spans
from sayso.resolving.times.relative import NO_REFERENCE, NO_YEAR, Counted
from sayso.resolving.times.setting import Setting
from sayso.resolving.times.vocabulary import KNOWN_PHRASES, PART_OF_DAY

Value = TimeSpan | Unresolved
Match = re.Match[str]
Apply = Callable[[Match, Setting], Value | None]

ONLY_TIME_OF_DAY = Unresolved("only a time of day")
NO_DATE = Unresolved("no date in the words")
NOT_IN_CALENDAR = Unresolved("outside the years that the calendar has")

DATELESS = (ONLY_TIME_OF_DAY, NO_REFERENCE, NO_YEAR)
"""Reasons of words that do say when, but not on which day."""

BEFORE_REFERENCE, AFTER_REFERENCE = "some time before the reference", "some time after the reference"
AROUND_TOLD = "some time from a happening"
SAME_TIME, TIME_OF_DAY, THE_PRESENT = "same time", "time of day", "the present"
DAY_IN_A_ROW = "day in a row"

LEANING = {
    BEFORE_REFERENCE: Unresolved("no more than that it was before the reference"),
    AFTER_REFERENCE: Unresolved("no more than that it is to come"),
    AROUND_TOLD: Unresolved("no more than that it was before or after another happening"),
    SAME_TIME: NO_DATE,
    TIME_OF_DAY: ONLY_TIME_OF_DAY,
    THE_PRESENT: NO_DATE,
    DAY_IN_A_ROW: NO_DATE,
}
"""Rules whose words name no date of their own, and why a happening that has no others is not dated by them: all news
is of a time before its publication, and an hour goes on any day."""

TIME_AGO = "time ago"
COUNTED_FROM_TOLD, FROM_DATE = "time from a happening", "time from a date"
COMPARED = "a year before what was told"
"""The rule for times that figures are compared with; what comes after does not go on from them."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of time expression: its name, the words that it is for, and what they say in a setting.

    `apply` gives None when the words turn out to be of another kind.
    """

    name: str
    pattern: re.Pattern[str]
    apply: Apply


class Rules:
    """Rules in the order in which they are tried. Which of them fit some words is kept in mind: reports repeat their
    times, and only what they say depends on the setting."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = tuple(rules)
        self._next = lru_cache(maxsize=KNOWN_PHRASES)(self._look_for_next)

    def __iter__(self) -> Iterator[Rule]:
        return iter(self._rules)

    def fitting(self, text: str) -> Iterator[tuple[Rule, Match]]:
        """The rules whose words the text holds, each with where."""
        number = -1
        while fits := self._next(text, number + 1):
            number, found = fits
            yield self._rules[number], found

    def _look_for_next(self, text: str, first: int) -> tuple[int, Match] | None:
        """The next rule that fits, from the one numbered `first` on."""
        for number in range(first, len(self._rules)):
            if found := self._rules[number].pattern.search(text):
                return number, found
        return None


def resolved(text: str, setting: Setting, rules: Rules) -> Value:
    """What the first rule that reads normalised words makes of them; Unresolved when none does."""
    part = PART_OF_DAY.search(text)
    for rule, found in rules.fitting(text):
        value = _applied(rule, found, setting)
        if isinstance(value, TimeSpan):
            return replace(value, rule=f"{rule.name}{value.rule}", part_of_day=part[0] if part else "")
        if value is not None:
            return value
    return ONLY_TIME_OF_DAY if part else NO_DATE


def _applied(rule: Rule, found: Match, setting: Setting) -> Value | None:
    try:
        return rule.apply(found, setting)
    except (OverflowError, ValueError):  # how Python's calendar says that a date lies before year 1 or after 9999
        return NOT_IN_CALENDAR


def spoken(name: str, pattern: str, apply: Apply) -> Rule:
    """A rule for words that begin where no word or hyphen comes before."""
    return Rule(name, re.compile(rf"(?<![\w-]){pattern}"), apply)


def counted(name: str, pattern: str, apply: Counted, *, needs_weekday: bool = False) -> Rule:
    """A rule that counts from the reference. Without the year of the reference its values have none either."""

    def applied(found: Match, setting: Setting) -> Value | None:
        if setting.reference is None:
            return NO_REFERENCE
        if setting.has_year:
            return apply(found, setting.reference, setting)
        if needs_weekday and not setting.has_weekday:
            return NO_YEAR
        value = apply(found, setting.reference, setting)
        if not isinstance(value, TimeSpan):
            return value
        return spans.without_year(value) if spans.is_within_a_year(value) else NO_YEAR

    return spoken(name, pattern, applied)
