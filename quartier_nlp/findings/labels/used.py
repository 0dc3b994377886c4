"""Things that got another use: "die Kaue ist jetzt Probebühne" becomes "Kaue als Probebühne nutzen"."""

from __future__ import annotations

from collections.abc import Sequence

from quartier_nlp.findings.labels.actions import action_verb
from quartier_nlp.findings.labels.cases import NOM
from quartier_nlp.findings.labels.chunks import Chunk, ChunkKind, chunk
from quartier_nlp.findings.labels.clauses import Clause, ClauseKind
from quartier_nlp.findings.labels.data import listed
from quartier_nlp.findings.labels.gender import Gender, gender_of
from quartier_nlp.findings.labels.inflection import bare_accusative
from quartier_nlp.findings.labels.patterns import NEGATIVE
from quartier_nlp.findings.labels.phrase import Phrase
from quartier_nlp.findings.labels.roles import is_agent, is_dropped, is_time
from quartier_nlp.findings.labels.word import Word, make

_SINCE = frozenset("jetzt heute inzwischen nun nu mittlerweile seither seitdem künftig heutzutage".split())
_WAYS = ("straße", "zone", "weg", "platz")
_MODALS = frozenset({"sollen", "könnte", "könnten", "sollte", "sollten", "soll", "würde"})


def new_use(clause: Clause) -> Phrase | None:
    """Returns the change of use that a main clause tells, None if it tells none for sure."""
    finite = clause.finite
    if clause.kind is not ClauseKind.MAIN or finite is None or any(word.low in NEGATIVE for word in clause.words):
        return None
    index = clause.words.index(finite)
    front, middle = chunk(clause.words[:index]), chunk(_fields(clause.words[index + 1 :]))
    serves = finite.lemma.lower() == "dienen" and not any(word.verb for word in clause.words[index + 1 :])
    if not serves and not _becomes(finite, clause.words[index + 1 :]):
        return None
    if len(front) == 0 or not _is_house(front[0]) or any(part.kind is not ChunkKind.PREPOSITION for part in front[1:]):
        return None
    use = _use(middle, serves=serves)
    if use is None:
        return None
    if use[0].low == "als" and len(use) > 1 and use[1].low.endswith(_WAYS):
        use = [make("zum" if gender_of(use[1]) is not Gender.FEMININE else "zur", "APPRART"), *use[1:]]
        doing = "machen"
    else:
        doing = "nutzen"
    place = [*bare_accusative(front[0].words), *(word for part in front[1:] for word in part.words)]
    return Phrase((*place, *use, make(doing, "VVINF")), "use")


def _fields(words: Sequence[Word]) -> list[Word]:
    return [word for word in words if word.low != "werden"]


def _becomes(finite: Word, rest: Sequence[Word]) -> bool:
    """Whether a thing is now, or shall become, another."""
    others = [word.low for word in rest if word.verb]
    if finite.lemma.lower() == "sein" and finite.low in {"ist", "sind"}:
        return not others and any(word.low in _SINCE for word in rest)
    if finite.lemma.lower() == "werden" and finite.low in {"wird", "werden", "wurde", "wurden"}:
        return not others
    return finite.low in _MODALS and others == ["werden"]


def _is_house(part: Chunk) -> bool:
    """Whether a phrase names a certain thing, not people: "die alte Kaue"."""
    first = part.words[0]
    certain = first.tag in {"ART", "PPOSAT", "PDAT"} and not first.low.startswith("ein")
    return part.kind is ChunkKind.NOUN and certain and NOM in part.cases and not is_agent(part) and not is_time(part)


def _use(middle: Sequence[Chunk], *, serves: bool) -> list[Word] | None:
    """The new use as "als" phrase with what belongs to it, behind what says when or for whom."""
    kept: list[Word] = []
    found = False
    for part in middle:
        if is_dropped(part, None) or part.words[0].low in _SINCE:
            continue
        opener = part.words[0]
        if part.kind is ChunkKind.PREPOSITION and opener.low == "als" and serves:
            found = True
        elif part.kind is ChunkKind.NOUN and not found and not serves and _is_use(part):
            words = part.words[1:] if opener.tag == "ART" else part.words
            kept.extend([make("als", "APPR"), *words])
            found = True
            continue
        elif part.kind is not ChunkKind.PREPOSITION and not (part.kind is ChunkKind.ADVERB and not found):
            return None
        kept.extend(part.words)
    return kept if found else None


def _is_use(part: Chunk) -> bool:
    """Whether a noun phrase names a use: no article, or "ein" without an attribute; no state, no action."""
    head, opener = part.head, part.words[0]
    plain = opener.tag in {"NN", "TRUNC"} or (opener.low in {"ein", "eine"} and part.words[1].tag == "NN")
    stated = head.low in listed("frames", "no_uses") or head.low in listed("frames", "not_things")
    return plain and not stated and action_verb(head) is None and not is_agent(part)
