"""The border to libraries that read documents, which let out whatever a broken file makes of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from quartier_nlp.errors import SourceError


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
        raise SourceError(f"broken {what} ({type(error).__name__}: {str(error)[:300]}): {remedy}") from error
