"""What a quote shares with the clause before it: its subject, and the auxiliary verb of its participle."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Span

from quartier_nlp.findings.labels.cases import NOM
from quartier_nlp.findings.labels.chunks import Chunk, ChunkKind, chunk
from quartier_nlp.findings.labels.roles import SURE_SUBJECTS, is_plural, is_time, subject_index
from quartier_nlp.findings.labels.word import FINITE, INTERROGATIVE, RELATIVE, Word
from quartier_nlp.findings.labels.words import read

#: Marks behind which another main clause begins.
_BREAKS = frozenset({";", ":", "–", "—", "…", "...", "(", ")", "„", "“", "»", "«"})
_JOINING = frozenset({"und", "oder", "sowie", "sondern", "aber"})
_SUBORDINATING = frozenset({"KOUS", "KOUI", *INTERROGATIVE})
_DENYING = ("nicht", "nie", "kein", "kaum", "fast", "beinahe", "weder")
_AUXILIARIES = frozenset({"haben", "sein", "werden"})
#: Pronouns that say nothing without the sentence before, or belong to another clause.
_EMPTY = frozenset({"es", "das", "dies", "was", "wer", "jeder"})
_REQUESTS = frozenset({"lasst", "lass", "lassen", "bitte"})
#: Prefixes of verbs whose participle has no "ge", so that it looks like their third person.
_UNMARKED = ("ver", "be", "er", "ent", "zer")
_FEWEST = 2
_LONGEST = 8
_LONGEST_AHEAD = 40


def with_shared(span: Span, words: Sequence[Word]) -> list[Word] | None:
    """Returns the words of a quote that goes on with a clause, with what it shares with it; None if that is not sure.

    "Wir haben das Konzept weggelegt und | Herrn L. einen Vertrag gegeben" reads "Wir haben Herrn L. ...", "die
    Landjugend mäht den Rasen und | kriegt dafür Fahrstunden" has its subject again, and so has "der Betreiber, ein
    ehemaliger Koch, | hat den Tresorraum umgebaut".

    Args:
        span: The quote, in a tagged Doc.
        words: Its words.
    """
    ahead = _clause_ahead(span)
    if ahead is None or not words:
        return None
    joined = span.doc[span.start - 1].lower_ in _JOINING
    apposed = span.doc[span.start - 1].text == ","
    finite = [i for i, word in enumerate(ahead) if word.finite]
    goes_on = (words[0].finite or (apposed and not finite and _may_be_finite(words))) and words[0].text[:1].islower()
    if goes_on and (len(words) < _FEWEST or words[0].low in _REQUESTS or words[1].finite or _is_subject(words[1])):
        return None
    if not finite:
        subject = _leading(ahead, words[0]) if goes_on and apposed else None
        return None if subject is None else [*subject, *words]
    if len(finite) > 1 or not (joined or not goes_on):
        return None
    verb = ahead[finite[0]]
    subject = _subject(ahead, finite[0])
    marked = any(token.is_punct for token in span.sent)
    if subject is None or not (marked or subject[0].tag == "PPER"):
        return None
    if goes_on:
        agrees = is_plural(words[0]) == is_plural(verb) and verb.tag != "VMFIN"
        return [*subject, *words] if agrees else None
    rest = chunk(ahead[finite[0] + 1 :])
    if not _waits(words) or verb.lemma.lower() not in _AUXILIARIES or not (joined or _is_idle(rest, subject)):
        return None
    return [*subject, verb, *words]


def _may_be_finite(words: Sequence[Word]) -> bool:
    """Whether what was read as a participle is the verb of a clause that has no other: "verlangt, dass ..."."""
    end = next((i for i, word in enumerate(words) if word.pause), len(words))
    alike = words[0].tag == "VVPP" and words[0].low.endswith("t") and words[0].low.startswith(_UNMARKED)
    return alike and not any(word.verb for word in words[1:end])


def _is_subject(word: Word) -> bool:
    """Whether a pronoun can be nothing but the subject, "Sie" of a request among them."""
    return word.tag == "PPER" and (word.low in SURE_SUBJECTS or word.text == "Sie")


def _clause_ahead(span: Span) -> list[Word] | None:
    """The words of the main clause before a quote, without what relative clauses in it tell."""
    start = max((token.i + 1 for token in span.doc[span.sent.start : span.start] if token.text in _BREAKS), default=-1)
    start = max(start, span.sent.start)
    if span.start - start < 1 or span.start - start > _LONGEST_AHEAD:
        return None
    words = list(read(span.doc[start : span.start]))
    while words and (words[-1].tag == "KON" or words[-1].pause):
        words = words[:-1]
    result: list[Word] = []
    index = 0
    while index < len(words):
        end = _end_of_relative(words, index)
        if end is None:
            result.append(words[index])
            index += 1
        else:
            index = end
    return None if any(word.tag in _SUBORDINATING | RELATIVE for word in result) else result


def _end_of_relative(words: Sequence[Word], index: int) -> int | None:
    """Index behind the relative clause that begins with the comma at an index, None where none does."""
    following = [word.tag for word in words[index + 1 : index + 3]]
    opens = words[index].low == "," and (following[:1] == ["PRELS"] or following in (["APPR", "PRELS"],))
    opens = opens or (words[index].low == "," and following[:1] == ["PRELAT"])
    if not opens:
        return None
    closing = next((i for i in range(index + 1, len(words)) if words[i].low == ","), len(words))
    return closing + 1 if any(word.tag in FINITE for word in words[index + 1 : closing]) else None


def _leading(ahead: Sequence[Word], verb: Word) -> list[Word] | None:
    """The subject that a clause begins with, without what stands in apposition to it."""
    end = next((i for i, word in enumerate(ahead) if word.low == ","), len(ahead))
    parts = chunk(ahead[:end])
    if not parts or any(word.verb for word in ahead):
        return None
    first = parts[0]
    named = first.kind is ChunkKind.NOUN and NOM in first.cases and not is_time(first) and _may_be_named(first)
    belongs = all(part.kind in {ChunkKind.NOUN, ChunkKind.PREPOSITION} for part in parts[1:])
    agrees = first.plural in {None, is_plural(verb)}
    return list(ahead[:end]) if named and belongs and agrees and end <= _LONGEST else None


def _subject(ahead: Sequence[Word], verb: int) -> list[Word] | None:
    """The words of the subject of a clause."""
    front, middle = chunk(ahead[:verb]), chunk(ahead[verb + 1 :])
    place = subject_index(front, middle, ahead[verb])
    if place is None:
        return None
    parts = front if place[0] else middle
    part = parts[place[1]]
    if part.words[0].low in _EMPTY or not _may_be_named(part):
        return None
    if part.kind is ChunkKind.PRONOUN:
        return list(part.words)
    if place[0]:
        behind = parts[place[1] + 1 :]
        if place[1] or not all(other.kind in {ChunkKind.NOUN, ChunkKind.PREPOSITION} for other in behind):
            return None
        return list(ahead[:verb]) if verb <= _LONGEST else None
    set_off = any(other.words[0].pause for other in parts[: place[1]])
    return None if set_off or len(part.words) > _LONGEST else list(part.words)


def _may_be_named(part: Chunk) -> bool:
    """Whether a subject is no person by name, whom a label that the quote does not name must not name either."""
    return any(word.tag in {"NN", "PPER", "PIS", "PDS"} for word in part.words) and not any(
        word.low in {"frau", "herr", "herrn", "dr.", "prof."} or word.tag == "NE" for word in part.words
    )


def _waits(words: Sequence[Word]) -> bool:
    """Whether the first clause of a quote ends with a participle that has no auxiliary."""
    end = next((i for i, word in enumerate(words) if word.pause), len(words))
    first = words[:end]
    closes = bool(first) and first[-1].tag == "VVPP"
    return closes and not any(word.finite or word.tag in _SUBORDINATING | RELATIVE for word in first)


def _is_idle(rest: Sequence[Chunk], subject: Sequence[Word]) -> bool:
    """Whether nothing stands between verb and quote but the subject, adverbs and times, and nothing that denies."""
    if any(word.low.startswith(_DENYING) for part in rest for word in part.words):
        return False
    return all(
        part.kind in {ChunkKind.ADVERB, ChunkKind.JOIN, ChunkKind.PREPOSITION}
        or is_time(part)
        or list(part.words) == list(subject)
        for part in rest
    )
