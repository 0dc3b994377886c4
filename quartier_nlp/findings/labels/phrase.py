"""Turns one clause into an infinitive phrase."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from quartier_nlp.findings.labels.actions import action_verb
from quartier_nlp.findings.labels.arrangement import CONTENT, arrange, tail
from quartier_nlp.findings.labels.chunks import Chunk, ChunkKind, chunk
from quartier_nlp.findings.labels.clauses import Clause, ClauseKind
from quartier_nlp.findings.labels.inflection import bare_accusative, infinitive
from quartier_nlp.findings.labels.noun_lists import PROVIDED_HEADS
from quartier_nlp.findings.labels.patterns import FRAME_NOUNS, FRAME_VERBS, NEED_VERBS, STATIVE_VERBS, WEAK_VERBS
from quartier_nlp.findings.labels.roles import SURE_SUBJECTS, is_dropped, subject_index
from quartier_nlp.findings.labels.verbs import VerbGroup, verb_group
from quartier_nlp.findings.labels.words import INTERROGATIVE, RELATIVE, Word, make

_IMPERATIVE = "imperative"
_INTRANSITIVE = ("kommen", "bleiben", "fallen", "wachsen", "sterben", "laufen", "stehen", "liegen")
_PREDICATES = frozenset({"VVINF", "VVPP", "VVIZU"})
_COORDINATED = {
    "modal": frozenset({"VVINF"}),
    "future": frozenset({"VVINF"}),
    "lassen": frozenset({"VVINF"}),
    "haben_zu": frozenset({"VVINF", "VVIZU"}),
    "sein_zu": frozenset({"VVINF", "VVIZU"}),
    "perfect": frozenset({"VVPP"}),
    "passive": frozenset({"VVPP"}),
    "sein": frozenset({"VVPP"}),
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """An infinitive phrase.

    Attributes:
        words: Its words, the infinitive last unless something follows it.
        rule: Name of the rule that formed it.
    """

    words: tuple[Word, ...]
    rule: str


def phrase_of(clause: Clause, *, continues: bool = False, subject_known: bool = False) -> Phrase | None:
    """Returns the action that a clause expresses, None if it expresses none or none can be formed for sure.

    Args:
        clause: The clause.
        continues: Whether it goes on after a clause that named the subject and the object.
        subject_known: Whether the subject stands before the quote.
    """
    words = _without_opener(clause)
    if not words:
        return None
    if clause.kind in {ClauseKind.ZU, ClauseKind.INFINITIVE, ClauseKind.PARTICIPLE}:
        return _nonfinite(words, clause.kind)
    if clause.kind is ClauseKind.FRAGMENT:
        return None
    group = verb_group(
        words, subordinate=clause.kind in {ClauseKind.THAT, ClauseKind.IF, ClauseKind.CAUSE, ClauseKind.RELATIVE}
    )
    if group is None or group.rule == "irreal":
        return None
    if group.rule == "sein_zu" and any(word.low in FRAME_NOUNS for word in (*group.front, *group.middle[:3])):
        after = words[words.index(group.finite) + 1 :] if group.finite in words else []
        return _nonfinite(after, ClauseKind.ZU)
    return _need(group) or _finite(
        group, subject_known=continues or subject_known or _is_subject(clause), continues=continues
    )


def _is_subject(clause: Clause) -> bool:
    """Whether the relative pronoun that opens a clause is its subject."""
    if clause.kind is not ClauseKind.RELATIVE or clause.words[0].low not in {"der", "die", "das"}:
        return False
    return not any(word.low in {"man", "wir", "ich", "er", "jemand"} for word in clause.words[1:])


def _without_opener(clause: Clause) -> list[Word]:
    words = list(clause.words)
    while words and words[0].tag == "KON" and words[0].low not in {"weder", "entweder"}:
        words = words[1:]
    openers = {"KOUS", "KOUI"} | RELATIVE | INTERROGATIVE
    if clause.kind in {ClauseKind.MAIN, ClauseKind.ZU, ClauseKind.INFINITIVE, ClauseKind.PARTICIPLE}:
        return words
    while words and (
        words[0].tag in openers | {"KON"}
        or (len(words) > 1 and words[1].tag in openers and words[0].tag in {"APPR", "ADV"})
    ):
        words = words[1:]
    return words


def _nonfinite(words: Sequence[Word], kind: ClauseKind) -> Phrase | None:
    """An infinitive or participle phrase: "die B1 zurückzubauen und den Bach wieder freizulegen"."""
    rule = {ClauseKind.ZU: "zu", ClauseKind.INFINITIVE: "infinitive"}.get(kind, "participle")
    last = next((i for i in range(len(words) - 1, -1, -1) if words[i].verb), len(words) - 1)
    passive = kind is ClauseKind.PARTICIPLE
    if last > 0 and words[last].low == "werden" and words[last - 1].tag == "VVPP":
        words, last, passive, rule = [*words[:last], *words[last + 1 :]], last - 1, True, "passive"
    body, verb, after = words[:last], words[last], words[last + 1 :]
    body = [word for word in body if word.tag != "PTKZU"]
    if verb.tag not in _PREDICATES or not body:
        return None
    if not _reads_through(body, kind):
        return None
    content = _segments(body, passive=passive)
    if content is None:
        return None
    return Phrase((*content, make(infinitive(verb), "VVINF"), *tail(after)), rule)


def _reads_through(body: Sequence[Word], kind: ClauseKind) -> bool:
    """Whether a note is one phrase: no list of things before a participle, no subject with its reflexive."""
    if kind is ClauseKind.INFINITIVE and any(word.tag == "PRF" for word in body[1:]):
        return False
    comma = next((i for i in range(len(body) - 1, -1, -1) if body[i].low == ","), None)
    if kind is not ClauseKind.PARTICIPLE or comma is None or comma + 1 >= len(body):
        return True
    return chunk(body[comma + 1 :])[0].kind in {ChunkKind.PREPOSITION, ChunkKind.ADVERB}


def _need(group: VerbGroup) -> Phrase | None:
    """What is needed or missing is to be created: "es braucht eine Plattform" becomes "Plattform schaffen"."""
    verb = group.verb
    wish = (
        group.rule == "perfect"
        and verb is None
        and group.finite.low.startswith("hätt")
        and any(word.low in {"gern", "gerne", "lieber"} for word in group.middle)
    )
    gives = (
        group.rule in {"present", "modal"}
        and verb is not None
        and verb.lemma.lower() == "geben"
        and any(word.low == "es" for word in (*group.front, *group.middle))
        and group.rule == "modal"
    )
    if group.rule == "modal" and verb is None and group.finite.lemma.lower() in {"mögen", "wollen", "möchten"}:
        wish = True
    missed = group.passive and verb is not None and verb.lemma.lower() in {"vermissen", "benötigen", "brauchen"}
    if missed:
        verb = replace(verb, lemma="fehlen") if verb else None
    if (
        not wish
        and not gives
        and not missed
        and (verb is None or verb.lemma.lower() not in NEED_VERBS or group.passive)
    ):
        return None
    if (
        any(
            word.low in {"nicht", "nie", "kaum", "zurück"} or word.low.startswith("kein")
            for word in (*group.front, *group.middle)
        )
        or group.particle
    ):
        return None
    front, middle = chunk(group.front), chunk(group.middle)
    chunks = [*front, *middle]
    missing = verb is not None and verb.lemma.lower() == "fehlen"
    if not missing and not gives:
        place = subject_index(front, middle, group.finite)
        if place is not None:
            position = place[1] if place[0] else len(front) + place[1]
            chunks = [part for i, part in enumerate(chunks) if i != position]
    nouns = [i for i, part in enumerate(chunks) if part.kind is ChunkKind.NOUN or part.words[0].low == "jemand"]
    if not nouns:
        return None
    wanted = chunks[nouns[0]]
    if action_verb(wanted.head) is not None:
        return None
    person = wanted.words[0].low == "jemand"
    first = [make("jemanden", "PIS")] if person else bare_accusative(wanted.words)
    rest = [
        word
        for i, part in enumerate(chunks[nouns[0] + 1 :], nouns[0] + 1)
        if part.kind in {ChunkKind.PREPOSITION, ChunkKind.NOUN, ChunkKind.JOIN} and not is_dropped(part, None)
        for word in part.words
    ]
    provided = wanted.head.low.endswith(PROVIDED_HEADS)
    doing = "finden" if person else "bereitstellen" if provided else "schaffen"
    return Phrase((*first, *_trim(rest), *tail(group.after, moved=True), make(doing, "VVINF")), "need")


def _trim(words: list[Word]) -> list[Word]:
    while words and (words[-1].pause or words[-1].tag == "KON"):
        words = words[:-1]
    return words


def _finite(group: VerbGroup, *, subject_known: bool, continues: bool) -> Phrase | None:
    group = _becoming(_reflexive(group))
    verb = group.verb
    if verb is None or not _acts(group, verb) or _is_mixed(group):
        return None
    imperative = group.verb_first and group.finite.text[:1].isupper() and group.rule in {"present", "lassen"}
    predicates = _COORDINATED.get(group.rule, frozenset())
    cut = next((i for i, word in enumerate(group.middle) if word.tag in predicates), len(group.middle))
    front, middle, rest = chunk(group.front), chunk(group.middle[:cut]), group.middle[cut:]
    place = subject_index(front, middle, group.finite)
    if subject_known and not group.passive and place is not None:
        stated = (front if place[0] else middle)[place[1]]
        place = place if stated.kind is ChunkKind.PRONOUN and stated.words[0].low in SURE_SUBJECTS else None
    if imperative and place is not None and (front if place[0] else middle)[place[1]].kind is ChunkKind.NOUN:
        place = None
    passive = group.passive and not _acts_itself(group, front, middle, place)
    if place is None and not imperative and not subject_known and not passive:
        return None
    if group.verb_first and not imperative and place is not None and any(w.tag == "PTKNEG" for w in group.middle):
        return None
    if not passive and not continues and _needs_object(group, verb) and not _has_object(front, middle, place):
        return None
    arranged = arrange(front, middle, place, passive=passive, continues=continues)
    if arranged is None:
        return None
    later = _segments(rest, passive=passive, first=False) if rest else []
    if later is None:
        return None
    rule = _IMPERATIVE if imperative and group.rule == "present" else group.rule
    doing = _doing(group, verb)
    words = [*arranged, *later, *tail(group.after, moved=True), *doing]
    return Phrase(tuple(words), rule) if len(words) > len(doing) else None


def _needs_object(group: VerbGroup, verb: Word) -> bool:
    return infinitive(verb, group.particle if group.rule == "present" else "") in WEAK_VERBS


def _has_object(front: Sequence[Chunk], middle: Sequence[Chunk], place: tuple[bool, int] | None) -> bool:
    """Whether a noun phrase besides the subject stands in the clause."""
    behind = [part for i, part in enumerate(middle) if place != (False, i)]
    ahead = [] if place is not None and place[0] else list(front)
    return any(part.kind is ChunkKind.NOUN for part in (*ahead, *behind))


def _reflexive(group: VerbGroup) -> VerbGroup:
    """Reads "wir ... uns" and "ich ... mich" as reflexive."""
    lows = {word.low for word in (*group.front, *group.middle)}
    pronoun = "uns" if "wir" in lows else "mich" if "ich" in lows else None
    if pronoun is None or pronoun not in lows:
        return group
    return replace(group, middle=tuple(make("sich", "PRF") if w.low == pronoun else w for w in group.middle))


def _becoming(group: VerbGroup) -> VerbGroup:
    """Reads "die Metzgerei wird zur Poststelle" as something that is made."""
    becomes = group.finite.lemma == "werden" or (group.finite.tag == "VMFIN" and group.becomes)
    if group.verb is not None or not becomes or not any(word.low in {"zu", "zum", "zur"} for word in group.middle):
        return group
    return replace(group, verb=Word("machen", "machen", "VVINF", "machen"), passive=True, rule="become")


def _is_mixed(group: VerbGroup) -> bool:
    """Whether another verb than those of the group stands in the clause, so that it holds more than one action."""
    predicates = _COORDINATED.get(group.rule, frozenset()) | ({"VAINF"} if group.passive else frozenset())
    return any(word.verb and word.tag not in predicates for word in (*group.front, *group.middle))


def _doing(group: VerbGroup, verb: Word) -> list[Word]:
    """The infinitive at the end; "dürfen" and "lassen" leave the doing to others."""
    base = infinitive(verb, group.particle if group.rule == "present" else "")
    return [make(base, "VVINF"), *([make("lassen", "VVINF")] if group.causative else [])]


def _acts(group: VerbGroup, verb: Word) -> bool:
    lemma = infinitive(verb, group.particle if group.rule == "present" else "")
    if group.finite.low.startswith("gibt'") or (
        lemma == "geben" and any(word.low in {"es", "'s", "s"} for word in (*group.front, *group.middle))
    ):
        return False
    if lemma in NEED_VERBS and not group.passive:
        return False
    if lemma in FRAME_VERBS or lemma in STATIVE_VERBS or lemma.endswith(_INTRANSITIVE):
        return False
    return not (group.rule == "sein" and verb.tag != "VVPP")


def _acts_itself(
    group: VerbGroup, front: Sequence[Chunk], middle: Sequence[Chunk], place: tuple[bool, int] | None
) -> bool:
    """Whether "sein" with a participle is the perfect of a verb of motion: "wir sind gezogen"."""
    if group.rule != "sein" or place is None:
        return False
    subject = (front if place[0] else middle)[place[1]]
    return subject.kind is ChunkKind.PRONOUN


def _segments(words: Sequence[Word], *, passive: bool, first: bool = True) -> list[Word] | None:
    """Arranges what stands before, between and after coordinated verbs; the verbs become infinitives."""
    result: list[Word] = []
    segment: list[Word] = []
    for word in words:
        if word.tag in _PREDICATES:
            arranged = _segment(segment, passive=passive, first=first and not result)
            if arranged is None:
                return None
            result.extend([*arranged, make(infinitive(word), "VVINF")])
            segment = []
        elif word.tag not in {"PTKZU", "VAINF"}:
            segment.append(word)
    arranged = _segment(segment, passive=passive, first=first and not result)
    return None if arranged is None else [*result, *arranged]


def _segment(words: Sequence[Word], *, passive: bool, first: bool) -> list[Word] | None:
    chunks = chunk(words)
    if not chunks:
        return []
    if first and all(part.kind not in CONTENT for part in chunks):
        return None
    return arrange([], chunks, None, passive=passive, continues=not first)
