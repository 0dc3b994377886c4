"""What would tell that a forgotten text is still there, and how to find it.

A stretch of 32 letters and digits in a row (about six words) is taken for a trace, and so are shorter
turns and quotes as a whole, and names. What also stands in a source that stays is none: it is there
by right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from quartier_nlp.model.letters import bare, bare_with_places

#: Letters and digits in a row that are no chance.
WINDOW = 32
#: Shortest turn or quote that is looked for as a whole, in letters and digits.
_SHORTEST = 14
_BASE = np.uint64(0x100000001B3)
_BLOCK = 1 << 20
#: What may stand between two letters of a word: a hyphen at the end of a line, a dash, nothing.
_BETWEEN = r"[\W_]*"
BLACK = "█"


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found in one text.

    Attributes:
        passages: Stretches of the forgotten text.
        names: Names and other literal strings.
    """

    passages: int = 0
    names: int = 0

    def __bool__(self) -> bool:
        return bool(self.passages or self.names)

    def __add__(self, other: Hits) -> Hits:
        return Hits(self.passages + other.passages, self.names + other.names)


@dataclass(frozen=True)
class Traces:
    """What to look for.

    Attributes:
        windows: Every stretch of 32 letters and digits.
        phrases: Shorter turns and quotes, letters and digits only; they count as whole words, whatever stands
            between the letters.
        names: Found as whole words as they are and in capitals; a German genitive counts as well.
        shared: How many of the former were dropped because they stand elsewhere by right.
    """

    windows: frozenset[str]
    phrases: tuple[str, ...]
    names: tuple[str, ...]
    shared: int = 0

    @classmethod
    def of(cls, texts: Iterable[str], quotes: Iterable[str] = (), names: Iterable[str] = ()) -> Traces:
        """Return the traces of texts (one per turn or paragraph), quotes from them, and names."""
        bared = [bare(text) for text in texts]
        windows = {text[start : start + WINDOW] for text in bared for start in range(len(text) - WINDOW + 1)}
        short = {text for text in (*bared, *map(bare, quotes)) if _SHORTEST <= len(text) < WINDOW}
        return cls(frozenset(windows), tuple(sorted(short)), tuple(sorted({name for name in names if name.strip()})))

    def __len__(self) -> int:
        return len(self.windows) + len(self.phrases) + len(self.names)

    def without(self, texts: Iterable[str]) -> Traces:
        """Return the traces that stand in none of the texts."""
        windows, phrases, names = set(self.windows), set(self.phrases), set(self.names)
        for text in blocks(texts):
            letters = bare(text)
            windows -= self._windows_in(letters)
            phrases -= {phrase for phrase in phrases if phrase in letters and _phrase(phrase).search(text)}
            names -= {name for name in names if _literal([name]).search(text)}
        left = Traces(frozenset(windows), tuple(sorted(phrases)), tuple(sorted(names)))
        return Traces(left.windows, left.phrases, left.names, self.shared + len(self) - len(left))

    def find(self, text: str) -> Hits:
        """Return how many traces stand in a text."""
        letters = bare(text)
        short = [phrase for phrase in self.phrases if phrase in letters and _phrase(phrase).search(text)]
        passages = len(self._windows_in(letters)) + len(short)
        names = len(_literal(self.names).findall(text)) if self.names else 0
        return Hits(passages, names)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return half-open ranges of a text that are traces, in order, not overlapping."""
        letters, places = bare_with_places(text)
        found = [(start, start + WINDOW) for start in self._places_of_windows(letters)]
        ranges = [(places[start], places[end - 1] + 1) for start, end in found]
        for phrase in self.phrases:
            if phrase in letters:
                ranges += [match.span() for match in _phrase(phrase).finditer(text)]
        if self.names:
            ranges += [match.span() for match in _literal(self.names).finditer(text)]
        merged: list[tuple[int, int]] = []
        for start, end in sorted(ranges):
            if merged and start <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        return merged

    def blacken(self, text: str) -> str:
        """Return the text with traces blacked out, of the same length."""
        for start, end in self.spans(text):
            text = text[:start] + blacked(text[start:end]) + text[end:]
        return text

    @cached_property
    def _hashes(self) -> NDArray[np.uint64]:
        return np.unique(np.concatenate([_rolling(window) for window in sorted(self.windows)]))

    def _windows_in(self, letters: str) -> set[str]:
        return {letters[start : start + WINDOW] for start in self._places_of_windows(letters)}

    def _places_of_windows(self, letters: str) -> Sequence[int]:
        if len(letters) < WINDOW or not self.windows:
            return ()
        candidates = np.flatnonzero(np.isin(_rolling(letters), self._hashes))
        return [start for start in candidates.tolist() if letters[start : start + WINDOW] in self.windows]


def blocks(texts: Iterable[str]) -> Iterator[str]:
    """Join texts into larger ones: many short ones would take long to search."""
    block: list[str] = []
    size = 0
    for text in texts:
        block.append(text)
        size += len(text)
        if size > _BLOCK:
            yield "\n".join(block)
            block, size = [], 0
    if block:
        yield "\n".join(block)


def blacked(text: str) -> str:
    """Return a text of the same length with every character but white space blacked out."""
    return re.sub(r"\S", BLACK, text)


def _literal(names: Sequence[str]) -> re.Pattern[str]:
    longest_first = sorted({*names, *(name.upper() for name in names)}, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?=s?(?!\w))")


@lru_cache(maxsize=4_096)
def _phrase(letters: str) -> re.Pattern[str]:
    """Return what finds letters as whole words; "ss" also stands for what was folded into it."""
    parts = [rf"(?:ß|s{_BETWEEN}s)" if part == "ss" else re.escape(part) for part in re.findall("ss|.", letters)]
    spread = _BETWEEN.join(parts)
    return re.compile(rf"(?<!\w){spread}(?!\w)", re.IGNORECASE)


def _rolling(letters: str) -> NDArray[np.uint64]:
    """Return a hash of every window, modulo 2^64."""
    codes = np.frombuffer(letters.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint64)
    count = len(codes) - WINDOW + 1
    result = np.zeros(count, dtype=np.uint64)
    for offset in range(WINDOW):
        result = result * _BASE + codes[offset : offset + count]
    return result
