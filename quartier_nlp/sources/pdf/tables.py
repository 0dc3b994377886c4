"""Ruled tables: cells from the lines drawn around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quartier_nlp.sources.pdf.fragments import Fragment, fragments_of, lines_of
from quartier_nlp.sources.pdf.words import RawPage, Rule, Word

_TOUCH = 3.0
_SAME = 3.0


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table on one page.

    Attributes:
        rows: Cells from top to bottom, left to right, each as its printed lines; empty cells are
            left out. A cell over several rows belongs to the first.
    """

    page: int
    x0: float
    top: float
    x1: float
    bottom: float
    rows: tuple[tuple[tuple[Fragment, ...], ...], ...]

    @property
    def middle(self) -> float:
        """Height of its middle."""
        return (self.top + self.bottom) / 2


def take_tables(page: RawPage) -> tuple[list[Table], list[Word]]:
    """Return the ruled tables of a page and the words outside them."""
    tables: list[Table] = []
    words = list(page.words)
    for group in _groups(page.rules):
        grid = _Grid(group)
        if not grid.plausible:
            continue
        inside = [word for word in words if grid.holds(word)]
        table = grid.table(inside, page.number)
        if table is None:
            continue
        taken = {id(word) for word in inside}
        words = [word for word in words if id(word) not in taken]
        tables.append(table)
    return tables, words


def _groups(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Group rules that touch each other."""
    if not 4 <= len(rules) <= 4000:
        return []
    parent = list(range(len(rules)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    order = sorted(range(len(rules)), key=lambda i: rules[i].top)
    active: list[int] = []
    for index in order:
        rule = rules[index]
        active = [i for i in active if rules[i].bottom + _TOUCH >= rule.top]
        for other in active:
            if rules[other].x0 - _TOUCH <= rule.x1 and rule.x0 - _TOUCH <= rules[other].x1:
                parent[root(other)] = root(index)
        active.append(index)
    groups: dict[int, list[Rule]] = {}
    for index, rule in enumerate(rules):
        groups.setdefault(root(index), []).append(rule)
    return list(groups.values())


def _levels(values: list[float]) -> list[float]:
    """Merge positions that are nearly the same."""
    levels: list[list[float]] = []
    for value in sorted(values):
        if levels and value - levels[-1][0] <= _SAME:
            levels[-1].append(value)
        else:
            levels.append([value])
    return [sum(level) / len(level) for level in levels]


class _Grid:
    """Cells between the levels of horizontal and vertical rules."""

    def __init__(self, rules: list[Rule]) -> None:
        self._across = [rule for rule in rules if rule.horizontal]
        self._down = [rule for rule in rules if not rule.horizontal]
        self.xs = _levels([(rule.x0 + rule.x1) / 2 for rule in self._down])
        self.ys = _levels([(rule.top + rule.bottom) / 2 for rule in self._across])
        if self._across and self._down:
            left, right = min(r.x0 for r in self._across), max(r.x1 for r in self._across)
            self.xs = self._with_ends(self.xs, left, right)
            top, bottom = min(r.top for r in self._down), max(r.bottom for r in self._down)
            self.ys = self._with_ends(self.ys, top, bottom)

    @staticmethod
    def _with_ends(levels: list[float], low: float, high: float) -> list[float]:
        """Add the open sides of a table that has no outer rule there."""
        if levels and levels[0] - low > 4 * _SAME:
            levels = [low, *levels]
        if levels and high - levels[-1] > 4 * _SAME:
            levels = [*levels, high]
        return levels

    @property
    def plausible(self) -> bool:
        """Whether there are at least two columns and two rows, and not a chart's raster."""
        return 3 <= len(self.xs) <= 40 and 3 <= len(self.ys) <= 300

    def holds(self, word: Word) -> bool:
        """Whether the word's middle lies inside."""
        x, y = (word.x0 + word.x1) / 2, word.baseline - 0.28 * word.face.size
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]

    def table(self, words: list[Word], page: int) -> Table | None:
        """Return the table with its words, or None if too few cells hold any."""
        home = self._merged_cells()
        cells: dict[tuple[int, int], list[Word]] = {}
        for word in words:
            spot = self._spot(word)
            cells.setdefault(home[spot], []).append(word)
        if len(cells) < 4 or len({column for _, column in cells}) < 2 or len({row for row, _ in cells}) < 2:
            return None
        rows: dict[int, list[tuple[int, tuple[Fragment, ...]]]] = {}
        for (row, column), inside in cells.items():
            lines = tuple(lines_of(fragments_of(inside, page)))
            if lines:
                rows.setdefault(row, []).append((column, lines))
        ordered = tuple(tuple(lines for _, lines in sorted(rows[row], key=lambda c: c[0])) for row in sorted(rows))
        return Table(page, self.xs[0], self.ys[0], self.xs[-1], self.ys[-1], ordered)

    def _spot(self, word: Word) -> tuple[int, int]:
        x, y = (word.x0 + word.x1) / 2, word.baseline - 0.28 * word.face.size
        column = max(i for i, level in enumerate(self.xs[:-1]) if level <= x)
        row = max(i for i, level in enumerate(self.ys[:-1]) if level <= y)
        return row, column

    def _merged_cells(self) -> dict[tuple[int, int], tuple[int, int]]:
        """Map each grid cell to the first cell that no rule divides it from."""
        home: dict[tuple[int, int], tuple[int, int]] = {}
        for row in range(len(self.ys) - 1):
            for column in range(len(self.xs) - 1):
                home[row, column] = row, column
                if column and not self._divided_down(row, column):
                    home[row, column] = home[row, column - 1]
                elif row and not self._divided_across(row, column):
                    home[row, column] = home[row - 1, column]
        return home

    def _divided_down(self, row: int, column: int) -> bool:
        x, y = self.xs[column], (self.ys[row] + self.ys[row + 1]) / 2
        return any(abs((r.x0 + r.x1) / 2 - x) <= _SAME and r.top <= y <= r.bottom for r in self._down)

    def _divided_across(self, row: int, column: int) -> bool:
        y, x = self.ys[row], (self.xs[column] + self.xs[column + 1]) / 2
        return any(abs((r.top + r.bottom) / 2 - y) <= _SAME and r.x0 <= x <= r.x1 for r in self._across)
