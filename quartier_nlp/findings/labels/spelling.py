"""Spells out the short forms of notes and joins what a stroke parts: "f." is "für", "Rad- / Fußweg" one name."""

from __future__ import annotations

from collections.abc import Sequence

from quartier_nlp.findings.labels.data import abbreviations, listed
from quartier_nlp.findings.labels.word import Word

_NAMING = frozenset({"NN", "NE", "FM", "TRUNC"})
_DASHES = frozenset({"-", "–"})


def spelled_out(words: Sequence[Word]) -> list[Word]:
    """Returns the words with sure abbreviations spelled out and alternatives joined by their stroke."""
    return _joined(_expanded(words))


def _expanded(words: Sequence[Word]) -> list[Word]:
    result: list[Word] = []
    index = 0
    while index < len(words):
        word = words[index]
        parted = index + 1 < len(words) and words[index + 1].low == "."
        low = word.low + "." if parted else word.low
        step = 2 if parted and low in abbreviations() else 1
        following = words[index + step] if index + step < len(words) else None
        if low in abbreviations() and following is not None and _is_sure(low, result, following):
            full, tag = abbreviations()[low]
            result.append(Word(full.capitalize() if index == 0 else full, full, tag, full))
            index += step
        else:
            result.append(word)
            index += 1
    return result


def _is_sure(low: str, before: Sequence[Word], following: Word) -> bool:
    """Whether a short form is no unit and no part of a longer one: "5 m.", "z. B.", "u. a."."""
    letters = following.low.rstrip(".")
    longer = len(letters) == 1 and letters.isalpha()
    longer = longer or bool(before and len(before[-1].low) == 2 and before[-1].low.endswith("."))
    unit = len(low) == 2 and bool(before) and before[-1].tag == "CARD" and before[-1].low.rstrip(".").isdigit()
    attributive = abbreviations()[low][1] == "ADJD" and following.tag in {"NN", "ADJA"}
    return not longer and not unit and not attributive


def _joined(words: Sequence[Word]) -> list[Word]:
    """Joins names around a stroke, and streets around a dash, to one."""
    result: list[Word] = []
    index = 0
    while index < len(words):
        word = words[index]
        following = words[index + 1] if index + 1 < len(words) else None
        if result and following is not None and _joins(result[-1], word, following):
            mark = "/" if word.low == "/" else " – "
            text = result[-1].text + mark + following.text
            result[-1] = Word(text, text.lower(), following.tag, following.lemma)
            index += 2
        else:
            result.append(word)
            index += 1
    return result


def _joins(left: Word, mark: Word, right: Word) -> bool:
    if mark.low == "/":
        return left.tag in _NAMING and (right.tag in _NAMING or (right.tag == "ADJA" and right.text[:1].isupper()))
    ends = tuple(listed("compounds", "streets"))
    return mark.low in _DASHES and left.low.endswith(ends) and right.low.endswith(ends)
