"""The readers, in the order in which they are asked; content decides, the name only where it is silent."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import cast

from quartier_nlp.errors import EmptyError, LimitError, UnknownFormatError
from quartier_nlp.sources.bounds import too_many_paragraphs
from quartier_nlp.sources.containers import check_container
from quartier_nlp.sources.decoding import decode
from quartier_nlp.sources.reading import Limits, Reader, Reading
from quartier_nlp.sources.signatures import recognised

HEAD_BYTES = 65_536
#: Module and class of each reader; imported when first asked, as some load heavy libraries.
_READERS: tuple[tuple[str, str], ...] = (
    ("quartier_nlp.sources.pdf", "PdfReader"),
    ("quartier_nlp.sources.docx", "DocxReader"),
    ("quartier_nlp.sources.odt", "OdtReader"),
    ("quartier_nlp.sources.pptx", "PptxReader"),
    ("quartier_nlp.sources.boards", "XlsxReader"),
    ("quartier_nlp.sources.rtf", "RtfReader"),
    ("quartier_nlp.sources.trs", "TrsReader"),
    ("quartier_nlp.sources.vtt", "VttReader"),
    ("quartier_nlp.sources.srt", "SrtReader"),
    ("quartier_nlp.sources.json_transcript", "JsonReader"),
    ("quartier_nlp.sources.html", "HtmlReader"),
    ("quartier_nlp.sources.boards", "CsvReader"),
    ("quartier_nlp.sources.markdown", "MarkdownReader"),
    ("quartier_nlp.sources.text", "TextReader"),
)
#: A damaged office file begins like a whole one and must not be taken for text.
_ZIP = b"PK\x03\x04"
#: Names that promise text; if it is none, the reason is told.
_TEXT_SUFFIXES = frozenset({".txt", ".text", ".md", ".vtt", ".srt", ".json", ".html", ".htm", ".csv"})
#: Cheap tests on the first bytes that spare importing a reader which cannot be meant.
_POSSIBLE: dict[str, Callable[[bytes], bool]] = {
    "PdfReader": lambda head: b"%PDF" in head[:1024],
    "DocxReader": lambda head: head.startswith(b"PK"),
    "OdtReader": lambda head: head.startswith(b"PK"),
    "PptxReader": lambda head: head.startswith(b"PK"),
    "XlsxReader": lambda head: head.startswith(b"PK"),
    "RtfReader": lambda head: head.lstrip().startswith(b"{\\rtf"),
    "TrsReader": lambda head: b"<Trans" in head,
    "HtmlReader": lambda head: b"<" in head[:4096].replace(b"\0", b""),
}


def read(path: Path, limits: Limits) -> Reading:
    """Read a file with the reader that its content asks for.

    Raises:
        UnknownFormatError: If no reader takes it.
        SourceError: If it is broken or has no text.
        LimitError: If it exceeds a limit.
    """
    size = path.stat().st_size
    if size > limits.file_bytes:
        raise LimitError(
            f"{size} bytes, more than the limit of {limits.file_bytes}: split the file or raise ingest.limits.file_mb"
        )
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if not head.strip(b"\0 \t\r\n"):
        raise EmptyError("the file is empty: export it again or take it out of the corpus")
    reading = _reader_for(head, path, limits).read(path, limits)
    _check(reading, limits)
    return reading


def _reader_for(head: bytes, path: Path, limits: Limits) -> Reader:
    container = head.startswith(_ZIP)
    for module, name in _READERS:
        possible = _POSSIBLE.get(name)
        if (possible is None and container) or (possible is not None and not possible(head)):
            continue
        reader = cast(Reader, getattr(import_module(module), name)())
        if reader.accepts(head, path):
            return reader
    if (foreign := recognised(head, path)) is not None:
        raise foreign
    if container:
        check_container(path, limits)
        raise UnknownFormatError("an archive, or a document of another program: unpack it, or save it as DOCX or PDF")
    if path.suffix.lower() in _TEXT_SUFFIXES:
        decode(head)
    raise UnknownFormatError(
        f"no reader for this content (its first bytes are {head[:4].hex(' ')}): "
        "convert it to PDF, DOCX, ODT, RTF, HTML, Markdown, text, VTT, SRT or JSON"
    )


def _check(reading: Reading, limits: Limits) -> None:
    if len(reading.passages) > max(limits.paragraphs, limits.cues):
        raise too_many_paragraphs(limits)
    characters = sum(len(passage.text) for passage in reading.passages)
    if not characters:
        raise EmptyError("no text found: the file holds no words; export it again or take it out of the corpus")
    if characters > limits.characters:
        raise LimitError(
            f"{characters} characters of text, more than the limit of {limits.characters}: "
            "split the file or raise ingest.limits.characters"
        )
