"""Inflected forms of German nouns and of adjectives in fixed names: generous, for looking words up, not for writing."""

from __future__ import annotations

import re
from functools import lru_cache

_ENDINGS = ("", "s", "es", "e", "en", "n", "er", "ern", "ens", "ns", "se", "sen")
_UMLAUT_ENDINGS = ("", "e", "en", "er", "ern", "n", "chen", "le")
_ADJECTIVE_ENDINGS = ("", "e", "er", "es", "en", "em")
_UMLAUT = {"a": "ä", "o": "ö", "u": "ü"}
_JOINTS = re.compile(r"[-‐‑–:*_/()'’]")
_CAPITAL_ADJECTIVE = re.compile(r"^[A-ZÄÖÜ]\w+(er|e|es|en)$")
#: Lower-case words inside fixed names that are not adjectives.
_FUNCTION_WORDS = frozenset(
    "der die das des dem den ein eine einen einem einer eines und oder zu zum zur mit auf an am im in von vom "
    "nach vor für for real in up bei über unter eins null ohne aus".split()
)


def normalised(word: str) -> str:
    """Return a word in lower case without hyphens, colons and the like."""
    return _JOINTS.sub("", word.lower())


def _umlauted(word: str) -> str | None:
    """Return the word with its last stem vowel changed, as strong plurals have it."""
    for index in range(len(word) - 1, -1, -1):
        letter = word[index]
        if letter == "u" and index and word[index - 1] == "a":
            return f"{word[: index - 1]}äu{word[index + 1 :]}"
        if letter == "a" and index and word[index - 1] == "a":
            return f"{word[: index - 1]}ä{word[index + 1 :]}"
        if letter in _UMLAUT:
            return word[:index] + _UMLAUT[letter] + word[index + 1 :]
        if letter in "iäöü" or (letter == "e" and index < len(word) - 2):
            return None
    return None


@lru_cache(maxsize=20_000)
def noun_forms(noun: str) -> frozenset[str]:
    """Return forms that the noun may take, lower-case and without hyphens."""
    word = normalised(noun)
    stems = {word, word.replace("é", "e")}
    forms = {stem + ending for stem in stems for ending in _ENDINGS}
    changed = _umlauted(word)
    if changed:
        forms |= {changed + ending for ending in _UMLAUT_ENDINGS}
    if word.endswith("um"):
        forms |= {word[:-2] + "en", word[:-2] + "a"}
    if word.endswith("a"):
        forms.add(word[:-1] + "en")
    if word.endswith("bau"):
        forms |= {word + "ten", word + "s"}
    if word.endswith("y"):
        forms.add(word[:-1] + "ies")
    return frozenset(forms)


@lru_cache(maxsize=20_000)
def adjective_forms(adjective: str) -> frozenset[str]:
    """Return the inflected forms of an adjective given in any of them."""
    word = normalised(adjective)
    stem = re.sub(r"(e|er|es|en|em)$", "", word)
    return frozenset({stem + ending for ending in _ADJECTIVE_ENDINGS} | {word})


def phrase_forms(phrase: str) -> tuple[frozenset[str], ...]:
    """Return for every word of a fixed name the forms it may take.

    Capitalised words inflect like nouns (the first one may be an adjective), lower-case ones like adjectives
    unless they are function words.
    """
    forms: list[frozenset[str]] = []
    for index, word in enumerate(phrase.split()):
        if index == 0 and _CAPITAL_ADJECTIVE.match(word):
            forms.append(noun_forms(word) | adjective_forms(word))
        elif word[0].isupper() or word[0].isdigit():
            forms.append(noun_forms(word))
        elif word in _FUNCTION_WORDS:
            forms.append(frozenset({word}))
        else:
            forms.append(adjective_forms(word))
    return tuple(forms)
