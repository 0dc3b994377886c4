"""Sets small PDFs for the tests: justified columns with hyphens, heads, notes and tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = A4
LEFT, RIGHT = 60.0, WIDTH - 60.0
COLUMN = 225.0
SECOND = RIGHT - COLUMN


def wrapped(text: str, width: float, font: str, size: float, indent: float = 0.0) -> list[str]:
    """Break a text into lines; ``|`` marks where a word may be hyphenated."""
    lines: list[str] = []
    line, room = "", width - indent
    for word in text.split():
        parts = word.split("|")
        whole = "".join(parts)
        start = f"{line} " if line else ""
        if stringWidth(start + whole, font, size) <= room:
            line = start + whole
            continue
        cut = max(
            (n for n in range(1, len(parts)) if stringWidth(start + "".join(parts[:n]) + "-", font, size) <= room),
            default=0,
        )
        lines.append(start + "".join(parts[:cut]) + "-" if cut else line)
        line, room = "".join(parts[cut:]), width
    return [*lines, line]


@dataclass
class Typesetter:
    """Writes one file; ``y`` counts down from the page's top."""

    path: Path
    y: float = 80.0
    page: int = 1
    canvas: Canvas = field(init=False)

    def __post_init__(self) -> None:
        self.canvas = Canvas(str(self.path), pagesize=A4, invariant=1)

    def line(self, text: str, x: float, y: float, font: str = "Times-Roman", size: float = 10.0) -> None:
        """Set a line with its baseline ``y`` points below the page's top."""
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, HEIGHT - y, text)

    def lines(
        self,
        lines: Iterable[str],
        x: float,
        width: float,
        *,
        font: str = "Times-Roman",
        size: float = 10.0,
        leading: float = 12.0,
        indent: float = 0.0,
        runs_on: bool = False,
    ) -> None:
        """Set lines justified; the last one ragged unless the paragraph runs on elsewhere."""
        rows = list(lines)
        for index, row in enumerate(rows):
            shift = indent if index == 0 else 0.0
            spare = width - shift - stringWidth(row, font, size)
            blanks = row.count(" ")
            ragged = index == len(rows) - 1 and not runs_on
            text = self.canvas.beginText(x + shift, HEIGHT - self.y)
            text.setFont(font, size)
            text.setWordSpace(0 if ragged or not blanks else spare / blanks)
            text.textOut(row)
            self.canvas.drawText(text)
            self.y += leading

    def paragraph(
        self, text: str, x: float = LEFT, width: float = COLUMN, *, indent: float = 12.0, gap: float = 0.0
    ) -> None:
        """Set a whole paragraph in the body's type."""
        self.lines(wrapped(text, width, "Times-Roman", 10.0, indent), x, width, indent=indent)
        self.y += gap

    def heading(self, text: str, x: float = LEFT, size: float = 13.0) -> None:
        """Set a heading of one line with room around it."""
        self.y += 10
        self.line(text, x, self.y, "Helvetica-Bold", size)
        self.y += 20

    def rule(self, x0: float, x1: float, y: float) -> None:
        """Draw a horizontal line."""
        self.canvas.line(x0, HEIGHT - y, x1, HEIGHT - y)

    def next_page(self) -> None:
        """Begin another page."""
        self.canvas.showPage()
        self.page += 1
        self.y = 80.0

    def save(self) -> Path:
        """Write the file."""
        self.canvas.save()
        return self.path
