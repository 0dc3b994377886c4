"""Cuts a segment into the units that the encoder reads: sentences, and windows of streams without punctuation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from quartier_nlp.language.encoder_tokens import Unit

LEFT_WORDS = 40
RIGHT_WORDS = 20
WINDOW_WORDS = 40
STRIDE_WORDS = 20
LONGEST_SENTENCE = 60

_WORD = re.compile(r"\S+")

Range = tuple[int, int]


@dataclass(frozen=True)
class PlacedUnit:
    """A unit and where its text stands.

    Attributes:
        unit: What the encoder reads.
        start: Code point offset of the unit's text in the segment.
        sentence: Index of the sentence it belongs to.
        windowed: Whether it is one of several windows of that sentence.
    """

    unit: Unit
    start: int
    sentence: int
    windowed: bool


def last_words(text: str, count: int) -> str:
    """The last ``count`` words with the text between them."""
    words = list(_WORD.finditer(text))
    return text[words[-min(count, len(words))].start() :].rstrip() if words else ""


def first_words(text: str, count: int) -> str:
    """The first ``count`` words with the text between them."""
    words = list(_WORD.finditer(text, 0, 40 * count))
    return text[: words[min(count, len(words)) - 1].end()].lstrip() if words else ""


def window_ranges(text: str, start: int, end: int) -> list[Range]:
    """Ranges of the units of one sentence: itself, or overlapping windows when it is longer than any sentence."""
    words = [match.span() for match in _WORD.finditer(text, start, end)]
    if not words:
        return []
    if len(words) <= LONGEST_SENTENCE:
        return [(words[0][0], words[-1][1])]
    ranges = []
    for first in range(0, len(words), STRIDE_WORDS):
        last = min(first + WINDOW_WORDS, len(words))
        ranges.append((words[first][0], words[last - 1][1]))
        if last == len(words):
            break
    return ranges


def units_for(
    text: str, sentences: Sequence[Range], *, left: str = "", right: str = "", heading: str = ""
) -> list[PlacedUnit]:
    """Lays out the units of one segment.

    Args:
        text: The segment's text.
        sentences: Half-open code point ranges of its sentences, ascending.
        left: Text before the segment (its last words are used).
        right: Text after the segment (its first words are used).
        heading: Heading of the section that the segment stands in.
    """
    placed = []
    for index, (start, end) in enumerate(sentences):
        ranges = window_ranges(text, start, end)
        for a, b in ranges:
            before = last_words(f"{left} {text[:a]}" if a < 400 else text[:a], LEFT_WORDS)
            after = first_words(f"{text[b:]} {right}", RIGHT_WORDS)
            unit = Unit(text[a:b], left=before, right=after, heading=heading)
            placed.append(PlacedUnit(unit, a, index, windowed=len(ranges) > 1))
    return placed
