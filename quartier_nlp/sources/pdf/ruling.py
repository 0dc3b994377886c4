"""Cells between ruling lines: pdfplumber's search for tables, on the rules that pdfium sees.

pdfplumber's own pages are not used, as it would parse the file a second time and take three times as long for it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges
from pdfplumber.utils.geometry import filter_edges

from quartier_nlp.sources.pdf.words import RawPage, Rule

#: Lines nearer than this are one line, and ends nearer than this meet.
SAME = 3.0
#: A line that goes on so far past another one crosses it.
_INNER = 12.0
_SHORTEST = 8.0
#: Shortest rule of a table without vertical rules.
OPEN_WIDTH = 100.0
#: Rules and crossings beyond which a page is a drawing, and joined lines beyond which no cells are looked for: the
#: search takes the square of the crossings and of the lines.
_MOST_RULES = 2_000
_MOST_CROSSINGS = 1_600
_MOST_LINES = 700

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


def suggests_table(page: RawPage) -> bool:
    """Return whether a page's rules may be those of a table that is worth a closer look."""
    return page.seen_whole and rules_of_table(page.rules)


def is_drawing(page: RawPage) -> bool:
    """Return whether a page holds more lines than tables have, so that none is looked for."""
    return not page.seen_whole or len(page.rules) > _MOST_RULES or _cross_too_often(page.rules)


def rules_of_table(rules: Sequence[Rule]) -> bool:
    """Return whether three rules across have the same ends, or rules cross as those of a table do."""
    if not 3 <= len(rules) <= _MOST_RULES:
        return False
    points, inner = _crossings(rules)
    if len(points) > _MOST_CROSSINGS:
        return False
    levels = sum(len(np.unique(points[:, axis])) for axis in (0, 1))
    return _in_chain(rules) or (inner and levels >= 3) or levels >= 5


def _cross_too_often(rules: Sequence[Rule]) -> bool:
    """Return whether rules touch in more places than those of tables do; few ones cannot, and are not looked at."""
    return len(rules) ** 2 > 4 * _MOST_CROSSINGS and len(_crossings(rules)[0]) > _MOST_CROSSINGS


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


def _edge(rule: Rule) -> dict[str, Any]:
    """Return a rule as pdfplumber's edge, which has no thickness."""
    if rule.horizontal:
        x0, x1, top = rule.x0, rule.x1, (rule.top + rule.bottom) / 2
        bottom = top
    else:
        top, bottom, x0 = rule.top, rule.bottom, (rule.x0 + rule.x1) / 2
        x1 = x0
    return {
        "x0": x0,
        "top": top,
        "x1": x1,
        "bottom": bottom,
        "width": x1 - x0,
        "height": bottom - top,
        "orientation": "h" if rule.horizontal else "v",
    }


def edges_of(rules: Iterable[Rule]) -> list[Rule]:
    """Return the lines that rules form, without thickness, from top to bottom.

    Rules nearly in line come to lie in line, and pieces of a line that meet become one.
    """
    return sorted(
        (Rule(edge["x0"], edge["top"], edge["x1"], edge["bottom"]) for edge in _joined(rules)),
        key=lambda rule: (rule.top, rule.x0, rule.bottom, rule.x1),
    )


def _joined(rules: Iterable[Rule]) -> list[dict[str, Any]]:
    joined = merge_edges([_edge(rule) for rule in rules], SAME, SAME, SAME, SAME)
    return filter_edges(joined, min_length=_SHORTEST)


def tables_of(edges: Sequence[Rule], added: Sequence[Rule] = (), *, columns_drawn: bool = True) -> list[list[Cell]]:
    """Return the cells of every table, from top to bottom; none where there are more crossings than tables have.

    Args:
        edges: Lines that are drawn.
        added: Lines that are not.
        columns_drawn: Whether the drawn vertical lines count too.
    """
    lines = [*(edge for edge in edges if columns_drawn or edge.horizontal), *added]
    if len(lines) > _MOST_LINES or _cross_too_often(lines):
        return []
    points = edges_to_intersections(_joined(lines), SAME, SAME)
    cells = [cell for band in _bands(points) for cell in intersections_to_cells(band)]
    return [[Cell(*cell) for cell in sorted(table)] for table in cells_to_tables(cells)]


def _bands(points: dict[_Point, dict[str, Any]]) -> Iterable[dict[_Point, dict[str, Any]]]:
    """Cut crossings into bands at the lines from side to side, which no cell goes past.

    The search for cells takes the square of the crossings that it is given.
    """
    left, right = min((x for x, _ in points), default=0.0), max((x for x, _ in points), default=0.0)
    full = sorted(
        {
            y
            for (_, y), through in points.items()
            if any(line["x0"] <= left + SAME and line["x1"] >= right - SAME for line in through["h"])
        }
    )
    bands: list[dict[_Point, dict[str, Any]]] = [{} for _ in range(len(full) + 1)]
    for point, through in points.items():
        above = bisect_left(full, point[1])
        bands[above][point] = through
        if above < len(full) and full[above] == point[1]:
            bands[above + 1][point] = through
    return (band for band in bands if band)
