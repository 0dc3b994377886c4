"""Headings, their levels, and the roles of the other blocks."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from quartier_nlp.model.vocabulary import SegmentRole
from quartier_nlp.sources.pdf.blocks import Block, Flow
from quartier_nlp.sources.pdf.paragraphs import BULLET, CONTENTS, ENUMERATION

MAX_LEVELS = 4
_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+[^\W\d_]")
_REFERENCES = re.compile(
    r"(?:[\dIVX.]+\s+)?(?:(?:Literatur|Quellen|Literatur- und Quellen)(?:verzeichnis|angaben|hinweise|nachweise)?"
    r"|Literatur und Quellen|Quellen und Literatur|Bibliogra(?:ph|f)ie|Referenzen|References|Bibliography)\s*:?",
    re.IGNORECASE,
)
_NOTES = re.compile(r"(?:Fußnoten|Fussnoten|Endnoten|Anmerkungen|Notes|Footnotes)\s*:?", re.IGNORECASE)
_AFFILIATION = re.compile(
    r"@|\b(?:Universität|Hochschule|Institut|Akademie|University|Institute|Zentrum|Fakultät|Lehrstuhl|GmbH|e\.\s?V\.)\b"
)
_PARTICLES = frozenset("von van de der den zu zur und and du la del di Dr. Prof. & et".split())
_NAMES = re.compile(r"[^\W\d_][\w.'’-]*(?:[ ,;/&]+[^\W\d_][\w.'’-]*)+")
_LONGEST = 220


@dataclass(frozen=True, slots=True)
class Marked:
    """A block with its role and the headings above it."""

    block: Block
    role: SegmentRole
    section: tuple[str, ...] = ()
    is_title: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """The blocks of a document with roles, and what its first page says about it."""

    blocks: tuple[Marked, ...]
    title: str | None
    authors: tuple[str, ...]


_Style = tuple[float, bool, bool]


def outline(blocks: Sequence[Block], body_size: float, clean_text: Callable[[Block], str]) -> Outline:
    """Give every block its role and section.

    Args:
        blocks: In reading order.
        body_size: Font size of the running text.
        clean_text: Gives the clean text of a heading, for section paths and the title.
    """
    title = _title(blocks, body_size)
    front, authors = _front_matter(blocks, title, body_size)
    candidates = [
        block
        for index, block in enumerate(blocks)
        if block is not title and id(block) not in front and _is_heading(blocks, index, body_size)
    ]
    subtitle = _subtitle(blocks, title, candidates)
    heading_text = {id(block): clean_text(block) for block in candidates}
    levels = _levels([block for block in candidates if block is not subtitle], heading_text)
    marked: list[Marked] = []
    path: list[tuple[int, str]] = []
    zone: SegmentRole | None = None
    for block in blocks:
        section = tuple(text for _, text in path)
        level = levels.get(id(block))
        if block is title:
            marked.append(Marked(block, SegmentRole.HEADING, (), is_title=True))
        elif block is subtitle:
            marked.append(Marked(block, SegmentRole.HEADING))
        elif level is not None:
            text = heading_text[id(block)]
            path = [entry for entry in path if entry[0] < level]
            marked.append(Marked(block, SegmentRole.HEADING, tuple(entry[1] for entry in path)))
            path.append((level, text))
            zone = _zone(text)
        else:
            marked.append(Marked(block, _role(block, zone), section))
    return Outline(tuple(marked), clean_text(title) if title else None, authors)


def _zone(heading: str) -> SegmentRole | None:
    if _REFERENCES.fullmatch(heading):
        return SegmentRole.REFERENCE
    return SegmentRole.FOOTNOTE if _NOTES.fullmatch(heading) else None


def _role(block: Block, zone: SegmentRole | None) -> SegmentRole:
    if block.flow is Flow.NOTE:
        return SegmentRole.FOOTNOTE
    if block.flow is Flow.CAPTION:
        return SegmentRole.CAPTION
    if block.flow is Flow.TABLE:
        return SegmentRole.TABLE_CELL
    if zone is not None:
        return zone
    text = block.text
    if CONTENTS.search(text):
        return SegmentRole.REFERENCE
    if BULLET.match(text) or (ENUMERATION.match(text) and not _NUMBERED.match(text[:4])):
        return SegmentRole.LIST_ITEM
    return SegmentRole.LIST_ITEM if re.match(r"\(?\d{1,2}[.)]\s", text) else SegmentRole.PARAGRAPH


def _title(blocks: Sequence[Block], body_size: float) -> Block | None:
    """Return the block in the largest type on page 1 that reads like words."""
    best: Block | None = None
    for block in blocks:
        if block.flow is not Flow.MAIN or block.page != 1:
            continue
        if block.length > 2 * _LONGEST:
            if best is None:
                return None  # a title stands before the text
            continue
        letters = sum(char.isalpha() for char in block.text)
        if _zone(block.text.strip()) or letters < 4 or block.size < 1.15 * body_size:
            continue
        if best is None or block.size > 1.02 * best.size:
            best = block
    return best


def _subtitle(blocks: Sequence[Block], title: Block | None, headings: Sequence[Block]) -> Block | None:
    """Return the heading right below the title if no text of its own follows it."""
    main = [block for block in blocks if block.flow is Flow.MAIN]
    for index, block in enumerate(main[:-2]):
        if block is title:
            second, third = main[index + 1], main[index + 2]
            is_heading = any(second is heading for heading in headings) and not _NUMBERED.match(second.text)
            return second if is_heading and (third.length < 200 and not third.bold) else None
    return None


def _front_matter(blocks: Sequence[Block], title: Block | None, body_size: float) -> tuple[set[int], tuple[str, ...]]:
    """Return the blocks between title and text that name authors or where they work, and the names."""
    if title is None:
        return set(), ()
    start = next(index for index, block in enumerate(blocks) if block is title) + 1
    front: set[int] = set()
    authors: list[str] = []
    for index in range(start, min(start + 60, len(blocks))):
        block = blocks[index]
        text = block.text.strip()
        if block.flow is not Flow.MAIN or block.page != 1:
            break
        follower = blocks[index + 1].text if index + 1 < len(blocks) and blocks[index + 1].flow is Flow.MAIN else ""
        person = (
            looks_like_names(text)
            and not _AFFILIATION.search(text)
            and (bool(_AFFILIATION.search(follower)) or index <= start + 1)
        )
        if person or (_AFFILIATION.search(text) and len(text) < 250):
            front.add(id(block))
            if person:
                authors.extend(split_names(text))
        elif len(text) > 150 or (len(front) and block.size >= 1.1 * body_size):
            break
    return front, tuple(authors)


def looks_like_names(text: str) -> bool:
    """Return whether a line holds nothing but names of persons."""
    if len(text) > 200 or not _NAMES.fullmatch(text):
        return False
    words = [word for word in re.split(r"[\s,;/&]+", text) if word]
    return len(words) >= 2 and all(word[0].isupper() or word in _PARTICLES for word in words)


def split_names(text: str) -> list[str]:
    """Split a line of authors into names; "Surname, Forename" stays one."""
    joined = re.search(r"\b(?:und|and)\b|&|;", text)
    if not joined and re.fullmatch(r"(?:[a-zä-ü]+ )*[\w'’-]+, [\w.'’-]+(?: [\w.'’-]+)*", text):
        return [text]
    return [name.strip() for name in re.split(r",|;|/|&|\bund\b|\band\b", text) if name.strip()]


def _is_heading(blocks: Sequence[Block], index: int, body_size: float) -> bool:
    block = blocks[index]
    if block.flow is not Flow.MAIN or block.length > _LONGEST:
        return False
    text = block.text.strip()
    letters = sum(char.isalpha() for char in text)
    if letters < 3 or CONTENTS.search(text) or text[0] in "(•[" or letters < 0.5 * len(text.replace(" ", "")):
        return False
    if text[-1] in ".,;:" and not re.fullmatch(r"[^.,;]*:", text) and not _NUMBERED.match(text):
        return False
    size = block.size
    if size >= 1.1 * body_size:
        return len(text.split()) <= 30
    if size < 0.94 * body_size or block.count > 3:
        return False
    if _REFERENCES.fullmatch(text) or _NOTES.fullmatch(text):
        return True
    if not _leads_text(blocks, index):
        return False
    if block.bold:
        return text[-1] not in ".;," or bool(_NUMBERED.match(text))
    number = _NUMBERED.match(text)
    if number and "." in number.group(1) and len(text) < 120:
        return True
    return block.italic and block.count == 1 and len(text) < 80 and block.gap > 1.6 * size and text[-1].isalnum()


def _leads_text(blocks: Sequence[Block], index: int) -> bool:
    """Return whether text in another style follows, as it does after a heading."""
    block = blocks[index]
    for follower in blocks[index + 1 : index + 4]:
        if follower.flow is not Flow.MAIN:
            continue
        return follower.bold != block.bold or follower.italic != block.italic or follower.length > block.length
    return False


def _levels(headings: Sequence[Block], texts: dict[int, str]) -> dict[int, int]:
    """Return the level of every heading, 1 the highest: by its number, else by its type."""
    styles: dict[_Style, list[Block]] = defaultdict(list)
    for block in headings:
        styles[_style(block)].append(block)
    ranked = sorted(styles, key=lambda style: (-style[0], not style[1], style[2]))
    by_style: dict[_Style, int] = {}
    for rank, style in enumerate(ranked, start=1):
        depths = Counter(depth for block in styles[style] if (depth := _depth(texts[id(block)])))
        by_style[style] = depths.most_common(1)[0][0] if depths else rank
    levels: dict[int, int] = {}
    for block in headings:
        level = _depth(texts[id(block)]) or by_style[_style(block)]
        levels[id(block)] = min(level, MAX_LEVELS)
    return levels


def _style(block: Block) -> _Style:
    return round(block.size * 2) / 2, block.bold, block.italic


def _depth(text: str) -> int | None:
    match = _NUMBERED.match(text)
    return match.group(1).count(".") + 1 if match else None
