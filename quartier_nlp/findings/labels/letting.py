"""Names those whose doing is the point as people whom one lets do it: "Lehrlinge im Speicher übernachten lassen".

A label leaves out who acts where that is understood. Where it is not, because they do it without an object or each in
turn, a second look names them; one in ten labels that people gave to approaches ends with "lassen".
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from quartier_nlp.findings.labels.arrangement import OF_SUBJECT
from quartier_nlp.findings.labels.cases import ACC, NOM
from quartier_nlp.findings.labels.chunks import Chunk, ChunkKind, chunk
from quartier_nlp.findings.labels.data import listed
from quartier_nlp.findings.labels.inflection import bare_accusative, infinitive
from quartier_nlp.findings.labels.roles import are_doers, are_people, is_agent
from quartier_nlp.findings.labels.verbs import VerbGroup
from quartier_nlp.findings.labels.word import Word

#: Rules for clauses whose subject does what others may let them do.
LETTING = frozenset({"present", "perfect", "modal"})
#: Verbs of what others look for or want, which nobody lets them do.
_SEEKING = frozenset({"suchen", "wünschen", "fordern"})
#: Verbs by which, without an object, those who are let would be the ones that it is done to.
_ACTED_ON = frozenset(
    "beraten begleiten betreuen pflegen unterrichten schulen behandeln bezahlen besuchen abholen befragen führen "
    "prüfen untersuchen wählen einladen unterstützen fördern ausbilden anleiten".split()
)
#: Ends of verbs of making: what was made is the point of it.
_MAKING = ("bauen", "öffnen", "gründen", "kaufen", "richten", "mauern", "zimmern", "streichen", "anlegen", "schaffen")
_WANTING = frozenset({"wollen", "mögen"})


def let(
    group: VerbGroup, front: Sequence[Chunk], middle: Sequence[Chunk], place: tuple[bool, int]
) -> list[Word] | None:
    """Returns those who do something, with where they are from, as the object of "lassen": "Winzer aus dem Ort".

    Args:
        group: The verbs of the clause.
        front: The phrases before the finite verb.
        middle: The phrases behind it.
        place: Where the subject stands, see ``roles.subject_index``.

    Returns:
        The words, or None where it is not sure who acts, or nobody would let them.
    """
    field = front if place[0] else middle
    subject = field[place[1]]
    behind = field[place[1] + 1] if place[1] + 1 < len(field) else None
    lemma = group.finite.lemma.lower()
    if group.rule not in LETTING or group.causative or lemma in _SEEKING:
        return None
    if lemma in _WANTING and not are_people(subject):
        return None
    if not are_doers(subject) or _may_be_given(subject, opens=place == (True, 0)):
        return None
    if subject.words[-1].tag == "KON" or (behind is not None and behind.kind is ChunkKind.JOIN):
        return None
    others = [part for part in (*front, *middle) if part is not subject and part.kind is ChunkKind.NOUN]
    if group.verb_first and ACC in subject.cases and not (subject.plural and (others or place[1])):
        return None  # "besucht jede Familie", "fahren die Leute hin": who acts may stand before the quote
    if any(NOM in part.cases and are_doers(part) for part in others):
        return None  # "vier Abgeordnete besuchen ältere Bewohner"
    if any(word.low.startswith("ander") for word in subject.words) and subject.words[0].tag == "ART":
        return None  # "jedes Mal eine andere Familie" is each in turn
    about = any(part.words[0].low == "über" for part in (*front, *middle))
    if group.verb is not None and infinitive(group.verb) in _ACTED_ON and not (others or about):
        return None  # "Mieterinnen beraten lassen" would be advised
    if any(_may_do_it(part) for part in (*front, *middle) if part is not behind):
        return None  # "Handys von den Alten reparieren lassen" would be repaired by them
    belongs = behind is not None and behind.kind is ChunkKind.PREPOSITION and behind.words[0].low in OF_SUBJECT
    return [*bare_accusative(subject.words), *(behind.words if behind is not None and belongs else ())]


def is_point(phrase: Sequence[Word], words: Sequence[Word]) -> bool:
    """Whether a phrase names young, old or unpaid people, whose doing it is the point, not what they make.

    Args:
        phrase: A phrase that begins with those who are let.
        words: The words of its quote, which tell whether it is one of them, who would lack the article.
    """
    first = chunk(phrase)[0]
    if any(left.low in {"ein", "eine"} and right.low == first.head.low for left, right in pairwise(words)):
        return False
    if any(word.tag == "VVINF" and word.low.endswith(_MAKING) for word in phrase):
        return False
    alone = first.kind is ChunkKind.NOUN and not any(word.tag in {"NE", "KON"} for word in first.words)
    return alone and is_hand(first.head)


def is_hand(word: Word) -> bool:
    """Whether a word names young, old or unpaid people, in the forms of the list."""
    return word.low.endswith(tuple(listed("doers", "hands")))


def _may_do_it(part: Chunk) -> bool:
    """Whether people behind "von" would do it, where "lassen" follows."""
    if part.kind is not ChunkKind.PREPOSITION or part.words[0].low not in {"von", "vom"}:
        return False
    return is_agent(part) or part.head.tag == "ADJA" or part.head.low in listed("doers", "alone")


def _may_be_given(subject: Chunk, *, opens: bool) -> bool:
    """Whether people who act may have become an attribute of those behind them: "lesen Jugendliche Menschen vor"."""
    attributes = subject.words[1:-1] if opens else subject.words[:-1]
    return any(word.tag == "ADJA" and word.text[:1].isupper() for word in attributes)
