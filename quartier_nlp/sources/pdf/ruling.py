"""Cells between ruling lines, from pdfplumber.

Only pages whose drawings suggest a table are opened, see ``suggests_table``: pdfplumber takes five to
ten times as long for a page as pdfium. What it makes of odd files ends in ``RulingError``.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import numpy as np

from quartier_nlp.sources.pdf.words import RawPage, Rule

T = TypeVar("T")

#: Lines nearer than this are one line, and ends nearer than this meet.
SAME = 3.0
#: A line that goes on so far past another one crosses it.
_INNER = 12.0
_SHORTEST_PIECE = 5.0
_SHORTEST = 8.0
#: Shortest rule of a table without vertical rules.
OPEN_WIDTH = 100.0
#: Rules and crossings beyond which a page is a drawing; the search for cells takes the square of the crossings.
_MOST_RULES = 2_000
_MOST_CROSSINGS = 2_500
#: Characters, objects and pieces of paths beyond which pdfplumber would take seconds for a page.
_MOST_EFFORT = 50_000
#: Pages for which a document is opened at a time: opening one reads all its pages' entries, and what has
#: been read stays in memory as long as it is open.
_SPAN = 16
_TOLERANCE = {"snap_tolerance": SAME, "join_tolerance": SAME, "intersection_tolerance": SAME}
_LENGTHS = {"edge_min_length": _SHORTEST, "edge_min_length_prefilter": _SHORTEST_PIECE}
#: What pdfminer lets out besides its own classes when a file's objects are not of the kind they should be.
_ODD = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    NotImplementedError,
    struct.error,
    zlib.error,
)


class RulingError(Exception):
    """pdfplumber cannot read a page that pdfium could."""


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
    return page.effort <= _MOST_EFFORT and rules_of_table(page.rules)


def rules_of_table(rules: Sequence[Rule]) -> bool:
    """Return whether three rules across have the same ends, or rules cross as those of a table do."""
    if not 3 <= len(rules) <= _MOST_RULES:
        return False
    down, across = (np.array([(r.x0, r.top, r.x1, r.bottom) for r in rules if r.horizontal is flat]).reshape(-1, 4)
                    for flat in (False, True))  # fmt: skip
    x, y = ((down[:, 0] + down[:, 2]) / 2)[:, None], (across[:, 1] + across[:, 3]) / 2
    beside = np.minimum(x - across[:, 0], across[:, 2] - x)
    over = np.minimum(y - down[:, 1, None], down[:, 3, None] - y)
    touching = (beside >= -SAME) & (over >= -SAME)
    at = np.argwhere(touching)
    points = np.unique(np.round(np.column_stack([x[at[:, 0], 0], y[at[:, 1]]]) / SAME), axis=0)
    if len(points) > _MOST_CROSSINGS:
        return False
    levels = sum(len(np.unique(points[:, axis])) for axis in (0, 1))
    crossing = touching & (np.maximum(beside, over) >= _INNER)
    return _in_chain(rules) or (bool(crossing.any()) and levels >= 3) or levels >= 5


def _in_chain(rules: Sequence[Rule]) -> bool:
    ends: dict[tuple[int, int], list[float]] = {}
    for rule in rules:
        if rule.horizontal and rule.x1 - rule.x0 >= OPEN_WIDTH:
            for left in (-1, 0, 1):
                for right in (-1, 0, 1):
                    key = round(rule.x0 / SAME) + left, round(rule.x1 / SAME) + right
                    ends.setdefault(key, []).append(rule.top)
    return any(len({round(top / SAME) for top in tops}) >= 3 for tops in ends.values())


class Sheet:
    """A page as pdfplumber sees it.

    Args:
        page: The pdfplumber page.
        left: What is to be added to its x to come to the page as displayed.
        top: Likewise for y.
    """

    def __init__(self, page: Any, left: float, top: float) -> None:
        self._page = _guarded(lambda: page.filter(_is_straight))
        self._left, self._top = left, top

    def edges(self) -> list[Rule]:
        """Return the lines, pieces of one line joined, from top to bottom."""
        from pdfplumber.table import merge_edges
        from pdfplumber.utils.geometry import filter_edges

        def joined() -> list[Any]:
            drawn = [*self._page.horizontal_edges, *self._page.vertical_edges]
            pieces = filter_edges(drawn, min_length=_SHORTEST_PIECE)
            if len(pieces) > 4 * _MOST_RULES:
                return []
            return filter_edges(merge_edges(pieces, SAME, SAME, SAME, SAME), min_length=_SHORTEST)

        found = [
            Rule(e["x0"] + self._left, e["top"] + self._top, e["x1"] + self._left, e["bottom"] + self._top)
            for e in _guarded(joined)
        ]
        return sorted(found, key=lambda rule: (rule.top, rule.x0, rule.bottom, rule.x1))

    def tables(self, added: Sequence[Rule] = (), *, columns_drawn: bool = True) -> list[list[Cell]]:
        """Return the cells of every table.

        Args:
            added: Lines that are not drawn.
            columns_drawn: Whether the drawn vertical lines count too.
        """
        settings = {
            **_TOLERANCE,
            **_LENGTHS,
            "vertical_strategy": "lines" if columns_drawn else "explicit",
            "horizontal_strategy": "lines",
            "explicit_vertical_lines": [self._line(rule) for rule in added if not rule.horizontal],
            "explicit_horizontal_lines": [self._line(rule) for rule in added if rule.horizontal],
        }
        return [
            [
                Cell(x0 + self._left, top + self._top, x1 + self._left, bottom + self._top)
                for x0, top, x1, bottom in cells
            ]
            for cells in _guarded(lambda: [table.cells for table in self._page.find_tables(settings)])
        ]

    def _line(self, rule: Rule) -> dict[str, Any]:
        x0, top, x1, bottom = rule.x0 - self._left, rule.top - self._top, rule.x1 - self._left, rule.bottom - self._top
        return {"object_type": "line", "x0": x0, "x1": x1, "top": top, "bottom": bottom,
                "width": x1 - x0, "height": bottom - top}  # fmt: skip


class Ruling:
    """Opens the pages of a file with pdfplumber, one at a time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: BinaryIO | None = None
        self._pages: dict[int, Any] = {}

    @contextmanager
    def sheet(self, raw: RawPage) -> Iterator[Sheet]:
        """Open a page; it is closed again after use.

        Raises:
            RulingError: If pdfplumber cannot read it.
        """
        page = _guarded(lambda: self._page(raw.number))
        try:
            left, top = page.mediabox[:2]
            yield Sheet(page, raw.origin[0] - left, raw.origin[1] - top)
        finally:
            page.close()
            self._pages.pop(raw.number, None)

    def _page(self, number: int) -> Any:
        import pdfplumber

        if number not in self._pages:
            self.close()
            self._file = self._path.open("rb")
            document = pdfplumber.open(self._file, pages=list(range(number, number + _SPAN)))
            self._pages = {page.page_number: page for page in document.pages}
        return self._pages[number]

    def close(self) -> None:
        """Close the file."""
        self._pages = {}
        if self._file:
            self._file.close()
            self._file = None


def _is_straight(item: dict[str, Any]) -> bool:
    """Keep lines and boxes: pdfplumber takes a slanted line for a vertical one, and words come from pdfium."""
    if item["object_type"] == "line":
        return bool(min(item["width"], item["height"]) <= 1.0)
    return item["object_type"] in {"rect", "curve"}


def _guarded(call: Callable[[], T]) -> T:
    from pdfminer.psexceptions import PSException
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    try:
        return call()
    except (PSException, PdfminerException, MalformedPDFException, *_ODD) as error:
        raise RulingError(f"{type(error).__name__}: {error}") from error
