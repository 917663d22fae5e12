"""Disjoint sets (Galler and Fischer, 1964; path halving after Tarjan and van Leeuwen, 1984)."""

from __future__ import annotations


class Forest:
    """The positions 0 to ``count`` - 1, each a set of its own until two are joined.

    >>> forest = Forest(4)
    >>> forest.join(1, 3)
    >>> forest.root(3), forest.root(2)
    (1, 2)
    """

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))

    def root(self, position: int) -> int:
        """The position that stands for the set of another."""
        parent = self._parent
        while parent[position] != position:
            parent[position] = parent[parent[position]]
            position = parent[position]
        return position

    def join(self, kept: int, other: int) -> None:
        """Make one set of those of two positions; the root of ``kept`` stands for it."""
        self._parent[self.root(other)] = self.root(kept)
