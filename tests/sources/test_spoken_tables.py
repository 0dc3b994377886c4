"""A table of time, speaker and words is a transcript in every format; what stands beside the text is no text."""

import zipfile

import docx
import pytest
from odf.opendocument import OpenDocumentText
from odf.table import Table, TableCell, TableRow
from odf.text import P

from quartier_nlp.model.vocabulary import SourceKind
from quartier_nlp.sources import registry
from quartier_nlp.sources.reading import Limits

HEAD = ("Zeit", "Sprecher", "Text")
ROWS = (
    ("00:00:03", "Frau Ihde", "Was ist aus dem alten Kino geworden?"),
    ("00:00:09", "Herr Balke", "Eine Probebühne. Und ein Café."),
    ("00:00:17", "Frau Ihde", "Wer zahlt die Heizung?"),
    ("00:00:21", "Herr Balke", "Das ist noch offen, vielleicht die Stadt."),
)
TURNS = [
    ("Frau Ihde", 3.0, 9.0, ROWS[0][2]),
    ("Herr Balke", 9.0, 17.0, ROWS[1][2]),
    ("Frau Ihde", 17.0, 21.0, ROWS[2][2]),
    ("Herr Balke", 21.0, None, ROWS[3][2]),
]


def as_docx(path):
    document = docx.Document()
    table = document.add_table(0, 3)
    for row in (HEAD, *ROWS):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.save(path)


def as_odt(path):
    document, table = OpenDocumentText(), Table()
    for row in (HEAD, *ROWS):
        line = TableRow()
        for text in row:
            cell = TableCell()
            cell.addElement(P(text=text))
            line.addElement(cell)
        table.addElement(line)
    document.text.addElement(table)
    document.save(str(path))


def as_html(path):
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in (HEAD, *ROWS))
    path.write_text(f"<!doctype html><html><body><h1>Kino</h1><table>{rows}</table></body></html>", encoding="utf-8")


def as_markdown(path):
    rows = [HEAD, ("---",) * 3, *ROWS]
    path.write_text("# Kino\n\n" + "\n".join(f"| {' | '.join(row)} |" for row in rows) + "\n", encoding="utf-8")


def as_tabs(path):
    path.write_text("\n".join("\t".join(row) for row in (HEAD, *ROWS)) + "\n", encoding="utf-8")


def as_rtf(path):
    rows = "".join(
        "{\\trowd\\cellx2000\\cellx4000\\cellx9000 "
        + "".join(cell.encode("cp1252").decode("latin-1") + "\\cell " for cell in row)
        + "\\row}\n"
        for row in (HEAD, *ROWS)
    )
    text = "".join(char if ord(char) < 128 else f"\\'{ord(char):02x}" for char in rows)
    path.write_text("{\\rtf1\\ansi\\ansicpg1252 " + text + "}", encoding="ascii")


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("t.docx", as_docx),
        ("t.odt", as_odt),
        ("t.html", as_html),
        ("t.md", as_markdown),
        ("t.txt", as_tabs),
        ("t.rtf", as_rtf),
    ],
)
def test_a_table_of_turns(tmp_path, name, write):
    write(tmp_path / name)
    reading = registry.read(tmp_path / name, Limits())
    assert [(p.speaker, p.t_start, p.t_end, p.text) for p in reading.passages if p.speaker] == TURNS
    assert reading.metadata.kind is SourceKind.TRANSCRIPT


def test_a_wide_table_is_no_transcript(tmp_path):
    path = tmp_path / "t.txt"
    path.write_text(
        "\n".join("\t".join(["00:00:03", "Frau Ihde", *["Das Wort."] * 20]) for _ in range(5)), encoding="utf-8"
    )
    assert registry.read(path, Limits()).metadata.kind is not SourceKind.TRANSCRIPT


def test_comments_heads_and_feet_of_a_word_document_are_no_text(tmp_path):
    path = tmp_path / "d.docx"
    document = docx.Document()
    document.add_heading("Protokoll", 1)
    paragraph = document.add_paragraph("Der Laden bekommt neue Fenster.")
    document.add_comment(paragraph.runs, text="Stimmt das noch?", author="Redaktion", initials="R")
    document.sections[0].header.paragraphs[0].text = "Vertraulicher Entwurf"
    document.sections[0].footer.paragraphs[0].text = "Seite 1 von 1"
    document.save(path)
    with zipfile.ZipFile(path) as archive:
        assert any("comments" in name for name in archive.namelist())
    texts = [passage.text for passage in registry.read(path, Limits()).passages]
    assert texts == ["Protokoll", "Der Laden bekommt neue Fenster."]
