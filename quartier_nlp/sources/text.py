"""Plain text: speaker turns with or without f4 stamps, bare captions, prose."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from quartier_nlp.model.vocabulary import SegmentRole
from quartier_nlp.sources.bounds import bounded, check_lines
from quartier_nlp.sources.decoding import decode_head, read_text
from quartier_nlp.sources.document import PSEUDO_LEVEL, Block, Content, read_blocks
from quartier_nlp.sources.metadata import document_metadata, transcript_metadata
from quartier_nlp.sources.reading import Limits, Reading
from quartier_nlp.sources.spoken_tables import lines_of_spoken_rows
from quartier_nlp.sources.turns import Cue, join_cues

_BULLET = re.compile(r"\s*(?:[-*•‣–]|\d{1,2}[.)])\s+(?=\S)")
_MARKUP_START = re.compile(r"\s*<(?:[!?]|/?[A-Za-z])|\s*%PDF|\{\\rtf")
_WRAP = 120
_WORDS_PER_MARK = 60
_MINIMUM_WORDS = 30
_TABLE_SHARE = 0.9


class TextReader:
    """Reads plain text; the reader of last resort for what is text at all."""

    name = "text"

    def accepts(self, head: bytes, path: Path) -> bool:  # noqa: ARG002 - any text will do
        """Return whether the file is text without markup."""
        text = decode_head(head)
        return text is not None and not _MARKUP_START.match(text)

    def read(self, path: Path, limits: Limits) -> Reading:
        """Read the file."""
        content = content_of_text(read_text(path, limits), limits)
        make = transcript_metadata if content.spoken else document_metadata
        return Reading(self.name, make(content.passages, path), content.passages, content.notices)


def content_of_text(text: str, limits: Limits) -> Content:
    """Return the passages of a plain text."""
    check_lines(text.count("\n"), limits)
    if is_unpunctuated(text):
        blocks = [Cue(block, opens_turn=True) for block in _split_blank(text)]
        return Content(tuple(join_cues(blocks)), spoken=True)
    # line by line first: transcripts have a turn a line, prose is joined only if it is no transcript
    lines = [Block(SegmentRole.PARAGRAPH, line.strip()) for line in _table_as_turns(text.split("\n")) if line.strip()]
    if lines and _is_title(text.strip().split("\n")):
        lines[0] = Block(SegmentRole.HEADING, lines[0].text)
    spoken = read_blocks(lines)
    return spoken if spoken.spoken else read_blocks(list(bounded(_prose(text), limits)))


def _table_as_turns(lines: list[str]) -> list[str]:
    """Return the lines with a table of time, speaker and words, typed with tabs or bars, as turns."""
    for sign in "\t|":
        rows = {number: _cells(line, sign) for number, line in enumerate(lines) if line.strip(f" {sign}").count(sign)}
        first, last = min(rows, default=0), max(rows, default=-1)
        filled = [number for number in range(first, last + 1) if lines[number].strip()]
        if len(rows) >= _TABLE_SHARE * len(filled) and (turns := lines_of_spoken_rows([*rows.values()])) is not None:
            return [*lines[:first], *turns, *lines[last + 1 :]]
    return lines


def _cells(line: str, sign: str) -> list[str]:
    return [cell.strip() for cell in line.strip(f" {sign}").split(sign)]


def is_unpunctuated(text: str) -> bool:
    """Return whether a text is bare captions: lower case, hardly a full stop."""
    words = len(text.split())
    if words < _MINIMUM_WORDS:
        return False
    marks = len(re.findall(r"[.!?…:](?=\s|$)", text))
    capitals = len(re.findall(r"(?<!\w)[A-ZÄÖÜ]\w", text))
    return words >= _WORDS_PER_MARK * max(1, marks) and (marks == 0 or capitals < 0.25 * words)


def _split_blank(text: str) -> list[str]:
    return [part.strip("\n") for part in re.split(r"\n[ \t]*\n", text) if part.strip()]


def _is_title(lines: list[str]) -> bool:
    return len(lines) > 2 and _reads_like_title(lines[0]) and not lines[1].strip()


def _reads_like_title(line: str) -> bool:
    text = line.strip()
    return (
        3 <= len(text) <= _WRAP
        and text[-1] not in ".,;:!?…"
        and text[0].isalnum()
        and not text[0].islower()
        and bool(re.search(r"[^\W\d_]{3}", text))
    )


def _prose(text: str) -> Iterable[Block]:
    parts = _split_blank(text)
    for number, part in enumerate(parts):
        lines = [line for line in part.split("\n") if line.strip()]
        if len(lines) == 1 and len(lines[0]) <= 90 and len(parts) > 1 and _reads_like_title(lines[0]):
            yield Block(SegmentRole.HEADING, lines[0].strip(), level=1 if number == 0 else 2)
        elif any(_BULLET.match(line) for line in lines):
            yield from _list(lines)
        elif max(map(len, lines)) > _WRAP:
            yield from (Block(SegmentRole.PARAGRAPH, line.strip()) for line in lines)
        else:
            yield Block(SegmentRole.PARAGRAPH, "\n".join(line.strip() for line in lines))


def _list(lines: Iterable[str]) -> Iterable[Block]:
    role, item = SegmentRole.PARAGRAPH, list[str]()
    for line in lines:
        bullet = _BULLET.match(line)
        if bullet:
            if item:
                is_title = role is SegmentRole.PARAGRAPH and len(item) == 1 and _reads_like_title(item[0].rstrip(":"))
                yield Block(SegmentRole.HEADING if is_title else role, "\n".join(item), level=PSEUDO_LEVEL)
            role, item = SegmentRole.LIST_ITEM, [line[bullet.end() :].strip()]
        else:
            item.append(line.strip())
    yield Block(role, "\n".join(item))
