"""Numbers the evidence of a draft in order of appearance and builds its appendix."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from quartier_nlp.draft.context import Context, context_of, located, said_before
from quartier_nlp.draft.document import FurtherMention, Quote, Reference
from quartier_nlp.draft.german import NBSP, clock, page_number
from quartier_nlp.draft.typography import printable, verbatim
from quartier_nlp.model.records import Evidence, Finding, Provenance, Segment, Source

_Span = tuple[str, int, int]
_BEFORE_LIMIT = 160


class EvidenceBook:
    """Hands out references to quotes; the same passage keeps its number throughout a draft."""

    def __init__(
        self,
        sources: Mapping[str, Source],
        keys: Mapping[str, str],
        segments: Mapping[str, Segment],
        context_chars: int,
    ) -> None:
        self._sources = sources
        self._keys = keys
        self._segments = segments
        self._context_chars = context_chars
        self._numbers: dict[_Span, int] = {}
        self._findings: dict[_Span, Finding] = {}
        self._also: dict[_Span, dict[_Span, Evidence]] = {}

    def cite(self, findings: Iterable[Finding]) -> tuple[Reference, ...]:
        """Return a reference per passage that the findings rest on, numbering new ones."""
        references: dict[_Span, Reference] = {}
        for finding in findings:
            span = _span(finding.evidence)
            number = self._numbers.setdefault(span, len(self._numbers) + 1)
            self._findings.setdefault(span, finding)
            also = self._also.setdefault(span, {})
            for evidence in finding.also:
                if _span(evidence) != span:
                    also.setdefault(_span(evidence), evidence)
            references.setdefault(span, Reference(number, self._locator(finding)))
        return tuple(references.values())

    def quotes(self) -> tuple[Quote, ...]:
        """Return the appendix: every passage cited so far, by number."""
        return tuple(self._quote(span, number) for span, number in self._numbers.items())

    def position(self, evidence: Evidence) -> str:
        """Return page, time or paragraph of a passage; a paragraph counts from 1."""
        where = evidence.provenance
        if where.page is not None:
            return page_number(where.page)
        if where.t_start is not None:
            return clock(where.t_start)
        segment = self._segments.get(evidence.segment_id)
        return f"Abs.{NBSP}{segment.seq + 1}" if segment else ""

    def before(self, finding: Finding) -> str:
        """Return what was said right before a quote, empty where nothing stands before it in its passage."""
        found = self._passage(finding.evidence)
        return said_before(found[0], found[1], _BEFORE_LIMIT) if found else ""

    def _locator(self, finding: Finding) -> str:
        speaker = _speaker(finding.evidence.provenance)
        parts = (self._keys[finding.source_id], self.position(finding.evidence), speaker)
        return ", ".join(part for part in parts if part)

    def _quote(self, span: _Span, number: int) -> Quote:
        finding = self._findings[span]
        context = self._context(finding.evidence)
        where = finding.evidence.provenance
        return Quote(
            number=number,
            source_key=self._keys[finding.source_id],
            source_title=printable(self._sources[finding.source_id].title),
            position=self.position(finding.evidence),
            speaker=_speaker(where),
            section=tuple(printable(heading) for heading in where.section),
            before=verbatim(context.before),
            text=verbatim(context.text),
            after=verbatim(context.after),
            also=tuple(FurtherMention(printable(e.quote), self.position(e)) for e in self._also[span].values()),
        )

    def _context(self, evidence: Evidence) -> Context:
        found = self._passage(evidence)
        return context_of(*found, self._context_chars) if found else Context("", evidence.quote, "")

    def _passage(self, evidence: Evidence) -> tuple[str, int, int] | None:
        """Return the text of a passage and where a quote stands in it, None where it is not found."""
        segment = self._segments.get(evidence.segment_id)
        at = located(segment, evidence) if segment else None
        return None if segment is None or at is None else (segment.text, *at)


def _span(evidence: Evidence) -> _Span:
    return evidence.segment_id, evidence.start, evidence.end


def _speaker(where: Provenance) -> str:
    return printable(where.speaker or "").replace(" ", NBSP)
