"""Speakers in records and transcripts that come as PDF."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from quartier_nlp.model.vocabulary import SegmentRole, SourceKind
from quartier_nlp.sources.pdf.headings import Marked
from quartier_nlp.sources.pdf.paragraphs import Flow
from quartier_nlp.sources.reading import Passage


def speeches(blocks: Sequence[Marked], passages: list[Passage]) -> tuple[SourceKind, list[Passage]]:
    """Return the kind of the document and its passages with speakers where it records speech."""
    return SourceKind.PAPER, passages
