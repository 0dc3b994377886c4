"""Finds words of dialect, misspelt and torn ones in a phrase, whose forms could only be guessed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Span

from quartier_nlp.findings.labels.phrase import Phrase
from quartier_nlp.findings.labels.word import Word

_NAMING = frozenset({"NN", "NE", "FM", "TRUNC", "CARD"})
_ATTRIBUTES = frozenset({"ART", "ADJA", "PPOSAT", "PDAT", "PIAT", "CARD"})
_NOUNS = frozenset({"NN", "NE"})
_VERBAL_PREFIXES = ("ent", "ver", "zer", "be", "er", "zu", "drauf", "über", "um", "vor")
_LONGEST_DIALECT, _STEM = 5, 4


def is_guessed(span: Span, phrase: Phrase) -> bool:
    """Whether a word of dialect or a misspelt one stands in a phrase, or a form that was guessed for one.

    Rare words of the written language keep their form, or are verbs whose prefix tells how they are formed.

    Args:
        span: The quote, in a tagged Doc.
        phrase: The phrase.
    """
    caseless = not any(char.isupper() for char in span.sent.text)
    kept = [word.low for word in phrase.words if word.tag not in _NAMING or word.text.islower()]
    for token in span:
        low = token.lower_
        name = token.tag_ in _NAMING and (caseless or token.text[:1].isupper())
        if name or not token._.is_guessed:
            continue
        if any(low in word for word in kept):
            if f"{low}." not in kept and len(low) <= _LONGEST_DIALECT:
                return True
        elif not _is_formed_regularly(low) and any(low[:_STEM] in word for word in kept):
            return True
    return False


def is_torn(span: Span, words: Sequence[Word]) -> bool:
    """Whether a compound is still torn that captions without capitals tore: "alten paket wagen".

    Behind a preposition two nouns may as well be two things: "in den keller bänke".

    Args:
        span: The quote, in a tagged Doc.
        words: Its words, compounds that are sure joined.
    """
    if any(char.isupper() for char in span.sent.text):
        return False
    return any(
        left.tag in _NOUNS and right.tag in _NOUNS and not _is_governed(words, index, _ATTRIBUTES)
        for index, (left, right) in enumerate(pairwise(words))
    )


def _is_governed(words: Sequence[Word], index: int, attributes: frozenset[str]) -> bool:
    """Whether a preposition stands before a noun and its attributes."""
    before = index - 1
    while before >= 0 and words[before].tag in attributes:
        before -= 1
    return before >= 0 and words[before].tag in {"APPR", "APPRART"}


def _is_formed_regularly(low: str) -> bool:
    return low.startswith(_VERBAL_PREFIXES) and low.endswith("t") and "je" not in low
