"""Cues to turns: consecutive cues of one speaker become one passage up to a sensible length."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from quartier_nlp.model.records import Anchor
from quartier_nlp.model.vocabulary import SegmentRole
from quartier_nlp.sources.cleaning import clean
from quartier_nlp.sources.reading import Passage

#: A passage aims at this many characters of raw text; up to ``_MAXIMUM`` it is left whole.
_TARGET = 1200
_MAXIMUM = 1500
_MINIMUM = 300
#: A silence of this many seconds ends a thought.
PAUSE = 2.0
#: A silence of this many seconds ends a turn, whoever goes on.
_BREAK = 30.0
#: A silence of this many seconds is a better place to cut than a word.
_BREATH = 0.5

_SENTENCE_END = re.compile(r"[.!?…][\"“”»«’')\]]*(?=\s)")
#: Words that open a turn or a thought where nothing is punctuated.
_OPENER = re.compile(r"(?<=\s)(?:also|so|gut|danke|okay|genau|nee|nein|moin|ja|jetzt|und dann|na ja|aber)(?=\s)")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(„])(?:[A-Za-zÄÖÜäöü]|\d+|z\.\s?B|d\.\s?h|u\.\s?a|o\.\s?ä|bzw|ca|Dr|Prof|Nr|St|Str|evtl|ggf|inkl|usw|vgl)\.$"
)


@dataclass(frozen=True, slots=True)
class Cue:
    """A stretch of speech as the file gives it.

    Attributes:
        text: Raw text.
        anchors: Times within ``text``, the first at 0; empty where the file has no times.
        speaker: As the file writes it.
        opens_turn: Whether a new turn begins here though the speaker's name does not change.
        drop: Ranges of ``text`` that are marks, not speech.
    """

    text: str
    anchors: tuple[Anchor, ...] = ()
    speaker: str | None = None
    opens_turn: bool = False
    drop: tuple[tuple[int, int], ...] = ()

    @classmethod
    def timed(cls, text: str, t_start: float | None, t_end: float | None, speaker: str | None = None) -> Cue:
        """Return a cue with one time for the whole text."""
        return cls(text, (Anchor(0, t_start=t_start, t_end=t_end),), speaker)


@dataclass(frozen=True, slots=True)
class _Turn:
    raw: str
    anchors: tuple[Anchor, ...]
    drop: tuple[tuple[int, int], ...]
    speaker: str | None


def join_cues(cues: Iterable[Cue], section: tuple[str, ...] = ()) -> list[Passage]:
    """Return the passages of a transcript.

    A turn ends with a change of speaker, where a cue opens a new one, at a break and, while nobody
    is named, at a pause. A long turn is cut after a sentence, else at the longest pause, else between words.
    """
    passages: list[Passage] = []
    for group in _grouped(cue for cue in cues if cue.text.strip()):
        turn = _joined(group)
        for start, end in _slices(turn):
            passage = _passage(turn, start, end, section)
            if passage:
                passages.append(passage)
    return passages


def _grouped(cues: Iterable[Cue]) -> Iterable[list[Cue]]:
    group: list[Cue] = []
    for cue in cues:
        if group and (
            cue.opens_turn
            or cue.speaker != group[-1].speaker
            or _pause(group[-1].anchors, cue.anchors) >= (PAUSE if cue.speaker is None else _BREAK)
        ):
            yield group
            group = []
        group.append(cue)
    if group:
        yield group


def _pause(before: Sequence[Anchor], after: Sequence[Anchor]) -> float:
    if not before or not after or before[-1].t_end is None or after[0].t_start is None:
        return 0.0
    return after[0].t_start - before[-1].t_end


def _joined(group: Sequence[Cue]) -> _Turn:
    base, anchors, drop = 0, list[Anchor](), list[tuple[int, int]]()
    untimed = (Anchor(0),) if any(cue.anchors for cue in group) else ()
    for cue in group:
        drop.extend((base + start, base + end) for start, end in cue.drop)
        for anchor in cue.anchors or untimed:
            last = anchors[-1] if anchors else None
            if not last or (last.t_start, last.t_end) != (anchor.t_start, anchor.t_end):
                anchors.append(replace(anchor, start=base + anchor.start))
        base += len(cue.text) + 1
    return _Turn("\n".join(cue.text for cue in group), tuple(anchors), tuple(drop), group[0].speaker)


def _slices(turn: _Turn) -> Iterable[tuple[int, int]]:
    start, length = 0, len(turn.raw)
    if length > _MAXIMUM:
        silences = [(after.start, _pause((before,), (after,))) for before, after in pairwise(turn.anchors)]
        strong = _strong_cuts(turn.raw, silences)
        while length - start > _MAXIMUM:
            end = _cut(turn.raw, strong, silences, start + _MINIMUM, start + _TARGET)
            yield start, end
            start = end
    yield start, length


def _strong_cuts(raw: str, silences: Sequence[tuple[int, float]]) -> list[int]:
    ends = (match.end() for match in _SENTENCE_END.finditer(raw))
    cuts = {end for end in ends if not _ABBREVIATION.search(raw[max(0, end - 24) : end])}
    cuts |= {match.start() for match in re.finditer(r"\n[^\S\n]*\n", raw)}
    cuts |= {start for start, pause in silences if pause >= PAUSE}
    return sorted(cuts)


def _cut(raw: str, strong: Sequence[int], silences: Sequence[tuple[int, float]], lowest: int, highest: int) -> int:
    index = bisect_right(strong, highest)
    if index and strong[index - 1] >= lowest:
        return strong[index - 1]
    near = silences[bisect_left(silences, (lowest, -math.inf)) : bisect_right(silences, (highest, math.inf))]
    longest = max(near, key=lambda silence: (silence[1], silence[0]), default=(0, 0.0))
    if longest[1] >= _BREATH:
        return longest[0]
    openers = list(_OPENER.finditer(raw, lowest, highest))
    if openers:
        return openers[-1].start()
    return next((cut for char in "\n " if (cut := raw.rfind(char, lowest, highest)) > 0), highest)


def _passage(turn: _Turn, start: int, end: int, section: tuple[str, ...]) -> Passage | None:
    part = turn.raw[start:end]
    start += len(part) - len(part.lstrip())
    raw = turn.raw[start:end].rstrip()
    end = start + len(raw)
    first = max(0, bisect_right(turn.drop, (start, start)) - 1)
    last = bisect_left(turn.drop, (end, end))
    drop = [(max(a, start) - start, min(b, end) - start) for a, b in turn.drop[first:last] if b > start]
    text, offsets = clean(raw, drop)
    if not text:
        return None
    anchors = _sliced_anchors(turn.anchors, start, end)
    starts = [a.t_start for a in anchors if a.t_start is not None]
    ends = [a.t_end for a in anchors if a.t_end is not None]
    return Passage(
        SegmentRole.TURN,
        text,
        raw,
        offsets,
        section=section,
        speaker=turn.speaker,
        t_start=min(starts) if starts else None,
        t_end=max(ends) if ends else None,
        anchors=anchors,
    )


def _sliced_anchors(anchors: Sequence[Anchor], start: int, end: int) -> tuple[Anchor, ...]:
    first = max(0, bisect_right(anchors, start, key=lambda anchor: anchor.start) - 1)
    last = bisect_left(anchors, end, key=lambda anchor: anchor.start)
    return tuple(replace(anchor, start=max(0, anchor.start - start)) for anchor in anchors[first:last])
