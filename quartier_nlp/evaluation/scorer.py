"""Scores findings against annotated documents by the rules 24 to 26 of the annotation guidelines.

A prediction matches a record of its kind when their quotes (or one under ``also``) overlap, or, for places and
formats, when the normalised labels are the same. Each record counts once; a second prediction of the same record is
a duplicate, neither hit nor error; so is one that only overlaps a borderline case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from quartier_nlp.model.vocabulary import Kind

Record = Mapping[str, Any]

_LABELLED = frozenset({Kind.PLACE, Kind.FORMAT})
_SHARED_PART = 0.5
_SHORTEST = 4


def normalised(text: str | None) -> str:
    """Return a text in lower case with every run of signs as one blank."""
    return " ".join(re.sub(r"[\W_]+", " ", (text or "").lower()).split())


def overlap(one: str, other: str) -> bool:
    """Return whether two quotes are the same passage: one holds the other, or half of the shorter is a common run."""
    first, second = normalised(one), normalised(other)
    shorter, longer = sorted((first, second), key=len)
    if not shorter or len(longer) > 4 * len(shorter) + 80:
        return False
    if shorter in longer:
        return len(shorter) >= _SHORTEST
    left, right = first.split(), second.split()
    run = SequenceMatcher(None, left, right, autojunk=False).find_longest_match(0, len(left), 0, len(right)).size
    return run >= 2 and run >= _SHARED_PART * min(len(left), len(right))


@dataclass
class Tally:
    """Hits and errors, with the records behind them."""

    hits: list[tuple[Record, Record]] = field(default_factory=list)
    wrong: list[Record] = field(default_factory=list)
    missed: list[Record] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of counted predictions that are right."""
        counted = len(self.hits) + len(self.wrong)
        return len(self.hits) / counted if counted else 0.0

    @property
    def recall(self) -> float:
        """Share of records that were found."""
        counted = len(self.hits) + len(self.missed)
        return len(self.hits) / counted if counted else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        total = 2 * len(self.hits) + len(self.wrong) + len(self.missed)
        return 2 * len(self.hits) / total if total else 0.0

    def add(self, other: Tally) -> None:
        """Count the other's cases too."""
        self.hits += other.hits
        self.wrong += other.wrong
        self.missed += other.missed


def together(tallies: Iterable[Tally]) -> Tally:
    """Return what some tallies count together."""
    total = Tally()
    for one in tallies:
        total.add(one)
    return total


@dataclass(frozen=True)
class Scores:
    """Scores of a set of documents.

    Attributes:
        kinds: Per kind over all documents.
        documents: Per document and kind.
    """

    kinds: Mapping[Kind, Tally]
    documents: Mapping[str, Mapping[Kind, Tally]]

    @classmethod
    def summed(cls, documents: Mapping[str, Mapping[Kind, Tally]]) -> Scores:
        """Return the scores of documents with those over all of them."""
        return cls({kind: together(own[kind] for own in documents.values()) for kind in Kind}, documents)

    @property
    def macro_f1(self) -> float:
        """Mean F1 over the kinds."""
        return sum(tally.f1 for tally in self.kinds.values()) / len(self.kinds)

    def spaces_right(self) -> list[bool]:
        """Return for every hit that names action spaces whether they are exactly the annotated ones."""
        return [
            set(found["action_spaces"]) == set(gold["action_spaces"])
            for tally in self.kinds.values()
            for gold, found in tally.hits
            if found.get("action_spaces")
        ]

    def statuses_right(self) -> list[bool]:
        """Return for every found approach with a status whether it is the annotated one."""
        hits = self.kinds[Kind.APPROACH].hits
        return [found["status"] == gold["status"] for gold, found in hits if found.get("status")]

    def space_accuracy(self) -> float:
        """Share of hits with exactly the annotated action spaces."""
        return share(self.spaces_right())

    def status_accuracy(self) -> float:
        """Share of found approaches with the annotated status."""
        return share(self.statuses_right())

    def of(self, names: Iterable[str]) -> dict[Kind, Tally]:
        """Return the scores per kind over some of the documents."""
        return dict(Scores.summed({name: self.documents[name] for name in names}).kinds)


def share(outcomes: Sequence[bool]) -> float:
    """Return the share of true outcomes, 0 where there is none."""
    return sum(outcomes) / len(outcomes) if outcomes else 0.0


def score(
    gold: Mapping[str, Sequence[Record]], found: Mapping[str, Sequence[Record]], borderline: Sequence[Record] = ()
) -> Scores:
    """Score findings, given as records with ``type``, ``quote``, ``label``, ``action_spaces``, ``status``."""
    documents: dict[str, dict[Kind, Tally]] = {name: {} for name in sorted(gold)}
    for part in parts(gold, found, borderline):
        documents[part.document][part.kind] = match(part.kind, part.records, part.findings, part.doubtful)
    return Scores.summed(documents)


class Part(NamedTuple):
    """What is compared with each other: records, findings and borderline quotes of one kind in one document."""

    document: str
    kind: Kind
    records: Sequence[Record]
    findings: Sequence[Record]
    doubtful: Sequence[str]


def parts(
    gold: Mapping[str, Sequence[Record]], found: Mapping[str, Sequence[Record]], borderline: Sequence[Record]
) -> Iterator[Part]:
    """Part annotations and findings by document, in order of their names, and kind."""
    for name in sorted(gold):
        for kind in Kind:
            yield Part(
                name,
                kind,
                [record for record in gold[name] if record["type"] == kind],
                [record for record in found.get(name, ()) if record["type"] == kind],
                [record["quote"] for record in borderline if record["doc"] == name and record["type"] == kind],
            )


def taken(found: Mapping[str, Sequence[Record]], negatives: Sequence[Record]) -> list[bool]:
    """Return for every negative whether a finding of the kind that it tempts to overlaps it."""
    return [
        any(r["type"] == n["tempts"] and overlap(r["quote"], n["quote"]) for r in found.get(n["doc"], ()))
        for n in negatives
    ]


@dataclass(frozen=True)
class Compared:
    """A finding compared with the records of its kind and document; no threshold changes what it overlaps.

    Attributes:
        finding: The finding.
        fitting: Indices of the records that it may be.
        doubtful: Whether it overlaps a borderline case.
    """

    finding: Record
    fitting: tuple[int, ...]
    doubtful: bool


def compare(kind: Kind, gold: Sequence[Record], found: Sequence[Record], doubtful: Sequence[str]) -> list[Compared]:
    """Compare the findings of one kind in one document with its records and borderline quotes."""
    return [
        Compared(
            finding,
            tuple(index for index, record in enumerate(gold) if same(kind, record, finding)),
            any(overlap(finding["quote"], quote) for quote in doubtful),
        )
        for finding in found
    ]


def tally(gold: Sequence[Record], compared: Iterable[Compared]) -> Tally:
    """Give every record to the first finding that fits it and is free for it."""
    result = Tally()
    used: dict[int, Record] = {}
    for one in compared:
        free = next((index for index in one.fitting if index not in used), None)
        if free is not None:
            used[free] = one.finding
        elif not one.fitting and not one.doubtful:
            result.wrong.append(one.finding)
    result.hits = [(gold[index], finding) for index, finding in used.items()]
    result.missed = [record for index, record in enumerate(gold) if index not in used]
    return result


def match(kind: Kind, gold: Sequence[Record], found: Sequence[Record], doubtful: Sequence[str]) -> Tally:
    """Match the findings of one kind in one document with its records, in order."""
    return tally(gold, compare(kind, gold, found, doubtful))


def same(kind: Kind, record: Record, finding: Record) -> bool:
    """Return whether a finding is the one that a record annotates."""
    if any(overlap(finding["quote"], quote) for quote in (record["quote"], *record.get("also", ()))):
        return True
    label = normalised(finding.get("label"))
    return kind in _LABELLED and bool(label) and label == normalised(record["label"])
