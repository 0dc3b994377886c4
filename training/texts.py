"""Text of the annotated files as passages: what the package's readers give, in the little that training needs.

Kept apart from ``quartier_nlp.sources`` so that a model can be trained without the package's readers, and so that a
change of a reader does not silently change the training data.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_ABBREVIATIONS = (
    "ca lt Dr Fr Hr Prof bzw Nr St Str Abs Art Tel usw etc vgl inkl evtl ggf ehem entsch Beschl Mod Prot Bd Jh Mio Mrd "
    "Std Min Pers Wo z B d h u a i v e V o s S Rückfr Ortsvorst Mitarb Kap bes Abb Tab Jan Feb Aug Sept Okt Nov Dez"
)
_NOT_AFTER_ABBREVIATION = "".join(rf"(?<!\b{word}\.)" for word in _ABBREVIATIONS.split())
_SENTENCE_END = re.compile(
    _NOT_AFTER_ABBREVIATION + r"(?<!\b\d\.)(?<!\b\d\d\.)(?<=[.!?…])[“\"»)]?\s+(?=[A-ZÄÖÜ„«»(\d–-])"
)
_SPEAKER = re.compile(r"^(\*\*)?(?P<name>[A-ZÄÖÜ][\wÄÖÜäöüß.&/' _-]{0,30}(?: \([^)]{1,40}\))?)(\*\*)?:(\*\*)?\s+(?=\S)")
_CAPTION_NOISE = re.compile(r"\[(Musik|Gelächter|Applaus)\]")
_TIME_STAMP = re.compile(r"#\d\d:\d\d:[\d-]+#|\[\d\d:\d\d:\d\d\]")
_RULE_ROW = re.compile(r"^[\s|:-]+$")
_STARTS_BLOCK = re.compile(r"^(#|[-*+>] |\d+[.)] |\|)")
_FEWEST_STOPS = 1 / 1500


@dataclass(frozen=True)
class TextPassage:
    """A passage with collapsed blanks; ``speaker`` stood before it and is not part of the text."""

    text: str
    heading: str
    speaker: str
    sentences: list[tuple[int, int]]


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Half-open ranges of the sentences of one passage."""
    ranges, start = [], 0
    for match in _SENTENCE_END.finditer(text):
        end = match.start() + len(match.group().rstrip())
        ranges.append((start, end))
        start = match.end()
    if start < len(text):
        ranges.append((start, len(text)))
    return ranges


def passage(text: str, heading: str = "", *, spoken: bool = False) -> TextPassage | None:
    """Collapses blanks and takes the speaker off; nothing if no text is left."""
    collapsed = " ".join(text.split())
    speaker = ""
    match = _SPEAKER.match(collapsed) if spoken else None
    if match:
        speaker, collapsed = match.group("name"), collapsed[match.end() :]
    return TextPassage(collapsed, heading, speaker, split_sentences(collapsed)) if collapsed else None


def _subtitle_blocks(text: str) -> Iterator[str]:
    """Cue texts of WebVTT without ids, times and voice tags."""
    marked = re.sub(r"^(WEBVTT.*|[0-9a-f-]{36}.*|\d+|\d\d:.*-->.*)$", "\x00", text, flags=re.MULTILINE)
    yield from re.sub(r"<[^>]+>", "", marked).split("\x00")


def _rolling_captions(text: str) -> str:
    """Text of SRT whose cues repeat the line before."""
    lines: list[str] = []
    for line in map(str.strip, text.splitlines()):
        if line and not re.match(r"^\d+$|^\d\d:.*-->", line) and line not in lines[-2:]:
            lines.append(line)
    return _CAPTION_NOISE.sub("", " ".join(lines))


def _json_turns(text: str) -> Iterator[str]:
    turn: list[str] = []
    speaker = None
    for segment in json.loads(text)["segments"]:
        if segment.get("speaker") != speaker and turn:
            yield " ".join(turn)
            turn = []
        speaker = segment.get("speaker")
        turn.append(segment["text"])
    yield " ".join(turn)


def _markdown_blocks(text: str) -> Iterator[tuple[str, str]]:
    """Paragraphs, bullets and table cells, each with the heading above it; headings come as their own blocks."""
    heading, block = "", ""
    for line in [*text.splitlines(), ""]:
        stripped = line.strip()
        if block and (not stripped or _STARTS_BLOCK.match(stripped)):
            yield block, heading
            block = ""
        if stripped.startswith("#"):
            yield stripped.lstrip("# "), heading
            heading = stripped.lstrip("# ")
        elif stripped.count("|") >= 3:
            if not _RULE_ROW.match(stripped):
                for cell in stripped.strip("|").split("|"):
                    yield cell, heading
        else:
            block = f"{block} {stripped}" if block else stripped


def _blocks(path: Path) -> Iterator[tuple[str, str]]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".vtt":
        yield from ((block, "") for block in _subtitle_blocks(text))
    elif path.suffix == ".srt":
        yield _rolling_captions(text), ""
    elif path.suffix == ".json":
        yield from ((turn, "") for turn in _json_turns(text))
    elif path.suffix == ".txt":
        text = _TIME_STAMP.sub("", text)
        whole = sum(character in ".?!" for character in text) < len(text) * _FEWEST_STOPS
        yield from ((block, "") for block in ([text] if whole else text.split("\n")))
    else:
        yield from _markdown_blocks(text)


def read_passages(path: Path) -> list[TextPassage]:
    """Passages of a transcript (``.vtt .srt .json .txt``) or of a Markdown paper.

    Markdown transcripts are told by most of their blocks opening with a speaker.
    """
    blocks = [(text, heading) for text, heading in _blocks(path) if text.strip()]
    turns = sum(bool(_SPEAKER.match(" ".join(text.split()))) for text, _ in blocks)
    spoken = path.suffix != ".md" or turns > len(blocks) / 2
    found = (passage(text, heading, spoken=spoken) for text, heading in blocks)
    return [item for item in found if item]
