"""The clean text of a paragraph from its printed lines, with the map back to them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from quartier_nlp.model.offsets import OffsetMap, Run
from quartier_nlp.model.records import Anchor, Box
from quartier_nlp.model.vocabulary import SegmentRole
from quartier_nlp.sources.pdf.fragments import Fragment
from quartier_nlp.sources.pdf.hyphens import HYPHENS, Join, Vocabulary, is_torn, join_lines
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
#: All but the letters and marks that pass unchanged.
_SPECIAL = re.compile("[^ -~\u00a1-\u00ac\u00ae-\u02ff\u2012-\u2027\u2030-\u205e\u20a0-\u20cf]")
_BACKLINKS = "\u21a9\u21b5\u23ce"
_NOTE_MARK = re.compile(r"\[?\d{1,3}\]?|[*\u2020\u2021]{1,3}|\d{1,3}(?:,\s?\d{1,3})+")
_BULLET = re.compile(r"[•▪●■◦‣⁃○□➢➤✓\uf0b7\uf0a7\uf02d·–—-]\s+(?=\S)")
_UNITS = frozenset({"m", "km", "cm", "mm", "dm", "qm", "ha"})


class _Clean:
    """Grows the clean text together with its map to the raw text."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._runs: list[Run] = []
        self._length = 0
        self._last = ""

    def add(self, text: str, raw: int) -> None:
        """Append a stretch that stays as it is; it holds single blanks only."""
        if text[:1] == " " and self._last in {"", " "}:
            text, raw = text[1:], raw + 1
        if not text:
            return
        previous = self._runs[-1] if self._runs else None
        if previous and self._length == previous.clean + previous.length and raw == previous.raw + previous.length:
            self._runs[-1] = Run(previous.clean, previous.raw, previous.length + len(text))
        else:
            self._runs.append(Run(self._length, raw, len(text)))
        self._put(text)

    def add_special(self, char: str, raw: int) -> None:
        """Append a character that may change: a ligature, a combining mark, white space."""
        if char.isspace():
            self.add(" ", raw)
            return
        if unicodedata.combining(char) and self._last:
            composed = unicodedata.normalize("NFC", self._last + char)
            if len(composed) == 1:
                self._pieces[-1] = self._pieces[-1][:-1] + composed
                self._last = composed
                return
        letters = unicodedata.normalize("NFC", _LIGATURES.get(char, char))
        self.add(letters[:1], raw)
        self._put(letters[1:])

    def text(self) -> tuple[str, OffsetMap]:
        """Return the text without a blank at its end, and its map."""
        text = "".join(self._pieces)
        if text.endswith(" "):
            text, last = text[:-1], self._runs[-1]
            if last.clean + last.length > len(text):
                self._runs[-1:] = [Run(last.clean, last.raw, last.length - 1)] if last.length > 1 else []
        return text, OffsetMap(tuple(self._runs))

    def _put(self, text: str) -> None:
        if text:
            self._pieces.append(text)
            self._length += len(text)
            self._last = text[-1]


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
        if role is SegmentRole.TABLE_CELL and join is Join.BLANK and is_torn(line.text, following, vocabulary):
            join = Join.KEEP
        token = "" if join is Join.BLANK else _open_token(token + line.text, join)
        bullet = _BULLET.match(line.text) if index == 0 and role is SegmentRole.LIST_ITEM else None
        _add_line(clean, line, len(raw), join if following else Join.BLANK, bullet.end() if bullet else 0)
        raw += line.text
        if following and join is Join.BLANK:
            clean.add(" ", len(raw))
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
    before = re.search(r"[^\W\d_]+$", line.text[:start].rstrip())
    return before is None or before.group() not in _UNITS


def _add_line(clean: _Clean, line: Fragment, base: int, join: Join, skip: int) -> None:
    """Append a line's characters but for those before ``skip``, note marks and a hyphen that goes."""
    text = line.text
    dropped = {i for start, end in line.raised if is_note_mark(line, start, end) for i in range(start, end)}
    if join is Join.DROP:
        dropped.add(len(text.rstrip()) - 1)
    start = skip
    for index in sorted(dropped.union(match.start() for match in _SPECIAL.finditer(text))):
        if index < skip:
            continue
        clean.add(text[start:index], base + start)
        start = index + 1
        char = "-" if text[index] in HYPHENS[1:3] else text[index]
        visible = char.isspace() or (char.isprintable() and not _INVISIBLE.match(char) and char not in _BACKLINKS)
        if index not in dropped and visible:
            clean.add_special(char, base + index)
    clean.add(text[start:], base + start)


def _merge(boxes: Sequence[Box]) -> tuple[Box, ...]:
    """Merge the boxes of consecutive lines of one column into one box each."""
    merged: list[Box] = []
    for box in boxes:
        last = merged[-1] if merged else None
        if last and last.page == box.page and box.top >= last.top and box.x0 < last.x1 and last.x0 < box.x1:
            merged[-1] = Box(
                box.page,
                min(last.x0, box.x0),
                min(last.top, box.top),
                max(last.x1, box.x1),
                max(last.bottom, box.bottom),
            )
        else:
            merged.append(box)
    return tuple(merged)
