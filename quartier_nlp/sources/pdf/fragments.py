"""Fragments of printed lines: words on one baseline with no wide gap between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from quartier_nlp.model.records import Box
from quartier_nlp.sources.pdf.words import Turn, Word

#: Words whose baselines differ by less than this part of the font size stand in one line.
BASELINE_TOLERANCE = 0.22
#: A gap wider than this part of the font size ends a fragment; columns stand farther apart.
WIDE_GAP = 0.9
_SMALLER = 0.85
_OTHER_TYPE = 1.5
_LONGEST_MARK = 12


@dataclass(frozen=True, slots=True)
class Fragment:
    """Part of a printed line.

    Attributes:
        text: Words joined by blanks, or by nothing where none was printed.
        size: Font size of most of its characters.
        bold: Whether all its words are bold.
        lead: Number of characters at its start that are bold; equals the length if all are.
        raised: Ranges of the text that are set as superscript.
        first: Width of its first word in points.
        turn: The frame that its place is counted in, if that is not the page's.
    """

    page: int
    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    bold: bool
    italic: bool
    lead: int
    raised: tuple[tuple[int, int], ...]
    first: float
    turn: Turn | None = None

    @property
    def top(self) -> float:
        """Upper edge of the line of type."""
        return self.baseline - 0.78 * self.size

    @property
    def bottom(self) -> float:
        """Lower edge of the line of type."""
        return self.baseline + 0.22 * self.size

    @property
    def middle(self) -> float:
        """Height of the middle between both edges."""
        return self.baseline - 0.28 * self.size

    @property
    def ending(self) -> str:
        """Its text without a note mark at the end."""
        end = len(self.text)
        while self.raised and any(start < end <= stop for start, stop in self.raised):
            end = next(start for start, stop in self.raised if start < end <= stop)
        return self.text[:end].rstrip()

    @property
    def box(self) -> Box:
        """The place on the page, rounded to a hundredth of a point."""
        x0, top, x1, bottom = self.x0, self.top, self.x1, self.bottom
        if self.turn:
            (xa, ya), (xb, yb) = self.turn.undo(x0, top), self.turn.undo(x1, bottom)
            x0, top, x1, bottom = min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)
        return Box(self.page, round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2))


def fragments_of(words: Iterable[Word], page: int, turn: Turn | None = None) -> list[Fragment]:
    """Return the fragments that words of one direction form, by baseline, then from left to right."""
    angle = turn.angle if turn else 0
    rows = _rows([word for word in words if word.face.angle == angle])
    _attach_raised(rows)
    found: list[Fragment] = []
    for row in rows:
        row.sort(key=lambda word: word.x0)
        pieces: list[list[Word]] = []
        for word in row:
            if pieces and not _parted(pieces[-1], word):
                pieces[-1].append(word)
            else:
                pieces.append([word])
        found.extend(_fragment(piece, page, turn) for piece in pieces)
    found.sort(key=lambda fragment: (fragment.baseline, fragment.x0))
    return found


def _parted(piece: list[Word], word: Word) -> bool:
    """Return whether a word stands apart from what is left of it."""
    last = piece[-1]
    gap, size = word.x0 - last.x1, max(word.face.size, last.face.size)
    if gap > WIDE_GAP * size:
        return True
    other_type = size > _OTHER_TYPE * min(word.face.size, last.face.size)
    same_line = abs(word.baseline - last.baseline) <= 0.1 * size
    return other_type and same_line and gap > 0.12 * size  # a title that reaches into the next column


def merged(pieces: Sequence[Fragment]) -> Fragment:
    """Join fragments of one line, given from left to right."""
    if len(pieces) == 1:
        return pieces[0]
    text, raised, lead, leading = "", list[tuple[int, int]](), 0, True
    for index, piece in enumerate(pieces):
        if index:
            text += " "
        raised.extend((start + len(text), end + len(text)) for start, end in piece.raised)
        if leading:
            lead = len(text) + piece.lead if piece.lead else lead
            leading = piece.lead == len(piece.text)
        text += piece.text
    main = max(pieces, key=lambda piece: len(piece.text))
    return Fragment(
        page=main.page,
        text=text,
        x0=pieces[0].x0,
        x1=max(piece.x1 for piece in pieces),
        baseline=main.baseline,
        size=main.size,
        bold=all(piece.bold for piece in pieces),
        italic=all(piece.italic for piece in pieces),
        lead=lead,
        raised=tuple(raised),
        first=pieces[0].first,
        turn=main.turn,
    )


def lines_of(fragments: Iterable[Fragment]) -> list[Fragment]:
    """Merge the fragments of one column that share a baseline; top to bottom."""
    rows: list[list[Fragment]] = []
    ordered = sorted(fragments, key=lambda item: (item.baseline, item.x0))
    if len(ordered) < 2:
        return ordered
    for fragment in ordered:
        last = rows[-1][-1] if rows else None
        if last and abs(fragment.baseline - last.baseline) <= 0.3 * min(fragment.size, last.size):
            rows[-1].append(fragment)
        else:
            rows.append([fragment])
    return [merged(sorted(row, key=lambda item: item.x0)) for row in rows]


def _rows(words: list[Word]) -> list[list[Word]]:
    """Cluster words by baseline."""
    rows: list[list[Word]] = []
    reference, smallest = 0.0, 0.0
    for word in sorted(words, key=lambda item: (item.baseline, item.x0)):
        size = max(word.face.size, 4.0)
        if rows and word.baseline - reference <= BASELINE_TOLERANCE * min(size, smallest):
            rows[-1].append(word)
            smallest = min(size, smallest)
        else:
            rows.append([word])
            reference, smallest = word.baseline, size
    return rows


def _attach_raised(rows: list[list[Word]]) -> None:
    """Move superscripts and subscripts from rows of their own to the line that they belong to."""
    if len(rows) < 2:
        return
    weights: Counter[float] = Counter()
    for row in rows:
        for word in row:
            weights[word.face.size] += len(word.text)
    usual, largest = (weights.most_common(1)[0][0], max(weights)) if weights else (0.0, 0.0)
    for index, row in enumerate(rows):
        for word in list(row):
            size = word.face.size
            small = size <= _SMALLER * usual or (size <= _SMALLER * largest and len(word.text) <= 3)
            if not (small or word.glued) or len(word.text) > _LONGEST_MARK:
                continue
            host = _host(word, rows, index)
            if host is not None:
                row.remove(word)
                host.append(word)
    rows[:] = [row for row in rows if row]


def _host(word: Word, rows: list[list[Word]], index: int) -> list[Word] | None:
    for other in _nearest(index, len(rows)):
        for neighbour in rows[other]:
            size = neighbour.face.size
            smaller = word.face.size <= _SMALLER * size or (word.glued and len(word.text) <= 3)
            shift = neighbour.baseline - word.baseline
            if not smaller or not -0.35 * size <= shift <= 0.65 * size:
                continue
            mark = shift > 0.2 * size and word.text.isdigit() and len(word.text) <= 3
            nearest = 0.8 * size if mark else 0.3 * word.face.size
            if -0.3 * size <= word.x0 - neighbour.x1 <= nearest:
                return rows[other]
            if mark and -0.1 * size <= neighbour.x0 - word.x1 <= 0.4 * size:
                return rows[other]  # the line begins with the mark
    return None


def _nearest(index: int, count: int) -> Iterator[int]:
    """Yield rows by distance; rows of the other column lie between a mark and its own line."""
    for distance in range(1, 6):
        for other in (index + distance, index - distance):
            if 0 <= other < count:
                yield other


def _fragment(words: list[Word], page: int, turn: Turn | None) -> Fragment:
    weights: dict[float, int] = {}
    for word in words:
        weights[word.face.size] = weights.get(word.face.size, 0) + len(word.text)
    size = max(weights, key=lambda item: (weights[item], item))
    main = [word for word in words if word.face.size == size]
    baseline = sorted(word.baseline for word in main)[len(main) // 2]
    text, raised, lead, leading = "", list[tuple[int, int]](), 0, True
    for index, word in enumerate(words):
        small = word.face.size <= 0.95 * size or (word.glued and word.text.isdigit())
        lifted = baseline - word.baseline > 0.15 * size and small
        if index and not (word.glued or (lifted and word.x0 - words[index - 1].x1 < 0.2 * size)):
            text += " "
        if lifted:
            raised.append((len(text), len(text) + len(word.text)))
        text += word.text
        leading = leading and word.face.bold
        if leading:
            lead = len(text)
    return Fragment(
        page=page,
        text=text,
        x0=words[0].x0,
        x1=max(word.x1 for word in words),
        baseline=baseline,
        size=size,
        bold=all(word.face.bold for word in words),
        italic=all(word.face.italic for word in words),
        lead=lead,
        raised=tuple(raised),
        first=words[0].x1 - words[0].x0,
        turn=turn,
    )
