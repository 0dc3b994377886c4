"""What a reader returns, before ids and pseudonyms are given.

Conventions as in ``quartier_nlp.model.records``: code point offsets, pages from 1, seconds, boxes in
PDF points from the top left corner.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from quartier_nlp.model.notices import Notice
from quartier_nlp.model.offsets import OffsetMap
from quartier_nlp.model.records import Anchor, Box
from quartier_nlp.model.vocabulary import SegmentRole, SourceKind


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one file; settings ``[ingest.limits]``.

    Attributes:
        file_bytes: Largest file.
        unpacked_bytes: Largest sum of the unpacked parts of a zip container.
        unpack_ratio: Largest ratio of unpacked to packed bytes of a container.
        pages: Most pages of a paper.
        ocr_pages: Most scanned pages that are read through OCR.
        characters: Most characters of text.
        cues: Most cues or turns of a transcript, or rows of a table.
        paragraphs: Most paragraphs, list items and cells of a document.
        parts: Most parts of a container.
        elements: Most XML elements of a part of a container.
        depth: Deepest nesting of JSON and RTF; XML and HTML end at 256 levels.
        memory_bytes: Address space of the reading process.
        cpu_seconds: Processor time of the reading process.
        wall_seconds: Time after which the reading process is ended.
    """

    file_bytes: int = 200_000_000
    unpacked_bytes: int = 200_000_000
    unpack_ratio: int = 100
    pages: int = 2_000
    ocr_pages: int = 30
    characters: int = 20_000_000
    cues: int = 200_000
    paragraphs: int = 200_000
    parts: int = 20_000
    elements: int = 3_000_000
    depth: int = 200
    memory_bytes: int = 2_000_000_000
    cpu_seconds: int = 120
    wall_seconds: int = 180


@dataclass(frozen=True, slots=True)
class Passage:
    """A segment as a reader found it; see ``Segment`` for the fields of the same name.

    Attributes:
        speaker: Name or tag exactly as the source writes it, or None.
    """

    role: SegmentRole
    text: str
    raw: str
    offsets: OffsetMap
    section: tuple[str, ...] = ()
    speaker: str | None = None
    page: int | None = None
    boxes: tuple[Box, ...] = ()
    t_start: float | None = None
    t_end: float | None = None
    anchors: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the content itself says about the document; None where it says nothing."""

    kind: SourceKind
    title: str | None = None
    event: str | None = None
    date: date | None = None
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A file's content in reading order.

    Attributes:
        format: The reader's name, e.g. ``"vtt"``.
        notices: Things the user should know though the file was read, e.g. a scanned page.
    """

    format: str
    metadata: Metadata
    passages: Sequence[Passage]
    notices: tuple[Notice, ...] = ()


class Reader(Protocol):
    """One format."""

    name: str

    def accepts(self, head: bytes, path: Path) -> bool:
        """Return whether the file's first 64 KiB (and, where content is silent, its name) fit."""
        ...

    def read(self, path: Path, limits: Limits) -> Reading:
        """Read the file.

        Raises:
            SourceError: If the content is broken; the message says what, where, what to do.
        """
        ...
