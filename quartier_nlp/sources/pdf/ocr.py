"""Words of scanned pages through Tesseract, where it is installed."""

from __future__ import annotations

import csv
import io
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any

from quartier_nlp.sources import tesseract
from quartier_nlp.sources.pdf.words import Face, Word

_DPI = 300
_TIMEOUT_SECONDS = 60
_LINE_LEVEL, _WORD_LEVEL = "4", "5"
_LEAST_CONFIDENCE = 30.0
#: Largest rendered page in pixels; a poster is rendered coarser.
_MOST_PIXELS = 40_000_000
_USUAL_SIZE = 10.0
_DESCENDERS = frozenset("gjpqyßQ,;()[]{}|/_@ç")

#: Block, paragraph and line as Tesseract counts them.
_Place = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class _Seen:
    """A word that Tesseract saw, in points."""

    text: str
    x0: float
    x1: float
    bottom: float


def recognise(page: Any) -> tuple[Word, ...] | None:
    """Return the words that Tesseract sees on a pypdfium2 page, or None if it fails.

    Only the rendered image goes to the program, through a pipe.
    """
    program = tesseract.program()
    if program is None:
        return None
    width, height = page.get_size()
    scale = min(_DPI / 72, (_MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
    image = io.BytesIO()
    page.render(scale=scale, grayscale=True).to_pil().save(image, "PNG")
    command = [program, "stdin", "stdout", "-l", tesseract.LANGUAGE, "--dpi", str(round(72 * scale)), "tsv"]
    try:
        result = subprocess.run(  # noqa: S603 - fixed arguments, no part of the document among them
            command, input=image.getvalue(), capture_output=True, timeout=_TIMEOUT_SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return tuple(_words(result.stdout.decode("utf-8", "replace"), scale))


def _words(table: str, scale: float) -> Iterator[Word]:
    """Read Tesseract's table; the lines of a paragraph have one size, and the words of a line one baseline."""
    heights: dict[_Place, list[float]] = defaultdict(list)
    lines: dict[_Place, list[_Seen]] = defaultdict(list)
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        try:
            left, top, width, height = (float(row[name]) / scale for name in ("left", "top", "width", "height"))
            confidence = float(row["conf"])
            block, paragraph, line = (int(row[name]) for name in ("block_num", "par_num", "line_num"))
        except (KeyError, TypeError, ValueError):
            continue
        if row["level"] == _LINE_LEVEL:
            heights[block, paragraph, 0].append(height)
        text = (row.get("text") or "").strip()
        if row["level"] == _WORD_LEVEL and text and confidence >= _LEAST_CONFIDENCE:
            lines[block, paragraph, line].append(_Seen(text, left, left + width, top + height))
    for (block, paragraph, _), words in lines.items():
        size = max(1.0, float(round(median(heights[block, paragraph, 0] or [_USUAL_SIZE]))))
        standing = [word.bottom for word in words if not _DESCENDERS & set(word.text)]
        baseline = median(standing) if standing else median(word.bottom for word in words) - 0.22 * size
        for word in words:
            yield Word(word.text, word.x0, word.x1, baseline, Face(size, False, False, 0.0))
