"""Findings in the form of annotations, by the names of annotated documents."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import PurePosixPath

from quartier_nlp.errors import UsageError
from quartier_nlp.evaluation.scorer import Record
from quartier_nlp.model.records import Finding, Source
from quartier_nlp.model.vocabulary import FindingState


def record_of(finding: Finding, cluster: str | None = None) -> Record:
    """Return a finding in the form of an annotation."""
    return {
        "type": finding.kind.value,
        "quote": finding.evidence.quote,
        "label": finding.label,
        "status": finding.status.value if finding.status else None,
        "action_spaces": list(finding.action_spaces),
        "score": finding.score,
        "found_by": list(finding.found_by),
        "cluster": cluster,
    }


def records_of(
    findings: Iterable[Finding], names: Mapping[str, str], clusters: Mapping[str, str] | None = None
) -> dict[str, list[Record]]:
    """Return the active findings per document.

    Args:
        findings: In the order of the text.
        names: Source id to the name of the document; findings of other sources are left out.
        clusters: Finding id to cluster id, where findings have been grouped.
    """
    records: dict[str, list[Record]] = {name: [] for name in names.values()}
    for finding in findings:
        if finding.state is FindingState.ACTIVE and finding.source_id in names:
            cluster = (clusters or {}).get(finding.finding_id)
            records[names[finding.source_id]].append(record_of(finding, cluster))
    return records


def named(sources: Iterable[Source], documents: Collection[str]) -> dict[str, str]:
    """Return source id to the document that its file is named after: ``a.pdf`` and ``a.docx.md`` hold ``a``.

    Raises:
        UsageError: If two sources are named after one document.
    """
    found: dict[str, str] = {}
    holders: dict[str, str] = {}
    for source in sources:
        parts = PurePosixPath(source.path).name.split(".")
        stems = [".".join(parts[:count]) for count in range(len(parts), 0, -1)]
        name = next((stem for stem in stems if stem in documents), None)
        if name is None:
            continue
        if name in holders:
            raise UsageError(f"{holders[name]} and {source.path} are both named after document {name!r}: keep one")
        holders[name] = source.path
        found[source.source_id] = name
    return found
