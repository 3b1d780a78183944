"""Counting words and the quantities that they say; every phrase is invented."""

import pytest

from sayso.model import Quantity, Unresolved
from sayso.resolving.numbers import quantity, victim_kind

PHRASES = """
# digits and words
7 | 7 | 7
1,200 | 1200 | 1200
about 50, 000 people | 50000 | 50000
12,50,000 people | 1250000 | 1250000
seven | 7 | 7
Twenty one | 21 | 21
twenty-one villagers | 21 | 21
thirty-five | 35 | 35
ninety nine | 99 | 99
a hundred | 100 | 100
one hundred | 100 | 100
one hundred and five | 105 | 105
two hundred fifty | 250 | 250
three thousand | 3000 | 3000
three thousand two hundred | 3200 | 3200
twelve hundred | 1200 | 1200
two thousand and four | 2004 | 2004
nine hundred and ninety-nine | 999 | 999
1.5 million | 1500000 | 1500000
two million | 2000000 | 2000000
half a million | 500000 | 500000
SIXTEEN | 16 | 16
only three | 3 | 3
all four | 4 | 4
another six | 6 | 6
five others | 5 | 5
three more bodies | 3 | 3
a total of 14 | 14 | 14
a group of 15 militants | 15 | 15
a family of five | 5 | 5
an average of 40 people | 40 | 40
the bodies of six men | 6 | 6
zero | 0 | 0
# lakh and crore
one lakh | 100000 | 100000
2 lakh | 200000 | 200000
1.5 lakh people | 150000 | 150000
one and a half lakh | 150000 | 150000
over 2 lakh | 200001 | -
three crore | 30000000 | 30000000
1.2 crore | 12000000 | 12000000
half a lakh | 50000 | 50000
lakhs of people | 200000 | -
two lakh fifty thousand | 250000 | 250000
1 lakh 20 thousand | 120000 | 120000
at least 3 lakhs | 300000 | -
1-2 lakh | 100000 | 200000
# dozens, scores, pairs
a dozen | 12 | 12
two dozen | 24 | 24
half a dozen | 6 | 6
a half dozen fighters | 6 | 6
half-a-dozen | 6 | 6
over half a dozen | 7 | -
more than a dozen | 13 | -
at least two dozen | 24 | -
nearly two dozen | 24 | 24
dozens | 24 | -
Dozens of villagers | 24 | -
several dozen | 36 | -
a few dozen | 36 | -
two to three dozen | 24 | 36
a score of men | 20 | 20
three score | 60 | 60
scores | 40 | -
scores of houses | 40 | -
a couple | 2 | 2
a couple of soldiers | 2 | 2
a couple of dozen | 24 | 24
a couple of hundred | 200 | 200
a pair of rifles | 2 | 2
both | 2 | 2
both men | 2 | 2
twin blasts | 2 | 2
a trio | 3 | 3
a triple murder | 3 | 3
tens of miners | 20 | -
# vague amounts
hundreds | 200 | -
hundreds of families | 200 | -
several hundred | 300 | -
a few hundred people | 300 | -
thousands | 2000 | -
tens of thousands | 20000 | -
hundreds of thousands | 200000 | -
several thousand | 2000 | -
a few hundred thousand people | 300000 | -
at least once | 1 | -
double | 2 | 2
an M-16 rifle | 1 | 1
26 M-16 rifles | 26 | 26
a former M-19 leader | 1 | 1
did not cause injuries | 0 | 0
a 60-year-old, terminally ill woman | 1 | 1
a 12-year-old, his sister and a guard | 3 | 3
13-year - old | 1 | 1
Oren Tasker, 42; Mara Tasker, 19; a minor; and a clerk | 4 | 4
millions | 2000000 | -
several | 3 | -
Several checkpoints | 3 | -
many | 3 | -
a few | 3 | -
a handful of men | 3 | -
numerous posts | 3 | -
multiple locations | 3 | -
some | 2 | -
various | 2 | -
a number of | 2 | -
a large number of people | 2 | -
an unspecified number of fighters | 1 | -
an unknown number | 1 | -
a group of herders | 2 | -
others | 2 | -
civilians | 2 | -
militants | 2 | -
women | 2 | -
# bounds
at least 20 | 20 | -
At least seven persons | 7 | -
no fewer than 30 | 30 | -
no less than twelve | 12 | -
not less than 8 | 8 | -
a minimum of 5 | 5 | -
five or more | 5 | -
50 and counting | 50 | -
50+ | 50 | -
50-plus militants | 50 | -
more than 50 | 51 | -
over 100 | 101 | -
above 40 | 41 | -
in excess of 200 | 201 | -
upwards of 60 | 61 | -
exceeding 15 | 16 | -
more than half a million | 500001 | -
up to 50 | - | 50
up to 1,700 | - | 1700
as many as 30 | - | 30
at most four | - | 4
no more than ten | - | 10
not more than 12 | - | 12
a maximum of 6 | - | 6
ten or fewer | - | 10
fewer than 10 | - | 9
less than a dozen | - | 11
under 20 | - | 19
# about
about 25 | 25 | 25
around 3,000 | 3000 | 3000
some 1,200 | 1200 | 1200
some 40 armed men | 40 | 40
approximately 7 | 7 | 7
roughly two hundred | 200 | 200
nearly 525 | 525 | 525
almost 200 | 200 | 200
close to 90 | 90 | 90
an estimated 60 | 60 | 60
~30 | 30 | 30
ten or so | 10 | 10
30-odd houses | 30 | 30
# ranges
between 8 and 10 | 8 | 10
between six and nine soldiers | 6 | 9
between five and seven soldiers and two civilians | 7 | 9
between 20 and 30 thousand | 20000 | 30000
between two and three hundred people | 200 | 300
15 to 20 | 15 | 20
15-20 | 15 | 20
15–20 | 15 | 20
40 50 armed men | 40 | 50
five six houses | 5 | 6
seven to eight militants | 7 | 8
three or four | 3 | 4
one or two | 1 | 2
two or three hundred | 200 | 300
three to four thousand | 3000 | 4000
some 10 to 12 men | 10 | 12
from 5 to 7 rebels | 5 | 7
# nobody
no casualties | 0 | 0
No casualty | 0 | 0
no one | 0 | 0
nobody | 0 | 0
none | 0 | 0
no loss of life | 0 | 0
No | 0 | 0
the No. 2 leader | 1 | 1
without casualties | 0 | 0
not a single person | 0 | 0
no injuries or deaths | 0 | 0
unhurt | 0 | 0
unharmed | 0 | 0
did not cause any casualties | 0 | 0
nil | 0 | 0
# one
a soldier | 1 | 1
an officer | 1 | 1
the headmaster | 1 | 1
him | 1 | 1
his driver | 1 | 1
another | 1 | 1
a single guard | 1 | 1
one | 1 | 1
one of them | 1 | 1
a member of the trio | 1 | 1
the body of Harun Vell | 1 | 1
Harun Vell | 1 | 1
Constable Vell (35) | 1 | 1
Vell, 27 | 1 | 1
a 45-year-old trader | 1 | 1
a trader aged 45 | 1 | 1
the teenager, Joran Tell | 1 | 1
his third friend | 1 | 1
# sums
five policemen and two civilians | 7 | 7
two guards and a driver | 3 | 3
two women and a man | 3 | 3
a policeman, his wife and two children | 4 | 4
a judge, a clerk and, later, a guard | 3 | 3
Harun Vell and two others | 3 | 3
Vell and Tell | 2 | 2
Vell, Tell and Orr | 3 | 3
him and eight others | 9 | 9
Vell along with another | 2 | 2
the driver as well as three passengers | 4 | 4
two rebels plus one soldier | 3 | 3
Constable Vell and two women | 3 | 3
SI, Harun Vell and head constable Tell | 2 | 2
a vendor, identified as Vell (35), and a farmer Orr Tell | 2 | 2
at least five soldiers and two civilians | 7 | -
five soldiers and at least two civilians | 7 | -
five soldiers and several civilians | 8 | -
six rebels and up to three soldiers | - | 9
dozens of rebels and three soldiers | 27 | -
two soldiers and three to five rebels | 5 | 7
the seized rifle and two AK 47 rifles | 3 | 3
# not sums
more than 7,000 refugees, fighters and their families | 7001 | -
3,000 refugees and migrants | 3000 | 3000
seven, including three children | 7 | 7
seven people, among them two women | 7 | 7
nine persons, two of whom were minors | 9 | 9
20 soldiers and militants | 20 | 20
four 315 bore rifles | 4 | 4
three 81 mm shells | 3 | 3
"""


def _rows():
    for line in PHRASES.splitlines():
        if line and not line.startswith("#"):
            words, low, high = (cell.strip() for cell in line.split("|"))
            yield words, _bound(low), _bound(high)


def _bound(cell):
    return None if cell == "-" else int(cell)


ROWS = tuple(_rows())


@pytest.mark.parametrize(("words", "low", "high"), ROWS)
def test_counting_words_give_their_bounds(words, low, high):
    value = quantity(words)
    assert isinstance(value, Quantity)
    assert (value.low, value.high) == (low, high)


def test_the_table_holds_at_least_a_hundred_and_fifty_phrases():
    assert len({words for words, _, _ in ROWS}) >= 150


@pytest.mark.parametrize("words", ["", "  ", "…", "dead", "Wounded"])
def test_words_without_a_number_or_a_thing_stay_unresolved(words):
    assert isinstance(quantity(words), Unresolved)


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("five policemen and two civilians", (("police", 5), ("civilians", 2))),
        ("a policeman, his wife and two children", (("police", 1), ("women", 1), ("children", 2))),
        ("two constables and a police inspector", (("police", 3),)),
        ("three soldiers, a journalist and four gunmen", (("military", 3), ("media", 1), ("militants", 4))),
        ("Harun Vell and two others", (("people", 3),)),
        ("dozens of rebels and three soldiers", (("militants", 24), ("military", 3))),
    ],
)
def test_a_sum_keeps_its_parts_by_kind_of_victim(words, parts):
    value = quantity(words)
    assert isinstance(value, Quantity)
    assert value.parts == parts


def test_no_part_of_a_sum_holds_a_name():
    value = quantity("Harun Vell and Constable Tell")
    assert isinstance(value, Quantity)
    assert value.parts == (("people", 1), ("police", 1))


@pytest.mark.parametrize(
    ("words", "qualifier"),
    [
        ("at least 20", "at least"),
        ("no more than ten", "up to"),
        ("no fewer than ten", "at least"),
        ("some 1,200", "about"),
        ("15 to 20", "range"),
        ("20", ""),
        ("several", "several"),
    ],
)
def test_the_qualifier_says_how_the_number_was_put(words, qualifier):
    value = quantity(words)
    assert isinstance(value, Quantity)
    assert value.qualifier == qualifier


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("traffic policemen", "police"),
        ("schoolchildren", "children"),
        ("passers-by", "civilians"),
        ("Maoist cadres", "militants"),
        ("strangers", "people"),
    ],
)
def test_kinds_of_victims_come_from_the_last_known_noun(words, kind):
    assert victim_kind(words) == kind


@pytest.mark.parametrize("words", ["any policemen", "any of its soldiers", "any casualties"])
def test_any_counts_nobody(words):
    assert isinstance(quantity(words), Unresolved)
