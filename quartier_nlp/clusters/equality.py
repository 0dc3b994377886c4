"""When two labels of places or formats name the same thing: spelling and inflection apart."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping

_WORD = re.compile(r"[^\W_]+")
_PARENTHESIS = re.compile(r"\([^()]*\)")
#: Articles and possessives in front of a label say nothing about what it names.
_ARTICLES = frozenset(
    "der die das den dem des ein eine einen einem einer eines unser unsere unserem unseren unserer".split()
)
#: Words that differ but not in what they say of a place.
_SAME = {
    "leerstehend": "leer",
    "leergefallen": "leer",
    "ungenutzt": "leer",
    "fruh": "ehemalig",
    "fruher": "ehemalig",
    "einstig": "ehemalig",
    "ehem": "ehemalig",
}
#: Inflection endings, longest first; an s only where a plural has one (Kinos, Klubs, Parks) and a
#: stem does not end in it (Haus, Glas, Kreis).
_ENDING = re.compile(r"(?<=\w{3})(?:ern|em|er|en|es|e|n|(?<=[obkptr])s)$")


def label_key(label: str) -> str:
    """Return what equal labels share: letters only, without articles, umlauts and endings.

    ``Runde Tische`` and ``runder Tisch`` (round table) share a key, so do ``Repair-Café`` and
    ``Repaircafé``; ``Hofladen`` (farm shop) and ``Hof`` do not.
    """
    words = _words(_PARENTHESIS.sub(" ", label)) or _words(label)
    kept = [word for word in words if word not in _ARTICLES] or words
    return "".join(_stem(word) for word in kept)


def name_key(name: str) -> str:
    """Return what spellings of the same proper name share; inflection of names is left alone."""
    return "".join(word for word in _words(name) if word not in _ARTICLES) or name.casefold()


def display(labels: Iterable[str]) -> str:
    """Return the wording that stands for equal labels: the most frequent, then shortest one."""
    counts: Mapping[str, int] = Counter(" ".join(label.split()) for label in labels)
    chosen = min(counts, key=lambda label: (-counts[label], len(label), label))
    return chosen[:1].upper() + chosen[1:]


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _WORD.findall("".join(char for char in plain if not unicodedata.combining(char)))


def _stem(word: str) -> str:
    stem = _ENDING.sub("", word)
    return _SAME.get(stem, stem)
