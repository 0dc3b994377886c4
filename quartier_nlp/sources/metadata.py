"""What a document says about itself: kind, title and date, inferred where nobody states them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from quartier_nlp.model.vocabulary import SegmentRole, SourceKind
from quartier_nlp.sources.reading import Metadata, Passage

_MONTHS = "januar februar märz april mai juni juli august september oktober november dezember".split()
_MONTH = {name: index for index, name in enumerate(_MONTHS, 1)} | {"jänner": 1, "feber": 2, "maerz": 3}
_NUMERIC = re.compile(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?((?:19|20)\d{2})(?!\d)")
_WRITTEN = re.compile(rf"(?<!\d)(\d{{1,2}})\.\s*({'|'.join(_MONTH)})\s+((?:19|20)\d{{2}})(?!\d)", re.IGNORECASE)
_ISO = re.compile(r"(?<!\d)((?:19|20)\d{2})[-_]?(\d{2})[-_]?(\d{2})(?!\d)")
_LABELLED = re.compile(
    r"(?:datum|\bStand|\bTag|Aufnahme|Sitzung(?:\s+(?:am|vom))?|veröffentlicht am)\b[^\d\n]{0,40}$|"
    r"\n[^\n]{0,40}\b(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag,\s+(?:den\s+|dem\s+)?$|"
    r"\n[^\n]{0,40}\b(?:Mittwoch|Sonnabend),\s+(?:den\s+|dem\s+)?$",
    re.IGNORECASE,
)
_PROTOCOL = re.compile(r"\w*protokoll\b|\bNiederschrift|\bMitschrift|\bFotodoku|\bTOP \d", re.IGNORECASE)
_PAPER = re.compile(
    r"\bZusammenfassung\b|\bAbstract\b|\bSchlagwörter|\w*papier\b|\bEvaluation|\w*evaluation\b|\bStudie\b|\w*bericht\b|"
    r"\bArbeitshilfe|\bLeitfaden|\bStellungnahme|\bThesen\b|\bSkizze|\w*skizze\b|\bEinleitung\b",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"\bInterview\b|\bReportage|\bLesezeit|\bBlog|\bMagazin\b|\bRedaktion\b", re.IGNORECASE)
_HEAD_CHARACTERS = 1500
_TITLE_CHARACTERS = 100
#: What Teams puts behind the name of a meeting.
_PROGRAM_SUFFIX = re.compile(r"-\d{8}_\d{6}(?:UTC)?-(?:Besprechungs|Meeting).*$")


def transcript_metadata(passages: Sequence[Passage], path: Path, *, title: str | None = None) -> Metadata:
    """Return the metadata of a transcript; only what stands before the first turn can date it."""
    head = [p.text for p in passages[:12] if p.role is not SegmentRole.TURN]
    heading = next((p.text for p in passages[:5] if p.role is SegmentRole.HEADING), None)
    first = head[0] if head and len(head[0]) <= _TITLE_CHARACTERS and ":" not in head[0] else None
    named = _PROGRAM_SUFFIX.sub("", title or heading or first or "")
    return Metadata(SourceKind.TRANSCRIPT, title=named or None, date=infer_date(head, path))


def document_metadata(
    passages: Sequence[Passage], path: Path, *, title: str | None = None, default: SourceKind = SourceKind.PAPER
) -> Metadata:
    """Return the metadata of a document that is no transcript."""
    heading = next((p.text for p in passages[:10] if p.role is SegmentRole.HEADING), None)
    head = [p.text for p in passages[:15]]
    kind = infer_kind(passages, path, default)
    return Metadata(kind, title=title or heading, date=infer_date(head, path))


def infer_kind(passages: Sequence[Passage], path: Path, default: SourceKind) -> SourceKind:
    """Return what sort of document the words of title, head and headings suggest."""
    headings = [p.text for p in passages if p.role is SegmentRole.HEADING]
    top = " \n".join([path.stem, *headings[:2], *(p.text[:200] for p in passages[:4])])
    if _PROTOCOL.search(top) or sum(1 for h in headings if re.match(r"TOP \d", h)) > 1:
        return SourceKind.PROTOCOL
    if any(p.role is SegmentRole.REFERENCE for p in passages) or _PAPER.search(top):
        return SourceKind.PAPER
    if _ARTICLE.search(top):
        return SourceKind.ARTICLE
    return default


def infer_date(head: Iterable[str], path: Path) -> date | None:
    """Return the one day that the file name, else the head of the document, names."""
    lines = list(head)
    for name in (path.stem, *lines[:1]):
        named = _valid((int(y), int(m), int(d)) for y, m, d in _ISO.findall(name))
        named |= _valid((int(y), int(m), int(d)) for d, m, y in _NUMERIC.findall(name.replace("_", " ")))
        if len(named) == 1:
            return named.pop()
    text = "\n".join(lines)[:_HEAD_CHARACTERS]
    found: list[tuple[bool, date]] = []
    for pattern in (_NUMERIC, _WRITTEN):
        for match in pattern.finditer(text):
            day, month, year = match.groups()
            number = int(month) if month.isdigit() else _MONTH[month.lower()]
            labelled = bool(_LABELLED.search(text[max(0, match.start() - 60) : match.start()]))
            found.extend((labelled, value) for value in _valid([(int(year), number, int(day))]))
    labelled_days = {value for labelled, value in found if labelled}
    days = labelled_days or {value for _, value in found}
    return days.pop() if len(days) == 1 else None


def _valid(triples: Iterable[tuple[int, int, int]]) -> set[date]:
    days = set()
    for year, month, day in triples:
        try:
            days.add(date(year, month, day))
        except ValueError:
            continue
    return days
