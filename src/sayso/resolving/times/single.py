"""The table of rules for expressions that name one date or interval, in the order in which they are tried."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sayso.resolving.times import anchored, dates, feasts, relative
from sayso.resolving.times.rule import (
    AFTER_REFERENCE,
    AROUND_TOLD,
    BEFORE_REFERENCE,
    COMPARED,
    COUNTED_FROM_TOLD,
    DAY_IN_A_ROW,
    SAME_TIME,
    THE_PRESENT,
    TIME_AGO,
    TIME_OF_DAY,
    Rule,
    Rules,
    counted,
    spoken,
)
from sayso.resolving.times.vocabulary import (
    COUNT,
    DAY,
    DECADES,
    EASTER_FEASTS,
    EASTERN_FEASTS,
    FIXED_FEASTS,
    FLOATING_FEASTS,
    ISLAMIC_FEASTS,
    MONTH,
    NAMED_DAYS,
    ORDINALS,
    PART,
    PART_OF_DAY,
    PERIODS,
    SEASONS,
    TO,
    UNIT,
    WEEKDAY,
    YEAR,
    one_of,
)

WEEKDAY2 = WEEKDAY.replace("<weekday>", "<weekday2>")
_PAST, _NEXT = r"(?:past|last|latest|previous|preceding|prior)", r"(?:next|coming)"
_WHICH = r"(?:(?P<which>last|past|this|next|coming)\s+)?"
_YEARS = "last|previous|prior|this|current|next|coming|same|that|following|preceding"
_SAME = r"(?:same|like|comparable|corresponding|equivalent|year-ago|year-earlier)"
_THE = r"(?:the )?"
_NO_PROCESSION = r"(?!(?<=\ba )march\b)(?!(?<=\bthe )march\b)(?!(?<=protest )march\b)"
_FEAST_YEAR = r"(?:,? (?:of |in )?(?P<year>(?:19|20)\d\d))?"
_DAYLIKE = one_of(relative.DAYLIKE)
_VAGUE = r"(?:few|several|some|many|couple of|recent)"
_THE_YEAR = rf"(?:of |in |the )*(?P<which>{_YEARS}) (?:same )?year\b"
_NUMBERED = (
    r"(?:(?P<year2>(?:19|20)\d\d)[- /]?)?(?:LETTER(?P<number>[1-LAST])|(?P<number2>[1-LAST])LETTER)"
    r"(?:(?:,? |[-/]|(?<=LETTER))(?:of |in )?(?:fiscal |fy ?)?(?P<year>(?:19|20)\d\d|'?\d\d(?![:.]?\d)))?(?!\w)"
)


def _names(feasts_of_kind: Iterable[str]) -> str:
    """A pattern for names of feasts, however their apostrophes and hyphens are written."""
    names = sorted(feasts_of_kind, key=len, reverse=True)
    return "|".join(re.sub(r"s\b", "'?s'?", re.escape(name)).replace("\\ ", "[ -]") for name in names)


_ONE_EACH: tuple[Rule, ...] = (
    spoken(
        "years before our era",
        r"(?P<number>\d+)(?:(?: ?- ?| to | and )(?P<number2>\d+)|(?:st|nd|rd|th)[- ](?P<century>century|millennium))? ?"
        r"(?:bce?\b|b\. ?c\.(?: ?e\.)?|before christ\b)",
        dates.years_before_our_era,
    ),
    spoken(
        "named happening",
        rf"(?:(?P<end>outbreak|start|beginning|onset|end|close) of (?:the )?)?(?P<period>{one_of(PERIODS)})(?!\w)",
        feasts.period,
    ),
    spoken("ISO date", r"(?P<year>\d{4})(?P<sign>[-/.])(?P<month>\d\d)(?P=sign)(?P<day>\d\d)(?!\d)", dates.iso_date),
    spoken(
        "ISO date",
        r"(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?!\d)",
        dates.iso_date,
    ),
    spoken(
        "ISO week",
        r"(?:(?P<year>\d{4})-?w(?P<week>\d\d?)\b|(?:calendar )?week (?P<week2>\d\d?) (?:of |in )?(?P<year2>\d{4})\b)",
        dates.week_of_year,
    ),
    spoken(
        "numeric date",
        r"(?P<first>\d{1,2}) ?(?P<sign>[/.-]) ?(?P<second>\d{1,2}) ?(?P=sign) ?(?P<year>(?:19|20)?\d\d)\b",
        dates.numeric,
    ),
    spoken(
        "part of a century",
        rf"(?P<ordinal>last|final|{one_of(ORDINALS)}|\d(?:st|nd|rd|th)) "
        r"(?P<unit>half|third|quarter|decade) of (?:the )?(?P<number>\d{1,2})(?:st|nd|rd|th)[- ]century\b",
        dates.share_of_century,
    ),
    spoken(
        "quarter",
        rf"{MONTH}(?: (?:30|31))? (?:fiscal )?quarter\b(?:(?: of| in)? (?:fiscal )?{YEAR})?",
        dates.quarter_named_by_month,
    ),
    spoken("day and month", rf"(?:(?P<which>last|past|next|coming) )?{MONTH}[\s/-]*{DAY}[-/]?{YEAR}", dates.single_day),
    spoken("day and month", rf"{DAY}\.?[\s/-]*(?:of )?{MONTH}[-/]?{YEAR}", dates.single_day),
    spoken("day and month", rf"(?P<day>[12]\d|3[01]|0?[1-9]){MONTH}{YEAR}", dates.single_day),
    spoken("feast", rf"{_WHICH}(?P<feast>{_names(EASTERN_FEASTS)})\b{_FEAST_YEAR}", feasts.eastern_feast),
    spoken("feast", rf"{_WHICH}(?P<feast>{_names(FIXED_FEASTS)})\b{_FEAST_YEAR}", feasts.fixed_feast),
    spoken("feast", rf"{_WHICH}(?P<feast>{_names(FLOATING_FEASTS)})\b{_FEAST_YEAR}", feasts.floating_feast),
    spoken("feast", rf"{_WHICH}(?P<feast>{_names(EASTER_FEASTS)})\b{_FEAST_YEAR}", feasts.easter_feast),
    spoken("feast of the moon", rf"(?P<feast>{_names(ISLAMIC_FEASTS)})\b{_FEAST_YEAR}", feasts.islamic_feast),
    counted(
        "weekday of a week",
        rf"{WEEKDAY},? (?:of |in |the )*(?P<which>last|past|this|next|coming) week\b"
        rf"|(?P<which2>last|this|next) week(?:'s|,)? (?:on )?{WEEKDAY2}",
        relative.weekday_of_week,
        needs_weekday=True,
    ),
    counted("weekday of a week", rf"{WEEKDAY} week\b", relative.weekday_week, needs_weekday=True),
    counted("weekday of a week", rf"(?:a|1) week on {WEEKDAY}", relative.weekday_week, needs_weekday=True),
    counted("weekday", rf"{WEEKDAY} before last\b", relative.weekday_before_last, needs_weekday=True),
    spoken(
        "weekday beside a happening",
        rf"(?P<way>that same|that|same|following|previous|preceding) {WEEKDAY}",
        anchored.weekday_near,
    ),
    spoken("weekday beside a happening", rf"the {WEEKDAY} (?P<way>before|after)$", anchored.weekday_near),
    counted(
        "weekday",
        rf"{_WHICH}{WEEKDAY}(?:,? the (?P<dated>[12]?\d)(?:st|nd|rd|th)\b)?",
        relative.weekday,
        needs_weekday=True,
    ),
    counted("named day", rf"(?P<named>{one_of(NAMED_DAYS)})\b", relative.named_day),
    counted("overnight", r"overnight\b", relative.overnight),
    counted("hours ago", rf"{COUNT}(?:-\d+)?[- ](?:minutes?|moment|seconds?) ago\b", relative.within_a_day),
    counted("hours ago", rf"{COUNT}[- ]hours? (?:or so )?ago\b", relative.hours_ago),
    counted(
        "hours ago",
        r"(?:few|several|some|couple of|minutes|moments|hours) (?:minutes |hours |moments |short )*ago\b",
        relative.within_a_day,
    ),
    counted("hours ago", rf"{_PAST} (?:few |several )?minutes\b|{_PAST} hour\b", relative.within_a_day),
    counted("past hours", rf"{_PAST} (?:few |several )?hours\b", relative.past_few_hours),
    counted("past hours", rf"{_PAST} (?P<hours>\d+) hours?\b", relative.past_hours),
    counted("coming hours", r"(?:next|coming|following) (?P<hours>\d+) hours?\b", relative.coming_hours),
    spoken("month of a year", rf"{PART}{MONTH},? {_THE_YEAR}", dates.month_of_relative_year),
    spoken("month of a year", rf"(?P<which>{_YEARS}) year's {PART}{MONTH}", dates.month_of_relative_year),
    spoken("season", rf"(?P<season>{one_of(SEASONS)}),? {_THE_YEAR}", dates.season_of_relative_year),
    spoken("season", rf"(?P<which>{_YEARS}) year's (?P<season>{one_of(SEASONS)})\b", dates.season_of_relative_year),
    spoken(
        "quarter",
        rf"(?:(?P<which>{_YEARS}) year's |(?:fiscal )?(?P<year2>\d{{4}})(?:'s)? "
        rf"|(?P<ago>year-(?:ago|earlier)|prior-year) )?(?:fiscal[- ])?"
        rf"(?P<ordinal>{one_of(ORDINALS)}|last(?= (?:fiscal )?quarter of (?:fiscal )?(?:(?:{_YEARS}) year|\d{{4}})))"
        rf"[ -](?:fiscal )?quarter\b"
        rf"(?:(?: of| in)? (?:the )?(?P<which2>{_YEARS}) (?:fiscal )?year\b"
        rf"|(?P<ago2> (?:a|1) year (?:ago|earlier|before))|(?: of)?(?: fiscal)?(?: year)?{YEAR})",
        dates.quarter,
    ),
    spoken(COMPARED, r"(?P<year>\d{4}) (?:quarter|period)\b", anchored.quarter_of_year),
    spoken(
        COMPARED, rf"{_SAME} (?:quarter|period) (?:of |in )(?:fiscal )?(?P<year>\d{{4}})\b", anchored.quarter_of_year
    ),
    spoken(
        COMPARED,
        rf"(?:{_SAME}|(?P<this>this)) (?P<unit>day|week|month|time) (?:of |in )?"
        r"(?:last year|(?:the|a|1) (?:year (?:ago|earlier|before)|(?:previous|prior|preceding) year)"
        r"|(?P<year>\d{4}))\b",
        anchored.same_unit_of_year,
    ),
    spoken(
        COMPARED,
        r"(?P<unit>quarter|period) (?:of |in )?"
        r"(?:last year|the (?:year before|(?:previous|prior) year)|(?:1|a) year (?:ago|earlier|before))\b",
        anchored.year_before,
    ),
    spoken(
        COMPARED,
        r"(?:year-(?:ago|earlier|before)|prior-year)(?: (?P<unit>quarter|period))?\b",
        anchored.year_before,
    ),
    spoken(COMPARED, r"(?:1|a) year earlier\b", anchored.year_earlier),
    spoken("season", rf"{COUNT} (?P<season>{one_of(SEASONS)})s ago\b", dates.season_ago),
    counted(TIME_AGO, rf"{COUNT} {UNIT}s? (?:ago|back)\b", relative.ago),
    counted("time ahead", rf"(?:in |within ){COUNT} {UNIT}(?:'?s'?)? time\b", relative.ahead),
    counted("time ahead", rf"{COUNT} {UNIT}s? (?:from now|from today|hence)\b", relative.ahead),
    counted("time ahead", rf"^(?:with)?in (?:about )?{COUNT} {UNIT}s?$", relative.in_time),
    spoken(COUNTED_FROM_TOLD, rf"{COUNT} {UNIT}s? (?P<way>later|earlier|before|after|on|prior)\b", anchored.distance),
    counted("past period", rf"(?P<told>preceding|foregoing) {COUNT} {UNIT}s\b", relative.past_period),
    counted("past period", rf"{_PAST} (?:one |1 )?{COUNT} {UNIT}s\b", relative.past_period),
    counted("past period", rf"{_PAST} (?P<count>1) {UNIT}\b", relative.past_period),
    counted("past period", rf"{_PAST} (?P<count>)(?P<unit>fortnight)\b", relative.past_period),
    counted("coming period", rf"{_NEXT} {COUNT} {UNIT}s\b", relative.next_period),
    counted("coming period", rf"(?P<told>following|ensuing|subsequent) {COUNT} {UNIT}s\b", relative.next_period),
    counted("coming period", rf"{_NEXT} (?P<count>)(?P<unit>fortnight)\b", relative.next_period),
    counted("coming period", rf"(?:{COUNT} {UNIT}s|(?P<unit2>week|month|year)) ahead\b", relative.next_period),
    counted(
        "before last",
        rf"(?P<unit>{_DAYLIKE}|week|month|quarter|year) (?:before last|after (?P<next>next))\b",
        relative.before_last,
    ),
    counted("before last", r"weekend before last\b", relative.weekend_before_last),
    spoken(
        "weekend beside a happening",
        r"(?P<way>that|same|following|previous|preceding) weekend\b",
        anchored.weekend_near,
    ),
    counted("weekend", r"(?:(?P<which>last|past|this|next|coming) )?weekend\b", relative.weekend),
    spoken(
        "beside a happening",
        rf"(?P<way>next|following|previous|preceding) (?:calendar )?(?P<unit>{_DAYLIKE})\b",
        anchored.neighbour,
    ),
    spoken(
        "beside a happening",
        r"(?P<way>following|subsequent) (?:fiscal |calendar )?(?P<unit>week|month|quarter|year|decade)\b",
        anchored.neighbour,
    ),
    spoken(
        "beside a happening",
        rf"(?P<unit>{_DAYLIKE}|week|month|year) (?P<way>before|after|earlier|later)\b",
        anchored.neighbour,
    ),
    spoken(
        "beside a happening",
        r"(?P<way>previous|prior|preceding) (?:fiscal |calendar )?(?P<unit>week|month|quarter|year|decade)\b",
        anchored.neighbour_if_told,
    ),
    spoken(
        "half of a year",
        rf"(?:(?P<which>{_YEARS}) year's |(?P<year2>\d{{4}})(?:'s)? |(?:the )?year's )?(?:fiscal[- ])?"
        rf"(?P<ordinal>first|second|opening|1st|2nd)[ -]half\b(?:(?: of| in)? (?:the )?(?P<which2>{_YEARS}) year\b|"
        r"(?: of)? the (?:fiscal )?year\b|(?:[ -]year| of)? (?P<year>(?:19|20)\d\d)\b)?(?! of)",
        dates.half,
    ),
    spoken("half of a year", rf"{_NUMBERED.replace('LETTER', 'h').replace('LAST', '2')}", dates.numbered_half),
    counted(
        "day of the month",
        r"(?P<day>[12]?\d|3[01])(?:st|nd|rd|th) (?:day )?of (?:the )?(?P<which>this|last|next|current|past) month\b",
        relative.day_of_relative_month,
    ),
    counted(
        "day of the month",
        r"^(?:on )?(?:the )?(?P<day>[12]?\d|3[01])(?:st|nd|rd|th)(?: of the month)?$",
        relative.day_of_month,
    ),
    counted(
        "calendar unit",
        rf"(?P<earlier>earlier |later )?{PART}{_THE}"
        r"(?P<which>last|past|previous|prior|preceding|this|current|next|coming) "
        r"(?:fiscal |full |calendar |whole )?(?P<unit>week|month|quarter|year|decade|century)(?:(?<=this year)s)?\b",
        relative.unit,
    ),
    spoken(
        "season",
        rf"(?:(?P<which>last|this|next|coming|following|previous|preceding|that|same) |(?P<year2>(?:19|20)\d\d) )?"
        rf"(?P<season>{one_of(SEASONS)})(?:time)?(?P<plural>s)?\b(?! (?:olymp|paralymp|games))"
        rf"(?:(?P<before_last> before last\b)|(?! of (?!'?\d))(?: of)?{YEAR}(?:[-/]\d\d)?)",
        dates.season,
    ),
    spoken(
        "month",
        r"(?:(?P<year>(?:19|20)\d\d)(?P<dash>[-/.])(?P<month>\d\d)|(?P<month_first>\d\d?)/(?P<year_last>(?:19|20)\d\d))"
        r"(?![-/.]?\d)",
        dates.year_and_month,
    ),
    spoken(
        "month",
        rf"{_NO_PROCESSION}{PART}(?:(?P<which>last|past|this|that|next|coming|following|preceding|previous) )?{MONTH}"
        rf"(?: of)?[-/]?{YEAR}",
        dates.month,
    ),
    spoken(
        "decade",
        rf"(?<!his )(?<!her )(?<!their )(?<!my ){PART}'?"
        rf"(?:(?P<digits>(?:1\d|20)?\d0)'?s|(?P<named>{one_of(DECADES)}))\b",
        dates.decade,
    ),
    spoken("quarter", rf"{_NUMBERED.replace('LETTER', 'q').replace('LAST', '4')}", dates.numbered_quarter),
    spoken(
        "centuries",
        rf"{PART}(?P<number>\d{{1,2}})(?:st|nd|rd|th)(?:[- ]century)?{TO}(?:the )?"
        rf"{PART.replace('<part>', '<part2>')}(?P<number2>\d{{1,2}})(?:st|nd|rd|th)[- ]centurys?\b",
        dates.centuries,
    ),
    spoken("century", rf"{PART}(?P<number>\d{{1,2}})(?:st|nd|rd|th)[- ](?:century\b|c\.)", dates.century),
    spoken(
        "years",
        r"(?P<year>\d{4})(?: ?[-/] ?| to | and | or | until | through )'*(?P<year2>\d\d(?:\d\d)?)\b",
        dates.year,
    ),
    spoken("year", r"(?:year[- ]end|end of the year) (?P<year>(?:19|20)\d\d)\b", dates.end_of_year),
    spoken("year", r"(?:ad|a\. ?d\.|ce|anno domini) ?(?P<year>\d{1,4})\b", dates.year_of_era),
    spoken("year", r"(?P<year>\d{1,4}) ?(?:ad|a\. ?d\.|ce|c\. ?e\.)(?!\w)", dates.year_of_era),
    spoken("year", r"(?:in )?(?:the )?year (?P<year>\d{1,3})$", dates.year_of_era),
    spoken(
        "year",
        rf"{PART}(?:the year |fiscal |fy ?|ad |c\. )*(?P<year>1[0-9]\d\d|20\d\d)(?! (?:hours|hrs)\b)\b",
        dates.year,
    ),
    spoken("year", r"(?:fy|fiscal) ?'?(?P<year>\d\d)\b", dates.year),
    spoken("year", r"^(?:c\. ?|ca\. ?|circa |the year |in )*(?P<year>[1-9]\d\d)$", dates.year),
    spoken("year", r"^(?:the year |in |class of )*'(?P<year>\d\d)$", dates.year),
    spoken(
        "same day",
        rf"(?:same|that) (?:{_DAYLIKE})\b|(?:hours|minutes|moments) (?:later|earlier)\b"
        r"|(?:immediately|shortly|soon|moments|minutes|hours?) (?:after|before|later)\b",
        anchored.same_day,
    ),
    spoken("same day", r"(?:earlier|later|late|early) in the (?:day|evening|morning)\b|^the day$", anchored.day_so_far),
    counted(
        "end of a unit",
        r"(?:the )?(?:(?P<unit>year|month)(?:'s)?[- ]end|mid[ -]?(?P<mid>year|month|week))\b",
        relative.end_of_unit,
    ),
    spoken(
        "latest unit",
        r"(?:latest|most recent) (?:fiscal )?(?P<unit>quarter|period|year|month|week)\b",
        anchored.latest_unit,
    ),
    spoken(
        "same unit",
        rf"{PART}(?:(?:(?:the |its )?(?P<pointed>that|same)|the|its)(?: same)?(?: fiscal| full)? |^|(?<=of )|(?<=in ))"
        r"(?P<unit>week|month|quarter|year|decade|century)$",
        anchored.same_unit,
    ),
    counted(
        BEFORE_REFERENCE,
        rf"{_VAGUE} (?:\w+ )?(?:day|week|month|quarter|year|decade)s? (?:ago|back)\b",
        relative.vague_past,
    ),
    spoken(
        AROUND_TOLD,
        r"(?:days|weeks|months|years|decades|shortly|soon|^) ?(?P<way>later|thereafter|afterwards?|earlier|before)\b",
        anchored.some_time_from,
    ),
    counted(BEFORE_REFERENCE, r"^(?:days|weeks|months|years|decades) ago\b", relative.vague_past),
    counted(BEFORE_REFERENCE, rf"{_PAST} {_VAGUE} (?:day|week|month|quarter|year|decade)s\b", relative.vague_past),
    counted(BEFORE_REFERENCE, r"recent (?:day|week|month|year|decade)s\b", relative.vague_past),
    counted(AFTER_REFERENCE, rf"{_NEXT} (?:{_VAGUE} )?(?:day|week|month|year|decade)s\b", relative.vague_future),
    counted(AFTER_REFERENCE, r"(?:day|week|month|year|decade)s ahead\b", relative.vague_future),
    spoken(
        SAME_TIME,
        r"^(?:at |by |since |in |from |until )*"
        r"(?:then|that (?:time|period|hour|moment|point)|the (?:same )?(?:time|period)|this period)$",
        anchored.same_time,
    ),
    counted(
        THE_PRESENT,
        r"^(?:(?:up )?to |until |till |at |by )*(?:the )?"
        r"(?:present(?: day| time| moment)?|time of (?:this )?writing|date)$",
        relative.the_present,
    ),
    counted(
        DAY_IN_A_ROW,
        r"(?:\d{1,2}(?:st|nd|rd|th)|second) (?:(?:consecutive|straight|successive) )?(?:day|night)\b(?! of)",
        relative.the_present,
    ),
    spoken(TIME_OF_DAY, PART_OF_DAY.pattern.removeprefix("\\b"), anchored.time_of_day),
)

SINGLE = Rules(_ONE_EACH)
"""Rules for expressions that name one date or interval. Dates come before relative times, so that "Saturday
(November 5)" is 5 November."""
