"""What is left of a text when format, case and punctuation are taken away."""

from __future__ import annotations

import hashlib
import re

_OTHER = re.compile(r"[\W_]+")
_LENGTH = 16


def bare(text: str) -> str:
    """Return the letters and digits of a text, lower case: what survives a change of format."""
    return _OTHER.sub("", text.casefold())


def bare_with_places(text: str) -> tuple[str, list[int]]:
    """Return ``bare(text)`` and for each of its characters the offset in the text that it comes from."""
    letters: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        for folded in bare(char):
            letters.append(folded)
            places.append(place)
    return "".join(letters), places


def digest(text: str, length: int = _LENGTH) -> str:
    """Return the first hex digits of a text's SHA-256."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:length]
