"""Loading JSON of unknown origin: depth and size first, then the standard parser."""

from __future__ import annotations

import json
import math
import re
from pathlib import Path
from typing import Any

from quartier_nlp.errors import LimitError, SourceError
from quartier_nlp.sources.decoding import read_text
from quartier_nlp.sources.reading import Limits

#: A string that nobody closes goes on to the end: to try again at every quote would take the square of its length.
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)|[\[{]|[\]}]', re.DOTALL)


def load_json(path: Path, limits: Limits) -> Any:
    """Return the value that a JSON file holds.

    Raises:
        SourceError: If it is no JSON, with line and column.
        LimitError: If it nests deeper than allowed.
    """
    text = read_text(path, limits)
    check_depth(text, limits.depth)
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise SourceError(
            f"broken JSON in line {error.lineno}, column {error.colno} ({error.msg}): export the file again"
        ) from error
    except (RecursionError, ValueError) as error:
        raise SourceError(f"broken JSON ({error}): export the file again") from error


def check_depth(text: str, depth: int) -> None:
    """Raise ``LimitError`` if brackets nest deeper than ``depth``."""
    level = 0
    for match in _TOKEN.finditer(text):
        bracket = match.group()
        if bracket in "[{":
            level += 1
            if level > depth:
                raise LimitError(
                    f"JSON nests deeper than {depth} levels (character {match.start()}): "
                    "this is no transcript; take the file out of the corpus or raise ingest.limits.depth"
                )
        elif bracket in "]}":
            level -= 1


def number(value: Any) -> float | None:
    """Return a finite, non-negative number as float, else None."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        result = float(value)
    except OverflowError:
        return None
    return result if math.isfinite(result) and result >= 0 else None


def text_of(value: Any) -> str | None:
    """Return a string, else None."""
    return value if isinstance(value, str) else None
