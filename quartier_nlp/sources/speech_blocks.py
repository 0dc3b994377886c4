"""Transcripts whose speaker and time stand in lines of their own above the speech.

Teams (DOCX, and its German web page pasted), Otter, aTrain, and captions pasted from a video page.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quartier_nlp.model.records import Anchor
from quartier_nlp.sources.clock import STAMP, duration, seconds, stamp_seconds
from quartier_nlp.sources.speakers import is_plausible
from quartier_nlp.sources.turns import Cue

_SPELLED = r"(?:\d+ (?:Stunden?|hours?) ?)?(?:\d+ (?:Minuten?|minutes?) ?)?(?:\d+ (?:Sekunden?|seconds?))?"
_CLOCK = r"(?:\d{1,2}:)?\d{1,2}:\d{2}"
_NAME_CLOCK = re.compile(rf"(?P<name>[^\W\d_][^\n:]{{0,70}}?)\s+(?P<time>{_CLOCK})")
_NAME_SPELLED = re.compile(rf"(?P<name>[^\W\d_][^\n:]{{0,70}}?)\s+(?P<time>{_SPELLED})")
#: What the Teams page shows beside a name: ``52 Minuten 27 Sekunden52:27`` or, cut short, ``0 90:09``.
_PASTED_TIME = re.compile(rf"(?P<time>(?=\d){_SPELLED})(?:{_CLOCK})?|\d{{1,3}} \d{{1,4}}:\d{{2}}(?::\d{{2}})?")
_RANGE = re.compile(r"(?P<start>\d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?)\s*-->\s*(?P<end>\d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?)")
_CODE_LINE = re.compile(r"(?:SPEAKER|Speaker|Sprecher)(?:[ _]\d{1,3}| undefined)")
_INITIALS = re.compile(r"[^\W\d_]{1,3}")
_DASH = re.compile(r"\s*[-–](?=\s)")
_SYSTEM = re.compile(
    r".{0,80}\b(?:hat die (?:Transkription|Aufzeichnung) (?:gestartet|beendet|gestoppt|angehalten)|"
    r"(?:started|stopped) (?:the )?(?:transcription|recording))\.?|(?:Profilbild|Profile picture) (?:von|of) .{1,80}|"
    r"Transcribed (?:with|by) .{1,60}|KI-generierte Inhalte können fehlerhaft sein\.?",
    re.IGNORECASE,
)
_MINIMUM_HEADS = 2
_MINIMUM_BARE = 5


@dataclass(frozen=True, slots=True)
class _Head:
    name: str | None
    start: float | None
    end: float | None
    after: int


def cues_of_headed_lines(lines: Sequence[str]) -> list[tuple[int, Cue | None]] | None:
    """Return each line's cue by the line's index, or None if the lines are built otherwise.

    Lines above the first head are not listed; names, times and notes of the program have no cue.
    """
    heads = {index: head for index in range(len(lines)) if (head := _head(lines, index))}
    names = {head.name for head in heads.values()}
    if len(heads) >= _MINIMUM_HEADS and (len(heads) <= 4 or len(names) <= 0.7 * len(heads)):
        return _walk(lines, heads)
    bare = {
        index: _Head(None, seconds(line), None, index + 1)
        for index, line in enumerate(lines)
        if seconds(line) is not None and index + 1 < len(lines) and seconds(lines[index + 1]) is None
    }
    filled = sum(1 for line in lines if line.strip())
    if not heads and len(bare) >= _MINIMUM_BARE and len(bare) >= 0.3 * filled:
        return _walk(lines, bare)
    return None


def _walk(lines: Sequence[str], heads: dict[int, _Head]) -> list[tuple[int, Cue | None]]:
    cues: list[tuple[int, Cue | None]] = []
    starts = sorted([*_head_starts(heads), *_stamp_starts(lines)])
    current: _Head | None = None
    index = 0
    while index < len(lines):
        head = heads.get(index)
        if head:
            cues.extend((position, None) for position in range(index, min(head.after, len(lines))))
            current, index = head, head.after
            continue
        line = lines[index].strip()
        if _SYSTEM.fullmatch(line) or (current and (_is_mark(line) or _is_avatar(lines, index, heads))):
            cues.append((index, None))
        elif current and line:
            cues.append((index, _cue(line, current, _following(starts, index))))
        index += 1
    return cues


def _is_mark(line: str) -> bool:
    return bool(_PASTED_TIME.fullmatch(line)) or seconds(line) is not None


def _is_avatar(lines: Sequence[str], index: int, heads: dict[int, _Head]) -> bool:
    """Initials above a name stand for the picture."""
    if not _INITIALS.fullmatch(lines[index].strip()):
        return False
    following = next((n for n in range(index + 1, len(lines)) if lines[n].strip()), None)
    head = heads.get(following) if following is not None else None
    return head is not None and lines[index].strip().isupper()


def _head_starts(heads: dict[int, _Head]) -> Iterator[tuple[int, float]]:
    return ((index, head.start) for index, head in heads.items() if head.start is not None)


def _stamp_starts(lines: Sequence[str]) -> Iterator[tuple[int, float]]:
    matches = ((index, STAMP.search(line)) for index, line in enumerate(lines))
    return ((index, stamp_seconds(match)) for index, match in matches if match)


def _following(starts: Sequence[tuple[int, float]], index: int) -> float | None:
    position = bisect_right(starts, (index, math.inf))
    return starts[position][1] if position < len(starts) else None


def _ended(start: float, end: float | None) -> float | None:
    return end if end is not None and end >= start else None


def _cue(line: str, head: _Head, following: float | None) -> Cue:
    stamps = [(match.start(), stamp_seconds(match)) for match in STAMP.finditer(line)]
    if not stamps:
        end = head.end if head.end is not None else following
        if head.start is None:
            return Cue(line, (), head.name)
        return Cue.timed(line, head.start, _ended(head.start, end), head.name)
    drop = []
    for match in STAMP.finditer(line):
        dash = _DASH.match(line, match.end())
        drop.append((match.start(), dash.end() if dash else match.end()))
    times = [time for _, time in stamps]
    anchors = [
        Anchor(offset, t_start=time, t_end=_ended(time, end))
        for (offset, time), end in zip(stamps, [*times[1:], following], strict=True)
    ]
    if anchors[0].start > 0:
        end = None if head.start is None else _ended(head.start, times[0])
        anchors.insert(0, Anchor(0, t_start=head.start, t_end=end))
    return Cue(line, tuple(anchors), head.name, drop=tuple(drop))


def _head(lines: Sequence[str], index: int) -> _Head | None:
    line = lines[index].strip()
    if not line or len(line) > 100 or _SYSTEM.fullmatch(line):
        return None
    span = _RANGE.fullmatch(line)
    if span:
        return _ranged(lines, index, span)
    for pattern, clock in ((_NAME_CLOCK, seconds), (_NAME_SPELLED, duration)):
        match = pattern.fullmatch(line)
        if match and is_plausible(match["name"].strip()) and (time := clock(match["time"])) is not None:
            return _Head(match["name"].strip(), time, None, index + 1)
    if _CODE_LINE.fullmatch(line):
        return _Head(line, None, None, index + 1)
    following = lines[index + 1].strip() if index + 1 < len(lines) else ""
    pasted = _PASTED_TIME.fullmatch(following)
    time = seconds(following) if not pasted else duration(pasted["time"] or "")
    if (pasted or time is not None) and is_plausible(line) and not re.match(r"\d", line):
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
    return round(int(hours) * 3600 + int(minutes) * 60 + float(rest), 3)
