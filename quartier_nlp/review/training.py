"""Turns verdicts into training examples in the form of ``training/data``: texts, annotations, doubts and errors.

A document is given whole. What an editor accepted or relabelled is annotated, what was rejected is a negative, and what
nobody has decided on is borderline: neither right nor wrong. Texts and annotations are masked in the same way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate

from quartier_nlp.model.records import Evidence, Finding, Segment, Source
from quartier_nlp.model.tables import Row
from quartier_nlp.model.vocabulary import FindingState, SegmentRole, SourceKind
from quartier_nlp.review.verdicts import Verdict

Mask = Callable[[str], str]
#: Blanks stay with what they follow: thousands of equal blanks would slow the comparison down.
_PIECE = re.compile(r"\w+\s*|[^\w\s]\s*|\s+")
_BULLETS = frozenset({SegmentRole.LIST_ITEM, SegmentRole.TABLE_CELL})
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class TrainingDocument:
    """A document with its annotations.

    Attributes:
        name: Stem of its files.
        suffix: ``.txt`` for a transcript, one turn a line, ``.md`` for anything else.
        text: Its masked text.
        gold: Annotations.
        borderline: Passages that nobody has decided on.
        negatives: Passages that were taken for findings and are none.
    """

    name: str
    suffix: str
    text: str
    gold: tuple[Row, ...]
    borderline: tuple[Row, ...]
    negatives: tuple[Row, ...]


def training_document(
    source: Source,
    segments: Sequence[Segment],
    findings: Sequence[Finding],
    verdicts: Mapping[str, Verdict],
    mask: Mask,
) -> TrainingDocument | None:
    """Return what editors decided on a source, None if none of it can be placed in the text.

    Args:
        source: The source.
        segments: Its segments, in order.
        findings: What is now found in it.
        verdicts: Finding id to verdict, of this source.
        mask: Replaces names and contact data.
    """
    quotes = _Quotes(segments, mask)
    current = {finding.finding_id: finding for finding in findings}
    gold: list[Row] = []
    negatives: list[Row] = []
    decided: list[tuple[str, Evidence]] = []
    for finding_id, verdict in sorted(verdicts.items()):
        evidence, also = _evidence(verdict, current.get(finding_id))
        quote = quotes.masked(evidence)
        if quote is None:
            continue
        finding = verdict.finding
        decided += [(kind, evidence) for kind in {finding.kind.value, verdict.found_as.value}]
        if verdict.rejected:
            negatives.append(_passage(source, quote, "tempts", verdict.found_as.value, "rejected"))
            continue
        gold.append(_annotation(finding, quote, [quotes.masked(one) for one in also], mask))
        if finding.kind is not verdict.found_as:
            negatives.append(_passage(source, quote, "tempts", verdict.found_as.value, "relabelled"))
    if not gold and not negatives:
        return None
    open_ones = [f for f in findings if f.finding_id not in verdicts and f.state is not FindingState.RETIRED]
    spoken = source.kind is SourceKind.TRANSCRIPT
    return TrainingDocument(
        name=source.source_id,
        suffix=".txt" if spoken else ".md",
        text=_text(quotes, segments, spoken=spoken),
        gold=tuple(gold),
        borderline=tuple(_undecided(source, open_ones, decided, quotes)),
        negatives=tuple(negatives),
    )


class _Quotes:
    """The masked texts of a source's segments, and what stands there in the place of a quote."""

    def __init__(self, segments: Sequence[Segment], mask: Mask) -> None:
        self._segments = {segment.segment_id: segment for segment in segments}
        self._texts = {segment.segment_id: mask(segment.text) for segment in segments}
        self._alignments: dict[str, tuple[Stretch, ...]] = {}

    def text(self, segment: Segment) -> str:
        return self._texts[segment.segment_id]

    def masked(self, evidence: Evidence) -> str | None:
        """Return a quote as it stands in the masked text, None if the text is not there any more."""
        segment = self._segments.get(evidence.segment_id)
        if segment is None or evidence.end > len(segment.raw):
            return None
        start, end = segment.offsets.to_clean(evidence.start, evidence.end)
        if segment.text[start:end] != evidence.quote:
            return None
        if segment.segment_id not in self._alignments:
            self._alignments[segment.segment_id] = alignment(segment.text, self.text(segment))
        low, high = counterpart(self._alignments[segment.segment_id], start, end)
        return self.text(segment)[low:high].strip() or None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a text and what it became; ``same`` if nothing was replaced in it."""

    start: int
    end: int
    masked_start: int
    masked_end: int
    same: bool


def alignment(text: str, masked: str) -> tuple[Stretch, ...]:
    """Return how the stretches of a text and of the same text with names masked correspond."""
    if text == masked:
        return (Stretch(0, len(text), 0, len(text), True),)
    left, right = _PIECE.findall(text), _PIECE.findall(masked)
    ends, masked_ends = [0, *accumulate(map(len, left))], [0, *accumulate(map(len, right))]
    return tuple(
        Stretch(ends[i], ends[j], masked_ends[k], masked_ends[m], tag == "equal")
        for tag, i, j, k, m in SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    )


def counterpart(stretches: Sequence[Stretch], start: int, end: int) -> tuple[int, int]:
    """Return the range of the masked text that stands for ``[start, end)``; a name that this cuts is taken whole."""
    touched = [stretch for stretch in stretches if stretch.start < end and start < stretch.end]
    if not touched:
        return 0, 0
    first, last = touched[0], touched[-1]
    low = first.masked_start + (max(start - first.start, 0) if first.same else 0)
    high = last.masked_end - (max(last.end - end, 0) if last.same else 0)
    return low, high


def _evidence(verdict: Verdict, current: Finding | None) -> tuple[Evidence, tuple[Evidence, ...]]:
    """Return the mentions of the finding as it stands now, or stood when it was decided on."""
    finding = current or verdict.finding
    return finding.evidence, finding.also


def _annotation(finding: Finding, quote: str, also: Sequence[str | None], mask: Mask) -> Row:
    place = finding.named_place
    further = sorted({one for one in also if one is not None and one != quote})
    return {
        "id": finding.finding_id,
        "type": finding.kind.value,
        "quote": quote,
        "also": further,
        "action_spaces": list(finding.action_spaces),
        "label": mask(finding.label),
        "status": finding.status.value if finding.status else None,
        "named_place": {"name": mask(place.name), "municipality": place.municipality} if place else None,
        "cluster": None,
    }


def _passage(source: Source, quote: str, field: str, kind: str, reason: str) -> Row:
    return {"doc": source.source_id, "quote": quote, field: kind, "reason": reason}


def _undecided(
    source: Source, findings: Iterable[Finding], decided: Sequence[tuple[str, Evidence]], quotes: _Quotes
) -> Iterable[Row]:
    told: set[tuple[str, str]] = set()
    for finding in findings:
        for evidence in (finding.evidence, *finding.also):
            quote = quotes.masked(evidence)
            if quote is None or (quote, finding.kind.value) in told or _is_decided(finding, evidence, decided):
                continue
            told.add((quote, finding.kind.value))
            yield _passage(source, quote, "type", finding.kind.value, "undecided")


def _is_decided(finding: Finding, evidence: Evidence, decided: Sequence[tuple[str, Evidence]]) -> bool:
    """Return whether a decision on the same kind covers part of a mention."""
    return any(
        kind == finding.kind
        and other.segment_id == evidence.segment_id
        and other.start < evidence.end
        and evidence.start < other.end
        for kind, other in decided
    )


def _text(quotes: _Quotes, segments: Sequence[Segment], *, spoken: bool) -> str:
    lines = [_line(segment, quotes.text(segment), spoken=spoken) for segment in segments if segment.text.strip()]
    return ("\n" if spoken else "\n\n").join(lines) + "\n"


def _line(segment: Segment, text: str, *, spoken: bool) -> str:
    if segment.speaker:
        return f"{segment.speaker}: {text}"
    if spoken:
        return text
    if segment.role is SegmentRole.HEADING:
        return f"{'#' * min(len(segment.section) + 1, _DEEPEST)} {text}"
    return f"- {text}" if segment.role in _BULLETS else text
