"""OpenDocument texts, walked in the order of the body."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from quartier_nlp.errors import ProtectedError, SourceError
from quartier_nlp.model.vocabulary import SegmentRole
from quartier_nlp.sources.bounds import bounded, whole
from quartier_nlp.sources.cleaning import as_raw
from quartier_nlp.sources.containers import check_container, names_in
from quartier_nlp.sources.document import Block, read_blocks
from quartier_nlp.sources.metadata import document_metadata, transcript_metadata
from quartier_nlp.sources.reading import Limits, Reading
from quartier_nlp.sources.spoken_tables import lines_of_spoken_rows
from quartier_nlp.sources.xml_text import parse_xml

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT = f"{{{_OASIS}text:1.0}}"
_TABLE = f"{{{_OASIS}table:1.0}}"
_OFFICE = f"{{{_OASIS}office:1.0}}"
_MIME = b"application/vnd.oasis.opendocument.text"
#: Parts that an OpenDocument file has and no other container.
_DECLARING = frozenset({"mimetype", "content.xml"})
_ENCRYPTED = b"encryption-data"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_SKIPPED = frozenset(
    {f"{_TEXT}note", f"{_OFFICE}annotation", f"{_TEXT}tracked-changes", f"{_TEXT}bookmark", f"{_TEXT}p", f"{_TEXT}h"}
)
_HEADER_CELL = 60
_MAXIMUM_BLANKS = 100


class OdtReader:
    """Reads ODT files."""

    name = "odt"

    def accepts(self, head: bytes, path: Path) -> bool:
        """Return whether it is a container that declares an OpenDocument text, packed as it should be or not."""
        return head.startswith(b"PK") and (_MIME in head[:200] or names_in(path) >= _DECLARING)

    def read(self, path: Path, limits: Limits) -> Reading:
        """Read the file."""
        check_container(path, limits)
        with zipfile.ZipFile(path) as archive:
            try:
                if _ENCRYPTED in archive.read("META-INF/manifest.xml"):
                    raise ProtectedError("the document is encrypted: open it with its password and save it without one")
            except KeyError:
                pass  # some programs write none
            try:
                root = parse_xml(archive.read("content.xml"), "content.xml")
                meta = parse_xml(archive.read("meta.xml"), "meta.xml") if "meta.xml" in archive.namelist() else None
            except KeyError as error:
                raise SourceError(
                    "the document has no content.xml: open it in LibreOffice and save it again"
                ) from error
        body = root.find(f"{_OFFICE}body/{_OFFICE}text")
        if body is None:
            raise SourceError("the document has no text body: open it in LibreOffice and save it again")
        content = read_blocks(list(bounded(chain(_blocks(body, SegmentRole.PARAGRAPH), _notes(body)), limits)))
        title = next((e.text for e in meta.iter(_TITLE) if e.text), None) if meta is not None else None
        make = transcript_metadata if content.spoken else document_metadata
        metadata = make(content.passages, path, title=as_raw(title).strip() if title else None)
        return Reading(self.name, metadata, content.passages, content.notices)


def _blocks(element: Any, role: SegmentRole) -> Iterator[Block]:
    for child in element.iterchildren():
        if child.tag == f"{_TEXT}h":
            yield Block(SegmentRole.HEADING, _text(child), level=whole(child.get(f"{_TEXT}outline-level"), 1))
        elif child.tag == f"{_TEXT}p":
            style = child.get(f"{_TEXT}style-name", "")
            if re.fullmatch(r"Title|Titel", style):
                yield Block(SegmentRole.HEADING, _text(child))
            elif _text(child):
                yield Block(role, _text(child))
            for box in child.iter("{*}text-box"):
                yield from _blocks(box, SegmentRole.PARAGRAPH)
        elif child.tag == f"{_TEXT}list":
            for item in child.iterchildren(f"{_TEXT}list-item", f"{_TEXT}list-header"):
                yield from _blocks(item, SegmentRole.LIST_ITEM)
        elif child.tag == f"{_TABLE}table":
            yield from _table(child)
        elif child.tag in (f"{_TEXT}section", f"{_TEXT}index-body"):
            yield from _blocks(child, role)


def _table(table: Any) -> Iterator[Block]:
    rows = [list(row.iterchildren(f"{_TABLE}table-cell")) for row in table.iter(f"{_TABLE}table-row")]
    spoken = lines_of_spoken_rows([[_cell_text(cell) for cell in row] for row in rows])
    if spoken is not None:
        yield from (Block(SegmentRole.PARAGRAPH, line) for line in spoken)
        return
    labels = [" ".join(_text(p) for p in cell.iter(f"{_TEXT}p")) for cell in rows[0]] if rows else []
    if len(rows) < 2 or len(labels) < 2 or not all(labels) or max(map(len, labels)) > _HEADER_CELL:
        labels = []
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            label = labels[column] if number and column < len(labels) else ""
            for paragraph in cell.iter(f"{_TEXT}p"):
                if _text(paragraph):
                    yield Block(SegmentRole.TABLE_CELL, _text(paragraph), labels=(label,) if label else ())


def _cell_text(cell: Any) -> str:
    return "\n".join(filter(None, (_text(p) for p in cell.iter(f"{_TEXT}p"))))


def _notes(body: Any) -> Iterator[Block]:
    for note in body.iter(f"{_TEXT}note-body"):
        text = "\n".join(filter(None, (_text(p) for p in note.iter(f"{_TEXT}p"))))
        if text:
            yield Block(SegmentRole.FOOTNOTE, text)


def _text(element: Any) -> str:
    return as_raw("".join(_pieces(element))).strip()


def _pieces(element: Any) -> Iterator[str]:
    yield re.sub(r"\s+", " ", element.text or "")
    for child in element.iterchildren():
        if child.tag == f"{_TEXT}s":
            yield " " * min(whole(child.get(f"{_TEXT}c"), 1), _MAXIMUM_BLANKS)
        elif child.tag == f"{_TEXT}tab":
            yield "\t"
        elif child.tag == f"{_TEXT}line-break":
            yield "\n"
        elif child.tag not in _SKIPPED:
            yield from _pieces(child)
        yield re.sub(r"\s+", " ", child.tail or "")
