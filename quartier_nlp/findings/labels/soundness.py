"""Refuses phrases that would not be understood, or that would turn the meaning round."""

from __future__ import annotations

from collections.abc import Sequence

from quartier_nlp.findings.labels.patterns import ENDING_VERBS, NEGATIVE
from quartier_nlp.findings.labels.phrase import Phrase
from quartier_nlp.findings.labels.words import Word
from quartier_nlp.model.vocabulary import ApproachStatus

_SUBJECTS = frozenset({"ich", "du", "er", "wir", "man"})
_DANGLING = frozenset({"ART", "PRELS", "APPR", "APPRART", "KON", "PPOSAT", "KOUS", "PWAV"})


def is_sound(phrase: Phrase, status: ApproachStatus | None) -> bool:
    """Whether a phrase is complete and can stand beside the status of its approach.

    A rejected approach whose verb says that it ended, or that is negated, would read as its opposite.
    """
    core = _core(phrase.words)
    if any(word.finite or (word.tag == "PPER" and word.low in _SUBJECTS) for word in core):
        return False
    if core[0].tag in {"ART", "PDS"} and core[0].low in {"der", "die", "das"}:
        return False
    if not all(_is_complete(core, index) for index, word in enumerate(core) if word.tag == "VVINF"):
        return False
    if status is not ApproachStatus.REJECTED:
        return True
    lows = {word.low for word in core}
    return not any(word.tag == "VVINF" and word.low in ENDING_VERBS for word in core) and not lows & NEGATIVE


def _core(words: Sequence[Word]) -> Sequence[Word]:
    """The phrase up to its last infinitive, without the clauses that follow."""
    first = next((i for i, word in enumerate(words) if word.tag == "VVINF"), len(words) - 1)
    comma = next((i for i in range(first, len(words)) if words[i].low == "," and _opens_clause(words, i)), len(words))
    return words[:comma]


def _opens_clause(words: Sequence[Word], comma: int) -> bool:
    following = words[comma + 1 : comma + 3]
    return any(word.tag in {"PRELS", "PRELAT", "KOUS", "KOUI", "PWAV", "PWS", "PWAT"} for word in following)


def _is_complete(core: Sequence[Word], index: int) -> bool:
    """Whether what stands right before an infinitive is not cut off."""
    return index == 0 or core[index - 1].tag not in _DANGLING or core[index - 1].low in {"und", "oder"}
