"""Notes: infinitives that taggers take for finite verbs, and notes that are no single phrase."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from quartier_nlp.findings.labels.cases import ACC, NOM
from quartier_nlp.findings.labels.chunks import ChunkKind, chunk
from quartier_nlp.findings.labels.clauses import ClauseKind
from quartier_nlp.findings.labels.question_order import split_particle
from quartier_nlp.findings.labels.roles import is_agent
from quartier_nlp.findings.labels.word import Word

_INSEPARABLE = ("umfass", "umgeb", "umring", "umarm", "umgarn", "umgehen")
_TAIL = frozenset({"APPR", "APPRART", "KOKOM"})


def noted_infinitive(words: Sequence[Word]) -> list[Word]:
    """Moves an infinitive that stands before a closing phrase to its end and tags it as one.

    A verb with its particle unseparated cannot stand second in a main clause, so it is an infinitive there.
    """
    result = list(words)
    verbs = [i for i, word in enumerate(words) if word.verb]
    if len(verbs) != 1 or any(word.pause for word in words[: verbs[0]]):
        return result
    index = verbs[0]
    verb = words[index]
    turned = verb.low.startswith("um") and not verb.low.startswith(_INSEPARABLE)
    unseparated = verb.low.endswith(("en", "ern", "eln")) and (turned or split_particle(verb)[0] != "")
    if verb.tag not in {"VVFIN", "VVINF", "VVPP"} or not unseparated or index == 0:
        return result
    if words[0].tag in {"KOUS", "PRELS", "PWAV", "PWS", "PPER", "PIS"} or verb.low.startswith("ge"):
        return result
    if any(word.tag in {"PPER", "PIS", "KOUS", "PRELS", "PTKZU"} for word in words):
        return result
    tail = words[index + 1 :]
    end = next((i for i, word in enumerate(tail) if word.pause), len(tail))
    if tail and end and (tail[0].tag not in _TAIL or _says_purpose(words, index)):
        return result
    return [*words[:index], *tail[:end], replace(verb, tag="VVINF"), *tail[end:]]


def as_doings(words: Sequence[Word], *, lower: bool) -> list[Word]:
    """Reads the verb that opens a note before another infinitive as one: "verglasen und stundenweise verleihen".

    Args:
        words: The words of the note.
        lower: Whether the note begins with a small letter, so that its first word is no noun.
    """
    joined = len(words) > 2 and words[1].low in {"und", ","} and words[-1].tag == "VVINF"
    first = words[0]
    plural = first.tag == "VVFIN" and first.low == first.lemma.lower()
    if not joined or not (plural or (lower and first.tag == "NN" and first.low.endswith("en"))):
        return list(words)
    return [Word(first.low, first.low, "VVINF", first.low), *words[1:]]


def _says_purpose(words: Sequence[Word], index: int) -> bool:
    """Whether an infinitive only says what the thing before it is for: "Bügel zum Rad anschließen im Hof"."""
    return index > 1 and words[index - 2].low == "zum" and words[index - 1].tag == "NN"


def reads_through(body: Sequence[Word], kind: ClauseKind) -> bool:
    """Whether a note is one phrase: no list of things before a participle, no subject with its reflexive."""
    if kind is ClauseKind.INFINITIVE and any(word.tag == "PRF" for word in body[1:]):
        return False
    comma = next((i for i in range(len(body) - 1, -1, -1) if body[i].low == ","), None)
    if kind is ClauseKind.PARTICIPLE and (_has_actor(body) or _compares(body)):
        return False
    if body[-1].low == "werden":
        return False
    if kind is not ClauseKind.PARTICIPLE or comma is None or comma + 1 >= len(body):
        return True
    return chunk(body[comma + 1 :])[0].kind in {ChunkKind.PREPOSITION, ChunkKind.ADVERB}


def _has_actor(body: Sequence[Word]) -> bool:
    """Whether subject and object stand before a participle: "die Post ihren Kasten abmontiert"."""
    nouns = [part for part in chunk(body) if part.kind is ChunkKind.NOUN]
    return len(nouns) > 1 and NOM in nouns[0].cases and NOM not in nouns[1].cases and ACC in nouns[1].cases


def _compares(body: Sequence[Word]) -> bool:
    """Whether a clause with "als" or "wie" is cut into a note: "die Schließung, als fünf Dörfer beschlossen"."""
    return any(left.low == "," and right.low in {"als", "wie"} for left, right in pairwise(body))


def names_actor(body: Sequence[Word]) -> bool:
    """Whether those who act stand before a verb that was read as an infinitive: "die Omas kochen"."""
    parts = chunk(body)
    nouns = [part for part in parts if part.kind is ChunkKind.NOUN]
    several = parts[0].plural or parts[0].head.low in {"leute", "eltern"}
    denied = is_agent(parts[0]) and any(part.kind is ChunkKind.NEGATION for part in parts)
    acting = bool(several) and parts[0].words[0].low == "die" and all(is_agent(part) for part in nouns)
    return denied or acting
