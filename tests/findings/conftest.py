"""The pipeline without the encoder, and a small document to work on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from spacy.language import Language

from quartier_nlp.findings.document import Document, documents
from quartier_nlp.findings.options import FindingOptions
from quartier_nlp.language.options import LanguageOptions
from quartier_nlp.language.pipeline import build
from quartier_nlp.model.identity import segment_id
from quartier_nlp.model.offsets import collapse_whitespace
from quartier_nlp.model.records import Segment, Source
from quartier_nlp.model.vocabulary import SegmentRole, SourceKind

Turn = tuple[str | None, str]
MakeDocument = Callable[..., Document]
_ROLES = {"#": SegmentRole.HEADING, "-": SegmentRole.LIST_ITEM, "|": SegmentRole.TABLE_CELL}


@pytest.fixture(scope="session")
def nlp() -> Language:
    return build(LanguageOptions(encoder=False, findings=True))


def make_source(**fields: object) -> Source:
    defaults = {"source_id": "s" * 16, "path": "a.txt", "sha256": "0" * 64, "format": "text", "title": "Werkstatt"}
    return Source(**{**defaults, "kind": SourceKind.TRANSCRIPT, **fields})  # type: ignore[arg-type]


def make_segments(turns: Sequence[Turn], source: str = "s" * 16, section: tuple[str, ...] = ()) -> list[Segment]:
    """Turns of speakers; the speaker "#" makes a heading, "-" a list item, "|" a table cell, None a paragraph."""
    made = []
    for seq, (speaker, raw) in enumerate(turns):
        text, offsets = collapse_whitespace(raw)
        role = _ROLES.get(speaker or "", SegmentRole.TURN if speaker else SegmentRole.PARAGRAPH)
        if speaker == "#":
            section = (text,)
        made.append(
            Segment(
                segment_id=segment_id(source, seq),
                source_id=source,
                seq=seq,
                text=text,
                raw=raw,
                offsets=offsets,
                role=role,
                section=section,
                speaker=None if role is not SegmentRole.TURN else speaker,
            )
        )
    return made


@pytest.fixture(scope="session")
def make_document(nlp: Language) -> MakeDocument:
    def make(*turns: Turn, **fields: object) -> Document:
        source = make_source(**fields)
        return next(documents([source], make_segments(turns), nlp, FindingOptions()))

    return make
