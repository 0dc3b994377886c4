"""Tells wordings that were torn: cut off at the end, two finite verbs in one clause, a subject out of its place."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from quartier_nlp.findings.labels.chunks import chunk
from quartier_nlp.findings.labels.clauses import Clause, ClauseKind
from quartier_nlp.findings.labels.word import Word

_OPEN_ENDS = frozenset({"ART", "APPRART", "PPOSAT", "PDAT", "PRELS", "PRELAT", "KOUS", "KOUI", "KON", "TRUNC", "PTKZU"})
_STANDALONE = frozenset({"der", "die", "das", "den", "dem", "denen", "eine", "einer", "einen", "eines", "des"})
_SUBJECTS = frozenset({"wir", "man", "ich", "er"})
_LATEST_SUBJECT = 3


def is_cut_off(words: Sequence[Word]) -> bool:
    """Whether the last word needs another: an article, a preposition, an attribute, a conjunction."""
    if not words:
        return True
    last = words[-1]
    before = words[-2] if len(words) > 1 else None
    if last.tag in _OPEN_ENDS:
        # "Wem gehört die?": an article form that stands for a noun, right behind a verb or pronoun
        alone = last.tag == "ART" and last.low in _STANDALONE and before is not None
        return not (alone and before is not None and (before.verb or before.tag in {"PPER", "PIS", "ADV"}))
    if last.tag == "APPR":
        return not any(word.finite for word in words[:-1]) or before is None or before.tag in {"APPR", "ART", "ADJA"}
    return last.tag == "ADJA" and before is not None and before.tag in {"ART", "APPRART", "PPOSAT", "ADJA"}


def is_torn_question(question: Sequence[Word], verb: int) -> bool:
    """Whether a direct question is no German sentence.

    Args:
        question: The words of its main clause.
        verb: Index of its finite verb.
    """
    if is_cut_off(question):
        return True
    behind = question[verb + 1 :]
    main = behind[: next((i for i, word in enumerate(behind) if word.pause), len(behind))]
    joined = any(word.low in {"und", "oder", "als", "wie"} for word in main)
    if verb and question[0].low in {"was", "wer", "wie"} and any(word.low == question[0].low for word in main):
        return not joined
    if any(word.finite for word in main) and not joined:
        return True
    if any(word.tag == "KOUS" and word.low not in {"als", "wie", "da"} for word in main):
        return True
    late = (i for i, word in enumerate(main) if word.tag in {"PPER", "PIS"} and word.low in _SUBJECTS)
    if next(late, 0) > _LATEST_SUBJECT:
        return True
    return any(_dangles(main, index) for index, word in enumerate(main[:-1]) if main[index + 1].finite)


def runs_on(words: Sequence[Word]) -> bool:
    """Whether speech puts two clauses together without a pause: "wo sie früher gestöpselt haben haben wir ..."."""
    if any(left.verb and right.low in {"die", "der", "das"} for left, right in pairwise(words)):
        return False
    finite = 0
    for word in words:
        finite = 0 if word.pause or word.tag == "KON" else finite + word.finite
        if finite > 1:
            return True
    return False


def _dangles(words: Sequence[Word], index: int) -> bool:
    """Whether a word before a verb lacks its noun: "im trägt", "mit der trägt"."""
    after_preposition = index > 0 and words[index - 1].tag == "APPR"
    return words[index].tag in {"APPRART", "PPOSAT"} or (words[index].tag == "ART" and after_preposition)


def hides_relative(clause: Clause) -> bool:
    """Whether speech leaves out the comma before a relative clause: "eine Person die drei Leute anruft"."""
    words = clause.words
    if clause.kind is not ClauseKind.MAIN or not words[-1].finite or not words[0].low.startswith("ein"):
        return False
    end = len(chunk(words)[0].words)
    return end < len(words) - 1 and words[end].low in {"die", "der", "das", "den"}
