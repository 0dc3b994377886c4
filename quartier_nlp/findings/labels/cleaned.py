"""The cleaned clause that stands in where no phrase can be formed, made to stand alone as far as that is sure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Span

from quartier_nlp.findings.labels.antecedent import relative_antecedent
from quartier_nlp.findings.labels.cases import NOM
from quartier_nlp.findings.labels.chunks import Chunk, ChunkKind, chunk
from quartier_nlp.findings.labels.inflection import bare_nominative
from quartier_nlp.findings.labels.noun_lists import TIME_NOUNS
from quartier_nlp.findings.labels.patterns import DROPPED_ADVERBS
from quartier_nlp.findings.labels.question_order import split_particle
from quartier_nlp.findings.labels.word import Word, make, render, upper_first

_FRONTED = frozenset({ChunkKind.NOUN, ChunkKind.PRONOUN, ChunkKind.PREPOSITION})
#: Prepositions of phrases that belong to the noun before them.
_BELONGING = frozenset({"von", "vom", "für", "ohne", "aus"})
_REQUESTS = frozenset({"lassen", "lasst", "lass", "bitte"})
_FINITE = frozenset({"VVFIN", "VAFIN", "VMFIN"})


def cleaned_clause(span: Span, words: Sequence[Word]) -> str:
    """Returns the words of a quote as a clause: without a bare article, not beginning with its verb or a pronoun."""
    kept = _with_noun(span, _without_that(_in_order(_without_article(list(words)))))
    text = upper_first(render(kept)) or span.text.strip()
    return text + ")" if text.count("(") > text.count(")") else text


def _without_article(words: list[Word]) -> list[Word]:
    """Takes the article off a note without a verb: "ein Hotel im ersten Stock"."""
    if not words or words[0].tag != "ART" or any(word.verb for word in words):
        return words
    first = chunk(words)[0]
    bare = bare_nominative(first.words)
    return words if bare is None else [*bare, *words[len(first.words) :]]


def _in_order(words: list[Word]) -> list[Word]:
    """Puts the subject or a phrase before a verb that the quote begins with: "kommt seit Sommer ein Kleinbus"."""
    if len(words) < 3 or words[0].tag not in _FINITE or words[0].text[:1].isupper():
        return words
    end = next((i for i, word in enumerate(words) if word.pause), len(words))
    parts = chunk(words[1:end])
    while parts and parts[0].kind is ChunkKind.ADVERB and parts[0].words[0].low in DROPPED_ADVERBS:
        parts = parts[1:]
    place = next((i for i, part in enumerate(parts) if part.kind is not ChunkKind.REFLEXIVE), len(parts))
    several = any(word.finite for word in words[1:end]) or words[0].low in _REQUESTS or words[0].low.endswith("st")
    if several or place == len(parts) or not any(_may_act(part) for part in parts) or not _leads(parts[place]):
        return words
    last = place + 1
    while last < len(parts) and parts[place].kind is ChunkKind.NOUN and parts[last].words[0].low in _BELONGING:
        last += 1
    front = [word for part in parts[place:last] for word in part.words]
    behind = [word for i, part in enumerate(parts) if not place <= i < last for word in part.words]
    if not behind:
        return words if end < len(words) else front
    return [*front, words[0], *behind, *words[end:]]


def _may_act(part: Chunk) -> bool:
    named = part.kind in {ChunkKind.NOUN, ChunkKind.PRONOUN} and NOM in part.cases
    return named and part.head.low not in TIME_NOUNS


def _leads(part: Chunk) -> bool:
    """Whether a phrase can stand before the verb: the subject, or where and when; not two phrases read as one."""
    openers = [word for word in part.words[:2] if word.tag in {"ART", "PIAT", "PPOSAT", "PDS", "PDAT"}]
    return (
        part.kind in _FRONTED
        and len(openers) < 2
        and part.words[0].low != "ihr"
        and (part.kind is ChunkKind.PREPOSITION or _may_act(part))
    )


def _without_that(words: list[Word]) -> list[Word]:
    """Takes off a "dass" whose frame was left out, where the verb can go to its place for sure."""
    if len(words) < 4 or words[0].low not in {"dass", "daß"} or any(word.pause for word in words):
        return words
    finite = [i for i, word in enumerate(words) if word.finite]
    subject = chunk(words[1:-1])[0]
    parted = words[-1].tag == "VVFIN" and split_particle(words[-1])[0] != ""
    if finite != [len(words) - 1] or parted or not _leads(subject):
        return words
    behind = words[1 + len(subject.words) : -1]
    return [*subject.words, replace(words[-1], text=words[-1].low), *behind]


def _with_noun(span: Span, words: list[Word]) -> list[Word]:
    """Puts the noun before a relative clause that the quote begins with: "Räume, die leer stehen"."""
    noun = relative_antecedent(span)
    if noun is None or not words or words[0].tag not in {"PRELS", "ART", "PDS", "APPR"}:
        return words
    if len(words) > 2 and words[1].finite:
        return words
    return [noun, make(",", "$,"), replace(words[0], text=words[0].low), *words[1:]]
