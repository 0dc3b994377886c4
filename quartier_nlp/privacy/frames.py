"""Masks whole tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from quartier_nlp.model.tables import Row
from quartier_nlp.model.vocabulary import SegmentRole, SourceKind
from quartier_nlp.privacy.mask import Masker, masker_for

_SPOKEN = (SourceKind.TRANSCRIPT, SourceKind.PROTOCOL)
_NOT_READ = (SegmentRole.REFERENCE, SegmentRole.HEADING)


def maskers(sources: pd.DataFrame, segments: pd.DataFrame, names: Mapping[str, Mapping[str, str]]) -> dict[str, Masker]:
    """Return source id to masker.

    Args:
        sources: The sources table.
        segments: The segments table, of all sources whose text is to be masked.
        names: Source id to pseudonym to name, from the store's private table.
    """
    read = segments[~segments["role"].isin(_NOT_READ)]
    texts = {source_id: list(group["text"]) for source_id, group in read.groupby("source_id", sort=False)}
    everybody = sorted({name for own in names.values() for name in own.values()})
    return {
        source_id: masker_for(
            names.get(source_id, {}),
            texts.get(source_id, ()),
            spoken=kind in _SPOKEN,
            others=everybody if kind in _SPOKEN else (),
        )
        for source_id, kind in zip(sources["source_id"], sources["kind"], strict=True)
    }


def mask_findings(findings: pd.DataFrame, known: Mapping[str, Masker]) -> pd.DataFrame:
    """Return the findings table with quotes, labels and reasons masked."""

    def masked(row: Row) -> Row:
        masker = known[row["source_id"]]
        also = tuple({**evidence, "quote": masker.mask(evidence["quote"])} for evidence in row["also"])
        reason = masker.mask(row["reason"]) if isinstance(row["reason"], str) else None
        return {
            "quote": masker.mask(row["quote"]),
            "label": masker.mask(row["label"]),
            "reason": reason,
            "also": also,
            "provenance": _mask_section(row["provenance"], masker),
        }

    return _replaced(findings, masked)


def mask_segments(segments: pd.DataFrame, known: Mapping[str, Masker]) -> pd.DataFrame:
    """Return the segments table with texts and section headings masked.

    Offsets and anchors still refer to the unmasked text.
    """

    def masked(row: Row) -> Row:
        masker = known[row["source_id"]]
        return {
            "text": masker.mask(row["text"]),
            "raw": masker.mask(row["raw"]),
            "section": tuple(masker.mask(heading) for heading in row["section"]),
        }

    return _replaced(segments, masked)


def _mask_section(provenance: dict[str, Any], masker: Masker) -> dict[str, Any]:
    return {**provenance, "section": [masker.mask(heading) for heading in provenance["section"]]}


def _replaced(frame: pd.DataFrame, masked: Any) -> pd.DataFrame:
    if frame.empty:
        return frame
    rows = [masked(row) for row in frame.to_dict(orient="records")]
    result = frame.copy()
    for name in rows[0]:
        result[name] = pd.Series([row[name] for row in rows], index=frame.index, dtype=object)
    return result
