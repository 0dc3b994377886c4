"""Transcriber files (``.trs``): XML with turns, speakers and synchronisation points."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quartier_nlp.errors import LimitError
from quartier_nlp.sources.bounds import whole
from quartier_nlp.sources.cleaning import as_raw
from quartier_nlp.sources.json_text import number
from quartier_nlp.sources.metadata import transcript_metadata
from quartier_nlp.sources.reading import Limits, Reading
from quartier_nlp.sources.turns import Cue, join_cues
from quartier_nlp.sources.xml_text import parse_xml


class TrsReader:
    """Reads Transcriber files."""

    name = "trs"

    def accepts(self, head: bytes, path: Path) -> bool:  # noqa: ARG002 - the root element decides
        """Return whether the root element is ``Trans``."""
        return (b"<Trans" in head and b"<Turn" in head) or b"<!DOCTYPE Trans" in head

    def read(self, path: Path, limits: Limits) -> Reading:
        """Read the file."""
        root = parse_xml(path.read_bytes(), "the transcript", doctype=True)
        names = {
            speaker.get("id", ""): " ".join(as_raw(speaker.get("name", "")).split()) for speaker in root.iter("Speaker")
        }
        cues = [cue for turn in root.iter("Turn") for cue in _turn(turn, names)]
        if len(cues) > limits.cues:
            raise LimitError(f"{len(cues)} cues, more than {limits.cues}: split the file or raise ingest.limits.cues")
        passages = tuple(join_cues(cues))
        return Reading(self.name, transcript_metadata(passages, path), passages)


def _turn(turn: Any, names: dict[str, str]) -> Iterator[Cue]:
    ids = turn.get("speaker", "").split()
    speakers = [names.get(item) or item for item in ids]
    start, last = _time(turn, "startTime"), _time(turn, "endTime")
    marks = [(_time(mark, "time"), mark) for mark in turn.iterchildren("Sync")]
    ends = [*(time for time, _ in marks[1:]), last]
    who = 0
    position = -1
    pieces: list[tuple[Any, str]] = [(None, turn.text or "")]
    pieces.extend((child, child.tail or "") for child in turn.iterchildren())
    for child, text in pieces:
        if child is not None and child.tag == "Sync":
            position += 1
            start = marks[position][0] if marks[position][0] is not None else start
        elif child is not None and child.tag == "Who":
            index = whole(child.get("nb"), 1)
            who = index - 1 if 0 < index <= len(speakers) else 0
        if text.strip():
            end = ends[position] if 0 <= position < len(ends) else last
            end = end if end is None or start is None or end >= start else start
            yield Cue.timed(as_raw(text).strip(), start, end, speakers[who] if speakers else None)


def _time(element: Any, name: str) -> float | None:
    try:
        return number(float(element.get(name, "")))
    except ValueError:
        return None
