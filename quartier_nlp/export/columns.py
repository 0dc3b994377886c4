"""Names and types of the columns that other programs rely on; change them only by adding."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

from quartier_nlp.model.tables import Table

_BOX = pa.struct(
    [
        ("page", pa.int64()),
        ("x0", pa.float64()),
        ("top", pa.float64()),
        ("x1", pa.float64()),
        ("bottom", pa.float64()),
    ]
)
_TEXTS = pa.list_(pa.string())

#: Where something stands: page from 1, boxes in PDF points from the top left, times in seconds.
_PROVENANCE = pa.struct(
    [
        ("page", pa.int64()),
        ("boxes", pa.list_(_BOX)),
        ("section", _TEXTS),
        ("speaker", pa.string()),
        ("t_start", pa.float64()),
        ("t_end", pa.float64()),
    ]
)

#: Degrees (WGS 84) of the municipality's centre.
_NAMED_PLACE = pa.struct(
    [("name", pa.string()), ("municipality", pa.string()), ("lat", pa.float64()), ("lon", pa.float64())]
)

SCHEMAS: Mapping[Table, pa.Schema] = {
    Table.SOURCES: pa.schema(
        [
            ("source_id", pa.string()),
            ("path", pa.string()),
            ("kind", pa.string()),
            ("format", pa.string()),
            ("title", pa.string()),
            ("event", pa.string()),
            ("date", pa.string()),
            ("status", pa.string()),
            ("error", pa.string()),
            ("reason", pa.string()),
            ("paths", _TEXTS),
            ("superseded_by", pa.string()),
        ]
    ),
    Table.SEGMENTS: pa.schema(
        [
            ("segment_id", pa.string()),
            ("source", pa.string()),
            ("seq", pa.int64()),
            ("text", pa.string()),
            ("raw", pa.string()),
            ("section", _TEXTS),
            ("page", pa.int64()),
            ("boxes", pa.list_(_BOX)),
            ("speaker", pa.string()),
            ("t_start", pa.float64()),
            ("t_end", pa.float64()),
        ]
    ),
    Table.FINDINGS: pa.schema(
        [
            ("finding_id", pa.string()),
            ("source", pa.string()),
            ("kind", pa.string()),
            ("quote", pa.string()),
            ("label", pa.string()),
            ("status", pa.string()),
            ("action_spaces", _TEXTS),
            ("named_place", _NAMED_PLACE),
            ("cluster_id", pa.string()),
            ("score", pa.float64()),
            ("found_by", _TEXTS),
            ("provenance", _PROVENANCE),
        ]
    ),
    Table.CLUSTERS: pa.schema(
        [
            ("cluster_id", pa.string()),
            ("kind", pa.string()),
            ("action_space", pa.string()),
            ("label", pa.string()),
            ("representative", pa.string()),
            ("members", _TEXTS),
        ]
    ),
}


def names(table: Table) -> tuple[str, ...]:
    """Return the column names of an exported table, in order."""
    return tuple(SCHEMAS[table].names)
