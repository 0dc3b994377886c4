"""Rich text: f4 and MAXQDA transcripts, minutes. Layout is lost, the lines stay."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from striprtf import striprtf

from quartier_nlp.errors import LimitError
from quartier_nlp.sources.bounds import check_lines
from quartier_nlp.sources.cleaning import as_raw
from quartier_nlp.sources.libraries import parsing
from quartier_nlp.sources.metadata import document_metadata, transcript_metadata
from quartier_nlp.sources.reading import Limits, Reading
from quartier_nlp.sources.text import content_of_text

_NO_BRACES = bytes(byte for byte in range(256) if byte not in b"{}")


class RtfReader:
    """Reads RTF files."""

    name = "rtf"

    def accepts(self, head: bytes, path: Path) -> bool:  # noqa: ARG002 - the first bytes decide
        """Return whether the file begins as rich text does."""
        return head.lstrip().startswith(b"{\\rtf")

    def read(self, path: Path, limits: Limits) -> Reading:
        """Read the file."""
        data = path.read_bytes()
        depth = _depth(data)
        if depth > limits.depth:
            raise LimitError(
                f"RTF nests {depth} groups deep, more than {limits.depth}: save the document again as DOCX or raise "
                "ingest.limits.depth"
            )
        check_lines(data.count(b"\\par") + data.count(b"\\line"), limits)
        with parsing("RTF", "open it in a word processor and save it as DOCX"):
            text = as_raw(_plain(data.decode("cp1252", errors="replace")))
        if len(text) > limits.characters:
            raise LimitError(
                f"{len(text)} characters, more than {limits.characters}: "
                "split the file or raise ingest.limits.characters"
            )
        content = content_of_text(text.replace("\0", ""), limits)
        make = transcript_metadata if content.spoken else document_metadata
        return Reading(self.name, make(content.passages, path), content.passages, content.notices)


def _plain(rtf: str) -> str:
    convert: Callable[..., str] = striprtf.rtf_to_text
    return convert(rtf, errors="replace")


def _depth(data: bytes) -> int:
    """Return how deep groups nest; only the braces are looked at, as a file can be large."""
    braces = np.frombuffer(data.translate(None, delete=_NO_BRACES), dtype=np.uint8)
    steps = np.where(braces == ord("{"), 1, -1)
    return int(np.cumsum(steps).max(initial=0))
