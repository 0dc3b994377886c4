"""Transcripts written as lines: ``Name: text`` with or without time stamps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quartier_nlp.model.records import Anchor
from quartier_nlp.sources.clock import STAMP, stamp_seconds
from quartier_nlp.sources.speakers import split_tag
from quartier_nlp.sources.turns import Cue

_DASH = re.compile(r"\s*[-–](?=\s)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line or paragraph of a document.

    Attributes:
        text: Raw text, without surrounding white space.
        drop: Ranges of ``text`` that are markup.
        fresh: Whether a heading or the like stands before it, so that nobody is speaking.
    """

    text: str
    drop: tuple[tuple[int, int], ...] = ()
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class _Speech:
    text: str
    drop: tuple[tuple[int, int], ...]
    speaker: str | None
    stamps: tuple[tuple[int, float], ...]


def cues_of_lines(lines: Iterable[Line], speakers: frozenset[str]) -> list[Cue]:
    """Return one cue per line; a line without a tag goes on with the speaker before it.

    A stretch of text is timed by the stamps around it, whether the file puts them before or after
    what they time: it was said between the stamp before it (else 0) and the stamp after it.
    """
    speeches: list[_Speech] = []
    current: str | None = None
    for line in lines:
        speech = _speech(line, speakers, None if line.fresh else current)
        current = speech.speaker
        speeches.append(speech)
    return list(_timed(speeches))


def _speech(line: Line, speakers: frozenset[str], current: str | None) -> _Speech:
    tagged = split_tag(line.text)
    start, stamps, speaker = 0, list[tuple[int, float]](), current
    if tagged and tagged.tag in speakers:
        start, speaker = tagged.text_start, tagged.tag
        if tagged.time is not None:
            stamps.append((0, tagged.time))
    text = line.text[start:]
    drop = [(max(a, start) - start, b - start) for a, b in line.drop if b > start]
    for match in STAMP.finditer(text):
        stamps.append((match.start(), stamp_seconds(match)))
        dash = _DASH.match(text, match.end())
        drop.append((match.start(), dash.end() if dash else match.end()))
    return _Speech(text, tuple(drop), speaker, tuple(stamps))


def _timed(speeches: Sequence[_Speech]) -> Iterable[Cue]:
    clock = [time for speech in speeches for _, time in speech.stamps]
    if not clock:
        for speech in speeches:
            yield Cue(speech.text, (), speech.speaker, drop=speech.drop)
        return
    passed = 0
    for speech in speeches:
        anchors: list[Anchor] = []
        if not speech.stamps or speech.stamps[0][0] > 0:
            anchors.append(_anchor(0, clock, passed))
        for offset, _ in speech.stamps:
            passed += 1
            end = offset and _after_stamp(speech.text, offset)
            if speech.text[end:].strip():
                anchors.append(_anchor(offset, clock, passed))
        yield Cue(speech.text, tuple(anchors), speech.speaker, drop=speech.drop)


def _after_stamp(text: str, offset: int) -> int:
    match = STAMP.match(text, offset)
    return match.end() if match else offset


def _anchor(offset: int, clock: Sequence[float], passed: int) -> Anchor:
    start = clock[passed - 1] if passed else 0.0
    end = clock[passed] if passed < len(clock) else None
    return Anchor(offset, t_start=start, t_end=end if end is not None and end >= start else None)
