"""A source as extraction sees it: its segments in order, each with its analysed Doc."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from spacy.language import Language
from spacy.tokens import Doc, Span

from quartier_nlp.findings.options import FindingOptions
from quartier_nlp.findings.table_rows import rows_of
from quartier_nlp.model.records import Segment, Source
from quartier_nlp.model.vocabulary import SegmentRole

#: Roles that give context but hold no findings themselves.
CONTEXT_ROLES = frozenset({SegmentRole.HEADING, SegmentRole.REFERENCE})
#: Roles whose text is terse by nature.
NOTE_ROLES = frozenset({SegmentRole.LIST_ITEM, SegmentRole.TABLE_CELL, SegmentRole.CAPTION})


@dataclass(frozen=True, slots=True)
class Passage:
    """A segment and its Doc; ``doc.text`` is the segment's clean text.

    Attributes:
        position: Index of the segment among the segments of its source.
        row: The cells of its table's row, itself among them; none outside of tables with labelled columns.
        sentences: Those of the Doc, which looks for them anew whenever it is asked.
    """

    segment: Segment
    doc: Doc
    position: int
    row: tuple[Segment, ...] = ()
    sentences: tuple[Span, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Keep the sentences."""
        object.__setattr__(self, "sentences", tuple(self.doc.sents))

    @property
    def row_start(self) -> int:
        """Position of the first cell of the row, that of the passage itself where there is no row."""
        return self.position - self.row.index(self.segment) if self.row else self.position

    def touched(self, start: int, end: int) -> range:
        """Return the indices of the sentences that share a character with a range; empty if none does."""
        own = [i for i, span in enumerate(self.sentences) if span.start_char < end and span.end_char > start]
        return range(own[0], own[-1] + 1) if own else range(0)

    @property
    def heading(self) -> str:
        """Innermost heading above the segment."""
        return self.segment.section[-1] if self.segment.section else ""


@dataclass(frozen=True, slots=True)
class Document:
    """A source with all its passages in reading order."""

    source: Source
    passages: tuple[Passage, ...]


def documents(
    sources: Sequence[Source], segments: Sequence[Segment], nlp: Language, options: FindingOptions
) -> Iterator[Document]:
    """Analyse segments in batches across sources and yield the sources in their given order."""
    grouped: dict[str, list[Segment]] = {source.source_id: [] for source in sources}
    for segment in segments:
        if segment.source_id in grouped:
            grouped[segment.source_id].append(segment)
    for group in grouped.values():
        group.sort(key=lambda segment: segment.seq)
    ordered = [segment for source in sources for segment in grouped[source.source_id]]
    docs = nlp.pipe(_docs(ordered, nlp, options), batch_size=options.batch_size)
    analysed = zip(ordered, docs, strict=True)
    by_id = {source.source_id: source for source in sources}
    for source_id, pairs in groupby(analysed, key=lambda pair: pair[0].source_id):
        own = list(pairs)
        rows = rows_of([segment for segment, _ in own])
        read = enumerate(zip(own, rows, strict=True))
        yield Document(by_id[source_id], tuple(Passage(segment, doc, i, row) for i, ((segment, doc), row) in read))


def _docs(segments: Sequence[Segment], nlp: Language, options: FindingOptions) -> Iterator[Doc]:
    for index, segment in enumerate(segments):
        doc = nlp.make_doc(segment.text)
        before = _neighbours(segments, index, -1, options.context_chars)
        after = _neighbours(segments, index, 1, options.context_chars)
        doc._.left = " ".join(reversed(before))
        doc._.right = " ".join(after)
        doc._.heading = segment.section[-1] if segment.section else ""
        doc._.speaker = segment.speaker or ""
        doc._.segment_id = segment.segment_id
        doc._.run = segment.source_id
        doc._.is_read = segment.role not in CONTEXT_ROLES
        yield doc


def _neighbours(segments: Sequence[Segment], index: int, step: int, characters: int) -> list[str]:
    """Return texts of neighbouring segments of the same source, nearest first, up to a number of characters."""
    found: list[str] = []
    total = 0
    position = index + step
    source = segments[index].source_id
    while 0 <= position < len(segments) and total < characters and segments[position].source_id == source:
        segment = segments[position]
        if segment.role is not SegmentRole.HEADING:
            found.append(segment.text)
            total += len(segment.text)
        position += step
    return found


def spoken(passages: Iterable[Passage]) -> list[Passage]:
    """Return the passages that may hold findings."""
    return [passage for passage in passages if passage.segment.role not in CONTEXT_ROLES]
