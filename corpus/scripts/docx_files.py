"""Writes the DOCX files of the corpus: a paper with heading styles and a transcript of turns."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from pathlib import Path

from docx import Document
from docx.document import Document as DocumentType
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from source_text import Block, BlockKind, Paper

#: Stamped into every file instead of the time of writing.
FIXED_TIME = datetime(2025, 11, 17, 9, 0, 0)

_INLINE = re.compile(r"(\*\*.+?\*\*|\*.+?\*)")


def write_paper_docx(paper: Paper, path: Path) -> None:
    """Write a paper with title, heading styles, lists and tables."""
    document = _new_document(paper.meta["title"], paper.meta["authors"])
    document.add_paragraph(paper.meta["title"], style="Title")
    document.add_paragraph(paper.meta["subtitle"], style="Subtitle")
    document.add_paragraph(paper.meta["authors"])
    document.add_paragraph(paper.meta["affiliation"])
    for block in paper.blocks:
        _add_block(document, block)
    _save(document, path)


def write_transcript_docx(source: Path, path: Path) -> None:
    """Write a transcript: a heading, lines about the event, then one paragraph for each turn."""
    heading, *lines = source.read_text(encoding="utf-8").splitlines()
    title = heading.removeprefix("# ")
    document = _new_document(title, "Werkstattbüro")
    document.add_heading(title, level=1)
    for line in lines:
        if turn := re.fullmatch(r"([^:\[]+): (\[\d\d:\d\d:\d\d\] .*)", line):
            paragraph = document.add_paragraph()
            paragraph.add_run(f"{turn[1]}:").bold = True
            paragraph.add_run(f" {turn[2]}")
        elif line:
            document.add_paragraph().add_run(line).italic = True
    _save(document, path)


def _new_document(title: str, author: str) -> DocumentType:
    document: DocumentType = Document()
    document.styles["Normal"].font.name = "Calibri"
    document.styles["Normal"].font.size = Pt(11)
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = title, author, author
    properties.created = properties.modified = FIXED_TIME
    properties.language = "de-DE"
    properties.comments = ""
    return document


def _add_block(document: DocumentType, block: Block) -> None:
    if block.kind is BlockKind.HEADING:
        document.add_heading(block.text, level=block.level)
    elif block.kind is BlockKind.TABLE:
        _add_table(document, block)
    else:
        style = "List Bullet" if block.kind is BlockKind.ITEM else None
        _add_runs(document.add_paragraph(style=style), block.text)


def _add_runs(paragraph: Paragraph, text: str) -> None:
    for part in _INLINE.split(text):
        run = paragraph.add_run(part.strip("*"))
        run.bold = part.startswith("**") or None
        run.italic = (part.startswith("*") and not run.bold) or None


def _add_table(document: DocumentType, block: Block) -> None:
    if block.text:
        document.add_paragraph(block.text, style="Caption")
    table = document.add_table(rows=0, cols=len(block.rows[0]), style="Table Grid")
    for number, row in enumerate(block.rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
            cell.paragraphs[0].runs[0].bold = number == 0
    document.add_paragraph()


def _save(document: DocumentType, path: Path) -> None:
    """Save with the fixed time on every member of the archive."""
    buffer = io.BytesIO()
    document.save(buffer)
    with zipfile.ZipFile(buffer) as written, zipfile.ZipFile(path, "w") as fixed:
        for member in written.infolist():
            info = zipfile.ZipInfo(member.filename, date_time=FIXED_TIME.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            fixed.writestr(info, written.read(member))
