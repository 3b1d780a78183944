"""Nouns to JSON text and back, by their type hints (cattrs)."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar

from cattrs.preconf.json import JsonConverter, make_converter

from sayso.model import Actor, Place, TimeSpan, Unresolved

Noun = TypeVar("Noun")


@cache
def _converter() -> JsonConverter:
    converter = make_converter(omit_if_default=True)
    for value in (Actor, Place, TimeSpan):
        converter.register_structure_hook(value | Unresolved, _value_or_unresolved(converter, value))
    converter.register_structure_hook(str | Unresolved, _value_or_unresolved(converter, str))
    return converter


def _value_or_unresolved(converter: JsonConverter, value: type) -> Any:
    def structure(data: Any, _: Any) -> Any:
        is_reason = isinstance(data, dict) and set(data) == {"reason"}
        return converter.structure(data, Unresolved if is_reason else value)

    return structure


def dump(noun: object) -> str:
    """The noun as JSON text; fields at their defaults are left out."""
    return _converter().dumps(noun, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def load(text: str, noun: type[Noun]) -> Noun:
    """The noun that `dump` wrote."""
    return _converter().loads(text, noun)
