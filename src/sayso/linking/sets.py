"""Disjoint sets: what was joined with what."""

from __future__ import annotations

from collections.abc import Iterable


class DisjointSets:
    """Items in sets that can be joined; every item starts alone."""

    def __init__(self, items: Iterable[str]) -> None:
        self.parent = {item: item for item in items}
        self.members = {item: [item] for item in self.parent}

    def root(self, item: str) -> str:
        """The item that stands for the set."""
        while self.parent[item] != item:
            self.parent[item] = self.parent[self.parent[item]]
            item = self.parent[item]
        return item

    def join(self, one: str, other: str) -> None:
        """Make one set of two; the smaller id stands for it, so that the order of joining does not show."""
        one, other = sorted((self.root(one), self.root(other)))
        if one != other:
            self.parent[other] = one
            self.members[one] += self.members.pop(other)

    def sets(self) -> list[list[str]]:
        """The sets, each sorted, in order of their first items."""
        return sorted(sorted(members) for members in self.members.values())
