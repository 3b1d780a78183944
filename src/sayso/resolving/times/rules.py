"""The rules in the order in which they are tried. A value names the rule that gave it."""

from __future__ import annotations

from sayso.model import Unresolved
from sayso.resolving.times import combined, dates, relative
from sayso.resolving.times.rule import (
    DATELESS,
    FROM_DATE,
    LEANING,
    NO_DATE,
    Rule,
    Rules,
    Value,
    counted,
    resolved,
    spoken,
)
from sayso.resolving.times.setting import NOWHERE, Setting
from sayso.resolving.times.single import SINGLE
from sayso.resolving.times.vocabulary import (
    COUNT,
    DAY,
    DAY2,
    DAYS_BETWEEN,
    DECADES,
    MONTH,
    MONTH2,
    MONTHS,
    NAMED_DAYS,
    ORDINALS,
    PARTS,
    SEASONS,
    TO,
    UNIT,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
    normalised,
    one_of,
)

__all__ = ["DATELESS", "LEANING", "NO_DATE", "RULES", "resolve_time"]

ANOTHER_HAPPENING = Unresolved("only the date of another happening")

_NO_HOUR = (
    r"(?!then|noon|midnight|dawn|daybreak|dusk|sunrise|sunset|nightfall|\d{1,2}(?:[.: ]\d\d)? ?[ap]\.?m|\d{1,2}:\d\d"
    r"|(?:1|2|a|an|few) (?:minutes?|hours?))"
)
_CLOCK = r"\d{1,2}(?:[:.]\d\d)? ?(?:[ap]\.?m\.?|hours|hrs|o'clock)?"
_DAYLIKE = one_of(relative.DAYLIKE)
_SEASON = one_of(SEASONS)
_DAYS_OF_WEEK = rf"(?:{one_of(WEEKDAYS)})\b(?: (?:{_DAYLIKE}))?"
_DECADES = rf"(?:(?:the )?(?:{one_of(PARTS)})[- ])?'?(?:(?:1\d|20)?\d0'?s|{one_of(DECADES)})"
_NAMED_DAY = rf"(?:(?P<named>{one_of(NAMED_DAYS)})|{WEEKDAY})\b"
_BESIDE = "after|before|following|preceding|prior to"
_PART_OF = rf"(?:the )?(?:{one_of(PARTS)})(?: (?:of|in)(?: the)?)? "
_MONTHS = rf"(?:{one_of(MONTHS)})\b\.?"
_FULL_DATE = rf"[^-]{{0,40}}?\b{_MONTHS}[^-]{{0,12}}\b\d{{4}}"
_NTH = rf"(?P<ordinal>last|{one_of(ORDINALS)}|\d\d?(?:st|nd|rd|th))"

FROM_DAYS: tuple[Rule, ...] = (
    counted(
        "time from a day",
        rf"{COUNT} {UNIT}s? (?P<way>ago|from|after) (?:on |this past )?{_NAMED_DAY}",
        relative.from_named_day,
        needs_weekday=True,
    ),
    spoken(
        FROM_DATE,
        rf"(?:{COUNT} {UNIT}s?|(?P<unit2>{_DAYLIKE}|week|weekend|month|quarter|year|decade)) "
        rf"(?P<way>{_BESIDE}) (?P<rest>.+)",
        combined.distance_from,
    ),
    spoken(
        "weekday from a date",
        rf"(?:the )?(?:first |last )?{WEEKDAY} (?P<way>{_BESIDE}) (?P<rest>.+)",
        combined.weekday_beside,
    ),
    spoken("eve of a date", r"eve of (?P<rest>.+)", combined.eve),
    spoken(
        "week of a date",
        r"(?:week|(?P<weekend>weekend)) (?P<way>of|ending|ended|beginning|starting|commencing) (?:on )?(?P<rest>.+)",
        combined.week_of,
    ),
    spoken(
        "period to a date",
        rf"(?:{COUNT}[- ])?(?P<unit>day|week|month|quarter|year)s?(?:[- ]period)? (?:that )?"
        r"(?:(?:just )?end(?:ed|ing|s)|(?:up )?to|through) (?:on |in )?(?P<rest>.+)",
        combined.period_to,
    ),
    spoken(
        "weekday of a longer time",
        rf"{_NTH} (?:{WEEKDAY}|(?P<weekend>weekend)) (?:of|in) (?P<rest>.+)",
        combined.weekday_of,
    ),
    spoken("rest of a time", r"(?:rest|remainder|balance) of (?P<rest>.+)", combined.rest_of),
)
"""Rules for a day so far from a day that words name; they come first, as their words hold that day."""

OPEN: tuple[Rule, ...] = (
    spoken(
        "date of another happening",
        rf"^(?:after|before|following) {_NO_HOUR}(?!.*\b(?:ago|later)\b)(?:[^\W\d]\S* ){{2,}}.*"
        rf"(?:{one_of(MONTHS)}|{one_of(WEEKDAYS)})\b",
        lambda *_: ANOTHER_HAPPENING,
    ),
    spoken("after a year", r"post-(?P<year>\d{4})(?: (?:period|era|years))?$", combined.after_year),
    spoken("before", r"pre-(?P<rest>\d{4})\b", combined.before),
    spoken("until then", r"(?:from )?(?:now|today) (?:until|till|to|through|and) (?P<rest>.+)", combined.until_then),
    spoken(
        "from",
        r"(?P<rest>.+?)(?: ?- ?| (?:up )?(?:to|until|till|through) )(?:the )?(?:present(?: day)?|date|now)$",
        combined.since,
    ),
    spoken("from", r"(?:not?|never) (?:earlier|sooner) than (?P<rest>.+)", combined.since),
    spoken("until", r"(?:(?:not?|never) later than|on or before|by or before) (?P<rest>.+)", combined.until),
    spoken("since", r"(?:ever )?since (?P<rest>.+)", combined.since),
    spoken("from", rf"(?:starting(?: from| on)?|from) (?!.*{TO}\w)(?!{_CLOCK} on )(?P<rest>.+)", combined.since),
    spoken("from", r"(?P<rest>.+?) onwards?\b", combined.since),
    spoken("after", rf"^after (?=\d|{MONTH}|{WEEKDAY})(?P<rest>{_NO_HOUR}.+)", combined.since),
    spoken("until", rf"^(?:until|till|up to) (?:the )?(?P<rest>{_NO_HOUR}.+)", combined.until),
    spoken("before", rf"^(?:before|prior to) (?:the )?(?P<rest>{_NO_HOUR}.+)", combined.before),
)
"""Rules for open intervals, whose bound a single expression names."""

RANGES: tuple[Rule, ...] = (
    spoken("range of days", rf"night (?:of|between) {MONTH}\s*{DAY}\s*(?:-|/|,|&|and|to)?\s*{DAY2}$", dates.day_range),
    spoken(
        "range of days",
        rf"{MONTH}\s*{DAY}{DAYS_BETWEEN}{TO}(?:{MONTH2}\s*)?{DAY2}(?!\s*[ap]\.?m){YEAR}",
        dates.day_range,
    ),
    spoken("range of days", rf"{DAY}{DAYS_BETWEEN}{TO}{DAY2}\s+(?:of )?{MONTH}{YEAR}", dates.day_range),
    spoken("range of days", rf"{DAY}\s*(?:of )?{MONTH}{TO}{DAY2}\s*(?:of )?{MONTH2}{YEAR}", dates.day_range),
    spoken("range of months", rf"{MONTH}{TO}{MONTH2}(?! ?\d{{1,2}}\b){YEAR}", dates.month_range),
)
"""Rules for intervals whose ends share a month or a year."""

PAIRS: tuple[Rule, ...] = (
    spoken("interval", r"(?:between|from) (?P<first>.+) (?:and|to|until|till|through) (?P<last>.+)", combined.between),
    spoken("interval", rf"(?P<first>{WEEKDAY}.*) (?:to|until|through) (?P<last>.+)", combined.between),
    spoken("interval", rf"(?P<first>{_DAYS_OF_WEEK}){TO}(?:on )?(?P<last>{_DAYS_OF_WEEK})$", combined.between),
    spoken(
        "interval",
        r"(?P<first>last night|overnight) (?:and|into) (?P<last>(?:early |late )?(?:this morning|today))$",
        combined.between,
    ),
    spoken("interval", rf"(?P<first>{_SEASON}){TO}(?P<last>(?:{_SEASON}) (?:of )?\d{{4}})", combined.between),
    spoken("interval", rf"(?P<first>{_DECADES}){TO}(?:the )?(?P<last>{_DECADES})\b", combined.between),
    spoken("interval", rf"^(?P<first>{_FULL_DATE}){TO}(?P<last>{_FULL_DATE})$", combined.between),
    spoken("interval", rf"^(?P<first>{_PART_OF}{_MONTHS}|{_PART_OF}\d{{4}}){TO}(?P<last>.+)$", combined.between),
    spoken("interval", rf"^(?P<first>(?:{_PART_OF})?{_MONTHS}){TO}(?P<last>{_PART_OF}{_MONTHS}.*)$", combined.between),
    spoken(
        "part of a longer time",
        rf"{_NTH} (?:(?P<count>\d+) (?:full )?(?P<units>days|weeks|months|quarters|years)"
        r"|(?P<unit>day|week|month|year)) (?:of|in) (?P<rest>.+)",
        combined.share,
    ),
)
"""Rules for intervals between two single expressions."""

RULES = Rules((*FROM_DAYS, *OPEN, *RANGES, *PAIRS, *SINGLE))
"""Every rule, in the order in which they are tried."""


def resolve_time(words: str, setting: Setting = NOWHERE) -> Value:
    """The interval that one time expression names, with its rule; Unresolved says why there is none."""
    return resolved(normalised(words), setting, RULES)
