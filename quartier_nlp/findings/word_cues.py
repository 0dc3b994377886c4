"""The words of a candidate as cues: what no list foresees, the weights learn from annotated documents."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

_TAGS = ("NN", "VV", "VM", "AD", "PW", "PT", "KO", "AP", "PI", "PAV")
PREFIX = "word:"


def word_cues(tokens: Iterable[Token]) -> set[str]:
    """Return ``word:<lemma>`` for the words that carry meaning or grammar."""
    return {
        PREFIX + token.lemma_.lower()
        for token in tokens
        if token.tag_.startswith(_TAGS) and token.is_alpha and not token._.disfluent
    }
