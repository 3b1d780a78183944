"""Codebook files, read and checked; every error names file, line and field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources
from pathlib import Path

import yaml

from sayso.errors import CodebookError

MAPPINGS = ("acled", "plover", "cameo", "gtd", "muc4")
"""Schemes that a type maps to; a missing mapping is an empty string."""

_TYPE_FIELDS = ("code", "family", "parent", "definition", *MAPPINGS)
_FILE_FIELDS = ("version", "families", "types", "remove", "rename")
_CODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*\Z")


@dataclass(frozen=True, slots=True)
class EventType:
    """A type of happening. `parent` is the shipped type that readers code where a person would code this one, a
    project's own; no reader codes a project's own type by itself."""

    code: str
    definition: str
    family: str
    parent: str = ""
    acled: str = ""
    plover: str = ""
    cameo: str = ""
    gtd: str = ""
    muc4: str = ""


@dataclass(frozen=True, slots=True)
class Codebook:
    """Event types by code, in the order of the file. `renamed` maps shipped codes to a project's own."""

    version: str
    types: Mapping[str, EventType]
    families: Mapping[str, str]
    renamed: Mapping[str, str] = field(default_factory=dict)

    def __contains__(self, code: str) -> bool:
        return code in self.types

    def family(self, code: str) -> str:
        """The family of a type; a type that is not in the codebook is a family of its own."""
        return self.types[code].family if code in self.types else code

    def code_for(self, shipped: str) -> str | None:
        """What this codebook calls a shipped type, or None when it was removed."""
        code = self.renamed.get(shipped, shipped)
        return code if code in self.types else None

    def parent_of(self, code: str) -> str | None:
        """What this codebook calls the parent of one of its types, or None without one, or when it was removed."""
        parent = self.types[code].parent
        return self.code_for(parent) if parent else None


@cache
def shipped_codebook() -> Codebook:
    """The codebook that comes with Sayso."""
    text = resources.files("sayso.codebook").joinpath("types.yaml").read_text("utf-8")
    return _CodebookFile(text, "types.yaml").codebook(base=None)


def load_codebook(path: Path | None) -> Codebook:
    """The codebook of a project's file, on top of the shipped one; the shipped one for None.

    Raises CodebookError naming file, line and field.
    """
    if path is None:
        return shipped_codebook()
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CodebookError(f"{path}: cannot be read ({error}); give the path of a YAML file in UTF-8") from error
    return _CodebookFile(text, str(path)).codebook(base=shipped_codebook())


class _CodebookFile:
    """One YAML file, walked as nodes so that errors know their lines."""

    def __init__(self, text: str, name: str) -> None:
        self.name = name
        try:
            self.root = yaml.compose(text, Loader=yaml.SafeLoader)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line = mark.line + 1 if mark else 1
            raise CodebookError(f"{name}, line {line}: not YAML ({getattr(error, 'problem', error)})") from error

    def fail(self, node: yaml.Node | None, field_name: str, problem: str) -> CodebookError:
        line = node.start_mark.line + 1 if node else 1
        return CodebookError(f"{self.name}, line {line}, field {field_name!r}: {problem}")

    def codebook(self, base: Codebook | None) -> Codebook:
        fields = dict(self._fields(self.root, "the file", _FILE_FIELDS))
        if "version" not in fields:
            raise self.fail(self.root, "version", "is missing; give the codebook a version of its own")
        families = dict(base.families if base else {})
        families |= {k: self._text(v, f"families.{k}") for k, v in self._mapping(fields, "families")}
        types = dict(base.types) if base else {}
        for code in self._removals(fields.get("remove"), types):
            del types[code]
        renamed = self._renamings(fields, types)
        types = {renamed.get(c, c): replace(t, code=renamed.get(c, c)) for c, t in types.items()}
        for event_type in self._types(fields.get("types"), families, base):
            types[event_type.code] = event_type
        if not types:
            raise self.fail(self.root, "types", "no event type is left")
        return Codebook(self._text(fields["version"], "version"), types, families, renamed)

    def _fields(
        self, node: yaml.Node | None, what: str, allowed: tuple[str, ...] | None
    ) -> Iterator[tuple[str, yaml.Node]]:
        if not isinstance(node, yaml.MappingNode):
            raise self.fail(node, what, "must be a mapping of fields to values")
        for key, value in node.value:
            name = self._text(key, what)
            if allowed is not None and name not in allowed:
                raise self.fail(key, name, f"is not a field of {what}; there are: {', '.join(allowed)}")
            yield name, value

    def _mapping(self, fields: dict[str, yaml.Node], name: str) -> Iterator[tuple[str, yaml.Node]]:
        if name in fields:
            yield from self._fields(fields[name], name, None)

    def _items(self, node: yaml.Node | None, name: str) -> list[yaml.Node]:
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            raise self.fail(node, name, "must be a list")
        return list(node.value)

    def _text(self, node: yaml.Node, name: str) -> str:
        if not isinstance(node, yaml.ScalarNode):
            raise self.fail(node, name, "must be text")
        return str(node.value)

    def _removals(self, node: yaml.Node | None, types: dict[str, EventType]) -> Iterator[str]:
        for item in self._items(node, "remove"):
            code = self._text(item, "remove")
            if code not in types:
                raise self.fail(item, "remove", f"there is no type {code!r}")
            yield code

    def _renamings(self, fields: dict[str, yaml.Node], types: dict[str, EventType]) -> dict[str, str]:
        renamed: dict[str, str] = {}
        for old, node in self._mapping(fields, "rename"):
            new = self._text(node, f"rename.{old}")
            if old not in types:
                raise self.fail(node, f"rename.{old}", f"there is no type {old!r}")
            if not _CODE.match(new) or new in types or new in renamed.values():
                raise self.fail(node, f"rename.{old}", f"{new!r} is taken, or is not a code such as 'armed-attack'")
            renamed[old] = new
        return renamed

    def _types(self, node: yaml.Node | None, families: Mapping[str, str], base: Codebook | None) -> Iterator[EventType]:
        seen: set[str] = set()
        for item in self._items(node, "types"):
            event_type = self._type(item, families, base)
            if event_type.code in seen:
                raise self.fail(item, "code", f"{event_type.code!r} stands twice")
            seen.add(event_type.code)
            yield event_type

    def _type(self, item: yaml.Node, families: Mapping[str, str], base: Codebook | None) -> EventType:
        nodes = dict(self._fields(item, "a type", _TYPE_FIELDS))
        values = {name: self._text(node, name).strip() for name, node in nodes.items()}
        for required in ("code", "definition", "family"):
            if not values.get(required):
                raise self.fail(nodes.get(required, item), required, "is missing")
        if not _CODE.match(values["code"]):
            raise self.fail(nodes["code"], "code", f"{values['code']!r} is not a code such as 'armed-attack'")
        if values["family"] not in families:
            raise self.fail(nodes["family"], "family", f"there is no family {values['family']!r}")
        if values.get("parent") and (base is None or values["parent"] not in base.types):
            raise self.fail(nodes["parent"], "parent", f"there is no shipped type {values['parent']!r}")
        return EventType(**values)
