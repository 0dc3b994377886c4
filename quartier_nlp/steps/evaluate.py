"""Measures the extraction against annotated documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quartier_nlp.errors import NothingToDoError, UsageError
from quartier_nlp.model.tables import findings_of, rows_of, segments_of, sources_of
from quartier_nlp.model.vocabulary import Kind, SourceStatus
from quartier_nlp.progress import Progress, Silent, watched
from quartier_nlp.steps.analyse import load_language
from quartier_nlp.workspace import Workspace

if TYPE_CHECKING:
    from quartier_nlp.evaluation.registers import Register
    from quartier_nlp.evaluation.scorer import Record, Scores, Tally
    from quartier_nlp.model.records import Finding, Segment, Source

_SILENT = Silent()


@dataclass(frozen=True, slots=True)
class Material:
    """Sources with their segments and findings, and the clusters of findings where there are any."""

    sources: Sequence[Source]
    segments: Sequence[Segment]
    findings: Sequence[Finding]
    clusters: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How well findings fit annotated documents.

    Attributes:
        scores: Per kind and document.
        registers: Per register and kind, of the registers that occur.
        negatives: For every passage that tempts and is no finding whether it was taken for one.
        annotated: Cluster of every found question that has one in both, as annotated.
        clustered: The same as grouped.
        missing: Annotated documents without a readable source; all their findings count as missed.
    """

    scores: Scores
    registers: Mapping[Register, Mapping[Kind, Tally]]
    negatives: Sequence[bool]
    annotated: Sequence[str]
    clustered: Sequence[str]
    missing: tuple[str, ...]


def evaluate(
    workspace: Workspace, gold_folder: Path, run_folder: Path | None = None, progress: Progress = _SILENT
) -> Evaluation:
    """Compare findings with annotations.

    Args:
        workspace: Whose settings and, if no folder of files is there, whose store is measured.
        gold_folder: Annotations, see ``quartier_nlp.evaluation.gold``.
        run_folder: Files to read and analyse; None takes the folder ``run`` beside the annotations, and the
            findings of the store if there is none.
        progress: Told of every file.

    Raises:
        UsageError: If a folder is not there or the annotations are malformed.
        NothingToDoError: If no source is named after an annotated document.
    """
    from quartier_nlp.evaluation.gold import read_gold
    from quartier_nlp.evaluation.prediction import named, records_of
    from quartier_nlp.evaluation.scorer import score, taken

    if not gold_folder.is_dir():
        raise UsageError(f"{gold_folder} is not a folder of annotations")
    gold = read_gold(gold_folder)
    beside = gold_folder.absolute().parent / "run"
    folder = run_folder or (beside if beside.is_dir() else None)
    material = _of_store(workspace) if folder is None else _of_folder(workspace, folder, progress)
    names = named(material.sources, gold.documents)
    if not names:
        raise NothingToDoError(
            f"no source in {folder or workspace.out} is named after a document of {gold_folder}: "
            f"{', '.join(list(gold.documents)[:5])} are looked for"
        )
    found = records_of(material.findings, names, material.clusters)
    scores = score(gold.documents, found, gold.borderline)
    pairs = _grouped(scores.kinds[Kind.OPEN_QUESTION].hits)
    return Evaluation(
        scores=scores,
        registers=_registers(scores, material, names),
        negatives=taken(found, gold.negatives),
        annotated=[annotated for annotated, _ in pairs],
        clustered=[clustered for _, clustered in pairs],
        missing=tuple(name for name in gold.documents if name not in names.values()),
    )


def summary_of(evaluation: Evaluation) -> dict[str, Any]:
    """Return the figures of an evaluation as plain values."""
    from quartier_nlp.clusters.agreement import agreement
    from quartier_nlp.evaluation.scorer import share
    from quartier_nlp.evaluation.summary import per_kind, summary

    figures = summary(evaluation.scores)
    grouped = agreement(evaluation.annotated, evaluation.clustered) if evaluation.annotated else None
    figures["clusters"] = {
        "v": round(grouped.v_measure, 3) if grouped else 0.0,
        "b3": round(grouped.b_cubed, 3) if grouped else 0.0,
        "n": len(evaluation.annotated),
    }
    figures["registers"] = {register.value: per_kind(kinds) for register, kinds in evaluation.registers.items()}
    negatives = evaluation.negatives
    figures["negatives"] = [round(share(negatives), 3) if negatives else None, len(negatives)]
    figures["missing"] = list(evaluation.missing)
    return figures


def read_folder(workspace: Workspace, folder: Path, progress: Progress = _SILENT) -> tuple[list[Source], list[Segment]]:
    """Read the files of a folder as ingestion does, without a store.

    Raises:
        UsageError: If there is no such folder.
    """
    from quartier_nlp.sources.corpus import discover
    from quartier_nlp.sources.ingest import ingest_many
    from quartier_nlp.stage_options import ingest_options

    if not folder.is_dir():
        raise UsageError(f"{folder} is not a folder of files to read")
    options = ingest_options(workspace.settings)
    files = discover(folder, limits=options.limits).files
    results = ingest_many(files, options, workers=workspace.settings.ingest.workers)
    read = list(watched(results, "reading sources", len(files), progress))
    return [result.source for result in read], [segment for result in read for segment in result.segments]


def _of_folder(workspace: Workspace, folder: Path, progress: Progress) -> Material:
    from quartier_nlp.findings.extract import findings_in
    from quartier_nlp.model.tables import segments_frame, sources_frame
    from quartier_nlp.stage_options import finding_options

    sources, segments = read_folder(workspace, folder, progress)
    readable = [source for source in sources if source.status is SourceStatus.OK]
    findings = findings_in(
        segments_frame(segments),
        sources_frame(readable),
        nlp=load_language(workspace),
        options=finding_options(workspace.settings),
    )
    return Material(readable, segments, findings, {})


def _of_store(workspace: Workspace) -> Material:
    """Return what the store holds of the sources that count."""
    with workspace.open_store() as store:
        here = set(store.life.here())
        sources = sources_of(store.sources())
        clusters = {member: row["cluster_id"] for row in rows_of(store.clusters()) for member in row["members"]}
        readable = [one for one in sources if one.source_id in here and one.status is SourceStatus.OK]
        return Material(readable, segments_of(store.segments()), findings_of(store.findings()), clusters)


def _registers(scores: Scores, material: Material, names: Mapping[str, str]) -> dict[Register, dict[Kind, Tally]]:
    from quartier_nlp.evaluation.registers import Register, register_of

    documents: dict[Register, list[str]] = {register: [] for register in Register}
    for source in material.sources:
        if source.source_id in names:
            own = [segment for segment in material.segments if segment.source_id == source.source_id]
            documents[register_of(source.kind, own)].append(names[source.source_id])
    return {register: scores.of(sorted(found)) for register, found in documents.items() if found}


def _grouped(hits: Sequence[tuple[Record, Record]]) -> list[tuple[str, str]]:
    """Return annotated and found cluster of the questions that have both."""
    pairs = ((gold.get("cluster"), found.get("cluster")) for gold, found in hits)
    return [(str(gold), str(found)) for gold, found in pairs if gold and found]
