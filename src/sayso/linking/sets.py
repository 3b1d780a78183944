"""Disjoint sets: what was joined with what."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

Item = TypeVar("Item", int, str)


class DisjointSets(Generic[Item]):
    """Items in sets that can be joined; an item that was never joined is alone."""

    def __init__(self, items: Iterable[Item] = ()) -> None:
        self._root: dict[Item, Item] = {item: item for item in items}
        self._members: dict[Item, list[Item]] = {item: [item] for item in self._root}

    def root(self, item: Item) -> Item:
        """The item that stands for the set."""
        return self._root.get(item, item)

    def members(self, item: Item) -> list[Item]:
        """The items of the set that holds an item."""
        return self._members.get(self.root(item), [item])

    def join(self, one: Item, other: Item) -> None:
        """Make one set of two. The larger set's root stands for both, of equal sets the smaller root."""
        kept, gone = sorted((self.root(one), self.root(other)), key=lambda root: (-len(self.members(root)), root))
        if kept == gone:
            return
        moved = self._members.pop(gone, [gone])
        self._members.setdefault(kept, [kept]).extend(moved)
        self._root.setdefault(kept, kept)
        for item in moved:
            self._root[item] = kept

    def sets(self) -> list[list[Item]]:
        """The sets, each sorted, in order of their first items."""
        return sorted(sorted(members) for members in self._members.values())
