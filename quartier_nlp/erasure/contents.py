"""Everything that can be read in a file: its bytes as text, and what is packed inside.

Archives (DOCX, XLSX, ZIP), Parquet, SQLite and gzip are opened; markup is read with and without its
tags; escapes are resolved.
"""

from __future__ import annotations

import gzip
import html
import io
import re
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quartier_nlp.erasure.traces import blocks

_TAG = re.compile(r"<[^<>]{1,4000}>")
_UNICODE_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_DEEPEST = 4
_LARGEST_MEMBER = 1 << 30
_PIECE = 8 << 20
_OVERLAP = 4_096


@dataclass(frozen=True, slots=True)
class Content:
    """A readable part of a file.

    Attributes:
        part: Where in the file, empty for its bytes as they are.
        text: What stands there; None if it cannot be opened.
    """

    part: str
    text: str | None


def contents(path: Path) -> Iterator[Content]:
    """Yield what a file holds; what cannot be opened is yielded without text.

    Raises:
        OSError: If the file itself cannot be read.
    """
    with path.open("rb") as file:
        head = file.read(16)
    if head.startswith(b"SQLite format 3\0"):
        yield from _database(path)
    if path.stat().st_size > _LARGEST_MEMBER or head.startswith(b"SQLite format 3\0"):
        yield from _pieces(path)
        return
    yield from of_bytes(path.read_bytes())


def of_bytes(data: bytes, part: str = "", depth: int = 0) -> Iterator[Content]:
    """Yield what bytes hold."""
    yield from (Content(part, text) for text in _readings(data))
    if depth >= _DEEPEST:
        return
    if data.startswith(b"PK\x03\x04"):
        yield from _archive(data, part, depth)
    elif data.startswith(b"PAR1"):
        yield from _parquet(data, part)
    elif data.startswith(b"\x1f\x8b"):
        try:
            yield from of_bytes(gzip.decompress(data), f"{part}(unpacked)", depth + 1)
        except (OSError, EOFError, zlib.error):
            yield Content(part, None)


def readings(text: str) -> Iterator[str]:
    """Yield a text as it is, without tags, and with escapes resolved, where that makes a difference."""
    yield text
    if "<" in text or "&" in text:
        for between in ("", " "):
            yield html.unescape(_TAG.sub(between, text))
    if "\\u" in text:
        yield _UNICODE_ESCAPE.sub(lambda match: chr(int(match.group(1), 16)), text)


def _readings(data: bytes) -> Iterator[str]:
    yield from readings(data.decode("utf-8", "ignore"))
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or data[:200].count(0) > 50:
        for encoding in ("utf-16-le", "utf-16-be"):
            yield data.decode(encoding, "ignore")


def _pieces(path: Path) -> Iterator[Content]:
    """Yield a large file piece by piece, the pieces overlapping."""
    with path.open("rb") as file:
        before = b""
        while piece := file.read(_PIECE):
            yield from (Content("", text) for text in readings((before + piece).decode("utf-8", "ignore")))
            before = piece[-_OVERLAP:]


def _archive(data: bytes, part: str, depth: int) -> Iterator[Content]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.infolist():
                name = f"{part}{member.filename}"
                if member.file_size > _LARGEST_MEMBER or member.flag_bits & 1:
                    yield Content(name, None)
                elif not member.is_dir():
                    yield from of_bytes(archive.read(member), name, depth + 1)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError):
        yield Content(part, None)


def _parquet(data: bytes, part: str) -> Iterator[Content]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(io.BytesIO(data))
        for batch in file.iter_batches():
            for name, column in zip(batch.schema.names, batch.columns, strict=True):
                yield Content(f"{part}column {name}", "\n".join(strings(column.to_pylist())))
    except (pa.ArrowException, OSError):
        yield Content(part, None)


def _database(path: Path) -> Iterator[Content]:
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=30)) as connection:
            connection.text_factory = lambda data: data.decode("utf-8", "ignore")
            names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            for name in sorted(names):
                quoted = name.replace('"', '""')
                rows = connection.execute(f'SELECT * FROM "{quoted}"')  # noqa: S608 - a name from the file
                for block in blocks(text for row in rows for text in strings(list(row))):
                    yield from (Content(f"table {name}", reading) for reading in readings(block))
    except sqlite3.Error:
        yield Content("tables", None)


def strings(value: Any) -> Iterator[str]:
    """Yield every text in a nested value, keys too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, bytes):
        yield value.decode("utf-8", "ignore")
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from strings(key)
            yield from strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from strings(inner)
