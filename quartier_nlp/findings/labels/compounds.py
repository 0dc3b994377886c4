"""Joins compounds that automatic transcription tears: "fenster tisch", "Feuerwehr Haus"."""

from __future__ import annotations

from collections.abc import Sequence

from quartier_nlp.findings.labels.cases import inflected_stem
from quartier_nlp.findings.labels.data import listed
from quartier_nlp.findings.labels.gender import Gender, gender_of
from quartier_nlp.findings.labels.noun_lists import (
    AGENT_HEADS,
    APPOSITIVE_HEADS,
    FEMININE_HEADS,
    INFINITIVE_HEADS,
    MASCULINE_HEADS,
    NEUTER_HEADS,
    TIME_NOUNS,
    WEEKDAYS,
)
from quartier_nlp.findings.labels.word import Word, make

_HEADS = FEMININE_HEADS | MASCULINE_HEADS | NEUTER_HEADS | frozenset(INFINITIVE_HEADS)
_NO_PART = frozenset(
    {"APPR", "APPRART", "ART", "PPOSAT", "PDAT", "KON", "CARD", "ADJA", "ADV", "PIAT", "PRELS", "PPER", "PIS"}
)
_INFLECTED = ("e", "en", "er", "es", "em")
_SHORTEST = 3
_DETERMINERS = frozenset({"ART", "PPOSAT", "PDAT", "PIAT", "APPRART"})
_BEFORE_NOUN = _DETERMINERS | {"APPR", "ADJA", "CARD"}
_HOW = ("lich", "ig", "isch", "bar", "sam", "weise", "los", "haft")
_NUMBERS = ("zig", "hundert", "tausend", "zehn")
_M, _F, _N = Gender.MASCULINE, Gender.FEMININE, Gender.NEUTER
#: Genders of singulars and whether plurals that the ends of determiners can stand before.
_FITTING: dict[str, tuple[frozenset[Gender], bool]] = {
    "der": (frozenset({_M, _F}), True),
    "die": (frozenset({_F}), True),
    "das": (frozenset({_N}), False),
    "den": (frozenset({_M}), True),
    "dem": (frozenset({_M, _N}), False),
    "des": (frozenset({_M, _N}), False),
    "": (frozenset({_M, _N}), False),
    "e": (frozenset({_F}), True),
    "en": (frozenset({_M}), True),
    "em": (frozenset({_M, _N}), False),
    "er": (frozenset({_M, _F}), True),
    "es": (frozenset({_N, _M}), False),
}
_CONTRACTED = {"im": "dem", "am": "dem", "zum": "dem", "vom": "dem", "beim": "dem", "zur": "der", "ins": "das"}


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


def rejoined(words: Sequence[Word]) -> list[Word]:
    """Returns the words of a clause without capitals with the compounds joined that its transcript tore.

    Two nouns side by side are one where the determiner before them fits the second ("die land frauen"), or where
    there is none and the second could hardly stand alone. Of 774 such pairs in the annotated quotes without capitals
    nearly all are torn compounds; the others stand behind a time, a measure or a preposition with its own noun.

    Args:
        words: Words of a quote whose sentence has no capitals.
    """
    result: list[Word] = []
    for word in words:
        if (
            result
            and word.low in {"los", "frei"}
            and f"{result[-1].low}{word.low}" in listed("compounds", "adjectives")
        ):
            result[-1] = make(result[-1].low + word.low, "ADJD")
        elif result and _continues(result, word):
            result[-1] = _compound(result[-1], word)
        else:
            result.append(word)
    return result


def _continues(before: Sequence[Word], right: Word) -> bool:
    """Whether a noun belongs to the word before it."""
    left = before[-1]
    ahead = before[-2] if len(before) > 1 else None
    if not (left.low.isalpha() and right.low.isalpha()) or min(len(left.low), len(right.low)) < _SHORTEST:
        return False
    if not _is_noun(right) or left.low in listed("compounds", "no_first") or left.low.endswith(_NUMBERS):
        return False
    if left.tag in {"VVIMP", "ADJD", "TRUNC"}:
        placed = ahead is not None and (ahead.tag in _BEFORE_NOUN or (left.tag == "VVIMP" and ahead.finite))
        return placed and not (left.tag == "ADJD" and left.low.endswith(_HOW))
    if right.low in WEEKDAYS or (left.low.endswith(APPOSITIVE_HEADS) and right.low not in _HEADS):
        return False
    opener = next((i for i in range(len(before) - 2, -1, -1) if before[i].tag not in {"ADJA", "CARD"}), -1)
    determiner = before[opener] if opener >= 0 and before[opener].tag in _DETERMINERS else None
    if determiner is None:
        return _is_noun(left) and _stands_alone(before, right)
    return left.tag in {"NN", "NE"} and _fits_second(before, determiner, right, opener)


def _fits_second(before: Sequence[Word], determiner: Word, right: Word, opener: int) -> bool:
    """Whether a determiner belongs to the second of two nouns."""
    left = before[-1]
    if not _fits(determiner, right):
        return False
    first = _fits(determiner, left)
    if left.low in TIME_NOUNS | WEEKDAYS:
        return not first
    if not first:
        return True
    governed = determiner.tag == "APPRART" or (opener > 0 and before[opener - 1].tag == "APPR")
    if right.low in listed("compounds", "bare") or (governed and _is_several(right)):
        return False
    return not (left.low.endswith(AGENT_HEADS) and _is_several(right) and not right.low.endswith(AGENT_HEADS))


def _stands_alone(before: Sequence[Word], right: Word) -> bool:
    """Whether two nouns without a determiner are one."""
    left, ahead = before[-1], before[-2] if len(before) > 1 else None
    if left.low in TIME_NOUNS | WEEKDAYS or _is_several(left) or left.low.endswith(AGENT_HEADS):
        return False
    if ahead is not None and ahead.tag in {"NN", "NE"}:
        return False
    if ahead is not None and ahead.low == "aus" and left.low in listed("compounds", "stuffs"):
        return False
    return right.low not in listed("compounds", "bare")


def _is_noun(word: Word) -> bool:
    """Whether a word is a noun for sure: without capitals any unknown word may be read as a name."""
    known = gender_of(_as_noun(word)) is not None or word.low.endswith(AGENT_HEADS)
    return word.tag == "NN" or (word.tag == "NE" and known)


def _as_noun(word: Word) -> Word:
    return Word(word.text, word.low, "NN", word.lemma)


def _is_several(word: Word) -> bool:
    return word.tag == "NN" and word.low != word.lemma.lower() and not word.low.endswith("s")


def _fits(determiner: Word, noun: Word) -> bool:
    """Whether a determiner can stand before a noun, as far as their forms tell."""
    low = _CONTRACTED.get(determiner.low, determiner.low)
    split = None if low in _FITTING else inflected_stem(low)
    genders, several = _FITTING.get(low if split is None else split[1], (frozenset(Gender), True))
    if _is_several(noun):
        return several
    gender = gender_of(_as_noun(noun))
    return gender is None or gender in genders
