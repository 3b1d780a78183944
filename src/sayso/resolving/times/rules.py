"""The rules in the order in which they are tried. A value names the rule that gave it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sayso.model import Precision, TimeSpan, Unresolved
from sayso.model.times import in_order
from sayso.resolving.times import anchored, dates, feasts, relative, spans
from sayso.resolving.times.relative import NO_REFERENCE, NO_YEAR
from sayso.resolving.times.setting import NOWHERE, Setting, Tense
from sayso.resolving.times.vocabulary import (
    COUNT,
    DAY,
    DAY2,
    DECADES,
    EASTER_FEASTS,
    FIXED_FEASTS,
    FLOATING_FEASTS,
    ISLAMIC_FEASTS,
    MONTH,
    MONTH2,
    MONTHS,
    NAMED_DAYS,
    ORDINALS,
    PART,
    PART_OF_DAY,
    PARTS,
    PERIODS,
    SEASONS,
    TO,
    UNIT,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
    count_of,
    normalised,
    one_of,
)

Value = TimeSpan | Unresolved
Match = re.Match[str]
Apply = Callable[[Match, Setting], Value | None]

ONLY_TIME_OF_DAY = Unresolved("only a time of day")
NO_DATE = Unresolved("no date in the words")
NOT_IN_CALENDAR = Unresolved("outside the years that the calendar has")
ANOTHER_HAPPENING = Unresolved("only the date of another happening")


DATELESS = (ONLY_TIME_OF_DAY, NO_REFERENCE, NO_YEAR)
"""Reasons of words that do say when, but not on which day."""

BEFORE_REFERENCE, AFTER_REFERENCE = "some time before the reference", "some time after the reference"
SAME_TIME, TIME_OF_DAY = "same time", "time of day"

LEANING = {
    BEFORE_REFERENCE: Unresolved("no more than that it was before the reference"),
    AFTER_REFERENCE: Unresolved("no more than that it is to come"),
    SAME_TIME: NO_DATE,
    TIME_OF_DAY: ONLY_TIME_OF_DAY,
}
"""Rules whose words name no date of their own, and why a happening that has no others is not dated by them: all news
is of a time before its publication, and an hour goes on any day."""

TIME_AGO = "time ago"
COUNTED_FROM_TOLD = "time from a happening"
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


def resolve_time(words: str, setting: Setting = NOWHERE) -> Value:
    """The interval that one time expression names, with its rule; Unresolved says why there is none."""
    return _resolve(normalised(words), setting, RULES)


def _resolve(text: str, setting: Setting, rules: Sequence[Rule]) -> Value:
    part = PART_OF_DAY.search(text)
    for rule in rules:
        found = rule.pattern.search(text)
        value = _applied(rule, found, setting) if found else None
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


def _rule(name: str, pattern: str, apply: Apply) -> Rule:
    return Rule(name, re.compile(rf"(?<![\w-]){pattern}"), apply)


def _counted(name: str, pattern: str, apply: relative.Counted, *, needs_weekday: bool = False) -> Rule:
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

    return _rule(name, pattern, applied)


# Intervals of two expressions, and open ones


def _between(found: Match, setting: Setting) -> Value | None:
    """ "between Monday and Wednesday", "from January 2015 to March 2016": from where one starts to where one ends."""
    last = _resolve(found["last"], setting, SINGLE)
    if not isinstance(last, TimeSpan) or last.end is None:
        return None
    first = _resolve(found["first"], replace(setting, anchor=last), SINGLE)
    if not isinstance(first, TimeSpan) or first.start is None or first.has_year != last.has_year:
        return None
    if _are_in_wrong_order(first, last) and (days := last.days()):  # "Friday to Monday": the Friday before that Monday
        first = _resolve(found["first"], replace(setting, reference=days[0], tense=Tense.PAST), SINGLE)
        if not isinstance(first, TimeSpan) or first.start is None:
            return None
    if first.precision is Precision.YEAR and last.precision is not Precision.YEAR:
        return None  # "between 1830 and 2200 on 10 December" are hours
    return None if _are_in_wrong_order(first, last) else TimeSpan(first.start, last.end, Precision.DAYS, "")


def _are_in_wrong_order(first: TimeSpan, last: TimeSpan) -> bool:
    """Whether one span starts after another ends; days without a year go by the calendar."""
    if not (first.start and last.end):
        return False
    if not (first.has_year and last.has_year):
        return first.start > last.end
    return in_order(first.start) > in_order(last.end)


def _share(found: Match, setting: Setting) -> Value | None:
    """ "the first week of October", "the last three months of 2018": so many units from one end of a longer time."""
    whole = _resolve(found["rest"], setting, SINGLE)
    if not isinstance(whole, TimeSpan) or whole.precision not in _WHOLES:
        return None
    known, has_year = spans.standing_in(whole)
    value = spans.share_of(known, found["ordinal"], int(found["count"] or 1), found["unit"])
    return value if value is None or has_year else spans.without_year(value)


def _distance_from(found: Match, setting: Setting) -> Value | None:
    """ "two days after the bombing of 5 May", "the day before Christmas": so far from the date in the words."""
    start = _resolve(found["rest"], setting, SINGLE)
    if not isinstance(start, TimeSpan) or start.rule in LEANING:
        return None
    step = 1 if found["way"] in ("after", "following") else -1
    count = count_of(found["count"]) if found["count"] else 1
    name = "day" if found["unit2"] else found["unit"]
    return anchored.counted_from(start, step * count, name)


def _since(found: Match, setting: Setting) -> Value | None:
    """ "since Monday": until the reference when the tense is past, else open; on the reference itself that day."""
    inner = _resolve(found["rest"], setting, SINGLE)
    if not isinstance(inner, TimeSpan) or inner.start is None:
        return None
    rule, reference = f": {inner.rule}", setting.reference_as(has_year=inner.has_year)
    if reference == inner.start and setting.tense in (Tense.PAST, Tense.PRESENT):
        return TimeSpan(inner.start, reference, Precision.DAY, rule)
    if reference and setting.tense is Tense.PAST and inner.start <= reference:
        return TimeSpan(inner.start, reference, Precision.DAYS, rule)
    return TimeSpan(inner.start, None, Precision.OPEN, rule)


def _until(found: Match, setting: Setting) -> Value | None:
    """ "until 3 June": open to that day."""
    inner = _resolve(found["rest"], setting, SINGLE)
    return TimeSpan(None, inner.end, Precision.OPEN, f": {inner.rule}") if isinstance(inner, TimeSpan) else None


def _before(found: Match, setting: Setting) -> Value | None:
    """ "before 3 June", "before the May elections": open to the day before."""
    inner = _resolve(found["rest"], setting, SINGLE)
    if not isinstance(inner, TimeSpan) or inner.start is None:
        return None
    known, has_year = spans.standing_in(inner)
    day_before = spans.day(dt.date.fromisoformat(known.start or "") - dt.timedelta(days=1))
    end = day_before if has_year else spans.without_year(day_before)
    return TimeSpan(None, end.end, Precision.OPEN, f": {inner.rule}")


_PAST, _NEXT = r"(?:past|last|previous|preceding|prior)", r"(?:next|coming)"
_WHICH = r"(?:(?P<which>last|past|this|next|coming)\s+)?"
_THE = r"(?:the )?"
_NO_HOUR = r"(?!then|noon|midnight|dawn|\d{1,2}(?:[.: ]\d\d)? ?[ap]\.?m|\d{1,2}:\d\d)"
_NO_PROCESSION = r"(?!(?<=\ba )march\b)(?!(?<=\bthe )march\b)(?!(?<=protest )march\b)"
_FEAST_YEAR = r"(?:,? (?:of |in )?(?P<year>(?:19|20)\d\d))?"
_DAYLIKE = one_of(relative.DAYLIKE)
_DAYS_OF_WEEK = rf"(?:{one_of(WEEKDAYS)})\b(?: (?:{_DAYLIKE}))?"
_DECADES = rf"(?:(?:the )?(?:{one_of(PARTS)})[- ])?'?(?:(?:1\d|20)?\d0'?s|{one_of(DECADES)})"
_VAGUE = r"(?:few|several|some|many|couple of|recent)"
_NAMED_DAY = rf"(?:(?P<named>{one_of(NAMED_DAYS)})|{WEEKDAY})\b"
_THE_YEAR = r"(?:of |in |the )*(?P<which>last|previous|this|next|same|that) (?:same )?year\b"

_WHOLES = (Precision.WEEK, Precision.MONTH, Precision.QUARTER, Precision.SEASON, Precision.YEAR, Precision.YEARS)

FROM_DAYS: tuple[Rule, ...] = (
    _counted(
        "time from a day",
        rf"{COUNT} {UNIT}s? (?P<way>ago|from|after) (?:on |this past )?{_NAMED_DAY}",
        relative.from_named_day,
        needs_weekday=True,
    ),
    _rule(
        "time from a date",
        rf"(?:{COUNT} {UNIT}s?|(?P<unit2>{_DAYLIKE})) (?P<way>after|before|following|prior to) (?P<rest>.+)",
        _distance_from,
    ),
)
"""Rules for a day so far from a day that words name; they come first, as their words hold that day."""

OPEN: tuple[Rule, ...] = (
    _rule(
        "date of another happening",
        rf"^(?:after|before|following) (?!.*\b(?:ago|later)\b)(?:[^\W\d]\S* ){{2,}}.*"
        rf"(?:{one_of(MONTHS)}|{one_of(WEEKDAYS)})\b",
        lambda *_: ANOTHER_HAPPENING,
    ),
    _rule("since", r"(?:ever )?since (?P<rest>.+)", _since),
    _rule("from", rf"(?:starting(?: from| on)?|from) (?!.*{TO}\w)(?P<rest>.+)", _since),
    _rule("from", r"(?P<rest>.+?) onwards?\b", _since),
    _rule("after", rf"^after (?=\d|{MONTH}|{WEEKDAY})(?P<rest>{_NO_HOUR}.+)", _since),
    _rule("until", rf"^(?:until|till|up to) (?:the )?(?P<rest>{_NO_HOUR}.+)", _until),
    _rule("before", rf"^(?:before|prior to) (?:the )?(?P<rest>{_NO_HOUR}.+)", _before),
)
"""Rules for open intervals, whose bound a single expression names."""

RANGES: tuple[Rule, ...] = (
    _rule("range of days", rf"{MONTH}\s*{DAY}{TO}(?:{MONTH2}\s*)?{DAY2}(?!\s*[ap]\.?m){YEAR}", dates.day_range),
    _rule("range of days", rf"{DAY}{TO}{DAY2}\s+(?:of )?{MONTH}{YEAR}", dates.day_range),
    _rule("range of days", rf"{DAY}\s*(?:of )?{MONTH}{TO}{DAY2}\s*(?:of )?{MONTH2}{YEAR}", dates.day_range),
    _rule("range of months", rf"{MONTH}{TO}{MONTH2}(?! ?\d{{1,2}}\b){YEAR}", dates.month_range),
)
"""Rules for intervals whose ends share a month or a year."""

PAIRS: tuple[Rule, ...] = (
    _rule("interval", r"(?:between|from) (?P<first>.+) (?:and|to|until|till|through) (?P<last>.+)", _between),
    _rule("interval", rf"(?P<first>{WEEKDAY}.*) (?:to|until|through) (?P<last>.+)", _between),
    _rule("interval", rf"(?P<first>{_DAYS_OF_WEEK}) and (?:on )?(?P<last>{_DAYS_OF_WEEK})$", _between),
    _rule("interval", rf"(?P<first>{_DECADES}) (?:and|to|or) (?:the )?(?P<last>{_DECADES})\b", _between),
    _rule(
        "part of a longer time",
        rf"(?P<ordinal>last|{one_of(ORDINALS)}|\d(?:st|nd|rd|th)) (?:(?P<count>\d+) )?(?P<unit>day|week|month|year)s? "
        r"(?:of|in) (?P<rest>.+)",
        _share,
    ),
)
"""Rules for intervals between two single expressions."""

SINGLE: tuple[Rule, ...] = (
    _rule(
        "years before our era",
        r"(?P<number>\d+)(?:(?: ?- ?| to | and )(?P<number2>\d+)|(?P<century>(?:st|nd|rd|th)[- ]century))? ?"
        r"(?:bce?\b|b\. ?c\.(?: ?e\.)?|before christ\b)",
        dates.years_before_our_era,
    ),
    _rule("named happening", rf"(?P<period>{one_of(PERIODS)})(?!\w)", feasts.period),
    _rule("ISO date", r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)\b", dates.iso_date),
    _rule(
        "numeric date",
        r"(?P<first>\d{1,2}) ?(?P<sign>[/.-]) ?(?P<second>\d{1,2}) ?(?P=sign) ?(?P<year>(?:19|20)?\d\d)\b",
        dates.numeric,
    ),
    _rule(
        "quarter",
        rf"{MONTH}(?: (?:30|31))? quarter\b(?:(?: of| in)? (?:fiscal )?{YEAR})?",
        dates.quarter_named_by_month,
    ),
    _rule("day and month", rf"(?:(?P<which>last|past|next|coming) )?{MONTH}\s*{DAY}{YEAR}", dates.single_day),
    _rule("day and month", rf"{DAY}\s*(?:of )?{MONTH}{YEAR}", dates.single_day),
    _rule("feast", rf"{_WHICH}(?P<feast>{one_of(FIXED_FEASTS)})\b{_FEAST_YEAR}", feasts.fixed_feast),
    _rule("feast", rf"{_WHICH}(?P<feast>{one_of(FLOATING_FEASTS)})\b{_FEAST_YEAR}", feasts.floating_feast),
    _rule("feast", rf"{_WHICH}(?P<feast>{one_of(EASTER_FEASTS)})\b{_FEAST_YEAR}", feasts.easter_feast),
    _rule("feast of the moon", rf"(?P<feast>{one_of(ISLAMIC_FEASTS)})\b{_FEAST_YEAR}", feasts.islamic_feast),
    _rule(
        "weekday beside a happening",
        rf"(?P<way>that|same|following|previous|preceding) {WEEKDAY}",
        anchored.weekday_near,
    ),
    _counted(
        "weekday",
        rf"{_WHICH}{WEEKDAY}(?:,? the (?P<dated>[12]?\d)(?:st|nd|rd|th)\b)?",
        relative.weekday,
        needs_weekday=True,
    ),
    _counted("named day", rf"(?P<named>{one_of(NAMED_DAYS)})\b", relative.named_day),
    _counted("overnight", r"overnight\b", relative.overnight),
    _counted(
        "hours ago", r"(?:few|several|some|couple of|minutes|moments) (?:minutes|hours)? ?ago\b", relative.within_a_day
    ),
    _counted("hours ago", r"\d+(?:-\d+)? minutes? ago\b", relative.within_a_day),
    _counted("hours ago", r"(?P<hours>\d+) hours? ago\b", relative.hours_ago),
    _counted("hours ago", rf"{_PAST} (?:few |several )?(?:minutes|hours)\b", relative.within_a_day),
    _counted("past hours", rf"{_PAST} (?P<hours>\d+) hours?\b", relative.past_hours),
    _rule("month of a year", rf"{PART}{MONTH},? {_THE_YEAR}", dates.month_of_relative_year),
    _rule(
        "quarter",
        rf"(?:(?P<which>next|last|this) year's |(?P<year2>\d{{4}})(?:'s)? |(?P<ago>year-(?:ago|earlier)|prior-year) )?"
        rf"(?:fiscal[- ])?(?P<ordinal>{one_of(ORDINALS)})[ -](?:fiscal )?quarter\b"
        rf"(?:(?: of| in)? (?P<which2>next|last|this) year\b|(?: of)?(?: fiscal)?{YEAR})",
        dates.quarter,
    ),
    _rule(COMPARED, r"(?P<year>\d{4}) (?:quarter|period)\b", anchored.quarter_of_year),
    _rule(
        COMPARED,
        r"(?P<unit>quarter|period) (?:of |in )?"
        r"(?:last year|the (?:year before|(?:previous|prior) year)|(?:1|a) year (?:ago|earlier|before))\b",
        anchored.year_before,
    ),
    _rule(
        COMPARED,
        r"(?:year-(?:ago|earlier|before)|prior-year)(?: (?P<unit>quarter|period))?\b",
        anchored.year_before,
    ),
    _rule(COMPARED, r"(?:1|a) year earlier\b", anchored.year_earlier),
    _rule("season", rf"{COUNT} (?P<season>{one_of(SEASONS)})s ago\b", dates.season_ago),
    _counted(TIME_AGO, rf"{COUNT} {UNIT}s? (?:ago|back)\b", relative.ago),
    _counted("time ahead", rf"(?:in |within ){COUNT} {UNIT}s?'? time\b", relative.ahead),
    _counted("time ahead", rf"{COUNT} {UNIT}s? (?:from now|from today|hence)\b", relative.ahead),
    _counted("time ahead", rf"^(?:with)?in (?:about )?{COUNT} {UNIT}s?$", relative.in_time),
    _rule(COUNTED_FROM_TOLD, rf"{COUNT} {UNIT}s? (?P<way>later|earlier|before|after|on|prior)\b", anchored.distance),
    _counted("past period", rf"{_PAST} (?:one |1 )?{COUNT} {UNIT}s\b", relative.past_period),
    _counted("past period", rf"{_PAST} (?P<count>1) {UNIT}\b", relative.past_period),
    _counted("coming period", rf"{_NEXT} {COUNT} {UNIT}s\b", relative.next_period),
    _counted(
        "before last",
        rf"(?P<unit>{_DAYLIKE}|week|month|quarter|year) (?:before last|after (?P<next>next))\b",
        relative.before_last,
    ),
    _rule(
        "weekend beside a happening",
        r"(?P<way>that|same|following|previous|preceding) weekend\b",
        anchored.weekend_near,
    ),
    _counted("weekend", r"(?:(?P<which>last|past|this|next|coming) )?weekend\b", relative.weekend),
    _rule(
        "beside a happening", rf"(?P<way>next|following|previous|preceding) (?P<unit>{_DAYLIKE})\b", anchored.neighbour
    ),
    _rule(
        "beside a happening", r"(?P<way>following|preceding) (?P<unit>week|month|quarter|year)\b", anchored.neighbour
    ),
    _rule(
        "beside a happening",
        rf"(?P<unit>{_DAYLIKE}|week|month|year) (?P<way>before|after|earlier|later)\b",
        anchored.neighbour,
    ),
    _rule(
        "beside a happening",
        r"(?P<way>previous|prior) (?:fiscal )?(?P<unit>week|month|quarter|year)\b",
        anchored.neighbour_if_told,
    ),
    _rule(
        "half of a year",
        r"(?:(?P<which>next|last|this) year's |(?P<year2>\d{4})(?:'s)? |(?:the )?year's )?(?:fiscal[- ])?"
        r"(?P<ordinal>first|second|1st|2nd)[ -]half\b(?:(?: of| in)? (?P<which2>next|last|this) year\b|"
        r"(?: of)? the (?:fiscal )?year\b)?(?! of)",
        dates.half,
    ),
    _counted(
        "calendar unit",
        rf"(?P<earlier>earlier |later )?{PART}{_THE}"
        r"(?P<which>last|past|previous|prior|preceding|this|current|next|coming) "
        r"(?:fiscal |full |calendar )?(?P<unit>week|month|quarter|year|decade|century)(?:(?<=this year)s)?\b",
        relative.unit,
    ),
    _rule(
        "season",
        rf"(?:(?P<which>last|this|next) )?(?P<season>{one_of(SEASONS)})(?P<plural>s)?\b"
        rf"(?! of (?!'?\d))(?: of)?{YEAR}(?:-\d\d)?",
        dates.season,
    ),
    _rule(
        "month",
        rf"{_NO_PROCESSION}{PART}(?:(?P<which>last|past|this|that|next|coming) )?{MONTH}(?: of)?{YEAR}",
        dates.month,
    ),
    _rule(
        "decade",
        rf"(?<!his )(?<!her )(?<!their )(?<!my ){PART}'?"
        rf"(?:(?P<digits>(?:1\d|20)?\d0)'?s|(?P<named>{one_of(DECADES)}))\b",
        dates.decade,
    ),
    _rule("quarter", rf"q(?P<number>[1-4])\b{YEAR}", dates.numbered_quarter),
    _rule("century", rf"{PART}(?P<number>\d{{1,2}})(?:st|nd|rd|th)[- ]century\b", dates.century),
    _rule(
        "years",
        r"(?P<year>\d{4})(?: ?- ?| to | and | until | through )(?P<year2>\d\d(?:\d\d)?)\b",
        dates.year,
    ),
    _rule(
        "year",
        rf"{PART}(?:the year |fiscal |ad |c\. )*(?P<year>1[0-9]\d\d|20\d\d)(?! (?:hours|hrs|gmt|local))\b",
        dates.year,
    ),
    _rule("year", r"ad ?(?P<year>\d{3,4})\b", dates.year),
    _rule("year", r"^(?:c\. ?|ca\. ?|circa |the year |in )*(?P<year>[1-9]\d\d)$", dates.year),
    _rule("year", r"^(?:the year |in |class of )*'(?P<year>\d\d)$", dates.year),
    _rule("year", r"(?P<year>\d{1,4}) (?:ad|a\.d\.|ce)(?!\w)", dates.year),
    _rule(
        "same day",
        rf"(?:same|that) (?:{_DAYLIKE})\b|(?:hours|minutes|moments) (?:later|earlier)\b"
        r"|(?:immediately|shortly|soon|moments|minutes|hours?) (?:after|before|later)\b",
        anchored.same_day,
    ),
    _rule("same day", r"(?:earlier|later|late|early) in the (?:day|evening|morning)\b|^the day$", anchored.day_so_far),
    _counted(
        "end of a unit",
        r"(?:the )?(?:(?P<unit>year|month)(?:'s)?[- ]end|mid[ -]?(?P<mid>year|month|week))\b",
        relative.end_of_unit,
    ),
    _rule(
        "latest unit",
        r"(?:latest|most recent) (?:fiscal )?(?P<unit>quarter|period|year|month|week)\b",
        anchored.latest_unit,
    ),
    _rule(
        "same unit",
        rf"{PART}(?:(?:(?:the |its )?(?P<pointed>that|same)|the|its)(?: same)?(?: fiscal| full)? |^|(?<=of )|(?<=in ))"
        r"(?P<unit>week|month|quarter|year|decade|century)$",
        anchored.same_unit,
    ),
    _counted("day of the month", r"^(?:on )?(?:the )?(?P<day>[12]?\d|3[01])(?:st|nd|rd|th)$", relative.day_of_month),
    _counted(
        BEFORE_REFERENCE,
        rf"{_VAGUE} (?:\w+ )?(?:day|week|month|quarter|year|decade)s? (?:ago|back)\b",
        relative.vague_past,
    ),
    _counted(BEFORE_REFERENCE, r"^(?:days|weeks|months|years|decades) ago\b", relative.vague_past),
    _counted(BEFORE_REFERENCE, rf"{_PAST} {_VAGUE} (?:day|week|month|quarter|year|decade)s\b", relative.vague_past),
    _counted(BEFORE_REFERENCE, r"recent (?:day|week|month|year|decade)s\b", relative.vague_past),
    _counted(AFTER_REFERENCE, rf"{_NEXT} (?:{_VAGUE} )?(?:day|week|month|year|decade)s\b", relative.vague_future),
    _counted(AFTER_REFERENCE, r"(?:day|week|month|year|decade)s ahead\b", relative.vague_future),
    _rule(
        SAME_TIME,
        r"^(?:at |by |since |in |from |until )*"
        r"(?:then|that (?:time|period|hour|moment|point)|the (?:same )?(?:time|period)|this period)$",
        anchored.same_time,
    ),
    _rule(TIME_OF_DAY, PART_OF_DAY.pattern.removeprefix("\\b"), anchored.time_of_day),
)
"""Rules for expressions that name one date or interval. Dates come before relative times, so that "Saturday
(November 5)" is 5 November."""

RULES = (*FROM_DAYS, *OPEN, *RANGES, *PAIRS, *SINGLE)
"""Every rule, in the order in which they are tried."""
