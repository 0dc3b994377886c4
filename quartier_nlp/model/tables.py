"""Table schemas: names, types and units in one place; records in, data frames out, and back.

Columns that hold several values (``boxes``, ``action_spaces``, ``members``) are tuples of plain
values or dictionaries in memory, JSON in the store and nested types in Parquet. Missing values are
None in object columns and NaN in float columns; ``page`` is a nullable ``Int64``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, cast

import pandas as pd
import pandera.pandas as pa

from quartier_nlp.errors import QuarantineReason, TableError
from quartier_nlp.model.offsets import OffsetMap
from quartier_nlp.model.records import (
    Anchor,
    Box,
    Cluster,
    Evidence,
    Finding,
    NamedPlace,
    Provenance,
    Segment,
    Source,
)
from quartier_nlp.model.vocabulary import (
    ApproachStatus,
    FindingState,
    Kind,
    LabelSource,
    SegmentRole,
    SourceKind,
    SourceStatus,
)

Row = dict[str, Any]


class Table(StrEnum):
    """The tables that pass between stages and that analysts read."""

    SOURCES = "sources"
    SEGMENTS = "segments"
    FINDINGS = "findings"
    CLUSTERS = "clusters"


def _choice(enum: type[StrEnum], *, nullable: bool = False) -> pa.Column:
    return pa.Column(object, pa.Check.isin([str(x) for x in enum]), nullable=nullable)


def _text(*, nullable: bool = False, unique: bool = False) -> pa.Column:
    return pa.Column(object, nullable=nullable, unique=unique)


def _seconds() -> pa.Column:
    return pa.Column(float, pa.Check.ge(0), nullable=True)


_TUPLE = pa.Check(lambda value: isinstance(value, tuple), element_wise=True, error="not a tuple")


def _several() -> pa.Column:
    return pa.Column(object, _TUPLE)


_SCHEMAS: Mapping[Table, pa.DataFrameSchema] = {
    Table.SOURCES: pa.DataFrameSchema(
        {
            "source_id": _text(unique=True),
            "path": _text(),
            "sha256": _text(),
            "kind": _choice(SourceKind),
            "format": _text(nullable=True),
            "title": _text(),
            "event": _text(nullable=True),
            "date": _text(nullable=True),  # ISO 8601
            "language": _text(),
            "consent": _text(nullable=True),
            "frame": _text(nullable=True),
            "inferred": _several(),
            "status": _choice(SourceStatus),
            "error": _text(nullable=True),
            "reason": _choice(QuarantineReason, nullable=True),
            "paths": _several(),
            "superseded_by": _text(nullable=True),  # source_id
        },
        strict=True,
        ordered=True,
        name=Table.SOURCES,
    ),
    Table.SEGMENTS: pa.DataFrameSchema(
        {
            "segment_id": _text(unique=True),
            "source_id": _text(),
            "seq": pa.Column(int, pa.Check.ge(0)),
            "text": _text(),
            "raw": _text(),
            "offsets": _text(),  # OffsetMap as JSON
            "role": _choice(SegmentRole),
            "section": _several(),
            "speaker": _text(nullable=True),
            "page": pa.Column("Int64", pa.Check.ge(1), nullable=True),
            "boxes": _several(),
            "t_start": _seconds(),
            "t_end": _seconds(),
            "anchors": _several(),
        },
        strict=True,
        ordered=True,
        name=Table.SEGMENTS,
    ),
    Table.FINDINGS: pa.DataFrameSchema(
        {
            "finding_id": _text(unique=True),
            "source_id": _text(),
            "kind": _choice(Kind),
            "segment_id": _text(),
            "start": pa.Column(int, pa.Check.ge(0)),
            "end": pa.Column(int, pa.Check.gt(0)),
            "quote": _text(),
            "label": _text(),
            "label_source": _choice(LabelSource),
            "status": _choice(ApproachStatus, nullable=True),
            "reason": _text(nullable=True),
            "action_spaces": _several(),
            "named_place": _text(nullable=True),  # dict
            "category": _text(nullable=True),
            "actors": _several(),
            "score": pa.Column(float, pa.Check.in_range(0, 1)),
            "found_by": _several(),
            "provenance": pa.Column(object),  # dict
            "also": _several(),
            "state": _choice(FindingState),
        },
        strict=True,
        ordered=True,
        name=Table.FINDINGS,
    ),
    Table.CLUSTERS: pa.DataFrameSchema(
        {
            "cluster_id": _text(unique=True),
            "kind": _choice(Kind),
            "action_space": _text(),
            "label": _text(),
            "subtitle": _text(),
            "representative": _text(),
            "members": _several(),
        },
        strict=True,
        ordered=True,
        name=Table.CLUSTERS,
    ),
}


def columns(table: Table) -> tuple[str, ...]:
    """Return the column names of a table, in order."""
    return tuple(_SCHEMAS[table].columns)


def validate(table: Table, frame: pd.DataFrame) -> pd.DataFrame:
    """Check a frame against its schema and return it.

    Raises:
        TableError: Naming table, check, column and at most five offending rows.
    """
    try:
        return _SCHEMAS[table].validate(frame, lazy=True)
    except pa.errors.SchemaErrors as error:
        cases = error.failure_cases
        first = cases.iloc[0]
        same = cases[(cases["column"] == first["column"]) & (cases["check"] == first["check"])]
        examples = ", ".join(
            f"row {row['index']}: {str(row['failure_case'])[:60]!r}" for _, row in same.head(5).iterrows()
        )
        raise TableError(
            f"table {table.value}: check {first['check']} fails in column {first['column']!r} "
            f"({len(same)} rows; {examples})"
        ) from error


def frame_of(table: Table, rows: Iterable[Row]) -> pd.DataFrame:
    """Return a validated frame of rows that have exactly the table's columns."""
    names = columns(table)
    frame = pd.DataFrame(list(rows), columns=list(names), dtype=object)
    for name, column in _SCHEMAS[table].columns.items():
        dtype = str(column.dtype)
        if dtype != "object":
            frame[name] = frame[name].astype(cast(Any, dtype))
    return validate(table, frame)


def rows_of(frame: pd.DataFrame) -> list[Row]:
    """Return a frame's rows as dictionaries, every missing value as None."""
    return [{str(name): _plain(value) for name, value in row.items()} for row in frame.to_dict(orient="records")]


def _plain(value: Any) -> Any:
    if isinstance(value, tuple | list | dict):
        return value
    return None if pd.isna(value) else value


# -- records to rows and back ------------------------------------------------------------------


def _box_row(box: Box) -> Row:
    return {"page": box.page, "x0": box.x0, "top": box.top, "x1": box.x1, "bottom": box.bottom}


def _anchor_row(anchor: Anchor) -> Row:
    return {
        "start": anchor.start,
        "page": anchor.page,
        "box": _box_row(anchor.box) if anchor.box else None,
        "t_start": anchor.t_start,
        "t_end": anchor.t_end,
    }


def _anchor(row: Row) -> Anchor:
    box = row["box"]
    return Anchor(row["start"], row["page"], Box(**box) if box else None, row["t_start"], row["t_end"])


def provenance_row(provenance: Provenance) -> Row:
    """Return a provenance as the dictionary that tables and exports hold."""
    return {
        "page": provenance.page,
        "boxes": [_box_row(box) for box in provenance.boxes],
        "section": list(provenance.section),
        "speaker": provenance.speaker,
        "t_start": provenance.t_start,
        "t_end": provenance.t_end,
    }


def _provenance(row: Row) -> Provenance:
    return Provenance(
        page=row["page"],
        boxes=tuple(Box(**box) for box in row["boxes"]),
        section=tuple(row["section"]),
        speaker=row["speaker"],
        t_start=row["t_start"],
        t_end=row["t_end"],
    )


def _evidence_row(evidence: Evidence) -> Row:
    return {
        "segment_id": evidence.segment_id,
        "start": evidence.start,
        "end": evidence.end,
        "quote": evidence.quote,
        "provenance": provenance_row(evidence.provenance),
    }


def _evidence(row: Row) -> Evidence:
    return Evidence(row["segment_id"], row["start"], row["end"], row["quote"], _provenance(row["provenance"]))


def sources_frame(sources: Iterable[Source]) -> pd.DataFrame:
    """Return the sources table."""
    return frame_of(
        Table.SOURCES,
        (
            {
                "source_id": s.source_id,
                "path": s.path,
                "sha256": s.sha256,
                "kind": s.kind.value,
                "format": s.format,
                "title": s.title,
                "event": s.event,
                "date": s.date.isoformat() if s.date else None,
                "language": s.language,
                "consent": s.consent,
                "frame": s.frame,
                "inferred": s.inferred,
                "status": s.status.value,
                "error": s.error,
                "reason": s.reason.value if s.reason else None,
                "paths": s.paths,
                "superseded_by": s.superseded_by,
            }
            for s in sources
        ),
    )


def sources_of(frame: pd.DataFrame) -> list[Source]:
    """Return the records behind a sources table."""
    return [
        Source(
            **{
                **row,
                "kind": SourceKind(row["kind"]),
                "status": SourceStatus(row["status"]),
                "date": date.fromisoformat(row["date"]) if row["date"] else None,
                "inferred": tuple(row["inferred"]),
                "reason": QuarantineReason(row["reason"]) if row["reason"] else None,
                "paths": tuple(row["paths"]),
            }
        )
        for row in rows_of(frame)
    ]


def segments_frame(segments: Iterable[Segment]) -> pd.DataFrame:
    """Return the segments table."""
    return frame_of(
        Table.SEGMENTS,
        (
            {
                "segment_id": s.segment_id,
                "source_id": s.source_id,
                "seq": s.seq,
                "text": s.text,
                "raw": s.raw,
                "offsets": s.offsets.to_json(),
                "role": s.role.value,
                "section": s.section,
                "speaker": s.speaker,
                "page": s.page,
                "boxes": tuple(_box_row(box) for box in s.boxes),
                "t_start": s.t_start,
                "t_end": s.t_end,
                "anchors": tuple(_anchor_row(anchor) for anchor in s.anchors),
            }
            for s in segments
        ),
    )


def segments_of(frame: pd.DataFrame) -> list[Segment]:
    """Return the records behind a segments table."""
    return [
        Segment(
            **{
                **row,
                "offsets": OffsetMap.from_json(row["offsets"]),
                "role": SegmentRole(row["role"]),
                "section": tuple(row["section"]),
                "boxes": tuple(Box(**box) for box in row["boxes"]),
                "anchors": tuple(_anchor(anchor) for anchor in row["anchors"]),
            }
        )
        for row in rows_of(frame)
    ]


def findings_frame(findings: Iterable[Finding]) -> pd.DataFrame:
    """Return the findings table."""
    return frame_of(
        Table.FINDINGS,
        (
            {
                "finding_id": f.finding_id,
                "source_id": f.source_id,
                "kind": f.kind.value,
                "segment_id": f.evidence.segment_id,
                "start": f.evidence.start,
                "end": f.evidence.end,
                "quote": f.evidence.quote,
                "label": f.label,
                "label_source": f.label_source.value,
                "status": f.status.value if f.status else None,
                "reason": f.reason,
                "action_spaces": f.action_spaces,
                "named_place": _named_place_row(f.named_place),
                "category": f.category,
                "actors": f.actors,
                "score": f.score,
                "found_by": f.found_by,
                "provenance": provenance_row(f.evidence.provenance),
                "also": tuple(_evidence_row(e) for e in f.also),
                "state": f.state.value,
            }
            for f in findings
        ),
    )


def _named_place_row(place: NamedPlace | None) -> Row | None:
    if place is None:
        return None
    return {
        "name": place.name,
        "municipality": place.municipality,
        "key": place.key,
        "lat": place.lat,
        "lon": place.lon,
    }


def findings_of(frame: pd.DataFrame) -> list[Finding]:
    """Return the records behind a findings table."""
    return [finding_of(row) for row in rows_of(frame)]


def finding_of(row: Row) -> Finding:
    """Return the record behind a row of a findings table."""
    return Finding(
        finding_id=row["finding_id"],
        source_id=row["source_id"],
        kind=Kind(row["kind"]),
        evidence=_evidence(row),
        label=row["label"],
        label_source=LabelSource(row["label_source"]),
        action_spaces=tuple(row["action_spaces"]),
        score=row["score"],
        found_by=tuple(row["found_by"]),
        status=ApproachStatus(row["status"]) if row["status"] else None,
        reason=row["reason"],
        named_place=NamedPlace(**row["named_place"]) if row["named_place"] else None,
        category=row["category"],
        actors=tuple(row["actors"]),
        also=tuple(_evidence(e) for e in row["also"]),
        state=FindingState(row["state"]),
    )


def clusters_frame(clusters: Iterable[Cluster]) -> pd.DataFrame:
    """Return the clusters table."""
    return frame_of(
        Table.CLUSTERS,
        (
            {
                "cluster_id": c.cluster_id,
                "kind": c.kind.value,
                "action_space": c.action_space,
                "label": c.label,
                "subtitle": c.subtitle,
                "representative": c.representative,
                "members": c.members,
            }
            for c in clusters
        ),
    )


def clusters_of(frame: pd.DataFrame) -> list[Cluster]:
    """Return the records behind a clusters table."""
    return [Cluster(**{**row, "kind": Kind(row["kind"]), "members": tuple(row["members"])}) for row in rows_of(frame)]
