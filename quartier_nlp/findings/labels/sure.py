"""Whether it is sure enough that a quote is an approach to tell it as one."""

from __future__ import annotations

from collections.abc import Sequence

from quartier_nlp.findings.labels.phrase import Phrase
from quartier_nlp.findings.labels.told import ACTING, names
from quartier_nlp.findings.labels.word import Word

#: Rules that make a phrase of what is reported: complaints, effects and what others do are told in the same words.
_REPORTS = frozenset({"present", "perfect", "passive", "participle", "sein"})
#: Least probabilities that a quote is an approach, for reports, those of the speakers themselves, and all else; chosen
#: on 410 phrases of 72 new documents, judged beside their contexts (docs/quality.md).
_REPORTED, _OWN, _DEMANDED = 0.93, 0.78, 0.88


def is_sure(phrase: Phrase, words: Sequence[Word], probability: float) -> bool:
    """Returns whether a quote that is an approach with this probability may be told as an action."""
    if phrase.rule not in _REPORTS:
        return probability >= _DEMANDED
    return probability >= (_OWN if names(words, ACTING) else _REPORTED)
