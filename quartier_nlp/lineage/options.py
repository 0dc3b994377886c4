"""Options of this stage."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LineageOptions:
    """When two texts are one.

    Containment is the share of the smaller text's shingles (three words in a row) that the other holds.

    Attributes:
        min_words: Shorter texts are never compared: there is too little in them to tell.
        candidate: Jaccard similarity from which two texts are compared at all.
        same: Containment above which they are the same text.
        revision: Containment from which one may be a revision of the other.
    """

    min_words: int = 50
    candidate: float = 0.3
    same: float = 0.9
    revision: float = 0.7
