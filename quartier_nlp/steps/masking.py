"""Tables without names and contact data: what may leave the store."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from quartier_nlp.privacy.frames import mask_findings, mask_segments, maskers
from quartier_nlp.privacy.mask import Masker
from quartier_nlp.store import Store


def masked_findings(store: Store) -> pd.DataFrame:
    """Return the findings table, masked."""
    return mask_findings(store.findings(), _maskers(store, store.segments()))


def masked_segments(store: Store, source_ids: Collection[str] | None = None) -> pd.DataFrame:
    """Return the segments table of some or all sources, masked."""
    segments = store.segments(source_ids)
    return mask_segments(segments, _maskers(store, segments))


def _maskers(store: Store, segments: pd.DataFrame) -> dict[str, Masker]:
    return maskers(store.sources(), segments, store.names())
