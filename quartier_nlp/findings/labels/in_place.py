"""Puts a relative clause back behind its noun where it would be read as one about another noun.

Phrases put their verb before the clauses that follow: "Azubis freistellen, die mit euch bauen". Behind "Höfe den
Vereinen überlassen, die leer stehen" it would be the clubs that stand empty; there the clause stays where it was said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from quartier_nlp.findings.labels.phrase import Phrase
from quartier_nlp.findings.labels.word import NOUNS, RELATIVE, Word, make

_STEM = 5
#: Pronouns that a relative clause may be about.
_ANYBODY = frozenset({"jeder", "jede", "jemand", "jemanden", "alle", "derjenige", "diejenigen", "denen", "dem"})


def with_relative_in_place(phrase: Phrase, words: Sequence[Word]) -> Phrase | None:
    """Returns the phrase with its relative clause behind the noun that it followed in the quote, None without that.

    Args:
        phrase: The phrase.
        words: The words of the quote.
    """
    kept = phrase.words
    comma = next(
        (i for i, (left, right) in enumerate(pairwise(kept)) if left.low == "," and right.tag in RELATIVE), None
    )
    if comma is None or not kept[comma + 1 :]:
        return phrase
    clause = kept[comma + 1 :]
    said = next((i for i, word in enumerate(words) if word == clause[0]), 0)
    before = next((word for word in reversed(words[:said]) if word.tag in NOUNS or word.low in _ANYBODY), None)
    if before is not None and before.low in _ANYBODY:
        return phrase if any(word.low.startswith(before.low[:_STEM]) for word in kept[:comma]) else None
    nouns = [i for i, word in enumerate(kept[:comma]) if word.tag in NOUNS]
    if before is None or not nouns or _same(kept[nouns[-1]], before):
        return phrase
    place = next((i for i in nouns if _same(kept[i], before)), None)
    if place is None or any(word.low == "," for word in clause):
        return None
    pause = make(",", "$,")
    return replace(phrase, words=(*kept[: place + 1], pause, *clause, pause, *kept[place + 1 : comma]))


def _same(one: Word, other: Word) -> bool:
    return one.low[:_STEM] == other.low[:_STEM]
