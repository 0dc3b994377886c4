"""Exported tables as bytes: CSV, Parquet or one JSON object a line.

The same table always gives the same bytes. Text is UTF-8 without a byte order mark; lines end with
LF in JSON and CRLF in CSV (RFC 4180). No cell of a CSV file is read as a formula by a spreadsheet.
"""

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from quartier_nlp.errors import TableError
from quartier_nlp.export.columns import SCHEMAS, names
from quartier_nlp.model.tables import Row, Table, rows_of

#: What a spreadsheet takes for the beginning of a formula, or drops and then takes the next one.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
#: Characters that JSON allows in strings but programs take for the end of a line.
_LINE_ENDS = re.compile("[\x85\u2028\u2029]")
_LONE_SURROGATES = re.compile("[\ud800-\udfff]")


class TableFormat(StrEnum):
    """Formats that tables are written in; the value is the file's suffix."""

    CSV = "csv"
    PARQUET = "parquet"
    JSONL = "jsonl"


def to_bytes(frame: pd.DataFrame, table: Table, file_format: TableFormat) -> bytes:
    """Return an exported table in a file format.

    Nested values are nested types in Parquet, objects in JSON and JSON text in CSV cells.

    Args:
        frame: From ``quartier_nlp.export.views``.
        table: Which table it is; decides names and types also where no row is there.
        file_format: What to write.

    Raises:
        TableError: If the frame's columns are not those of the table.
    """
    if tuple(frame.columns) != names(table):
        raise TableError(f"table {table.value}: columns {list(frame.columns)} instead of {list(names(table))}")
    writers: Mapping[TableFormat, Callable[[Table, Iterator[Row]], bytes]] = {
        TableFormat.CSV: _csv,
        TableFormat.PARQUET: _parquet,
        TableFormat.JSONL: _jsonl,
    }
    rows = ({name: _plain(row[name], SCHEMAS[table].field(name).type) for name in row} for row in rows_of(frame))
    return writers[file_format](table, rows)


def _plain(value: Any, kind: pa.DataType) -> Any:
    """Return a value as the types of its column want it: lists, keys in order, no odd characters."""
    if value is None:
        return [] if pa.types.is_list(kind) else None
    if pa.types.is_list(kind):
        return [_plain(item, kind.value_type) for item in value]
    if pa.types.is_struct(kind):
        return {field.name: _plain(value.get(field.name), field.type) for field in kind}
    if pa.types.is_integer(kind):
        return int(value)
    if pa.types.is_floating(kind):
        return float(value) if math.isfinite(value) else None
    return _LONE_SURROGATES.sub("\ufffd", str(value))


def _parquet(table: Table, rows: Iterator[Row]) -> bytes:
    buffer = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(list(rows), schema=SCHEMAS[table]), buffer, compression="zstd")
    return buffer.getvalue()


def _jsonl(_table: Table, rows: Iterator[Row]) -> bytes:
    return "".join(f"{_json(row)}\n" for row in rows).encode("utf-8")


def _csv(table: Table, rows: Iterator[Row]) -> bytes:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")  # quotes cells that hold either character
    writer.writerow(names(table))
    for row in rows:
        writer.writerow(_cell(row[name]) for name in names(table))
    return buffer.getvalue().encode("utf-8")


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    return _json(value) if isinstance(value, list | dict) else value


def _json(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return _LINE_ENDS.sub(lambda match: f"\\u{ord(match.group()):04x}", text)
