"""WordprocessingML that python-docx has no calls for: bookmarks, inner links, fields, table marks."""

from __future__ import annotations

from typing import cast

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run


def element(tag: str, **attributes: str) -> BaseOxmlElement:
    """Return an element such as ``element("w:lang", val="de-DE")``; attributes are in ``w:``."""
    made = cast(BaseOxmlElement, OxmlElement(tag))
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def bookmark_name(anchor: str) -> str:
    """Return an anchor as a bookmark name: letters, digits and underscores, a letter first."""
    return "_".join(("q", *anchor.split("-")))[:40]


def add_bookmark(paragraph: Paragraph, anchor: str, number: int) -> None:
    """Put a bookmark around all runs of a paragraph.

    Args:
        paragraph: Paragraph with its runs.
        anchor: Anchor of the draft.
        number: Unique within the document.
    """
    start = element("w:bookmarkStart", id=str(number), name=bookmark_name(anchor))
    end = element("w:bookmarkEnd", id=str(number))
    properties = paragraph._p.pPr
    if properties is None:
        paragraph._p.insert(0, start)
    else:
        properties.addnext(start)
    paragraph._p.append(end)


def add_link(paragraph: Paragraph, text: str, anchor: str, style: str | None) -> None:
    """Add words that lead to a bookmark of the same document, in a character style given by id."""
    run = paragraph.add_run(text)
    run._r.style = style
    link = element("w:hyperlink", anchor=bookmark_name(anchor), history="1")
    run._r.addprevious(link)
    link.append(run._r)


def begin_field(paragraph: Paragraph, instruction: str) -> None:
    """Open a field whose current result follows; ``end_field`` closes it."""
    _field_char(paragraph.add_run(), "begin")
    code = element("w:instrText")
    code.set(qn("xml:space"), "preserve")
    code.text = f" {instruction} "
    paragraph.add_run()._r.append(code)
    _field_char(paragraph.add_run(), "separate")


def end_field(paragraph: Paragraph) -> None:
    """Close the field that ``begin_field`` opened, in this or an earlier paragraph."""
    _field_char(paragraph.add_run(), "end")


def add_field(paragraph: Paragraph, instruction: str, result: str) -> None:
    """Add a field with the result shown until it is computed."""
    begin_field(paragraph, instruction)
    paragraph.add_run(result)
    end_field(paragraph)


def _field_char(run: Run, kind: str) -> None:
    run._r.append(element("w:fldChar", fldCharType=kind))


def repeat_header(table: Table) -> None:
    """Mark the first row as header, repeated on every page, and keep rows in one piece."""
    for index, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(element("w:cantSplit"))
        if index == 0:
            properties.append(element("w:tblHeader"))
