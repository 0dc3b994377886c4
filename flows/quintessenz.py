"""The whole as a flow: ingest, analyse, cluster, draft.

``python -m flows.quintessenz --corpus DIR --out DIR`` runs it without a server.
"""

from __future__ import annotations

from collections.abc import Sequence

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE

from flows.chunks import chunked
from flows.command import run_flow
from flows.ingest import ingest
from quartier_nlp import steps
from quartier_nlp.progress import terminal
from quartier_nlp.workspace import Workspace


@task(name="analyse a chunk of sources", cache_policy=NO_CACHE, persist_result=False)
def analyse_chunk(workspace: Workspace, source_ids: Sequence[str]) -> int:
    """Extract the findings of some sources; a second run of the same task changes nothing."""
    with workspace.open_store() as store, terminal() as progress:
        steps.analyse_sources(workspace, store, source_ids, progress)
    return len(source_ids)


@task(name="group findings", cache_policy=NO_CACHE, persist_result=False)
def group_findings(workspace: Workspace) -> bool:
    """Group the findings that say the same."""
    return steps.cluster(workspace)


@task(name="write the draft", cache_policy=NO_CACHE, persist_result=False)
def write_draft(workspace: Workspace) -> steps.DraftSummary:
    """Write the draft and bring the copies of the tables up to date."""
    summary = steps.draft(workspace)
    steps.copy_tables(workspace)
    return summary


@flow(name="quintessenz", validate_parameters=False, persist_result=False)
def quintessenz(workspace: Workspace) -> steps.RunSummary:
    """Do the main job and leave a summary and the draft as artifacts."""
    ingested = ingest(workspace)
    with workspace.open_store() as store:
        pending, unchanged = steps.pending_analysis(workspace, store)
    for chunk in chunked(pending, workspace.settings.prefect.chunk_size, "extracting-findings"):
        analyse_chunk(workspace, chunk)
    clustered = group_findings(workspace)
    drafted = write_draft(workspace)
    summary = steps.RunSummary(
        ingested, steps.AnalysisSummary(len(pending), unchanged), clustered, drafted, steps.copy_tables(workspace)
    )
    _leave_artifacts(workspace, summary)
    return summary


def _leave_artifacts(workspace: Workspace, summary: steps.RunSummary) -> None:
    rows = [{"what": what, "result": result} for what, result in steps.describe(workspace, summary)]
    create_table_artifact(table=rows, key="quintessenz-summary", description="What the run did")
    for file in summary.draft.files:
        if file.suffix == ".md":
            text = file.read_text(encoding="utf-8")
            create_markdown_artifact(markdown=text, key="quintessenz-draft", description="The draft")


if __name__ == "__main__":
    run_flow(quintessenz, "Go from the corpus to the draft Quintessenz, as a Prefect flow.")
