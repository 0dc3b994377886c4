"""Notices: messages, and the way to values and back."""

from __future__ import annotations

import pytest

from quartier_nlp.model.notices import Notice, NoticeKind, page_ranges


@pytest.mark.parametrize(
    ("notice", "message"),
    [
        (Notice(NoticeKind.SCAN_UNREAD, (2,)), "page 2 is a scan without text: its content is missing; install"),
        (Notice(NoticeKind.SCAN_UNREAD, (2, 3, 4, 9)), "pages 2-4, 9 are scans without text: their content is missing"),
        (Notice(NoticeKind.SCAN_BEYOND, (31, 32)), "pages 31-32 are scans beyond those that are read through OCR"),
        (Notice(NoticeKind.SCAN_RECOGNISED, (1,)), "page 1 is a scan: its text comes from OCR and may hold errors"),
        (Notice(NoticeKind.TABLES_UNREAD, (7,)), "page 7 holds more lines than a table has: its text is read without"),
        (Notice(NoticeKind.NAVIGATION_LEFT_OUT, count=4), "4 blocks of page navigation and teasers left out"),
        (Notice(NoticeKind.MAIN_TEXT_UNSURE), "no main text region recognised: all text outside navigation was taken"),
    ],
)
def test_messages_say_what_and_where(notice: Notice, message: str) -> None:
    assert notice.message.startswith(message)


@pytest.mark.parametrize("kind", NoticeKind)
def test_every_kind_has_a_message_and_comes_back_from_its_values(kind: NoticeKind) -> None:
    notice = Notice(kind, (1, 5), 3)
    assert notice.message
    assert Notice.of_row(notice.row()) == notice


@pytest.mark.parametrize(
    "row",
    [
        {},
        {"kind": "rumour", "pages": [], "count": 0},
        {"kind": "scan_unread", "pages": ["<b>"], "count": 0},
        {"kind": "scan_unread", "pages": [3, 2], "count": 0},
        {"kind": "scan_unread", "pages": [True], "count": 0},
        {"kind": "scan_unread", "pages": None, "count": 0},
        {"kind": "scan_unread", "pages": [], "count": -1},
    ],
)
def test_other_values_are_refused(row: dict[str, object]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        Notice.of_row(row)


@pytest.mark.parametrize(
    ("pages", "ranges"), [((), []), ((4,), ["4"]), ((1, 2), ["1-2"]), ((1, 3, 4, 5, 9), ["1", "3-5", "9"])]
)
def test_pages_in_a_row_are_one_range(pages: tuple[int, ...], ranges: list[str]) -> None:
    assert page_ranges(pages, "-") == ranges
