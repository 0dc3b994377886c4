"""Transcripts whose speaker and time stand in lines of their own above the speech.

Teams (DOCX, and its German web page pasted), Otter, and programs that put a speaker code in a line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from quartier_nlp.sources.clock import duration, seconds
from quartier_nlp.sources.speakers import is_plausible
from quartier_nlp.sources.turns import Cue

_NAME_CLOCK = re.compile(r"(?P<name>[^\W\d_][^\n:]{0,70}?)\s+(?P<time>(?:\d{1,2}:)?\d{1,2}:\d{2})")
_NAME_DURATION = re.compile(
    r"(?P<name>[^\W\d_][^\n:]{0,70}?)\s+"
    r"(?P<time>(?:\d+ (?:Stunden?|hours?) ?)?(?:\d+ (?:Minuten?|minutes?) ?)?(?:\d+ (?:Sekunden?|seconds?))?)"
)
_RANGE = re.compile(r"(?P<start>\d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?)\s*-->\s*(?P<end>\d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?)")
_CODE_LINE = re.compile(r"(?:SPEAKER|Speaker|Sprecher)[ _]\d{1,3}")
_STAMPED = re.compile(r"\[(?P<time>\d{1,2}:\d{2}:\d{2})(?:\.\d+)?\]\s*[-–]?\s*(?=\S)")
_SYSTEM = re.compile(
    r".{0,80}\b(?:hat die (?:Transkription|Aufzeichnung) (?:gestartet|beendet|angehalten)|"
    r"(?:started|stopped) (?:the )?(?:transcription|recording))\.?|(?:Profilbild|Profile picture) (?:von|of) .{1,80}|"
    r"Transcribed (?:with|by) .{1,60}",
    re.IGNORECASE,
)
_MINIMUM_HEADS = 2


@dataclass(frozen=True, slots=True)
class _Head:
    name: str
    start: float | None
    end: float | None
    after: int


def cues_of_headed_lines(lines: Sequence[str]) -> list[tuple[int, Cue]] | None:
    """Return the cues with the index of their line, or None if the lines are built otherwise."""
    heads = {index: head for index in range(len(lines)) if (head := _head(lines, index))}
    names = {head.name for head in heads.values()}
    if len(heads) < _MINIMUM_HEADS or (len(heads) > 4 and len(names) > 0.7 * len(heads)):
        return None
    if sum(1 for index in heads if index + 1 in heads) > 0.7 * len(heads):
        return None
    return _walk(lines, heads)


def _walk(lines: Sequence[str], heads: dict[int, _Head]) -> list[tuple[int, Cue]]:
    cues: list[tuple[int, Cue]] = []
    starts = sorted((index, head.start) for index, head in heads.items() if head.start is not None)
    current: _Head | None = None
    index = 0
    while index < len(lines):
        head = heads.get(index)
        if head:
            current, index = head, head.after
            continue
        line = lines[index].strip()
        if current and line and not _is_mark(line):
            cues.append((index, _cue(line, current, _following(starts, index, current.start))))
        index += 1
    return cues


def _is_mark(line: str) -> bool:
    return bool(_SYSTEM.fullmatch(line)) or seconds(line) is not None or duration(line) is not None


def _following(starts: Sequence[tuple[int, float]], index: int, begun: float | None) -> float | None:
    following = next((time for position, time in starts if position > index), None)
    return following if following is not None and begun is not None and following >= begun else None


def _cue(line: str, head: _Head, following: float | None) -> Cue:
    stamp = _STAMPED.match(line)
    start = seconds(stamp["time"]) if stamp else head.start
    text = line[stamp.end() :] if stamp else line
    if start is None:
        return Cue(text, (), head.name)
    return Cue.timed(text, start, None if stamp else head.end if head.end is not None else following, head.name)


def _head(lines: Sequence[str], index: int) -> _Head | None:
    line = lines[index].strip()
    if not line or len(line) > 100 or _SYSTEM.fullmatch(line):
        return None
    span = _RANGE.fullmatch(line)
    if span:
        return _ranged(lines, index, span)
    for pattern, clock in ((_NAME_CLOCK, seconds), (_NAME_DURATION, duration)):
        match = pattern.fullmatch(line)
        if match and is_plausible(match["name"].strip()) and (time := clock(match["time"])) is not None:
            return _Head(match["name"].strip(), time, None, index + 1)
    if _CODE_LINE.fullmatch(line):
        return _Head(line, None, None, index + 1)
    following = lines[index + 1].strip() if index + 1 < len(lines) else ""
    time = duration(following) if duration(following) is not None else seconds(following)
    if time is not None and is_plausible(line):
        return _Head(line, time, None, index + 2)
    return None


def _ranged(lines: Sequence[str], index: int, span: re.Match[str]) -> _Head | None:
    name = lines[index + 1].strip() if index + 1 < len(lines) else ""
    if not name or not is_plausible(name):
        return None
    start, end = _loose_seconds(span["start"]), _loose_seconds(span["end"])
    return _Head(name, start, max(start, end), index + 2)


def _loose_seconds(text: str) -> float:
    hours, minutes, rest = text.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(rest)
