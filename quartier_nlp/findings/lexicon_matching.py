"""Finds the names of a lexicon in a Doc: whole words, ends of compounds, fixed phrases, split compounds.

Works on lower-case text too: words are compared in lower case, and the part-of-speech tag says whether a
lower-case word is a noun.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from spacy.tokens import Doc, Token

from quartier_nlp.findings.inflection import adjective_forms, normalised, noun_forms, phrase_forms
from quartier_nlp.findings.lexicon_files import Certainty, Entry, Families, LexiconName, load

_SHORTEST_MODIFIER = 3
_SHORTEST_HEAD = 3
_SHORTEST_SPLIT = 8
_LONGEST_FORM = 45


class MatchKind(StrEnum):
    """How a name was recognised."""

    EXACT = "exact"
    COMPOUND = "compound"
    PHRASE = "phrase"
    SPLIT = "split"


@dataclass(frozen=True, slots=True)
class Name:
    """A name of the lexicon and what is known of it.

    Attributes:
        label: Canonical form, or None where the word in the text names the thing itself.
    """

    label: str | None
    category: str
    certainty: Certainty
    spaces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LexiconMatch:
    """A name in a text.

    Attributes:
        start: Index of its first token.
        end: Index after its last token.
        canonical: Canonical form, or None for a compound that only ends like an entry.
    """

    start: int
    end: int
    how: MatchKind
    name: Name
    canonical: str | None


class LexiconMatcher:
    """A lexicon, compiled for looking up."""

    def __init__(self, families: Families) -> None:
        self._exact: dict[str, Name] = {}
        self._heads: dict[str, Name | None] = {}
        self._words: dict[str, Name] = {}
        self._phrases: dict[str, list[tuple[tuple[frozenset[str], ...], Name]]] = {}
        for category, family in families.items():
            for entry in family.entries:
                self._add(category, entry)
        for family in families.values():
            for entry in family.entries:
                self._except(entry)

    def _add(self, category: str, entry: Entry) -> None:
        for index, text in enumerate((entry.label, *entry.variants, *entry.names)):
            own = index > len(entry.variants)
            name = Name(text if own else entry.label, category, entry.certainty, entry.spaces)
            head_only = index == 0 and text.lower() in entry.heads
            if text[:1].islower() and " " not in text:
                self._words.update((form, name) for form in adjective_forms(text) if form not in self._words)
                continue
            if " " in text:
                forms = phrase_forms(text)
                for first in sorted(forms[0]):
                    self._phrases.setdefault(first, []).append((forms, name))
                continue
            for form in noun_forms(text):
                if not head_only:
                    self._exact.setdefault(form, name)
                if entry.compounds and not entry.heads:
                    self._heads.setdefault(form, Name(None, category, entry.certainty, entry.spaces))
        for head in entry.heads:
            for form in noun_forms(head):
                self._heads.setdefault(form, Name(None, category, entry.certainty, entry.spaces))

    def _except(self, entry: Entry) -> None:
        for word in entry.exceptions:
            for form in noun_forms(word):
                if form not in self._exact:
                    self._heads[form] = None

    def find(self, doc: Doc, start: int = 0, end: int | None = None) -> list[LexiconMatch]:
        """Return the names in a range of tokens, left to right, longest first, not overlapping."""
        words = [normalised(token.text) for token in doc]
        stop = len(doc) if end is None else end
        found: list[LexiconMatch] = []
        index = start
        while index < stop:
            match = self._at(doc, words, index)
            if match is None:
                index += 1
                continue
            found.append(match)
            index = match.end
        return found

    def _at(self, doc: Doc, words: Sequence[str], index: int) -> LexiconMatch | None:
        phrase = self._phrase_at(words, index)
        if phrase is not None:
            return phrase
        word = words[index]
        if word in self._words:
            return LexiconMatch(index, index + 1, MatchKind.EXACT, self._words[word], self._words[word].label)
        if not is_nominal(doc[index]):
            return None
        split = self._split_at(doc, words, index)
        if split is not None:
            return split
        if word in self._heads and self._heads[word] is None:
            return None
        exact = self._exact.get(word)
        if exact is not None:
            return LexiconMatch(index, index + 1, MatchKind.EXACT, exact, exact.label)
        head = self._head_of(word)
        if head is not None:
            return LexiconMatch(index, index + 1, MatchKind.COMPOUND, head, None)
        return None

    def _head_of(self, word: str) -> Name | None:
        if len(word) > _LONGEST_FORM:
            return None
        for cut in range(_SHORTEST_MODIFIER, len(word) - _SHORTEST_HEAD + 1):
            rest = word[cut:]
            if rest in self._heads:
                return self._heads[rest]
        return None

    def _phrase_at(self, words: Sequence[str], index: int) -> LexiconMatch | None:
        best: LexiconMatch | None = None
        for forms, name in self._phrases.get(words[index], ()):
            end = index + len(forms)
            window = words[index:end]
            fits = len(window) == len(forms) and all(
                word in options for word, options in zip(window, forms, strict=True)
            )
            if fits and (best is None or end > best.end):
                best = LexiconMatch(index, end, MatchKind.PHRASE, name, name.label)
        return best

    def _split_at(self, doc: Doc, words: Sequence[str], index: int) -> LexiconMatch | None:
        """Return a compound that the transcription wrote as two words, e.g. "Mieter Beirat"."""
        if index + 1 >= len(doc) or not words[index].isalpha() or not words[index + 1].isalpha():
            return None
        joined = words[index] + words[index + 1]
        name = self._exact.get(joined) if len(joined) >= _SHORTEST_SPLIT else None
        if name is None:
            return None
        return LexiconMatch(index, index + 2, MatchKind.SPLIT, name, name.label)


@lru_cache(maxsize=16)
def compiled(name: LexiconName, extra: tuple[Path, ...] = ()) -> LexiconMatcher:
    """Return a lexicon with the user's files, compiled once per process."""
    return LexiconMatcher(load(name, extra))


def is_nominal(token: Token) -> bool:
    """Return whether a token can be the head of a noun phrase."""
    if token.tag_.startswith("N"):
        return True
    return token.text[:1].isupper() and token.text[1:2].islower() and token.tag_ in {"", "XY", "FM", "ADJA", "VVFIN"}
