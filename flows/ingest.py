"""The ingestion flow: what is new or changed in the corpus goes into the store.

``python -m flows.ingest --corpus DIR --out DIR`` runs it without a server.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from flows.chunks import chunked
from flows.command import run_flow
from quartier_nlp import steps
from quartier_nlp.progress import terminal
from quartier_nlp.workspace import Workspace

if TYPE_CHECKING:
    from quartier_nlp.sources.corpus import CorpusFile


@task(name="read a chunk of files", cache_policy=NO_CACHE, persist_result=False)
def read_chunk(workspace: Workspace, pending: Sequence[tuple[CorpusFile, str]]) -> int:
    """Read some files into the store; a second run of the same task changes nothing."""
    with workspace.open_store(create=True) as store, terminal() as progress:
        steps.ingest_files(workspace, store, pending, progress)
    return len(pending)


@flow(name="ingest", validate_parameters=False, persist_result=False)
def ingest(workspace: Workspace) -> steps.IngestSummary:
    """Read everything that is new or changed, whatever the schedule says was due."""
    with workspace.open_store(create=True) as store:
        plan = steps.plan_ingest(workspace, store)
    for chunk in chunked(plan.pending, workspace.settings.prefect.chunk_size, "reading-sources"):
        read_chunk(workspace, chunk)
    with workspace.open_store() as store:
        return steps.finish_ingest(store, plan)


if __name__ == "__main__":
    run_flow(ingest, "Read what is new or changed in the corpus into the store, as a Prefect flow.")
