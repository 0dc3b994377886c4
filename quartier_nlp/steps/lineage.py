"""Finds copies and versions among the sources and records where each stands."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import lru_cache

from quartier_nlp import fingerprint
from quartier_nlp.lineage.likeness import Likeness
from quartier_nlp.lineage.options import LineageOptions
from quartier_nlp.lineage.versions import Standing, Version
from quartier_nlp.lineage.versions import settle as decide
from quartier_nlp.model.tables import Row
from quartier_nlp.model.vocabulary import SourceStatus
from quartier_nlp.store import Store
from quartier_nlp.store.life import Place

_COMPARED_AT_ONCE = 500
_SHINGLES_KEPT = 256


def settle(store: Store, files: Mapping[str, str], options: LineageOptions) -> None:
    """Record which files are there, and for every source whether it counts, is a copy, old or gone.

    Args:
        store: The store, all new files read.
        files: Path to source id for every file of the corpus.
        options: When two texts are one.
    """
    compare(store, options)
    before = store.life.files()
    rows = store.life.versions()
    held: dict[str, list[str]] = {}
    for path, source_id in sorted(files.items()):
        held.setdefault(source_id, []).append(path)
    known = frozenset(before.values())
    versions = [_version(row, tuple(held.get(row["source_id"], ())), known) for row in rows]
    standings = decide(versions, Likeness.from_rows(store.life.resemblances()), options, before)
    store.life.settle(files, {v.source_id: _place(v, standings[v.source_id]) for v in versions})


def compare(store: Store, options: LineageOptions) -> None:
    """Compare the texts that are new with all texts; all of them anew if the thresholds have changed."""
    key = fingerprint.of_values(
        fingerprint.of_code("lineage/similarity.py"), options.min_words, options.candidate, options.revision
    )
    if store.done("compare").get("") != key:
        store.life.forget_comparisons()
        store.mark_done("compare", key)
    new = store.life.unsigned()
    if not new:
        return
    # Imported late: a run without new sources does without.
    from quartier_nlp.lineage.similarity import resemblances, shingles, signature, words_of

    @lru_cache(maxsize=_SHINGLES_KEPT)
    def shingles_of(source_id: str) -> frozenset[int]:
        return shingles(store.life.texts(source_id))

    signatures = store.life.signatures()
    for start in range(0, len(new), _COMPARED_AT_ONCE):
        signed: dict[str, tuple[int, bytes | None]] = {}
        for source_id in new[start : start + _COMPARED_AT_ONCE]:
            words = len(words_of(store.life.texts(source_id)))
            enough = words >= options.min_words
            signed[source_id] = (words, signature(shingles_of(source_id)) if enough else None)
        signatures |= {source_id: found for source_id, (_, found) in signed.items() if found is not None}
        alike = resemblances(signed, signatures, shingles_of, options)
        store.life.save_comparison(signed, [(pair.left, pair.right, pair.containment) for pair in alike])


def copies(store: Store) -> list[str]:
    """Return a remark on every file that is a copy in another format, and on old versions still there."""
    files, rows = store.life.files(), {row["source_id"]: row for row in store.life.versions()}
    remarks = []
    for path, source_id in sorted(files.items()):
        row = rows[source_id]
        if row["status"] == SourceStatus.DUPLICATE:
            remarks.append(f"{path}: the same text as {rows[row['same_as']]['path']}, one source")
        elif row["status"] == SourceStatus.SUPERSEDED and row["superseded_by"] in rows:
            remarks.append(f"{path}: an older version of {rows[row['superseded_by']]['path']}, left out")
    return remarks


def _version(row: Row, paths: tuple[str, ...], known: frozenset[str]) -> Version:
    inferred = set(row["inferred"])
    return Version(
        source_id=row["source_id"],
        path=row["path"] if not paths or row["path"] in paths else paths[0],
        paths=paths,
        format=row["format"],
        words=row["words"],
        title=None if "title" in inferred else row["title"],
        date=datetime.date.fromisoformat(row["date"]) if row["date"] and "date" not in inferred else None,
        readable=row["error"] is None,
        known=row["source_id"] in known,
        successor=row["superseded_by"],
    )


def _place(version: Version, standing: Standing) -> Place:
    return Place(standing.status, version.path, standing.same_as, standing.superseded_by)
