"""MUC-4 gold, in either of its two forms.

The view of GTT and GRIT (`docid`, `doctext`, lower case, `role_entities`) is taken as it is. From full answer keys
(`id`, `text`, all slots) the same five roles are derived as that view was made: optional templates and fills stay, a
victim is a human target with a name, and a string stands only where the text has it.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sayso.evaluating.gold_files import Record, read_records
from sayso.model.templates import MUC4_ROLES, Entity, Template

ALTERNATIVES = " / "
EDITORS_ADDITION = "["
"""Opens what the key's authors added to a string; such strings are not in the view's texts."""

ANSWER_KEY_SLOTS = {
    "PerpInd": "perp_individual",
    "PerpOrg": "perp_organization",
    "Target": "phys_target_id",
    "Victim": "hum_target_name",
    "Weapon": "instrument_id",
}
_ARTICLES = re.compile(r"\b(a|an|the)\b")
_NO_PUNCTUATION = str.maketrans("", "", string.punctuation)


@dataclass(frozen=True, slots=True)
class Muc4Report:
    """A report with its templates and the entities of each role over all templates. Strings are normalised.

    `published` is the day of its dateline, which only full answer keys come with.
    """

    id: str
    text: str
    templates: tuple[Template, ...]
    role_entities: Mapping[str, tuple[Entity, ...]]
    published: date | None = None


def normalised(words: str) -> str:
    """Lower case, without ASCII punctuation and articles, single blanks (the published scorers' rule)."""
    return " ".join(_ARTICLES.sub(" ", words.lower().translate(_NO_PUNCTUATION)).split())


def normalised_template(template: Template) -> Template:
    """The template with every string normalised; entities without strings are dropped."""
    fields = {
        field: tuple(tuple(map(normalised, entity)) for entity in template.entities(role) if entity)
        for role, field in MUC4_ROLES.items()
    }
    return Template(template.incident_type, **fields)


def distinct(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """The entities without those that hold the same strings as an earlier one."""
    found: dict[frozenset[str], Entity] = {}
    for entity in entities:
        found.setdefault(frozenset(entity), entity)
    return tuple(found.values())


def muc4_reports(path: Path) -> list[Muc4Report]:
    """The reports of a gold file of either form. Raises BadRecord, UnreadableInput."""
    return [_from_view(record) if "docid" in record else _from_answer_key(record) for record in read_records(path)]


def _from_view(record: Record) -> Muc4Report:
    templates = tuple(_view_template(item) for item in record.records("templates", required=True))
    if "role_entities" not in record:
        return Muc4Report(record.identity("docid"), record.text("doctext"), templates, _pooled(templates))
    pooled = record.part("role_entities")
    entities = {role: _view_entities(pooled, role) for role in MUC4_ROLES}
    return Muc4Report(record.identity("docid"), record.text("doctext"), templates, entities)


def _view_template(record: Record) -> Template:
    fields = {field: _view_entities(record, role) for role, field in MUC4_ROLES.items()}
    return Template(record.text("incident_type").lower(), **fields)


def _view_entities(record: Record, role: str) -> tuple[Entity, ...]:
    """Entities are lists of mentions; a mention is [string, offset]."""
    found = record.fields.get(role, [])
    if not isinstance(found, list) or not all(isinstance(entity, list) for entity in found):
        record.fail(f"{role} must be a list of entities, each a list of [string, offset]")
    if wrong := [mention for entity in found for mention in entity if not _is_mention(mention)]:
        record.fail(f"{role} must hold mentions as [string, offset], not {wrong[0]!r:.60}")
    return tuple(tuple(normalised(mention[0]) for mention in entity) for entity in found if entity)


def _is_mention(value: object) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], str)


def _from_answer_key(record: Record) -> Muc4Report:
    text = record.text("text")
    plain = f" {normalised(text)} "
    templates = tuple(_key_template(item, plain) for item in record.records("templates", required=True))
    return Muc4Report(record.identity(), text, templates, _pooled(templates), _day_of(record))


def _day_of(record: Record) -> date | None:
    day = record.part("dateline").fields.get("date") if "dateline" in record else None
    try:
        return date.fromisoformat(day) if day else None
    except (TypeError, ValueError):
        record.fail(f"dateline's date must be a day such as 1990-01-31, not {day!r}")


def _key_template(record: Record, plain: str) -> Template:
    types = record.part("incident_type").records("fills", required=True)
    if not types:
        record.fail("incident_type has no fill")
    fields = {field: _key_entities(record, ANSWER_KEY_SLOTS[role], plain) for role, field in MUC4_ROLES.items()}
    return Template(ALTERNATIVES.join(types[0].texts("values")).lower(), **fields)


def _key_entities(record: Record, slot: str, plain: str) -> tuple[Entity, ...]:
    if slot not in record:
        return ()
    found = []
    for fill in record.part(slot).records("fills"):
        strings = (normalised(words) for words in fill.texts("strings") if EDITORS_ADDITION not in words)
        found.append(tuple(dict.fromkeys(words for words in strings if f" {words} " in plain)))
    return tuple(entity for entity in found if entity)


def _pooled(templates: Iterable[Template]) -> dict[str, tuple[Entity, ...]]:
    kept = list(templates)
    return {role: distinct(entity for one in kept for entity in one.entities(role)) for role in MUC4_ROLES}
