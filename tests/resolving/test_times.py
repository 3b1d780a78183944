"""Time expressions and the intervals that they name; every phrase is invented."""

import datetime as dt
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model import (
    Claim,
    Extraction,
    Mention,
    Precision,
    Published,
    PublishedPrecision,
    Stance,
    Status,
    TimeSpan,
    Unresolved,
    day_span,
)
from sayso.resolving import dates_of
from sayso.resolving.times import (
    RULES,
    Setting,
    Tense,
    reference_day,
    resolve_time,
    resolve_times,
    resolve_when,
    setting_of,
)
from sayso.resolving.times.feasts import easter, islamic_date
from sayso.resolving.times.references import is_month_first

WEDNESDAY = dt.date(2021, 3, 10)
TOLD = day_span(dt.date(2021, 2, 26), "a test")

NAMED = """
29 May 2019 | 2019-05-29
May 29, 2019 | 2019-05-29
29th of May, 2019 | 2019-05-29
the night of 29 May 2019 | 2019-05-29
Monday, 29 May 2017 | 2017-05-29
29 MAY 89 | 1989-05-29
2019-05-29 | 2019-05-29
29/5/2019 | 2019-05-29
5/29/2019 | 2019-05-29
29.05.2019 | 2019-05-29
29 May | XXXX-05-29
Saturday (November 5) night | XXXX-11-05
5 to 9 May 2019 | 2019-05-05/2019-05-09
May 5-9, 2019 | 2019-05-05/2019-05-09
30 May to 2 June 2019 | 2019-05-30/2019-06-02
December 30 - January 2, 2020 | 2019-12-30/2020-01-02
the intervening night of September 13 and 14 | XXXX-09-13/XXXX-09-14
between 5 May 2019 and 3 June 2019 | 2019-05-05/2019-06-03
between 1830 and 2200 on 10 December | XXXX-12-10
May 2019 | 2019-05-01/2019-05-31
early May 2019 | 2019-05-01/2019-05-10
mid-May 2019 | 2019-05-11/2019-05-20
the end of May 2019 | 2019-05-28/2019-05-31
May | XXXX-05-01/XXXX-05-31
from May to July 2019 | 2019-05-01/2019-07-31
between May and June in 2019 | 2019-05-01/2019-06-30
2019 | 2019-01-01/2019-12-31
early 2019 | 2019-01-01/2019-04-30
the second half of 2019 | 2019-07-01/2019-12-31
2016-17 | 2016-01-01/2017-12-31
1994 to 2008 | 1994-01-01/2008-12-31
between 1994 and 2008 | 1994-01-01/2008-12-31
nineteen ninety-six | 1996-01-01/1996-12-31
the 1970s | 1970-01-01/1979-12-31
the late 1970s | 1975-01-01/1979-12-31
the early 1980s | 1980-01-01/1984-12-31
the mid-1990s | 1993-01-01/1996-12-31
the '80s | 1980-01-01/1989-12-31
the sixties | 1960-01-01/1969-12-31
the 19th century | 1800-01-01/1899-12-31
the twentieth century | 1900-01-01/1999-12-31
the third quarter of 2019 | 2019-07-01/2019-09-30
the summer of 2019 | 2019-06-01/2019-09-30
since 2015 | 2015-01-01/..
until 3 June 2019 | ../2019-06-03
before 3 June 2019 | ../2019-06-02
before the May 2019 elections | ../2019-04-30
after 3 June 2019 | 2019-06-03/..
before 5 am on 3 June 2019 | 2019-06-03
during the protest march | -
as they sat down | -
Christmas Eve 2019 | 2019-12-24
New Year's Day | XXXX-01-01
Good Friday 2019 | 2019-04-19
World War II | 1939-09-01/1945-09-02
9/11 | 2001-09-11
Labor Day 2019 | 2019-09-02
Memorial Day 2019 | 2019-05-27
Thanksgiving 2019 | 2019-11-28
the fifth of May 2019 | 2019-05-05
May the 5th, 2019 | 2019-05-05
the first of May 2019 | 2019-05-01
5 May '19 | 2019-05-05
the summer of '82 | 1982-06-01/1982-09-30
'98 | 1998-01-01/1998-12-31
Q3 2019 | 2019-07-01/2019-09-30
the second fiscal quarter of 2019 | 2019-04-01/2019-06-30
the first week of May 2019 | 2019-05-01/2019-05-07
the last week of May 2019 | 2019-05-25/2019-05-31
the first three months of 2019 | 2019-01-01/2019-03-31
the last day of 2019 | 2019-12-31
the second week of May | XXXX-05-08/XXXX-05-14
the latter part of 2019 | 2019-09-01/2019-12-31
the late 1970s and early 1980s | 1975-01-01/1984-12-31
the late 19th century | 1875-01-01/1899-12-31
two days after the fire of 5 May 2019 | 2019-05-07
the day before Christmas 2019 | 2019-12-24
two years before 2019 | 2017-01-01/2017-12-31
summers | XXXX-06-01/XXXX-09-30
12 June 512 | 0512-06-12
c. 512 | 0512-01-01/0512-12-31
44 BC | -0043-01-01/-0043-12-31
264-241 B.C. | -0263-01-01/-0240-12-31
the fifth century BCE | -0499-01-01/-0400-12-31
between 500 BC and 450 BC | -0499-01-01/-0449-12-31
40 000 BC | -
31 June 2019 | -
yesterday | -
Monday | -
around 5 pm | -
recently | -
"""

NAMED_IN_MANY_WAYS = """
20190529 | 2019-05-29
2019/05/29 | 2019-05-29
2019-05-29T10:30:00Z | 2019-05-29
29-May-2019 | 2019-05-29
29-May-19 | 2019-05-29
29. May 2019 | 2019-05-29
May twenty-ninth, 2019 | 2019-05-29
the twenty-ninth day of May 2019 | 2019-05-29
May the fifth, 2019 | 2019-05-05
2019-05 | 2019-05-01/2019-05-31
05/2019 | 2019-05-01/2019-05-31
2010-11 | 2010-01-01/2011-12-31
week 23 of 2019 | 2019-06-03/2019-06-09
2019-W23 | 2019-06-03/2019-06-09
29, 30 and 31 May 2019 | 2019-05-29/2019-05-31
May 29 & 30, 2019 | 2019-05-29/2019-05-30
29/30 May 2019 | 2019-05-29/2019-05-30
29 May 2019 – 3 June 2019 | 2019-05-29/2019-06-03
May 29, 2019 through June 3, 2020 | 2019-05-29/2020-06-03
May/June 2019 | 2019-05-01/2019-06-30
late May or early June 2019 | 2019-05-21/2019-06-10
from late 2018 to early 2019 | 2018-09-01/2019-04-30
mid-to-late May 2019 | 2019-05-11/2019-05-31
the first few days of May 2019 | 2019-05-01/2019-05-03
the final days of 2019 | 2019-12-01/2019-12-31
the third Friday of March 2020 | 2020-03-20
the last Sunday in October 2020 | 2020-10-25
the fifth Monday of May 2019 | -
the last weekend in May 2020 | 2020-05-30/2020-05-31
the first Monday after 1 May 2019 | 2019-05-06
the Friday before Christmas 2020 | 2020-12-18
the week of 5 June 2020 | 2020-06-01/2020-06-07
the week ending 5 June 2020 | 2020-05-30/2020-06-05
the weekend of 4 May 2019 | 2019-05-04/2019-05-05
the eve of 1 May 2019 | 2019-04-30
the week after 5 May 2019 | 2019-05-06/2019-05-12
the month before May 2019 | 2019-04-01/2019-04-30
the year after 2015 | 2016-01-01/2016-12-31
the quarter ended June 30, 2020 | 2020-04-01/2020-06-30
the nine months ended 30 September 2020 | 2020-01-01/2020-09-30
the year to March 2020 | 2019-04-01/2020-03-31
2020 Q1 | 2020-01-01/2020-03-31
3Q19 | 2019-07-01/2019-09-30
H2 2019 | 2019-07-01/2019-12-31
first half 2019 | 2019-01-01/2019-06-30
the opening quarter of 2019 | 2019-01-01/2019-03-31
the last quarter of 2019 | 2019-10-01/2019-12-31
FY20 | 2020-01-01/2020-12-31
2019/20 | 2019-01-01/2020-12-31
1999–00 | 1999-01-01/2000-12-31
2015 or 2016 | 2015-01-01/2016-12-31
year-end 2019 | 2019-12-01/2019-12-31
nineteen oh five | 1905-01-01/1905-12-31
nineteen-eighty-four | 1984-01-01/1984-12-31
79 AD | 0079-01-01/0079-12-31
A.D. 79 | 0079-01-01/0079-12-31
the year 71 | 0071-01-01/0071-12-31
the nineteen-nineties | 1990-01-01/1999-12-31
the early-to-mid 1990s | 1990-01-01/1996-12-31
the noughties | 2000-01-01/2009-12-31
the XIX century | 1800-01-01/1899-12-31
the second century | 0100-01-01/0199-12-31
the 16th and 17th centuries | 1500-01-01/1699-12-31
the late eighteenth and early nineteenth centuries | 1775-01-01/1824-12-31
the first decade of the 21st century | 2000-01-01/2009-12-31
the last quarter of the nineteenth century | 1875-01-01/1899-12-31
the second millennium BC | -1999-01-01/-1000-12-31
post-2015 | 2016-01-01/..
pre-1990 | ../1989-12-31
2015 – present | 2015-01-01/..
no later than 5 May 2019 | ../2019-05-05
no earlier than 5 May 2019 | 2019-05-05/..
before dawn on 5 May 2019 | 2019-05-05
New Years Eve 2019 | 2019-12-31
Presidents Day 2019 | 2019-02-18
Black Friday 2019 | 2019-11-29
Ash Wednesday 2019 | 2019-03-06
Orthodox Easter 2019 | 2019-04-28
Eid-ul-Azha 2019 | 2019-08-11/2019-08-16
the outbreak of the Korean War | 1950-06-25
January 16 , 2016 | 2016-01-16
January the 1st , 1989 | 1989-01-01
the 2d of May 2019 | 2019-05-02
the night of May 27-28 | XXXX-05-27/XXXX-05-28
the intervening night of May 27 28 | XXXX-05-27/XXXX-05-28
the spring and summer of 2009 | 2009-03-01/2009-09-30
1992-'93 | 1992-01-01/1993-12-31
1992-â€™93 | 1992-01-01/1993-12-31
post-2007 | 2008-01-01/..
the post-2007 clashes | -
election day | -
"""

AGAINST_A_WEDNESDAY = """
today | 2021-03-10
this morning | 2021-03-10
yesterday | 2021-03-09
late last night | 2021-03-09
the day before yesterday | 2021-03-08
tomorrow | 2021-03-11
overnight | 2021-03-09/2021-03-10
a few hours ago | 2021-03-10
in the past 24 hours | 2021-03-09/2021-03-10
over the past few hours | 2021-03-09/2021-03-10
in the past hour | 2021-03-10
last night and early this morning | 2021-03-09/2021-03-10
from 10 am on Friday | 2021-03-05
Tuesdayâ€™s | 2021-03-09
Wednesday | 2021-03-10
Tuesday | 2021-03-09
early Monday | 2021-03-08
Friday night | 2021-03-05
last Wednesday | 2021-03-03
last Tuesday | 2021-03-09
next Friday | 2021-03-12
three days ago | 2021-03-07
two weeks ago | 2021-02-24
a couple of days ago | 2021-03-08
a month ago | 2021-02-01/2021-02-28
two years ago | 2019-01-01/2019-12-31
a decade ago | 2011-01-01/2011-12-31
last week | 2021-03-01/2021-03-07
this week | 2021-03-08/2021-03-14
next week | 2021-03-15/2021-03-21
earlier this week | 2021-03-08/2021-03-10
the weekend | 2021-03-06/2021-03-07
last month | 2021-02-01/2021-02-28
earlier this month | 2021-03-01/2021-03-10
this year | 2021-01-01/2021-12-31
last year | 2020-01-01/2020-12-31
early next year | 2022-01-01/2022-04-30
in the past month | 2021-02-01/2021-02-28
Saturday and Sunday | 2021-03-06/2021-03-07
Friday to Monday | 2021-03-05/2021-03-08
Friday the 12th | 2021-02-12
the 8th | 2021-03-08
the 15th | 2021-02-15
20 years ago today | 2001-03-10
a week ago Friday | 2021-02-26
a week from Monday | 2021-03-22
a year and a half ago | 2019-09-01/2019-09-30
20-odd years ago | 2001-01-01/2001-12-31
half a century ago | 1971-01-01/1971-12-31
two summers ago | 2019-06-01/2019-09-30
the week before last | 2021-02-22/2021-02-28
the night before last | 2021-03-08
the year after next | 2023-01-01/2023-12-31
a few days ago | ../2021-03-10
in recent weeks | ../2021-03-10
the last several months | ../2021-03-10
the coming weeks | 2021-03-10/..
the prior year | 2020-01-01/2020-12-31
the current fiscal year | 2021-01-01/2021-12-31
last century | 1900-01-01/1999-12-31
later this month | 2021-03-10/2021-03-31
the end of the month | 2021-03-28/2021-03-31
month's end | 2021-03-28/2021-03-31
mid-year | 2021-05-01/2021-08-31
the first half | 2021-01-01/2021-06-30
last year's second half | 2020-07-01/2020-12-31
the December quarter | 2020-10-01/2020-12-31
last February | 2020-02-01/2020-02-29
next June 30 | 2021-06-30
last Christmas | 2020-12-25
this Easter | 2021-04-04
3/11/2020 | 2020-11-03
4/3/2021 | 2021-03-04
3/4/2021 | 2021-03-04
the past two weeks | 2021-02-24/2021-03-10
the past three months | 2020-12-10/2021-03-10
over the past 18 months | 2019-09-10/2021-03-10
the next ten days | 2021-03-10/2021-03-20
29 August | 2020-08-29
August 29 | 2020-08-29
3 March | 2021-03-03
20 March | 2021-03-20
December | 2020-12-01/2020-12-31
last May | 2020-05-01/2020-05-31
June last year | 2020-06-01/2020-06-30
last summer | 2020-06-01/2020-09-30
since Monday | 2021-03-08/..
between Monday and Wednesday | 2021-03-08/2021-03-10
from Friday to Sunday | 2021-03-05/2021-03-07
year-end | 2021-12-01/2021-12-31
the first quarter | 2021-01-01/2021-03-31
the latest quarter | 2020-10-01/2020-12-31
the latest fiscal year | 2020-01-01/2020-12-31
the 2019 period | 2019-01-01/2019-12-31
the year-ago quarter | 2019-10-01/2019-12-31
the quarter a year earlier | 2019-10-01/2019-12-31
the third quarter last year | 2020-07-01/2020-09-30
Christmas | 2020-12-25
48 hours ago | 2021-03-08
an hour ago | 2021-03-10
the next 24 hours | 2021-03-10/2021-03-11
a couple days ago | 2021-03-08
two dozen years ago | 1997-01-01/1997-12-31
a quarter-century ago | 1996-01-01/1996-12-31
three-and-a-half years ago | 2017-09-01/2017-09-30
the last year and a half | 2019-09-10/2021-03-10
the past fortnight | 2021-02-24/2021-03-10
the latest 12 months | 2020-03-10/2021-03-10
the year ahead | 2021-03-10/2022-03-10
in a week's time | 2021-03-17
this past week | 2021-03-01/2021-03-07
Monday of last week | 2021-03-01
Friday next week | 2021-03-19
last week's Tuesday | 2021-03-02
Monday week | 2021-03-22
the Monday before last | 2021-03-01
the weekend before last | 2021-02-27/2021-02-28
Thursday night into Friday | 2021-03-04/2021-03-05
Thursday or Friday | 2021-03-04/2021-03-05
the second Tuesday of the month | 2021-03-09
the 3rd of last month | 2021-02-03
last year's May | 2020-05-01/2020-05-31
the autumn of last year | 2020-09-01/2020-12-31
the summer before last | 2019-06-01/2019-09-30
this coming summer | 2021-06-01/2021-09-30
the third quarter of the previous year | 2020-07-01/2020-09-30
the same month last year | 2020-03-01/2020-03-31
the same period of 2019 | 2019-01-01/2019-12-31
this time last year | 2020-03-01/2020-03-31
the preceding quarter | 2020-10-01/2020-12-31
the rest of the year | 2021-03-10/2021-12-31
the remainder of 2021 | 2021-03-10/2021-12-31
from now until 2025 | 2021-03-10/2025-12-31
year to date | 2021-01-01/..
late May 2020 and early June | 2020-05-21/2020-05-31
the Monday after Easter | 2021-04-05
Tuesday following Monday's attack | 2021-03-09
Saturday after last week's raid | 2021-03-06
the present day | 2021-03-10
"""

AFTER_FRIDAY_26_FEBRUARY = """
the same day | 2021-02-26
that night | 2021-02-26
hours later | 2021-02-26
immediately after the blast | 2021-02-26
the next day | 2021-02-27
the following morning | 2021-02-27
the previous evening | 2021-02-25
the day before | 2021-02-25
two days after the bombing | 2021-02-28
three days later | 2021-03-01
a week earlier | 2021-02-19
a month later | 2021-03-01/2021-03-31
a year earlier | 2020-02-26
that month | 2021-02-01/2021-02-28
the same year | 2021-01-01/2021-12-31
the following week | 2021-03-01/2021-03-07
the week before | 2021-02-15/2021-02-21
the previous month | 2021-01-01/2021-01-31
the following Monday | 2021-03-01
the previous Monday | 2021-02-22
that Monday | 2021-02-22
that weekend | 2021-02-27/2021-02-28
the following weekend | 2021-03-06/2021-03-07
the 3rd | 2021-02-03
then | 2021-02-26
at that time | 2021-02-26
around 5 pm | 2021-02-26
the Friday before | 2021-02-19
the Monday after | 2021-03-01
the following May | 2021-05-01/2021-05-31
the previous May | 2020-05-01/2020-05-31
June of the following year | 2022-06-01/2022-06-30
the following three months | 2021-02-26/2021-05-26
the preceding two weeks | 2021-02-12/2021-02-26
a few days later | 2021-02-26/..
months earlier | ../2021-02-26
"""


def rows(table):
    return [(words, value) for words, _, value in (line.rpartition(" | ") for line in table.strip().splitlines())]


def said(value):
    return value.edtf if isinstance(value, TimeSpan) else "-"


@pytest.mark.parametrize(("words", "value"), [*rows(NAMED), *rows(NAMED_IN_MANY_WAYS)])
def test_words_name_an_interval_by_themselves_or_none(words, value):
    assert said(resolve_time(words)) == value


@pytest.mark.parametrize(("words", "value"), rows(AGAINST_A_WEDNESDAY))
def test_words_name_an_interval_against_the_day_of_publication(words, value):
    assert said(resolve_time(words, Setting(WEDNESDAY))) == value


@pytest.mark.parametrize(("words", "value"), rows(AFTER_FRIDAY_26_FEBRUARY))
def test_words_name_an_interval_against_what_was_told_before(words, value):
    assert said(resolve_time(words, Setting(WEDNESDAY, anchor=TOLD))) == value


@pytest.mark.parametrize(("words", "value"), [*rows(NAMED), *rows(NAMED_IN_MANY_WAYS), *rows(AGAINST_A_WEDNESDAY)])
def test_each_value_names_its_rule(words, value):
    found = resolve_time(words, Setting(WEDNESDAY))
    names = {rule.name for rule in RULES}
    assert isinstance(found, Unresolved) or found.rule.partition(",")[0].partition(":")[0] in names


@pytest.mark.parametrize(
    ("tense", "value"),
    [
        (Tense.PAST, "2021-03-05"),
        (Tense.PRESENT, "2021-03-05"),
        (Tense.UNKNOWN, "2021-03-05"),
        (Tense.FUTURE, "2021-03-12"),
    ],
)
def test_the_tense_decides_between_the_friday_before_and_the_friday_after(tense, value):
    assert said(resolve_time("Friday", Setting(WEDNESDAY, tense=tense))) == value


@pytest.mark.parametrize(
    ("words", "tense", "value"),
    [
        ("20 March", Tense.PAST, "2020-03-20"),
        ("20 March", Tense.FUTURE, "2021-03-20"),
        ("8 March", Tense.FUTURE, "2021-03-08"),
        ("20 July", Tense.FUTURE, "2021-07-20"),
        ("since Monday", Tense.PAST, "2021-03-08/2021-03-10"),
        ("since Monday", Tense.PRESENT, "2021-03-08/.."),
        ("since this morning", Tense.PAST, "2021-03-10"),
        ("this week", Tense.PAST, "2021-03-08/2021-03-10"),
        ("this weekend", Tense.FUTURE, "2021-03-13/2021-03-14"),
        ("July", Tense.HABIT, "XXXX-07-01/XXXX-07-31"),
        ("in three days", Tense.FUTURE, "2021-03-13"),
        ("in three days", Tense.PAST, "-"),
        ("Christmas", Tense.FUTURE, "2021-12-25"),
        ("3/4/2021", Tense.FUTURE, "2021-04-03"),
        ("the 8th", Tense.FUTURE, "2021-04-08"),
        ("summer", Tense.HABIT, "XXXX-06-01/XXXX-09-30"),
    ],
)
def test_the_tense_decides_where_years_and_ends_lie(words, tense, value):
    assert said(resolve_time(words, Setting(WEDNESDAY, tense=tense))) == value


def test_the_publication_day_is_never_taken_where_words_give_no_date():
    assert isinstance(resolve_time("recently", Setting(WEDNESDAY)), Unresolved)
    assert isinstance(resolve_time("around 5 pm", Setting(WEDNESDAY)), Unresolved)
    assert isinstance(resolve_when([], Setting(WEDNESDAY)), Unresolved)


def test_the_part_of_the_day_is_kept_beside_the_date():
    assert resolve_time("late last night", Setting(WEDNESDAY)).part_of_day == "night"
    assert resolve_time("around 5.30 pm on 3 May").part_of_day == "5.30 pm"


def test_hours_counted_are_no_time_of_day():
    assert resolve_time("eight hours ago", Setting(WEDNESDAY)).part_of_day == ""
    assert resolve_time("3 May at 19 hours").part_of_day == "19 hours"


def test_a_month_said_early_keeps_its_precision():
    value = resolve_time("early May 2019")
    assert value.precision is Precision.MONTH


def test_a_week_ago_is_a_day_known_to_the_week():
    value = resolve_time("two weeks ago", Setting(WEDNESDAY))
    assert (value.edtf, value.precision) == ("2021-02-24", Precision.WEEK)


def test_a_year_is_inferred_from_publication_and_the_value_says_so():
    assert resolve_time("29 May", Setting(WEDNESDAY)).rule == "day and month, year from the reference"
    assert resolve_time("29 May 2019", Setting(WEDNESDAY)).rule == "day and month"


def test_the_order_of_day_and_month_goes_by_the_outlet():
    assert said(resolve_time("3/4/2019")) == "2019-04-03"
    assert said(resolve_time("3/4/2019", Setting(month_first=True))) == "2019-03-04"


def test_the_date_of_another_happening_is_not_this_ones():
    assert isinstance(resolve_time("after the bombing of the mill on Monday", Setting(WEDNESDAY)), Unresolved)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        (["May 12", "around 5 pm"], "XXXX-05-12"),
        (["May", "May 12, 2019"], "2019-05-12"),
        (["February 21", "February 22"], "XXXX-02-21/XXXX-02-22"),
        (["around 5 pm", "morning"], "-"),
    ],
)
def test_a_happening_has_the_finest_date_that_its_words_name(words, value):
    assert said(resolve_when(words)) == value


@pytest.mark.parametrize("words", ["a few days ago", "in the coming weeks", "around 5 pm", "at the time"])
def test_a_happening_is_not_dated_by_words_that_lean_on_another_date(words):
    setting = Setting(WEDNESDAY, anchor=TOLD)
    assert isinstance(resolve_time(words, setting), TimeSpan)
    assert isinstance(resolve_when([words], setting), Unresolved)
    assert said(resolve_when([words, "5 March"], setting)) == "2021-03-05"


@pytest.mark.parametrize(
    ("words", "value"),
    [
        (["Monday", "last month"], "2021-03-08"),
        (["Friday evening", "overnight"], "2021-03-05/2021-03-06"),
        (["Wednesday", "overnight"], "2021-03-09/2021-03-10"),
    ],
)
def test_a_happening_has_the_finest_date_against_publication(words, value):
    assert said(resolve_when(words, Setting(WEDNESDAY))) == value


# What a report gives


def report(text, published=None, outlet=""):
    at = Published(published, PublishedPrecision.DAY) if published else None
    return Extraction("ext", "rpt", text, "test", "1", published=at, outlet=outlet)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("HARSK, 11 DEC 89 (TWS) -- GUNMEN ATTACKED THE MILL TODAY.", dt.date(1989, 12, 11)),
        ("Mill burns in Harsk May 3, 2013 Gunmen set fire to the mill.", dt.date(2013, 5, 3)),
        ("Posted: 10/25/11 06:44 PM Gunmen set fire to the mill.", dt.date(2011, 10, 25)),
        ("Gunmen set fire to the mill on May 3, 2013, police said.", None),
        ("Gunmen set fire to the mill.", None),
    ],
)
def test_a_dateline_gives_the_reference_and_the_date_of_a_happening_does_not(text, day):
    assert reference_day(report(text)) == day


def test_publication_comes_before_a_dateline():
    assert reference_day(report("HARSK, 11 DEC 89 (TWS) --", "1990-01-02")) == dt.date(1990, 1, 2)


def test_a_date_that_stands_on_a_line_of_its_own_comes_before_publication():
    text = "Mill burnt\nFriday, 5 March 2021\nThe mill was burnt yesterday, before the anniversary of 3 May 2019."
    assert reference_day(report(text, "2021-03-08")) == dt.date(2021, 3, 5)


def test_dates_on_several_lines_are_headings_of_a_chronicle_and_no_reference():
    text = "4 March 2021\nA mill was burnt.\n5 March 2021\nA bridge was blown up."
    assert reference_day(report(text, "2021-03-08")) == dt.date(2021, 3, 8)


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("Published: 9 June 2013 16:05 GMT\nUpdated: 10 June 2013", dt.date(2013, 6, 9)),
        ("8: 56am Monday 10th June 2013", dt.date(2013, 6, 10)),
        ("7: 00pm UK, Wednesday 05 May 2010", dt.date(2010, 5, 5)),
        ("Friday, Sep 10, 2010 | Updated 8: 52 PM EDT", dt.date(2010, 9, 10)),
        ("POSTED: 04 / 22 / 07, 9: 00 PM PDT |", dt.date(2007, 4, 22)),
        ("End of shift: Friday, June 24, 2005", None),
        ("The mill was bought on 3 May 1999", None),
        ("MAY 3, 1989, THE FMLN SET FIRE TO THE MILL", None),
        ("4 March 2021\nA mill was burnt.\n5 March 2021", None),
    ],
)
def test_a_line_with_nothing_but_a_date_and_its_hour_gives_the_reference(head, day):
    lead = "A mill that gave work to half of the town has burnt to the ground, and the police are looking for two men "
    assert reference_day(report(f"Mill burnt\n{lead * 3}\n{head}\nThe mill was burnt yesterday.")) == day


def test_the_address_of_a_page_gives_the_reference_where_nothing_else_does():
    text = "http: / / www. example. org / news / 2013 / 03 / 17 / mill - burnt /\nMill burnt\nIt was burnt on Friday."
    assert reference_day(report(text)) == dt.date(2013, 3, 17)
    assert reference_day(replace(report("Mill burnt"), url="https://example.org/2010-may-05/mill")) == dt.date(
        2010, 5, 5
    )
    assert reference_day(report("The mill burnt on https://example.org/2013/03/17/.")) is None
    assert reference_day(report("http://example.org/2013/99/17/mill\nMill burnt")) is None


def test_the_address_of_a_page_shows_the_order_of_day_and_month():
    text = "https://example.org/2010/09/10/mill/\n9/10/2010 @ 1:19PM\nMill burnt"
    assert reference_day(report(text)) == dt.date(2010, 9, 10)


def test_a_day_of_an_undated_report_has_the_year_of_a_date_near_it_in_the_text():
    text = "The mill was burnt on September 23. Two men had been seen there on September 22, 2013."
    setting = setting_of(report(text))
    assert said(resolve_time("September 23", setting)) == "2013-09-23"
    assert said(resolve_time("October 23", setting)) == "XXXX-10-23"
    two_years = setting_of(report(f"{text} Another mill burnt on September 24, 2012."))
    assert said(resolve_time("September 23", two_years)) == "XXXX-09-23"


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Gunmen burnt the mill last night, police said on October 12.", "last night", "XXXX-10-11"),
        ("On March 1 (today) police found the mill burnt last night.", "last night", "XXXX-02-28"),
        ("Police said on Saturday (November 5) that a bomb went off on Friday.", "Friday", "XXXX-11-04"),
        ("Police said on November 5 that a bomb went off on Friday.", "Friday", "-"),
        ("Police said on November 5 that it went off two years ago.", "two years ago", "-"),
        ("Gunmen burnt the mill last night, police said.", "last night", "-"),
    ],
)
def test_an_undated_report_is_read_from_the_day_on_which_it_has_people_speak(text, words, value):
    assert said(resolve_time(words, setting_of(report(text)))) == value


@pytest.mark.parametrize(
    ("text", "outlet", "month_first"),
    [
        ("Updated 25/10/2011.", "CNN", False),
        ("Updated 10/25/2011.", "Kelmira Courier", True),
        ("Updated 3/4/2011.", "Kelmira Courier", False),
        ("Updated 3/4/2011.", "The Washington Post", True),
    ],
)
def test_the_order_of_a_reports_dates_is_shown_by_them_or_by_its_outlet(text, outlet, month_first):
    assert is_month_first(report(text, outlet=outlet)) is month_first


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("On Friday, the council will meet.", "2021-03-12"),
        ("The council will meet on Friday.", "2021-03-12"),
        ("The council met on Friday and will publish its minutes.", "2021-03-05"),
        ("Friday", "2021-03-05"),
    ],
)
def test_the_tense_is_that_of_the_nearest_verb(text, value):
    start = text.index("Friday")
    (found,) = resolve_times(text, [(start, start + len("Friday"))], Setting(WEDNESDAY))
    assert said(found) == value


def test_expressions_of_a_text_lean_on_those_before_them():
    text = "The third quarter was bad; a year earlier it was worse, and the quarter ended in loss."
    bounds = [(text.index(words), text.index(words) + len(words)) for words in ("third quarter", "a year earlier")]
    bounds.append((text.index("the quarter"), text.index("the quarter") + len("the quarter")))
    found = resolve_times(text, bounds, Setting(dt.date(2020, 10, 26)))
    assert [said(value) for value in found] == [
        "2020-07-01/2020-09-30",
        "2019-07-01/2019-09-30",
        "2020-07-01/2020-09-30",
    ]


def values_in(text, *words, reference=WEDNESDAY):
    starts = [text.index(word) for word in words]
    bounds = [(start, start + len(word)) for start, word in zip(starts, words, strict=True)]
    return [said(value) for value in resolve_times(text, bounds, Setting(reference))]


def test_one_end_of_an_interval_takes_its_year_or_century_from_the_other():
    assert values_in("Rain fell from March to August 2014.", "March", "August 2014")[0] == "2014-03-01/2014-03-31"
    assert values_in("Rain fell from November to March 2014.", "November", "March 2014")[0] == "2013-11-01/2013-11-30"
    assert values_in("His first songs (1692-94) are lost.", "1692", "94")[1] == "1694-01-01/1694-12-31"
    assert values_in("From the 15th to the 17th century.", "15th", "17th century")[0] == "1400-01-01/1499-12-31"


def test_a_date_said_again_in_other_words_is_the_same_date():
    text = "In 1903, her debut season, she met him; two years later, in 1906, she was dead."
    assert values_in(text, "1903", "her debut season", "two years later", "1906")[1:3] == [
        "1903-01-01/1903-12-31",
        "1906-01-01/1906-12-31",
    ]


def test_a_month_that_comes_back_every_year_has_no_year():
    text = "The rains usually come between October and April. The mill can be seen in July."
    assert values_in(text, "October", "April", "July") == [
        "XXXX-10-01/XXXX-10-31",
        "XXXX-04-01/XXXX-04-30",
        "XXXX-07-01/XXXX-07-31",
    ]


def test_a_text_that_goes_on_after_its_reference_takes_years_from_what_it_told():
    assert values_in("He joined Harsk in 2023. On May 4 he scored.", "2023", "May 4")[1] == "2023-05-04"
    assert values_in("The bridge will open in 2023. On May 4 it burnt.", "2023", "May 4")[1] == "2020-05-04"


def test_a_tale_of_history_counts_on_from_what_it_told():
    assert values_in("In 1655 he enlisted and served for the next five years.", "1655", "the next five years")[1] == (
        "1655-01-01/1660-12-31"
    )


def test_the_quarter_after_a_year_ago_is_the_one_told_before():
    text = "Sales fell in the third quarter from a year ago, and the quarter brought a loss."
    assert values_in(text, "the third quarter", "a year ago", "the quarter", reference=dt.date(2020, 10, 26)) == [
        "2020-07-01/2020-09-30",
        "2019-07-01/2019-09-30",
        "2020-07-01/2020-09-30",
    ]


def test_a_year_before_a_period_of_months_is_a_year_and_before_a_quarter_a_quarter():
    text = "The third quarter, which ended Sept. 30, beat that of a year earlier."
    words = ("third quarter", "Sept. 30", "a year earlier")
    assert values_in(text, *words, reference=dt.date(2020, 10, 26))[2] == "2019-07-01/2019-09-30"
    text = "The third quarter was good. The first nine months beat those of a year earlier."
    words = ("third quarter", "The first nine months", "a year earlier")
    assert values_in(text, *words, reference=dt.date(2020, 10, 26))[2] == "2019-01-01/2019-12-31"


def claims_of(extraction, *times, status=Status.OCCURRED, group="E1"):
    anchor = extraction.span(0, 1)
    return [
        Claim(
            id=str(number),
            reading="rdg",
            extraction=extraction.id,
            group=group,
            anchor=anchor,
            sentence=anchor,
            type="bombing",
            status=status,
            stance=Stance.REPORTED,
            time=tuple(
                Mention(extraction.span(at, at + len(words)))
                for words in found
                if (at := extraction.text.index(words)) >= 0
            ),
        )
        for number, found in enumerate(times)
    ]


def test_a_claim_takes_its_tense_from_its_status():
    extraction = report("A strike on Friday.", "2021-03-10")
    assert said(dates_of(claims_of(extraction, ["Friday"], status=Status.PLANNED), extraction)[0].when) == "2021-03-12"
    assert said(dates_of(claims_of(extraction, ["Friday"]), extraction)[0].when) == "2021-03-05"


def test_a_claim_that_goes_on_looks_ahead_where_its_words_do():
    extraction = report("The strike, which is due to spread on 14 April, has emptied the market.", "2021-03-10")
    claims = claims_of(extraction, ["14 April"], status=Status.ONGOING)
    assert said(dates_of(claims, extraction)[0].when) == "2021-04-14"


def test_a_claim_without_a_day_has_that_of_another_claim_of_the_same_happening():
    extraction = report("A bomb on May 12. It went off at 5 pm.")
    claims = claims_of(extraction, ["May 12"], ["5 pm"])
    assert [said(dated.when) for dated in dates_of(claims, extraction)] == ["XXXX-05-12", "XXXX-05-12"]
    apart = [*claims_of(extraction, ["May 12"]), *claims_of(extraction, [], ["5 pm"], group="E2")[1:]]
    assert said(dates_of(apart, extraction)[1].when) == "-"


# Feasts


@pytest.mark.parametrize(
    ("year", "day"), [(1999, dt.date(1999, 4, 4)), (2019, dt.date(2019, 4, 21)), (2024, dt.date(2024, 3, 31))]
)
def test_easter_falls_where_the_calendar_has_it(year, day):
    assert easter(year) == day


@pytest.mark.parametrize(
    ("date", "day"),
    [
        ((1445, 9, 1), dt.date(2024, 3, 11)),
        ((1445, 10, 1), dt.date(2024, 4, 10)),
        ((1440, 10, 1), dt.date(2019, 6, 5)),
    ],
)
def test_islamic_dates_fall_within_a_day_of_those_kept(date, day):
    assert abs((islamic_date(*date) - day).days) <= 1


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("Eid al-Fitr 2024", dt.date(2024, 4, 10)),
        ("Ashura 2021", dt.date(2021, 8, 19)),
        ("Eid al-Adha 2019", dt.date(2019, 8, 11)),
    ],
)
def test_a_feast_of_the_moon_is_an_interval_that_holds_the_day_kept(words, kept):
    first, last = resolve_time(words).days()
    assert first <= kept <= last


def test_a_feast_without_a_year_is_the_last_one_or_the_next_by_the_tense():
    assert said(resolve_time("Good Friday", Setting(WEDNESDAY, tense=Tense.PAST))) == "2020-04-10"
    assert said(resolve_time("Good Friday", Setting(WEDNESDAY))) == "2021-04-02"
    assert said(resolve_time("Pentecost", Setting(WEDNESDAY))) == "2021-05-23"
    assert said(resolve_time("Ascension Day", Setting(dt.date(2021, 1, 10)))) == "2020-05-21"
    assert said(resolve_time("Good Friday", Setting(WEDNESDAY, tense=Tense.FUTURE))) == "2021-04-02"
    assert said(resolve_time("Good Friday")) == "-"


# Whatever a reader hands over

PIECES = [
    "early",
    "late",
    "mid",
    "the",
    "of",
    "on",
    "in",
    "at",
    "from",
    "to",
    "until",
    "since",
    "between",
    "and",
    "next",
    "last",
    "this",
    "that",
    "same",
    "previous",
    "following",
    "year",
    "years",
    "month",
    "months",
    "week",
    "days",
    "quarter",
    "decade",
    "century",
    "monday",
    "sunday",
    "may",
    "february",
    "29",
    "30",
    "31",
    "12",
    "2019",
    "9999",
    "99999",
    "two",
    "few",
    "thousand",
    "million",
    "ago",
    "later",
    "earlier",
    "before",
    "after",
    "yesterday",
    "today",
    "overnight",
    "weekend",
    "summer",
    "winter",
    "ramadan",
    "easter",
    "1980s",
    "5/6/2019",
    "2019-02-30",
    "hours",
    "noon",
    "night",
    "9/11",
    "half",
    "end",
    "-",
    ",",
    "(",
    ")",
]
ANCHORS = (
    None,
    TOLD,
    TimeSpan("XXXX-02-29", "XXXX-02-29", Precision.DAY, "a test"),
    TimeSpan("XXXX-12-01", "XXXX-02-29", Precision.SEASON, "a test"),
    TimeSpan("2020-07-01", None, Precision.OPEN, "a test"),
    TimeSpan("9999-12-31", "9999-12-31", Precision.DAY, "a test"),
)
REFERENCES = (None, WEDNESDAY, dt.date(2020, 2, 29), dt.date(1, 1, 1), dt.date(9999, 12, 31))


@given(
    st.lists(st.sampled_from(PIECES), max_size=7),
    st.sampled_from(REFERENCES),
    st.sampled_from(ANCHORS),
    st.sampled_from(Tense),
    st.booleans(),
)
def test_any_words_give_a_value_or_a_reason(pieces, reference, anchor, tense, has_year):
    setting = Setting(reference, has_year=has_year, has_weekday=has_year, anchor=anchor, tense=tense)
    value = resolve_when([" ".join(pieces), " ".join(pieces[:2])], setting)
    assert value.rule if isinstance(value, TimeSpan) else value.reason


def valued(text, *expressions, reference=WEDNESDAY):
    """The values of expressions of a text, which stand in it in this order."""
    bounds, at = [], 0
    for words in expressions:
        at = text.index(words, at)
        bounds.append((at, at + len(words)))
        at += len(words)
    return [said(value) for value in resolve_times(text, bounds, Setting(reference))]


def test_an_expression_counts_from_the_date_in_the_words_after_it():
    text = "The town was quiet the day before the outbreak of the Korean War. It fell two days after."
    assert valued(text, "the day before") == ["1950-06-24"]
    assert valued("He left a year after the coup in 1979.", "a year after") == ["1980-01-01/1980-12-31"]
    assert valued("He left a year after the coup.", "a year after") == ["-"]


def test_a_date_without_year_goes_with_the_year_told_in_a_text_that_tells_history():
    history = "Born in 1958, she moved to Harsk in 1979. In 2004 she was elected; on 5 May she resigned."
    assert valued(history, "1958", "1979", "2004", "5 May")[-1] == "2004-05-05"
    news = "The mill burnt in 1958, in 1979 and in 2004. It was rebuilt last year; on 5 February it burnt again."
    assert valued(news, "1958", "1979", "2004", "last year", "5 February")[-1] == "2021-02-05"


def test_a_year_in_brackets_is_no_year_to_go_on_from():
    text = "The song came out in 1979 and was sung again (2004). That year he left."
    assert valued(text, "1979", "2004", "That year")[-1] == "1979-01-01/1979-12-31"


def test_days_in_a_range_share_the_month_of_either_end():
    assert valued("Shelling went on from 5 to 9 March 2020.", "5", "9 March 2020")[0] == "2020-03-05"
    assert valued("Shelling went on from March 5 to 9.", "March 5", "9")[1] == "2021-03-09"


def test_what_is_open_is_not_counted_from():
    text = "On 26 February a bomb went off. In recent weeks there were more. The next day the mayor fled."
    assert valued(text, "26 February", "recent weeks", "The next day")[-1] == "2021-02-27"


def test_what_will_be_done_is_to_come_though_its_verb_ends_like_a_past_one():
    assert valued("The vote is to be held on 20 December.", "20 December") == ["2021-12-20"]
    assert valued("The vote was held on 20 December.", "20 December") == ["2020-12-20"]


def test_days_in_a_row_reach_back_from_the_day_named_beside_them():
    assert said(resolve_when(["Tuesday", "a third consecutive day"], Setting(WEDNESDAY))) == "2021-03-07/2021-03-09"
    present = Setting(WEDNESDAY, tense=Tense.PRESENT)
    assert said(resolve_when(["Tuesday", "fifth day"], present)) == "2021-03-05/2021-03-09"
    assert said(resolve_when(["Tuesday", "fifth day"], Setting(WEDNESDAY))) == "2021-03-09"
    assert said(resolve_when(["Tuesday", "for the third day in a row"], Setting(WEDNESDAY))) == "2021-03-07/2021-03-09"
    assert said(resolve_when(["a third consecutive day"], Setting(WEDNESDAY))) == "-"


def test_words_for_the_present_date_no_happening():
    assert isinstance(resolve_when(["the time of writing"], Setting(WEDNESDAY)), Unresolved)


@pytest.mark.parametrize(
    "words", ["May 2019 to ", "1, 2, ", "the day before ", "late 1990s and ", "a week before the "]
)
def test_words_without_end_are_read_without_delay(words):
    started = time.process_time()
    resolve_time(words * 500, Setting(WEDNESDAY))
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("words", "hour"),
    [
        ("0645", "06:45"),
        ("between 0645 and 0715", "06:45"),
        ("0530-0615 hours", "05:30"),
        ("2350 to 0110", "23:50"),
        ("2015 hours", "20:15 hours"),
        ("about 1740 GMT", "17:40"),
        ("1740 (local time)", "17:40"),
        ("1015 p.m.", "10:15 p.m."),
        ("18h20", "18:20"),
        ("at about 1945", "19:45"),
        ("from 1900 to 2045 hours", "19:00"),
    ],
)
def test_four_digits_that_are_an_hour_are_no_year(words, hour):
    found = resolve_time(words, Setting(WEDNESDAY, anchor=TOLD))
    assert (said(found), found.part_of_day) == ("2021-02-26", hour)
    assert said(resolve_time(words, Setting(WEDNESDAY))) == "-"


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("1945", "1945-01-01/1945-12-31"),
        ("in 2015", "2015-01-01/2015-12-31"),
        ("the 2015 local elections", "2015-01-01/2015-12-31"),
        ("as at 2015", "2015-01-01/2015-12-31"),
        ("1939 to 1945", "1939-01-01/1945-12-31"),
        ("2010-2015", "2010-01-01/2015-12-31"),
        ("at 1930 on 5 May", "XXXX-05-05"),
        ("between 1830 and 2210 on 5 May", "XXXX-05-05"),
        ("5 May 1930", "1930-05-05"),
    ],
)
def test_four_digits_that_are_no_hour_are_a_year(words, value):
    assert said(resolve_time(words)) == value


def test_the_words_around_four_digits_show_that_they_are_an_hour():
    text = "The mill burned on Monday. The roof fell in at around 1920. By 2130 hours the fire was out. In 1920 it had burned too."
    assert valued(text, "Monday", "1920", "2130") == ["2021-03-08"] * 3
    assert valued(text[text.index("In 1920") :], "1920") == ["1920-01-01/1920-12-31"]
    text = "The mill burned on Monday. The roof fell in AT APPROXIMATELY 1920."
    assert valued(text, "Monday", "APPROXIMATELY 1920") == ["2021-03-08"] * 2


@pytest.mark.parametrize(
    ("words", "tense", "value"),
    [
        ("12 March", Tense.PAST, "2021-03-12"),
        ("13 March", Tense.PAST, "2020-03-13"),
        ("until 20 March", Tense.PAST, "../2021-03-20"),
        ("until 20 March", Tense.PRESENT, "../2021-03-20"),
        ("until 20 October", Tense.PAST, "../2020-10-20"),
        ("before the 20 March vote", Tense.PAST, "../2021-03-19"),
        ("two days before 20 March", Tense.PAST, "2021-03-18"),
        ("two days after 20 March", Tense.PAST, "2020-03-22"),
        ("the eve of 20 March", Tense.PAST, "2021-03-19"),
        ("5 to 15 March", Tense.PAST, "2021-03-05/2021-03-15"),
        ("15 to 25 March", Tense.PAST, "2020-03-15/2020-03-25"),
        ("February to April", Tense.PRESENT, "2021-02-01/2021-04-30"),
        ("February to April", Tense.PAST, "2020-02-01/2020-04-30"),
        ("the 2018 summer", Tense.PAST, "2018-06-01/2018-09-30"),
    ],
)
def test_a_date_is_no_year_earlier_than_its_words_allow(words, tense, value):
    assert said(resolve_time(words, Setting(WEDNESDAY, tense=tense))) == value


def test_a_range_that_has_begun_says_how_its_year_was_found():
    found = resolve_time("5 to 15 March", Setting(WEDNESDAY, tense=Tense.PAST))
    assert isinstance(found, TimeSpan)
    assert found.rule == "range of days, year from the reference"


def test_a_line_that_is_only_full_does_not_end_its_clause():
    text = "The drivers' union, which stopped all buses, has a march scheduled to\nbegin on 20 March."
    assert valued(text, "20 March") == ["2021-03-20"]


def test_the_year_after_a_date_is_its_year():
    assert valued("He was shot on 11 October 2016. Nobody was held.", "11 October") == ["2016-10-11"]
    assert valued("He was shot on 11 October. 2016 was a bad year.", "11 October") == ["2020-10-11"]


def test_words_met_again_are_read_against_the_setting_of_the_day():
    words = ["last Friday", "May", "the day before", "last Friday"]
    other = Setting(dt.date(2019, 6, 20), anchor=day_span(dt.date(2019, 6, 1), "a test"))
    here = [said(resolve_time(word, Setting(WEDNESDAY, anchor=TOLD))) for word in words]
    there = [said(resolve_time(word, other)) for word in words]
    assert here == ["2021-03-05", "2021-05-01/2021-05-31", "2021-02-25", "2021-03-05"]
    assert there == ["2019-06-14", "2019-05-01/2019-05-31", "2019-05-31", "2019-06-14"]
