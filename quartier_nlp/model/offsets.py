"""Clean text that remembers where each character stood in the raw text."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of characters that is the same in both texts.

    Attributes:
        clean: Offset of its first character in the clean text.
        raw: Offset of its first character in the raw text.
        length: Number of code points.
    """

    clean: int
    raw: int
    length: int


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Maps half-open code point ranges of a clean text to ranges of its raw text.

    Characters of the clean text that stand in no run (a space put in place of a line break) map to
    the gap between their neighbours.

    Attributes:
        runs: Runs in ascending order, not overlapping in either text.
    """

    runs: tuple[Run, ...]

    def __post_init__(self) -> None:
        for left, right in pairwise(self.runs):
            if left.clean + left.length > right.clean or left.raw + left.length > right.raw:
                raise ValueError(f"runs overlap or run backwards: {left} {right}")

    @classmethod
    def identity(cls, length: int) -> OffsetMap:
        """Return the map of a text onto itself."""
        return cls((Run(0, 0, length),) if length else ())

    @classmethod
    def from_positions(cls, positions: Iterable[int | None]) -> OffsetMap:
        """Build the map from the raw offset of every clean character.

        Args:
            positions: For each clean character its raw offset, or None for an inserted one.
        """
        runs: list[Run] = []
        for clean, raw in enumerate(positions):
            if raw is None:
                continue
            last = runs[-1] if runs else None
            if last and clean == last.clean + last.length and raw == last.raw + last.length:
                runs[-1] = Run(last.clean, last.raw, last.length + 1)
            else:
                runs.append(Run(clean, raw, 1))
        return cls(tuple(runs))

    def to_raw(self, start: int, end: int) -> tuple[int, int]:
        """Return the raw range that a non-empty clean range came from.

        Raises:
            ValueError: If the range is empty or holds no mapped character.
        """
        first = self._run_at_or_after(start)
        last = self._run_at_or_before(end - 1)
        if start >= end or first is None or last is None or first.clean >= end:
            raise ValueError(f"no raw characters behind clean range [{start}, {end})")
        begin = first.raw + max(0, start - first.clean)
        final = last.raw + min(end - 1 - last.clean, last.length - 1)
        return begin, final + 1

    def to_clean(self, start: int, end: int) -> tuple[int, int]:
        """Return the clean range that a non-empty raw range became.

        Raises:
            ValueError: If nothing of the raw range is left in the clean text.
        """
        touched = [r for r in self.runs if r.raw < end and r.raw + r.length > start]
        if not touched:
            raise ValueError(f"no clean characters behind raw range [{start}, {end})")
        first, last = touched[0], touched[-1]
        begin = first.clean + max(0, start - first.raw)
        return begin, last.clean + min(end - last.raw, last.length)

    def to_json(self) -> str:
        """Return a compact JSON text, ``[[clean, raw, length], ...]``."""
        return json.dumps([[r.clean, r.raw, r.length] for r in self.runs], separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> OffsetMap:
        """Read what ``to_json`` wrote."""
        return cls(tuple(Run(*row) for row in json.loads(text)))

    def _run_at_or_after(self, clean: int) -> Run | None:
        index = bisect_right(self.runs, clean, key=lambda run: run.clean) - 1
        if index >= 0 and clean < self.runs[index].clean + self.runs[index].length:
            return self.runs[index]
        return self.runs[index + 1] if index + 1 < len(self.runs) else None

    def _run_at_or_before(self, clean: int) -> Run | None:
        index = bisect_right(self.runs, clean, key=lambda run: run.clean) - 1
        return self.runs[index] if index >= 0 else None


def collapse_whitespace(raw: str) -> tuple[str, OffsetMap]:
    """Return the text with every run of white space as one blank, trimmed, and its map."""
    chars: list[str] = []
    positions: list[int | None] = []
    for index, char in enumerate(raw):
        if char.isspace():
            if chars and chars[-1] != " ":
                chars.append(" ")
                positions.append(index)
            continue
        chars.append(char)
        positions.append(index)
    if chars and chars[-1] == " ":
        chars.pop()
        positions.pop()
    return "".join(chars), OffsetMap.from_positions(positions)


def join_cleaned(parts: Sequence[tuple[str, str, OffsetMap]], separator: str) -> tuple[str, str, OffsetMap]:
    """Join (clean, raw, map) triples into one, in order.

    Args:
        parts: Non-empty clean texts with their raw texts and maps.
        separator: Put between the raw texts; between the clean texts stands one blank.
    """
    clean, raw, positions = "", "", list[int | None]()
    for index, (text, source, offsets) in enumerate(parts):
        if index:
            clean += " "
            positions.append(None)
            raw += separator
        base = len(positions)
        positions.extend([None] * len(text))
        for run in offsets.runs:
            for step in range(run.length):
                positions[base + run.clean + step] = len(raw) + run.raw + step
        clean += text
        raw += source
    return clean, raw, OffsetMap.from_positions(positions)
