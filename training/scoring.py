"""Matches predicted findings with annotated ones by rules 24 to 26 of the guidelines.

A prediction hits a record of its kind when it overlaps one of the record's mentions, or carries the same label (places
and formats only). Every record counts once; a further hit on it is neither right nor wrong; nor is a prediction that
only overlaps a borderline case.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from training.corpus import KINDS, read_jsonl

_LABELLED_KINDS = ("place", "format")
_SHARE_OF_WORDS = 0.5
_FEWEST_WORDS = 2
_SHORTEST_CONTAINED = 4
_NOT_GOLD = ("negatives", "pii", "borderline")


def normalise(text: str) -> str:
    """Lower case, words separated by single blanks."""
    return " ".join(re.sub(r"[\W_]+", " ", text.lower()).split())


def overlaps(first: str, second: str) -> bool:
    """Whether two quotes mean the same stretch of text."""
    a, b = normalise(first), normalise(second)
    shorter, longer = sorted((len(a), len(b)))
    if not shorter or longer > 4 * shorter + 80:
        return False
    if a in b or b in a:
        return shorter >= _SHORTEST_CONTAINED
    left, right = a.split(), b.split()
    run = SequenceMatcher(None, left, right, autojunk=False).find_longest_match().size
    return run >= _FEWEST_WORDS and run >= _SHARE_OF_WORDS * min(len(left), len(right))


@dataclass(frozen=True)
class Prediction:
    """A predicted finding; ``status`` and ``spaces`` are scored where given."""

    kind: str
    quote: str
    score: float = 1.0
    label: str = ""
    status: str | None = None
    spaces: tuple[str, ...] = ()


@dataclass(frozen=True)
class GoldDocument:
    """The records of one document and its borderline quotes by kind."""

    name: str
    records: tuple[Mapping[str, Any], ...]
    borderline: Mapping[str, tuple[str, ...]]

    def of_kind(self, kind: str) -> list[Mapping[str, Any]]:
        """Records of one kind in the order of the file."""
        return [record for record in self.records if record["type"] == kind]


@dataclass(frozen=True)
class Judged:
    """A prediction with the indices of the records it hits and whether it overlaps a borderline case."""

    prediction: Prediction
    hits: tuple[int, ...]
    borderline: bool


@dataclass
class Tally:
    """Counts of one kind; ``status`` and ``spaces`` hold right and all."""

    hits: int = 0
    errors: int = 0
    missed: int = 0
    status: list[int] = field(default_factory=lambda: [0, 0])
    spaces: list[int] = field(default_factory=lambda: [0, 0])

    @property
    def precision(self) -> float:
        """Share of predictions that are right."""
        return self.hits / (self.hits + self.errors) if self.hits + self.errors else 0.0

    @property
    def recall(self) -> float:
        """Share of records that were found."""
        return self.hits / (self.hits + self.missed) if self.hits + self.missed else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        counted = 2 * self.hits + self.errors + self.missed
        return 2 * self.hits / counted if counted else 0.0

    def add(self, other: Tally) -> None:
        """Adds the counts of another document."""
        self.hits += other.hits
        self.errors += other.errors
        self.missed += other.missed
        for own, more in ((self.status, other.status), (self.spaces, other.spaces)):
            own[0] += more[0]
            own[1] += more[1]


def read_gold(root: Path) -> list[GoldDocument]:
    """Gold of ``root/gold`` with its borderline cases."""
    borderline: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    path = root / "gold" / "borderline.jsonl"
    for record in read_jsonl(path) if path.exists() else ():
        borderline[record["doc"]][record["type"]].append(record["quote"])
    return [
        GoldDocument(file.stem, tuple(read_jsonl(file)), {kind: tuple(q) for kind, q in borderline[file.stem].items()})
        for file in sorted((root / "gold").glob("*.jsonl"))
        if file.stem not in _NOT_GOLD
    ]


def judge(predictions: Iterable[Prediction], gold: GoldDocument) -> list[Judged]:
    """Compares every prediction with every record, once, whatever threshold is applied later."""
    judged = []
    for prediction in predictions:
        records = gold.of_kind(prediction.kind)
        hits = tuple(i for i, record in enumerate(records) if _hits(prediction, record))
        near = any(overlaps(prediction.quote, quote) for quote in gold.borderline.get(prediction.kind, ()))
        judged.append(Judged(prediction, hits, near))
    return judged


def _hits(prediction: Prediction, record: Mapping[str, Any]) -> bool:
    if any(overlaps(prediction.quote, quote) for quote in (record["quote"], *record.get("also", ()))):
        return True
    label = normalise(prediction.label)
    return prediction.kind in _LABELLED_KINDS and bool(label) and label == normalise(record["label"])


def tally(judged: Sequence[Judged], gold: GoldDocument, kind: str) -> Tally:
    """Counts of one kind in one document; earlier predictions take their records first."""
    records, counts = gold.of_kind(kind), Tally()
    used: dict[int, Prediction] = {}
    for item in judged:
        if item.prediction.kind != kind:
            continue
        free = next((i for i in item.hits if i not in used), None)
        if free is not None:
            used[free] = item.prediction
        elif not item.hits and not item.borderline:
            counts.errors += 1
    counts.hits, counts.missed = len(used), len(records) - len(used)
    for i, prediction in used.items():
        if kind == "approach" and prediction.status:
            counts.status[0] += prediction.status == records[i]["status"]
            counts.status[1] += 1
        if prediction.spaces:
            counts.spaces[0] += set(prediction.spaces) == set(records[i]["action_spaces"])
            counts.spaces[1] += 1
    return counts


def tally_all(
    judged: Mapping[str, Sequence[Judged]], gold: Sequence[GoldDocument], thresholds: Mapping[str, float]
) -> dict[str, Tally]:
    """Counts by kind over documents of the predictions that reach the threshold of their kind."""
    totals = {kind: Tally() for kind in KINDS}
    for document in gold:
        kept = [j for j in judged[document.name] if j.prediction.score >= thresholds[j.prediction.kind]]
        for kind, total in totals.items():
            total.add(tally(kept, document, kind))
    return totals
