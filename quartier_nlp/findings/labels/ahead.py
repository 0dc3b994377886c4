"""What stands before a quote in its clause: its opener, its subject."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Span, Token

from quartier_nlp.findings.labels.cases import NOM
from quartier_nlp.findings.labels.chunks import ChunkKind, chunk
from quartier_nlp.findings.labels.roles import is_plural
from quartier_nlp.findings.labels.word import FINITE, PAUSES, Word, make
from quartier_nlp.findings.labels.words import read

_LONGEST_OPENING = 7
#: In speech without marks more words may be those of another clause.
_LONGEST_UNMARKED = 5
_GENDER_MARKS = frozenset("*:_/")
_SUBORDINATING = frozenset({"dass", "daß", "weil", "da"})
_SHORTEST_CLAUSE = 4
#: Words that may be left out before a verb: no phrase of the clause.
_NOT_FRONTED = frozenset({"bitte", ":", "-", "und", "oder", "aber"})
_FINITE_FORMS = {"VAINF": "VAFIN", "VMINF": "VMFIN"}


def before(span: Span) -> list[Token]:
    """Returns the tokens of the clause that stand before the quote."""
    start = span.sent.start
    tokens = list(span.doc[start : span.start])
    for index in range(len(tokens) - 1, -1, -1):
        if tokens[index].text in PAUSES or tokens[index].text in {"und", "oder"}:
            return tokens[index + 1 :]
    return tokens


def opened_before(span: Span) -> list[Word] | None:
    """Returns the words from the opener of the clause that a quote ends: "dass wir dort | die Bänke ausbauen"."""
    ahead = before(span)
    if not ahead or len(ahead) > _LONGEST_OPENING or ahead[0].i < span.sent.start:
        return None
    if ahead[0].tag_ != "KOUS" or ahead[0].lower_ not in _SUBORDINATING or any(t.pos_ == "VERB" for t in ahead):
        return None
    words = read(span.doc[ahead[0].i : span.end])
    end = next((i for i, word in enumerate(words) if word.pause), len(words))
    if end < _SHORTEST_CLAUSE or not words[end - 1].verb or any(word.finite for word in words[1 : end - 1]):
        return None
    words[0] = make("dass", "KOUS")
    if not words[end - 1].finite:
        words[end - 1] = replace(words[end - 1], tag=_FINITE_FORMS.get(words[end - 1].tag, "VVFIN"))
    return words


def subject_before(span: Span) -> bool:
    """Returns whether the clause names its subject before the quote begins."""
    ahead = before(span)
    if not ahead:
        return span.start > span.sent.start and span.doc[span.start - 1].text == "und"
    parts = chunk([Word(token.text, token.lower_, token.tag_, token.lemma_) for token in ahead if not token.is_space])
    nominal = {ChunkKind.NOUN, ChunkKind.PRONOUN}
    return any(part.kind in nominal and NOM in part.cases for part in parts)


def with_subject_ahead(span: Span) -> list[Word] | None:
    """Returns the words of a quote that begins with its verb, with the subject that stands right before it."""
    ahead = before(span)
    finite = span[0].tag_ in {"VVFIN", "VAFIN", "VMFIN"} and span[0].text[:1].islower()
    if (
        not finite
        or not ahead
        or len(ahead) > _LONGEST_OPENING
        or any(token.pos_ in {"VERB", "AUX"} for token in ahead)
        or _cuts_bracket(ahead)
    ):
        return None
    words = read(span.doc[ahead[0].i : span.end])
    verb = next((i for i, word in enumerate(words) if word.finite), 0)
    front = chunk(words[:verb])
    named = bool(front) and front[0].kind is ChunkKind.NOUN and NOM in front[0].cases
    named = named and front[0].plural in {None, is_plural(words[verb])}
    belongs = all(part.kind in {ChunkKind.NOUN, ChunkKind.PREPOSITION} for part in front[1:])
    return words if named and belongs and words[verb].low == span[0].lower_ else None


def begins_with_verb(span: Span, label: str) -> bool:
    """Whether a clause still begins with the verb of a quote that was cut behind what stands before it.

    Args:
        span: The quote.
        label: The cleaned clause.
    """
    first = span[0]
    cut = first.tag_ in FINITE and first.text[:1].islower() and span.start > span.sent.start
    return cut and label.lower().startswith(first.lower_)


def with_left_out(span: Span, words: Sequence[Word], label: str) -> list[Word] | None:
    """Returns the words with what was left out before their verb: "aus meiner Sicht | müssen"; None if nothing was.

    Args:
        span: The quote.
        words: Its words.
        label: The cleaned clause.
    """
    late = bool(words) and words[0].finite and span[0].tag_ not in FINITE
    if not late or not label.lower().startswith(words[0].low):
        return None
    first = next((i for i, token in enumerate(span) if token.lower_ == words[0].low), 0)
    gone = [Word(token.text, token.lower_, token.tag_, token.lemma_) for token in span[:first] if not token.is_space]
    return [*gone, *words] if gone and not _NOT_FRONTED & {word.low for word in gone} else None


def _cuts_bracket(tokens: Sequence[Token]) -> bool:
    """Whether a bracket is closed that was opened before: "Generation): | will abends Licht"."""
    texts = [token.text for token in tokens]
    return texts.count("(") != texts.count(")")


def with_opening(span: Span) -> Span | None:
    """Returns a quote with the words before its verb in the same clause: "die Ampel | sollte umgestellt werden".

    None where the clause begins with the verb, or where so much stands before it that it is another thought.
    """
    ahead = [token for token in before(span) if not token._.disfluent]
    joined = span.doc[span.start - 1].tag_ == "KON"
    marked = any(token.is_punct for token in span.sent)
    longest = _LONGEST_OPENING if marked else _LONGEST_UNMARKED
    if joined or not ahead or len(ahead) > longest or any(token.tag_ in FINITE for token in ahead):
        return None
    if _cuts_bracket(ahead):
        return None
    first = ahead[0]
    # "Bewohner* innen sollten": half of a word
    glued = first.i > 0 and span.doc[first.i - 1].text in _GENDER_MARKS
    return None if glued else span.doc[first.i : span.end]
