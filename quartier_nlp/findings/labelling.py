"""Chooses the labeller of a finding and what the lexicon knows of it."""

from __future__ import annotations

from spacy.tokens import Span

from quartier_nlp.findings.labels import Label, approach_label, noun_label, question_label
from quartier_nlp.findings.merging import Merged
from quartier_nlp.model.vocabulary import ApproachStatus, Kind, LabelSource


def label_of(
    span: Span, merged: Merged, status: ApproachStatus | None, score: float, thing: Span | None = None
) -> Label:
    """Return the normalised wording of a finding.

    Args:
        span: The quote.
        merged: Its votes.
        status: Status of an approach.
        score: Calibrated probability of the finding.
        thing: What a table's row is about, if the quote is a cell that may leave it out.
    """
    kind = merged.candidate.kind
    if kind is Kind.APPROACH:
        return approach_label(span, status=status, sure=score, thing=thing)
    if kind is Kind.OPEN_QUESTION:
        return question_label(span)
    canonical = _canonical(span, merged)
    if canonical:
        return Label(canonical, LabelSource.LEXICON, "lexicon")
    return noun_label(span, located=kind is Kind.FORMAT)


def _canonical(span: Span, merged: Merged) -> str | None:
    """Return the lexicon's form where the quote is the bare word; attributes and names need a phrase."""
    candidate = merged.candidate
    bare = candidate.head is not None and candidate.head[0] <= span.start_char and span.end_char <= candidate.head[1]
    return candidate.label if bare else None


def category_of(merged: Merged) -> str | None:
    """Return the family of the lexicon entry that voted, if one did."""
    return next((vote.category for vote in merged.votes if vote.category), None)
