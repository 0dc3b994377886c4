"""Cuts a segment into the units that the encoder reads: a few sentences, and windows of streams without punctuation.

Sentences are read together because most of a short sentence's cost is its context: a unit of up to 64 words halves
the work, and the tags of a sentence profit from its neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from quartier_nlp.language.encoder_tokens import Unit

LEFT_WORDS = 40
RIGHT_WORDS = 20
WINDOW_WORDS = 64
STRIDE_WORDS = 40
LONGEST_SENTENCE = 64
GROUP_WORDS = 64

_WORD = re.compile(r"\S+")

Range = tuple[int, int]


@dataclass(frozen=True)
class PlacedUnit:
    """A unit and where its text stands.

    Attributes:
        unit: What the encoder reads.
        start: Code point offset of the unit's text in the segment.
        sentences: Indices of the sentences it holds, ascending.
        windowed: Whether it is one of several windows of its only sentence.
    """

    unit: Unit
    start: int
    sentences: tuple[int, ...]
    windowed: bool = False


def last_words(text: str, count: int) -> str:
    """The last ``count`` words with the text between them."""
    parts = text.rsplit(None, count)
    return (text[len(parts[0]) :] if len(parts) > count else text).strip()


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


def grouped(text: str, sentences: Sequence[Range], most: int = GROUP_WORDS) -> list[list[tuple[int, Range]]]:
    """Groups of neighbouring sentences, each with its index, that together have at most ``most`` words.

    Blanks at the ends of a sentence are left out; empty sentences vanish; a sentence of more words stands alone.
    """
    groups: list[list[tuple[int, Range]]] = []
    room = 0
    for index, (start, end) in enumerate(sentences):
        words = [match.span() for match in _WORD.finditer(text, start, end)]
        if not words:
            continue
        if not groups or len(words) > room:
            groups.append([])
            room = most
        groups[-1].append((index, (words[0][0], words[-1][1])))
        room -= len(words)
    return groups


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
    for group in grouped(text, sentences):
        start, end = group[0][1][0], group[-1][1][1]
        ranges = window_ranges(text, start, end) if len(group) == 1 else [(start, end)]
        breaks = tuple(a - start for _, (a, _) in group[1:])
        for a, b in ranges:
            before = last_words(f"{left} {text[:a]}" if a < 400 else text[:a], LEFT_WORDS)
            after = first_words(f"{text[b:]} {right}", RIGHT_WORDS)
            unit = Unit(text[a:b], left=before, right=after, heading=heading, breaks=breaks)
            placed.append(PlacedUnit(unit, a, tuple(i for i, _ in group), windowed=len(ranges) > 1))
    return placed
