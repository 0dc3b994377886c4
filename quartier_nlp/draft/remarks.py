"""What is missing or unsure in a source, in plain German."""

from __future__ import annotations

from quartier_nlp.draft.german import listed
from quartier_nlp.model.notices import Notice, NoticeKind, page_ranges

_MOST_RANGES = 8


def notice_sentence(notice: Notice) -> str:
    """Return a remark as a sentence; empty where readers of the draft miss nothing."""
    one = len(notice.pages) == 1
    if notice.kind in (NoticeKind.SCAN_UNREAD, NoticeKind.SCAN_BEYOND):
        state = "ist ein Scan" if one else "sind Scans"
        return f"{_pages(notice.pages)} {state} ohne erkannten Text; ihr Inhalt fehlt."
    if notice.kind is NoticeKind.SCAN_RECOGNISED:
        state = "ist ein Scan" if one else "sind Scans"
        return f"{_pages(notice.pages)} {state}; der Text stammt aus einer Texterkennung und kann Fehler enthalten."
    if notice.kind is NoticeKind.TABLES_UNREAD:
        verb = "enthält" if one else "enthalten"
        return f"{_pages(notice.pages)} {verb} sehr viele Linien; Tabellen wurden dort als Fließtext gelesen."
    if notice.kind is NoticeKind.MAIN_TEXT_UNSURE:
        return "Der Haupttext war nicht sicher zu erkennen; anderer Text der Webseite kann mitgelesen sein."
    return ""


def _pages(pages: tuple[int, ...]) -> str:
    ranges = page_ranges(pages, "–")
    if len(pages) == 1:
        return f"Seite {pages[0]}"
    if len(ranges) > _MOST_RANGES:
        return f"{len(pages)} Seiten zwischen {pages[0]} und {pages[-1]}"
    return f"Die Seiten {listed(ranges)}"
