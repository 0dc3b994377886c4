"""Paragraphs from lines in reading order, continued over columns and pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TypeGuard

from quartier_nlp.sources.pdf.assembly import is_note_mark
from quartier_nlp.sources.pdf.blocks import Block, Flow, Growing, heaviest
from quartier_nlp.sources.pdf.fragments import Fragment
from quartier_nlp.sources.pdf.hyphens import HYPHENS
from quartier_nlp.sources.pdf.layout import CAPTION, Line
from quartier_nlp.sources.pdf.tables import Table

BULLET = re.compile(r"[•▪●■◦‣⁃○□➢➤✓\uf0b7\uf0a7\uf02d·–—-]\s+\S|[•▪●■◦‣⁃○□➢➤✓\uf0b7\uf0a7]")
ENUMERATION = re.compile(
    r"(?:\(?\d{1,2}[.)]|\(?[a-zA-Z]\)|\(?[ivx]{1,4}\))\s+"
    r"(?!Jan(?:uar|\.)|Feb(?:ruar|\.)|März|Apr(?:il|\.)|Mai\b|Jun[ij.]|Jul[iy.]|Aug(?:ust|\.)|Sep|Okt|Nov(?:ember|\.)|Dez"
    r"|Jahrhundert|Jh\.|Aufl|Jg\.|Wahlperiode|Sitzung)\S"
)
_NOTE_START = re.compile(r"(?:\[?\d{1,3}[\].)]?|[*†‡]{1,3})\s*[^\W\d_a-zäöüß„“\"‚»]")
CONTENTS = re.compile(r"(?:\s?[.…·]){4,}\s*\d*$")
_TERMINAL = re.compile(r"[.!?:;…][\"'”“«»›‹)\]]*$")
_SIZE_STEP = 1.08
_SHORTEST_LABEL = 5


class Leadings:
    """Learns the usual distance of baselines per font size."""

    def __init__(self) -> None:
        self._steps: dict[float, Counter[float]] = {}

    def add(self, lines: Sequence[Line]) -> None:
        """Look at a page's lines in reading order."""
        for before, after in pairwise(lines):
            a, b = before.item, after.item
            if isinstance(a, Table) or isinstance(b, Table) or not _below(before, after):
                continue
            step = b.baseline - a.baseline
            if round(a.size, 1) == round(b.size, 1) and 0.9 * a.size <= step <= 2.2 * a.size:
                self._steps.setdefault(round(a.size, 1), Counter())[round(step * 2) / 2] += 1

    def usual(self) -> dict[float, float]:
        """Return the distance that most lines of a size have."""
        return {size: heaviest(counts) for size, counts in self._steps.items()}


def paragraphs(pages: Iterable[Sequence[Line]], leadings: Leadings, body_size: float) -> list[Block]:
    """Return the blocks of a document in reading order.

    Args:
        pages: Lines of every page in reading order.
        leadings: That know all of them.
        body_size: Font size of the running text.
    """
    builder = _Builder(leadings.usual(), body_size)
    for lines in pages:
        flows = _flows(lines, body_size)
        hanging = _hanging(lines)
        for line, flow in zip(lines, flows, strict=True):
            builder.add(line, flow, id(line) in hanging)
    return builder.blocks()


def _flows(lines: Sequence[Line], body_size: float) -> list[Flow]:
    """Sort the lines of a page into the streams that they belong to."""
    flows = [Flow.TABLE if isinstance(line.item, Table) else Flow.MAIN for line in lines]
    noted = False
    for column in sorted({line.column for line in lines}):
        members = [i for i, line in enumerate(lines) if line.column == column]
        start = _notes_from([lines[i] for i in members], body_size)
        if noted and start == len(members) and all(_small(lines[i].item, body_size) for i in members):
            start = 0  # a note goes on in the next column
        noted = start < len(members)
        for i in members[start:]:
            if flows[i] is Flow.MAIN:
                flows[i] = Flow.NOTE
        _mark_captions(lines, members[:start], flows, body_size)
    return flows


def _notes_from(column: list[Line], body_size: float) -> int:
    """Return the index of the first footnote of a column, its length if it has none."""
    start = len(column)
    for index in range(len(column) - 1, -1, -1):
        item = column[index].item
        if not _small(item, body_size) or CAPTION.match(item.text):
            break
        starts_note = bool(item.raised and item.raised[0][0] == 0) or bool(_NOTE_START.match(item.text))
        if starts_note and (index == 0 or _stands_off(column[index - 1].item, item)):
            start = index
    return start


def _small(item: Fragment | Table, body_size: float) -> TypeGuard[Fragment]:
    return isinstance(item, Fragment) and item.size <= 0.93 * body_size


def _stands_off(above: Fragment | Table, item: Fragment) -> bool:
    return isinstance(above, Table) or above.size > item.size * 1.05 or item.baseline - above.baseline > 1.5 * item.size


def _mark_captions(lines: Sequence[Line], members: list[int], flows: list[Flow], body_size: float) -> None:
    """Mark captions: from "Abb. 1:" on as long as type and leading stay."""
    inside: Fragment | None = None
    leading = 0.0
    for i in members:
        item = lines[i].item
        if isinstance(item, Table):
            inside = None
            continue
        if CAPTION.match(item.text):
            differs = item.size < 0.97 * body_size or item.italic or item.lead > 0
            near_table = any(
                0 <= j < len(lines) and isinstance(lines[j].item, Table) for j in (i - 1, i - 2, i + 1, i + 2, i + 3)
            )
            inside = item if differs or near_table or re.match(r"\D+\d+[a-z]?:", item.text) else None
            leading = 0.0
        elif inside is not None:
            step = item.baseline - inside.baseline
            limit = leading * 1.15 if leading else 1.5 * item.size
            same = abs(item.size - inside.size) < 0.05 * body_size and step <= limit
            indent = item.x0 - lines[i].left > 0.5 * item.size and inside.x0 - lines[i].left <= 0.3 * item.size
            short = inside.x1 < lines[i].right - 6 * item.size and _TERMINAL.search(inside.ending)
            inside = item if same and not indent and not short and not item.bold else None
            leading = step
        if inside is not None:
            flows[i] = Flow.CAPTION


class _Builder:
    """Grows blocks line by line, one stream beside the other."""

    def __init__(self, leading: dict[float, float], body_size: float) -> None:
        self._blocks: dict[int, Block] = {}  # by the order of their beginnings
        self._current: dict[Flow, tuple[int, Growing]] = {}
        self._begun = 0
        self._leading = leading
        self._body = body_size

    def blocks(self) -> list[Block]:
        """Finish the last blocks and return all."""
        for flow in list(self._current):
            self._finish(flow)
        return [self._blocks[number] for number in range(self._begun)]

    def _finish(self, flow: Flow) -> None:
        if flow in self._current:
            number, block = self._current.pop(flow)
            self._blocks[number] = block.finished()

    def add(self, line: Line, flow: Flow, hanging: bool) -> None:
        """Append a line to the block it continues, or start a block with it.

        Args:
            line: The next line in reading order.
            flow: The stream that it belongs to.
            hanging: Whether it stands in a list whose entries begin left of their other lines.
        """
        block = self._current[flow][1] if flow in self._current else None
        if flow is Flow.TABLE or block is None or self._starts(block, line, hanging):
            previous = block.lines[-1] if block else None
            self._finish(flow)
            block = Growing(flow, gap=self._gap(previous, line))
            block.indented = isinstance(line.item, Fragment) and line.item.x0 - line.left > 0.5 * line.item.size
            self._current[flow] = self._begun, block
            self._begun += 1
        block.lines.append(line)

    def _gap(self, previous: Line | None, line: Line) -> float:
        if previous is None or not _below(previous, line):
            return 0.0
        return line.item.bottom - previous.item.bottom

    def _starts(self, block: Growing, line: Line, hanging: bool) -> bool:
        """Return whether the line begins a new block."""
        before, after = block.lines[-1].item, line.item
        if not isinstance(before, Fragment) or not isinstance(after, Fragment):
            return True
        larger, smaller = max(before.size, after.size), min(before.size, after.size)
        if larger > _SIZE_STEP * smaller and not _mere_remark(before, after):
            return True
        if block.flow is Flow.NOTE:
            return self._starts_note(block, before, after, line)
        if _below(block.lines[-1], line):
            return self._starts_below(block, before, after, line, hanging)
        return self._starts_elsewhere(block, before, after, line, hanging)

    def _starts_note(self, block: Growing, before: Fragment, after: Fragment, line: Line) -> bool:
        if after.raised and after.raised[0][0] == 0 and is_note_mark(after, *after.raised[0]):
            return True
        marked = bool(_NOTE_START.match(after.text)) and bool(_TERMINAL.search(before.ending) or _forced(block, after))
        wide = _below(block.lines[-1], line) and after.baseline - before.baseline > 1.3 * self._lead(after)
        return marked or wide

    def _starts_below(self, block: Growing, before: Fragment, after: Fragment, line: Line, hanging: bool) -> bool:
        if after.baseline - before.baseline > 1.27 * self._lead(after):
            return True
        if _inside_brackets(block):
            return False
        if CONTENTS.search(before.text) or CONTENTS.search(after.text):
            return bool(CONTENTS.search(before.text))
        if _announces(block) and _room(block) > 2 * after.size:
            return True
        forced = _forced(block, after)
        heading = before.bold or before.size > _SIZE_STEP * self._body
        if before.bold != after.bold and self._style_break(block, before, after, forced):
            return True
        if CAPTION.match(after.text) and block.flow is Flow.CAPTION:
            return True
        ended = bool(_TERMINAL.search(before.ending))
        if BULLET.match(after.text) and (after.text[0] not in "-–—·" or ended or forced):
            return True
        if ENUMERATION.match(after.text) and (forced or (ended and not heading)):
            return True
        if heading and before.bold == after.bold and not after.text[:1].isdigit():
            return forced and ended and before.size <= _SIZE_STEP * self._body
        if hanging:
            return after.x0 - line.left <= 0.5 * after.size
        return self._indent_break(block, before, after, line, forced)

    def _style_break(self, block: Growing, before: Fragment, after: Fragment, forced: bool) -> bool:
        if before.text[-1:] in HYPHENS:
            return False
        if before.bold:
            run_in = block.indented or before.text[-1:] in ".,&"
            return all(f.bold for f in block.fragments) and (forced or (after.lead == 0 and not run_in))
        return forced or bool(_TERMINAL.search(before.ending))

    def _indent_break(self, block: Growing, before: Fragment, after: Fragment, line: Line, forced: bool) -> bool:
        step = after.x0 - before.x0
        unit = 0.5 * after.size
        first = len(block.lines) == 1
        ended = bool(_TERMINAL.search(before.ending))
        if before.text[-1:] in HYPHENS and before.text[-2:-1].isalpha() and not forced:
            return False
        if step > unit:
            if first and not forced and (BULLET.match(before.text) or ENUMERATION.match(before.text)):
                return False
            return forced or ended
        if step < -unit:
            return forced or not first
        if forced:
            return ended or not after.text[:1].islower() or _room(block) > 12 * after.size
        indented = after.x0 - line.left > unit
        return indented and first and block.indented and ended and not BULLET.match(before.text)

    def _starts_elsewhere(self, block: Growing, before: Fragment, after: Fragment, line: Line, hanging: bool) -> bool:
        """Judge the first line of another column or page."""
        if after.page == before.page and after.baseline - before.baseline > 1.5 * self._lead(after):
            return True  # below, but in a column of another width
        if _inside_brackets(block):
            return False
        if before.bold != after.bold and not (after.lead or before.text[-1:] in HYPHENS):
            return True
        if before.text[-1:] in HYPHENS and before.text[-2:-1].isalpha():
            return False
        if after.bold and not before.bold and (_TERMINAL.search(before.ending) or _forced(block, after)):
            return True
        if hanging:
            return after.x0 - line.left <= 0.5 * after.size
        if after.text[:1].islower() and not _TERMINAL.search(before.ending):
            return False
        if BULLET.match(after.text) or (ENUMERATION.match(after.text) and _TERMINAL.search(before.ending)):
            return True
        if before.size > _SIZE_STEP * self._body or (before.bold and all(f.bold for f in block.fragments)):
            return True
        ended = bool(_TERMINAL.search(before.ending))
        indented = after.x0 - line.left > 0.5 * after.size
        return _forced(block, after) or (indented and ended)

    def _lead(self, fragment: Fragment) -> float:
        return self._leading.get(round(fragment.size, 1), 1.25 * fragment.size)


def _announces(block: Growing) -> bool:
    """Return whether the block is a speaker's name in bold type with a colon after it."""
    short = len(block.lines) <= 3 and block.fragments[0].lead >= _SHORTEST_LABEL
    return short and block.fragments[-1].text.endswith(":")


def _inside_brackets(block: Growing) -> bool:
    """Return whether the block began with a bracket that is still open, as remarks in records do."""
    if not block.fragments[0].text.startswith("("):
        return False
    text = block.text
    return text.count("(") > text.count(")") and len(text) < 1000


def _mere_remark(before: Fragment, after: Fragment) -> bool:
    """Return whether a line in another size is part of a sentence all the same."""
    return (
        before.text[-1:] in HYPHENS
        and after.text[:1].islower()
        and max(before.size, after.size) < 1.25 * min(before.size, after.size)
    )


def _below(before: Line, after: Line) -> bool:
    """Return whether a line stands under another one in the same column of the same page."""
    if before.item.page != after.item.page or after.item.top <= before.item.top:
        return False
    if before.column == after.column:
        return True
    overlap = min(before.right, after.right) - max(before.left, after.left)
    return overlap > 0.5 * min(before.right - before.left, after.right - after.left)


def _room(block: Growing) -> float:
    """Return the empty space at the end of the last line in points."""
    last = block.lines[-1]
    return last.right - last.item.x1


def _forced(block: Growing, after: Fragment) -> bool:
    """Return whether the next word would have fitted, so that the break is the author's."""
    return _room(block) > after.first + 0.75 * after.size


def _hanging(lines: Sequence[Line]) -> set[int]:
    """Return the ids of lines in stretches of one type whose entries hang: first lines left, others indented."""
    found: set[int] = set()
    stretch: list[Line] = []
    for line in [*lines, None]:
        last = stretch[-1] if stretch else None
        if line is not None and (last is None or _same_stretch(last, line)):
            stretch.append(line)
            continue
        if _hangs(stretch):
            found.update(id(member) for member in stretch)
        stretch = [] if line is None else [line]
    return found


def _same_stretch(last: Line, line: Line) -> bool:
    a, b = last.item, line.item
    if isinstance(a, Table) or isinstance(b, Table) or last.column != line.column:
        return False
    return abs(a.size - b.size) <= 0.03 * a.size and b.baseline - a.baseline <= 1.8 * a.size and a.bold == b.bold


def _hangs(stretch: Sequence[Line]) -> bool:
    """Return whether sentences run on from the left edge to the indent, but not the other way."""
    inwards = outwards = 0
    for before, after in pairwise(stretch):
        a, b = before.item, after.item
        if isinstance(a, Table) or isinstance(b, Table):
            return False
        runs_on = not _TERMINAL.search(a.ending) and before.right - a.x1 < b.first + a.size
        step = b.x0 - a.x0
        inwards += runs_on and 0.5 * a.size < step < 4 * a.size
        outwards += runs_on and -4 * a.size < step < -0.5 * a.size
    return inwards > outwards
