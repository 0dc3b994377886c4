"""WebVTT: Teams and noScribe (``<v Name>``), Zoom (``Name: text``), YouTube (rolling captions)."""

from __future__ import annotations

from pathlib import Path

from quartier_nlp.sources.cue_file import cues_of_blocks, parse_blocks, passages_of_cues
from quartier_nlp.sources.decoding import decode_head, read_text
from quartier_nlp.sources.metadata import transcript_metadata
from quartier_nlp.sources.reading import Limits, Reading


class VttReader:
    """Reads WebVTT files."""

    name = "vtt"

    def accepts(self, head: bytes, path: Path) -> bool:  # noqa: ARG002 - the first line decides
        """Return whether the file begins with ``WEBVTT``."""
        text = decode_head(head)
        return text is not None and text.lstrip("\ufeff \n\t").startswith("WEBVTT")

    def read(self, path: Path, limits: Limits) -> Reading:
        """Read the file."""
        blocks = parse_blocks(read_text(path, limits), limits)
        passages = passages_of_cues(cues_of_blocks(blocks))
        return Reading(self.name, transcript_metadata(passages, path), passages)
