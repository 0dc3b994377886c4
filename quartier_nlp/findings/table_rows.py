"""Reads tables by row: what the other cells of a row say of a measure, and which columns name none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from quartier_nlp.model.records import Segment
from quartier_nlp.model.vocabulary import ApproachStatus, SegmentRole

#: Columns that say how far a measure is. What else their header names is said of it as well: "Stand, Bemerkung".
_STATUS_COLUMN = re.compile(r"(sach|umsetzungs|bearbeitungs)?(stand|status|ergebnis)\b|umsetzung$|verlauf$")
#: Columns that say of a measure or a place how it is, whose it is, where and when, and name nothing to do.
_OTHER_COLUMN = re.compile(
    r"((sach|umsetzungs)?stand|status|(zu|bau)stand|nr|nummer|lfd|frist|bis|wann|termin|datum|seit|wer|wer\?|von"
    r"|träger|trägerschaft|zuständig(keit)?|verantwortlich|ansprechpartner(in)?|kosten|mittel|budget"
    r"|eigentümer(in)?|eigentum)[.:?]?( im [\wä]+)?$"
)
_MONTHS = "januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember"
_SEASONS = "frühjahr|frühling|sommer|herbst|winter"
_NOT_DONE = re.compile(
    r"\b(verworfen|abgelehnt|eingestellt|gescheitert|aufgegeben|beendet|gestrichen|zurückgezogen|abgebrochen|abgesetzt"
    r"|vom tisch|nicht (umgesetzt|weiter ?verfolgt|realisiert))\b"
)
_DONE = re.compile(
    r"(läuft|laufend|laufen|erprobt|bewährt|umgesetzt|realisiert|fertig|eröffnet|eingeführt|etabliert|verstetigt"
    r"|abgeschlossen|erledigt|begonnen|gestartet|angelaufen|besteht|in betrieb|in umsetzung|im einsatz|gibt es"
    rf"|seit (\d|{_MONTHS}|{_SEASONS}|anfang|mitte|ende|\w+ jahren))"
)
_TO_DO = re.compile(
    r"(geplant|in planung|in vorbereitung|in prüfung|in abstimmung|wird geprüft|wird vorbereitet|vorgesehen|angedacht"
    r"|beantragt|antrag (gestellt|läuft)|vorgeschlagen|vorschlag|idee|forderung|gefordert|wunsch|gewünscht|empfohlen"
    rf"|zugesagt|offen|noch offen|ab (\d|{_MONTHS}|{_SEASONS}))"
)
_DENIED = re.compile(r"\b(nicht|nie|noch nicht|kein\w*) ")


def rows_of(segments: Sequence[Segment]) -> list[tuple[Segment, ...]]:
    """Return for every segment the cells of its row, itself among them; none for what stands in no labelled table.

    A row ends where the columns begin anew, also where its first cells are empty.
    """
    rows: list[tuple[Segment, ...]] = []
    for table, group in groupby(segments, key=_table_of):
        cells = list(group)
        rows += [()] * len(cells) if table is None else _rows(cells)
    return rows


def _table_of(segment: Segment) -> tuple[str, tuple[str, ...]] | None:
    if segment.role is not SegmentRole.TABLE_CELL or not segment.section:
        return None
    return segment.source_id, segment.section[:-1]


def _rows(cells: Sequence[Segment]) -> list[tuple[Segment, ...]]:
    columns = list(dict.fromkeys(cell.section[-1] for cell in cells))
    rows: list[list[Segment]] = []
    last = len(columns)
    for cell in cells:
        column = columns.index(cell.section[-1])
        goes_on = column == last and len(columns) > 1  # another paragraph of the same cell
        if column <= last and not goes_on:
            rows.append([])
        rows[-1].append(cell)
        last = column
    return [tuple(row) for row in rows for _ in row]


def row_status(row: Sequence[Segment]) -> ApproachStatus | None:
    """Return the status that the column for it gives to the measure of a row, None where there is none for sure."""
    for cell in row:
        if _STATUS_COLUMN.match(cell.section[-1].lower()):
            return _status_said(cell.text.lower().strip(" –-•*"))
    return None


def _status_said(text: str) -> ApproachStatus | None:
    ended = _NOT_DONE.search(text)
    if ended is not None and not _DENIED.search(text[: ended.start()]):
        return ApproachStatus.REJECTED
    if _DONE.match(text):
        return ApproachStatus.PRACTISED
    return ApproachStatus.PROPOSED if _TO_DO.match(text) else None


def names_no_measure(segment: Segment) -> bool:
    """Return whether a cell stands in a column of states, people, dates or money, where no approach is named."""
    return segment.role is SegmentRole.TABLE_CELL and bool(
        segment.section and _OTHER_COLUMN.fullmatch(segment.section[-1].lower().strip())
    )
