"""Runs the pipeline over a folder of files and returns its findings as the records that the scorer compares."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd
from spacy.language import Language

from quartier_nlp.findings.extract import findings_in
from quartier_nlp.findings.options import FindingOptions
from quartier_nlp.language.options import LanguageOptions
from quartier_nlp.language.pipeline import build
from quartier_nlp.model.records import Finding
from quartier_nlp.model.tables import segments_frame, sources_frame
from quartier_nlp.model.vocabulary import FindingState
from quartier_nlp.sources.corpus import discover
from quartier_nlp.sources.ingest import IngestOptions, ingest_many
from tests.quality.scorer import Record


def ingest_folder(folder: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the segments and sources tables of a folder of files."""
    options = IngestOptions()
    results = list(ingest_many(discover(folder, limits=options.limits).files, options))
    segments = segments_frame(segment for result in results for segment in result.segments)
    return segments, sources_frame(result.source for result in results)


def pipeline(*, encoder: bool = True) -> Language:
    """Return the pipeline with the findings components."""
    return build(LanguageOptions(encoder=encoder, findings=True))


def records_of(
    segments: pd.DataFrame, sources: pd.DataFrame, nlp: Language, options: FindingOptions
) -> dict[str, list[Record]]:
    """Return the active findings per document, the document named by its file's stem."""
    names = {row.source_id: Path(str(row.path)).stem for row in sources.itertuples()}
    records: dict[str, list[Record]] = {name: [] for name in names.values()}
    for finding in findings_in(segments, sources, nlp=nlp, options=options):
        if finding.state is FindingState.ACTIVE:
            records[names[finding.source_id]].append(record_of(finding))
    return records


def record_of(finding: Finding) -> Record:
    """Return a finding in the form of an annotation."""
    return {
        "type": finding.kind.value,
        "quote": finding.evidence.quote,
        "label": finding.label,
        "status": finding.status.value if finding.status else None,
        "action_spaces": list(finding.action_spaces),
        "score": finding.score,
        "found_by": list(finding.found_by),
    }


def predict(folder: Path, options: FindingOptions, *, encoder: bool = True) -> dict[str, Sequence[Record]]:
    """Return the findings in the files of a folder."""
    segments, sources = ingest_folder(folder)
    return dict(records_of(segments, sources, pipeline(encoder=encoder), options))
