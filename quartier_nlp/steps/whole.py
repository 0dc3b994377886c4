"""The main job."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from quartier_nlp.progress import Progress, Silent
from quartier_nlp.steps.analyse import AnalysisSummary, analyse
from quartier_nlp.steps.cluster import cluster
from quartier_nlp.steps.draft import DraftSummary, draft
from quartier_nlp.steps.ingest import IngestSummary, ingest
from quartier_nlp.steps.tables import copy_tables
from quartier_nlp.workspace import Workspace

_SILENT = Silent()


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What a whole run did."""

    ingest: IngestSummary
    analysis: AnalysisSummary
    clustered: bool
    draft: DraftSummary
    tables: tuple[Path, ...] = ()


def run(workspace: Workspace, progress: Progress = _SILENT) -> RunSummary:
    """Ingest, analyse, cluster, draft; each does only what is missing."""
    ingested = ingest(workspace, progress)
    analysed = analyse(workspace, progress)
    clustered = cluster(workspace, progress)
    drafted = draft(workspace, progress)
    return RunSummary(ingested, analysed, clustered, drafted, copy_tables(workspace))


def describe(workspace: Workspace, summary: RunSummary) -> list[tuple[str, str]]:
    """Return what a run did as pairs of subject and result, for a table."""
    ingested, analysed = summary.ingest, summary.analysis
    return [
        ("sources read", str(ingested.read)),
        ("sources unchanged", str(ingested.unchanged)),
        ("sources retired", str(ingested.retired)),
        ("sources quarantined", str(len(ingested.quarantined))),
        *((f"quarantined: {source.path}", source.error) for source in ingested.quarantined),
        ("sources analysed", str(analysed.analysed)),
        ("draft", ", ".join(file.name for file in summary.draft.files)),
        ("tables", str(workspace.tables)),
    ]
