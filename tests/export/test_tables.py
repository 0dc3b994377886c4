"""Tables as bytes: the same every time, safe in spreadsheets, typed when empty."""

import csv
import io
import json
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
import pytest

from quartier_nlp.errors import TableError
from quartier_nlp.export.columns import SCHEMAS
from quartier_nlp.export.tables import TableFormat, to_bytes
from quartier_nlp.model.tables import Table
from tests.export.conftest import QUOTE

Tables = dict[Table, pd.DataFrame]


def json_rows(frame: pd.DataFrame, table: Table) -> list[dict[str, Any]]:
    return [json.loads(line) for line in to_bytes(frame, table, TableFormat.JSONL).decode("utf-8").splitlines()]


def csv_rows(frame: pd.DataFrame, table: Table) -> list[dict[str, str]]:
    text = to_bytes(frame, table, TableFormat.CSV).decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("table", Table)
@pytest.mark.parametrize("file_format", TableFormat)
def test_the_same_table_gives_the_same_bytes(exported: Tables, table: Table, file_format: TableFormat) -> None:
    once = to_bytes(exported[table], table, file_format)
    assert once == to_bytes(exported[table].copy(deep=True), table, file_format)


@pytest.mark.parametrize("table", Table)
def test_parquet_holds_what_jsonl_holds(exported: Tables, table: Table) -> None:
    stored = pq.read_table(io.BytesIO(to_bytes(exported[table], table, TableFormat.PARQUET)))
    assert stored.to_pylist() == json_rows(exported[table], table)


@pytest.mark.parametrize("table", Table)
def test_an_empty_table_keeps_names_and_types(empty: Tables, table: Table) -> None:
    stored = pq.read_table(io.BytesIO(to_bytes(empty[table], table, TableFormat.PARQUET)))
    assert stored.num_rows == 0
    assert stored.schema.equals(SCHEMAS[table])
    assert to_bytes(empty[table], table, TableFormat.JSONL) == b""
    assert to_bytes(empty[table], table, TableFormat.CSV).decode() == ",".join(SCHEMAS[table].names) + "\r\n"


def test_a_finding_as_json(exported: Tables) -> None:
    first, second, _ = json_rows(exported[Table.FINDINGS], Table.FINDINGS)
    assert first == {
        "finding_id": "f1",
        "source": "papers/mitte.pdf",
        "kind": "approach",
        "quote": QUOTE,
        "label": "+ Läden öffnen",
        "status": "practised",
        "action_spaces": ["wohnquartier", "innenstadt"],
        "named_place": None,
        "cluster_id": "c2",
        "score": 0.875,
        "found_by": ["encoder", "rule:modal"],
        "provenance": {
            "page": 2,
            "boxes": [{"page": 2, "x0": 50.5, "top": 70.0, "x1": 280.25, "bottom": 82.0}],
            "section": ["1 Anfang", "1.1 Läden"],
            "speaker": None,
            "t_start": 1.5,
            "t_end": None,
        },
    }
    assert list(first) == SCHEMAS[Table.FINDINGS].names
    assert second["named_place"] == {"name": "Alte Post", "municipality": "Leer", "lat": 53.25, "lon": 7.5}


def test_csv_says_the_same_with_nested_values_as_json(exported: Tables) -> None:
    cells = csv_rows(exported[Table.FINDINGS], Table.FINDINGS)
    for row, expected in zip(cells, json_rows(exported[Table.FINDINGS], Table.FINDINGS), strict=True):
        assert json.loads(row["provenance"]) == expected["provenance"]
        assert json.loads(row["action_spaces"]) == expected["action_spaces"]
        assert float(row["score"]) == expected["score"]
        assert row["status"] == (expected["status"] or "")


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+49 40", "'+49 40"),
        ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("\n=1", "'\n=1"),
        ("＝1", "'＝1"),
        ("1=1", "1=1"),
        ("'=1", "'=1"),
        ('a";=1', 'a";=1'),
        ("a\n=1", "a\n=1"),
        ("", ""),
    ],
)
def test_no_cell_is_a_formula(exported: Tables, text: str, cell: str) -> None:
    frame = exported[Table.CLUSTERS].assign(label=text)
    assert {row["label"] for row in csv_rows(frame, Table.CLUSTERS)} == {cell}
    assert {row["label"] for row in json_rows(frame, Table.CLUSTERS)} == {text}


@pytest.mark.parametrize("odd", ["\u2028", "\u2029", "\x85", "\x0b", "\x1e", "\x00", "\r\n", "\U0001f3da"])
def test_one_object_is_one_line(exported: Tables, odd: str) -> None:
    frame = exported[Table.CLUSTERS].assign(label=f"a{odd}b")
    assert [row["label"] for row in json_rows(frame, Table.CLUSTERS)] == [f"a{odd}b"] * len(frame)


@pytest.mark.parametrize("file_format", TableFormat)
def test_a_lone_surrogate_does_not_stop_the_export(exported: Tables, file_format: TableFormat) -> None:
    frame = exported[Table.CLUSTERS].assign(label="a\ud800b")
    assert "a\ufffdb".encode() in to_bytes(frame, Table.CLUSTERS, file_format)


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_times_that_are_none_are_null(exported: Tables, value: float) -> None:
    frame = exported[Table.SEGMENTS].assign(t_start=value)
    assert json_rows(frame, Table.SEGMENTS)[0]["t_start"] is None
    assert csv_rows(frame, Table.SEGMENTS)[0]["t_start"] == ""


def test_other_columns_are_refused(exported: Tables) -> None:
    with pytest.raises(TableError, match=r"table clusters: columns \['kind'"):
        to_bytes(exported[Table.CLUSTERS].drop(columns="cluster_id"), Table.CLUSTERS, TableFormat.CSV)
