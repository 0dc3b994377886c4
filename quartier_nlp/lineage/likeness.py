"""How alike texts are, as a lookup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol, Self


class HasId(Protocol):
    """Anything with a source id."""

    @property
    def source_id(self) -> str:
        """The source."""


class Likeness:
    """Containment of pairs of texts; pairs that are not there are not alike."""

    def __init__(self, pairs: Mapping[tuple[str, str], float]) -> None:
        self._pairs = {(min(pair), max(pair)): value for pair, value in sorted(pairs.items())}
        self._near: dict[str, list[tuple[str, float]]] = {}
        for (left, right), value in sorted(self._pairs.items()):
            self._near.setdefault(left, []).append((right, value))
            self._near.setdefault(right, []).append((left, value))

    @classmethod
    def from_rows(cls, rows: Iterable[tuple[str, str, float]]) -> Self:
        """Build it from (source id, source id, containment)."""
        return cls({(left, right): value for left, right, value in rows})

    def of(self, first: HasId, second: HasId) -> float:
        """Return the containment of two texts, 0 if they are not alike."""
        return self.between(first.source_id, second.source_id)

    def between(self, one: str, two: str) -> float:
        """Return the containment of two texts by their ids, 0 if they are not alike."""
        return self._pairs.get((min(one, two), max(one, two)), 0.0)

    def to(self, one: HasId) -> Sequence[tuple[str, float]]:
        """Return what is like a text: source ids with containment."""
        return self._near.get(one.source_id, ())

    def pairs(self) -> Iterator[tuple[str, str, float]]:
        """Yield pairs in order of ids."""
        for (left, right), value in sorted(self._pairs.items()):
            yield left, right, value
