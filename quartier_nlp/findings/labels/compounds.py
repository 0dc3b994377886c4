"""Joins compounds that automatic transcription tears: "fenster tisch", "Feuerwehr Haus"."""

from __future__ import annotations

from collections.abc import Sequence

from quartier_nlp.findings.labels.data import listed
from quartier_nlp.findings.labels.noun_lists import (
    APPOSITIVE_HEADS,
    FEMININE_HEADS,
    INFINITIVE_HEADS,
    MASCULINE_HEADS,
    NEUTER_HEADS,
)
from quartier_nlp.findings.labels.word import Word

_HEADS = FEMININE_HEADS | MASCULINE_HEADS | NEUTER_HEADS | frozenset(INFINITIVE_HEADS)
_NO_PART = frozenset(
    {"APPR", "APPRART", "ART", "PPOSAT", "PDAT", "KON", "CARD", "ADJA", "ADV", "PIAT", "PRELS", "PPER", "PIS"}
)
_INFLECTED = ("e", "en", "er", "es", "em")
_SHORTEST = 3


def joined(words: Sequence[Word], *, caseless: bool) -> list[Word]:
    """Returns the words with torn compounds joined.

    Args:
        words: Words of a quote that names a place or format.
        caseless: Whether its sentence has no capitals, so that nouns cannot be told by them.
    """
    result: list[Word] = []
    for index, word in enumerate(words):
        if not result or not _belong(result[-1], word, caseless=caseless):
            result.append(word)
        elif caseless or _is_torn(result, words[index:]):
            result[-1] = _compound(result[-1], word)
        else:
            result.append(word)
    return result


def _is_torn(before: Sequence[Word], rest: Sequence[Word]) -> bool:
    """Whether two capital nouns are a torn one ("Feuerwehr Haus"), not a thing and its name ("Musikhaus Kern")."""
    left, right = before[-1].low, rest[0].low
    if len(rest) > 1 and rest[1].tag in {"CARD", "NE"}:
        return False
    if len(before) > 1 and before[-2].tag == "ADJA" and left in _HEADS:
        return False
    own_head = left not in _HEADS and any(left[start:] in _HEADS for start in range(1, len(left) - 2))
    own_head = own_head and right not in listed("compounds", "tails")
    return not own_head and not left.startswith("runde")


def _belong(left: Word, right: Word, *, caseless: bool) -> bool:
    """Whether two neighbours are parts of one compound."""
    if not (left.low.isalpha() and right.low.isalpha()) or min(len(left.low), len(right.low)) < _SHORTEST:
        return False
    if left.tag in _NO_PART or right.tag in _NO_PART or (right.verb and not caseless):
        return False
    if left.low.endswith("er") and right.low in listed("compounds", "streets"):
        return False
    named = left.low.endswith(APPOSITIVE_HEADS) and right.low not in _HEADS
    if caseless:
        attribute = left.tag == "ADJD" and left.low.endswith(_INFLECTED)
        return not named and not attribute
    return not named and left.tag == "NN" and right.tag in {"NN", "NE"} and right.low in _HEADS


def _compound(left: Word, right: Word) -> Word:
    text = left.text[:1].upper() + left.text[1:] + right.low
    lemma = left.text[:1].upper() + left.text[1:] + (right.lemma.lower() if right.tag == "NN" else right.low)
    return Word(text, text.lower(), "NN", lemma)
