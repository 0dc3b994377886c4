"""Pages and blocks in few bytes, so that a long file takes little more memory than its text.

A printed line as objects takes some 500 bytes, packed some 60.
"""

from __future__ import annotations

import zlib
from array import array
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import Generic, TypeVar

from quartier_nlp.sources.pdf.fragments import Fragment
from quartier_nlp.sources.pdf.heads import PageContent
from quartier_nlp.sources.pdf.layout import Item, Line
from quartier_nlp.sources.pdf.tables import Table
from quartier_nlp.sources.pdf.words import Rule, Turn

T = TypeVar("T")

#: Pages that stay as they are, as packing them would take longer than it saves.
_OPEN = 32
#: A small window: most of what is packed is small, and a large one takes longer to set up than to fill.
_LEVEL, _WINDOW, _MEMORY = 1, -13, 5
_BOLD, _ITALIC, _ANGLE = 1, 2, 4
_FRAGMENT, _TABLE = 0, 1


class Packed(Generic[T]):
    """A sequence whose members are packed until they are asked for, but for the first ones.

    Args:
        pack: Turns a member into bytes.
        unpack: Turns them back into an equal member.
    """

    def __init__(self, pack: Callable[[T], bytes], unpack: Callable[[bytes], T]) -> None:
        self._pack, self._unpack = pack, unpack
        self._first: deque[T] = deque()
        self._rest: deque[bytes] = deque()

    def append(self, member: T) -> None:
        """Add a member at the end."""
        if len(self._first) < _OPEN and not self._rest:
            self._first.append(member)
        else:
            self._rest.append(self._pack(member))

    def __len__(self) -> int:
        return len(self._first) + len(self._rest)

    def __iter__(self) -> Iterator[T]:
        return chain(self._first, map(self._unpack, self._rest))

    def drain(self) -> Iterator[T]:
        """Yield the members from the first on and forget each."""
        while self._first:
            yield self._first.popleft()
        while self._rest:
            yield self._unpack(self._rest.popleft())


def packed_pages() -> Packed[PageContent]:
    """Return a place for pages."""
    return Packed(_pack_page, _unpack_page)


def packed_lines() -> Packed[Sequence[Line]]:
    """Return a place for the lines of pages."""
    return Packed(_pack_lines, _unpack_lines)


def packed_tables() -> Packed[Sequence[Item]]:
    """Return a place for the tables of pages."""
    return Packed(pack_items, unpack_items)


def pack_items(items: Sequence[Item]) -> bytes:
    """Return fragments and tables in few bytes."""
    writer = _Writer()
    writer.items(items)
    return writer.data()


def unpack_items(data: bytes) -> list[Item]:
    """Return what ``pack_items`` packed."""
    return _Reader(data).items()


def _pack_page(page: PageContent) -> bytes:
    writer = _Writer()
    writer.counts.append(page.number)
    writer.places.extend((page.width, page.height))
    writer.items(page.fragments)
    writer.items(page.tables)
    writer.counts.append(len(page.rules))
    for rule in page.rules:
        writer.places.extend((rule.x0, rule.top, rule.x1, rule.bottom))
    return writer.data()


def _unpack_page(data: bytes) -> PageContent:
    reader = _Reader(data)
    number, width, height = reader.count(), reader.place(), reader.place()
    fragments = tuple(item for item in reader.items() if isinstance(item, Fragment))
    tables = tuple(item for item in reader.items() if isinstance(item, Table))
    place = reader.place
    rules = tuple(Rule(place(), place(), place(), place()) for _ in range(reader.count()))
    return PageContent(number, width, height, fragments, tables, rules)


def _pack_lines(lines: Sequence[Line]) -> bytes:
    writer = _Writer()
    writer.items([line.item for line in lines])
    for line in lines:
        writer.counts.append(line.column)
        writer.places.extend((line.left, line.right))
    return writer.data()


def _unpack_lines(data: bytes) -> list[Line]:
    reader = _Reader(data)
    return [Line(item, reader.place(), reader.place(), reader.count()) for item in reader.items()]


class _Writer:
    """Collects whole numbers, places and texts.

    Attributes:
        counts: Whole numbers.
        places: Coordinates and sizes.
    """

    def __init__(self) -> None:
        self.counts = array("i")
        self.places = array("d")
        self._texts: list[str] = []

    def data(self) -> bytes:
        """Return all in few bytes."""
        head = array("i", (len(self.counts), len(self.places)))
        text = "".join(self._texts).encode("utf-8", "surrogatepass")
        packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _WINDOW, _MEMORY)
        whole = b"".join((head.tobytes(), self.counts.tobytes(), self.places.tobytes(), text))
        return packer.compress(whole) + packer.flush()

    def items(self, items: Sequence[Item]) -> None:
        """Add fragments and tables."""
        self.counts.append(len(items))
        for item in items:
            if isinstance(item, Table):
                self.counts.append(_TABLE)
                self._table(item)
            else:
                self.counts.append(_FRAGMENT)
                self._fragment(item)

    def _table(self, table: Table) -> None:
        self.counts.extend((table.page, len(table.rows)))
        self.places.extend((table.x0, table.top, table.x1, table.bottom))
        for row in table.rows:
            self.counts.append(len(row))
            for cell in row:
                self.counts.append(len(cell))
                for line in cell:
                    self._fragment(line)

    def _fragment(self, fragment: Fragment) -> None:
        turn, raised = fragment.turn, fragment.raised
        style = _BOLD * fragment.bold + _ITALIC * fragment.italic + _ANGLE * (turn.angle // 90 if turn else 0)
        self.counts.extend((len(fragment.text), fragment.page, style, fragment.lead, len(raised)))
        self.places.extend((fragment.x0, fragment.x1, fragment.baseline, fragment.size, fragment.first))
        for start, end in raised:
            self.counts.extend((start, end))
        if turn:
            self.places.extend((turn.width, turn.height))
        self._texts.append(fragment.text)


class _Reader:
    """Gives back what a writer collected, in the same order."""

    def __init__(self, data: bytes) -> None:
        data = zlib.decompress(data, _WINDOW)
        head, counts, places = array("i"), array("i"), array("d")
        begin = 2 * head.itemsize
        head.frombytes(data[:begin])
        middle = begin + head[0] * counts.itemsize
        end = middle + head[1] * places.itemsize
        counts.frombytes(data[begin:middle])
        places.frombytes(data[middle:end])
        self.count: Callable[[], int] = iter(counts).__next__
        self.place: Callable[[], float] = iter(places).__next__
        self._text = data[end:].decode("utf-8", "surrogatepass")
        self._at = 0

    def items(self) -> list[Item]:
        """Return the next fragments and tables."""
        return [self._table() if self.count() == _TABLE else self._fragment() for _ in range(self.count())]

    def _table(self) -> Table:
        count, place = self.count, self.place
        page, rows = count(), count()
        x0, top, x1, bottom = place(), place(), place(), place()
        cells = tuple(
            tuple(tuple(self._fragment() for _ in range(count())) for _ in range(count())) for _ in range(rows)
        )
        return Table(page, x0, top, x1, bottom, cells)

    def _fragment(self) -> Fragment:
        count, place = self.count, self.place
        start = self._at
        self._at = end = start + count()
        page, style, lead, marks = count(), count(), count(), count()
        x0, x1, baseline, size, first = place(), place(), place(), place(), place()
        raised = tuple((count(), count()) for _ in range(marks))
        angle = 90 * (style // _ANGLE)
        turn = Turn(angle, place(), place()) if angle else None
        bold, italic = bool(style & _BOLD), bool(style & _ITALIC)
        text = self._text[start:end]
        return Fragment(page, text, x0, x1, baseline, size, bold, italic, lead, raised, first, turn)
