"""Reads the small Markdown dialect of ``corpus/src`` into blocks to typeset.

A file starts with a front matter of ``key: value`` lines between two ``---``. Blocks are divided by
empty lines: ``#`` headings, ``>`` abstract, ``-`` list items, ``|`` table rows (an optional line
``Tabelle N: ...`` above them is the caption), ``[^n]:`` footnotes, and paragraphs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class BlockKind(StrEnum):
    """What a block of the source is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ABSTRACT = "abstract"
    ITEM = "item"
    TABLE = "table"


@dataclass(frozen=True)
class Block:
    """One block.

    Attributes:
        kind: What it is.
        text: Its text with inline markup; of a table the caption.
        level: Depth of a heading, 1 for ``##``.
        rows: Cells of a table, the first row being its head.
    """

    kind: BlockKind
    text: str
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Paper:
    """A paper to typeset.

    Attributes:
        meta: The front matter.
        blocks: The text in reading order.
        footnotes: Text of each footnote by its number.
    """

    meta: dict[str, str]
    blocks: tuple[Block, ...]
    footnotes: dict[str, str]


_FOOTNOTE = re.compile(r"\[\^(\d+)\]: (.*)")
_HEADING = re.compile(r"(#{2,4}) (.*)")
_RULE_ROW = re.compile(r"\|[\s:|-]+\|")


def read_paper(path: Path) -> Paper:
    """Read one source file."""
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    meta = dict(line.split(": ", 1) for line in front.splitlines() if line)
    blocks: list[Block] = []
    footnotes: dict[str, str] = {}
    for chunk in re.split(r"\n\s*\n", body.strip()):
        lines = chunk.splitlines()
        if _FOOTNOTE.match(chunk):
            footnotes.update((m[1], m[2]) for line in lines if (m := _FOOTNOTE.match(line)))
        else:
            blocks.extend(_read_chunk(lines))
    return Paper(meta, tuple(blocks), footnotes)


def _read_chunk(lines: list[str]) -> list[Block]:
    first = lines[0]
    if heading := _HEADING.fullmatch(first):
        return [Block(BlockKind.HEADING, heading[2], level=len(heading[1]) - 1)]
    if first.startswith(">"):
        quoted = "\n".join(line.lstrip("> ") for line in lines)
        parts = [part.replace("\n", " ") for part in quoted.split("\n\n")]
        return [Block(BlockKind.ABSTRACT, part) for part in parts]
    if first.startswith("- "):
        return [Block(BlockKind.ITEM, line[2:]) for line in lines]
    if lines[-1].startswith("|"):
        caption = "" if first.startswith("|") else first
        return [Block(BlockKind.TABLE, caption, rows=_read_rows(lines))]
    return [Block(BlockKind.PARAGRAPH, " ".join(lines))]


def _read_rows(lines: list[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(cell.strip() for cell in line.strip("| ").split("|"))
        for line in lines
        if line.startswith("|") and not _RULE_ROW.fullmatch(line)
    )
