"""The clean text of a paragraph from its printed lines, with the map back to them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from quartier_nlp.model.offsets import OffsetMap
from quartier_nlp.model.records import Anchor, Box
from quartier_nlp.model.vocabulary import SegmentRole
from quartier_nlp.sources.pdf.fragments import Fragment
from quartier_nlp.sources.pdf.hyphens import HYPHENS, Join, Vocabulary, join_lines
from quartier_nlp.sources.reading import Passage

_LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufe00-\ufe0f\ufffe\uffff]")
_BACKLINKS = "\u21a9\u21b5\u23ce"
_NOTE_MARK = re.compile(r"\[?\d{1,3}\]?|[*\u2020\u2021]{1,3}|\d{1,3}(?:,\s?\d{1,3})+")
_UNITS = frozenset({"m", "km", "cm", "mm", "dm", "qm", "ha"})


class _Clean:
    """Grows the clean text together with the raw offset of every character."""

    def __init__(self) -> None:
        self.chars: list[str] = []
        self.positions: list[int | None] = []

    def add(self, char: str, position: int | None) -> None:
        """Append a character; white space collapses, combining marks compose."""
        if char.isspace():
            self.blank(position)
            return
        if unicodedata.combining(char) and self.chars:
            composed = unicodedata.normalize("NFC", self.chars[-1] + char)
            if len(composed) == 1:
                self.chars[-1] = composed
                return
        for piece in unicodedata.normalize("NFC", _LIGATURES.get(char, char)):
            self.chars.append(piece)
            self.positions.append(position)
            position = None

    def blank(self, position: int | None) -> None:
        """Append a blank unless one stands there already."""
        if self.chars and self.chars[-1] != " ":
            self.chars.append(" ")
            self.positions.append(position)

    def text(self) -> tuple[str, OffsetMap]:
        """Return the text without a blank at its end, and its map."""
        while self.chars and self.chars[-1] == " ":
            self.chars.pop()
            self.positions.pop()
        return "".join(self.chars), OffsetMap.from_positions(self.positions)


def passage_of(
    lines: Sequence[Fragment],
    role: SegmentRole,
    vocabulary: Vocabulary,
    section: tuple[str, ...] = (),
    speaker: str | None = None,
) -> Passage | None:
    """Return the passage that the lines form, or None if nothing of them is left.

    The raw text is the lines as printed with a line feed between them.
    """
    clean, raw, anchors = _Clean(), "", list[Anchor]()
    token = ""  # word or address that the line before left open
    for index, line in enumerate(lines):
        if index:
            raw += "\n"
        anchors.append(Anchor(start=len(raw), page=line.page, box=line.box))
        following = lines[index + 1].text if index + 1 < len(lines) else ""
        join = join_lines(token + line.text, following, vocabulary)
        token = "" if join is Join.BLANK else _open_token(token + line.text, join)
        _add_line(clean, line, len(raw), join if following else Join.BLANK)
        raw += line.text
        if following and join is Join.BLANK:
            clean.blank(len(raw))
    text, offsets = clean.text()
    if not text:
        return None
    return Passage(
        role=role,
        text=text,
        raw=raw,
        offsets=offsets,
        section=section,
        speaker=speaker,
        page=lines[0].page,
        boxes=_merge([line.box for line in lines]),
        anchors=tuple(anchors),
    )


def _open_token(text: str, join: Join) -> str:
    token = text.rsplit(maxsplit=1)[-1]
    return token[:-1] if join is Join.DROP else token


def is_note_mark(line: Fragment, start: int, end: int) -> bool:
    """Return whether a raised range of a line refers to a note (and is no exponent)."""
    if not _NOTE_MARK.fullmatch(line.text[start:end].strip()):
        return False
    before = re.search(r"[^\W\d_]+$", line.text[:start])
    return before is None or before.group() not in _UNITS


def _add_line(clean: _Clean, line: Fragment, base: int, join: Join) -> None:
    dropped = {i for start, end in line.raised if is_note_mark(line, start, end) for i in range(start, end)}
    text = line.text
    if join is Join.DROP:
        end = len(text.rstrip())
        dropped.add(end - 1)
    for index, char in enumerate(text):
        if index in dropped or _INVISIBLE.match(char) or char in _BACKLINKS:
            continue
        if char in HYPHENS[1:3]:
            char = "-"
        if not char.isprintable() and not char.isspace():
            continue
        clean.add(char, base + index)


def _merge(boxes: Sequence[Box]) -> tuple[Box, ...]:
    """Merge the boxes of consecutive lines of one column into one box each."""
    merged: list[Box] = []
    for box in boxes:
        last = merged[-1] if merged else None
        if last and last.page == box.page and box.top >= last.top and box.x0 < last.x1 and last.x0 < box.x1:
            merged[-1] = Box(
                box.page, min(last.x0, box.x0), min(last.top, box.top), max(last.x1, box.x1), max(last.bottom, box.bottom)
            )
        else:
            merged.append(box)
    return tuple(merged)
