"""The border to libraries that read documents, which let out whatever a broken file makes of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from quartier_nlp.errors import SourceError

_QUOTED = re.compile(r"b?'(?:[^'\\]|\\.)*'?|b?\"(?:[^\"\\]|\\.)*\"?|„[^“]*“?")
_NAME_OF_A_PART = re.compile(r"['\"][\w-]+(?:[/.][\w-]+)+['\"]")


def without_content(message: str, longest: int = 200) -> str:
    """Return a library's message without what it quotes, which may be anybody's words; names of parts stay."""
    shown = _QUOTED.sub(lambda match: match.group() if _NAME_OF_A_PART.fullmatch(match.group()) else "…", message)
    return shown[:longest]


@contextmanager
def parsing(what: str, remedy: str) -> Iterator[None]:
    """Turn every error of a library into a broken file.

    Args:
        what: The document, for the message.
        remedy: What the user can do.

    Raises:
        SourceError: If the library fails, for whatever reason but memory, depth and its own absence.
    """
    try:
        yield
    except (SourceError, MemoryError, RecursionError, ImportError):
        raise
    except Exception as error:
        raise SourceError(f"broken {what} ({type(error).__name__}: {without_content(str(error))}): {remedy}") from error
