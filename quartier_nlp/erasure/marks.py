"""Digests by which what was forgotten is known again; nothing else is remembered of it.

A digest cannot be read back, but who has the store and guesses a name can test the guess.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from quartier_nlp.model.identity import derived_id
from quartier_nlp.model.letters import bare, digest

_WHOLE = 64
#: Texts with fewer letters and digits could be anybody's.
_SHORTEST_TEXT = 40


class Aspect(StrEnum):
    """What a digest is of."""

    CONTENT = "content"
    TEXT = "text"
    PATH = "path"


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that must not be taken up again.

    Attributes:
        aspect: What the digest is of.
        digest: SHA-256, 64 hex digits.
        speaker: Digest of a speaker's name, empty for the whole source.
        occasion: What was forgotten together.
    """

    aspect: str
    digest: str
    speaker: str
    occasion: str


def path_digest(path: str) -> str:
    """Return the digest of a path relative to the corpus."""
    return digest(f"path\0{unicodedata.normalize('NFC', path)}", _WHOLE)


def text_digest(texts: Iterable[str]) -> str | None:
    """Return the digest of a source's text whatever file it comes in, None for next to no text."""
    letters = "".join(bare(text) for text in texts)
    return digest(letters, _WHOLE) if len(letters) >= _SHORTEST_TEXT else None


def speaker_digest(of: str, name: str) -> str:
    """Return the digest of a speaker's name, different for every source."""
    return digest(f"{of}\0{plain_name(name)}", _WHOLE)


def plain_name(name: str) -> str:
    """Return a name in the form in which names are compared."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", name)).strip().casefold()


def marks_of(sha256: str, paths: Iterable[str], texts: Iterable[str], speaker: str | None) -> list[Mark]:
    """Return the marks of a source, or of one of its speakers.

    Args:
        sha256: Of the file's bytes.
        paths: Of the file, relative to the corpus.
        texts: Clean texts of its segments.
        speaker: Name of the speaker, None for the whole source.
    """
    occasion = derived_id("forgotten", sha256, "" if speaker is None else speaker_digest(sha256, speaker))
    return [
        Mark(aspect.value, value, "" if speaker is None else speaker_digest(value, speaker), occasion)
        for aspect, value in _digests(sha256, sorted(set(paths)), texts)
    ]


@dataclass(frozen=True)
class Forgotten:
    """Everything that must not be taken up again."""

    marks: Collection[Mark]

    def whole(self, sha256: str, paths: Iterable[str]) -> bool:
        """Whether a file must not be read."""
        return any("" in self._speakers(aspect, value) for aspect, value in _digests(sha256, paths))

    def text(self, texts: Iterable[str]) -> bool:
        """Whether a text must not be kept, whatever file it came in."""
        value = text_digest(texts)
        return value is not None and "" in self._speakers(Aspect.TEXT, value)

    def speakers(self, sha256: str, paths: Iterable[str]) -> list[str]:
        """Return what the reading of a file depends on: digests of speakers to leave out, in order."""
        return sorted(
            {one for aspect, value in _digests(sha256, paths) for one in self._speakers(aspect, value) if one}
        )

    def silenced(self, names: Iterable[str], sha256: str, paths: Iterable[str], texts: Iterable[str]) -> list[str]:
        """Return the names of the speakers of a file whose words must be left out."""
        digests = _digests(sha256, paths, texts)
        return [
            name
            for name in names
            if any(speaker_digest(value, name) in self._speakers(aspect, value) for aspect, value in digests)
        ]

    def _speakers(self, aspect: Aspect, value: str) -> set[str]:
        return self._by_digest.get((aspect.value, value), set())

    @cached_property
    def _by_digest(self) -> dict[tuple[str, str], set[str]]:
        speakers: dict[tuple[str, str], set[str]] = {}
        for mark in self.marks:
            speakers.setdefault((mark.aspect, mark.digest), set()).add(mark.speaker)
        return speakers


def _digests(sha256: str, paths: Iterable[str], texts: Iterable[str] = ()) -> list[tuple[Aspect, str]]:
    digests = [(Aspect.CONTENT, sha256), *((Aspect.PATH, path_digest(path)) for path in paths)]
    text = text_digest(texts)
    return digests if text is None else [*digests, (Aspect.TEXT, text)]
