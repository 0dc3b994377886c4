"""Tables: cells from the lines drawn around them, or from rules above and below and the gaps between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from quartier_nlp.sources.pdf.fragments import Fragment, fragments_of, lines_of
from quartier_nlp.sources.pdf.words import RawPage, Rule, Word

_TOUCH = 3.0
_SAME = 3.0
#: Shortest rule of a table without vertical rules, and greatest height of its head, in points.
_OPEN_WIDTH = 100.0
_HEAD_HEIGHT = 70.0
#: Narrowest strip between two columns of such a table, in font sizes.
_STRIP = 0.5
#: So many lines in a cell, with no more cells than these, are no table.
_LONGEST_CELL = 12
_FEW_CELLS = 8
#: Cells times rules beyond which a raster is no table but a drawing.
_LARGEST_RASTER = 500_000
#: Rules on a page beyond which it is a drawing; the same for rules across that stand alone.
_MOST_RULES = 2_000
_MOST_ACROSS = 80


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
    for table, inside in _open_tables(page, words, tables):
        taken = {id(word) for word in inside}
        words = [word for word in words if id(word) not in taken]
        tables.append(table)
    return tables, words


def _open_tables(page: RawPage, words: list[Word], known: Sequence[Table]) -> Iterator[tuple[Table, list[Word]]]:
    """Yield tables that have rules across only, as typeset tables do: above, below the heads, at the foot."""
    across = [rule for rule in page.rules if rule.horizontal and rule.x1 - rule.x0 >= _OPEN_WIDTH]
    across = [rule for rule in across if not any(t.top - 2 <= rule.top <= t.bottom + 2 for t in known)]
    start = 0
    while start < len(across) - 2 and len(across) <= _MOST_ACROSS:
        first = across[start]
        chain = [first]
        for rule in across[start + 1 :]:
            if abs(rule.x0 - first.x0) <= _SAME and abs(rule.x1 - first.x1) <= _SAME and rule.top - chain[-1].top > 4:
                chain.append(rule)
        found = _open_table(chain, words, page.number) if 3 <= len(chain) <= 200 else None
        if found is None:
            start += 1
            continue
        yield found
        start = next((i for i, rule in enumerate(across) if rule.top >= found[0].bottom - 1), len(across) - 1) + 1


def _open_table(chain: list[Rule], words: list[Word], page: int) -> tuple[Table, list[Word]] | None:
    """Return the table from the first rule of the chain to the last that still closes it."""
    if chain[1].top - chain[0].top > _HEAD_HEIGHT:
        return None
    if len(chain) > 3 and _columns_below(chain[1:], words) > _columns_below(chain, words):
        return None  # the first rule belongs to a running head
    for last in range(len(chain) - 1, 1, -1):
        top, bottom = chain[0].top, chain[last].bottom
        x0, x1 = chain[0].x0, chain[0].x1
        inside = [
            word
            for word in words
            if top < word.baseline < bottom and x0 - 2 <= (word.x0 + word.x1) / 2 <= x1 + 2 and word.face.angle == 0
        ]
        starts = _column_starts(inside, x0)
        if len(starts) < 2 or len(inside) < 6:
            continue
        rows = _open_rows(inside, starts, [rule.top for rule in chain[1:last]], page)
        if len(rows) >= 2 and sum(len(row) for row in rows) >= 4:
            return Table(page, x0, top, x1, bottom, tuple(rows)), inside
    return None


def _columns_below(chain: list[Rule], words: list[Word]) -> int:
    """Return how many columns stand between the first rule of a chain and the last."""
    top, bottom, x0, x1 = chain[0].top, chain[-1].bottom, chain[0].x0, chain[0].x1
    return len(_column_starts([w for w in words if top < w.baseline < bottom and x0 - 2 <= w.x0 <= x1], x0))


def _column_starts(words: Sequence[Word], left: float) -> list[float]:
    """Return where columns begin: right of the strips that no word enters."""
    if not words:
        return []
    size = sorted(word.face.size for word in words)[len(words) // 2]
    starts, end = [left], left
    for word in sorted(words, key=lambda item: item.x0):
        if word.x0 - end >= _STRIP * size and end > left:
            starts.append(word.x0)
        end = max(end, word.x1)
    return starts


def _open_rows(
    words: Sequence[Word], starts: Sequence[float], rules: Sequence[float], page: int
) -> list[tuple[tuple[Fragment, ...], ...]]:
    """Return the rows: parted by rules, or by a wider gap than lines of one cell have."""
    columns: dict[int, list[Word]] = {}
    for word in words:
        column = max((i for i, start in enumerate(starts) if start <= word.x0 + 1), default=0)
        columns.setdefault(column, []).append(word)
    cells = [(column, line) for column in sorted(columns) for line in lines_of(fragments_of(columns[column], page))]
    heights = sorted({round(line.baseline, 1) for _, line in cells})
    steps = [b - a for a, b in pairwise(heights) if b - a > 2]
    if not steps:
        return []
    usual = min(steps)
    bounds = [heights[0]]
    for above, below in pairwise(heights):
        ruled = any(above < rule < below for rule in rules)
        if ruled or below - above > 1.2 * usual:
            bounds.append(below)
    if len(bounds) <= len(rules) + 1:  # no gaps between rows: the first column tells them apart
        bounds = sorted({line.baseline for column, line in cells if column == 0} | set(bounds))
    rows: dict[int, dict[int, list[Fragment]]] = {}
    for column, line in cells:
        row = max((i for i, bound in enumerate(bounds) if bound <= line.baseline + 1), default=0)
        rows.setdefault(row, {}).setdefault(column, []).append(line)
    return [tuple(tuple(rows[row][column]) for column in sorted(rows[row])) for row in sorted(rows)]


def _groups(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Group rules that touch each other."""
    if not 4 <= len(rules) <= _MOST_RULES:
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
        work = len(self.xs) * len(self.ys) * (len(self._across) + len(self._down))
        return 3 <= len(self.xs) <= 40 and 3 <= len(self.ys) <= 300 and work <= _LARGEST_RASTER

    def holds(self, word: Word) -> bool:
        """Whether the word's middle lies inside."""
        if word.face.angle:
            return False
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
        longest = max(len(cell) for row in ordered for cell in row)
        if longest > _LONGEST_CELL and sum(len(row) for row in ordered) <= _FEW_CELLS:
            return None  # columns of text with a rule between them
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
