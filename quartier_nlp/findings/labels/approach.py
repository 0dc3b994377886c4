"""Labels of approaches: an infinitive phrase, or the cleaned clause where none can be formed for sure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Span, Token

from quartier_nlp.findings.labels.chunks import NOM, ChunkKind, chunk
from quartier_nlp.findings.labels.clauses import Clause, ClauseKind, clauses
from quartier_nlp.findings.labels.inflection import bare_accusative, bare_nominative
from quartier_nlp.findings.labels.label import Label
from quartier_nlp.findings.labels.nominal import nominal_phrase
from quartier_nlp.findings.labels.noun_lists import PROVIDED_HEADS
from quartier_nlp.findings.labels.patterns import NEGATIVE
from quartier_nlp.findings.labels.phrase import Phrase, phrase_of
from quartier_nlp.findings.labels.soundness import is_sound
from quartier_nlp.findings.labels.words import PAUSES, Word, make, read, render, upper_first
from quartier_nlp.model.vocabulary import ApproachStatus, LabelSource

_PERSONAL = frozenset({"PPER", "PIS"})
_OPENERS = frozenset({"KOUS", "PRELS", "PRELAT", "PWAV", "PWS"})
_VERBLESS = frozenset({ClauseKind.PARTICIPLE, ClauseKind.INFINITIVE, ClauseKind.FRAGMENT})
_LONGEST = 24
_LONGEST_RELATIVE = 16
_FRAMED = frozenset({ClauseKind.ZU, ClauseKind.THAT, ClauseKind.IF})


def approach_label(span: Span, *, status: ApproachStatus | None = None) -> Label:
    """Returns the label of an approach.

    Args:
        span: The quote, in a tagged Doc.
        status: Status of the approach, if known: a rejected approach whose verb says that it ended keeps its wording,
            because the phrase would say the opposite.
    """
    words = read(span)
    if _is_bare_infinitive(span, words):
        words[-1] = replace(words[-1], tag="VVINF")
    parts = clauses(words)
    phrase = _from_clauses(parts, subject_known=_subject_before(span)) or nominal_phrase(words) or _noun(parts, status)
    if phrase is None or not is_sound(phrase, status) or len(phrase.words) > _LONGEST:
        return Label(upper_first(render(_without_article(words)) or span.text.strip()), LabelSource.CLAUSE, "clause")
    return Label(_lower_first(phrase.words), LabelSource.PHRASE, phrase.rule)


def _without_article(words: list[Word]) -> list[Word]:
    """Takes the article off a note without a verb: "ein Hotel im ersten Stock"."""
    if not words or words[0].tag != "ART" or any(word.verb for word in words):
        return words
    first = chunk(words)[0]
    bare = bare_nominative(first.words)
    return words if bare is None else [*bare, *words[len(first.words) :]]


def _lower_first(words: Sequence[Word]) -> str:
    """Takes the sentence's capital off a first word that is no noun."""
    first = words[0]
    if first.tag in {"NN", "NE", "FM", "TRUNC"} or first.text.isupper():
        return render(words)
    return render([replace(first, text=first.text[:1].lower() + first.text[1:]), *words[1:]])


def _is_bare_infinitive(span: Span, words: Sequence[Word]) -> bool:
    """Whether a note such as "Wäscheböden zum Probenraum umbauen" ends in an infinitive that was read as plural."""
    if len(words) < 2 or words[-1].tag != "VVFIN" or not words[-1].low.endswith("en"):
        return False
    if any(word.verb or word.tag in _PERSONAL | {"KOUS", "PRELS"} for word in words[:-1]):
        return False
    return not any(token.tag_ in _OPENERS or token.tag_ in _PERSONAL for token in _before(span))


def _before(span: Span) -> list[Token]:
    """The tokens of the clause that stand before the quote."""
    start = span.sent.start
    tokens = list(span.doc[start : span.start])
    for index in range(len(tokens) - 1, -1, -1):
        if tokens[index].text in PAUSES or tokens[index].text in {"und", "oder"}:
            return tokens[index + 1 :]
    return tokens


def _subject_before(span: Span) -> bool:
    """Whether the clause names its subject before the quote begins."""
    before = _before(span)
    if not before:
        return span.start > span.sent.start and span.doc[span.start - 1].text == "und"
    parts = chunk([Word(token.text, token.lower_, token.tag_, token.lemma_) for token in before if not token.is_space])
    nominal = {ChunkKind.NOUN, ChunkKind.PRONOUN}
    return any(part.kind in nominal and NOM in part.cases for part in parts)


def _noun(parts: Sequence[Clause], status: ApproachStatus | None) -> Phrase | None:
    """A proposal that only names a new thing: "eine halbe Stelle, die Anträge schreibt"."""
    if status is not ApproachStatus.PROPOSED or not parts or parts[0].kind is not ClauseKind.FRAGMENT:
        return None
    first = chunk(parts[0].words)
    opener = first[0].words[0]
    indefinite = opener.tag == "ART" and opener.low.startswith("ein")
    if first[0].kind is not ChunkKind.NOUN or not (indefinite or opener.low == "mehr"):
        return None
    if any(part.kind not in {ChunkKind.NOUN, ChunkKind.PREPOSITION} for part in first):
        return None
    words = [*bare_accusative(first[0].words), *(word for part in first[1:] for word in part.words)]
    doing = "bereitstellen" if first[0].head.low.endswith(PROVIDED_HEADS) else "schaffen"
    return _with_followers(Phrase((*words, make(doing, "VVINF")), "noun"), parts, 0)


def _from_clauses(parts: Sequence[Clause], *, subject_known: bool) -> Phrase | None:
    for index, part in enumerate(parts):
        following = parts[index + 1] if index + 1 < len(parts) else None
        if part.kind in {ClauseKind.PURPOSE, ClauseKind.WITHOUT, ClauseKind.CAUSE, ClauseKind.WHETHER}:
            continue
        if part.kind is ClauseKind.RELATIVE and len(parts) > 1:
            continue
        if index and parts[index - 1].kind is ClauseKind.RELATIVE and part.kind in _VERBLESS:
            continue
        if part.kind in {ClauseKind.MAIN, ClauseKind.QUESTION} and following is not None and _frames(following):
            continue
        phrase = _wanted(parts, index) or phrase_of(part, subject_known=subject_known and index == 0)
        if phrase is None:
            continue
        if _negated_frame(parts, index):
            return None
        return _with_followers(phrase, parts, index)
    return None


def _frames(following: Clause) -> bool:
    if following.kind in {ClauseKind.ZU, ClauseKind.THAT}:
        return following.mark == ","
    return False


def _wanted(parts: Sequence[Clause], index: int) -> Phrase | None:
    """Reads the second clause of "was wir, ist ein Ansprechpartner": the second clause names what the first needs."""
    if index == 0 or parts[index - 1].kind is not ClauseKind.QUESTION:
        return None
    finite = parts[index].finite
    needs = any(word.lemma.lower() in {"brauchen", "fehlen", "wünschen"} for word in parts[index - 1].words)
    if finite is None or finite.lemma != "sein" or not needs or not parts[index].words[0].finite:
        return None
    swapped = (make("es", "PPER"), Word("braucht", "braucht", "VVFIN", "brauchen"), *parts[index].words[1:])
    return phrase_of(Clause(ClauseKind.MAIN, swapped, ","))


def _negated_frame(parts: Sequence[Clause], index: int) -> bool:
    """Whether the clause that frames the action denies it: "es wäre falsch, ... zu bauen"."""
    if index == 0 or parts[index].kind not in _FRAMED:
        return False
    return any(word.low in NEGATIVE for word in parts[index - 1].words)


def _with_followers(phrase: Phrase, parts: Sequence[Clause], index: int) -> Phrase:
    """Adds a coordinated second action, and the clauses that say which or what for."""
    words = list(phrase.words)
    for part in parts[index + 1 :]:
        if part.kind is ClauseKind.MAIN and part.mark == "und" and part.words[0].finite:
            second = phrase_of(part, continues=True)
            if second is None:
                break
            words.extend([make("und", "KON"), *second.words])
        elif _specifies(part, words):
            words.extend([make(",", "$,"), *part.words])
        else:
            break
    return Phrase(tuple(words), phrase.rule) if len(words) <= _LONGEST else phrase


def _specifies(part: Clause, words: Sequence[Word]) -> bool:
    """Whether a clause behind the action says which, what for, how or on what condition."""
    length = len(part.words)
    if part.kind is ClauseKind.PURPOSE:
        return True
    if part.kind is ClauseKind.RELATIVE or (part.kind is ClauseKind.QUESTION and part.mark == ","):
        return length <= _LONGEST_RELATIVE
    if part.kind is ClauseKind.WITHOUT:
        return length <= _LONGEST_RELATIVE // 2
    return part.kind is ClauseKind.IF and any(word.low in {"erst", "nur"} for word in words)
