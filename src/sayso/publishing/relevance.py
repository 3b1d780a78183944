"""Claims to the classes of sets that label kinds of happening; the mappings are data, in `relevance.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from sayso.codebook import Codebook, shipped_codebook
from sayso.errors import BadRequest
from sayso.model import Claim


@dataclass(frozen=True, slots=True)
class Rule:
    """When a claim is of a class. `initiator` is None where anybody may be it; `counts` are empty likewise."""

    types: frozenset[str]
    initiator: re.Pattern[str] | None = None
    counts: frozenset[str] = frozenset()

    def holds(self, claim: Claim) -> bool:
        """Whether the claim satisfies all of the rule."""
        if claim.type not in self.types:
            return False
        if self.initiator and not any(self.initiator.search(mention.span.text) for mention in claim.initiator):
            return False
        return not self.counts or any(count.of.value in self.counts for count in claim.counts)


@dataclass(frozen=True, slots=True)
class Scheme:
    """The classes of one set, with the rules of each."""

    name: str
    classes: Mapping[str, tuple[Rule, ...]]
    statuses: frozenset[str]
    not_stances: frozenset[str]

    def classes_of(self, claim: Claim) -> frozenset[str]:
        """The classes that a claim is of."""
        if claim.status.value not in self.statuses or claim.stance.value in self.not_stances:
            return frozenset()
        return frozenset(name for name, rules in self.classes.items() if any(rule.holds(claim) for rule in rules))


@cache
def relevance_schemes() -> Mapping[str, Scheme]:
    """The shipped schemes, by name of the set."""
    text = resources.files("sayso.publishing").joinpath("relevance.yaml").read_text("utf-8")
    return {name: _scheme(name, fields, shipped_codebook()) for name, fields in yaml.safe_load(text).items()}


def scheme_for(labels: Iterable[str]) -> Scheme:
    """The scheme whose classes include all labels of a gold file. Raises BadRequest when none does."""
    wanted = frozenset(labels)
    for scheme in relevance_schemes().values():
        if wanted <= scheme.classes.keys():
            return scheme
    known = "; ".join(f"{name}: {', '.join(one.classes)}" for name, one in relevance_schemes().items())
    raise BadRequest(f"no mapping has the labels {', '.join(sorted(wanted))}; there are {known}")


def _scheme(name: str, fields: Mapping[str, Any], codebook: Codebook) -> Scheme:
    classes = {label: tuple(_rule(rule, codebook) for rule in fields["classes"][label]) for label in fields["labels"]}
    return Scheme(name, classes, frozenset(fields["statuses"]), frozenset(fields["not_stances"]))


def _rule(fields: Mapping[str, Any], codebook: Codebook) -> Rule:
    types = frozenset(fields["types"])
    unknown = types - codebook.types.keys()
    if unknown:
        raise BadRequest(f"relevance.yaml names types that the codebook lacks: {', '.join(sorted(unknown))}")
    words = "|".join(map(re.escape, fields.get("initiator", ())))
    pattern = re.compile(rf"\b(?:{words})\b", re.IGNORECASE) if words else None
    return Rule(types, pattern, frozenset(fields.get("counts", ())))
