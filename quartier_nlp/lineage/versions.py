"""Which source stands for a text, and which newer version has taken a source's place.

Pure decisions over what is in the corpus now, what was there before, and how alike the texts are.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from quartier_nlp.lineage.likeness import Likeness
from quartier_nlp.lineage.names import versioned
from quartier_nlp.lineage.options import LineageOptions
from quartier_nlp.model.vocabulary import SourceStatus

#: Of several copies of one text the first of these is kept: exact times, then exact pages, then structure.
FORMAT_ORDER: tuple[str, ...] = (
    "vtt", "srt", "json", "trs", "pdf", "docx", "odt", "rtf", "html", "markdown", "pptx", "xlsx", "csv", "text",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Version:
    """What is known of one content, in the corpus now or once.

    Attributes:
        source_id: The content.
        path: File that it was read from, now or last.
        paths: Files that hold it now; none if it is gone.
        format: Reader, or None if it could not be read.
        words: Length of its text.
        title: Title that people stated, None if it was inferred.
        date: Day that people stated, None if it was inferred.
        readable: Whether there is text.
        known: Whether it was in the corpus before.
        successor: What took its place at an earlier time.
    """

    source_id: str
    path: str
    paths: tuple[str, ...]
    format: str | None
    words: int
    title: str | None = None
    date: datetime.date | None = None
    readable: bool = True
    known: bool = False
    successor: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a source stands.

    Attributes:
        status: Its place in the life of the corpus.
        same_as: Source that stands for it, if it is a copy.
        superseded_by: Newer version that took its place, if one did.
    """

    status: SourceStatus
    same_as: str | None = None
    superseded_by: str | None = None


def settle(
    versions: Sequence[Version],
    likeness: Likeness,
    options: LineageOptions,
    before: Mapping[str, str],
) -> dict[str, Standing]:
    """Decide where every source stands.

    Args:
        versions: Every source that is in the corpus or was.
        likeness: How alike their texts are.
        options: Thresholds.
        before: Path to source id at the last time.

    Returns:
        Source id to standing.
    """
    decision = _Decision({v.source_id: v for v in versions}, likeness, options, before)
    decision.replaced_in_place()
    decision.copies_and_revisions()
    decision.renamed()
    return decision.standings()


@dataclass
class _Decision:
    """Collects edges from older to newer versions and from copies to what stands for them."""

    versions: Mapping[str, Version]
    likeness: Likeness
    options: LineageOptions
    before: Mapping[str, str]
    newer: dict[str, str] = field(default_factory=dict)
    kept: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.present = [v for v in self._ordered() if v.paths]
        self.gone = [v for v in self._ordered() if not v.paths]

    def replaced_in_place(self) -> None:
        """Other content under the same path takes the place of what stood there."""
        at = {path: version for version in self.present for path in version.paths}
        for version in self.gone:
            successor = at.get(version.path)
            if successor is not None:
                self._replace(version, successor)
        for path, successor in sorted(at.items()):
            older = self.versions.get(self.before.get(path, ""))
            if older is None or older is successor or older.source_id in self.newer or successor.known:
                continue
            if not older.paths or self.likeness.of(older, successor) >= self.options.revision:
                self._replace(older, successor)

    def copies_and_revisions(self) -> None:
        """Of texts that are alike and both there, one stands for the others or takes their place."""
        for version in self.present:
            successor = self.versions.get(version.successor or "")
            if successor is not None and successor.paths and self._still_older(version, successor):
                self._replace(version, successor)
        for older, newer in self._revisions():
            self._replace(older, newer)
        standing = sorted((v for v in self.present if v.source_id not in self.newer), key=_preference)
        rank = {version.source_id: position for position, version in enumerate(standing)}
        for first in standing:
            if first.source_id in self.kept:
                continue
            for other, containment in self.likeness.to(first):
                later = rank.get(other, -1) > rank[first.source_id]
                if later and other not in self.kept and containment > self.options.same:
                    self.kept[other] = first.source_id

    def renamed(self) -> None:
        """A text that is gone and another one that holds it, or a revision of it under a like name."""
        for version in self.gone:
            if version.source_id in self.newer:
                continue
            alike = ((value, self.versions.get(other)) for other, value in self.likeness.to(version))
            found = [
                (value, other) for value, other in alike if other and other.paths and self._continues(version, other)
            ]
            if found:
                best = max(found, key=lambda pair: (pair[0], pair[1].source_id not in self.kept, pair[1].source_id))
                self._replace(version, best[1])

    def standings(self) -> dict[str, Standing]:
        """Return the standing of every source; a copy of an older version is as old as that one."""
        result: dict[str, Standing] = {}
        for version in self._ordered():
            own = version.source_id
            same_as = self.kept.get(own)
            successor = self.newer.get(own) or self.newer.get(same_as or "")
            if successor is not None:
                successor = self.kept.get(successor, successor)
                result[own] = Standing(SourceStatus.SUPERSEDED, superseded_by=successor)
            elif same_as is not None:
                result[own] = Standing(SourceStatus.DUPLICATE, same_as=same_as)
            elif not version.paths:
                result[own] = Standing(SourceStatus.WITHDRAWN, superseded_by=version.successor)
            else:
                result[own] = Standing(SourceStatus.OK if version.readable else SourceStatus.QUARANTINED)
        return {own: self._still_true(standing) for own, standing in result.items()}

    def _still_true(self, standing: Standing) -> Standing:
        """A version whose newer versions are all gone is not replaced by anything."""
        current = standing.superseded_by
        if standing.status is not SourceStatus.WITHDRAWN or current is None:
            return standing
        seen = set()
        while current is not None and current not in seen:
            seen.add(current)
            version = self.versions.get(current)
            if version is None:
                break
            if version.paths:
                return Standing(SourceStatus.SUPERSEDED, superseded_by=standing.superseded_by)
            current = self.newer.get(current) or version.successor
        return standing

    def _ordered(self) -> Iterable[Version]:
        return sorted(self.versions.values(), key=lambda v: v.source_id)

    def _replace(self, older: Version, newer: Version) -> None:
        """Note a newer version unless that would close a circle."""
        current: str | None = newer.source_id
        while current is not None:
            if current == older.source_id:
                return
            current = self.newer.get(current)
        self.newer.setdefault(older.source_id, newer.source_id)

    def _revisions(self) -> list[tuple[Version, Version]]:
        found = []
        for left, right, containment in self.likeness.pairs():
            first, second = self.versions.get(left), self.versions.get(right)
            if first is None or second is None or not first.paths or not second.paths:
                continue
            one, two = versioned(first.path), versioned(second.path)
            numbered = one.stem == two.stem and one.rank != two.rank
            if not numbered and (containment > self.options.same or not _alike(first, second)):
                continue
            older, newer = sorted((first, second), key=_age)
            found.append((older, newer))
        return sorted(found, key=lambda pair: (_age(pair[1]), _age(pair[0])), reverse=True)

    def _still_older(self, version: Version, successor: Version) -> bool:
        """Whether an old version that is back beside its successor is still old, and no copy in another format."""
        likeness = self.likeness.of(version, successor)
        if likeness > self.options.same:
            return version.format == successor.format
        return likeness >= self.options.revision

    def _continues(self, gone: Version, other: Version) -> bool:
        likeness = self.likeness.of(gone, other)
        if likeness > self.options.same:
            return True
        return likeness >= self.options.revision and not other.known and _alike(gone, other)


def _alike(first: Version, second: Version) -> bool:
    if first.title is not None and first.title == second.title:
        return True
    return versioned(first.path).stem == versioned(second.path).stem


def _rank(version: Version) -> int:
    return FORMAT_ORDER.index(version.format) if version.format in FORMAT_ORDER else len(FORMAT_ORDER)


def _preference(version: Version) -> tuple[int, int, str, str]:
    """Order of copies, best first: format, then the longer text, then the path."""
    return _rank(version), -version.words, version.path, version.source_id


def _age(version: Version) -> tuple[tuple[float, int], datetime.date, bool, int, int, str]:
    """Order of versions, oldest first: name, stated day, first seen, format, length, path."""
    return (
        versioned(version.path).rank,
        version.date or datetime.date.min,
        not version.known,
        -_rank(version),
        version.words,
        version.source_id,
    )
