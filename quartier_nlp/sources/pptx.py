"""Workshop slides: titles, text boxes, tables and notes; the page is the slide's number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pptx

from quartier_nlp.errors import LimitError
from quartier_nlp.model.vocabulary import SegmentRole
from quartier_nlp.sources.bounds import bounded
from quartier_nlp.sources.cleaning import as_raw
from quartier_nlp.sources.containers import check_container, names_in
from quartier_nlp.sources.document import Block, read_blocks
from quartier_nlp.sources.libraries import parsing
from quartier_nlp.sources.metadata import document_metadata
from quartier_nlp.sources.reading import Limits, Reading

_MAXIMUM_DEPTH = 12


class PptxReader:
    """Reads PPTX files."""

    name = "pptx"

    def accepts(self, head: bytes, path: Path) -> bool:
        """Return whether it is a container that holds a presentation."""
        return head.startswith(b"PK") and "ppt/presentation.xml" in names_in(path)

    def read(self, path: Path, limits: Limits) -> Reading:
        """Read the file."""
        check_container(path, limits)
        with parsing("presentation", "open it and save it again"):
            slides = list(pptx.Presentation(str(path)).slides)
            if len(slides) > limits.pages:
                raise LimitError(
                    f"{len(slides)} slides, more than {limits.pages}: split the file or raise ingest.limits.pages"
                )
            blocks = (block for number, slide in enumerate(slides, 1) for block in _slide(slide, number))
            content = read_blocks(list(bounded(blocks, limits)))
        return Reading(self.name, document_metadata(content.passages, path), content.passages, content.notices)


def _slide(slide: Any, number: int) -> Iterator[Block]:
    title = slide.shapes.title
    if title is not None and title.has_text_frame and title.text_frame.text.strip():
        yield Block(SegmentRole.HEADING, _text(title.text_frame.text), page=number)
    else:
        yield Block(SegmentRole.HEADING, "", page=number)
    shapes = [shape for shape in slide.shapes if title is None or shape.shape_id != title.shape_id]
    for shape in sorted(shapes, key=lambda s: (s.top or 0, s.left or 0)):
        yield from _shape(shape, number)
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        yield from _paragraphs(slide.notes_slide.notes_text_frame.paragraphs, SegmentRole.PARAGRAPH, number)


def _shape(shape: Any, number: int, depth: int = 0) -> Iterator[Block]:
    if hasattr(shape, "shapes") and depth < _MAXIMUM_DEPTH:
        for inner in sorted(shape.shapes, key=lambda s: (s.top or 0, s.left or 0)):
            yield from _shape(inner, number, depth + 1)
    elif getattr(shape, "has_table", False):
        yield from _table(shape.table, number)
    elif getattr(shape, "has_text_frame", False):
        role = SegmentRole.LIST_ITEM if shape.is_placeholder else SegmentRole.PARAGRAPH
        yield from _paragraphs(shape.text_frame.paragraphs, role, number)


def _paragraphs(paragraphs: Iterable[Any], role: SegmentRole, number: int) -> Iterator[Block]:
    for paragraph in paragraphs:
        text = _text(paragraph.text)
        if text and not text.isdigit():
            yield Block(role, text, page=number)


def _table(table: Any, number: int) -> Iterator[Block]:
    rows = [[_text(cell.text) for cell in row.cells] for row in table.rows]
    labels = rows[0] if table.first_row and len(rows) > 1 else []
    for position, row in enumerate(rows):
        for column, text in enumerate(row):
            label = labels[column] if position and column < len(labels) else ""
            if text:
                yield Block(SegmentRole.TABLE_CELL, text, labels=(label,) if label else (), page=number)


def _text(text: str) -> str:
    return as_raw(text.replace("\v", "\n")).strip()
