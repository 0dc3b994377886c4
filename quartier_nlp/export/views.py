"""Tables as other programs see them: file names instead of ids, evidence in one column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
import pyarrow as pa

from quartier_nlp.errors import TableError
from quartier_nlp.export.columns import SCHEMAS, names
from quartier_nlp.model.tables import Row, Table, rows_of

_PLACE = ("name", "municipality", "lat", "lon")


def sources_view(sources: pd.DataFrame) -> pd.DataFrame:
    """Return the files of the corpus, readable or not."""
    return _frame(Table.SOURCES, rows_of(sources))


def segments_view(segments: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Return the segments with the file names of their sources."""
    return _frame(Table.SEGMENTS, _with_source(segments, sources))


def findings_view(findings: pd.DataFrame, sources: pd.DataFrame, clusters: pd.DataFrame) -> pd.DataFrame:
    """Return the findings with file name, evidence and cluster.

    A finding of several action spaces is in a cluster of each; ``cluster_id`` is that of the
    finding's first space that has one, and None for a finding in no cluster. The clusters table
    holds all memberships.
    """
    membership = _membership(clusters)
    rows = []
    for row in _with_source(findings, sources):
        clustered = (membership.get((row["finding_id"], space)) for space in row["action_spaces"])
        place = row["named_place"]
        rows.append(
            row
            | {
                "cluster_id": next((cluster for cluster in clustered if cluster), None),
                "named_place": {name: place[name] for name in _PLACE} if place else None,
            }
        )
    return _frame(Table.FINDINGS, rows)


def clusters_view(clusters: pd.DataFrame) -> pd.DataFrame:
    """Return the clusters; members are finding ids, most central first."""
    return _frame(Table.CLUSTERS, rows_of(clusters))


def _with_source(frame: pd.DataFrame, sources: pd.DataFrame) -> Iterable[Row]:
    paths: Mapping[str, str] = dict(zip(sources["source_id"], sources["path"], strict=True))
    for row in rows_of(frame):
        if row["source_id"] not in paths:
            raise TableError(f"source {row['source_id']!r} is in no row of the sources table: ingest the corpus again")
        yield row | {"source": paths[row["source_id"]]}


def _membership(clusters: pd.DataFrame) -> dict[tuple[str, str], str]:
    return {(member, row["action_space"]): row["cluster_id"] for row in rows_of(clusters) for member in row["members"]}


def _frame(table: Table, rows: Iterable[Row]) -> pd.DataFrame:
    chosen = names(table)
    frame = pd.DataFrame([[row[name] for name in chosen] for row in rows], columns=list(chosen), dtype=object)
    for field in SCHEMAS[table]:
        dtype: Any = {pa.int64(): "Int64", pa.float64(): "float64"}.get(field.type)
        if dtype is not None:
            frame[field.name] = frame[field.name].astype(dtype)
    return frame
