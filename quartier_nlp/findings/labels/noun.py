"""Labels of places and formats: a noun phrase in the nominative without its article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Span

from quartier_nlp.findings.labels.cases import determiner_of, number_of, plural_in_n
from quartier_nlp.findings.labels.chunks import Chunk, ChunkKind, chunk
from quartier_nlp.findings.labels.compounds import joined
from quartier_nlp.findings.labels.data import articles, listed
from quartier_nlp.findings.labels.inflection import bare_nominative
from quartier_nlp.findings.labels.label import Label
from quartier_nlp.findings.labels.noun_lists import (
    FEMININE_HEADS,
    INFINITIVE_HEADS,
    MASCULINE_HEADS,
    NEUTER_HEADS,
    PLURALS_IN_EN,
    UMLAUT_PLURALS,
)
from quartier_nlp.findings.labels.patterns import SPECIFYING_PREPOSITIONS
from quartier_nlp.findings.labels.roles import is_time
from quartier_nlp.findings.labels.word import Word, render, upper_first
from quartier_nlp.findings.labels.words import read
from quartier_nlp.model.vocabulary import LabelSource

_LOCATING = frozenset({"am", "im", "beim", "an", "in", "auf", "bei", "unter", "vor", "hinterm", "überm", "über"})
#: When an event takes place, which of a series it is, that it was called: nothing of the format itself.
_PASSING = re.compile(
    r"(?:letzt|nächst|erst|zweit|vorig|vorletzt|vergangen|kommend|jüngst|heutig|gestrig|morgig|damalig|diesjährig|letztjährig"
    r"|besagt|genannt|erwähnt|einberufen|anberaumt|geplant|durchgeführt|stattfindend|abgehalten|angekündigt|angesetzt"
    r"|organisiert|veranstaltet|anschließend|darauffolgend|bisherig)e[mnrs]?"
)
_DETERMINERS = frozenset({"ART", "APPRART", "PPOSAT", "PDAT"})


def noun_label(span: Span, *, located: bool = False) -> Label:
    """Returns the label of a place or format.

    Args:
        span: The quote, in its Doc.
        located: Whether the label says where, as formats need it ("Dorfgespräch am Gartenzaun"); places have their
            location in ``named_place``.
    """
    words = _standard_article(read(span))
    before = _article_before(span)
    if before is not None and words and words[0].tag in {"ADJA", "NN"}:
        words = [before, *words]
    words = _capital_adjectives(words)
    words = joined(words, caseless=not any(char.isupper() for char in span.sent.text))
    parts = chunk(words)
    found = next((i for i, part in enumerate(parts) if _holds_noun(part)), None)
    if found is None:
        return Label(upper_first(render(words) or span.text.strip()), LabelSource.CLAUSE, "clause")
    phrase = _nominative(parts[found])
    if located:
        phrase = _lasting(phrase)
    if found and parts[found - 1].words[0].tag == "ADJD" and phrase[0].tag == "ADJA":
        phrase = [*parts[found - 1].words, *phrase]
    rest = _specification(parts[found + 1 :], located=located)
    return Label(_unquoted(upper_first(render([*phrase, *rest]))), LabelSource.PHRASE, "noun")


def _standard_article(words: list[Word]) -> list[Word]:
    """Puts the standard form for an article of dialect at the start, or leaves it out."""
    if len(words) < 2 or words[0].low not in articles() or words[1].tag in {"APPR", "KON"}:
        return words
    standard = articles()[words[0].low]
    rest = words[1:]
    if rest[0].low in articles() and len(rest) > 1 and words[0].low == "so":
        return _standard_article(rest)
    return [Word(standard, standard, "ART", "der"), *rest] if standard else rest


def _capital_adjectives(words: list[Word]) -> list[Word]:
    """Reads "Runder Tisch" and "Dessauer Straße" as adjective and noun: capitals make taggers take both for nouns."""
    result = list(words)
    for index, (word, following) in enumerate(pairwise(words)):
        if word.low in {"runde", "runder"} and word.tag == "NN" and following.low == "tisch":
            result[index] = replace(word, tag="ADJA", text="Runder", low="runder")
        elif word.low.endswith("er") and word.tag == "NN" and following.low in listed("compounds", "streets"):
            result[index] = replace(word, tag="ADJA")
    return result


def _unquoted(text: str) -> str:
    """Takes the quotation marks off a label that they enclose."""
    quoted = text[:1] in '„«"' and text[-1:] in '“”»"' and not any(mark in text[1:-1] for mark in "„“”«»")
    return upper_first(text[1:-1]) if quoted and len(text) > 2 else text


def _article_before(span: Span) -> Word | None:
    """The determiner that stands right before a quote which was cut after it."""
    if span.start == 0 or span.start == span.sent.start:
        return None
    token = span.doc[span.start - 1]
    return Word(token.text, token.lower_, token.tag_, token.lemma_) if token.tag_ in _DETERMINERS else None


def _holds_noun(part: Chunk) -> bool:
    return part.kind in {ChunkKind.NOUN, ChunkKind.PREPOSITION} and any(
        word.tag in {"NN", "NE", "FM"} for word in part.words
    )


def _nominative(part: Chunk) -> list[Word]:
    """The phrase in the nominative; without its adjectives where their ending is not sure."""
    words = list(part.words)
    if part.kind is ChunkKind.PREPOSITION:
        words = _as_article(words)
    if len(words) > 1 and words[0].tag == "CARD" and words[1].tag == "NN":
        words = words[1:]
    determiner = determiner_of(words)
    core = words[1:] if determiner is not None else words
    head = next((i for i, word in enumerate(core) if word.tag in {"NN", "NE", "FM"}), 0)
    changed = bare_nominative(words)
    if changed is None:
        changed = core[head:]
    return _base_form(changed, determiner)


def _as_article(words: list[Word]) -> list[Word]:
    """Takes the preposition off; one that is fused with an article leaves the article."""
    first, rest = words[0], words[1:]
    article = {"im": "dem", "am": "dem", "zum": "dem", "beim": "dem", "vom": "dem", "zur": "der", "ins": "das"}
    if first.low in article:
        return [Word(article[first.low], article[first.low], "ART", "der"), *rest]
    while rest and rest[0].tag in {"APPR", "ADV"}:
        rest = rest[1:]
    return rest


def _base_form(words: Sequence[Word], determiner: Word | None) -> list[Word]:
    """Puts a head noun in the genitive or dative, or a lone plural, into the nominative singular."""
    result = list(words)
    index = next((i for i, word in enumerate(result) if word.tag in {"NN", "NE", "FM"}), None)
    if index is None:
        return result
    head = result[index]
    known = any(head.low.removesuffix("n").endswith(plural) and plural != one for plural, one in UMLAUT_PLURALS)
    if head.tag != "NN" or (head.low == head.lemma.lower() and not known):
        return result
    lone = index == 0 and len([word for word in result if word.low in {"und", "oder"}]) == 0
    genitive = (
        determiner is not None
        and determiner.low.endswith(("des", "ines", "dieses", "eres", "hres"))
        and head.low.endswith("s")
    )
    if lone or genitive:
        text = singular(head)
        result[index] = replace(head, text=text, low=text.lower())
    elif _is_dative_plural(head, words):
        result[index] = replace(head, text=head.text[:-1], low=head.low[:-1])
    return result


def _is_dative_plural(head: Word, words: Sequence[Word]) -> bool:
    """Whether a noun carries the n of the dative plural: "leeren Werkräumen"."""
    lemma = head.lemma.lower()
    if number_of(words) is False or not head.low.endswith("n") or plural_in_n(head.low, lemma):
        return False
    if head.low.endswith(PLURALS_IN_EN):
        return False
    return head.low[:-1].endswith(("e", "er", "el")) and lemma != head.low


def singular(noun: Word) -> str:
    """Returns the singular of a noun from its lemma, with the final e that the morphology loses restored."""
    lemma = _capitals_kept(noun)
    if noun.low.endswith(("chen", "lein", *INFINITIVE_HEADS)) or _is_listed(noun.low):
        return noun.text
    for plural, one in UMLAUT_PLURALS:
        if noun.low.removesuffix("n").endswith(plural):
            return noun.text.removesuffix("n")[: -len(plural)] + (one.capitalize() if noun.low == plural else one)
    lengthened = lemma.lower() + "e"
    if noun.low.endswith("en") and any(lengthened[start:] in FEMININE_HEADS for start in range(len(lengthened) - 3)):
        return noun.text[: len(lengthened)]
    if "-" in noun.text and "-" not in lemma:
        return noun.text
    return lemma[:1].upper() + lemma[1:]


def _capitals_kept(noun: Word) -> str:
    """The lemma with the capitals that the text has behind hyphens: "Mietschulden-Frühstück"."""
    pieces, forms = noun.lemma.split("-"), noun.text.split("-")
    if len(pieces) != len(forms):
        return noun.lemma
    return "-".join(
        piece[:1].upper() + piece[1:] if form[:1].isupper() else piece
        for piece, form in zip(pieces, forms, strict=True)
    )


def _is_listed(low: str) -> bool:
    """Whether a form ends like a singular noun of the lists."""
    heads = FEMININE_HEADS | MASCULINE_HEADS | NEUTER_HEADS
    return any(low[start:] in heads for start in range(len(low) - 2))


def _lasting(words: list[Word]) -> list[Word]:
    """Leaves out adjectives that fit only their sentence: "letzte Bürgerversammlung", "einberufene Dorfkonferenz"."""
    while len(words) > 1 and words[0].tag == "ADJA" and _PASSING.fullmatch(words[0].low):
        words = words[1:]
    return words


def _specification(parts: Sequence[Chunk], *, located: bool) -> list[Word]:
    """What says which one is meant: "Jury aus Auszubildenden"; places and times end the label."""
    result: list[Word] = []
    for part in parts:
        says_where = located and part.words[0].low in _LOCATING and not is_time(part)
        specifies = part.words[0].low in SPECIFYING_PREPOSITIONS or says_where
        if part.kind is not ChunkKind.PREPOSITION or not specifies:
            break
        result.extend(part.words)
    return result
