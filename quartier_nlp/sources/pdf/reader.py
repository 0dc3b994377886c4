"""The reader of PDF files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pypdfium2

from quartier_nlp.errors import EmptyError, LimitError, ProtectedError, ScanError, SourceError
from quartier_nlp.model.notices import Notice, NoticeKind
from quartier_nlp.model.vocabulary import SegmentRole
from quartier_nlp.sources.metadata import document_metadata
from quartier_nlp.sources.pdf import ocr
from quartier_nlp.sources.pdf.assembly import passage_of
from quartier_nlp.sources.pdf.blocks import Block, Flow, heaviest, weigh_sizes
from quartier_nlp.sources.pdf.fragments import Fragment, fragments_of, lines_of
from quartier_nlp.sources.pdf.headings import Marked, outline
from quartier_nlp.sources.pdf.heads import PageContent, RunningHeads, TextCounts
from quartier_nlp.sources.pdf.hyphens import Vocabulary
from quartier_nlp.sources.pdf.layout import Item, Line, reading_order, sure_gutter
from quartier_nlp.sources.pdf.packing import Packed, packed_lines, packed_pages, packed_tables
from quartier_nlp.sources.pdf.paragraphs import Leadings, paragraphs
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
#: Pages for which a document is open at a time.
_SPAN = 200
#: So many passages from the start on may say what the document is.
_FIRST = 20
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
        survey = _survey(path, limits)
        if not survey.has_text:
            if survey.has_picture:
                raise ScanError(
                    "the PDF holds scanned pages without text: install tesseract with German "
                    "(tesseract-ocr-deu) or run OCR over the file, and ingest again"
                )
            raise EmptyError("the PDF holds no text: export it again or take it out of the corpus")
        body_size = heaviest(survey.sizes) or 10.0
        vocabulary, leadings = Vocabulary(), Leadings()
        lines = packed_lines()
        for page in _ordered(survey, body_size):
            vocabulary.learn(_texts(page))
            leadings.add(page)
            lines.append(page)
        blocks = paragraphs(lines.drain(), leadings, body_size)
        plan = outline(blocks, body_size, lambda block: _clean_text(block, vocabulary))
        passages = (
            (index, passage) for index, marked in enumerate(plan.blocks) for passage in _passages(marked, vocabulary)
        )
        kind, spoken = speeches(plan.blocks, passages)
        inferred = document_metadata(_telling(spoken), path, title=plan.title)
        metadata = Metadata(
            kind or inferred.kind, plan.title or inferred.title, date=inferred.date, authors=plan.authors
        )
        return Reading(self.name, metadata, spoken, survey.notices)


@dataclass(slots=True)
class _Survey:
    """What is known once every page has been read.

    Attributes:
        pages: Fragments of every page, and its tables without their cells.
        tables: The tables of every page.
        texts: How often texts come.
        sizes: Characters by font size.
        noted: Pages by what the user should know of them.
        scans: Number of scanned pages.
        characters: Number of visible characters.
        has_text: Whether any page holds text.
        has_picture: Whether a picture covers most of a page.
    """

    pages: Packed[PageContent] = field(default_factory=packed_pages)
    tables: Packed[Sequence[Item]] = field(default_factory=packed_tables)
    texts: TextCounts = field(default_factory=TextCounts)
    sizes: Counter[float] = field(default_factory=Counter)
    noted: dict[NoticeKind, list[int]] = field(default_factory=dict)
    scans: int = 0
    characters: int = 0
    has_text: bool = False
    has_picture: bool = False

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What the user should know."""
        return tuple(Notice(kind, tuple(self.noted[kind])) for kind in NoticeKind if kind in self.noted)

    def note(self, kind: NoticeKind, page: int) -> None:
        """Note that something is missing or unsure on a page."""
        self.noted.setdefault(kind, []).append(page)

    def add(self, page: PageContent) -> None:
        """Take a page, or what is turned on it."""
        self.pages.append(replace(page, tables=tuple(replace(table, rows=()) for table in page.tables)))
        self.tables.append(page.tables)
        self.texts.add(page)
        weigh_sizes(self.sizes, page.fragments)
        self.has_text = self.has_text or bool(page.fragments or page.tables)


def _open(path: Path) -> Any:
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        kind, remedy = _REMEDY.get(
            getattr(error, "err_code", None), (SourceError, "it is damaged or no PDF: export it again")
        )
        raise kind(f"the PDF cannot be opened, {remedy}") from error
    return document


def _survey(path: Path, limits: Limits) -> _Survey:
    """Read all pages; the document is closed again, now and then, as pdfium keeps what it has seen of it."""
    survey = _Survey()
    first = count = 1
    while first <= count:
        with closing(_open(path)) as document:
            count = _page_count(document, limits)
            for number in range(first, min(first + _SPAN, count + 1)):
                _look(document, number, survey, limits)
        first += _SPAN
    return survey


def _page_count(document: Any, limits: Limits) -> int:
    count = len(document)
    if count == 0:
        raise EmptyError("the PDF has no pages: export it again")
    if count > limits.pages:
        raise LimitError(
            f"the PDF has {count} pages, the limit is {limits.pages}: split it or raise ingest.limits.pages"
        )
    return count


def _look(document: Any, number: int, survey: _Survey, limits: Limits) -> None:
    """Read a page; text that runs at a right angle comes as a page of its own after it."""
    try:
        with closing(document[number - 1]) as page:
            raw = read_page(page, number)
            scanned = _is_scan(sum(len(word.text) for word in raw.words), raw.image_share)
            passed_over = scanned and survey.scans >= limits.ocr_pages
            recognised = ocr.recognise(page) if scanned and not passed_over else None
    except pypdfium2.PdfiumError as error:
        raise SourceError(f"page {number} of the PDF is damaged: export it again") from error
    if recognised:
        raw = replace(raw, words=recognised)
    if scanned:
        unread = NoticeKind.SCAN_BEYOND if passed_over else NoticeKind.SCAN_UNREAD
        survey.note(NoticeKind.SCAN_RECOGNISED if recognised else unread, number)
    if is_drawing(raw):
        survey.note(NoticeKind.TABLES_UNREAD, number)
    survey.scans += scanned
    survey.characters += sum(len(word.text) for word in raw.words)
    if survey.characters > limits.characters:
        raise LimitError(
            f"the text up to page {number} has more than {limits.characters} characters: "
            "split the file or raise ingest.limits.characters"
        )
    survey.has_picture = survey.has_picture or raw.image_share > _SCAN_SHARE
    tables, words = take_tables(raw)
    rules = tuple(r for r in raw.rules if r.x1 - r.x0 >= 0.2 * raw.width and not _within(r.top, tables))
    survey.add(PageContent(number, raw.width, raw.height, tuple(fragments_of(words, number)), tuple(tables), rules))
    for turned in _turned(raw):
        survey.add(turned)


def _turned(raw: RawPage) -> Iterator[PageContent]:
    for angle in (90, 180, 270):
        turn = Turn(angle, raw.width, raw.height)
        fragments = fragments_of(raw.words, raw.number, turn)
        width, height = (raw.width, raw.height) if angle == 180 else (raw.height, raw.width)
        if sum(len(fragment.text) for fragment in fragments) >= _TURNED_CHARACTERS:
            yield PageContent(raw.number, width, height, tuple(fragments), ())


def _within(height: float, tables: Sequence[Table]) -> bool:
    return any(table.top - 2 <= height <= table.bottom + 2 for table in tables)


def _is_scan(characters: int, image_share: float) -> bool:
    return characters < _SCAN_CHARACTERS and image_share > _SCAN_SHARE


def _ordered(survey: _Survey, body_size: float) -> Iterator[list[Line]]:
    """Yield the lines of every page in reading order, without running heads."""
    heads = RunningHeads(survey.pages, survey.texts, body_size)
    away: list[tuple[int, ...]] = []
    gutters: set[float] = set()
    for page in survey.pages:
        away.append(heads.on(page))
        gutter = sure_gutter([*page.tables, *_kept(page, away[-1])])
        if gutter is not None:
            gutters.add(gutter)
    hints = sorted(gutters)
    for page, tables, positions in zip(survey.pages.drain(), survey.tables.drain(), away, strict=True):
        items = [*tables, *_kept(page, positions)]
        yield reading_order(items, hints) if items else []


def _kept(page: PageContent, away: Sequence[int]) -> list[Fragment]:
    return [fragment for index, fragment in enumerate(page.fragments) if index not in away]


def _telling(passages: Iterable[Passage]) -> list[Passage]:
    """Return the passages that tell what a document is: the first ones, all headings, a reference."""
    told: list[Passage] = []
    referred = False
    for number, passage in enumerate(passages):
        refers = passage.role is SegmentRole.REFERENCE and not referred
        if number < _FIRST or passage.role is SegmentRole.HEADING or refers:
            told.append(passage)
        referred = referred or refers
    return told


def _texts(lines: Sequence[Line]) -> Iterator[str]:
    for line in lines:
        if isinstance(line.item, Table):
            for row in line.item.rows:
                yield from (fragment.text for cell in row for fragment in cell)
        else:
            yield line.item.text


def _clean_text(block: Block, vocabulary: Vocabulary) -> str:
    passage = passage_of(block.fragments, SegmentRole.PARAGRAPH, vocabulary)
    return passage.text if passage else ""


def _passages(marked: Marked, vocabulary: Vocabulary) -> Iterator[Passage]:
    table = marked.block.table if marked.block.flow is Flow.TABLE else None
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
