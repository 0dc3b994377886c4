"""Cuts sentences into clauses by punctuation, conjunctions and finite verbs; no parser needed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc, Span, Token

_BREAKS = frozenset({"$,", "$.", "$("})
_BREAK_TEXT = frozenset(',;:–—()[]„“”"»«…|')
_COORDINATORS = frozenset("und oder aber sondern denn doch beziehungsweise sowie".split())
_SUBORDINATORS = frozenset(
    "dass weil wenn ob damit obwohl während bevor ehe nachdem sobald solange falls sodass seit bis als wie wo "
    "indem".split()
)
_FINITE = ("VVFIN", "VAFIN", "VMFIN", "VVIMP", "VAIMP")
_LONGEST = 45
_LONGEST_CASELESS, _LONGEST_CASED = 12, 35


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a sentence with at most one predicate.

    Attributes:
        start: Index of its first token.
        end: Index after its last token.
        opener: Subordinating or interrogative word that opens it, in lower case, or "".
        finite: Whether it has a finite verb.
    """

    start: int
    end: int
    opener: str
    finite: bool


def is_finite(token: Token) -> bool:
    """Return whether a token is a finite verb or an imperative."""
    return token.tag_ in _FINITE


def is_break(token: Token) -> bool:
    """Return whether a token is punctuation at which a clause may end."""
    return token.tag_ in _BREAKS or token.text in _BREAK_TEXT


def is_stream(sentence: Span) -> bool:
    """Return whether a sentence is so long without punctuation that it is a stream of speech."""
    if any(is_break(token) for token in sentence[: len(sentence) - 1]):
        return False
    caseless = not any(token.text[:1].isupper() and token.i > sentence.start for token in sentence)
    return len(sentence) > (_LONGEST_CASELESS if caseless else _LONGEST_CASED)


def clauses(sentence: Span) -> list[Clause]:
    """Return the clauses of a sentence, left to right."""
    doc = sentence.doc
    if is_stream(sentence):
        cuts = [sentence.start, *_stream_cuts(sentence), sentence.end]
        parts = (_clause(doc, start, end) for start, end in pairwise(cuts))
        return [part for part in parts if part is not None]
    found: list[Clause] = []
    start = sentence.start
    for index in range(sentence.start, sentence.end + 1):
        if index == sentence.end or _cuts(doc, start, index, sentence.end):
            clause = _clause(doc, start, index)
            if clause is not None:
                found.append(clause)
            start = index
    return found


def _stream_cuts(sentence: Span) -> list[int]:
    """Return where clauses begin in a stream: at conjunctions, question words and before a second predicate."""
    doc = sentence.doc
    cuts: list[int] = []
    start = sentence.start
    for index in range(sentence.start + 1, sentence.end):
        token = doc[index]
        cut = None
        if token.tag_ in {"PWS", "PWAV", "PWAT", "KOUS"} and token.lower_ not in {"als", "wie"}:
            cut = index - 1 if doc[index - 1].tag_ in {"APPR", "KON"} else index
        elif (
            token.lower_ == "wie" and token.tag_ in {"PWAV", "KOKOM", "KON", "KOUS"} and _has_finite(doc, start, index)
        ):
            cut = index - 1 if doc[index - 1].tag_ == "KON" else index
        elif is_finite(token) and _has_finite(doc, start, index):
            cut = _predicate_start(doc, index)
        if cut is not None and cut > start:
            cuts.append(cut)
            start = cut
    return cuts


def _predicate_start(doc: Doc, verb: int) -> int:
    """Return where the clause of a finite verb begins: before the constituent in front of it."""
    index = verb - 1
    if doc[index].tag_ in {"PPER", "PDS", "PIS", "ADV", "PAV", "ART", "PRELS"}:
        start = index
    elif doc[index].tag_ in {"NN", "NE"}:
        start = index
        while start > 0 and doc[start - 1].tag_ in {"NE", "ADJA", "CARD", "TRUNC"}:
            start -= 1
        while start > 0 and doc[start - 1].tag_ in {"ART", "PPOSAT", "PDAT", "PIAT", "APPR", "APPRART"}:
            start -= 1
    else:
        return verb
    return start - 1 if start > 0 and doc[start - 1].tag_ == "KON" else start


def _cuts(doc: Doc, start: int, index: int, end: int) -> bool:
    token = doc[index]
    if is_break(token):
        return not _joins_words(doc, index, end)
    if index == start:
        return False
    if token.lower_ in _COORDINATORS and token.tag_ == "KON":
        return _has_finite(doc, start, index) and _finite_ahead(doc, index + 1, end)
    if token.tag_ == "KOUS" and token.lower_ in _SUBORDINATORS:
        return _has_finite(doc, start, index) and not is_break(doc[index - 1])
    return False


def _joins_words(doc: Doc, index: int, end: int) -> bool:
    """Return whether a comma only lists words: neither side up to the next break has a verb."""
    if doc[index].text != ",":
        return False
    if _lists(doc, index, end):
        return True
    stop = index + 1
    while stop < end and not is_break(doc[stop]):
        stop += 1
    return not any(
        token.tag_.startswith("V") or token.tag_ in {"PTKZU", "KOUS", "KOUI"} for token in doc[index + 1 : stop]
    )


def _lists(doc: Doc, comma: int, end: int) -> bool:
    """Return whether a comma stands between nouns of a list that ends in "und" or "oder"."""
    if doc[comma - 1].tag_[:1] != "N" or (comma >= 2 and doc[comma - 2].tag_.startswith("V")):
        return False
    for token in doc[comma + 1 : min(end, comma + 7)]:
        if token.tag_ == "KON":
            return True
        if token.tag_[:2] not in {"NN", "NE", "AR", "AD", "CA", "TR"} and token.text != ",":
            return False
    return False


def _has_finite(doc: Doc, start: int, end: int) -> bool:
    return any(is_finite(token) for token in doc[start:end])


def _finite_ahead(doc: Doc, start: int, end: int) -> bool:
    for index in range(start, min(end, start + 12)):
        if is_break(doc[index]):
            return False
        if doc[index].tag_ == "KON":
            return False
        if is_finite(doc[index]):
            return True
    return False


def _clause(doc: Doc, start: int, end: int) -> Clause | None:
    while start < end and (is_break(doc[start]) or doc[start].is_space):
        start += 1
    while end > start and (is_break(doc[end - 1]) or doc[end - 1].is_space):
        end -= 1
    if start >= end:
        return None
    opener = ""
    for token in doc[start : min(start + 3, end)]:
        if token.tag_ in {"KOUS", "KOUI", "PRELS", "PRELAT", "PWS", "PWAV", "PWAT"}:
            opener = token.lower_
            break
        if token.tag_ not in {"KON", "ADV", "APPR", "ITJ", "PTKANT"}:
            break
    return Clause(start, end, opener, _has_finite(doc, start, end))


def attached(doc: Doc, parts: list[Clause], index: int) -> int:
    """Return the end of the clause at ``index`` together with the clauses that only specify it."""
    end = parts[index].end
    for clause in parts[index + 1 :]:
        first = doc[clause.start]
        specifies = first.tag_ in {"PRELS", "PRELAT", "KOUI"} or clause.opener in {
            "damit",
            "wo",
            "ohne",
            "um",
            "statt",
            "indem",
        }
        infinitive = not clause.finite and any(
            token.tag_ in {"PTKZU", "VVIZU"} for token in doc[clause.start : clause.end]
        )
        fragment = not clause.finite and clause.end - clause.start <= 8 and not infinitive
        if not (specifies or infinitive or fragment) or clause.end - parts[index].start > _LONGEST:
            break
        end = clause.end
    return end


def sentences(doc: Doc) -> Iterator[Span]:
    """Return the sentences of a Doc that hold a word."""
    for sentence in doc.sents:
        if any(token.is_alpha for token in sentence):
            yield sentence
