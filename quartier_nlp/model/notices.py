"""What a reader has to say of a file that it read: where something is missing or unsure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Any


class NoticeKind(StrEnum):
    """What is missing or unsure."""

    SCAN_UNREAD = "scan_unread"
    SCAN_BEYOND = "scan_beyond"
    SCAN_RECOGNISED = "scan_recognised"
    TABLES_UNREAD = "tables_unread"
    NAVIGATION_LEFT_OUT = "navigation_left_out"
    MAIN_TEXT_UNSURE = "main_text_unsure"


#: For one page and for several, with the remedy where there is one.
_PAGES = {
    NoticeKind.SCAN_UNREAD: (
        "is a scan without text: its content is missing",
        "are scans without text: their content is missing",
        "; install tesseract with German (tesseract-ocr-deu) or run OCR over the file",
    ),
    NoticeKind.SCAN_BEYOND: (
        "is a scan beyond those that are read through OCR: its content is missing",
        "are scans beyond those that are read through OCR: their content is missing",
        "; run OCR over the file, or raise ingest.limits.ocr_pages and wall_seconds",
    ),
    NoticeKind.SCAN_RECOGNISED: (
        "is a scan: its text comes from OCR and may hold errors",
        "are scans: their text comes from OCR and may hold errors",
        "",
    ),
    NoticeKind.TABLES_UNREAD: (
        "holds more lines than a table has: its text is read without tables",
        "hold more lines than a table has: their text is read without tables",
        "",
    ),
}


@dataclass(frozen=True, slots=True)
class Notice:
    """A remark on a source.

    Attributes:
        pages: Which pages it is about, ascending; none where a source has no pages.
        count: How many blocks were left out.
    """

    kind: NoticeKind
    pages: tuple[int, ...] = ()
    count: int = 0

    @property
    def message(self) -> str:
        """The remark in English."""
        if self.kind is NoticeKind.NAVIGATION_LEFT_OUT:
            return f"{self.count} blocks of page navigation and teasers left out"
        if self.kind is NoticeKind.MAIN_TEXT_UNSURE:
            return "no main text region recognised: all text outside navigation was taken"
        one, several, remedy = _PAGES[self.kind]
        ranges = ", ".join(page_ranges(self.pages, "-"))
        return f"page {ranges} {one}{remedy}" if len(self.pages) == 1 else f"pages {ranges} {several}{remedy}"

    def row(self) -> dict[str, Any]:
        """Return it as values that JSON knows."""
        return {"kind": self.kind.value, "pages": list(self.pages), "count": self.count}

    @classmethod
    def of_row(cls, row: Mapping[str, Any]) -> Notice:
        """Return the remark that such values stand for.

        Raises:
            KeyError, TypeError, ValueError: If they stand for none.
        """
        numbers = [*row["pages"], row["count"]]
        if any(type(number) is not int or number < 0 for number in numbers):
            raise ValueError("not a whole number")
        pages = tuple(numbers[:-1])
        if any(left >= right for left, right in pairwise(pages)):
            raise ValueError("pages do not ascend")
        return cls(NoticeKind(row["kind"]), pages, numbers[-1])


def page_ranges(pages: tuple[int, ...], dash: str) -> list[str]:
    """Return ascending pages with those in a row as one: 3, 5-9."""
    ranges: list[list[int]] = []
    for page in pages:
        if ranges and page == ranges[-1][-1] + 1:
            ranges[-1][1:] = [page]
        else:
            ranges.append([page])
    return [dash.join(map(str, ends)) for ends in ranges]
