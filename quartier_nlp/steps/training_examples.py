"""Editors' decisions as training examples."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from quartier_nlp.errors import NothingToDoError
from quartier_nlp.model.records import Finding
from quartier_nlp.model.tables import Row, findings_of, segments_of, sources_of
from quartier_nlp.review.training import TrainingDocument, training_document
from quartier_nlp.review.verdicts import Verdict, verdicts
from quartier_nlp.steps.files import write_atomically
from quartier_nlp.steps.masking import masker_of
from quartier_nlp.store import Store
from quartier_nlp.workspace import Workspace

_OWN = {
    "docs": re.compile(r"[0-9a-f]{16}\.(txt|md)"),
    "gold": re.compile(r"[0-9a-f]{16}(\.borderline)?\.jsonl|(borderline|negatives)\.jsonl"),
}


def export_training(workspace: Workspace, folder: Path) -> tuple[Path, ...]:
    """Write the editors' decisions as training examples, masked, and return the files.

    Files of an earlier export whose source has been forgotten or has left the corpus are deleted.

    Raises:
        NothingToDoError: If nothing has been decided on any source of the corpus.
    """
    with workspace.open_store() as store:
        documents = list(_documents(store))
    if not documents:
        raise NothingToDoError(f"nothing has been decided in {workspace.out}: see `quartier decide`")
    contents: dict[Path, str] = {}
    for document in documents:
        contents[folder / "docs" / f"{document.name}{document.suffix}"] = document.text
        contents[folder / "gold" / f"{document.name}.jsonl"] = _lines(document.gold)
    contents[folder / "gold" / "borderline.jsonl"] = _lines(row for one in documents for row in one.borderline)
    contents[folder / "gold" / "negatives.jsonl"] = _lines(row for one in documents for row in one.negatives)
    for path, content in contents.items():
        write_atomically(path, content.encode("utf-8"))
    for name, own in _OWN.items():
        for file in sorted((folder / name).iterdir()):
            if own.fullmatch(file.name) and file not in contents:
                file.unlink()
    return tuple(contents)


def _documents(store: Store) -> Iterable[TrainingDocument]:
    standing = verdicts(store.decisions.all())
    found: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings_of(store.findings()):
        found[finding.source_id].append(finding)
    decided = _by_source(standing, [one for findings in found.values() for one in findings])
    here = set(store.life.here())
    for source in sorted(sources_of(store.sources()), key=lambda source: source.source_id):
        if source.source_id in here and source.source_id in decided:
            document = training_document(
                source,
                segments_of(store.segments([source.source_id])),
                found[source.source_id],
                decided[source.source_id],
                masker_of(store, source.source_id).mask,
            )
            if document is not None:
                yield document


def _by_source(standing: dict[str, Verdict], findings: Iterable[Finding]) -> dict[str, dict[str, Verdict]]:
    """Return verdicts by the source that holds the finding now, else by the one that held it."""
    holders = {finding.finding_id: finding.source_id for finding in findings}
    grouped: defaultdict[str, dict[str, Verdict]] = defaultdict(dict)
    for finding_id, verdict in standing.items():
        grouped[holders.get(finding_id, verdict.finding.source_id)][finding_id] = verdict
    return grouped


def _lines(rows: Iterable[Row]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
