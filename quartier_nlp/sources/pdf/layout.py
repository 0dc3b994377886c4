"""Columns, bands and the reading order of a page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quartier_nlp.sources.pdf.fragments import Fragment, lines_of
from quartier_nlp.sources.pdf.tables import Table

Item = Fragment | Table

#: How a caption begins: "Abb. 3:", "Tabelle 1 –".
CAPTION = re.compile(
    r"(?:Abb(?:ildung|\.)|Tab(?:elle|\.)|Fig(?:ur|ure|\.)|Table|Grafik|Karte|Foto|Schaubild|Diagramm|Übersicht)"
    r"\s*\d+[a-z]?(?:\.\d+)*\s*(?:[:.|–-]|$)"
)

_STEP = 3.0
_MOST_CANDIDATES = 400
#: Side text of a sure gutter, in full lines of the region's width.
_SURE = 1.2
#: The same next to a gutter that other pages have.
_HINTED = 0.25
_NEAR_HINT = 8.0
_MAX_DEPTH = 4
#: Decides between places that part the same text.
_CROSSING_COST = 0.001
#: Inside a column, no more than this part of the lines may cross a gutter.
_INNER_CROSSING = 0.3


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line or a table, in reading order.

    Attributes:
        left: Left edge of the column it stands in.
        right: Right edge of the column.
        column: Counts the columns of the page in reading order; a band starts a new one.
    """

    item: Item
    left: float
    right: float
    column: int


@dataclass(frozen=True, slots=True)
class Gutter:
    """An empty strip between two columns.

    Attributes:
        weight: Text that stands on its lighter side, in lines of the region's width.
    """

    x: float
    weight: float


def reading_order(items: Sequence[Item], hints: Sequence[float] = ()) -> list[Line]:
    """Return the lines and tables of a page as one reads them.

    Args:
        items: Fragments and tables without running heads.
        hints: Gutters that other pages of the document have.
    """
    leaves = [leaf for leaf in _split(list(items), hints, 0) if leaf]
    extents = [_extent(leaf) for leaf in leaves]
    ordered: list[Line] = []
    for number, (leaf, extent) in enumerate(zip(leaves, extents, strict=True)):
        left, right = extent
        for other_left, other_right in extents:
            overlap = min(right, other_right) - max(left, other_left)
            if overlap > 0.6 * (max(right, other_right) - min(left, other_left)):
                left, right = min(left, other_left), max(right, other_right)
        lines = lines_of(item for item in leaf if isinstance(item, Fragment))
        entries: list[Item] = [*(item for item in leaf if isinstance(item, Table)), *lines]
        entries.sort(key=lambda item: (item.top, item.x0))
        for item in entries:
            edges = _edges(item, lines, left, right) if isinstance(item, Fragment) else (left, right)
            ordered.append(Line(item, *edges, number))
    return ordered


def sure_gutter(items: Sequence[Item]) -> float | None:
    """Return the page's gutter if there is no doubt about it."""
    gutter = _gutter(list(items), (), 1.0)
    return gutter.x if gutter and gutter.weight >= 3 * _SURE else None


def _extent(leaf: list[Item]) -> tuple[float, float]:
    return min(item.x0 for item in leaf), max(item.x1 for item in leaf)


def _edges(item: Fragment, lines: Sequence[Fragment], left: float, right: float) -> tuple[float, float]:
    """Return the edges of the text block that a line stands in: a quotation is narrower than its column."""
    mates = _neighbours(item, lines)
    if len(mates) < 3:
        return left, right
    ends = Counter(round(line.x1) for line in mates)
    common, count = max(ends.items(), key=lambda pair: (pair[1], pair[0]))
    justified = count >= max(3, 0.3 * len(mates))
    return min(line.x0 for line in mates), float(common) if justified else max(line.x1 for line in mates)


def _neighbours(item: Fragment, lines: Sequence[Fragment]) -> list[Fragment]:
    """Return the unbroken run of lines around one that begin near it in the same type."""

    def fits(line: Fragment) -> bool:
        return abs(line.x0 - item.x0) <= 2.2 * item.size and abs(line.size - item.size) <= 0.05 * item.size

    index = next(i for i, line in enumerate(lines) if line is item)
    first = last = index
    while first > 0 and fits(lines[first - 1]):
        first -= 1
    while last + 1 < len(lines) and fits(lines[last + 1]):
        last += 1
    return list(lines[first : last + 1])


def _split(items: list[Item], hints: Sequence[float], depth: int) -> list[list[Item]]:
    gutter = _gutter(items, hints, _INNER_CROSSING if depth else 1.0) if depth < _MAX_DEPTH else None
    if gutter is None:
        return [items]
    leaves: list[list[Item]] = []
    for full, band in _bands(items, gutter.x):
        if full:
            leaves.append(band)
            continue
        left = [item for item in band if item.x1 <= gutter.x + 1]
        right = [item for item in band if item.x1 > gutter.x + 1]
        for side in (left, right):
            if side:
                leaves.extend(_split(side, hints, depth + 1))
    return leaves


def _crosses(item: Item, x: float) -> bool:
    return item.x0 < x - 1 and item.x1 > x + 1


def _bands(items: list[Item], x: float) -> list[tuple[bool, list[Item]]]:
    """Cut the page at items that cross the gutter; True marks a full-width band."""
    crossing = sorted((item for item in items if _crosses(item, x)), key=lambda item: item.middle)
    rest = sorted((item for item in items if not _crosses(item, x)), key=lambda item: item.middle)
    bands: list[tuple[bool, list[Item]]] = []
    index = 0
    for item in crossing:
        above: list[Item] = []
        beside: list[Item] = []
        while index < len(rest) and rest[index].middle <= item.bottom:
            (beside if rest[index].middle >= item.top else above).append(rest[index])
            index += 1
        if isinstance(item, Table):
            beside.extend(_captions(above))
        if above:
            bands.append((False, above))
        if bands and bands[-1][0]:
            bands[-1][1].extend([item, *beside])
        else:
            bands.append((True, [item, *beside]))
    if index < len(rest):
        bands.append((False, rest[index:]))
    return _joined(bands, x)


def _captions(above: list[Item]) -> list[Item]:
    """Take a caption off the end of what stands above a wide table, so that it stays with it."""
    for index, item in enumerate(above):
        if not isinstance(item, Fragment) or not CAPTION.match(item.text):
            continue
        below = above[index:]
        if all(isinstance(line, Fragment) and abs(line.x0 - item.x0) < 3 * item.size for line in below):
            del above[index:]
            return below
    return []


def _joined(bands: list[tuple[bool, list[Item]]], x: float) -> list[tuple[bool, list[Item]]]:
    """Give short lines that stand alone between full-width ones to these."""
    result: list[tuple[bool, list[Item]]] = []
    for full, band in bands:
        lonely = not full and (all(item.x1 <= x + 1 for item in band) or all(item.x0 >= x - 1 for item in band))
        if result and result[-1][0] and (full or (lonely and len(band) <= 3)):
            result[-1][1].extend(band)
        else:
            result.append((full, list(band)))
    return result


def _gutter(items: list[Item], hints: Sequence[float], crossing: float) -> Gutter | None:
    """Return the strip that parts the most text with the fewest crossings.

    Args:
        items: What stands in the region.
        hints: Gutters of other pages.
        crossing: Largest part of the items that may cross it.
    """
    if len(items) < 2:
        return None
    profile = _Profile(items)
    if profile.width < 120:
        return None
    step = max(_STEP, profile.width / _MOST_CANDIDATES)
    candidates = np.arange(profile.low + 0.14 * profile.width, profile.high - 0.14 * profile.width, step)
    scored = [(profile.parted(float(x), 3), float(x)) for x in candidates]
    best = max(score for score, _ in scored)
    if best >= _SURE:
        plateau = [x for score, x in scored if score >= best - 0.5 * _CROSSING_COST]
        run = [plateau[0]]
        for x in plateau[1:]:
            if x - run[-1] > step * 1.5:
                break
            run.append(x)
        gutter = Gutter(sum(run) / len(run), best)
        hinted = any(abs(gutter.x - hint) <= _NEAR_HINT for hint in hints)
        limit = _INNER_CROSSING if hints and not hinted else crossing
        few = sum(_crosses(item, gutter.x) for item in items) <= limit * len(items)
        if few and (hinted or _looks_like_columns(items, gutter)):
            return gutter
    known = [(profile.parted(hint, 1), hint) for hint in hints if profile.low < hint < profile.high]
    best, x = max(known, default=(0.0, 0.0))
    return Gutter(x, best) if best >= _HINTED else None


class _Profile:
    """Where the items of a region stand, for trying out gutters."""

    def __init__(self, items: list[Item]) -> None:
        self._x0 = np.array([item.x0 for item in items])
        self._x1 = np.array([item.x1 for item in items])
        self._weight = self._x1 - self._x0
        self._middle = np.array([item.middle for item in items])
        self.low, self.high = float(self._x0.min()), float(self._x1.max())
        self.width = self.high - self.low

    def parted(self, x: float, least: int) -> float:
        """Return how much text ``x`` parts, in lines of the region's width.

        Args:
            x: Place of the gutter.
            least: Items that either side of a band must have; a single wide gap between two words
                is no gutter.
        """
        left, right = self._x1 <= x + 1, self._x0 >= x - 1
        if min(self._weight[left].sum(), self._weight[right].sum()) < _HINTED * self.width:
            return 0.0
        edges = np.sort(self._middle[~(left | right)])
        sums: list[NDArray[Any]] = []
        enough = np.ones(len(edges) + 1, dtype=bool)
        for side in (left, right):
            band = np.searchsorted(edges, self._middle[side])
            enough &= np.bincount(band, minlength=len(edges) + 1) >= least
            sums.append(np.bincount(band, self._weight[side], len(edges) + 1))
        crossings = len(edges)
        return float(np.minimum(*sums)[enough].sum()) / self.width - _CROSSING_COST * crossings


def _looks_like_columns(items: list[Item], gutter: Gutter) -> bool:
    """Tell columns of text, whose lines fill them, from the columns of a table without rules."""
    sides = (
        [item for item in items if item.x1 <= gutter.x + 1],
        [item for item in items if item.x0 >= gutter.x - 1],
    )
    fills: list[float] = []
    for side in sides:
        left, right = _extent(side)
        lines = lines_of(item for item in side if isinstance(item, Fragment))
        if len(lines) < 2:
            fills.append(1.0 if any(isinstance(item, Table) for item in side) else 0.0)
            continue
        fills.append(sum(line.x1 - line.x0 for line in lines) / len(lines) / max(right - left, 1.0))
    return min(fills) >= 0.6 or (gutter.weight >= 8 and min(fills) >= 0.35)
