"""Counts that end the reading of a file before it fills the memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from quartier_nlp.errors import LimitError
from quartier_nlp.sources.reading import Limits

T = TypeVar("T")

#: More digits than any count, size or time in a document has.
_MOST_DIGITS = 9


def bounded(blocks: Iterable[T], limits: Limits) -> Iterator[T]:
    """Yield paragraphs, list items and cells as long as there are no more than allowed.

    Raises:
        LimitError: At the first one too many.
    """
    for number, block in enumerate(blocks, 1):
        if number > limits.paragraphs:
            raise too_many_paragraphs(limits)
        yield block


def check_lines(lines: int, limits: Limits) -> None:
    """Refuse a text by its number of lines, before anything is made of them.

    Raises:
        LimitError: If even wrapped and double-spaced lines would be too many paragraphs.
    """
    if lines > 4 * limits.paragraphs:
        raise too_many_paragraphs(limits)


def too_many_paragraphs(limits: Limits) -> LimitError:
    """Return the error for a document of too many paragraphs."""
    return LimitError(f"more than {limits.paragraphs} paragraphs: split the file or raise ingest.limits.paragraphs")


def whole(text: str | None, default: int) -> int:
    """Return the whole number that an attribute holds, or the default if it holds none."""
    digits = (text or "").strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= _MOST_DIGITS else default
