"""Blacks out traces in a document that someone has edited; everything else stays byte for byte."""

from __future__ import annotations

import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from quartier_nlp.erasure.traces import BLACK, Traces

_MARKUP = re.compile(r"<[^<>]{1,4000}>|&(?:[a-zA-Z]{1,32}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
_TEXTS = (".xml", ".rels", ".html", ".htm", ".xhtml", ".txt", ".md")


def blackened(data: bytes, traces: Traces) -> bytes:
    """Return a document (text, Markdown, HTML, or an archive of XML such as DOCX) without traces.

    Raises:
        ValueError: If it cannot be taken apart.
    """
    if data.startswith(b"PK\x03\x04"):
        return _archive(data, traces)
    try:
        return _text(data.decode("utf-8"), traces).encode("utf-8")
    except UnicodeDecodeError as error:
        raise ValueError("no UTF-8 text") from error


def _archive(data: bytes, traces: Traces) -> bytes:
    buffer = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
            for member in old.infolist():
                content = old.read(member)
                if member.filename.lower().endswith(_TEXTS):
                    content = _text(content.decode("utf-8"), traces).encode("utf-8")
                new.writestr(member, content)
    except (zipfile.BadZipFile, zlib.error, UnicodeDecodeError, NotImplementedError) as error:
        raise ValueError("a damaged archive") from error
    return buffer.getvalue()


def _text(source: str, traces: Traces) -> str:
    """Black out traces that run across tags and entities, and leave those alone.

    As in the search, a tag may stand inside a word or between two.
    """
    blacks = {place for between in ("", " ") for place in _places(source, traces, between)}
    pieces: list[str] = []
    position = 0
    for start, stop in sorted(blacks):
        pieces += [source[position:start], BLACK]
        position = stop
    return "".join([*pieces, source[position:]])


def _places(source: str, traces: Traces, between: str) -> Iterator[tuple[int, int]]:
    """Yield the half-open range of every character of a trace, a whole entity for one that stands for it."""
    plain: list[str] = []
    places: list[tuple[int, int]] = []
    position = 0
    for match in (*_MARKUP.finditer(source), None):
        end = match.start() if match else len(source)
        plain += source[position:end]
        places += [(at, at + 1) for at in range(position, end)]
        if match is None:
            break
        meant = html.unescape(match.group()) if match.group().startswith("&") else between
        plain += meant
        places += [match.span()] * len(meant)
        position = match.end()
    for start, stop in traces.spans("".join(plain)):
        yield from (places[at] for at in range(start, stop) if not plain[at].isspace())
