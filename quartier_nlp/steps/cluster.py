"""Findings to clusters."""

from __future__ import annotations

from quartier_nlp import fingerprint
from quartier_nlp.progress import Progress, Silent
from quartier_nlp.steps.files import existing
from quartier_nlp.steps.masking import masked_findings
from quartier_nlp.store import Store
from quartier_nlp.workspace import Workspace

_SILENT = Silent()


def cluster_key(workspace: Workspace, store: Store) -> str:
    """Return the key of clustering: code, settings and the analysed sources."""
    analysed = store.done("analyse")
    read = store.done("ingest")
    settings = workspace.settings.clusters
    return fingerprint.of_values(
        fingerprint.of_code("clusters", "model", "privacy"),
        settings.model_dump(exclude={"topics"}),
        fingerprint.of_files(existing("clusters.topics", [settings.topics] if settings.topics else [])),
        [(source_id, read.get(source_id), analysed.get(source_id)) for source_id in store.life.here()],
    )


def cluster(workspace: Workspace, progress: Progress = _SILENT) -> bool:
    """Group the findings; return whether there was anything to do."""
    with workspace.open_store() as store:
        key = cluster_key(workspace, store)
        if store.done("cluster").get("") == key:
            return False
        from quartier_nlp.clusters.build import build
        from quartier_nlp.clusters.vectors import load
        from quartier_nlp.stage_options import cluster_options, vectors_choice

        options = cluster_options(workspace.settings)
        advance = progress.start("grouping findings", 1)
        # Masked, so that no name of a person becomes part of a topic.
        findings = masked_findings(store)
        frame = build(findings, vectors=load(vectors_choice(workspace.settings)), options=options)
        store.save_clusters(frame, key=key)
        advance()
        return True
