"""Sets ``tag_`` (STTS), ``pos_`` (universal) and ``lemma_`` sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Doc, Token

from quartier_nlp.language.components.tagger.patterns import (
    ADVERB_PARTICLES,
    LEMMA_OF,
    LEMMA_REPAIRS,
    REPAIRED_TAGS,
    STTS_OF,
    UPOS_OF,
)
from quartier_nlp.language.hanta import HantaModel

_SIGNS = re.compile(r"[^\w]+")
_ACRONYM = re.compile(r"[A-ZÄÖÜ]{2,6}")
_PARTICIPANTS = frozenset({"VVPP", "VAPP", "VMPP", "VVINF", "VVIZU", "VAINF"})


class Tagged(NamedTuple):
    """Tags of one word: STTS, universal part of speech, lemma."""

    tag: str
    pos: str
    lemma: str


def is_caseless(words: Sequence[str]) -> bool:
    """Whether capital letters carry no information: all words are in lower or all in upper case."""
    letters = [word for word in words if word[:1].isalpha()]
    return not any(word[:1].isupper() for word in letters) or (
        len(letters) > 1 and all(word.isupper() for word in letters)
    )


class Tagger:
    """Tags the sentences of a Doc.

    Args:
        model: Morphology and sentence model.
    """

    def __init__(self, model: HantaModel) -> None:
        self._model = model

    def __call__(self, doc: Doc) -> Doc:
        """Tags ``doc``, which must have sentence boundaries."""
        for sentence in doc.sents:
            tokens = [token for token in sentence if not token.is_space]
            for token, tagged in zip(tokens, self.tag([token.text for token in tokens]), strict=True):
                _assign(token, tagged)
            for token in sentence:
                if token.is_space:
                    _assign(token, Tagged("_SP", "SPACE", token.text))
        return doc

    def tag(self, words: Sequence[str]) -> list[Tagged]:
        """Tags the words of one sentence."""
        found = self._model.tag(words, cased=not is_caseless(words))
        tags = [
            _stts(word, STTS_OF.get(analysis.tag, analysis.tag)) for word, analysis in zip(words, found, strict=True)
        ]
        lone_auxiliary = not any(tag in _PARTICIPANTS for tag in tags)
        return [
            Tagged(tag, _upos(tag, word, lemma, lone_auxiliary=lone_auxiliary), lemma)
            for word, tag, lemma in (
                (word, tag, _lemma(word, tag, analysis.lemma))
                for word, tag, analysis in zip(words, tags, found, strict=True)
            )
        ]


def _assign(token: Token, tagged: Tagged) -> None:
    token.tag_ = tagged.tag
    token.pos_ = tagged.pos
    token.lemma_ = tagged.lemma


def _stts(word: str, tag: str) -> str:
    if not _SIGNS.fullmatch(word):
        return tag
    if word == ",":
        return "$,"
    if word[0] in ".!?:;…" and word != "...":
        return "$."
    return "$("


def _lemma(word: str, tag: str, lemma: str) -> str:
    form = word.lower()
    if (tag, form) in LEMMA_OF:
        return LEMMA_OF[tag, form]
    if tag in ("NE", "NN") and _ACRONYM.fullmatch(word):
        return word
    if tag in REPAIRED_TAGS:
        return LEMMA_REPAIRS.get(lemma, lemma)
    return lemma


def _upos(tag: str, word: str, lemma: str, *, lone_auxiliary: bool) -> str:
    if tag == "PTKVZ" and word.lower() in ADVERB_PARTICLES:
        return "ADV"
    if tag == "VAFIN" and lone_auxiliary and lemma == "haben":
        return "VERB"
    return UPOS_OF.get(tag, "X")
