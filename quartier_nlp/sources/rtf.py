"""Rich text: f4 and MAXQDA transcripts, minutes. Layout is lost, the lines stay."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from striprtf import striprtf

from quartier_nlp.errors import LimitError, SourceError
from quartier_nlp.sources.cleaning import as_raw
from quartier_nlp.sources.metadata import document_metadata, transcript_metadata
from quartier_nlp.sources.reading import Limits, Reading
from quartier_nlp.sources.text import content_of_text


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
            raise LimitError(f"RTF nests {depth} groups deep: save the document again as DOCX")
        try:
            text = as_raw(_plain(data.decode("cp1252", errors="replace")))
        except (ValueError, LookupError, IndexError) as error:
            raise SourceError(f"broken RTF ({error}): open it in a word processor and save it as DOCX") from error
        if len(text) > limits.characters:
            raise LimitError(f"{len(text)} characters, more than {limits.characters}: split the file")
        content = content_of_text(text.replace("\0", ""))
        make = transcript_metadata if content.spoken else document_metadata
        return Reading(self.name, make(content.passages, path), content.passages, content.notices)


def _plain(rtf: str) -> str:
    convert: Callable[..., str] = striprtf.rtf_to_text
    return convert(rtf, errors="replace")


def _depth(data: bytes) -> int:
    deepest = level = 0
    for byte in data:
        if byte == 0x7B:
            level += 1
            deepest = max(deepest, level)
        elif byte == 0x7D:
            level -= 1
    return deepest
