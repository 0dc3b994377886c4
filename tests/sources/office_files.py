"""Office documents as people have them, built by the libraries that read them elsewhere."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pptx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from pptx.util import Inches

_FOOTNOTES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r>
<w:r><w:t xml:space="preserve"> Zählung im Januar, ohne Nebenlagen.</w:t></w:r></w:p></w:footnote>
</w:footnotes>"""
_FOOTNOTE_TYPE = (
    '<Override PartName="/word/footnotes.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/></Types>'
)
_FOOTNOTE_RELATION = (
    '<Relationship Id="rId900" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" '
    'Target="footnotes.xml"/></Relationships>'
)


def minutes_docx(path: Path) -> None:
    """Minutes with headings, lists, a table, a footnote, tracked changes and a bold pseudo-heading."""
    document = docx.Document()
    document.core_properties.title = "Ergebnisprotokoll Marktquartier"
    document.add_heading("Ergebnisprotokoll", 1)
    document.add_paragraph("Do, 24.03.2022, Ratssaal")
    document.add_heading("TOP 1 Leerstand", 2)
    document.add_paragraph("Alte Post: Nähwerkstatt seit 01/22", style="List Bullet")
    document.add_paragraph("Wer zahlt die Heizung?", style="List Number")
    bold = document.add_paragraph()
    bold.add_run("Flipchart A").bold = True
    changed = document.add_paragraph("Elf Läden ")
    changed._p.append(
        parse_xml(f'<w:ins {nsdecls("w")} w:id="7" w:author="x"><w:r><w:t>stehen leer</w:t></w:r></w:ins>')
    )
    changed._p.append(
        parse_xml(f'<w:del {nsdecls("w")} w:id="8" w:author="x"><w:r><w:delText>gibt es</w:delText></w:r></w:del>')
    )
    changed.add_run(", sagt das Amt.")
    table = document.add_table(rows=3, cols=3)
    cells = [["Was", "Wer", "Bis"], ["Presse einladen", "Fr. Kollath", "05.04."], ["Catering?", "offen", ""]]
    for row, texts in zip(table.rows, cells, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.add_heading("Literatur", 2)
    document.add_paragraph("Brandis, K. (2021): Ladenpools. Leer.")
    document.save(str(path))
    _with_footnote(path)


def _with_footnote(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/footnotes.xml"] = _FOOTNOTES.encode()
    types, relations = "[Content_Types].xml", "word/_rels/document.xml.rels"
    parts[types] = parts[types].replace(b"</Types>", _FOOTNOTE_TYPE.encode())
    parts[relations] = parts[relations].replace(b"</Relationships>", _FOOTNOTE_RELATION.encode())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def interview_docx(path: Path) -> None:
    """An interview with codes, time stamps within turns and bold questions."""
    document = docx.Document()
    document.add_heading("Gruppeninterview – Transkript", 1)
    document.add_paragraph("Ort, Datum: Hof, 9. November 2021")
    document.add_paragraph("Anwesend: I = Interview, B1 = Citymanagement")
    question = document.add_paragraph()
    question.add_run("I: Was passiert gerade mit dem Haus?").bold = True
    document.add_paragraph("B1: Nichts. [00:01:40] Der Eigentümer ist ein Fonds.")
    document.add_paragraph("B2: Wir haben einfach gefragt.")
    document.add_paragraph("I: Und wer zahlt?")
    document.add_paragraph("B1: (..) Das weiß im Moment keiner.")
    document.save(str(path))


def teams_docx(path: Path) -> None:
    """A transcript as Teams saves it: name and time, a line break, the words."""
    document = docx.Document()
    document.add_paragraph("Werkstatt Dorf-20230517_100312-Besprechungsaufzeichnung")
    document.add_paragraph("17. Mai 2023, 10:03AM")
    document.add_paragraph("Amara Lindqvist hat die Transkription gestartet")
    for name, time, words in (
        ("Amara Lindqvist", "0:03", "Guten Morgen, wir beginnen mit dem Dorf."),
        ("Jörg Ottenbreit", "0:11", "Der Gasthof steht leer."),
        ("Amara Lindqvist", "1:02:07", "Seit wann?"),
    ):
        paragraph = document.add_paragraph()
        paragraph.add_run(name).bold = True
        paragraph.add_run("   " + time)
        paragraph.add_run().add_break()
        paragraph.add_run(words)
    document.save(str(path))


def table_docx(path: Path) -> None:
    """A transcript laid out as a table: time, speaker, words."""
    document = docx.Document()
    document.add_heading("Fokusgruppe Altstadt", 1)
    rows = [
        ("00:00:03", "Frau Ihde", "Was ist aus dem Kino geworden?"),
        ("00:00:09", "Herr Balke", "Eine Probebühne.\nUnd ein Café."),
        ("00:00:17", "Frau Ihde", "Wer zahlt die Heizung?"),
    ]
    table = document.add_table(rows=3, cols=3)
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.save(str(path))


def report_odt(path: Path) -> None:
    """An OpenDocument text with headings, a list, a table and a note."""
    spaces = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"' for prefix in ("office", "text", "table")
    )
    body = (
        '<text:h text:outline-level="1">Bericht Dorfladen</text:h>'
        "<text:p>Der Laden trägt<text:s/> sich.<text:note><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>Stand Mai.</text:p></text:note-body></text:note> Seit Ostern.</text:p>"
        "<text:list><text:list-item><text:p>Eier vom Hof</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>Ort</text:p></table:table-cell>"
        "<table:table-cell><text:p>Idee</text:p></table:table-cell></table:table-row>"
        "<table:table-row><table:table-cell><text:p>Gasthof</text:p></table:table-cell>"
        "<table:table-cell><text:p>Mittagstisch</text:p></table:table-cell></table:table-row></table:table>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>",
        )


def interview_rtf(path: Path) -> None:
    """An f4 transcript saved as rich text, in Windows-1252 escapes."""
    path.write_bytes(
        rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Calibri;}}\f0\fs22 "
        rb"I: Was l\'e4uft gut? #00:00:07-1#\par "
        rb"B1: Das Waschhaus, \b immer\b0 . #00:00:19-4#\par "
        rb"I: Und was nicht? #00:00:22-0#\par "
        rb"B1: Der Bus f\u228?hrt nie. #00:00:30-9#\par }"
    )


def slides_pptx(path: Path) -> None:
    """Two workshop slides with bullets, a text box, a table and notes."""
    presentation = pptx.Presentation()
    first = presentation.slides.add_slide(presentation.slide_layouts[1])
    first.shapes.title.text = "Ideen für den Marktplatz"
    first.placeholders[1].text = "Wochenmarkt am Abend\nOffene Werkstatt"
    box = first.shapes.add_textbox(Inches(1), Inches(5), Inches(4), Inches(1))
    box.text_frame.text = "Wer räumt auf?"
    first.notes_slide.notes_text_frame.text = "Nachfrage beim Bauhof"
    second = presentation.slides.add_slide(presentation.slide_layouts[5])
    second.shapes.title.text = "Orte"
    table = second.shapes.add_table(2, 2, Inches(1), Inches(2), Inches(6), Inches(1)).table
    for position, text in enumerate(("Ort", "Nutzung", "Kino", "Probebühne")):
        table.cell(position // 2, position % 2).text = text
    presentation.save(str(path))


def board_xlsx(path: Path) -> None:
    """A board export with one note a row and a second sheet without known columns."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Karten"
    for row in (("Gruppe", "Notiz", "Votes"), ("Hof", "Beete statt Asphalt", 7), ("Hof", "Wer gießt?", 3)):
        sheet.append(row)
    other = book.create_sheet("Termine")
    for row in (("Was", "Wann"), ("Pflanztag", "Mai"), ("Abschluss", "Juni")):
        other.append(row)
    book.save(path)


BUILDERS: dict[str, Callable[[Path], None]] = {
    "minutes.docx": minutes_docx,
    "interview.docx": interview_docx,
    "teams.docx": teams_docx,
    "table.docx": table_docx,
    "report.odt": report_odt,
    "interview.rtf": interview_rtf,
    "slides.pptx": slides_pptx,
    "board.xlsx": board_xlsx,
}
