"""Things that are needed or missing: "es braucht eine Plattform" becomes "Plattform schaffen"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quartier_nlp.findings.labels.actions import names_action
from quartier_nlp.findings.labels.arrangement import tail
from quartier_nlp.findings.labels.cases import DAT
from quartier_nlp.findings.labels.chunks import Chunk, ChunkKind, chunk, is_bare_attribute
from quartier_nlp.findings.labels.data import key_of_head, listed
from quartier_nlp.findings.labels.inflection import bare_accusative
from quartier_nlp.findings.labels.noun_lists import BODIES, TIME_NOUNS
from quartier_nlp.findings.labels.patterns import NEED_VERBS
from quartier_nlp.findings.labels.roles import is_agent, is_dropped, is_time, subject_index
from quartier_nlp.findings.labels.verbs import VerbGroup
from quartier_nlp.findings.labels.word import Word, make

_PERSONS = ("lehrling", "nachfolger", "hebamme", "fachkraft", "ansprechpartner", "person")
_GENITIVES = frozenset({"beider", "aller", "vieler", "mehrerer", "einiger", "des", "eines"})


def need_of(group: VerbGroup) -> tuple[Word, ...] | None:
    """Returns the phrase for what a clause says is needed, missing or wished for, None if it says no such thing."""
    found = _needs(group)
    if found is None:
        return None
    verb, gives = found
    denied = ("nicht", "nie", "kaum", "zurück")
    words = (*group.front, *group.middle)
    proposes = group.particle == "vor" and group.finite.lemma == "schlagen"
    if (group.particle and not proposes) or any(word.low in denied or word.low.startswith("kein") for word in words):
        return None
    return _created(group, verb, gives=gives)


def _needs(group: VerbGroup) -> tuple[Word | None, bool] | None:
    """The verb of need, and whether "es gibt" says it; None where the clause speaks of no need."""
    verb = group.verb
    words = (*group.front, *group.middle)
    lemma = verb.lemma.lower() if verb is not None else ""
    gladly = any(word.low in {"gern", "gerne", "lieber"} for word in group.middle)
    if group.rule == "perfect" and verb is None and group.finite.low.startswith("hätt") and gladly:
        return None, False
    if group.rule == "modal" and verb is None and group.finite.lemma.lower() in {"mögen", "wollen", "möchten"}:
        return None, False
    if group.rule == "modal" and lemma == "geben" and any(word.low == "es" for word in words):
        return verb, True
    if verb is not None and group.passive and lemma in {"vermissen", "benötigen", "brauchen", "wünschen", "fordern"}:
        return replace(verb, lemma="fehlen"), False
    if verb is not None and group.passive and lemma in listed("frames", "planning"):
        return replace(verb, lemma="fehlen"), False
    if group.particle == "vor" and lemma == "schlagen" and group.rule == "present":
        return verb, False
    return (verb, False) if lemma in NEED_VERBS and not group.passive else None


def _created(group: VerbGroup, verb: Word | None, *, gives: bool) -> tuple[Word, ...] | None:
    """The thing that is needed as the object of the verb that makes it."""
    front, middle = chunk(group.front), chunk(group.middle)
    chunks = [*front, *middle]
    missing = verb is not None and verb.lemma.lower() == "fehlen"
    if not missing and not gives:
        place = subject_index(front, middle, group.finite)
        if place is not None:
            position = place[1] if place[0] else len(front) + place[1]
            chunks = [part for i, part in enumerate(chunks) if i != position]
    nouns = [
        i
        for i, part in enumerate(chunks)
        if (
            part.kind is ChunkKind.NOUN and part.cases - {DAT} and part.head.low not in TIME_NOUNS and not is_time(part)
        )
        or part.words[0].low == "jemand"
    ]
    if not nouns:
        return None
    behind = [i for i in nouns if not missing and any(chunks[i] is part for part in middle)]
    nouns = behind or nouns
    wanted = chunks[nouns[0]]
    following = chunks[nouns[0] + 1] if nouns[0] + 1 < len(chunks) else None
    if (
        is_bare_attribute(wanted)
        or wanted.words[0].low in _GENITIVES
        or (following is not None and following.words[0].low == "als")
    ):
        return None
    if names_action(wanted.head) or wanted.head.low in listed("frames", "not_things"):
        return None
    if any(word.low in {"€", "euro"} for word in wanted.words) and verb is not None and verb.lemma == "verlangen":
        return None
    person = wanted.words[0].low == "jemand" or _is_person(wanted)
    somebody = wanted.words[0].low == "jemand"
    first = [make("jemanden", "PIS")] if somebody else bare_accusative(wanted.words)
    rest = _belonging(chunks[nouns[0] + 1 :], after_join=wanted.words[-1].tag == "KON")
    doing = "finden" if person else _doing(wanted)
    given = wanted.words[0].tag == "ART" and wanted.words[0].low in {"der", "die", "das", "den"}
    doing = "bereitstellen" if given and doing == "schaffen" else doing
    return (*first, *_trim(rest), *tail(group.after, moved=True), make(doing, "VVINF"))


def _is_person(wanted: Chunk) -> bool:
    """Whether a single person is wanted, who is found, not made: "uns fehlt ein Lehrling"."""
    single = wanted.words[0].low in {"ein", "eine", "einen"} and not wanted.head.low.endswith(BODIES)
    if key_of_head("doings", wanted.head.low) is not None:
        return False
    return single and (is_agent(wanted) or wanted.head.low.endswith(_PERSONS))


def _doing(wanted: Chunk) -> str:
    """The verb that makes a thing; more of what is there already is created."""
    if wanted.words[0].low == "mehr" and key_of_head("doings", wanted.head.low) != "durchführen":
        return "schaffen"
    nouns = wanted.words[wanted.words.index(wanted.head) :]
    last = next((i for i, word in enumerate(nouns) if word.tag != "NN"), len(nouns)) - 1
    return key_of_head("doings", nouns[max(last, 0)].low) or "schaffen"


def _belonging(parts: Sequence[Chunk], *, after_join: bool) -> list[Word]:
    """What follows the thing that is needed and belongs to it: phrases, genitives, what "und" or a comma adds."""
    kept: list[Word] = []
    joined = after_join
    for part in parts:
        first = part.words[0]
        another = first.tag == "CARD" or (first.tag == "ART" and first.low.startswith("ein") and first.low != "einer")
        if (part.kind is ChunkKind.NOUN and another and not joined) or first.tag in {"PWAT", "PWAV", "PWS"}:
            break
        joins = part.kind is ChunkKind.JOIN or first.low in {"+", "&", "u."}
        phrase = part.kind in {ChunkKind.PREPOSITION, ChunkKind.NOUN} and not is_dropped(part, None)
        if joins or phrase:
            kept.extend(part.words)
        joined = joins or part.words[-1].tag == "KON" or (joined and part.kind is ChunkKind.ADVERB)
    return kept


def _trim(words: list[Word]) -> list[Word]:
    while words and (words[-1].pause or words[-1].tag == "KON"):
        words = words[:-1]
    return words
