"""From raw to clean text: white space, invisible characters and dropped marks, with the map back."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from quartier_nlp.model.offsets import OffsetMap, Run
from quartier_nlp.model.records import Anchor, Box
from quartier_nlp.model.vocabulary import SegmentRole
from quartier_nlp.sources.reading import Passage

#: Characters that show nothing: soft hyphen, zero-width, directional marks and isolates, object marks.
_INVISIBLE = (
    r"\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    r"\ufeff\uffa0\ufffc\U000e0000-\U000e007f\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
)
_NOTHING = re.compile(f"[{_INVISIBLE}]")
#: Whatever is not copied as it stands: invisible characters and white space other than one blank.
_SPECIAL = re.compile(rf"[{_INVISIBLE}]+|\s{{2,}}|[^\S ]")
_NEWLINE = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def as_raw(text: str) -> str:
    """Return the text in the form that every ``raw`` has: NFC, line feeds as line ends, no lone surrogates."""
    return unicodedata.normalize("NFC", _SURROGATE.sub("\ufffd", _NEWLINE.sub("\n", text)))


def is_invisible(char: str) -> bool:
    """Return whether a character that is not white space shows nothing."""
    return bool(_NOTHING.match(char))


@dataclass(slots=True)
class _Builder:
    """Clean text in the making: pieces of the raw text and where they came from."""

    pieces: list[str] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    length: int = 0

    def copy(self, raw: str, start: int, end: int) -> None:
        if start < end and raw[start] == " " and self._is_after_blank():
            start += 1
        if start < end:
            self._add(raw[start:end], start)

    def blank(self, position: int) -> None:
        if not self._is_after_blank():
            self._add(" ", position)

    def trim(self) -> None:
        if self.pieces and self.pieces[-1].endswith(" "):
            self.pieces[-1] = self.pieces[-1][:-1]
            last = self.runs.pop()
            if last.length > 1:
                self.runs.append(Run(last.clean, last.raw, last.length - 1))

    def _is_after_blank(self) -> bool:
        return not self.pieces or self.pieces[-1].endswith(" ")

    def _add(self, piece: str, position: int) -> None:
        last = self.runs[-1] if self.runs else None
        if last and last.raw + last.length == position:
            self.runs[-1] = Run(last.clean, last.raw, last.length + len(piece))
        else:
            self.runs.append(Run(self.length, position, len(piece)))
        self.pieces.append(piece)
        self.length += len(piece)


def clean(raw: str, drop: Iterable[tuple[int, int]] = ()) -> tuple[str, OffsetMap]:
    """Return the clean text of a raw text and its map.

    Args:
        raw: As returned by ``as_raw``.
        drop: Half-open ranges of ``raw`` that are marks, not text (time stamps, markup).
    """
    builder = _Builder()
    for start, end in _kept(len(raw), drop):
        cursor = start
        for special in _SPECIAL.finditer(raw, start, end):
            builder.copy(raw, cursor, special.start())
            if special.group().isspace():
                builder.blank(special.start())
            cursor = special.end()
        builder.copy(raw, cursor, end)
    builder.trim()
    return "".join(builder.pieces), OffsetMap(tuple(builder.runs))


def _kept(length: int, drop: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    cursor = 0
    for start, end in sorted(drop):
        if start > cursor:
            yield cursor, start
        cursor = max(cursor, end)
    if cursor < length:
        yield cursor, length


def make_passage(
    role: SegmentRole,
    raw: str,
    *,
    drop: Iterable[tuple[int, int]] = (),
    section: tuple[str, ...] = (),
    page: int | None = None,
    boxes: tuple[Box, ...] = (),
) -> Passage | None:
    """Return an untimed passage, or None where nothing visible is left."""
    text, offsets = clean(raw, drop)
    if not text:
        return None
    anchors = (Anchor(0, page=page),) if page is not None else ()
    return Passage(role, text, raw, offsets, section=section, page=page, boxes=boxes, anchors=anchors)
