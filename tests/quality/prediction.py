"""Runs the pipeline over a folder of files and returns its findings as the records that the scorer compares."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
from spacy.language import Language

from quartier_nlp.evaluation import prediction
from quartier_nlp.evaluation.scorer import Record
from quartier_nlp.findings.extract import findings_in
from quartier_nlp.findings.options import FindingOptions
from quartier_nlp.language.options import LanguageOptions
from quartier_nlp.language.pipeline import build
from quartier_nlp.model.tables import segments_frame, sources_frame
from quartier_nlp.settings import Settings
from quartier_nlp.steps.evaluate import read_folder
from quartier_nlp.workspace import Workspace


def ingest_folder(folder: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the segments and sources tables of a folder of files."""
    sources, segments = read_folder(Workspace(Settings(), folder, folder), folder)
    return segments_frame(segments), sources_frame(sources)


def pipeline(*, encoder: bool = True) -> Language:
    """Return the pipeline with the findings components."""
    return build(LanguageOptions(encoder=encoder, findings=True))


def records_of(
    segments: pd.DataFrame, sources: pd.DataFrame, nlp: Language, options: FindingOptions
) -> dict[str, list[Record]]:
    """Return the active findings per document, the document named by its file's stem."""
    names = {row.source_id: Path(str(row.path)).stem for row in sources.itertuples()}
    return prediction.records_of(findings_in(segments, sources, nlp=nlp, options=options), names)
