"""Tables: words in the cells between lines, or between rules across and the gaps that columns leave."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from quartier_nlp.sources.pdf.fragments import Fragment, fragments_of, lines_of
from quartier_nlp.sources.pdf.ruling import (
    OPEN_WIDTH,
    SAME,
    Cell,
    edges_of,
    rules_of_table,
    suggests_table,
    tables_of,
)
from quartier_nlp.sources.pdf.words import RawPage, Rule, Word

#: Greatest height of the head of a table without vertical rules, in points.
_HEAD_HEIGHT = 70.0
#: Narrowest strip between two columns of such a table, in font sizes.
_STRIP = 0.5
#: How far above its baseline a row begins, in font sizes.
_ROW_TOP = 0.8
#: So many lines in a cell, with no more cells than these, are no table.
_LONGEST_CELL = 12
_FEW_CELLS = 8
#: Columns and rows beyond which a raster is no table but a drawing, and cells that gaps may make.
_MOST_COLUMNS = 40
_MOST_ROWS = 300
_MOST_CELLS = 1_500
#: Rules across that stand alone, beyond which a page is a drawing, and how often a page is searched between them.
_MOST_ACROSS = 80
_MOST_TRIES = 12
#: A rule that ends so far past a crossing one has an open end.
_OPEN_END = 12.0


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
    return _tables_on(page) if suggests_table(page) else ([], list(page.words))


def _tables_on(page: RawPage) -> tuple[list[Table], list[Word]]:
    edges = edges_of(page.rules)
    tables: list[Table] = []
    words = list(page.words)
    if not rules_of_table(edges):
        return tables, words
    for cells in tables_of(edges, _open_ends(edges)):
        extent = _extent(cells)
        inside = [word for word in words if word.face.angle == 0 and extent.holds(*_middle(word))]
        table = _filled(cells, inside, page.number)
        if table is None:
            continue
        words = _without(words, inside)
        tables.append(table)
    for table, inside in _open_tables(page, edges, words, tables):
        words = _without(words, inside)
        tables.append(table)
    return tables, words


def _without(words: list[Word], taken: Sequence[Word]) -> list[Word]:
    away = {id(word) for word in taken}
    return [word for word in words if id(word) not in away]


def _middle(word: Word) -> tuple[float, float]:
    return (word.x0 + word.x1) / 2, word.baseline - 0.28 * word.face.size


def _extent(cells: Sequence[Cell]) -> Cell:
    return Cell(
        min(cell.x0 for cell in cells),
        min(cell.top for cell in cells),
        max(cell.x1 for cell in cells),
        max(cell.bottom for cell in cells),
    )


def _open_ends(edges: Sequence[Rule]) -> list[Rule]:
    """Return the outer sides of tables that have no rule there, not even along a part of the side."""
    down, across = [r for r in edges if not r.horizontal], [r for r in edges if r.horizontal]
    sides: list[Rule] = []
    for rule in down:
        met = [r for r in across if rule.top - SAME <= r.top <= rule.bottom + SAME and _inside(rule.x0, r.x0, r.x1)]
        if len(met) < 2:
            continue
        top, bottom = met[0].top, met[-1].bottom
        for x in (min(r.x0 for r in met), max(r.x1 for r in met)):
            if not any(abs(r.x0 - x) <= SAME and r.top < bottom and top < r.bottom for r in down):
                sides.append(Rule(x, top, x, bottom))
    for rule in across:
        met = [r for r in down if rule.x0 - SAME <= r.x0 <= rule.x1 + SAME and _inside(rule.top, r.top, r.bottom)]
        if not met:
            continue
        for y in (min(r.top for r in met), max(r.bottom for r in met)):
            if not any(abs(r.top - y) <= SAME and r.x0 < rule.x1 and rule.x0 < r.x1 for r in across):
                sides.append(Rule(rule.x0, y, rule.x1, y))
    return list(dict.fromkeys(sides))


def _inside(value: float, low: float, high: float) -> bool:
    return low + _OPEN_END < value < high - _OPEN_END


def _filled(cells: Sequence[Cell], words: Sequence[Word], page: int) -> Table | None:
    """Return the table with its words, or None if too few cells hold any."""
    tops, lefts = sorted({cell.top for cell in cells}), sorted({cell.x0 for cell in cells})
    if not (2 <= len(lefts) <= _MOST_COLUMNS and 2 <= len(tops) <= _MOST_ROWS):
        return None
    in_row: dict[float, list[Cell]] = {top: [] for top in tops}
    for room in cells:
        for top in tops[bisect_left(tops, room.top) : bisect_left(tops, room.bottom)]:
            in_row[top].append(room)
    held: dict[tuple[float, float], list[Word]] = {}
    for word in words:
        x, y = _middle(word)
        row = in_row[tops[max(0, bisect_right(tops, y) - 1)]]
        cell = next((cell for cell in row if cell.holds(x, y)), None)
        # a word where the lines leave a hole goes to the row and column that it stands in
        spot = (cell.top, cell.x0) if cell else (max(t for t in tops if t <= y), max(v for v in lefts if v <= x))
        held.setdefault(spot, []).append(word)
    if len(held) < 4 or any(len({spot[axis] for spot in held}) < 2 for axis in (0, 1)):
        return None
    rows: dict[float, list[tuple[Fragment, ...]]] = {}
    for top, left in sorted(held):
        lines = tuple(lines_of(fragments_of(held[top, left], page)))
        if lines:
            rows.setdefault(top, []).append(lines)
    longest = max(len(cell) for row in rows.values() for cell in row)
    if longest > _LONGEST_CELL and sum(len(row) for row in rows.values()) <= _FEW_CELLS:
        return None  # columns of text with a rule between them
    extent = _extent(cells)
    return Table(page, extent.x0, extent.top, extent.x1, extent.bottom, tuple(tuple(rows[top]) for top in rows))


def _open_tables(
    page: RawPage, edges: Sequence[Rule], words: list[Word], known: Sequence[Table]
) -> Iterator[tuple[Table, list[Word]]]:
    """Yield tables that have rules across only, as typeset tables do: above, below the heads, at the foot."""
    across = [rule for rule in edges if rule.horizontal and rule.x1 - rule.x0 >= OPEN_WIDTH]
    across = [rule for rule in across if not any(t.top - 2 <= rule.top <= t.bottom + 2 for t in known)]
    start, tries = 0, iter(range(_MOST_TRIES))
    while start < len(across) - 2 and len(across) <= _MOST_ACROSS:
        first = across[start]
        chain = [first]
        for rule in across[start + 1 :]:
            if abs(rule.x0 - first.x0) <= SAME and abs(rule.x1 - first.x1) <= SAME and rule.top - chain[-1].top > 4:
                chain.append(rule)
        found = _open_table(chain, words, page.number, edges, tries) if len(chain) >= 3 else None
        if found is None:
            start += 1
            continue
        yield found
        start = next((i for i, rule in enumerate(across) if rule.top >= found[0].bottom - 1), len(across) - 1) + 1


def _open_table(
    chain: list[Rule], words: list[Word], page: int, edges: Sequence[Rule], tries: Iterator[int]
) -> tuple[Table, list[Word]] | None:
    """Return the table from the first rule of the chain to the last that still closes it, as long as tries are left."""
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
        tops = _row_tops(inside, starts, [rule.top for rule in chain[1:last]], page)
        if len(starts) * (len(tops) + last) > _MOST_CELLS:
            continue
        if next(tries, None) is None:
            break
        gaps = [Rule(x, top, x, bottom) for x in (x0, *(start - 1 for start in starts[1:]), x1)]
        gaps += [Rule(x0, y, x1, y) for y in tops]
        found = [cell for cells in tables_of(edges, gaps, columns_drawn=False) for cell in cells]
        room = Cell(x0 - SAME, top - SAME, x1 + SAME, bottom + SAME)
        cells = [cell for cell in found if room.holds(cell.x0, cell.top) and room.holds(cell.x1, cell.bottom)]
        table = _filled(cells, inside, page)
        if table is not None:
            return table, inside
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


def _row_tops(words: Sequence[Word], starts: Sequence[float], rules: Sequence[float], page: int) -> list[float]:
    """Return where rows begin that no rule parts: at a wider gap than lines of one cell have."""
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
    ruled = {below for above, below in pairwise(heights) if any(above < rule < below for rule in rules)}
    parted = {below for above, below in pairwise(heights) if below - above > 1.2 * usual} - ruled
    if not parted:  # no gaps between rows: the first column tells them apart
        parted = {round(line.baseline, 1) for column, line in cells if column == 0} - ruled - {heights[0]}
    size = sorted(word.face.size for word in words)[len(words) // 2]
    return sorted(baseline - _ROW_TOP * size for baseline in parted)
