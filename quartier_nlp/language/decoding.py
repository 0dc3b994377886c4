"""From scores of pieces to candidate spans with a score.

Scores are first gathered per word, because quotes begin and end at words; words that several windows cover get the
mean of what the windows say, weighted by their distance from the window's edge.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

import numpy as np
import numpy.typing as npt

from quartier_nlp.language.decoding_units import PlacedUnit, Range, units_for
from quartier_nlp.language.encoder import KINDS, SentenceReading
from quartier_nlp.model.vocabulary import Kind

__all__ = [
    "PlacedReading",
    "PlacedUnit",
    "SpanCandidate",
    "WordScores",
    "candidates_in",
    "decode",
    "place_readings",
    "units_for",
    "word_scores",
]

FLOOR = 0.15
INSIDE = 0.3
_PRESENT_SHARE = 0.4
_EDGE_WORDS = 8
_FEWEST_WORDS = {Kind.APPROACH: 2, Kind.OPEN_QUESTION: 2}
_FEWEST_CHARACTERS = 4

_START, _END = itemgetter(0), itemgetter(1)
_WORD = re.compile(r"\S+")
_LEADING = " \t\n,;:.!?–—-*|_>#„“”\"»«'‚‘’)]…•·/"
_TRAILING = " \t\n,;:.–—-*|_>#„“”\"»«'‚‘’([…•·/"
_BRACKETS = {")": "(", "]": "["}

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class SpanCandidate:
    """A stretch of a segment that may be a finding.

    Attributes:
        kind: What it may be.
        start: First code point in the segment's text.
        end: Code point after the last one.
        score: Between 0 and 1, to be held against the threshold of the kind.
        status_probs: Of proposed, practised, rejected; only for approaches.
        sentence: Index of the sentence that it begins in.
    """

    kind: Kind
    start: int
    end: int
    score: float
    status_probs: tuple[float, float, float] | None
    sentence: int


@dataclass(frozen=True)
class WordScores:
    """Scores of the words of one sentence: ranges, ``[n, 4]`` inside, begin and present, ``[n, 3]`` status."""

    ranges: list[Range]
    inside: Array
    begin: Array
    present: Array
    status: Array

    def evidence(self, kind: Kind, start: int, end: int) -> float | None:
        """What the encoder makes of any stretch of text, on the scale of a candidate's score; none without words."""
        first = bisect_right(self.ranges, start, key=_END)
        last = bisect_left(self.ranges, end, key=_START)
        return _score(self, KINDS.index(kind), first, last) if first < last else None


@dataclass(frozen=True)
class PlacedReading:
    """A reading and where it stands: its unit begins at ``start`` in the segment's text."""

    reading: SentenceReading
    start: int
    sentence: int
    windowed: bool


def place_readings(
    placed: Sequence[PlacedUnit], readings: Sequence[Sequence[SentenceReading]]
) -> dict[int, list[PlacedReading]]:
    """Readings by the index of their sentence, ascending; several where it was read in windows."""
    found: dict[int, list[PlacedReading]] = {}
    for unit, own in zip(placed, readings, strict=True):
        for sentence, reading in zip(unit.sentences, own, strict=True):
            found.setdefault(sentence, []).append(PlacedReading(reading, unit.start, sentence, unit.windowed))
    return dict(sorted(found.items()))


def decode(text: str, readings: Mapping[int, Sequence[PlacedReading]], *, floor: float = FLOOR) -> list[SpanCandidate]:
    """Finds all candidates of a segment whose score reaches ``floor``, ordered by place.

    Args:
        text: The segment's text.
        readings: What the encoder says of its sentences, as ``place_readings`` ordered it.
        floor: Low limit; the thresholds of the kinds are for the caller to apply.
    """
    return candidates_in(text, word_scores(text, readings), floor=floor)


def word_scores(text: str, readings: Mapping[int, Sequence[PlacedReading]]) -> dict[int, WordScores]:
    """Scores of words by the index of their sentence."""
    return {sentence: _gather(text, own) for sentence, own in readings.items()}


def candidates_in(text: str, scored: Mapping[int, WordScores], *, floor: float = FLOOR) -> list[SpanCandidate]:
    """Finds the candidates behind the scores of words; arguments and result as for ``decode``."""
    found = []
    for sentence, words in scored.items():
        for column, kind in enumerate(KINDS):
            for first, last in _runs(words.inside[:, column], words.begin[:, column]):
                candidate = _candidate(text, words, kind, column, first, last, sentence)
                if candidate is not None and candidate.score >= floor:
                    found.append(candidate)
    return sorted(found, key=lambda c: (c.start, c.end, KINDS.index(c.kind)))


def _gather(text: str, placed: Sequence[PlacedReading]) -> WordScores:
    start = min(one.start + one.reading.start for one in placed)
    end = max(one.start + one.reading.end for one in placed)
    ranges = [match.span() for match in _WORD.finditer(text, start, end)]
    count = len(ranges)
    inside, begin, present = (np.zeros((count, len(KINDS))) for _ in range(3))
    status, weight = np.zeros((count, 3)), np.full((count, 1), 1e-9)
    starts = np.array([a for a, _ in ranges])
    for one in placed:
        scores = one.reading
        solid = scores.offsets[:, 1] > scores.offsets[:, 0]
        pieces = np.flatnonzero(solid)
        owner = np.searchsorted(starts, scores.offsets[pieces, 0] + one.start, side="right") - 1
        covered, first, group, counts = np.unique(owner, return_index=True, return_inverse=True, return_counts=True)
        if not len(covered):
            continue
        edge = np.minimum(covered - covered[0], covered[-1] - covered) + 1 if one.windowed else np.ones(len(covered))
        w = np.minimum(edge, _EDGE_WORDS).astype(np.float32)[:, None]
        inside[covered] += w * np.maximum.reduceat(scores.inside[pieces], first)
        begin[covered] += w * scores.begin[pieces[first]]
        sums = np.zeros((len(covered), 3), np.float32)
        np.add.at(sums, group, scores.status[pieces])  # piece by piece, whatever the processor
        status[covered] += w * (sums / counts[:, None].astype(np.float32))
        present[covered] += w * scores.present
        weight[covered] += w
    return WordScores(ranges, inside / weight, begin / weight, present / weight, status / weight)


def _runs(inside: Array, begin: Array) -> Iterator[Range]:
    """Stretches of words above ``INSIDE``, over dips of one word, cut where another span clearly begins."""
    count, i = len(inside), 0
    while i < count:
        if inside[i] <= INSIDE:
            i += 1
            continue
        j = i + 1
        while j < count and _continues(inside, j) and not (begin[j] > 0.5 and begin[j] > 0.5 * begin[i]):
            j += 1
        yield i, j
        i = j


def _continues(inside: Array, j: int) -> bool:
    if inside[j] > INSIDE:
        return True
    return bool(j + 1 < len(inside) and inside[j + 1] > INSIDE and inside[j] > 0.6 * INSIDE)


def _candidate(
    text: str, words: WordScores, kind: Kind, column: int, first: int, last: int, sentence: int
) -> SpanCandidate | None:
    start, end = trim(text, words.ranges[first][0], words.ranges[last - 1][1])
    if end - start < _FEWEST_CHARACTERS or last - first < _FEWEST_WORDS.get(kind, 1):
        return None
    status = _softmax(words.status[first:last].mean(0)) if kind is Kind.APPROACH else None
    return SpanCandidate(kind, start, end, _score(words, column, first, last), status, sentence)


def _score(words: WordScores, column: int, first: int, last: int) -> float:
    run = words.inside[first:last, column]
    own = 0.5 * float(run.max()) + 0.5 * float(run.mean())
    return round((1 - _PRESENT_SHARE) * own + _PRESENT_SHARE * float(words.present[first:last, column].mean()), 4)


def trim(text: str, start: int, end: int) -> Range:
    """Takes marks, quotes and unpaired brackets off both ends."""
    changed = True
    while changed and start < end:
        changed = False
        if text[start] in _LEADING or (text[start] in "([" and not _closed(text[start:end])):
            start, changed = start + 1, True
        elif text[end - 1] in _TRAILING or (text[end - 1] in _BRACKETS and not _opened(text[start:end])):
            end, changed = end - 1, True
    return start, end


def _closed(span: str) -> bool:
    closing = {"(": ")", "[": "]"}[span[0]]
    return span.count(closing) >= span.count(span[0])


def _opened(span: str) -> bool:
    return span.count(_BRACKETS[span[-1]]) >= span.count(span[-1])


def _softmax(logits: Array) -> tuple[float, float, float]:
    shares = np.exp(logits - logits.max())
    proposed, practised, rejected = (round(float(share), 4) for share in shares / shares.sum())
    return proposed, practised, rejected
