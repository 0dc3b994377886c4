"""What a file name says of versions: "Protokoll_v2.docx" is a newer "Protokoll.docx"."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath

_NUMBER = re.compile(
    r"[\s_.-]*(?:\(\s*(?P<copy>\d{1,2})\s*\)|(?<![^\W_])(?:version|fassung|vers|rev|v)[\s_.-]*(?P<number>\d{1,3}(?:[._]\d{1,3})?))(?![^\W_])"
)
_OLDER = r"entwurf|draft|vorläufig|vorlaeufig|alt|old"
_NEUTRAL = r"kopie|copy|scan|export"
_NEWER = r"neu|new|korr|korrigiert|korrektur|überarbeitet|ueberarbeitet|aktualisiert|ergänzt|ergaenzt|revised"
_FINAL = r"final|endfassung|endversion|freigegeben"
_WORD = re.compile(
    rf"[\s_.-]*(?<![^\W_])(?:(?P<older>{_OLDER})|(?P<neutral>{_NEUTRAL})|(?P<newer>{_NEWER})|(?P<final>{_FINAL}))(?![^\W_])"
)
_RANKS = {"older": -1, "neutral": 0, "newer": 1, "final": 2}
_SEPARATORS = re.compile(r"[\s_.-]+")


@dataclass(frozen=True, slots=True)
class VersionedName:
    """A file name taken apart.

    Attributes:
        stem: What all versions share, lower case, without the suffix.
        rank: Greater for a newer version: number and word; equal where the name is silent.
    """

    stem: str
    rank: tuple[float, int]


def versioned(path: str) -> VersionedName:
    """Take a path's file name apart. Days in a name tell events apart, not versions, and stay."""
    name = unicodedata.normalize("NFC", PurePosixPath(path).stem).casefold()
    numbers = [match.group("copy") or match.group("number") for match in _NUMBER.finditer(name)]
    words = [_RANKS[str(match.lastgroup)] for match in _WORD.finditer(name)]
    bare = _SEPARATORS.sub(" ", _WORD.sub(" ", _NUMBER.sub(" ", name))).strip()
    if not bare:
        return VersionedName(_SEPARATORS.sub(" ", name).strip(), (1.0, 0))
    number = float(numbers[-1].replace("_", ".")) if numbers else 1.0
    return VersionedName(bare, (number, words[-1] if words else 0))
