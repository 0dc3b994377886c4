"""Segments to findings, source by source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from typing import TYPE_CHECKING

from quartier_nlp import fingerprint
from quartier_nlp.model.tables import Row
from quartier_nlp.model.vocabulary import SourceStatus
from quartier_nlp.progress import Progress, Silent, watched
from quartier_nlp.steps.files import existing
from quartier_nlp.store import Store
from quartier_nlp.workspace import Workspace

if TYPE_CHECKING:
    import pandas as pd
    from spacy.language import Language

    from quartier_nlp.language.options import LanguageOptions

_SILENT = Silent()


@dataclass(frozen=True, slots=True)
class AnalysisSummary:
    """What the analysis did."""

    analysed: int
    unchanged: int


def analysis_key(workspace: Workspace) -> str:
    """Return the key of analysing a source: code, lexicons and settings."""
    settings = workspace.settings
    existing("findings.lexicons", settings.findings.lexicons)
    return fingerprint.of_values(
        fingerprint.of_code("language", "findings", "model"),
        fingerprint.of_files(settings.findings.lexicons),
        settings.findings.model_dump(exclude={"lexicons"}),
        [space.id for space in settings.action_spaces],
    )


def pending_analysis(workspace: Workspace, store: Store) -> tuple[list[str], int]:
    """Return the ids of sources to analyse, by path, and how many are up to date."""
    key = analysis_key(workspace)
    done = store.done("analyse")
    sources = store.sources()
    readable = list(sources.loc[sources["status"] == SourceStatus.OK, "source_id"])
    pending = [source_id for source_id in readable if done.get(source_id) != key]
    return pending, len(readable) - len(pending)


def load_language(workspace: Workspace) -> Language:
    """Build the language pipeline; it is loaded once per process."""
    from quartier_nlp.stage_options import language_options

    return _pipeline(language_options(workspace.settings))


@cache
def _pipeline(options: LanguageOptions) -> Language:
    from quartier_nlp.language.pipeline import build

    return build(options)


def analyse_sources(
    workspace: Workspace,
    store: Store,
    source_ids: Sequence[str],
    progress: Progress = _SILENT,
) -> None:
    """Extract the findings of some sources and save each source as one transaction."""
    from quartier_nlp.findings.extract import extract
    from quartier_nlp.findings.named_places import GazetteerNamer
    from quartier_nlp.stage_options import finding_options

    if not source_ids:
        return
    key = analysis_key(workspace)
    options = finding_options(workspace.settings)
    nlp = load_language(workspace)
    namer = GazetteerNamer()
    sources = store.sources()
    for source_id in watched(source_ids, "extracting findings", len(source_ids), progress):
        source = sources[sources["source_id"] == source_id]
        segments = store.segments([source_id])
        findings = extract(segments, source, nlp=nlp, options=options, namer=namer)
        findings, memory = known_again(store, source_id, findings, segments)
        store.save_findings(source_id, findings, key=key, memory=memory)


def known_again(
    store: Store, source_id: str, findings: pd.DataFrame, segments: pd.DataFrame
) -> tuple[pd.DataFrame, list[Row]]:
    """Give findings the ids that they had in an earlier reading or version; return what to remember of them."""
    from quartier_nlp.lineage.carry import Remembered, carried, remember, with_ids

    new = remember(findings, segments)
    earlier = (
        [Remembered(**row) for row in store.life.memory(source)]
        for source in (source_id, *store.life.ancestors(source_id))
    )
    kept = carried(new, earlier)
    rows = [{**asdict(one), "finding_id": kept[one.finding_id]} for one in new]
    return with_ids(findings, kept), rows


def analyse(workspace: Workspace, progress: Progress = _SILENT) -> AnalysisSummary:
    """Extract the findings of every source that has not been analysed in this way."""
    with workspace.open_store() as store:
        pending, unchanged = pending_analysis(workspace, store)
        analyse_sources(workspace, store, pending, progress)
        return AnalysisSummary(len(pending), unchanged)
