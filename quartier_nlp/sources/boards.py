"""Tables and board exports (Miro, Mural, flip charts typed up) in CSV and XLSX: one note a row."""

from __future__ import annotations

import csv
import io
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from quartier_nlp.errors import LimitError, SourceError
from quartier_nlp.model.vocabulary import SegmentRole
from quartier_nlp.sources.bounds import bounded
from quartier_nlp.sources.cleaning import as_raw
from quartier_nlp.sources.clock import seconds
from quartier_nlp.sources.containers import check_container, names_in
from quartier_nlp.sources.decoding import decode_head, read_text
from quartier_nlp.sources.document import Block, Content, read_blocks
from quartier_nlp.sources.libraries import parsing
from quartier_nlp.sources.metadata import document_metadata, transcript_metadata
from quartier_nlp.sources.reading import Limits, Reading
from quartier_nlp.sources.turns import Cue, join_cues

Rows = Sequence[Sequence[str]]
_TEXTS = frozenset(
    "text content inhalt notiz notizen note notes karte karten kommentar beitrag idee zettel sticky aussage transkript "
    "transcript transcription".split()
)
_AREAS = frozenset("frame bereich area gruppe group cluster spalte thema kategorie topic board section tisch".split())
_SPEAKERS = frozenset("speaker sprecher sprecherin person sprecher:in redner rednerin".split())
_STARTS = frozenset({"start", "starttime", "start time", "startzeit", "von", "beginn", "zeit", "time", "timecode"})
_ENDS = frozenset({"end", "endtime", "end time", "ende", "endzeit", "bis"})
_WORDS = re.compile(r"[^\W\d_]{2}")
_CELL = 1 << 20
#: Rows in all for each that may be filled, and cells a row on average.
_GAPS = 6
_CELLS_A_ROW = 100


class CsvReader:
    """Reads CSV files."""

    name = "csv"

    def accepts(self, head: bytes, path: Path) -> bool:
        """Return whether text is named as a table; no content can tell."""
        return path.suffix.lower() in (".csv", ".tsv") and decode_head(head) is not None

    def read(self, path: Path, limits: Limits) -> Reading:
        """Read the file."""
        text = read_text(path, limits)
        csv.field_size_limit(_CELL)
        try:
            dialect: type[csv.Dialect] | csv.Dialect = csv.Sniffer().sniff(text[:8192], delimiters=";,\t|")
        except csv.Error:
            dialect = csv.excel
        try:
            rows = list(_rows(csv.reader(io.StringIO(text), dialect), limits))
        except csv.Error as error:
            raise SourceError(f"broken table ({error}): save it again as CSV in UTF-8") from error
        return _reading(self.name, path, [("", rows)], limits)


class XlsxReader:
    """Reads XLSX files."""

    name = "xlsx"

    def accepts(self, head: bytes, path: Path) -> bool:
        """Return whether it is a container that holds a workbook."""
        return head.startswith(b"PK") and "xl/workbook.xml" in names_in(path)

    def read(self, path: Path, limits: Limits) -> Reading:
        """Read the file."""
        from openpyxl import load_workbook

        check_container(path, limits)
        with parsing("workbook", "open it and save it again"), path.open("rb") as file, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            # a file object, as the library goes by the name otherwise
            book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
            sheets = [(sheet.title, list(_sheet_rows(sheet, limits))) for sheet in book.worksheets]
        return _reading(self.name, path, sheets, limits)


def _sheet_rows(sheet: object, limits: Limits) -> Iterator[list[str]]:
    sheet.reset_dimensions()  # type: ignore[attr-defined] # what the file says of its size, it need not be
    rows = (["" if value is None else str(value) for value in row] for row in sheet.iter_rows(values_only=True))  # type: ignore[attr-defined]
    return _rows(rows, limits)


def _rows(rows: Iterable[list[str]], limits: Limits) -> Iterator[list[str]]:
    """Yield the rows that hold anything."""
    filled = cells = 0
    for number, row in enumerate(rows, 1):
        cells += len(row)
        filled += any(row)
        if filled > limits.cues or number > _GAPS * limits.cues or cells > _CELLS_A_ROW * limits.cues:
            raise LimitError(f"a table of more than {limits.cues} rows: split the file or raise ingest.limits.cues")
        if any(row):
            yield row


def _reading(name: str, path: Path, sheets: Sequence[tuple[str, Rows]], limits: Limits) -> Reading:
    if sum(len(rows) for _, rows in sheets) > limits.cues:
        raise LimitError(f"more than {limits.cues} rows: split the file or raise ingest.limits.cues")
    blocks: list[Block] = []
    for title, rows in sheets:
        filled = [[as_raw(cell).strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]
        columns = _columns(filled)
        if columns.get("speaker") is not None and columns.get("text") is not None:
            passages = tuple(join_cues(_cues(filled[1:], columns)))
            return Reading(name, transcript_metadata(passages, path), passages)
        if title and len(sheets) > 1:
            blocks.append(Block(SegmentRole.HEADING, as_raw(title)))
        blocks.extend(_notes(filled, columns))
    content: Content = read_blocks(list(bounded(blocks, limits)))
    return Reading(name, document_metadata(content.passages, path), content.passages, content.notices)


def _columns(rows: Rows) -> dict[str, int]:
    """Return where the header names text, area, speaker and times."""
    header = [cell.lower().strip(" :") for cell in rows[0]] if rows else []
    kinds = (("text", _TEXTS), ("area", _AREAS), ("speaker", _SPEAKERS), ("start", _STARTS), ("end", _ENDS))
    found = {}
    for kind, names in kinds:
        position = next((n for n, cell in enumerate(header) if cell in names), None)
        if position is not None:
            found[kind] = position
    return found


def _notes(rows: Rows, columns: dict[str, int]) -> Iterator[Block]:
    if "text" in columns:
        for row in rows[1:]:
            area = _cell(row, columns.get("area"))
            text = _cell(row, columns["text"])
            if text:
                yield Block(SegmentRole.LIST_ITEM, text, labels=(area,) if area else ())
        return
    labelled = len(rows) > 1 and all(_WORDS.search(cell) and len(cell) <= 60 for cell in rows[0] if cell)
    header = rows[0] if labelled else []
    for row in rows[1:] if header else rows:
        for column, text in enumerate(row):
            label = header[column] if column < len(header) else ""
            if _WORDS.search(text):
                yield Block(SegmentRole.TABLE_CELL, text, labels=(label,) if label else ())


def _cues(rows: Rows, columns: dict[str, int]) -> Iterator[Cue]:
    for row in rows:
        text = _cell(row, columns["text"])
        start, end = (_time(_cell(row, columns.get(kind))) for kind in ("start", "end"))
        speaker = " ".join(_cell(row, columns["speaker"]).split()) or None
        if text:
            end = None if end is not None and start is not None and end < start else end
            yield Cue(text, (), speaker) if start is None else Cue.timed(text, start, end, speaker)


def _cell(row: Sequence[str], column: int | None) -> str:
    return row[column] if column is not None and column < len(row) else ""


def _time(text: str) -> float | None:
    clock = seconds(text)
    if clock is not None:
        return clock
    return float(text.replace(",", ".")) if re.fullmatch(r"\d{1,7}(?:[.,]\d{1,6})?", text) else None
