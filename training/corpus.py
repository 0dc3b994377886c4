"""Reads the annotated documents, the labelled sentences and the CIMT contributions.

Offsets are half-open code point offsets into the passage or sentence they belong to.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from training.texts import TextPassage, read_passages

DATA = Path(__file__).parent / "data"
KINDS = ("approach", "place", "format", "open_question")
STATUSES = ("proposed", "practised", "rejected")

CIMT_CODES = {
    "mpos": (1.0, 1.0, 0.0),
    "premise": (1.0, 0.0, 1.0),
    "mpos+premise": (1.0, 1.0, 1.0),
    "non-arg": (0.0,) * 3,
}
CIMT_TRAINING_SETS = ("CDB", "CDC", "CDM")
_SHORTEST_NOUN = 7
_LETTERS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True)
class Mention:
    """A labelled stretch; ``status`` only for approaches, ``scored`` false where a label is neither right nor wrong."""

    kind: str
    start: int
    end: int
    status: str | None = None
    scored: bool = True


@dataclass(frozen=True)
class Passage:
    """A paragraph, turn, table cell or whole unpunctuated stream with its mentions."""

    text: str
    heading: str
    speaker: str = ""
    mentions: tuple[Mention, ...] = ()
    sentences: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class AnnotatedDocument:
    """A document; ``spoken`` where it is a transcript, ``stream`` where it has no punctuation."""

    name: str
    spoken: bool
    stream: bool
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class LabelledSentence:
    """A single sentence with its mentions and action spaces."""

    text: str
    mentions: tuple[Mention, ...]
    spaces: tuple[str, ...]
    spoken: bool


@dataclass(frozen=True)
class Contribution:
    """A sentence of a citizen contribution: argumentative, option for action, premise; with its neighbours."""

    text: str
    left: str
    right: str
    labels: tuple[float, float, float]
    code: str = field(default="", compare=False)


def read_jsonl(path: Path) -> Iterator[dict[str, Any]]:
    """Objects of a JSON lines file."""
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.strip():
            yield json.loads(line)


def _occurrences(text: str, quote: str) -> Iterator[int]:
    start = text.find(quote)
    while start >= 0:
        yield start
        start = text.find(quote, start + 1)


def _labelled_ranges(text: str, findings: list[dict[str, Any]]) -> list[Mention]:
    mentions = []
    for finding in findings:
        for quote in (finding["quote"], *finding.get("also", [])):
            collapsed = " ".join(quote.split())
            if len(collapsed) < 4:
                continue
            mentions.extend(
                Mention(finding["type"], start, start + len(collapsed), finding.get("status"))
                for start in _occurrences(text, collapsed)
            )
    return mentions


def _repeated_nouns(text: str, findings: list[dict[str, Any]], labelled: list[Mention]) -> list[Mention]:
    """Further occurrences of an annotated place or format noun: by the scoring rules neither hit nor error."""
    repeated = []
    lowered = text.lower()
    for kind in ("place", "format"):
        covered = [(m.start, m.end) for m in labelled if m.kind == kind]
        nouns = set()
        for finding in findings:
            if finding["type"] == kind:
                words = [w for w in _LETTERS.findall(finding["quote"]) if len(w) >= _SHORTEST_NOUN]
                nouns.update(w.lower() for w in words[-1:])
        for noun in sorted(nouns):
            for start in _occurrences(lowered, noun):
                if not any(a < start + len(noun) and start < b for a, b in covered):
                    repeated.append(Mention(kind, start, start + len(noun), scored=False))
    return repeated


def _clipped(mentions: list[Mention], start: int, end: int) -> tuple[Mention, ...]:
    """Mentions that lie for the greater part in ``start..end``, relative to ``start``."""
    kept = []
    for m in mentions:
        inside = min(m.end, end) - max(m.start, start)
        if inside > 0.4 * (m.end - m.start):
            kept.append(replace(m, start=max(m.start, start) - start, end=min(m.end, end) - start))
    return tuple(kept)


def annotate(
    name: str,
    spoken: bool,
    passages: list[TextPassage],
    findings: list[dict[str, Any]],
    doubtful: Sequence[dict[str, Any]] = (),
) -> AnnotatedDocument:
    """Finds the quotes in the text; borderline cases and repeated nouns of places and formats are not scored."""
    text = " ".join(passage.text for passage in passages)
    mentions = _labelled_ranges(text, findings)
    mentions += [replace(mention, scored=False) for mention in _labelled_ranges(text, list(doubtful))]
    mentions += _repeated_nouns(text, findings, mentions)
    annotated, start = [], 0
    for passage in passages:
        end = start + len(passage.text)
        clipped = _clipped(mentions, start, end)
        annotated.append(Passage(passage.text, passage.heading, passage.speaker, clipped, tuple(passage.sentences)))
        start = end + 1
    stream = any(b - a > 1500 for p in passages for a, b in p.sentences)
    return AnnotatedDocument(name, spoken, stream, tuple(annotated))


def read_documents(root: Path) -> list[AnnotatedDocument]:
    """All of ``root/docs`` with ``root/gold`` and its borderline cases."""
    documents = []
    borderline = root / "gold" / "borderline.jsonl"
    doubts: dict[str, list[dict[str, Any]]] = {}
    for record in read_jsonl(borderline) if borderline.exists() else ():
        doubts.setdefault(record["doc"], []).append(record)
    for path in sorted((root / "docs").iterdir()):
        name = path.name.split(".")[0]
        findings = list(read_jsonl(root / "gold" / f"{name}.jsonl"))
        doubtful = doubts.get(name, [])
        documents.append(annotate(name, path.suffix != ".md", read_passages(path), findings, doubtful))
    return documents


def _sentence(record: Mapping[str, Any]) -> LabelledSentence:
    text = record["text"]
    mentions = []
    for finding in record["findings"]:
        start = text.find(finding["quote"])
        if start >= 0:
            mentions.append(Mention(finding["type"], start, start + len(finding["quote"]), finding.get("status")))
    spoken = record.get("register") == "spoken"
    return LabelledSentence(text, tuple(mentions), tuple(record["action_spaces"]), spoken)


def read_sentences(root: Path) -> list[LabelledSentence]:
    """The distinct sentences of ``spoken.jsonl`` and ``written.jsonl``."""
    records = [r for name in ("spoken.jsonl", "written.jsonl") for r in read_jsonl(root / name)]
    return [_sentence(record) for record in {record["text"]: record for record in records}.values()]


def read_contributions(path: Path) -> list[Contribution]:
    """One CIMT set in the order of the file."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    texts = [(row["content"] or "").strip().strip('"') for row in rows]
    contributions = []
    for i, row in enumerate(rows):
        code = (row["code"] or "").strip()
        if not texts[i] or code not in CIMT_CODES:
            continue
        left = texts[i - 1] if i and rows[i - 1]["document_id"] == row["document_id"] else ""
        right = texts[i + 1] if i + 1 < len(rows) and rows[i + 1]["document_id"] == row["document_id"] else ""
        labels = CIMT_CODES[code]
        contributions.append(Contribution(texts[i], left, right, (labels[0], labels[1], labels[2]), code))
    return contributions


def read_answers(path: Path) -> list[Contribution]:
    """Answers to surveys written for this project, labelled as the CIMT sets are; neighbours of the same answer."""
    answers = []
    for row in read_jsonl(path):
        labels = CIMT_CODES[row["code"]]
        answers.append(
            Contribution(row["text"], row["left"], row["right"], (labels[0], labels[1], labels[2]), row["code"])
        )
    return answers


def read_training_contributions() -> dict[str, list[Contribution]]:
    """What contributions are learned from, by name: the CIMT sets, and answers so terse that those hold none."""
    sets = {name: read_contributions(DATA / "cimt" / f"dataset_{name}.tsv") for name in CIMT_TRAINING_SETS}
    return {**sets, "answers": read_answers(DATA / "answers.jsonl")}
