"""The reader of PDF files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2

from quartier_nlp.errors import EmptyError, LimitError, ProtectedError, ScanError, SourceError
from quartier_nlp.model.vocabulary import SegmentRole
from quartier_nlp.sources.metadata import document_metadata
from quartier_nlp.sources.pdf import ocr
from quartier_nlp.sources.pdf.assembly import passage_of
from quartier_nlp.sources.pdf.fragments import Fragment, fragments_of, lines_of
from quartier_nlp.sources.pdf.headings import Marked, outline
from quartier_nlp.sources.pdf.heads import PageContent, running_heads
from quartier_nlp.sources.pdf.hyphens import Vocabulary
from quartier_nlp.sources.pdf.layout import Item, Line, reading_order, sure_gutter
from quartier_nlp.sources.pdf.paragraphs import Block, paragraphs, weighted_size
from quartier_nlp.sources.pdf.ruling import is_drawing
from quartier_nlp.sources.pdf.speakers import speeches
from quartier_nlp.sources.pdf.tables import Table, take_tables
from quartier_nlp.sources.pdf.words import RawPage, Turn, read_page
from quartier_nlp.sources.reading import Limits, Metadata, Passage, Reading

_SIGNATURE = b"%PDF-"
_SCAN_CHARACTERS = 50
_SCAN_SHARE = 0.5
#: Less text than this that runs up or down a page labels the axis of a chart.
_TURNED_CHARACTERS = 80
_REMEDY: dict[int | None, tuple[type[SourceError], str]] = {
    pypdfium2.raw.FPDF_ERR_PASSWORD: (ProtectedError, "it is protected by a password: save it without one"),
    pypdfium2.raw.FPDF_ERR_FORMAT: (SourceError, "it is damaged or cut off: export or download it again"),
    pypdfium2.raw.FPDF_ERR_SECURITY: (
        ProtectedError,
        "its kind of encryption is not supported: save it without protection",
    ),
}


class PdfReader:
    """Reads papers, minutes and records with one or more columns."""

    name = "pdf"

    def accepts(self, head: bytes, path: Path) -> bool:  # noqa: ARG002 - the content decides
        """Return whether the file announces itself as PDF, which it may do within its first 1,024 bytes."""
        return _SIGNATURE in head[:1024]

    def read(self, path: Path, limits: Limits) -> Reading:
        """Read the file; see ``Reader.read``.

        Raises:
            SourceError: If the file is protected, damaged or has no page.
            LimitError: If it has more pages or characters than the limits allow.
        """
        pages = _contents(path, limits)
        notices = tuple(_notices(pages))
        if not any(page.fragments or page.tables for page in pages):
            scans = any(page.image_share > _SCAN_SHARE for page in pages)
            if scans:
                raise ScanError(
                    "the PDF holds scanned pages without text: install tesseract with German "
                    "(tesseract-ocr-deu) or run OCR over the file, and ingest again"
                )
            raise EmptyError("the PDF holds no text: export it again or take it out of the corpus")
        body_size = weighted_size([f for page in pages for f in page.fragments]) or 10.0
        lines = _ordered(pages, body_size)
        del pages  # as all that follows, they grow with the file
        vocabulary = Vocabulary(_texts(lines))
        blocks = paragraphs(lines, body_size)
        del lines
        texts = {id(block): _clean_text(block, vocabulary) for block in blocks if len(block.text) < 600}
        plan = outline(blocks, body_size, texts)
        passages = [(marked, passage) for marked in plan.blocks for passage in _passages(marked, vocabulary)]
        kind, spoken = speeches(plan.blocks, passages)
        inferred = document_metadata(spoken, path, title=plan.title)
        metadata = Metadata(
            kind or inferred.kind, plan.title or inferred.title, date=inferred.date, authors=plan.authors
        )
        return Reading(self.name, metadata, tuple(spoken), notices)


def _open(path: Path) -> Any:
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        kind, remedy = _REMEDY.get(
            getattr(error, "err_code", None), (SourceError, "it is damaged or no PDF: export it again")
        )
        raise kind(f"the PDF cannot be opened, {remedy}") from error
    return document


def _contents(path: Path, limits: Limits) -> list[PageContent]:
    """Return what the pages hold; the document is closed again."""
    with closing(_open(path)) as document:
        count = len(document)
        if count == 0:
            raise EmptyError("the PDF has no pages: export it again")
        if count > limits.pages:
            raise LimitError(
                f"the PDF has {count} pages, the limit is {limits.pages}: split it or raise ingest.limits.pages"
            )
        pages: list[PageContent] = []
        characters = 0
        for number in range(1, count + 1):
            scans = sum(page.scanned for page in pages)
            found = _content(document, number, recognise=scans < limits.ocr_pages)
            pages.extend(found)
            characters += found[0].characters
            if characters > limits.characters:
                raise LimitError(
                    f"the text up to page {number} has more than {limits.characters} characters: "
                    "split the file or raise ingest.limits.characters"
                )
    return pages


def _content(document: Any, number: int, *, recognise: bool = True) -> list[PageContent]:
    """Return what a page holds; text that runs at a right angle comes as a page of its own after it."""
    try:
        with closing(document[number - 1]) as page:
            raw = read_page(page, number)
            scanned = _is_scan(sum(len(word.text) for word in raw.words), raw.image_share)
            recognised = ocr.recognise(page) if scanned and recognise else None
    except pypdfium2.PdfiumError as error:
        raise SourceError(f"page {number} of the PDF is damaged: export it again") from error
    if recognised:
        raw = replace(raw, words=recognised)
    tables, words = take_tables(raw)
    upright = PageContent(
        number=number,
        width=raw.width,
        height=raw.height,
        fragments=tuple(fragments_of(words, number)),
        tables=tuple(tables),
        characters=sum(len(word.text) for word in raw.words),
        image_share=raw.image_share,
        recognised=bool(recognised),
        scanned=scanned,
        passed_over=scanned and not recognise,
        drawn=is_drawing(raw),
        rules=tuple(r for r in raw.rules if r.x1 - r.x0 >= 0.2 * raw.width and not _within(r.top, tables)),
    )
    return [upright, *_turned(raw)]


def _turned(raw: RawPage) -> Iterator[PageContent]:
    for angle in (90, 180, 270):
        turn = Turn(angle, raw.width, raw.height)
        fragments = fragments_of(raw.words, raw.number, turn)
        width, height = (raw.width, raw.height) if angle == 180 else (raw.height, raw.width)
        if sum(len(fragment.text) for fragment in fragments) >= _TURNED_CHARACTERS:
            yield PageContent(raw.number, width, height, tuple(fragments), (), 0, 0.0)


def _within(height: float, tables: Sequence[Table]) -> bool:
    return any(table.top - 2 <= height <= table.bottom + 2 for table in tables)


def _is_scan(characters: int, image_share: float) -> bool:
    return characters < _SCAN_CHARACTERS and image_share > _SCAN_SHARE


def _notices(pages: Sequence[PageContent]) -> Iterator[str]:
    for page in pages:
        if page.recognised:
            yield f"page {page.number} is a scan: its text comes from OCR and may hold errors"
        elif page.passed_over:
            yield (
                f"page {page.number} is a scan beyond those that are read through OCR: its content is missing; run OCR "
                "over the file, or raise ingest.limits.ocr_pages and wall_seconds"
            )
        elif page.scanned:
            yield (
                f"page {page.number} is a scan without text: its content is missing; install tesseract with German "
                "(tesseract-ocr-deu) or run OCR over the file"
            )
        if page.drawn:
            yield f"page {page.number} holds more lines than a table has: its text is read without tables"


def _ordered(pages: Sequence[PageContent], body_size: float) -> list[list[Line]]:
    """Return the lines of every page in reading order, without running heads."""
    kept: list[list[Item]] = []
    for page, heads in zip(pages, running_heads(pages, body_size), strict=True):
        away = {id(fragment) for fragment in heads}
        kept.append([*page.tables, *(f for f in page.fragments if id(f) not in away)])
    hints = sorted(x for items in kept if (x := sure_gutter(items)) is not None)
    return [reading_order(items, hints) if items else [] for items in kept]


def _texts(pages: Sequence[Sequence[Line]]) -> Iterator[str]:
    for lines in pages:
        for line in lines:
            if isinstance(line.item, Table):
                for row in line.item.rows:
                    yield from (fragment.text for cell in row for fragment in cell)
            else:
                yield line.item.text


def _clean_text(block: Block, vocabulary: Vocabulary) -> str:
    if block.table:
        return ""
    passage = passage_of(block.fragments, SegmentRole.PARAGRAPH, vocabulary)
    return passage.text if passage else ""


def _passages(marked: Marked, vocabulary: Vocabulary) -> Iterator[Passage]:
    table = marked.block.table
    groups: list[Sequence[Fragment]] = _cell_groups(table) if table else [marked.block.fragments]
    for lines in groups:
        passage = passage_of(lines, marked.role, vocabulary, marked.section)
        if passage is not None:
            yield passage


def _cell_groups(table: Table) -> list[Sequence[Fragment]]:
    """Return one group of lines per cell; a row of mere figures or single words is one group."""
    groups: list[Sequence[Fragment]] = []
    for row in table.rows:
        if all(sum(len(re.findall(r"[^\W\d_]{3,}", line.text)) for line in cell) < 3 for cell in row):
            joined = [line for cell in row for line in cell]
            groups.append(lines_of(joined) if all(len(cell) == 1 for cell in row) else joined)
        else:
            groups.extend(row)
    return groups
