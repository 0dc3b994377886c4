"""Says why a finding is there."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from quartier_nlp.errors import NothingToDoError
from quartier_nlp.model.records import Finding, Source
from quartier_nlp.model.tables import segments_of, sources_of
from quartier_nlp.model.vocabulary import FindingState, SourceStatus
from quartier_nlp.steps.analyse import load_language
from quartier_nlp.steps.lookup import finding_by_id
from quartier_nlp.steps.masking import masker_of
from quartier_nlp.store import Store
from quartier_nlp.workspace import Workspace

if TYPE_CHECKING:
    from quartier_nlp.findings.explanation import Explanation

_GONE = {
    SourceStatus.WITHDRAWN: "the source has left the corpus",
    SourceStatus.SUPERSEDED: "the source has been superseded by a newer version",
}


def explain(workspace: Workspace, finding_id: str) -> Explanation:
    """Explain a finding from the stored segments of its source; names and contact data are masked.

    Args:
        workspace: Whose store and settings.
        finding_id: Its id or the beginning of it.

    Raises:
        UsageError: If no or more than one finding has such an id.
        NothingToDoError: If it is found no longer.
    """
    with workspace.open_store() as store:
        finding = finding_by_id(store, finding_id)
        (source,) = (one for one in sources_of(store.sources()) if one.source_id == finding.source_id)
        explanation = _recomputed(workspace, store, source, finding)
        return explanation.masked(masker_of(store, source.source_id).mask)


def _recomputed(workspace: Workspace, store: Store, source: Source, finding: Finding) -> Explanation:
    from quartier_nlp.findings.document import documents
    from quartier_nlp.findings.explain import Target, explain
    from quartier_nlp.findings.extract import Extractor
    from quartier_nlp.stage_options import finding_options

    options = finding_options(workspace.settings)
    segments = segments_of(store.segments([source.source_id]))
    document = next(documents([source], segments, load_language(workspace), options))
    place = finding.evidence
    target = Target(finding.kind, place.segment_id, place.start, place.end)
    explanation = explain(document, Extractor.create(options), target)
    if explanation is None:
        raise NothingToDoError(
            f"{finding.finding_id} is not found in {source.path} with these settings and this program, "
            "which are not those of its analysis: run `quartier analyse`"
        )
    decided = [d.action.value for d in store.decisions.all() if d.seen.finding_id == finding.finding_id]
    notes = [*explanation.notes, *_notes(source, finding, explanation)]
    notes += [f"decisions of editors: {', '.join(decided)}"] if decided else []
    return dataclasses.replace(explanation, finding_id=finding.finding_id, state=finding.state, notes=tuple(notes))


def _notes(source: Source, finding: Finding, explanation: Explanation) -> list[str]:
    notes = [_GONE[source.status]] if source.status in _GONE else []
    shown = finding.state if finding.state is not FindingState.RETIRED else explanation.state
    if (finding.score, shown) != (explanation.combination.score, explanation.state):
        notes.append(
            f"settings or program have changed since the analysis, which gave {finding.score:.4f} ({finding.state}): "
            "run `quartier analyse`"
        )
    return notes
