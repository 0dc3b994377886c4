"""Whether it is sure enough that a quote is an approach to tell it as one."""

from __future__ import annotations

from collections.abc import Sequence

from quartier_nlp.findings.labels.phrase import Phrase
from quartier_nlp.findings.labels.told import ACTING, names
from quartier_nlp.findings.labels.word import Word

#: Rules that make a phrase of what is reported: complaints, effects and what others do are told in the same words.
_REPORTS = frozenset({"present", "perfect", "passive", "participle", "sein"})
#: Rules for forms in which hardly anything but an action to be done is said, and for those in which mostly that is.
_INTENDED = frozenset({"zu", "nominal", "imperative", "become", "arising", "future", "lassen", "noun"})
_MEANT = frozenset({"infinitive", "modal", "note"})
#: Least probabilities that a quote is an approach: for what others report or want, for what the speakers report of
#: themselves, for what is missing, for what is meant or intended. Chosen on 410 phrases of 72 new documents, judged
#: beside their contexts (docs/quality.md): of those formed of _INTENDED 0 of 54 misled, of _MEANT 7 of 67, 3 of them
#: as wants of others, of reports of others 35 of 104 but only one of 26 from 0.95 on.
_REPORTED, _OWN, _MISSING, _LIKELY, _PLAIN = 0.95, 0.78, 0.88, 0.7, 0.5


def is_sure(phrase: Phrase, words: Sequence[Word], probability: float) -> bool:
    """Returns whether a quote that is an approach with this probability may be told as an action."""
    return probability >= _least(phrase, words)


def _least(phrase: Phrase, words: Sequence[Word]) -> float:
    if phrase.lets:
        return _REPORTED
    own = names(words, ACTING)
    if phrase.rule in _REPORTS:
        return _OWN if own else _REPORTED
    if phrase.rule in _INTENDED:
        return _PLAIN
    if phrase.rule not in _MEANT:
        return _MISSING
    wants = any(word.finite and word.lemma.lower() == "wollen" for word in words)
    return _REPORTED if wants and not own else _LIKELY
