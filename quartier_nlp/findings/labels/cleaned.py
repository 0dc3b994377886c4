"""The cleaned clause that stands in where no phrase can be formed, made to stand alone as far as that is sure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Span

from quartier_nlp.findings.labels.antecedent import relative_antecedent
from quartier_nlp.findings.labels.cases import ACC, NOM
from quartier_nlp.findings.labels.chunks import Chunk, ChunkKind, chunk
from quartier_nlp.findings.labels.clauses import THATS
from quartier_nlp.findings.labels.gender import Gender, gender_of
from quartier_nlp.findings.labels.inflection import bare_nominative, infinitive
from quartier_nlp.findings.labels.noun_lists import AGENT_HEADS
from quartier_nlp.findings.labels.patterns import DROPPED_ADVERBS, INTRANSITIVE, MOVING, NEED_VERBS, STATIVE_VERBS
from quartier_nlp.findings.labels.roles import is_agent, is_plural, is_time
from quartier_nlp.findings.labels.statement import (
    as_statement,
    as_wish,
    behind_subject,
    clearly_ends,
    leads,
    may_act,
    wished_statement,
    without_tie,
)
from quartier_nlp.findings.labels.word import Word, make, render, upper_first

#: Articles in which no clause begins: the quote was cut behind what governs them.
_OBLIQUE = frozenset({"einer", "eines", "einem"})
_SUBJECTS = frozenset({"wir", "ich", "man", "er"})
_POLITE = frozenset({"Sie", "Se"})
#: Words that "da" belongs to: "da sitzt man drin".
_INSIDE = frozenset("drin rein hinein drauf rauf dran hin raus davor daneben".split())
_ASKING = frozenset({"könnte", "könnten", "könnt", "könntet", "sollte", "sollten", "müsste", "müssten", "wollen"})
_REQUESTS = frozenset({"lassen", "lasst", "lass", "bitte"})
_SHORTEST_STATEMENT = 4
#: Verbs of states that take an object, so that the only noun may be it.
_WITH_OBJECT = frozenset({"bekommen", "kriegen", "mögen"})
_DETERMINERS = frozenset({"ART", "CARD", "PIAT", "PPOSAT", "PDAT"})
_FINITE = frozenset({"VVFIN", "VAFIN", "VMFIN"})


def cleaned_clause(span: Span, words: Sequence[Word], *, stated: bool = True, wished: bool = False) -> str:
    """Returns the words of a quote as a clause: without a bare article, not beginning with its verb or a pronoun.

    Args:
        span: The quote.
        words: Its words.
        stated: Whether a subordinate clause may become a statement; of what was rejected it would say that it is so.
        wished: Whether the clause tells what is to be, not what is.
    """
    joined = span.start > 0 and span.doc[span.start - 1].tag_ == "KON"
    kept = _without_article(list(words))
    if not _is_told_of_whoever(span):
        kept = _in_order(kept, joined=joined, asks=_may_ask(span))
    kept = _with_noun(span, _without_zu(kept))
    if stated and kept[:1] != [relative_antecedent(span)]:
        kept = _untied(_stated(kept, wished=wished))
    text = upper_first(render(_with_capitals(_without_loose_end(span, kept)))) or span.text.strip()
    return text + ")" if text.count("(") > text.count(")") else text


def _without_loose_end(span: Span, words: list[Word]) -> list[Word]:
    """Takes off what leads to a clause that the quote was cut before: "an Beeten arbeiten, in | denen ..."."""
    behind = span.doc[span.end] if span.end < len(span.doc) else None
    cut = behind is not None and not behind.is_punct and not behind.is_space and not behind.is_sent_start
    if len(words) <= _SHORTEST_STATEMENT or not words[-2].pause:
        return words
    loose = words[-1].tag in {"APPR", "KON"} or (cut and words[-1].finite)
    return words[:-2] if loose else words


def _with_capitals(words: list[Word]) -> list[Word]:
    """Begins what follows the end of a sentence with a capital, also where its first words were left out."""
    return [
        replace(word, text=upper_first(word.text)) if index and words[index - 1].low in {".", "!", "?"} else word
        for index, word in enumerate(words)
    ]


def _stated(words: list[Word], *, wished: bool) -> list[Word]:
    """The words as a statement: of what is, or of what is to be."""
    wish = wished_statement(words) if wished else None
    if wish is not None:
        return wish
    told = as_statement(words)
    moved = bool(words) and words[0].low in THATS and told[0].low not in THATS
    return as_statement(as_wish(words)) if wished and moved else told


def _is_told_of_whoever(span: Span) -> bool:
    """Whether a clause with "wer" before the quote is its subject: "Wer in Rente geht, | nimmt jemanden zu sich"."""
    ahead = span.doc[span.sent.start : span.start]
    return len(ahead) > 0 and ahead[-1].text == "," and any(token.lower_ == "wer" for token in ahead)


def _may_ask(span: Span) -> bool:
    """Whether a quote may begin with an imperative: its sentence begins there, or behind "bitte"."""
    opens = span.start == span.sent.start or span.doc[span.start - 1].lower_ == "bitte"
    return opens and span[0].tag_ in _FINITE and span[0].text.endswith("t")


def _without_article(words: list[Word]) -> list[Word]:
    """Takes the article off a note without a verb: "ein Hotel im ersten Stock"."""
    end = next((i for i, word in enumerate(words) if word.pause or word.finite), len(words))
    cut = end > 1 and words[0].low in _OBLIQUE and words[0].tag == "ART" and words[1].tag == "NN"
    if cut and (end == len(words) or words[end].pause):
        return words[1:]
    if not words or words[0].tag != "ART" or any(word.verb for word in words):
        return words
    first = chunk(words)[0]
    bare = bare_nominative(first.words)
    return words if bare is None else [*bare, *words[len(first.words) :]]


def _without_zu(words: list[Word]) -> list[Word]:
    """Takes "zu" off an infinitive whose frame stands before the quote: "Rückkehrern eine Aufgabe anzubieten"."""
    end = next((i for i, word in enumerate(words) if word.pause or word.tag in {"KOUS", "KOUI", "PRELS"}), len(words))
    clause = words[:end]
    several = sum(word.tag in {"PTKZU", "VVIZU"} for word in words) > 1
    opened = any(
        word.tag in {"KOUS", "KOUI", "PRELS", "PWAV"} or word.low in {"um", "statt", "ohne"} for word in clause
    )
    governed = any(word.finite for word in words[: end + 2])
    if end < 2 or several or opened or governed:
        return words
    if clause[-1].tag == "VVIZU":
        base = infinitive(clause[-1])
        return [*clause[:-1], replace(clause[-1], text=base, low=base, tag="VVINF"), *words[end:]]
    if clause[-2].tag == "PTKZU" and clause[-1].tag in {"VVINF", "VAINF"}:
        return [*clause[:-2], clause[-1], *words[end:]]
    return words


def _untied(words: list[Word]) -> list[Word]:
    """Takes off a word such as "da" or "deshalb" where something else can stand before the verb for sure."""
    rest = without_tie(words)
    inside = bool(words) and words[0].low == "da" and any(word.low in _INSIDE for word in words)
    if len(rest) == len(words) or inside:
        return words
    ordered = _in_order(rest)
    return words if ordered[0] is rest[0] or rest[0] not in ordered else ordered


def _in_order(words: list[Word], *, joined: bool = False, asks: bool = False) -> list[Word]:
    """Puts the subject or a phrase before a verb that the quote begins with: "kommt seit Sommer ein Kleinbus".

    Args:
        words: The quote.
        joined: Whether "und" stands before it.
        asks: Whether its verb may be an imperative: "baut hier eine Brücke".
    """
    if len(words) < 3 or words[0].tag not in _FINITE or words[0].text[:1].isupper():
        return words
    if words[0].tag == "VVFIN" and words[1].text in _POLITE:
        return words
    words = _without_asking(words)
    end = next((i for i, word in enumerate(words) if word.pause), len(words))
    rest_goes_on = any(word.finite for word in words[end + 1 : end + 2])
    named = words[2].tag == "KON" or words[2].low.endswith(AGENT_HEADS)
    if words[1].low in _SUBJECTS and not named and not rest_goes_on:
        return [words[1], words[0], *words[2:]]
    parts = chunk(words[1:end])
    while parts and parts[0].kind is ChunkKind.ADVERB and parts[0].words[0].low in DROPPED_ADVERBS:
        parts = parts[1:]
    place = next((i for i, part in enumerate(parts) if part.kind is not ChunkKind.REFLEXIVE), len(parts))
    several = any(word.finite for word in words[1:end]) or _addresses(words[0]) or _clashes(parts, words[0])
    if several or place == len(parts) or not any(may_act(part) for part in parts) or not leads(parts[place]):
        return words
    last = _end_of_subject(words[:end], parts, place)
    if not clearly_ends(parts, place, last) or (last < len(parts) and parts[last].words[0].low == "und"):
        return words
    if not _has_subject(words, parts, joined=joined, asks=asks):
        return words
    front = [word for part in parts[place:last] for word in part.words]
    behind = [word for i, part in enumerate(parts) if not place <= i < last for word in part.words]
    if not behind:
        stands_for_itself = words[0].lemma.lower() in STATIVE_VERBS | NEED_VERBS | {"geben"}
        if end == len(words) and not stands_for_itself and len(front) <= _SHORTEST_STATEMENT:
            return [*front, words[0]]
        return front if end == len(words) and stands_for_itself else words
    if words[0].lemma.lower() == "sein" and all(part.kind is ChunkKind.PREPOSITION for part in parts[last:]):
        return [*front, *behind, *words[end:]]
    return [*front, words[0], *behind, *words[end:]]


def _without_asking(words: list[Word]) -> list[Word]:
    """Takes "nicht" out of a proposal in the form of a question: "könnten die uns nicht eine Halle bauen"."""
    end = next((i for i, word in enumerate(words) if word.pause), len(words))
    denied = [i for i in range(1, end - 1) if words[i].low == "nicht"]
    if words[0].low not in _ASKING or len(denied) != 1 or any(word.finite for word in words[1:end]):
        return words
    opposed = any(word.low in {"sondern", "mehr"} for word in words)
    return words if opposed else [*words[: denied[0]], *words[denied[0] + 1 :]]


def _end_of_subject(words: Sequence[Word], parts: Sequence[Chunk], place: int) -> int:
    """Where what leads ends: with its name behind "wir", but before the "von" of a verb: "rückte der Rat von A ab"."""
    following = parts[place + 1 : place + 2]
    if parts[place].words[0].low in {"wir", "ihr"} and following and following[0].kind is ChunkKind.NOUN:
        head = following[0].head
        named = len(following[0].words) == 1 and head.tag == "NN" and head.low.endswith(AGENT_HEADS)
        return place + 1 + named
    if words[-1].tag == "PTKVZ" and words[-1].low == "ab" and following and following[0].words[0].low in {"von", "vom"}:
        return place + 1
    return behind_subject(parts, place)


def _has_subject(words: Sequence[Word], parts: Sequence[Chunk], *, joined: bool, asks: bool) -> bool:
    """Whether the subject stands behind the verb for sure, not before the quote: "vergibt Regalmeter an Hersteller".

    Args:
        words: The clause, its verb first.
        parts: The phrases behind the verb.
        joined: Whether "und" stands before it, so that the subject is likely that of the clause before.
        asks: Whether the verb may be an imperative, unless it takes no object.
    """
    verb = words[0]
    state = verb.lemma.lower() in STATIVE_VERBS | NEED_VERBS and verb.lemma.lower() != "haben"
    begins = any(word.lemma.lower() in {"anfangen", "beginnen"} for word in words)
    things = [part for part in parts if part.kind is ChunkKind.NOUN and not is_time(part)]
    acting = any(is_agent(part) or (NOM in part.cases and ACC not in part.cases) for part in things)
    pronouns = [part.words[0] for part in parts if part.kind is ChunkKind.PRONOUN]
    if acting or any(word.tag != "PRF" and word.low not in {"dessen", "deren"} for word in pronouns):
        return True
    if verb.lemma.lower() in _WITH_OBJECT:
        return False
    if state or begins or len(things) > 1 or any(part.kind is ChunkKind.REFLEXIVE for part in parts):
        return True
    first = next((part for part in parts if part.kind is not ChunkKind.ADVERB and not is_time(part)), None)
    alone = verb.lemma.lower().endswith((*INTRANSITIVE, *MOVING))
    possible = not joined and verb.tag != "VAFIN" and (alone or not asks)
    return possible and first is not None and first.kind is ChunkKind.NOUN and first.words[0].tag in _DETERMINERS


def _clashes(parts: Sequence[Chunk], verb: Word) -> bool:
    """Whether the only noun that could be the subject has another number: "schickt die Trompeten" is a request."""
    able = [part for part in parts if may_act(part)]
    return all(
        part.kind is ChunkKind.NOUN and (plural := _is_several(part)) is not None and plural != is_plural(verb)
        for part in able
    )


def _is_several(part: Chunk) -> bool | None:
    """Whether a noun phrase is plural; "die" before an unchanged feminine is singular: "die Innenstadt"."""
    head = part.head
    same = head.tag == "NN" and head.low == head.lemma.lower() and gender_of(head) is Gender.FEMININE
    return False if part.plural is None and part.words[0].low == "die" and same else part.plural


def _addresses(verb: Word) -> bool:
    """Whether a verb asks somebody to do something, or speaks to one person."""
    return verb.low in _REQUESTS or (verb.low.endswith("st") and verb.low != "ist")


def _with_noun(span: Span, words: list[Word]) -> list[Word]:
    """Puts the noun before a relative clause that the quote begins with: "Räume, die leer stehen"."""
    noun = relative_antecedent(span)
    if noun is None or not words or words[0].tag not in {"PRELS", "ART", "PDS", "APPR"}:
        return words
    if len(words) > 2 and words[1].finite:
        return words
    return [noun, make(",", "$,"), replace(words[0], text=words[0].low), *words[1:]]
