"""Blocks of a document (headings, paragraphs, list items, cells) to passages with section paths.

Every format that has structure but no clock ends here: text, Markdown, DOCX, ODT, RTF, HTML, slides.
Whether the paragraphs are speakers' turns is decided once for the whole document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from quartier_nlp.model.notices import Notice, NoticeKind
from quartier_nlp.model.vocabulary import SegmentRole
from quartier_nlp.sources.cleaning import clean, make_passage
from quartier_nlp.sources.clock import STAMP
from quartier_nlp.sources.reading import Passage
from quartier_nlp.sources.speakers import decide_speakers, split_tag
from quartier_nlp.sources.speech_blocks import cues_of_headed_lines
from quartier_nlp.sources.spoken_lines import Line, cues_of_lines
from quartier_nlp.sources.spoken_tables import lines_of_spoken_rows
from quartier_nlp.sources.turns import Cue, join_cues

#: Level of a paragraph that only looks like a heading; below every real one.
PSEUDO_LEVEL = 9
_REFERENCES = re.compile(
    r"(?:[\dIVX]+\.?\s*)*(?:Literatur(?:verzeichnis|hinweise|liste)?|Quellen(?:verzeichnis)?|Bibliogra(?:ph|f)ie|References)"
    r"(?:\s*\(.*\)|\s+und\s+Quellen)?:?",
    re.IGNORECASE,
)
_TEASERS = re.compile(
    r"(?:Das könnte (?:Sie|dich) auch interessieren|Mehr zum Thema|Lesen Sie auch|Auch interessant|"
    r"(?:Verwandte|Ähnliche|Weitere) (?:Artikel|Beiträge|Themen))\b.{0,20}",
    re.IGNORECASE,
)
_CHROME = re.compile(
    r"\b(?:Startseite|Impressum|Datenschutz|Newsletter|Zum Inhalt|Cookie|Teilen|Mehr laden|Menü|Anmelden|Über uns)\b"
)
_MINIMUM_STAMPS = 3
_ROW = re.compile(r"\s*\|.*\|\s*")
_RULE = re.compile(r"\s*\|(?:\s*:?-+:?\s*\|)+\s*")


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a document that layout sets apart.

    Attributes:
        role: HEADING, PARAGRAPH, LIST_ITEM, TABLE_CELL, CAPTION, FOOTNOTE or REFERENCE.
        text: Raw text; lines of a paragraph separated by line feeds.
        drop: Ranges of ``text`` that are markup.
        level: Of a heading, from 1.
        labels: Column heading of a table cell; closes its section path.
        page: Page or slide, from 1.
    """

    role: SegmentRole
    text: str
    drop: tuple[tuple[int, int], ...] = ()
    level: int = 1
    labels: tuple[str, ...] = ()
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """Passages of a document.

    Attributes:
        spoken: Whether it is a transcript.
        left_out: Number of blocks left out as navigation and teasers.
    """

    passages: tuple[Passage, ...]
    spoken: bool
    left_out: int = 0

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What the user should know."""
        if not self.left_out:
            return ()
        return (Notice(NoticeKind.NAVIGATION_LEFT_OUT, count=self.left_out),)


@dataclass(slots=True)
class _Path:
    stack: list[tuple[int, str]] = field(default_factory=list)

    def enter(self, level: int, text: str) -> None:
        self.leave(level)
        self.stack.append((level, text))

    def leave(self, level: int) -> None:
        while self.stack and self.stack[-1][0] >= level:
            self.stack.pop()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(text for _, text in self.stack)


def read_blocks(blocks: Sequence[Block]) -> Content:
    """Return the passages of a document's blocks, in order."""
    kept = _without_chrome(blocks)
    left_out = len(blocks) - len(kept)
    own = list(_with_cells(kept))
    spoken = _spoken(own)
    passages: list[Passage] = []
    path = _Path()
    run: list[Cue] = []
    references = False
    for index, block in enumerate(own):
        if index in spoken:
            run.extend(spoken[index])
            continue
        passages.extend(join_cues(run, path.names))
        run = []
        if block.role is SegmentRole.HEADING:
            path.leave(block.level)
            references = bool(_REFERENCES.fullmatch(_text(block)))
        passages.extend(_passages(block, path.names, references=references))
        if block.role is SegmentRole.HEADING and _text(block):
            path.enter(block.level, _text(block))
    passages.extend(join_cues(run, path.names))
    return Content(tuple(passages), bool(spoken), left_out)


def looks_like_heading(text: str) -> bool:
    """Return whether a paragraph that is set in bold throughout reads like a heading."""
    stripped = " ".join(text.split())
    if not 2 <= len(stripped) <= 90 or stripped[-1] in ".?!:;,…":
        return False
    tagged = split_tag(stripped)
    return tagged is None or tagged.text_start >= len(stripped)


def _passages(block: Block, section: tuple[str, ...], *, references: bool) -> Iterable[Passage]:
    role = block.role
    if references and role in (SegmentRole.PARAGRAPH, SegmentRole.LIST_ITEM):
        role = SegmentRole.REFERENCE
    if role is SegmentRole.FOOTNOTE:
        section = section[:1]  # notes stand apart from what they belong to
    passage = make_passage(role, block.text, drop=block.drop, section=(*section, *block.labels), page=block.page)
    return (passage,) if passage else ()


def _text(block: Block) -> str:
    return clean(block.text, block.drop)[0]


def _without_chrome(blocks: Sequence[Block]) -> list[Block]:
    kept: list[Block] = []
    teaser: int | None = None
    for block in blocks:
        text = _text(block)
        if block.role is SegmentRole.HEADING and teaser is not None and block.level < teaser:
            teaser = None
        if block.role in (SegmentRole.HEADING, SegmentRole.PARAGRAPH) and _TEASERS.fullmatch(text):
            teaser = block.level if block.role is SegmentRole.HEADING else PSEUDO_LEVEL
        if teaser is None and not (block.role is SegmentRole.PARAGRAPH and _is_navigation(text)):
            kept.append(block)
    return kept


def _is_navigation(text: str) -> bool:
    parts = [part.strip() for part in re.split(r"[|·•]", text)]
    return len(parts) >= 3 and max(map(len, parts)) <= 60 and bool(_CHROME.search(text))


def _with_cells(blocks: Iterable[Block]) -> Iterable[Block]:
    """Take apart tables that are typed with bars, one row a line."""
    header: list[str] = []
    row: list[str] = []
    for block in blocks:
        lines = block.text.split("\n")
        if block.role is not SegmentRole.PARAGRAPH or block.drop or not all(_ROW.fullmatch(line) for line in lines):
            header, row = [], []
            yield block
            continue
        spoken = lines_of_spoken_rows([_cells(line) for line in lines if not _RULE.fullmatch(line)])
        if spoken is not None:
            yield from (replace(block, text=line) for line in spoken)
            continue
        for line in lines:
            if _RULE.fullmatch(line):
                header = row
                continue
            row = _cells(line)
            for column, text in enumerate(row):
                label = header[column] if column < len(header) else ""
                yield replace(block, role=SegmentRole.TABLE_CELL, text=text, labels=(label,) if label else ())


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


# -- spoken documents --------------------------------------------------------------------------


def _spoken(blocks: Sequence[Block]) -> dict[int, list[Cue]]:
    """Return the cues of every block that is speech, by the block's index; empty for prose."""
    lines: list[tuple[int, Line]] = []
    fresh = False
    for index, block in enumerate(blocks):
        if block.role is SegmentRole.PARAGRAPH:
            lines.extend((index, replace(line, fresh=fresh and not n)) for n, line in enumerate(_lines(block)))
            fresh = False
        else:
            fresh = True
    plain = [line for _, line in lines]
    headed = cues_of_headed_lines([line.text for line in plain])
    if headed is not None:
        return _by_block(lines, headed)
    speakers = decide_speakers([_unmarked(line) for line in plain])
    first = _first_spoken(plain, speakers)
    if first is None:
        return {}
    cues = cues_of_lines(plain[first:], speakers)
    # a block speaks if anybody is named in it or it is timed
    indexed = [(n, cue) for n, cue in enumerate(cues, first) if cue.speaker or cue.anchors]
    return _by_block(lines, indexed)


def _by_block(lines: Sequence[tuple[int, Line]], cues: Iterable[tuple[int, Cue | None]]) -> dict[int, list[Cue]]:
    spoken: dict[int, list[Cue]] = {}
    for position, cue in cues:
        spoken.setdefault(lines[position][0], []).extend([cue] if cue else [])
    return spoken


def _first_spoken(lines: Sequence[Line], speakers: frozenset[str]) -> int | None:
    if speakers:
        tags = [split_tag(_unmarked(line)) for line in lines]
        return next((n for n, tag in enumerate(tags) if tag and tag.tag in speakers), None)
    stamped = [n for n, line in enumerate(lines) if STAMP.search(line.text)]
    if len(stamped) >= _MINIMUM_STAMPS and len(stamped) >= 0.3 * len(lines):
        return stamped[0]
    return None


def _unmarked(line: Line) -> str:
    return clean(line.text, line.drop)[0] if line.drop else line.text


def _lines(block: Block) -> Iterable[Line]:
    start = 0
    for text in block.text.split("\n"):
        lead = len(text) - len(text.lstrip())
        begin, end = start + lead, start + len(text.rstrip())
        drop = tuple((max(a, begin) - begin, min(b, end) - begin) for a, b in block.drop if a < end and b > begin)
        if end > begin:
            yield Line(block.text[begin:end], drop)
        start += len(text) + 1
