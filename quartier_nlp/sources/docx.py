"""Word documents: minutes, papers and transcripts, walked in the order of the body."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from docx.opc.part import PartFactory
from docx.package import Package
from docx.parts.document import DocumentPart

from quartier_nlp.errors import SourceError
from quartier_nlp.model.vocabulary import SegmentRole
from quartier_nlp.sources.bounds import bounded, whole
from quartier_nlp.sources.cleaning import as_raw
from quartier_nlp.sources.containers import check_container, names_in
from quartier_nlp.sources.document import PSEUDO_LEVEL, Block, looks_like_heading, read_blocks
from quartier_nlp.sources.libraries import parsing
from quartier_nlp.sources.metadata import document_metadata, transcript_metadata
from quartier_nlp.sources.reading import Limits, Reading
from quartier_nlp.sources.spoken_tables import lines_of_spoken_rows
from quartier_nlp.sources.xml_text import parse_xml

#: Documents with macros and templates hold the same parts; no macro is ever run or read.
for _content_type in (
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
):
    PartFactory.part_type_for[_content_type] = DocumentPart
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HEADING = re.compile(r"(?:heading|überschrift)\s*(\d)", re.IGNORECASE)
_LIST = re.compile(r"\blist|liste|aufzählung", re.IGNORECASE)
_SKIPPED = frozenset(
    {
        f"{_W}del",
        f"{_W}moveFrom",
        f"{_W}instrText",
        f"{_W}delText",
        f"{_W}txbxContent",
        _FALLBACK,
        f"{_W}pPr",
        f"{_W}rPr",
    }
)
_BREAKS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": "\t", f"{_W}noBreakHyphen": "-"}
_HEADER_CELL = 60
_MAXIMUM_DEPTH = 12


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    level: int | None
    listed: bool
    bold: bool


class DocxReader:
    """Reads DOCX files."""

    name = "docx"

    def accepts(self, head: bytes, path: Path) -> bool:
        """Return whether it is a container that holds a Word document."""
        return head.startswith(b"PK") and "word/document.xml" in names_in(path)

    def read(self, path: Path, limits: Limits) -> Reading:
        """Read the file."""
        check_container(path, limits)
        with parsing("Word document", "open it in Word and save it again"):
            document = Package.open(str(path)).main_document_part.document
            styles = _styles(document)
            title = as_raw(document.core_properties.title or "").strip() or None
        body = getattr(document.element, "body", None)
        if body is None:
            raise SourceError("broken Word document (no body): open it in Word and save it again")
        blocks = list(bounded(chain(_body(body, styles), _notes(document)), limits))
        content = read_blocks(blocks)
        make = transcript_metadata if content.spoken else document_metadata
        return Reading(self.name, make(content.passages, path, title=_useful(title)), content.passages, content.notices)


def _useful(title: str | None) -> str | None:
    """Titles that word processors fill in by themselves say nothing."""
    if title is None or re.fullmatch(
        r"(?:Word Document|Microsoft Word.*|Dokument\s?\d*|.*\.docx?)", title, re.IGNORECASE
    ):
        return None
    return title


def _styles(document: Any) -> dict[str, _Style]:
    elements = {e.get(f"{_W}styleId"): e for e in document.styles.element.iter(f"{_W}style")}
    return {name: _style(name, elements) for name in elements if name}


def _style(name: str, elements: dict[str | None, Any]) -> _Style:
    title, level, listed, bold = "", None, False, False
    current: str | None = name
    for _ in range(_MAXIMUM_DEPTH):
        element = elements.get(current)
        if element is None:
            break
        own = element.find(f"{_W}name").get(f"{_W}val", "") if element.find(f"{_W}name") is not None else ""
        title = title or own
        match = _HEADING.match(own)
        level = level or (int(match[1]) if match else 1 if own.lower() in ("title", "titel") else _outline(element))
        listed = listed or bool(_LIST.search(own)) or element.find(f"{_W}pPr/{_W}numPr") is not None
        bold = bold or _is_on(element.find(f"{_W}rPr/{_W}b"))
        base = element.find(f"{_W}basedOn")
        current = base.get(f"{_W}val") if base is not None else None
    return _Style(title, level, listed, bold)


def _outline(element: Any) -> int | None:
    outline = element.find(f"{_W}pPr/{_W}outlineLvl")
    value = whole(outline.get(f"{_W}val"), 9) if outline is not None else 9
    return value + 1 if value < 9 else None


def _is_on(element: Any) -> bool:
    return element is not None and element.get(f"{_W}val", "1") not in ("0", "false", "off")


def _body(container: Any, styles: dict[str, _Style], depth: int = 0) -> Iterator[Block]:
    for child in container.iterchildren():
        if child.tag == f"{_W}p":
            yield from _paragraph(child, styles)
        elif child.tag == f"{_W}tbl":
            yield from _table(child)
        elif depth < _MAXIMUM_DEPTH and child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            yield from _body(child, styles, depth + 1)


def _paragraph(element: Any, styles: dict[str, _Style]) -> Iterator[Block]:
    text = paragraph_text(element)
    if text.strip():
        yield _block(element, text, styles)
    for box in element.iter(f"{_W}txbxContent"):
        if not any(ancestor.tag == _FALLBACK for ancestor in box.iterancestors()):
            for inner in box.iterchildren(f"{_W}p"):
                if paragraph_text(inner).strip():
                    yield Block(SegmentRole.PARAGRAPH, paragraph_text(inner))


def _block(element: Any, text: str, styles: dict[str, _Style]) -> Block:
    properties = element.find(f"{_W}pPr")
    reference = properties.find(f"{_W}pStyle") if properties is not None else None
    style = styles.get(reference.get(f"{_W}val", "") if reference is not None else "", _Style("", None, False, False))
    numbered = properties is not None and properties.find(f"{_W}numPr") is not None
    level = style.level or (_outline(element) if properties is not None else None)
    if level:
        return Block(SegmentRole.HEADING, text, level=level)
    if re.match(r"caption|beschriftung", style.name, re.IGNORECASE):
        return Block(SegmentRole.CAPTION, text)
    if numbered or style.listed:
        return Block(SegmentRole.LIST_ITEM, text)
    if looks_like_heading(text) and _all_bold(element, style):
        return Block(SegmentRole.HEADING, text, level=PSEUDO_LEVEL)
    return Block(SegmentRole.PARAGRAPH, text)


def _all_bold(element: Any, style: _Style) -> bool:
    runs = [run for run in element.iter(f"{_W}r") if "".join(t.text or "" for t in run.iter(f"{_W}t")).strip()]
    return bool(runs) and all(
        _is_on(run.find(f"{_W}rPr/{_W}b")) if run.find(f"{_W}rPr/{_W}b") is not None else style.bold for run in runs
    )


def paragraph_text(element: Any) -> str:
    """Return a paragraph's text: insertions in, deletions, field codes and text boxes out."""
    return as_raw("".join(_pieces(element))).strip()


def _pieces(element: Any) -> Iterator[str]:
    for child in element.iterchildren():
        if child.tag in _SKIPPED:
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        elif child.tag not in (f"{_W}p", f"{_W}tbl"):
            yield from _pieces(child)


# -- tables ------------------------------------------------------------------------------------


def _table(table: Any, depth: int = 0) -> Iterator[Block]:
    rows = [list(_cells(row)) for row in table.iterchildren(f"{_W}tr")]
    spoken = lines_of_spoken_rows([[_cell_text(cell) for _, cell in row] for row in rows])
    if spoken is not None:
        yield from (Block(SegmentRole.PARAGRAPH, line) for line in spoken)
        return
    header = _header(rows)
    for number, row in enumerate(rows):
        for column, cell in row:
            label = header.get(column, "") if number else ""
            for paragraph in cell.iterchildren(f"{_W}p"):
                text = paragraph_text(paragraph)
                if text:
                    yield Block(SegmentRole.TABLE_CELL, text, labels=(label,) if label else ())
            for inner in cell.iterchildren(f"{_W}tbl"):
                if depth < _MAXIMUM_DEPTH:
                    yield from _table(inner, depth + 1)


def _cell_text(cell: Any) -> str:
    return "\n".join(filter(None, (paragraph_text(p) for p in cell.iterchildren(f"{_W}p"))))


def _cells(row: Any) -> Iterator[tuple[int, Any]]:
    column = 0
    for cell in row.iter(f"{_W}tc"):
        if next(ancestor for ancestor in cell.iterancestors(f"{_W}tr")) is not row:
            continue
        yield column, cell
        span = cell.find(f"{_W}tcPr/{_W}gridSpan")
        column += whole(span.get(f"{_W}val"), 1) if span is not None else 1


def _header(rows: list[list[tuple[int, Any]]]) -> dict[int, str]:
    """The first row labels the columns if its cells are short and all filled."""
    if len(rows) < 2 or len(rows[0]) < 2:
        return {}
    labels = {column: " ".join(paragraph_text(p) for p in cell.iterchildren(f"{_W}p")) for column, cell in rows[0]}
    texts = [" ".join(label.split()) for label in labels.values()]
    if not all(texts) or max(map(len, texts)) > _HEADER_CELL:
        return {}
    return dict(zip(labels, texts, strict=True))


# -- notes -------------------------------------------------------------------------------------


def _notes(document: Any) -> Iterable[Block]:
    for relation in document.part.rels.values():
        if relation.is_external or not (relation.reltype or "").endswith(("/footnotes", "/endnotes")):
            continue
        root = parse_xml(relation.target_part.blob, relation.target_part.partname)
        for note in root.iterchildren(f"{_W}footnote", f"{_W}endnote"):
            if note.get(f"{_W}type") in (None, "normal"):
                text = "\n".join(filter(None, (paragraph_text(p) for p in note.iter(f"{_W}p"))))
                if text:
                    yield Block(SegmentRole.FOOTNOTE, text)
