"""Times: what time words say, as EDTF intervals relative to a reference day.

The reference is the day on the report's date line, the day of publication, or the day in the report's dateline. It
anchors "yesterday" and "Monday"; it is never itself the date of the happening. Each value names the rule that gave it.
`single.py` is the table of rules for one date or interval, `rules.py` adds those whose words hold another expression
(`combined`); `dates`, `relative`, `anchored` and `feasts` hold what they do; the words are in ../data/times.yaml.
"""

from sayso.resolving.times.beside import whole_words
from sayso.resolving.times.choosing import chosen_when, resolve_when
from sayso.resolving.times.references import reference_day, setting_of
from sayso.resolving.times.rules import DATELESS, RULES, resolve_time
from sayso.resolving.times.setting import Setting, Tense
from sayso.resolving.times.telling import resolve_times, told
from sayso.resolving.times.tenses import tense_around, tense_of_claim

__all__ = [
    "DATELESS",
    "RULES",
    "Setting",
    "Tense",
    "chosen_when",
    "reference_day",
    "resolve_time",
    "resolve_times",
    "resolve_when",
    "setting_of",
    "tense_around",
    "tense_of_claim",
    "told",
    "whole_words",
]
