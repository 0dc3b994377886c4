"""Chunks of documents with progress in Prefect: a task per document would cost more than the document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar, cast
from uuid import UUID

from prefect.artifacts import create_progress_artifact, update_progress_artifact

_T = TypeVar("_T")


def chunked(items: Sequence[_T], size: int, what: str) -> Iterator[Sequence[_T]]:
    """Yield chunks of at most ``size`` items and keep a progress artifact up to date.

    Args:
        items: What is to be done; nothing is created for none.
        size: Items per chunk.
        what: Key of the artifact, lower case with dashes.
    """
    if not items:
        return
    artifact = cast(UUID, create_progress_artifact(progress=0.0, key=what, description=f"{len(items)} documents"))
    for start in range(0, len(items), size):
        yield items[start : start + size]
        done = min(start + size, len(items))
        update_progress_artifact(artifact_id=artifact, progress=100.0 * done / len(items))
