"""Tables for analysts and other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from quartier_nlp import fingerprint
from quartier_nlp.model.tables import Table
from quartier_nlp.model.vocabulary import FindingState
from quartier_nlp.steps.cluster import cluster_key
from quartier_nlp.steps.files import write_atomically
from quartier_nlp.steps.masking import masked_findings, masked_segments
from quartier_nlp.store import Store
from quartier_nlp.workspace import Workspace

if TYPE_CHECKING:
    import pandas as pd


def view(store: Store, table: Table, *, state: str | None = FindingState.ACTIVE, private: bool = False) -> pd.DataFrame:
    """Return a table as other programs see it; see ``quartier_nlp.export.views``.

    Args:
        store: The store.
        table: Which table.
        state: Only findings in this state; None for all. Ignored for other tables.
        private: Leave names and contact data of participants in; for the analyst's own copy.
    """
    from quartier_nlp.export import views

    match table:
        case Table.SOURCES:
            return views.sources_view(store.sources())
        case Table.SEGMENTS:
            segments = store.segments() if private else masked_segments(store)
            here = segments["source_id"].isin(store.life.here())
            return views.segments_view(segments[here].reset_index(drop=True), store.sources())
        case Table.FINDINGS:
            findings = store.findings() if private else masked_findings(store)
            if state is not None:
                findings = findings[findings["state"] == state].reset_index(drop=True)
            return views.findings_view(findings, store.sources(), store.clusters())
        case Table.CLUSTERS:
            return views.clusters_view(store.clusters())


def export_tables(workspace: Workspace, folder: Path, file_format: str, *, private: bool = False) -> tuple[Path, ...]:
    """Write every table into a folder and return the files."""
    from quartier_nlp.export.tables import TableFormat, to_bytes

    chosen = TableFormat(file_format)
    files = []
    with workspace.open_store() as store:
        for table in Table:
            file = folder / f"{table.value}.{chosen.value}"
            write_atomically(file, to_bytes(view(store, table, private=private), table, chosen))
            files.append(file)
    return tuple(files)


def _life_of(store: Store) -> list[tuple[object, ...]]:
    """Return what the sources table says of where sources stand."""
    sources = store.sources()
    columns = [sources[name] for name in ("source_id", "path", "status", "superseded_by", "paths")]
    return [(*row,) for row in zip(*columns, strict=True)]


def copy_tables(workspace: Workspace) -> tuple[Path, ...]:
    """Bring the Parquet copies of the tables up to date."""
    files = tuple(workspace.tables / f"{table.value}.parquet" for table in Table)
    with workspace.open_store() as store:
        key = fingerprint.of_values(
            cluster_key(workspace, store),
            store.done("cluster"),
            _life_of(store),
            fingerprint.of_code("export", "privacy"),
        )
        if store.done("tables").get("") == key and all(file.is_file() for file in files):
            return files
    export_tables(workspace, workspace.tables, "parquet")
    with workspace.open_store() as store:
        store.mark_done("tables", key)
    return files
