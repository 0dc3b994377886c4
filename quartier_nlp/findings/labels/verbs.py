"""Finds the verb group of a clause: what is done, in which voice, and the fields that the verbs cut the clause into."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from quartier_nlp.findings.labels.word import NONFINITE, Word

_BRACKET = NONFINITE | {"PTKVZ", "PTKZU"}
#: Rule of verbs whose infinitive says what is done: "sie gehen einkaufen", "helfen tragen".
_WITH_INFINITIVE = "infinitive_of"


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """The verbs of a finite clause and the fields around them.

    Attributes:
        rule: How the action is expressed, e.g. "modal", "passive", "perfect", "present".
        passive: Whether the subject is what something is done to.
        finite: The finite verb.
        front: Words before it in a main clause; empty where the verb comes last.
        middle: Words between the verbs; coordinated full verbs stay in it.
        verb: The full verb, None where there is none.
        particle: Separated particle of a finite full verb.
        after: Words behind the last verb.
        verb_first: Whether the finite verb opens the clause.
        causative: Whether "lassen" follows the full verb.
        becomes: Whether "werden" is the only verb that follows a modal one.
    """

    rule: str
    passive: bool
    finite: Word
    front: tuple[Word, ...]
    middle: tuple[Word, ...]
    verb: Word | None
    particle: str = ""
    after: tuple[Word, ...] = ()
    verb_first: bool = False
    causative: bool = False
    becomes: bool = False


def verb_group(words: Sequence[Word], *, subordinate: bool) -> VerbGroup | None:
    """Reads the verb group of a finite clause without its opener, None if there is no verb."""
    if subordinate or _verb_final(words):
        return _verb_last(words)
    index = next((i for i, word in enumerate(words) if word.finite), None)
    if index is None:
        return None
    rest = words[index + 1 :]
    start, end = _bracket(rest, words[index])
    found = _group(words[index], rest[start:end])
    return replace(
        found,
        front=tuple(words[:index]),
        middle=tuple(rest[:start]),
        after=tuple(rest[end:]),
        verb_first=index == 0,
    )


def _verb_final(words: Sequence[Word]) -> bool:
    """Whether a clause without opener has its finite verb at the end, as quotes cut out of a sentence do."""
    verbs = [i for i, word in enumerate(words) if word.verb]
    finite = [i for i in verbs if words[i].finite]
    if not finite or finite[0] < 3 or finite[0] != len(words) - 1:
        return False
    first = verbs[0]
    run = words[first : finite[0] + 1]
    return all(word.tag in _BRACKET or word.finite for word in run)


def _verb_last(words: Sequence[Word]) -> VerbGroup | None:
    finite_at = next((i for i in range(len(words) - 1, -1, -1) if words[i].finite), None)
    last = next((i for i in range(len(words) - 1, -1, -1) if words[i].verb), None)
    if last is None:
        return None
    if finite_at is None or (finite_at < last and words[finite_at].tag == "VVFIN"):
        finite_at = last
    start = min(finite_at, last)
    while start > 0 and words[start - 1].tag in _BRACKET:
        start -= 1
    run = [word for i, word in enumerate(words[start : max(finite_at, last) + 1], start) if i != finite_at]
    finite = _as_finite(words[finite_at])
    return replace(_group(finite, run), middle=tuple(words[:start]), after=tuple(words[max(finite_at, last) + 1 :]))


def _as_finite(verb: Word) -> Word:
    """Reads a verb at the end of a subordinate clause as finite: plural forms look like infinitives."""
    tags = {"VVINF": "VVFIN", "VVPP": "VVFIN", "VMINF": "VMFIN", "VAINF": "VAFIN", "VAPP": "VAFIN", "VVIZU": "VVFIN"}
    return replace(verb, tag=tags.get(verb.tag, verb.tag))


def _bracket(rest: Sequence[Word], finite: Word) -> tuple[int, int]:
    """Returns the range of the verbs that close the clause, or an empty range at its end."""
    tags = {"PTKVZ"} if finite.tag in {"VVFIN", "VVIMP"} and not _takes_infinitive(finite) else _BRACKET
    end = next((i + 1 for i in range(len(rest) - 1, -1, -1) if rest[i].tag in tags), None)
    if end is None:
        return len(rest), len(rest)
    start = end - 1
    while start > 0 and rest[start - 1].tag in tags:
        start -= 1
    return start, end


def _takes_infinitive(verb: Word) -> bool:
    lets = verb.low in {"lasst", "laßt", "lass"}
    return lets or verb.lemma.lower() in {"lassen", "brauchen", "helfen", "gehen", "gehören"}


def _group(finite: Word, run: Sequence[Word]) -> VerbGroup:
    """Returns rule, voice and full verb of a verb group, with empty fields."""
    full = [word for word in run if word.tag in {"VVINF", "VVPP", "VVIZU", "VVFIN"}]
    verb = full[0] if full else None
    particle = next((word.low for word in run if word.tag == "PTKVZ"), "")
    rule, passive = _rule(finite, run, verb)
    if rule == "present":
        verb = finite
    causative = len(full) > 1 and full[-1].lemma.lower() == "lassen"
    return VerbGroup(rule, passive, finite, (), (), verb, particle, causative=causative, becomes=_becomes(run))


def _becomes(run: Sequence[Word]) -> bool:
    return len(run) == 1 and run[0].low == "werden"


def _rule(finite: Word, run: Sequence[Word], verb: Word | None) -> tuple[str, bool]:
    auxiliaries = {word.lemma.lower() for word in run if word.tag in {"VAINF", "VAPP"}}
    with_zu = any(word.tag in {"PTKZU", "VVIZU"} for word in run)
    lemma = finite.lemma.lower()
    if finite.tag == "VMFIN":
        state = verb is not None and verb.tag == "VVPP" and "sein" in auxiliaries
        passive = state or (verb is not None and "werden" in auxiliaries)
        return ("passive" if passive else "modal"), passive
    if finite.tag == "VAFIN" and lemma == "haben":
        if any(left.tag == "VVINF" and right.tag == "VMINF" for left, right in pairwise(run)):
            return "irreal", False
        return ("haben_zu" if with_zu else "perfect"), False
    if finite.tag == "VAFIN" and lemma == "sein":
        return ("sein_zu" if with_zu else "sein"), True
    if finite.tag == "VAFIN" or (finite.tag == "VAIMP" and lemma == "werden"):
        future = verb is not None and verb.tag == "VVINF" and "werden" not in auxiliaries
        return ("future", False) if future else ("passive", True)
    if lemma == "gehören" and run and run[-1].tag == "VVPP":
        return "passive", True
    if _takes_infinitive(finite) and verb is not None and verb.tag in {"VVINF", "VVIZU"}:
        return ("lassen" if lemma == "lassen" or finite.low.startswith("la") else _WITH_INFINITIVE), False
    return "present", False
