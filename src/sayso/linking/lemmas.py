"""Lemmas: English words without their endings, well enough to see that two are forms of one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources

import yaml

_ENDINGS: tuple[tuple[str, str], ...] = (
    (r"(?<=..)ies$", "y"),
    (r"(?<=[sxzh])es$", ""),
    (r"(?<=[^su])s$", ""),
    (r"(?<=..)ied$", "y"),
    (r"(?<=..[^e])ed$", ""),
    (r"(?<=...)ing$", ""),
)
_DOUBLED = re.compile(r"([bdgmnprt])\1$")
_FINAL_E = re.compile(r"(?<=...)e$")
REMEMBERED = 1 << 16


@lru_cache(REMEMBERED)
def lemma(word: str) -> str:
    """The stem of a word: "arrested", "arrests" and "arresting" have one; "shot" has that of "shoot"."""
    word = word.lower()
    known = _irregular().get(word)
    if known:
        return known
    for ending, instead in _ENDINGS:
        shorter = re.sub(ending, instead, word)
        if shorter != word:
            word = _irregular().get(shorter, shorter)
            break
    return _FINAL_E.sub("", _DOUBLED.sub(r"\1", word))


@cache
def _irregular() -> Mapping[str, str]:
    data = yaml.safe_load(resources.files("sayso.linking").joinpath("lemmas.yaml").read_text("utf-8"))
    forms = {form: str(base) for base, held in data.items() for form in [base, *held]}
    return {form: _FINAL_E.sub("", base) for form, base in forms.items()}
