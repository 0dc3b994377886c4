"""Transcripts in JSON: Whisper, WhisperX, aTrain, AssemblyAI, Podlove and council sessions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from quartier_nlp.errors import EmptyError, LimitError, UnknownFormatError
from quartier_nlp.sources.cleaning import as_raw
from quartier_nlp.sources.clock import seconds
from quartier_nlp.sources.cue_file import passages_of_cues
from quartier_nlp.sources.decoding import decode_head
from quartier_nlp.sources.json_text import load_json, number, text_of
from quartier_nlp.sources.metadata import transcript_metadata
from quartier_nlp.sources.reading import Limits, Reading
from quartier_nlp.sources.turns import Cue

Item = dict[str, Any]
_TEXT_KEYS = ("text", "transcription", "transcript", "content")
_SHAPES = "Whisper 'segments', AssemblyAI 'utterances', Podlove 'transcripts' or a list of speeches"


class JsonReader:
    """Reads transcripts in JSON."""

    name = "json"

    def accepts(self, head: bytes, path: Path) -> bool:
        """Return whether the file begins like JSON, or is named so and broken."""
        text = decode_head(head)
        if text is None:
            return False
        start = text.lstrip("\ufeff \n\t")[:200]
        if start.startswith("{") and start[1:].lstrip()[:1] in ('"', "}"):
            return True
        if start.startswith("[") and start[1:].lstrip()[:1] in ("{", "]", "["):
            return True
        return path.suffix.lower() == ".json"

    def read(self, path: Path, limits: Limits) -> Reading:
        """Read the file."""
        items, milliseconds = _items(load_json(path, limits))
        if len(items) > limits.cues:
            raise LimitError(
                f"{len(items)} segments, more than {limits.cues}: split the file or raise ingest.limits.cues"
            )
        cues = list(_all_cues(items, 1000.0 if milliseconds else 1.0))
        passages = passages_of_cues(cues)
        return Reading(self.name, transcript_metadata(passages, path), passages)


def _items(data: Any) -> tuple[Sequence[Item], bool]:
    """Return the list of cue objects and whether their times are in milliseconds."""
    if isinstance(data, list):
        return _checked(data), False
    if isinstance(data, dict):
        for key, milliseconds in (("utterances", True), ("segments", False), ("transcripts", False)):
            if isinstance(data.get(key), list):
                return _checked(data[key]), milliseconds
        if isinstance(data.get("text"), str):
            return [{"text": data["text"]}], False
    raise UnknownFormatError(
        f"JSON without a transcript (expected {_SHAPES}): convert the file or take it out of the corpus"
    )


def _checked(items: list[Any]) -> Sequence[Item]:
    if not all(isinstance(item, dict) for item in items):
        raise UnknownFormatError(f"JSON without a transcript (expected {_SHAPES}): convert the file")
    if items and not any(key in item for item in items for key in _TEXT_KEYS):
        if any("segments" in item and "speaker" in item for item in items):
            raise EmptyError("no text found: this file lists speaking times only; save the speeches file beside it")
        raise UnknownFormatError(f"JSON without text (expected {_SHAPES}): convert the file")
    return items


def _all_cues(items: Sequence[Item], unit: float) -> Iterable[Cue]:
    """Yield the cues; words that somebody else said and nobody wrote down end a turn all the same."""
    between: set[str | None] = set()
    for item in items:
        cues = list(_cues(item, unit))
        if not cues:
            between.add(_speaker(item))
        for cue in cues:
            yield replace(cue, opens_turn=bool(between - {cue.speaker}))
            between = set()


def _cues(item: Item, unit: float) -> Iterable[Cue]:
    text = next((text for key in _TEXT_KEYS if (text := text_of(item.get(key)))), None)
    if not text or not text.strip():
        return
    start, end = _times(item, unit)
    speaker = _speaker(item)
    for word_speaker, part in _by_word_speaker(item, text, speaker):
        yield Cue.timed(as_raw(part).strip(), start, end, word_speaker)


def _speaker(item: Item) -> str | None:
    for key in ("voice", "speaker_name", "speaker"):
        value = item.get(key)
        if isinstance(value, dict):
            value = value.get("name") or value.get("id")
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
            return " ".join(as_raw(str(value)).split())
    return None


def _by_word_speaker(item: Item, text: str, speaker: str | None) -> Iterable[tuple[str | None, str]]:
    """WhisperX may give a speaker per word and none per segment: the most frequent one speaks."""
    words = item.get("words")
    if speaker is None and isinstance(words, list):
        names = [name for word in words if isinstance(word, dict) and (name := _speaker(word))]
        speaker = max(sorted(set(names)), key=names.count) if names else None
    yield speaker, text


def _times(item: Item, unit: float) -> tuple[float | None, float | None]:
    start = _time(item, "start", unit)
    end = _time(item, "end", unit)
    if end is None and start is not None:
        length = number(item.get("duration"))
        end = round(start + length / unit, 3) if length is not None else None
    if start is not None and end is not None and end < start:
        end = start
    return start, end


def _time(item: Item, key: str, unit: float) -> float | None:
    exact = number(item.get(f"{key}_ms"))
    if exact is not None:
        return exact / 1000.0
    value = item.get(key)
    if isinstance(value, str):
        return seconds(value)
    plain = number(value)
    return round(plain / unit, 3) if plain is not None else None
