"""Actions that a frame announces: what is missing, to be looked into, asked for or agreed on."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from quartier_nlp.findings.labels.clauses import Clause, ClauseKind
from quartier_nlp.findings.labels.data import listed
from quartier_nlp.findings.labels.links import frames
from quartier_nlp.findings.labels.patterns import NEGATIVE
from quartier_nlp.findings.labels.phrase import Phrase, phrase_of
from quartier_nlp.findings.labels.word import Word, make

#: Words of a clause behind an action; longer ones make no label.
LONGEST_RELATIVE = 16
#: Words that cannot be understood where a label stands.
OPEN = frozenset({"sie", "er", "es", "das", "dies", "ihn", "ihm", "diese", "dieser", "ich", "dort", "hier"})
_CHANCES = frozenset({"möglichkeit", "möglichkeiten", "gelegenheit", "chance", "weg", "wege"})
_WANTING = frozenset({"brauchen", "fehlen", "wünschen", "bräuchten", "wollen", "vermissen"})
_COULD = frozenset({"könnte", "könnten", "sollte", "sollten", "müsste", "müssten"})
_DOING = frozenset({"machen", "geben", "brauchen", "tun", "schaffen"})


def chance(part: Clause, following: Clause) -> Phrase | None:
    """A chance that is called for keeps its frame: "Möglichkeit schaffen, die Bahn zu überqueren"."""
    if following.kind is not ClauseKind.ZU or not any(word.low in _CHANCES for word in part.words):
        return None
    phrase = phrase_of(part)
    if phrase is None or not any(word.low in _CHANCES for word in phrase.words):
        return None
    return Phrase((*phrase.words, make(",", "$,"), *following.words), phrase.rule)


def why_not(part: Clause) -> Clause | None:
    """Reads "warum baut man nicht die Bahn aus" as a proposal; without its negation it would be a complaint."""
    denials = [w for w in part.words if w.tag == "PTKNEG" or w.low in {"kein", "keine", "keinen"}]
    if len(denials) != 1 or any(word.tag == "VAFIN" for word in part.words):
        return None
    return Clause(ClauseKind.MAIN, tuple(word for word in part.words[1:] if word is not denials[0]), part.mark)


def wanted(parts: Sequence[Clause], index: int) -> Phrase | None:
    """Reads the second clause of "was wir, ist ein Ansprechpartner": the second clause names what the first needs."""
    if index == 0 or parts[index - 1].kind is not ClauseKind.QUESTION:
        return None
    finite = parts[index].finite
    before = parts[index - 1].words
    could = any(word.low in _COULD for word in before) and any(word.lemma.lower() in _DOING for word in before)
    needs = could or any(word.lemma.lower() in _WANTING for word in before)
    words = parts[index].words
    words = words[1:] if words[0].low in {"das", "dat", "dies", "nämlich"} else words
    named = parts[index].kind is ClauseKind.FRAGMENT and parts[index].mark == ":"
    if not needs or not words or not (named or (finite is not None and finite.lemma == "sein" and words[0].finite)):
        return None
    thing = words if named else words[1:]
    swapped = (make("es", "PPER"), Word("fehlt", "fehlt", "VVFIN", "fehlen"), *thing)
    return phrase_of(Clause(ClauseKind.MAIN, swapped, ","))


def checking(parts: Sequence[Clause], index: int) -> Phrase | None:
    """A proposal to look whether something can be done: "es sollte geprüft werden, ob ..."."""
    following = parts[index + 1] if index + 1 < len(parts) else None
    finite = parts[index].finite
    if following is None or following.kind is not ClauseKind.WHETHER or finite is None or finite.tag != "VMFIN":
        return None
    words = parts[index].words
    checks = words[-1].lemma.lower() == "prüfen" or (words[-1].low == "werden" and words[-2].low == "geprüft")
    clause = following.words
    if not checks or len(clause) > LONGEST_RELATIVE or any(word.low in OPEN for word in clause):
        return None
    if not clause[-1].finite and clause[-1].tag != "VMINF":
        return None
    return Phrase((make("prüfen", "VVINF"), make(",", "$,"), *clause), "check")


def agreed(parts: Sequence[Clause], *, subject_known: bool) -> Phrase | None:
    """What was agreed on, with its content: "vereinbaren, dass jeder Keller zwölf Abende im Jahr öffentlich ist"."""
    for index, (part, following) in enumerate(pairwise(parts)):
        agrees = any(word.verb and word.lemma.lower() in listed("frames", "agreeing") for word in part.words)
        content = following.words
        if not agrees or part.kind is not ClauseKind.MAIN or following.kind is not ClauseKind.THAT:
            continue
        if not frames(following) or len(content) > LONGEST_RELATIVE or any(word.low in OPEN for word in content[1:2]):
            return None
        if any(word.low in NEGATIVE for word in part.words):
            return None
        phrase = phrase_of(part, subject_known=subject_known and index == 0, complete=True)
        return None if phrase is None else Phrase((*phrase.words, make(",", "$,"), *content), "agreed")
    return None
