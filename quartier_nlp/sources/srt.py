"""SubRip subtitles, with or without speakers, also as exported from rolling captions."""

from __future__ import annotations

from pathlib import Path

from quartier_nlp.sources.cue_file import TIMING, cues_of_blocks, parse_blocks, passages_of_cues
from quartier_nlp.sources.decoding import decode_head, read_text
from quartier_nlp.sources.metadata import transcript_metadata
from quartier_nlp.sources.reading import Limits, Reading

_HEAD_LINES = 40


class SrtReader:
    """Reads SubRip files."""

    name = "srt"

    def accepts(self, head: bytes, path: Path) -> bool:  # noqa: ARG002 - the first lines decide
        """Return whether a timing line stands alone among the first lines."""
        text = decode_head(head)
        if text is None:
            return False
        lines = [line for line in text.split("\n", _HEAD_LINES)[:_HEAD_LINES] if line.strip()]
        return any(TIMING.fullmatch(line) for line in lines[:4])

    def read(self, path: Path, limits: Limits) -> Reading:
        """Read the file."""
        blocks = parse_blocks(read_text(path, limits), limits)
        passages = passages_of_cues(cues_of_blocks(blocks))
        return Reading(self.name, transcript_metadata(passages, path), passages)
