"""Renders a draft as a Word document with real styles, inner links and a list of contents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.shared import Cm
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from quartier_nlp.draft import docx_styles as looks
from quartier_nlp.draft.document import (
    Chapter,
    Draft,
    Group,
    Inline,
    Layout,
    Link,
    Quote,
    Reference,
    Section,
    Statement,
)
from quartier_nlp.draft.docx_package import saved, set_properties
from quartier_nlp.draft.docx_xml import (
    add_bookmark,
    add_field,
    add_link,
    begin_field,
    element,
    end_field,
    repeat_header,
)
from quartier_nlp.draft.german import SOURCE, digits
from quartier_nlp.draft.names import STATUS_NAMES
from quartier_nlp.draft.typography import verbatim

_SOURCE_WIDTHS = (1.5, 4.2, 2.1, 3.5, 3.4, 1.8)
_GLANCE_WIDTHS = (4.9, 1.7, 1.8, 2.4, 1.4, 1.9, 2.4)
_FORMAT_WIDTHS = (4.6, 2.5, 2.2, 7.2)


def render_docx(draft: Draft) -> bytes:
    """Return the draft as a Word file, the same bytes for the same draft."""
    return _Writer().write(draft)


class _Writer:
    def __init__(self) -> None:
        self._document = docx.Document()
        looks.set_up(self._document)
        self._style_ids = {style.name: style.style_id for style in self._document.styles}
        self._end = self._document.element.body.sectPr
        self._bookmarks = 0

    def write(self, draft: Draft) -> bytes:
        set_properties(self._document, verbatim(draft.title), verbatim(draft.subtitle), draft.day)
        self._running_heads(draft)
        self._front(draft)
        self._contents(draft)
        self._sources(draft)
        self._glance(draft)
        for chapter in draft.chapters:
            self._chapter(chapter)
        self._heading("Belege", 1, "belege", new_page=True)
        for quote in draft.quotes:
            self._quote(quote)
        return saved(self._document)

    # -- front matter ------------------------------------------------------------------------------

    def _running_heads(self, draft: Draft) -> None:
        section = self._document.sections[0]
        section.different_first_page_header_footer = True
        header = section.header.paragraphs[0]
        header.add_run(" – ".join(verbatim(part) for part in (draft.title, draft.subtitle) if part) + "\tEntwurf")
        for footer in (section.footer, section.first_page_footer):
            paragraph = footer.paragraphs[0]
            paragraph._p.style = self._style_ids["Footer"]
            paragraph.add_run(f"{verbatim(draft.date)}\tSeite\u00a0")
            add_field(paragraph, "PAGE", "1")
            paragraph.add_run(" von ")
            add_field(paragraph, "NUMPAGES", "1")

    def _front(self, draft: Draft) -> None:
        self._paragraph(draft.title, "Title")
        if draft.subtitle:
            self._paragraph(draft.subtitle, "Subtitle")
        self._paragraph(" · ".join(part for part in ("Entwurf", draft.date) if part), looks.LEAD_STYLE)
        for paragraph in draft.note:
            self._paragraph(paragraph, looks.HINT_STYLE)

    def _contents(self, draft: Draft) -> None:
        """Write the list of contents as the current result of a field that Word can renew."""
        self._paragraph("Inhalt", looks.CONTENTS_STYLE)
        entries = [("toc 1", "Quellen", "quellen"), ("toc 1", "Auf einen Blick", "blick")]
        for chapter in draft.chapters:
            entries.append(("toc 1", chapter.title, chapter.anchor))
            if chapter.sections:
                entries.append(("toc 2", "Überblick", f"{chapter.anchor}-ueberblick"))
            entries += [("toc 2", section.title, section.anchor) for section in chapter.sections]
        entries.append(("toc 1", "Belege", "belege"))
        for index, (style, text, anchor) in enumerate(entries):
            paragraph = self._paragraph("", style)
            if index == 0:
                begin_field(paragraph, r'TOC \o "1-2" \h \z \u')
            self._link(paragraph, text, anchor)
            if index == len(entries) - 1:
                end_field(paragraph)

    def _sources(self, draft: Draft) -> None:
        self._heading("Quellen", 1, "quellen", new_page=True)
        header = ("Kürzel", "Titel", "Art", "Veranstaltung", "Datum", "Befunde")
        rows = [(s.key, s.title, s.kind, s.event or "–", s.date or "–", str(s.findings)) for s in draft.sources]
        table = self._table(header, rows, _SOURCE_WIDTHS, right=(5,))
        for row, source in zip(table.rows[1:], draft.sources, strict=True):
            self._bookmark(row.cells[0].paragraphs[0], source.anchor)
        if draft.partial:
            self._heading("Nicht vollständig oder nicht sicher gelesen", 3, None)
            for partial in draft.partial:
                self._paragraph(f"{partial.key} {partial.title}: {partial.remarks}", "List Bullet")
        if draft.excluded:
            self._heading("Nicht berücksichtigt", 3, None)
            for excluded in draft.excluded:
                self._paragraph(f"{excluded.title} (Datei {excluded.path}): {excluded.reason}", "List Bullet")

    def _glance(self, draft: Draft) -> None:
        self._heading("Auf einen Blick", 1, "blick").paragraph_format.space_before = Cm(0.9)
        header = (
            "Handlungsraum",
            "Quellen",
            "Ansätze",
            "davon praktiziert",
            "Orte",
            "Formate",
            "Offene Fragen",
        )
        rows = [
            (row.title, *map(str, (row.sources, row.approaches, row.practised, row.places, row.formats, row.questions)))
            for row in draft.glance
        ]
        table = self._table(header, rows, _GLANCE_WIDTHS, right=range(1, len(header)))
        for cell in (cell for row in table.rows[:-1] for cell in row.cells):
            cell.paragraphs[0].paragraph_format.keep_with_next = True
        self._paragraph(draft.glance_note, looks.LEAD_STYLE).paragraph_format.keep_with_next = False
        for prose in draft.shared:
            self._inline(self._paragraph("", "Normal"), prose)

    # -- chapters ----------------------------------------------------------------------------------

    def _chapter(self, chapter: Chapter) -> None:
        self._heading(chapter.title, 1, chapter.anchor, new_page=True)
        if chapter.description:
            self._paragraph(chapter.description, looks.LEAD_STYLE)
        if chapter.sections:
            self._heading("Überblick", 2, f"{chapter.anchor}-ueberblick")
        for prose in chapter.overview:
            self._inline(self._paragraph("", "Normal"), prose)
        for section in chapter.sections:
            self._section(section)

    def _section(self, section: Section) -> None:
        self._heading(section.title, 2, section.anchor)
        for group in section.groups:
            self._group(group, section.layout)
        if section.rest:
            self._heading("Weitere Nennungen", 3, None)
        for group in section.rest:
            self._compact(group)

    def _group(self, group: Group, layout: Layout) -> None:
        if group.title:
            self._heading(group.title, 3, group.anchor)
        if group.lead:
            self._paragraph(group.lead, looks.LEAD_STYLE)
        if layout is Layout.TABLE:
            rows = [(s.text, s.category or "–", digits(s.source_count, SOURCE), "") for s in group.statements]
            table = self._table(("Format", "Zweck", "Genannt in", "Belege"), rows, _FORMAT_WIDTHS)
            for row, statement in zip(table.rows[1:], group.statements, strict=True):
                self._evidence(row.cells[3].paragraphs[0], statement)
            return
        for statement in group.statements:
            paragraph = self._paragraph("", "List Bullet")
            self._statement(paragraph, statement)
            self._notes(paragraph, statement)

    def _compact(self, group: Group) -> None:
        paragraph = self._paragraph("", looks.NOTE_STYLE)
        if group.title:
            paragraph.add_run(f"{verbatim(group.title)}: ").bold = True
            self._bookmark(paragraph, group.anchor)
        for index, statement in enumerate(group.statements):
            if index:
                paragraph.add_run("; ")
            self._statement(paragraph, statement)
            for note in statement.notes:
                paragraph.add_run(verbatim(f" – {note.name}: {note.text}"))
                self._references(paragraph, note.references)

    def _statement(self, paragraph: Paragraph, statement: Statement) -> None:
        paragraph.add_run(verbatim(statement.text))
        if statement.status:
            paragraph.add_run(" ")
            self._run(paragraph, f"\u00a0{STATUS_NAMES[statement.status]}\u00a0", looks.STATUS_STYLES[statement.status])
        if statement.source_count > 1:
            self._run(paragraph, f" {digits(statement.source_count, SOURCE)}", looks.COUNT_STYLE)
        paragraph.add_run(" ")
        self._evidence(paragraph, statement)

    def _notes(self, paragraph: Paragraph, statement: Statement) -> None:
        """Add notes on lines of their own within the statement's paragraph, so that both stay together."""
        for note in statement.notes:
            paragraph.add_run().add_break()
            self._run(paragraph, f"{note.name}: {note.text}", looks.REMARK_STYLE)
            self._references(paragraph, note.references)

    def _evidence(self, paragraph: Paragraph, statement: Statement) -> None:
        for index, reference in enumerate(statement.references):
            if index:
                paragraph.add_run(" ")
            self._reference(paragraph, reference)
        if statement.further:
            self._run(paragraph, " sowie ", looks.REFERENCE_STYLE)
        for index, reference in enumerate(statement.further):
            if index:
                self._run(paragraph, ", ", looks.REFERENCE_STYLE)
            self._link(paragraph, reference.key, reference.anchor, looks.REFERENCE_STYLE)

    def _references(self, paragraph: Paragraph, references: Sequence[Reference]) -> None:
        for reference in references:
            paragraph.add_run(" ")
            self._reference(paragraph, reference)

    def _reference(self, paragraph: Paragraph, reference: Reference) -> None:
        text = f"[{reference.key}:\u00a0{reference.locator}]"
        self._link(paragraph, text, reference.anchor, looks.REFERENCE_STYLE)

    # -- appendix ----------------------------------------------------------------------------------

    def _quote(self, quote: Quote) -> None:
        origin = self._paragraph("", looks.ORIGIN_STYLE)
        origin.add_run(quote.key).bold = True
        where = ", ".join(part for part in (quote.source_title, quote.position, quote.speaker) if part)
        section = f" · {' › '.join(quote.section)}" if quote.section else ""
        origin.add_run(verbatim(f"  {quote.source_key}, {where}{section}"))
        self._bookmark(origin, quote.anchor)
        body = self._paragraph("", looks.QUOTE_STYLE)
        body.add_run(verbatim(quote.before))
        if quote.before or quote.after:
            self._run(body, quote.text, looks.MARK_STYLE)
        else:
            body.add_run(verbatim(quote.text))
        body.add_run(verbatim(quote.after))
        if quote.also:
            mentions = [f"„{m.quote}“" + (f" ({m.position})" if m.position else "") for m in quote.also]
            self._paragraph(f"Ebenso: {'; '.join(mentions)}", looks.NOTE_STYLE)

    # -- pieces ------------------------------------------------------------------------------------

    def _paragraph(self, text: str, style: str) -> Paragraph:
        """Add a paragraph at the end of the body.

        python-docx looks for that end, and for the style by name, anew each time, which makes long
        drafts quadratic; here both are known.
        """
        made = cast(CT_P, OxmlElement("w:p"))
        self._end.addprevious(made)
        made.style = self._style_ids[style]
        paragraph = Paragraph(made, self._document._body)
        if text:
            paragraph.add_run(verbatim(text))
        return paragraph

    def _run(self, paragraph: Paragraph, text: str, style: str) -> None:
        paragraph.add_run(verbatim(text))._r.style = self._style_ids[style]

    def _link(self, paragraph: Paragraph, text: str, anchor: str, style: str | None = None) -> None:
        add_link(paragraph, verbatim(text), anchor, self._style_ids[style] if style else None)

    def _heading(self, text: str, level: int, anchor: str | None, *, new_page: bool = False) -> Paragraph:
        paragraph = self._paragraph(text, f"Heading {level}")
        paragraph.paragraph_format.page_break_before = True if new_page else None
        if anchor:
            self._bookmark(paragraph, anchor)
        return paragraph

    def _bookmark(self, paragraph: Paragraph, anchor: str) -> None:
        self._bookmarks += 1
        add_bookmark(paragraph, anchor, self._bookmarks)

    def _inline(self, paragraph: Paragraph, prose: Iterable[Inline]) -> None:
        for part in prose:
            if isinstance(part, Reference):
                self._reference(paragraph, part)
            elif isinstance(part, Link):
                self._link(paragraph, part.text, part.anchor, looks.LINK_STYLE)
            else:
                paragraph.add_run(verbatim(part))

    def _table(
        self, header: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float], right: Iterable[int] = ()
    ) -> Table:
        table: Table = self._document.add_table(rows=len(rows) + 1, cols=len(header))
        table.alignment = WD_TABLE_ALIGNMENT.LEFT
        table.autofit = False
        numeric = frozenset(right)
        for number, values in enumerate((header, *rows)):
            cells = table.rows[number].cells
            for column, value in enumerate(values):
                cells[column].width = Cm(widths[column])
                self._cell(cells[column], value, head=number == 0, right=column in numeric)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        repeat_header(table)
        self._paragraph("", "Normal").paragraph_format.space_after = Cm(0)
        return table

    def _cell(self, cell: _Cell, text: str, *, head: bool, right: bool) -> None:
        paragraph = cell.paragraphs[0]
        paragraph._p.style = self._style_ids[looks.TABLE_STYLE]
        paragraph.add_run(verbatim(text)).bold = head or None
        if right:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        properties = cell._tc.get_or_add_tcPr()
        borders = element("w:tcBorders")
        size, colour = ("8", "0B4F6C") if head else ("4", "C8D0D6")
        borders.append(element("w:bottom", val="single", sz=size, space="0", color=colour))
        properties.append(borders)
        if head:
            properties.append(element("w:shd", val="clear", color="auto", fill="EEF3F6"))
        for stale in properties.findall(qn("w:vAlign")):
            properties.remove(stale)
