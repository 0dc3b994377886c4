"""From raw to clean text: white space, invisible characters and dropped marks, with the map back."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from quartier_nlp.model.offsets import OffsetMap
from quartier_nlp.model.records import Anchor, Box
from quartier_nlp.model.vocabulary import SegmentRole
from quartier_nlp.sources.reading import Passage

#: Characters that show nothing: soft hyphen, zero-width, directional marks and isolates, object marks.
_INVISIBLE = frozenset(
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u3164\ufeff\uffa0\ufffc"
    + "".join(map(chr, (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070))))
    + "".join(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0000, 0xE0080))))
)
_NEWLINE = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_PLAIN = re.compile(r"[^\W_](?:[ \w.,;:!?()„“\"'/&%–-]*[\w.,;:!?)“\"'%])?", re.ASCII)


def as_raw(text: str) -> str:
    """Return the text in the form that every ``raw`` has: NFC, line feeds as line ends, no lone surrogates."""
    return unicodedata.normalize("NFC", _SURROGATE.sub("\ufffd", _NEWLINE.sub("\n", text)))


def is_invisible(char: str) -> bool:
    """Return whether a character that is not white space shows nothing."""
    return char in _INVISIBLE or unicodedata.category(char) == "Cc"


def clean(raw: str, drop: Iterable[tuple[int, int]] = ()) -> tuple[str, OffsetMap]:
    """Return the clean text of a raw text and its map.

    Args:
        raw: As returned by ``as_raw``.
        drop: Half-open ranges of ``raw`` that are marks, not text (time stamps, markup).
    """
    ranges = sorted(drop)
    if not ranges and "  " not in raw and _PLAIN.fullmatch(raw):
        return raw, OffsetMap.identity(len(raw))
    dropped = {index for start, end in ranges for index in range(start, end)}
    chars: list[str] = []
    positions: list[int | None] = []
    for index, char in enumerate(raw):
        if index in dropped:
            continue
        if char.isspace():
            if chars and chars[-1] != " ":
                chars.append(" ")
                positions.append(index)
        elif not is_invisible(char):
            chars.append(char)
            positions.append(index)
    if chars and chars[-1] == " ":
        chars.pop()
        positions.pop()
    return "".join(chars), OffsetMap.from_positions(positions)


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
