"""Extends the head noun of a place or format to the smallest noun phrase that a reader understands."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from quartier_nlp.findings.wordlists import words

_LOCATIVE = frozenset(
    "am an im in auf hinter hinterm hinterem neben unter unterm über überm vor vorm zwischen gegenüber bei beim "
    "vom von aus".split()
)
_GENITIVE = frozenset("des eines ihres seines unseres meines der einer ihrer unserer meiner".split())
_ACCUSATIVE = frozenset("das die den einen eine ein".split())
_OPENING = frozenset('"„“»«‚')
_CLOSING = frozenset('"“”«»‘')
_LONGEST_QUOTATION = 7
_MOST_ADJECTIVES = 4
_FORMER_PREFIX = re.compile(r"^ex-?\w", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """A noun phrase around a head noun.

    Attributes:
        start: Index of the first token.
        end: Index after the last token.
        determiner: The article or possessive before it, in lower case, or "".
        adjectives: The attributes, in lower case.
        located: Whether a place complement is part of it ("am Markt").
        named: Whether a proper name or a quoted name is part of it.
        preposition: The preposition before it, in lower case, or "".
    """

    start: int
    end: int
    determiner: str
    adjectives: tuple[str, ...]
    located: bool
    named: bool
    preposition: str


def is_noun(token: Token) -> bool:
    """Return whether the token is a common noun, a name or a foreign word used as one."""
    return token.tag_.startswith("N") or token.tag_ in {"FM", "TRUNC"}


def _is_adjective(token: Token) -> bool:
    return token.tag_ in {"ADJA", "CARD"} or (token.tag_ in {"ADJD", "VVPP"} and token.lower_ in words("vacant"))


def _same_sentence(left: Token, right: Token) -> bool:
    return left.sent.start == right.sent.start


def _left(doc: Doc, head: int) -> tuple[int, tuple[str, ...]]:
    """Return the start of the attributes before a head and the attributes."""
    start = head
    found: list[str] = []
    while start > 0 and len(found) < _MOST_ADJECTIVES and _same_sentence(doc[start - 1], doc[head]):
        token = doc[start - 1]
        if _is_adjective(token):
            found.append(token.lower_)
            start -= 1
        elif token.lower_ in {",", "und", "-"} and found and start > 1 and _is_adjective(doc[start - 2]):
            start -= 1
        else:
            break
    return start, tuple(reversed(found))


def _quotation(doc: Doc, index: int) -> int | None:
    """Return the end of a quoted name that opens at ``index``."""
    if index >= len(doc) or doc[index].text not in _OPENING:
        return None
    for end in range(index + 2, min(index + _LONGEST_QUOTATION + 2, len(doc))):
        if doc[end].text in _CLOSING:
            return end + 1
    return None


def _name_after(doc: Doc, index: int, *, caseless: bool) -> int:
    """Return the end of the proper name that directly follows a head."""
    end = index
    while end < len(doc) and end - index < 3 and _same_sentence(doc[end], doc[index - 1]):
        token = doc[end]
        capital = token.text[:1].isupper() or caseless
        name = token.tag_ == "NE" or (token.tag_ == "NN" and end == index and not caseless)
        if (name and capital and token.is_alpha) or (token.tag_ == "CARD" and end > index):
            end += 1
        else:
            break
    return end


def _phrase_end(doc: Doc, index: int) -> int | None:
    end = index
    if end < len(doc) and doc[end].tag_ in {"ART", "PPOSAT", "PDAT", "PIAT"}:
        end += 1
    while end < len(doc) and _is_adjective(doc[end]):
        end += 1
    if end >= len(doc) or not is_noun(doc[end]) or doc[end].sent.start != doc[index - 1].sent.start:
        return None
    end += 1
    while end < len(doc) and end - index < 6 and _continues_name(doc[end], doc[end - 1]):
        end += 1
    return end


def _continues_name(token: Token, previous: Token) -> bool:
    if token.tag_ == "CARD" and token.text.isdigit():
        return True
    return token.tag_ == "NE" and previous.tag_ in {"NE", "NN"} and token.text[:1].isupper()


def _is_time(doc: Doc, start: int, end: int) -> bool:
    return any(token.lower_ in words("time_nouns") for token in doc[start:end])


def _complement(doc: Doc, index: int) -> tuple[int, bool]:
    """Return the end of a locating or genitive complement at ``index`` and whether it locates."""
    if index >= len(doc) or doc[index].sent.start != doc[index - 1].sent.start:
        return index, False
    token = doc[index]
    if token.tag_ in {"APPR", "APPRART"} and token.lower_ in _LOCATIVE:
        following = doc[index + 1].lower_ if index + 1 < len(doc) else ""
        if token.tag_ == "APPR" and following in _ACCUSATIVE and token.lower_ not in {"gegenüber"}:
            return index, False
        start = index + 2 if token.lower_ == "gegenüber" and following in {"von", "vom"} else index + 1
        if token.lower_ == "an" and start < len(doc) and doc[start].tag_ == "NN":
            return index, False  # "die Halle an Musiker [vermieten]": what lies at a place has an article
        end = _phrase_end(doc, start)
        if end is None or _is_time(doc, index, end):
            return index, False
        genitive, _ = _genitive(doc, end)
        return genitive, True
    return _genitive(doc, index)


def _genitive(doc: Doc, index: int) -> tuple[int, bool]:
    if index >= len(doc) or doc[index].lower_ not in _GENITIVE or doc[index].tag_ not in {"ART", "PPOSAT"}:
        return index, False
    if doc[index].sent.start != doc[index - 1].sent.start:
        return index, False
    end = _phrase_end(doc, index)
    return (index, False) if end is None or _is_time(doc, index, end) else (end, False)


def noun_phrase(doc: Doc, start: int, end: int, *, complements: bool) -> NounPhrase:
    """Return the phrase around the head ``doc[start:end]``.

    Args:
        doc: Tagged Doc with sentence boundaries.
        start: Index of the head's first token.
        end: Index after its last token.
        complements: Take place complements and genitives along, as places need them.
    """
    left, adjectives = _left(doc, start)
    caseless = not any(token.text[:1].isupper() for token in doc[start].sent)
    quoted = _quotation(doc, end)
    right = quoted if quoted is not None else _name_after(doc, end, caseless=caseless)
    named = right > end
    located = False
    if complements:
        right, located = _complement(doc, right)
        if located:
            again, more = _complement(doc, right)
            right = again if more else right
    determiner = doc[left - 1] if left else None
    has_determiner = determiner is not None and determiner.tag_ in {"ART", "PPOSAT", "PDAT", "PIAT"}
    before = left - 1 if has_determiner else left
    preposition = doc[before - 1].lower_ if before and doc[before - 1].tag_ in {"APPR", "APPRART"} else ""
    former = tuple(["ehemalig"] if _FORMER_PREFIX.match(doc[start].text) else [])
    return NounPhrase(
        start=left,
        end=right,
        determiner=determiner.lower_ if has_determiner and determiner is not None else "",
        adjectives=adjectives + former,
        located=located,
        named=named,
        preposition=preposition,
    )
