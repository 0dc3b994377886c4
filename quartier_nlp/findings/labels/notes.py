"""Infinitives of notes that taggers take for finite verbs: "Autoparkplätze umwandeln in Radständer"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quartier_nlp.findings.labels.question_order import split_particle
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
    if tail and end and tail[0].tag not in _TAIL:
        return result
    return [*words[:index], *tail[:end], replace(verb, tag="VVINF"), *tail[end:]]
