"""What sort of language a document is in: extraction is good at one and worse at another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from quartier_nlp.model.records import Segment
from quartier_nlp.model.vocabulary import SegmentRole, SourceKind

_STOP = re.compile(r"[.?!…]")
#: Transcripts by people have a stop every 10 to 20 words, automatic captions none.
_WORDS_PER_STOP = 100
_TERSE = frozenset({SegmentRole.LIST_ITEM, SegmentRole.TABLE_CELL})
_CONTEXT = frozenset({SegmentRole.HEADING, SegmentRole.REFERENCE})


class Register(StrEnum):
    """Sort of language."""

    SPOKEN = "spoken"
    UNPUNCTUATED = "unpunctuated"
    WRITTEN = "written"
    NOTES = "notes"


def register_of(kind: SourceKind, segments: Sequence[Segment]) -> Register:
    """Return the register of a source: by its kind, its stops, and how much of it stands in lists and tables."""
    texts = [segment for segment in segments if segment.role not in _CONTEXT]
    words = sum(len(segment.text.split()) for segment in texts)
    if kind is SourceKind.TRANSCRIPT:
        stops = sum(len(_STOP.findall(segment.text)) for segment in texts)
        return Register.UNPUNCTUATED if stops * _WORDS_PER_STOP < words else Register.SPOKEN
    terse = sum(len(segment.text.split()) for segment in texts if segment.role in _TERSE)
    return Register.NOTES if kind is SourceKind.PROTOCOL or 2 * terse > words else Register.WRITTEN
