"""Paragraphs, headings, notes, captions and tables, as they are found and as they are kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum

from quartier_nlp.sources.pdf.fragments import Fragment
from quartier_nlp.sources.pdf.layout import Item, Line
from quartier_nlp.sources.pdf.packing import pack_items, unpack_items
from quartier_nlp.sources.pdf.tables import Table

#: A text longer than this is unpacked when it is asked for.
_SHORT = 240


class Flow(Enum):
    """Streams of text that are read one after the other though they share a page."""

    MAIN = "main"
    NOTE = "note"
    CAPTION = "caption"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, note or caption, or a table.

    Attributes:
        flow: The stream that it belongs to.
        page: On which it begins.
        count: Number of its printed lines.
        lead: Number of bold characters that it begins with, in its first line.
        size: Font size of most of its characters; 0 of a table.
        bold: Whether all of it is bold.
        italic: Whether all of it is italic.
        gap: Distance from the baseline above in the same column in points; 0 at a column's top.
        length: Of its text.
    """

    flow: Flow
    page: int
    count: int
    lead: int
    size: float
    bold: bool
    italic: bool
    gap: float
    length: int
    _text: str | None
    _packed: bytes

    @property
    def fragments(self) -> list[Fragment]:
        """Its printed lines."""
        return [item for item in self._items() if isinstance(item, Fragment)]

    @property
    def table(self) -> Table | None:
        """The table, if it is one."""
        return next((item for item in self._items() if isinstance(item, Table)), None)

    @property
    def text(self) -> str:
        """Its lines joined by blanks; for judging, not for output."""
        return self._text if self._text is not None else joined(self.fragments)

    def _items(self) -> list[Item]:
        return unpack_items(self._packed)


@dataclass(slots=True)
class Growing:
    """A block in the making.

    Attributes:
        indented: Whether its first line starts right of the column's edge.
    """

    flow: Flow
    gap: float = 0.0
    indented: bool = False
    lines: list[Line] = field(default_factory=list)

    @property
    def fragments(self) -> list[Fragment]:
        """Its printed lines."""
        return [line.item for line in self.lines if isinstance(line.item, Fragment)]

    @property
    def text(self) -> str:
        """Its lines joined by blanks."""
        return joined(self.fragments)

    def finished(self) -> Block:
        """Return the block with few bytes for its lines."""
        fragments, text = self.fragments, self.text
        return Block(
            flow=self.flow,
            page=self.lines[0].item.page,
            count=len(self.lines),
            lead=fragments[0].lead if fragments else 0,
            size=weighted_size(fragments),
            bold=all(fragment.bold for fragment in fragments),
            italic=all(fragment.italic for fragment in fragments),
            gap=self.gap,
            length=len(text),
            _text=text if len(text) <= _SHORT else None,
            _packed=pack_items([line.item for line in self.lines]),
        )


def joined(fragments: Iterable[Fragment]) -> str:
    """Return the texts of lines with blanks between them."""
    return " ".join(fragment.text for fragment in fragments)


def weighted_size(fragments: Sequence[Fragment]) -> float:
    """Return the font size that most characters have, to a tenth of a point; 0 without any."""
    weights: Counter[float] = Counter()
    weigh_sizes(weights, fragments)
    return heaviest(weights)


def weigh_sizes(weights: Counter[float], fragments: Iterable[Fragment]) -> None:
    """Add the number of characters in each font size."""
    for fragment in fragments:
        weights[round(fragment.size, 1)] += len(fragment.text)


def heaviest(weights: Counter[float]) -> float:
    """Return the size of most characters, the smaller one of equals; 0 without any."""
    return max(weights.items(), key=lambda pair: (pair[1], -pair[0]))[0] if weights else 0.0
