"""Typesets a paper in two columns with running heads, footnotes and full-width tables.

ReportLab breaks the lines (with German hyphenation by pyphen); the pages are filled here, because
footnotes must stand at the foot of the column that refers to them and tables span both columns.
All lengths are PDF points; y grows upwards from the foot of the page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from reportlab.lib.colors import black
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT
from reportlab.lib.pagesizes import A4, B5
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, Table
from source_text import Block, BlockKind, Paper

FONT_FOLDER = Path(__file__).resolve().parents[1] / "src" / "fonts"
SERIF = "DejaVuSerifCondensed"

#: Height to wrap in where the height is not limited.
UNBOUND = 10_000.0


@dataclass(frozen=True)
class Geometry:
    """Measures of a page.

    Attributes:
        width: Of the paper.
        height: Of the paper.
        margin: Left and right.
        gap: Between the columns.
    """

    width: float
    height: float
    margin: float
    gap: float

    @property
    def full(self) -> float:
        """Width of both columns with the gap."""
        return self.width - 2 * self.margin

    @property
    def column(self) -> float:
        """Width of one column."""
        return (self.full - self.gap) / 2

    @property
    def top(self) -> float:
        """Upper edge of the text."""
        return self.height - 24.0 * float(mm)

    @property
    def foot(self) -> float:
        """Lower edge of the text."""
        return 23.0 * float(mm)


GEOMETRIES = {
    "A4": Geometry(A4[0], A4[1], 19 * mm, 7 * mm),
    "B5": Geometry(B5[0], B5[1], 15 * mm, 6 * mm),
}


def _style(size: float, leading: float, **options: object) -> ParagraphStyle:
    settings: dict[str, object] = {"hyphenationLang": "de_DE", "embeddedHyphenation": 1}
    settings |= {"fontName": SERIF, "allowWidows": 0, "allowOrphans": 0, **options}
    return ParagraphStyle("style", fontSize=size, leading=leading, **settings)


_PLAIN = {"hyphenationLang": "", "alignment": TA_LEFT}
BODY = _style(9.8, 13, alignment=TA_JUSTIFY)
INDENTED = _style(9.8, 13, alignment=TA_JUSTIFY, firstLineIndent=10)
ITEM = _style(8.2, 10.6, alignment=TA_JUSTIFY, leftIndent=10, firstLineIndent=-10, spaceAfter=2)
NOTE = _style(7.6, 9.6, alignment=TA_JUSTIFY)
ABSTRACT = _style(8.8, 11.4, alignment=TA_JUSTIFY, leftIndent=9 * mm, rightIndent=9 * mm, spaceAfter=4)
CELL = _style(8, 10, alignment=TA_LEFT)
CAPTION = _style(8.2, 10.4, **_PLAIN)
TITLE = _style(18, 22, **_PLAIN | {"fontName": f"{SERIF}-Bold", "alignment": TA_CENTER})
SUBTITLE = _style(12, 15, **_PLAIN | {"alignment": TA_CENTER, "spaceBefore": 4, "spaceAfter": 9})
AUTHORS = _style(10.5, 13, **_PLAIN | {"alignment": TA_CENTER, "spaceAfter": 3})
AFFILIATION = _style(8, 10, **_PLAIN | {"alignment": TA_CENTER, "spaceAfter": 10})
HEADINGS = {
    1: _style(11, 13.5, **_PLAIN, fontName=f"{SERIF}-Bold", spaceBefore=12, spaceAfter=5),
    2: _style(9.4, 12, **_PLAIN, fontName=f"{SERIF}-Bold", spaceBefore=9, spaceAfter=3),
}


def write_pdf(paper: Paper, path: Path) -> None:
    """Typeset one paper."""
    _register_fonts()
    page = GEOMETRIES[paper.meta.get("page", "A4")]
    canvas = Canvas(str(path), pagesize=(page.width, page.height), invariant=1, lang="de-DE", initialFontName=SERIF)
    canvas.setTitle(paper.meta["title"])
    canvas.setAuthor(paper.meta["authors"])
    canvas.setSubject(paper.meta["journal"])
    _Pages(canvas, paper, page).typeset()
    canvas.save()


def _register_fonts() -> None:
    for face in ("", "-Bold", "-Italic"):
        pdfmetrics.registerFont(TTFont(SERIF + face, str(FONT_FOLDER / f"{SERIF}{face}.ttf")))
    pdfmetrics.registerFontFamily(SERIF, SERIF, f"{SERIF}-Bold", f"{SERIF}-Italic", f"{SERIF}-Bold")


def _markup(text: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;")
    text = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", text)
    text = re.sub(r"\*(.+?)\*", r"<i>\1</i>", text)
    return re.sub(r"\[\^(\d+)\]", r"<super rise=3 size=6>\1</super>", text)


def _notes_in(paragraph: Paragraph) -> list[str]:
    """Numbers of the footnotes that a paragraph, or the part of one, refers to."""
    fragments = list(paragraph.frags)
    lines = getattr(getattr(paragraph, "blPara", None), "lines", None)
    if lines:
        fragments = [word for line in lines for word in getattr(line, "words", [])]
    return [f.text.strip() for f in fragments if getattr(f, "rise", 0) and f.text.strip()]


@dataclass
class _Column:
    """The column being filled: its left edge, the free band, and the notes at its foot."""

    left: float
    width: float
    top: float
    foot: float
    y: float
    notes: list[Paragraph]

    def notes_height(self, extra: list[Paragraph]) -> float:
        notes = self.notes + extra
        heights = [float(n.wrap(self.width, UNBOUND)[1]) + 2 for n in notes]
        return sum(heights) + (8 if notes else 0)


class _Pages:
    """Fills the pages of one paper."""

    def __init__(self, canvas: Canvas, paper: Paper, page: Geometry) -> None:
        self.canvas = canvas
        self.paper = paper
        self.page = page
        self.number = int(paper.meta["first_page"])
        self.first = self.number
        self.floats: list[Block] = []
        self.column_index = 0
        self.column = _Column(page.margin, page.column, page.top, page.foot, page.top, [])
        self.bands = (page.top, page.foot)

    def typeset(self) -> None:
        """Set the title over both columns, then the text, then what is left of the tables."""
        self._furniture()
        self._title()
        self._start_column(0)
        after_heading = True
        for position, block in enumerate(self.paper.blocks):
            if block.kind is BlockKind.TABLE:
                self._float(block)
            elif block.kind is BlockKind.HEADING:
                self._heading(block, self.paper.blocks[position + 1])
                after_heading = True
            elif block.kind is not BlockKind.ABSTRACT:
                style = ITEM if block.kind is BlockKind.ITEM else INDENTED
                if after_heading and block.kind is BlockKind.PARAGRAPH:
                    style = BODY
                self._flow(Paragraph(_markup(block.text), style))
                after_heading = False
        if self.floats:
            self._next_page()
        self._end_column()
        self.canvas.showPage()

    def _title(self) -> None:
        meta = self.paper.meta
        y = self.page.top - 4 * mm
        parts = [
            Paragraph(_markup(meta["title"]), TITLE),
            Paragraph(_markup(meta["subtitle"]), SUBTITLE),
            Paragraph(_markup(meta["authors"]), AUTHORS),
            Paragraph(_markup(meta["affiliation"]), AFFILIATION),
        ]
        abstract = [b for b in self.paper.blocks if b.kind is BlockKind.ABSTRACT]
        parts += [Paragraph(_markup(block.text), ABSTRACT) for block in abstract]
        for part in parts:
            y -= part.style.spaceBefore + part.wrap(self.page.full, UNBOUND)[1]
            part.drawOn(self.canvas, self.page.margin, y)
            y -= part.style.spaceAfter
        self.bands = (y - 6 * mm, self.page.foot)

    def _furniture(self) -> None:
        """Running head, page number and the line of the journal."""
        canvas, meta = self.canvas, self.paper.meta
        even = self.number % 2 == 0
        canvas.setFont(SERIF, 7.6)
        if self.number != self.first:
            y = self.page.height - 16 * mm
            if even:
                canvas.drawString(self.page.margin, y, meta["running_left"])
            else:
                canvas.drawRightString(self.page.width - self.page.margin, y, meta["running_right"])
            canvas.setLineWidth(0.4)
            canvas.line(self.page.margin, y - 4, self.page.width - self.page.margin, y - 4)
        canvas.drawCentredString(self.page.width / 2, 13 * mm, meta["journal"])
        if even:
            canvas.drawString(self.page.margin, 13 * mm, str(self.number))
        else:
            canvas.drawRightString(self.page.width - self.page.margin, 13 * mm, str(self.number))

    def _next_page(self) -> None:
        self.canvas.showPage()
        self.number += 1
        self._furniture()
        self.bands = (self.page.top, self.page.foot)
        for block in self.floats:
            self._table(block)
        self.floats = []

    def _float(self, block: Block) -> None:
        """Set a table at the foot of this page where it fits, else keep it for the next."""
        at_foot = self.paper.meta.get("tables") == "foot"
        if at_foot and self.column_index == 0 and self._free([]) > self.page.height / 3:
            self._table(block)
            self.column.foot = self.bands[1]
        else:
            self.floats.append(block)

    def _table(self, block: Block) -> None:
        """Set a table over both columns at the head, or by the front matter at the foot."""
        caption = Paragraph(_markup(block.text), CAPTION)
        table = _make_table(block.rows, self.page.full)
        caption_height = caption.wrap(self.page.full, UNBOUND)[1]
        height = table.wrap(self.page.full, UNBOUND)[1]
        top, foot = self.bands
        if self.paper.meta.get("tables") == "foot":
            y = foot + height + caption_height + 4
            self.bands = (top, y + 7 * mm)
        else:
            y = top
            self.bands = (y - caption_height - height - 4 - 7 * mm, foot)
        caption.drawOn(self.canvas, self.page.margin, y - caption_height)
        table.drawOn(self.canvas, self.page.margin, y - caption_height - 4 - height)

    def _start_column(self, index: int) -> None:
        top, foot = self.bands
        self.column_index = index
        left = self.page.margin + index * (self.page.column + self.page.gap)
        self.column = _Column(left, self.page.column, top, foot, top, [])

    def _end_column(self) -> None:
        """Draw the notes of the column at its foot."""
        column = self.column
        if not column.notes:
            return
        y = column.foot + column.notes_height([]) - 4
        self.canvas.setLineWidth(0.4)
        self.canvas.setStrokeColor(black)
        self.canvas.line(column.left, y, column.left + self.page.column * 0.3, y)
        y -= 3
        for note in column.notes:
            y -= note.wrap(self.page.column, UNBOUND)[1]
            note.drawOn(self.canvas, column.left, y)
            y -= 2

    def _next_column(self) -> None:
        self._end_column()
        if self.column_index == 1:
            self._next_page()
        self._start_column(1 - self.column_index)

    def _free(self, notes: list[Paragraph]) -> float:
        return self.column.y - self.column.foot - self.column.notes_height(notes)

    def _heading(self, block: Block, following: Block) -> None:
        """Set a heading where at least two lines of what follows fit below it."""
        paragraph = Paragraph(_markup(block.text), HEADINGS[block.level])
        style = paragraph.style
        height = paragraph.wrap(self.page.column, UNBOUND)[1] + style.spaceAfter
        needed = height + (60 if following.kind is BlockKind.HEADING else 28)
        at_top = self.column.y == self.column.top
        before = 0 if at_top else style.spaceBefore
        if self._free([]) < needed + before:
            self._next_column()
            before = 0
        self.column.y -= before + height
        paragraph.drawOn(self.canvas, self.column.left, self.column.y + style.spaceAfter)

    def _flow(self, paragraph: Paragraph) -> None:
        """Set a paragraph, over the edge of a column where it must be."""
        rest: Paragraph | None = paragraph
        while rest is not None:
            part, rest = self._fitting(rest)
            if part is None:
                self._next_column()
                continue
            height = part.wrap(self.page.column, UNBOUND)[1]
            self.column.notes += self._notes(part)
            self.column.y -= height
            part.drawOn(self.canvas, self.column.left, self.column.y)
            self.column.y -= part.style.spaceAfter
            if rest is not None:
                self._next_column()

    def _fitting(self, paragraph: Paragraph) -> tuple[Paragraph | None, Paragraph | None]:
        """Divide a paragraph into what fits here, with its notes, and the rest."""
        paragraph.wrap(self.page.column, UNBOUND)
        for notes in ([], self._notes(paragraph)):
            parts = paragraph.split(self.page.column, self._free(notes))
            if not parts:
                continue
            parts[0].wrap(self.page.column, UNBOUND)
            if parts[0].height <= self._free(self._notes(parts[0])):
                return parts[0], (parts[1] if len(parts) > 1 else None)
        return None, paragraph

    def _notes(self, paragraph: Paragraph) -> list[Paragraph]:
        paragraph.wrap(self.page.column, UNBOUND)
        return [Paragraph(_markup(f"[^{n}] {self.paper.footnotes[n]}"), NOTE) for n in _notes_in(paragraph)]


def _make_table(rows: tuple[tuple[str, ...], ...], width: float) -> Table:
    cells = [
        [Paragraph(_markup(f"**{cell}**" if n == 0 else cell), CELL) for cell in row] for n, row in enumerate(rows)
    ]
    table = Table(cells, colWidths=[width / len(rows[0])] * len(rows[0]))
    table.setStyle(
        [
            ("FONTNAME", (0, 0), (-1, -1), SERIF),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 3),
            ("RIGHTPADDING", (0, 0), (-1, -1), 3),
            ("TOPPADDING", (0, 0), (-1, -1), 2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
            ("LINEABOVE", (0, 0), (-1, 0), 0.8, black),
            ("LINEBELOW", (0, 0), (-1, 0), 0.4, black),
            ("LINEBELOW", (0, -1), (-1, -1), 0.8, black),
        ]
    )
    return table
