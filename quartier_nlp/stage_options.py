"""Turns settings into the options of each stage."""

from __future__ import annotations

import dataclasses

from quartier_nlp.clusters.options import ClusterOptions, VectorsChoice
from quartier_nlp.draft.options import DraftOptions, DraftSpace
from quartier_nlp.findings.options import FindingOptions
from quartier_nlp.language.options import LanguageOptions
from quartier_nlp.lineage.options import LineageOptions
from quartier_nlp.settings import Settings
from quartier_nlp.sources.ingest import IngestOptions
from quartier_nlp.sources.reading import Limits

_MB = 1_000_000


def ingest_options(settings: Settings) -> IngestOptions:
    """Return the options of reading sources."""
    limits = settings.ingest.limits
    return IngestOptions(
        limits=Limits(
            file_bytes=limits.file_mb * _MB,
            unpacked_bytes=limits.unpacked_mb * _MB,
            unpack_ratio=limits.unpack_ratio,
            pages=limits.pages,
            ocr_pages=limits.ocr_pages,
            characters=limits.characters,
            cues=limits.cues,
            paragraphs=limits.paragraphs,
            parts=limits.parts,
            elements=limits.elements,
            depth=limits.depth,
            memory_bytes=limits.memory_mb * _MB,
            cpu_seconds=limits.cpu_seconds,
            wall_seconds=limits.wall_seconds,
        )
    )


def lineage_options(settings: Settings) -> LineageOptions:
    """Return when two texts are one."""
    return LineageOptions(**settings.ingest.duplicates.model_dump())


def language_options(settings: Settings) -> LanguageOptions:
    """Return the options of the language pipeline with the components of findings."""
    return LanguageOptions(
        encoder=settings.findings.use_encoder,
        threads=settings.language.threads,
        findings=True,
        lexicons=settings.findings.lexicons,
    )


def finding_options(settings: Settings) -> FindingOptions:
    """Return the options of extraction."""
    findings = settings.findings
    chosen = {kind: value for kind, value in findings.thresholds.model_dump().items() if value is not None}
    options = FindingOptions(
        floor=findings.floor,
        use_encoder=findings.use_encoder,
        use_rules=findings.use_rules,
        action_spaces=tuple(space.id for space in settings.action_spaces),
        extra_lexicons=findings.lexicons,
    )
    return dataclasses.replace(options, thresholds=dataclasses.replace(options.least, **chosen))


def cluster_options(settings: Settings) -> ClusterOptions:
    """Return the options of clustering."""
    options = ClusterOptions(
        action_spaces=tuple(space.id for space in settings.action_spaces), extra_topics=settings.clusters.topics
    )
    return options if settings.clusters.cut is None else dataclasses.replace(options, cut=settings.clusters.cut)


def vectors_choice(settings: Settings) -> VectorsChoice:
    """Return which sentence vectors groups are built on."""
    return VectorsChoice(settings.clusters.vectors)


def draft_options(settings: Settings) -> DraftOptions:
    """Return the options of the draft."""
    return DraftOptions(
        title=settings.project.title,
        event=settings.project.subtitle or None,
        action_spaces=tuple(DraftSpace(space.id, space.name) for space in settings.action_spaces),
    )
