"""Cells between ruling lines.

A page's rules are joined to edges; where edges cross, the smallest rectangles whose four sides are edges are
cells, and cells that share corners are a table.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from quartier_nlp.sources.pdf.words import RawPage, Rule

#: Lines nearer than this are one line, and ends nearer than this meet.
SAME = 3.0
#: A line that goes on so far past another one crosses it.
_INNER = 12.0
_SHORTEST = 8.0
#: Shortest rule of a table without vertical rules.
OPEN_WIDTH = 100.0
#: Rules and crossings beyond which a page is a drawing.
_MOST_RULES = 2_000
_MOST_CROSSINGS = 2_500

_Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Cell:
    """The room between four lines, in the page's points as displayed."""

    x0: float
    top: float
    x1: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies inside."""
        return self.x0 <= x < self.x1 and self.top <= y < self.bottom

    @property
    def corners(self) -> tuple[_Point, ...]:
        """Its four corners."""
        return (self.x0, self.top), (self.x0, self.bottom), (self.x1, self.top), (self.x1, self.bottom)


def suggests_table(page: RawPage) -> bool:
    """Return whether a page's rules may be those of a table that is worth a closer look."""
    return page.seen_whole and rules_of_table(page.rules)


def is_drawing(page: RawPage) -> bool:
    """Return whether a page holds more lines than tables have, so that none is looked for."""
    return not page.seen_whole or len(page.rules) > _MOST_RULES or len(_crossings(page.rules)[0]) > _MOST_CROSSINGS


def rules_of_table(rules: Sequence[Rule]) -> bool:
    """Return whether three rules across have the same ends, or rules cross as those of a table do."""
    if not 3 <= len(rules) <= _MOST_RULES:
        return False
    points, inner = _crossings(rules)
    if len(points) > _MOST_CROSSINGS:
        return False
    levels = sum(len(np.unique(points[:, axis])) for axis in (0, 1))
    return _in_chain(rules) or (inner and levels >= 3) or levels >= 5


def _crossings(rules: Sequence[Rule]) -> tuple[np.ndarray, bool]:
    """Return where rules touch, in steps of ``SAME``, and whether any two really cross."""
    down, across = (np.array([(r.x0, r.top, r.x1, r.bottom) for r in rules if r.horizontal is flat]).reshape(-1, 4)
                    for flat in (False, True))  # fmt: skip
    x, y = ((down[:, 0] + down[:, 2]) / 2)[:, None], (across[:, 1] + across[:, 3]) / 2
    beside = np.minimum(x - across[:, 0], across[:, 2] - x)
    over = np.minimum(y - down[:, 1, None], down[:, 3, None] - y)
    touching = (beside >= -SAME) & (over >= -SAME)
    at = np.argwhere(touching)
    points = np.unique(np.round(np.column_stack([x[at[:, 0], 0], y[at[:, 1]]]) / SAME), axis=0)
    return points, bool((touching & (np.maximum(beside, over) >= _INNER)).any())


def _in_chain(rules: Sequence[Rule]) -> bool:
    ends: dict[tuple[int, int], list[float]] = {}
    for rule in rules:
        if rule.horizontal and rule.x1 - rule.x0 >= OPEN_WIDTH:
            for left in (-1, 0, 1):
                for right in (-1, 0, 1):
                    key = round(rule.x0 / SAME) + left, round(rule.x1 / SAME) + right
                    ends.setdefault(key, []).append(rule.top)
    return any(len({round(top / SAME) for top in tops}) >= 3 for tops in ends.values())


# -- edges -------------------------------------------------------------------------------------


def edges_of(rules: Iterable[Rule]) -> list[Rule]:
    """Return the lines that rules form, without thickness, from top to bottom.

    Rules nearly in line come to lie in line, and pieces of a line that meet become one.
    """
    across: list[tuple[float, float, float]] = []
    down: list[tuple[float, float, float]] = []
    for rule in rules:
        if rule.horizontal:
            across.append(((rule.top + rule.bottom) / 2, rule.x0, rule.x1))
        else:
            down.append(((rule.x0 + rule.x1) / 2, rule.top, rule.bottom))
    edges = [Rule(start, at, end, at) for at, start, end in _joined(across)]
    edges += [Rule(at, start, at, end) for at, start, end in _joined(down)]
    return sorted(edges, key=lambda rule: (rule.top, rule.x0, rule.bottom, rule.x1))


def _joined(pieces: list[tuple[float, float, float]]) -> Iterator[tuple[float, float, float]]:
    """Yield position, start and end of every line that pieces of it form."""
    for line in _in_line(sorted(pieces)):
        at = sum(position for position, _, _ in line) / len(line)
        start, end = min((a, b) for _, a, b in line)
        for _, first, last in sorted(line, key=lambda piece: piece[1:]):
            if first > end + SAME:
                yield from _long_enough(at, start, end)
                start, end = first, last
            end = max(end, last)
        yield from _long_enough(at, start, end)


def _long_enough(at: float, start: float, end: float) -> Iterator[tuple[float, float, float]]:
    if end - start >= _SHORTEST:
        yield at, start, end


def _in_line(pieces: Sequence[tuple[float, float, float]]) -> Iterator[list[tuple[float, float, float]]]:
    line: list[tuple[float, float, float]] = []
    for piece in pieces:
        if line and piece[0] > line[-1][0] + SAME:
            yield line
            line = []
        line.append(piece)
    if line:
        yield line


# -- cells -------------------------------------------------------------------------------------


def tables_of(edges: Sequence[Rule], added: Sequence[Rule] = (), *, columns_drawn: bool = True) -> list[list[Cell]]:
    """Return the cells of every table, from top to bottom.

    Args:
        edges: Lines that are drawn.
        added: Lines that are not.
        columns_drawn: Whether the drawn vertical lines count too.
    """
    kept = [edge for edge in edges if columns_drawn or edge.horizontal]
    lines = edges_of([*kept, *added])
    groups = [group for group in _touching(list(_Raster(lines).cells())) if len(group) > 1]
    return sorted(groups, key=lambda cells: min((cell.top, cell.x0) for cell in cells))


class _Raster:
    """Points where edges cross, and the edges through each."""

    def __init__(self, lines: Sequence[Rule]) -> None:
        self._down: dict[_Point, set[int]] = defaultdict(set)
        self._across: dict[_Point, set[int]] = defaultdict(set)
        flat = [(number, line) for number, line in enumerate(lines) if line.horizontal]
        heights = [line.top for _, line in flat]
        for number, line in enumerate(lines):
            if line.horizontal:
                continue
            last = bisect_right(heights, line.bottom + SAME)
            for other, crossed in flat[bisect_right(heights, line.top - SAME - 1e-9) : last]:
                if crossed.x0 - SAME <= line.x0 <= crossed.x1 + SAME:
                    point = line.x0, crossed.top
                    self._down[point].add(number)
                    self._across[point].add(other)
        self._below: dict[float, list[float]] = defaultdict(list)
        self._right: dict[float, list[float]] = defaultdict(list)
        for x, y in sorted(self._down):
            self._below[x].append(y)
            self._right[y].append(x)

    def cells(self) -> Iterator[Cell]:
        """Yield the smallest rectangle to the right of and below each point whose sides are edges."""
        for x, y in sorted(self._down):
            cell = self._cell(x, y)
            if cell:
                yield cell

    def _cell(self, x: float, y: float) -> Cell | None:
        below, right = self._below[x], self._right[y]
        rights = right[bisect_right(right, x) :]
        for bottom in below[bisect_right(below, y) :]:
            if not self._down[x, y] & self._down[x, bottom]:
                break
            for side in rights:
                if not self._across[x, y] & self._across[side, y]:
                    break
                corner = side, bottom
                if (
                    corner in self._down
                    and self._down[side, y] & self._down[corner]
                    and self._across[x, bottom] & self._across[corner]
                ):
                    return Cell(x, y, side, bottom)
        return None


def _touching(cells: Sequence[Cell]) -> list[list[Cell]]:
    """Return the cells in groups that hang together by corners."""
    at: dict[_Point, list[int]] = defaultdict(list)
    for number, cell in enumerate(cells):
        for corner in cell.corners:
            at[corner].append(number)
    groups: list[list[Cell]] = []
    seen: set[int] = set()
    for first in range(len(cells)):
        if first in seen:
            continue
        pending, group = [first], set[int]()
        while pending:
            number = pending.pop()
            if number not in group:
                group.add(number)
                pending.extend(other for corner in cells[number].corners for other in at[corner])
        seen |= group
        groups.append([cells[number] for number in sorted(group)])
    return groups
