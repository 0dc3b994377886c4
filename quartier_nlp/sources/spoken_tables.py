"""Transcripts laid out as a table: a row a turn, with columns for time, speaker and words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from quartier_nlp.sources.clock import CLOCK, STAMP
from quartier_nlp.sources.speakers import is_plausible

_SPEAKER_HEADER = re.compile(r"(?:Sprecher|Speaker|Redner|Name)(?:\s*[:/*]?\s*in)?(?:nen)?:?", re.IGNORECASE)
_MINIMUM_ROWS = 3
_MAXIMUM_COLUMNS = 12
_SHARE = 0.7
#: Turns are longer on average than the entries of a programme.
_SPOKEN_LENGTH = 15


def lines_of_spoken_rows(rows: Sequence[Sequence[str]]) -> list[str] | None:
    """Return the rows as ``[time] Name: words``, or None if the table is no transcript.

    A column of names alone proves nothing (a list of tasks has one): a column of times or a header
    that says so must stand beside it.
    """
    width = max(map(len, rows), default=0)
    if len(rows) < _MINIMUM_ROWS or not 2 <= width <= _MAXIMUM_COLUMNS:
        return None
    columns = [[row[column].strip() if column < len(row) else "" for row in rows] for column in range(width)]
    times = next((n for n, cells in enumerate(columns) if _share(cells, _is_time)), None)
    speakers = next((n for n, cells in enumerate(columns) if n != times and _names(cells)), None)
    if speakers is None or (times is None and not _SPEAKER_HEADER.fullmatch(columns[speakers][0])):
        return None
    words = max(
        (n for n in range(width) if n not in (times, speakers)), key=lambda n: _length(columns[n]), default=None
    )
    headed = bool(_SPEAKER_HEADER.fullmatch(columns[speakers][0]))
    if words is None or (not headed and _length(columns[words]) < _SPOKEN_LENGTH * len(rows)):
        return None
    body = rows[1:] if headed else rows
    return [line for row in body if (line := _line(row, times, speakers, words))]


def _line(row: Sequence[str], times: int | None, speakers: int, words: int) -> str | None:
    text = row[words].strip() if words < len(row) else ""
    name = " ".join(row[speakers].split()).rstrip(":") if speakers < len(row) else ""
    time = row[times].strip(" []#()") if times is not None and times < len(row) else ""
    if not text:
        return None
    clock = CLOCK.match(time)
    lead = f"[{clock.group().replace('-', '.')}] " if clock else ""
    return f"{lead}{name}: {text}" if name else f"{lead}{text}"


def _is_time(cell: str) -> bool:
    return bool(CLOCK.match(cell) or STAMP.match(cell))


def _names(cells: Sequence[str]) -> bool:
    counts = Counter(cell.rstrip(":") for cell in cells if cell)
    recurring = sum(count for name, count in counts.items() if count > 1 and is_plausible(name))
    return recurring >= max(2, len(cells) // 2) and _share([c.rstrip(":") for c in cells if c], is_plausible)


def _share(cells: Sequence[str], fits: Callable[[str], bool]) -> bool:
    return bool(cells) and sum(1 for cell in cells if cell and fits(cell)) >= _SHARE * len(cells)


def _length(cells: Sequence[str]) -> int:
    return sum(map(len, cells))
