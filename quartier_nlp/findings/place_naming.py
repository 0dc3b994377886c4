"""The hook by which named places get their name, municipality, key and coordinates."""

from __future__ import annotations

from typing import Protocol

from spacy.tokens import Span

from quartier_nlp.findings.document import Document, Passage
from quartier_nlp.model.records import NamedPlace


class PlaceNamer(Protocol):
    """Resolves the noun phrase of a place to a named place."""

    def __call__(self, document: Document, passage: Passage, span: Span) -> NamedPlace | None:
        """Return the named place, or None where the place is indefinite or cannot be located."""
        ...


def unnamed(document: Document, passage: Passage, span: Span) -> NamedPlace | None:  # noqa: ARG001
    """Name no place: the choice where no gazetteer is wanted."""
    return None
