"""Words of scanned pages through Tesseract, where it is installed."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from collections.abc import Iterator
from typing import Any

from quartier_nlp.sources.pdf.words import Face, Word

_PROGRAM = "tesseract"
_DPI = 300
_TIMEOUT_SECONDS = 60
_LINE_LEVEL, _WORD_LEVEL = "4", "5"
_LEAST_CONFIDENCE = 30.0
#: Largest rendered page in pixels; a poster is rendered coarser.
_MOST_PIXELS = 40_000_000


def available() -> bool:
    """Return whether pages can be read by OCR on this machine."""
    return shutil.which(_PROGRAM) is not None


def recognise(page: Any) -> tuple[Word, ...] | None:
    """Return the words that Tesseract sees on a pypdfium2 page, or None if it fails.

    Only the rendered image goes to the program, through a pipe.
    """
    program = shutil.which(_PROGRAM)
    if program is None:
        return None
    width, height = page.get_size()
    scale = min(_DPI / 72, (_MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
    image = io.BytesIO()
    page.render(scale=scale, grayscale=True).to_pil().save(image, "PNG")
    command = [program, "stdin", "stdout", "-l", "deu", "--dpi", str(round(72 * scale)), "tsv"]
    try:
        result = subprocess.run(  # noqa: S603 - fixed arguments, no part of the document among them
            command, input=image.getvalue(), capture_output=True, timeout=_TIMEOUT_SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return tuple(_words(result.stdout.decode("utf-8", "replace"), scale))


def _words(table: str, scale: float) -> Iterator[Word]:
    """Read Tesseract's table; every word takes size and baseline from the line above it in the table."""
    size = baseline = 0.0
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        try:
            left, top, width, height = (float(row[name]) / scale for name in ("left", "top", "width", "height"))
            confidence = float(row["conf"])
        except (KeyError, TypeError, ValueError):
            continue
        if row["level"] == _LINE_LEVEL:
            size, baseline = max(1.0, float(round(height))), top + 0.78 * height
        text = (row.get("text") or "").strip()
        if row["level"] == _WORD_LEVEL and text and size and confidence >= _LEAST_CONFIDENCE:
            yield Word(text, left, left + width, baseline, Face(size, False, False, 0.0))
