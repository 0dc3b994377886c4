"""Tables without names and contact data: what may leave the store."""

from __future__ import annotations

import pandas as pd

from quartier_nlp.privacy.frames import mask_findings, mask_segments, maskers
from quartier_nlp.privacy.mask import Masker
from quartier_nlp.store import Store


def masked_findings(store: Store) -> pd.DataFrame:
    """Return the findings table, masked."""
    return mask_findings(store.findings(), _maskers(store, store.segments()))


def masked_segments(store: Store) -> pd.DataFrame:
    """Return the segments table, masked."""
    segments = store.segments()
    return mask_segments(segments, _maskers(store, segments))


def masked_tables(store: Store) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the findings and the segments tables, masked, with the names looked for once."""
    segments = store.segments()
    known = _maskers(store, segments)
    return mask_findings(store.findings(), known), mask_segments(segments, known)


def masker_of(store: Store, source_id: str) -> Masker:
    """Return the masker of one source."""
    sources = store.sources()
    own = sources[sources["source_id"] == source_id]
    return maskers(own, store.segments([source_id]), store.names())[source_id]


def _maskers(store: Store, segments: pd.DataFrame) -> dict[str, Masker]:
    return maskers(store.sources(), segments, store.names())
