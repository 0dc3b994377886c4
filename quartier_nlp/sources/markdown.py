"""Markdown: headings, paragraphs, lists, tables and notes; also transcripts kept as Markdown."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from quartier_nlp.model.vocabulary import SegmentRole
from quartier_nlp.sources.bounds import bounded, check_lines
from quartier_nlp.sources.cleaning import as_raw, clean
from quartier_nlp.sources.decoding import decode_head, read_text
from quartier_nlp.sources.document import PSEUDO_LEVEL, Block, Content, looks_like_heading, read_blocks
from quartier_nlp.sources.markdown_front import front_matter_length
from quartier_nlp.sources.metadata import document_metadata, transcript_metadata
from quartier_nlp.sources.reading import Limits, Reading
from quartier_nlp.sources.spoken_tables import lines_of_spoken_rows
from quartier_nlp.sources.text import content_of_text, is_unpunctuated

_SUFFIXES = frozenset({".md", ".markdown", ".mdown", ".mkd"})
_SIGN = re.compile(r"^(?:#{1,6} \S|\*\*[^*\n]+\*\*\s*:?|\|[ :|-]{3,}\|?$|[-*+] \[[ x]\] )", re.MULTILINE)
_ENTITY = re.compile(r"&(?!lt;|gt;|amp;)(?:[A-Za-z]{2,10}|#\d{1,6}|#x[0-9A-Fa-f]{1,5});")
_LINK_TAIL = re.compile(r"\]\((?:[^()\n]|\([^()\n]*\))*\)|\]\[[^\]\n]*\]|\]")
_NOTE_REFERENCE = re.compile(r"\[\^[^\]\s]{1,20}\](?!:)")
_NOTE = re.compile(r"\[\^[^\]\s]{1,20}\]:\s*")
_LINK_DEFINITION = re.compile(r"\[[^\]^][^\]]*\]:\s+\S+(?:\s+\"[^\"]*\")?")
_TAG = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)
_NESTING = 100


class MarkdownReader:
    """Reads Markdown files."""

    name = "markdown"

    def accepts(self, head: bytes, path: Path) -> bool:
        """Return whether text is named Markdown or, whatever its name, written as such."""
        text = decode_head(head)
        if text is None or text.lstrip().startswith(("<!", "<html", "<?xml", "{\\rtf", "%PDF")):
            return False
        return path.suffix.lower() in _SUFFIXES or len(_SIGN.findall(text)) >= 3

    def read(self, path: Path, limits: Limits) -> Reading:
        """Read the file."""
        content = content_of_markdown(read_text(path, limits), limits)
        make = transcript_metadata if content.spoken else document_metadata
        return Reading(self.name, make(content.passages, path), content.passages, content.notices)


def content_of_markdown(text: str, limits: Limits) -> Content:
    """Return the passages of a Markdown text."""
    check_lines(text.count("\n"), limits)
    body = _ENTITY.sub(lambda match: html.unescape(match.group()), text[front_matter_length(text) :])
    if is_unpunctuated(body):
        return content_of_text(body, limits)
    parser = MarkdownIt("commonmark", {"maxNesting": _NESTING}).enable("table")
    parser.disable(["text_join", "code", "reference"])
    return read_blocks(list(bounded(_blocks(parser.parse(body)), limits)))


def _blocks(tokens: Sequence[Token]) -> Iterable[Block]:
    opened: list[str] = []
    columns: list[str] = []
    column = spoken_until = 0
    for index, token in enumerate(tokens):
        if index < spoken_until:
            continue
        if token.type == "table_open" and (lines := _spoken_lines(tokens, index)) is not None:
            yield from (Block(SegmentRole.PARAGRAPH, line) for line in lines)
            spoken_until = _table_end(tokens, index) + 1
        elif token.type == "tr_open":
            column = 0
        elif token.type == "thead_open":
            columns = []
        elif token.type in ("th_open", "td_open"):
            cell = tokens[index + 1]
            if token.type == "th_open":
                columns.append(cell.content.strip())
                yield Block(SegmentRole.TABLE_CELL, cell.content, _drops(cell))
            else:
                label = columns[column] if column < len(columns) else ""
                yield Block(SegmentRole.TABLE_CELL, cell.content, _drops(cell), labels=(label,) if label else ())
            column += 1
        elif token.type == "inline" and tokens[index - 1].type not in ("th_open", "td_open"):
            yield from _inline_block(token, tokens[index - 1], in_list="list_item_open" in opened)
        elif token.type in ("fence", "code_block"):
            yield Block(SegmentRole.PARAGRAPH, token.content.strip("\n"))
        elif token.type == "html_block" and _TAG.sub("", token.content).strip():
            marks = tuple(match.span() for match in _TAG.finditer(token.content))
            yield Block(SegmentRole.PARAGRAPH, token.content, marks)
        _track(opened, token)


def _table_end(tokens: Sequence[Token], start: int) -> int:
    return next(index for index in range(start, len(tokens)) if tokens[index].type == "table_close")


def _spoken_lines(tokens: Sequence[Token], start: int) -> list[str] | None:
    """Return the lines of a table that is a transcript, else None."""
    rows: list[list[str]] = []
    for index in range(start, _table_end(tokens, start)):
        if tokens[index].type == "tr_open":
            rows.append([])
        elif tokens[index].type in ("th_open", "td_open"):
            cell = tokens[index + 1]
            rows[-1].append(clean(as_raw(cell.content), _drops(cell))[0])
    return lines_of_spoken_rows(rows)


def _track(opened: list[str], token: Token) -> None:
    if token.nesting == 1:
        opened.append(token.type)
    elif token.nesting == -1 and opened:
        opened.pop()


def _inline_block(token: Token, parent: Token, *, in_list: bool) -> Iterable[Block]:
    content, drop = token.content, _drops(token)
    if parent.type == "heading_open":
        if parent.markup in ("-", "=") and (token.content.count("\n") or len(content) > 120):
            yield Block(SegmentRole.PARAGRAPH, content, drop)
        else:
            yield Block(SegmentRole.HEADING, content, drop, level=int(parent.tag[1]))
    elif in_list:
        yield Block(SegmentRole.LIST_ITEM, content, drop)
    elif _NOTE.match(content):
        yield from _notes(content, drop)
    elif _LINK_DEFINITION.fullmatch(content):
        return
    elif _all_strong(token) and looks_like_heading(content.strip("*_ ")):
        yield Block(SegmentRole.HEADING, content, drop, level=PSEUDO_LEVEL)
    else:
        yield Block(SegmentRole.PARAGRAPH, content, drop)


def _notes(content: str, drop: Sequence[tuple[int, int]]) -> Iterable[Block]:
    """Notes that follow each other without a blank line make one paragraph."""
    starts = [match.start() for match in re.finditer(rf"^{_NOTE.pattern}", content, re.MULTILINE)]
    for start, end in zip(starts, [*starts[1:], len(content)], strict=True):
        mark = _NOTE.match(content, start)
        begin = mark.end() if mark else start
        inner = tuple((max(a, begin) - begin, min(b, end) - begin) for a, b in drop if a < end and b > begin)
        yield Block(SegmentRole.FOOTNOTE, content[begin:end], inner)


def _all_strong(token: Token) -> bool:
    children = [child for child in token.children or [] if child.type != "text" or child.content.strip()]
    if len(children) < 3 or children[0].type != "strong_open" or children[-1].type != "strong_close":
        return False
    return sum(1 for child in children if child.type == "strong_close") == 1


def _drops(token: Token) -> tuple[tuple[int, int], ...]:
    """Return the ranges of an inline token's source that are markup."""
    content = token.content
    kept: list[tuple[int, int]] = []
    cursor = 0
    for child in token.children or []:
        if child.type in ("text", "code_inline", "text_special"):
            found = content.find(child.content, cursor)
            if found < 0:
                continue
            kept.append((found, found + len(child.content)))
            cursor = found + len(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            found = content.find("\n", cursor)
            kept.append((found, found + 1))
            cursor = found + 1
        elif child.type in ("link_close", "image", "html_inline"):
            cursor = _after(content, cursor, child)
    drop = [(a, b) for a, b in _gaps(kept, len(content)) if a < b]
    drop.extend(match.span() for match in _NOTE_REFERENCE.finditer(content))
    return tuple(sorted(drop))


def _after(content: str, cursor: int, child: Token) -> int:
    if child.type == "link_close":
        tail = _LINK_TAIL.match(content, cursor)
        return tail.end() if tail else cursor
    if child.type == "html_inline":
        found = content.find(child.content, cursor)
        return found + len(child.content) if found >= 0 else cursor
    start = content.find("![", cursor)
    tail = _LINK_TAIL.search(content, start) if start >= 0 else None
    return tail.end() if tail else cursor


def _gaps(kept: Iterable[tuple[int, int]], length: int) -> Iterable[tuple[int, int]]:
    cursor = 0
    for start, end in kept:
        yield cursor, start
        cursor = end
    yield cursor, length
