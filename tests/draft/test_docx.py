from __future__ import annotations

import io
import re
import zipfile

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from quartier_nlp.draft.compose import compose
from quartier_nlp.draft.document import Draft
from quartier_nlp.draft.docx import render_docx
from tests.draft.fixtures import HOSTILE, OPTIONS, corpus


@pytest.fixture(scope="module")
def content(draft: Draft) -> bytes:
    return render_docx(draft)


@pytest.fixture(scope="module")
def document(content: bytes) -> Document:
    return docx.Document(io.BytesIO(content))


def test_the_same_draft_gives_the_same_bytes(content: bytes) -> None:
    shuffled = {name: frame.iloc[::-1].reset_index(drop=True) for name, frame in corpus().tables().items()}
    assert render_docx(compose(**shuffled, options=OPTIONS)) == content


def test_archive_holds_no_time_of_writing(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert names[0] == "[Content_Types].xml"
    assert names[2:] == sorted(names[2:])
    assert not any("thumbnail" in name for name in names)


def test_properties(document: Document) -> None:
    properties = document.core_properties
    assert (properties.title, properties.language, properties.author) == ("Quintessenz", "de-DE", "quartier-nlp")
    assert properties.created == properties.modified
    assert properties.created is not None
    assert properties.created.date().isoformat() == "2024-05-01"


def test_headings_are_real_and_in_order(document: Document, draft: Draft) -> None:
    headings = [(p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert [text for style, text in headings if style == "Heading 1"] == [
        "Quellen",
        "Auf einen Blick",
        *(chapter.title for chapter in draft.chapters),
        "Belege",
    ]
    assert ("Heading 3", "Zwischennutzung leerer Läden") in headings


def test_links_lead_to_bookmarks_of_the_file_only(any_draft: Draft) -> None:
    document = docx.Document(io.BytesIO(render_docx(any_draft)))
    body = document.element.body
    names = [node.get(qn("w:name")) for node in body.iter(qn("w:bookmarkStart"))]
    ids = [node.get(qn("w:id")) for node in body.iter(qn("w:bookmarkStart"))]
    anchors = [node.get(qn("w:anchor")) for node in body.iter(qn("w:hyperlink"))]
    assert len(names) == len(set(names)) == len(set(ids))
    assert None not in anchors
    assert set(anchors) <= set(names)
    assert not [rel for rel in document.part.rels.values() if rel.is_external]


def test_contents_list_every_chapter_and_section(document: Document, draft: Draft) -> None:
    entries = [p.text for p in document.paragraphs if p.style.name.startswith("toc")]
    assert [e for e in entries if e in {c.title for c in draft.chapters}] == [c.title for c in draft.chapters]
    assert entries.count("Offene Fragen") == 3


def test_fields_are_ours(document: Document, content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [
            archive.read(name).decode() for name in archive.namelist() if re.match(r"word/(document|foot|head)", name)
        ]
    codes = {code.split()[0] for part in parts for code in re.findall(r"<w:instrText[^>]*>([^<]*)<", part)}
    assert codes == {"TOC", "PAGE", "NUMPAGES"}


def test_text_of_documents_is_text(document: Document) -> None:
    paragraphs = [p.text for p in document.paragraphs]
    assert any(HOSTILE in text for text in paragraphs)
    assert any("Wie hält man die Jungen im Dorf?" in text for text in paragraphs)
    assert not any("\u202e" in text for text in paragraphs)


def test_tables_repeat_their_header(document: Document) -> None:
    assert len(document.tables) == 2 + 3
    for table in document.tables:
        properties = table.rows[0]._tr.trPr
        assert properties is not None
        assert properties.find(qn("w:tblHeader")) is not None


def test_page_language_and_pagination(document: Document) -> None:
    section = document.sections[0]
    assert (section.page_width, section.page_height) == (7560310, 10692130)
    languages = {node.get(qn("w:val")) for node in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"de-DE"}
    assert document.styles["Normal"].paragraph_format.widow_control


@pytest.mark.parametrize("style", ["Beleg", "Status praktiziert", "Status vorgeschlagen", "Status verworfen"])
def test_character_styles_are_used(document: Document, style: str) -> None:
    style_id = document.styles[style].style_id
    used = {node.get(qn("w:val")) for node in document.element.body.iter(qn("w:rStyle"))}
    assert style_id in used
