"""How components leave their votes in a Doc."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Span

from quartier_nlp.findings.candidates import Candidate


def annotate(doc: Doc, key: str, candidates: Sequence[Candidate]) -> None:
    """Write votes to ``doc.spans[key]`` and append them to ``doc._.candidates``."""
    spans: list[Span] = []
    for candidate in candidates:
        span = doc.char_span(candidate.start, candidate.end, label=candidate.kind.value, alignment_mode="expand")
        if span is not None:
            spans.append(span)
    doc.spans[key] = spans
    doc._.candidates = [*doc._.candidates, *candidates]
